internal import Definitions
internal import Diagnostics
public import Records

extension Mapping {
    /// What of the mapping says that rows are compared with one another.
    ///
    /// Files whose rows are, must all be read again when one of them changes.
    public var comparesRows: Bool { !unique.isEmpty || codeMatch != nil || nearDuplicates != nil }

    /// The same mapping for a first reading, which takes down the patterns of self-made codes.
    public func collecting(_ variants: CodeVariants) -> Mapping {
        var copy = self
        copy.variants = variants
        return copy
    }

    /// The type of a column of the table; nil when it has none of that name.
    public func type(of column: String) -> FieldType? {
        guard let mapped = columns.first(where: { $0.name == column }) else { return nil }
        return mapped.type ?? record.fields.first { $0.name == column }?.type
            ?? (mapped.codes != nil || !mapped.values.isEmpty ? .code : .text)
    }

    /// Decodes `match:` of columns and `near-duplicates:`.
    mutating func decodeMatching(_ root: Definition, _ reader: DefinitionReader) {
        for entry in root["columns"]?.mapping ?? DefinitionMapping([]) {
            guard entry.value.mapping != nil, let node = reader.optionalMapping("match", in: entry.value) else {
                continue
            }
            if codeMatch != nil {
                reader.report(
                    "mapping.match-twice", at: node, "a second column has `match:`",
                    cause: "the persons of a table are told by one column", remedies: ["leave one of them"])
            }
            codeMatch = codeMatchRule(entry.key, node, reader)
        }
        guard let node = reader.optionalMapping("near-duplicates", in: root) else { return }
        let names = reader.strings("same", in: node)
        let known = columns.map(\.name)
        for (name, place) in zip(names, reader.items("same", in: node)) where !known.contains(name) {
            reader.reportUnknown(name, at: place, as: "a mapped column", among: known, code: "mapping.unknown-column")
        }
        let moments = known.filter { type(of: $0) == .moment }
        guard let time = reader.reference("time", in: node, to: "a mapped column of type moment", among: moments),
            let minutes = reader.int("minutes", in: node), !names.isEmpty
        else { return }
        nearDuplicates = NearDuplicateRule(columns: names, time: time, minutes: min(max(1, minutes), 1_440))
    }

    private func codeMatchRule(
        _ column: String, _ node: Definition, _ reader: DefinitionReader
    ) -> CodeMatchRule? {
        if type(of: column) != .person {
            reader.report(
                "mapping.match-type", at: node, "`match:` is for columns of persons",
                remedies: ["take it out", "give the column `type: person`"])
        }
        if columns.contains(where: { $0.name == CodeMatchRule.columnName(of: column) }) {
            reader.report(
                "mapping.match-column", at: node,
                "there is a column '\(CodeMatchRule.columnName(of: column))' already",
                cause: "`match:` makes a column of that name, which says how each row was found",
                remedies: ["give the other column another name"])
        }
        let codes = columns.map(\.name).filter { type(of: $0) == .code }
        let within = reader.reference("within", in: node, to: "a mapped column of type code", among: codes)
        let changes = reader.int("changes", in: node, default: 1)
        return within.map {
            CodeMatchRule(column: column, within: $0, changes: min(max(0, changes), CodePattern.mostChanges))
        }
    }
}
