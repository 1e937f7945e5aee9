import Disclosure
import Indicators
import Records
import Transmission

/// Writes a transmission as JSON; its schema is `Reports/schemas/transmission.schema.json`. Whoever sends it keeps a copy, which the
/// next build is compared with.
struct TransmissionFile {
    let pipeline: PipelineDefinition
    let build: String
    let sending: Sending.OfProgramme

    private var transmission: ProgrammeTransmission { sending.transmission }

    var bytes: [UInt8] {
        var json = JSONText()
        json.object { json in
            json.string("schema", "https://kaiku.invalid/transmission/1")
            json.string("programme", transmission.layout.programme)
            json.strings("titles", transmission.programme.titles)
            json.integer("layout", transmission.layout.version)
            if let version = transmission.version {
                json.string("version", version.id)
                json.string("through", version.through.description)
                json.string("due", version.due.description)
            }
            json.string("pipeline", pipeline.name)
            json.string("build", build)
            json.string("asOf", pipeline.asOf.description)
            json.string("copy", "authority")
            json.array("tables") { json in for table in transmission.tables { write(table, &json) } }
            json.array("operations") { json in for sheet in transmission.sheets { write(sheet, &json) } }
            if let comparison = sending.comparison { json.string("comparedWith", comparison.sent.version) }
            json.array("changes") { json in
                for change in sending.comparison?.changes ?? [] { write(change, &json) }
            }
            json.array("inputs") { json in
                for input in sending.basis.inputs {
                    json.object { json in
                        json.string("source", input.source)
                        json.string("table", input.table)
                        json.string("place", input.place)
                        json.string("content", input.content)
                    }
                }
            }
            json.strings("definitions", sending.basis.definitions)
        }
        return json.bytes
    }

    private func write(_ table: TransmissionTable, _ json: inout JSONText) {
        json.object { json in
            json.string("id", table.layout.id)
            json.strings("titles", table.layout.titles)
            json.string("source", table.layout.source)
            json.boolean("verified", table.layout.doubts.isEmpty && transmission.layout.isVerified)
            json.array("grain") { json in for name in table.layout.grain { json.string(nil, name) } }
            names(table.layout.columns, &json)
            json.array("rows") { json in for row in table.rows { write(row, table.layout.columns.map(\.id), &json) } }
        }
    }

    private func names(_ columns: [TransmissionColumnLayout], _ json: inout JSONText) {
        json.array("columns") { json in for column in columns { json.string(nil, column.id) } }
    }

    private func write(_ sheet: OperationSheet, _ json: inout JSONText) {
        let columns = transmission.layout.operations?.columns ?? []
        json.object { json in
            json.string("operation", sheet.operation.level.name)
            names(columns, &json)
            json.array("rows") { json in for row in sheet.rows { write(row, columns.map(\.id), &json) } }
            json.array("beside") { json in for row in sheet.beside { write(row, ["all_records"], &json) } }
        }
    }

    private func write(_ row: TransmissionRow, _ columns: [String], _ json: inout JSONText) {
        json.object { json in
            json.object("cell") { json in
                for level in row.cell { json.string(level.dimension, level.level.name) }
            }
            json.string("indicator", row.indicator)
            if let rule = transmission.rules[row.indicator] { json.integer("rule", rule) }
            json.object("values") { json in
                for (column, value) in zip(columns, row.values) {
                    switch value {
                    case .number(let number): json.number(column, number.value)
                    case .estimate(let value): json.number(column, value)
                    case .year(let year): json.integer(column, year)
                    case .text(let text): json.string(column, text)
                    case .empty: json.string(column, nil)
                    }
                }
            }
            let empty = zip(columns, row.values).compactMap { column, value in value.emptiness.map { (column, $0) } }
            let estimated = zip(columns, row.values).compactMap { column, value in
                if case .estimate = value { column } else { nil }
            }
            if !estimated.isEmpty {
                json.array("estimated") { json in for column in estimated { json.string(nil, column) } }
            }
            if !empty.isEmpty {
                json.object("empty") { json in for (column, reason) in empty { json.string(column, reason) } }
            }
        }
    }

    private func write(_ change: CellChange, _ json: inout JSONText) {
        json.object { json in
            json.string("table", change.table)
            json.strings("cell", change.cell)
            json.string("indicator", change.indicator)
            json.string("column", change.column)
            json.number("sent", change.sent?.count)
            json.number("now", change.now?.count)
            json.array("causes") { json in
                for cause in change.causes {
                    json.object { json in
                        json.string("kind", cause.kind.rawValue)
                        json.string("what", cause.what)
                    }
                }
            }
            json.boolean("falls", change.falls)
            if let correction = change.correction {
                json.strings("reason", correction.reasons)
                if let date = correction.date { json.string("date", date.description) }
            }
        }
    }
}
