import Definitions
import Diagnostics
import Ingest
import Records
import Tabulation

/// Looks whether the mappings of a table mean the same by a column's name: rows of several sources are counted together.
struct TableColumnCheck {
    let pipeline: LoadedPipeline

    private struct Use {
        let column: ColumnMapping
        let type: FieldType
        let file: String

        /// Where it is defined, for a message.
        var place: String { column.location?.description ?? file }
    }

    private struct Name: Hashable {
        let table: String
        let column: String
    }

    /// Columns that are of one kind in one mapping and of another in a second, and those with two code lists.
    func findings() -> [Finding] {
        let reader = DefinitionReader()
        var first: [Name: Use] = [:]
        var files: Set<String> = []
        for mapping in pipeline.sources.map(\.mapping) where files.insert(mapping.file).inserted {
            for column in mapping.columns {
                let field = mapping.record.fields.first { $0.name == column.name }
                let use = Use(column: column, type: column.type ?? field?.type ?? .text, file: mapping.file)
                let name = Name(table: mapping.table, column: column.name)
                guard let known = first[name] else {
                    first[name] = use
                    continue
                }
                compare(use, known, mapping.table, reader)
            }
        }
        return reader.findings
    }

    private func compare(_ use: Use, _ known: Use, _ table: String, _ reader: DefinitionReader) {
        let name = use.column.name
        let location = use.column.location ?? RecordLocation(file: use.file)
        let ways = [
            "give the columns different names, if they are different questions",
            "give one of the mappings a `table:` of its own",
        ]
        if Self.kind(of: use.type) != Self.kind(of: known.type) {
            reader.report(
                "pipeline.column-types", at: location,
                "'\(name)' of the table '\(table)' is \(Self.words(use.type)) here and \(Self.words(known.type)) in \(known.place)",
                cause: "the rows of both are counted together", remedies: ways + ["give it one type in both"])
        } else if let list = use.column.codes, let other = known.column.codes, list != other {
            reader.report(
                "pipeline.column-codes", at: location,
                "'\(name)' of the table '\(table)' has the code list '\(list)' here and '\(other)' in \(known.place)",
                cause: "the rows of both are counted together, by the codes of '\(other)'",
                remedies: ways + ["use one code list in both"], severity: .warning)
        }
    }

    /// What the values of a type are counted as; numbers are counted together whatever their decimals.
    private static func kind(of type: FieldType) -> ValueType {
        let kind = ValueType(type)
        return if case .number = kind { .number(places: 0) } else { kind }
    }

    private static func words(_ type: FieldType) -> String {
        let name = type.name
        return name.hasPrefix("i") ? "an \(name)" : "a \(name)"
    }
}
