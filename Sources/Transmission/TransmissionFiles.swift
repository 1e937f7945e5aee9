import Disclosure
import Indicators
import Records

extension ProgrammeTransmission {
    /// A table with its codes: version and days, the grain, the indicator, then the columns; last why fields are empty.
    ///
    /// - Parameter name: The indicator's name in the files' language, without a meaning of its own.
    public func commaSeparated(_ table: TransmissionTable, name: (String) -> String) -> CommaSeparated {
        var file = CommaSeparated(
            header: ["programme", "version", "data_to", "due", "table"] + table.layout.grain
                + ["indicator", "name"] + table.layout.columns.map(\.id) + ["empty_because"])
        for row in table.rows {
            file.append(
                heads(table.layout.id) + row.cell.map { .text($0.level.name) }
                    + [.text(row.indicator), .text(name(row.indicator))]
                    + row.values.map(\.field) + [.text(Self.reasons(table.layout.columns, row.values))])
        }
        return file
    }

    /// The sheets of all operations, one below the other.
    public func commaSeparatedOperations(name: (String) -> String) -> CommaSeparated? {
        guard let layout = layout.operations, !sheets.isEmpty else { return nil }
        var file = CommaSeparated(
            header: ["programme", "version", "data_to", "due", "table", "operation", "indicator", "name"]
                + layout.columns.map(\.id) + ["all_records", "empty_because"])
        for sheet in sheets {
            let operation = CommaSeparated.Field.text(sheet.operation.level.name)
            for row in sheet.rows {
                file.append(
                    heads("operation") + [operation, .text(row.indicator), .text(name(row.indicator))]
                        + row.values.map(\.field) + [.empty, .text(Self.reasons(layout.columns, row.values))])
            }
            for row in sheet.beside {
                file.append(
                    heads("operation") + [operation, .text(row.indicator), .text(name(row.indicator))]
                        + layout.columns.map { _ in .empty } + row.values.map(\.field) + [.empty])
            }
        }
        return file
    }

    /// The values of all tables that are informed estimates, each with the count in its place; nil where there is none.
    public func commaSeparatedEstimates(name: (String) -> String) -> CommaSeparated? {
        guard tables.contains(where: { !$0.estimates.isEmpty }) else { return nil }
        var grain: [String] = []
        for dimension in layout.tables.flatMap(\.grain) where !grain.contains(dimension) { grain.append(dimension) }
        var file = CommaSeparated(
            header: ["programme", "version", "data_to", "due", "table"] + grain
                + ["indicator", "name", "column", "estimate", "counted", "source"])
        for table in tables {
            for estimate in table.estimates {
                let levels = grain.map { dimension in
                    estimate.cell.first { $0.dimension == dimension }.map { $0.level.name } ?? ""
                }
                file.append(
                    heads(table.layout.id) + levels.map { .text($0) }
                        + [
                            .text(estimate.indicator), .text(name(estimate.indicator)),
                            .text(table.layout.columns[estimate.column].id), .number(estimate.value),
                            estimate.counted.field, .text(estimate.sources.joined(separator: "; ")),
                        ])
            }
        }
        return file
    }

    /// What differs from the transmission that was sent before.
    public func commaSeparated(_ comparison: TransmissionComparison, name: (String) -> String) -> CommaSeparated {
        var grain: [String] = []
        for dimension in layout.tables.flatMap(\.grain) where !grain.contains(dimension) { grain.append(dimension) }
        var file = CommaSeparated(
            header: ["programme", "version", "sent_version", "table"] + grain
                + [
                    "indicator", "name", "column", "sent", "now", "difference", "causes", "falls", "explained",
                    "reason",
                    "date",
                ])
        for change in comparison.changes {
            let reason = change.correction.map { $0.reason(in: "en") }
            file.append(
                [
                    .text(layout.programme), .text(version?.id ?? ""), .text(comparison.sent.version),
                    .text(change.table),
                ]
                    + grain.map { .text(change.cell[$0] ?? "") }
                    + [
                        .text(change.indicator), .text(name(change.indicator)), .text(change.column),
                        change.sent?.count.map { .number($0) } ?? .empty, change.now?.field ?? .empty,
                        change.difference.map { .number($0) } ?? .empty,
                        .text(
                            change.causes.map {
                                [$0.kind.rawValue, $0.what].filter { !$0.isEmpty }.joined(separator: ": ")
                            }
                            .joined(separator: "; ")),
                        .text(change.falls ? "yes" : "no"),
                        .text(change.falls ? (change.correction == nil ? "no" : "yes") : ""),
                        reason.map { .text($0) } ?? .empty,
                        change.correction?.date.map { .text($0.description) } ?? .empty,
                    ])
        }
        return file
    }

    private func heads(_ table: String) -> [CommaSeparated.Field] {
        [
            .text(layout.programme), .text(version?.id ?? ""), .text(version?.through.description ?? ""),
            .text(version?.due.description ?? ""), .text(table),
        ]
    }

    private static func reasons(_ columns: [TransmissionColumnLayout], _ values: [TransmissionValue]) -> String {
        zip(columns, values).compactMap { column, value in
            value.emptiness.map { "\(column.id)=\($0)" }
        }.joined(separator: " ")
    }
}

extension TransmissionValue {
    var field: CommaSeparated.Field {
        switch self {
        case .number(let number): number.value.map { .number($0) } ?? .empty
        case .estimate(let value): .number(value)
        case .year(let year): .number(Double(year))
        case .text(let text): .text(text)
        case .empty: .empty
        }
    }

    /// The stable name of why there is nothing; nil where there is something.
    public var emptiness: String? {
        switch self {
        case .number(let number): number.isWithheld ? "withheld" : nil
        case .empty(let reason): reason.rawValue
        case .estimate, .year, .text: nil
        }
    }
}
