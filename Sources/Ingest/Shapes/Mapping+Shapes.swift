internal import Definitions
internal import Diagnostics
internal import Records

extension Mapping {
    /// What a mapping says of its source's shape.
    static func shapes(_ root: Definition, _ reader: DefinitionReader) -> MappingShapes {
        var shapes = MappingShapes()
        shapes.dropped = reader.strings("drop", in: root)
        shapes.missing = reasons("missing", in: root, reader)
        shapes.exclusions = reader.optionalList("exclude", in: root) { exclusion($0, reader) }
        shapes.unpivot = unpivot(reader.optionalMapping("unpivot", in: root), reader)
        return shapes
    }

    /// Written values with their reasons, where they stand as a mapping rather than a list.
    static func reasons(_ key: String, in node: Definition, _ reader: DefinitionReader) -> [ColumnMapping.MissingValue]
    {
        guard node[key]?.mapping != nil else { return [] }
        return reader.entries(key, in: node) { entry in
            let name = writtenText(entry.value) ?? ""
            if let reason = MissingReason(name: name) { return ColumnMapping.MissingValue(entry.key, reason) }
            reader.reportUnknown(
                name, at: entry.value, as: "a reason for a missing answer", among: MissingReason.allCases.map(\.name),
                code: "mapping.unknown-reason")
            return nil
        }
    }

    /// The parts of `format` that concern header and cells.
    static func shape(_ format: inout DeclaredFormat, _ node: Definition, _ reader: DefinitionReader) {
        format.guardsFormulas = reader.bool("apostrophes", in: node, default: false)
        format.escapes = reader.optionalString("escapes", in: node) != nil
        let rows = reader.int("header-rows", in: node, default: 1)
        var layout = HeaderLayout()
        layout.rows = min(max(1, rows), mostHeaderRows)
        if let names = node["names"], !names.isNull {
            if names.string == "joined" {
                layout.names = .joined
                layout.rows = max(2, layout.rows)
            } else if let row = names.int {
                layout.names = .row(row)
            } else {
                wrong("names", "the number of a row of the header, or joined", node, reader)
            }
        }
        layout.texts = reader.optionalInt("texts", in: node)
        layout.codeSeparator = reader.optionalString("code-separator", in: node)
        for entry in node["header-holds"]?.mapping ?? DefinitionMapping([]) {
            if let row = Int(entry.key), let text = entry.value.string { layout.holds[row] = text }
        }
        var named = [layout.texts].compactMap { $0 } + Array(layout.holds.keys)
        if case .row(let row) = layout.names { named.append(row) }
        for row in named.sorted() where !(1...layout.rows).contains(row) {
            reader.report(
                "mapping.header-rows", at: node, "the header has no row \(row)",
                cause: "`header-rows:` says that it has \(layout.rows)",
                remedies: ["set `header-rows:` to the number of rows above the first answer"])
        }
        format.header = layout
    }

    private static let mostHeaderRows = 20

    private static func exclusion(_ node: Definition, _ reader: DefinitionReader) -> ExclusionRule? {
        let sources = reader.strings("column", in: node)
        let reason = reader.string("reason", in: node)
        var conditions: [ExclusionRule.Condition] = []
        if let isEmpty = reader.optionalBool("empty", in: node) { conditions.append(isEmpty ? .empty : .filled) }
        let equals = reader.items("equals", in: node).compactMap(writtenText)
        if !equals.isEmpty { conditions.append(.equals(equals)) }
        let differs = reader.items("differs", in: node).compactMap(writtenText)
        if !differs.isEmpty { conditions.append(.differs(differs)) }
        if sources.isEmpty || conditions.count != 1 {
            reader.report(
                "mapping.exclude", at: node,
                sources.isEmpty ? "the rule names no column" : "the rule has \(conditions.count) conditions, not one",
                remedies: [
                    "write `{column: submitdate, empty: true, reason: …}`, or `equals:` or `differs:` with values"
                ])
        }
        guard let reason, let condition = conditions.first, !sources.isEmpty else { return nil }
        return ExclusionRule(
            sources, condition, reason: reason, isOptional: reader.bool("optional", in: node, default: false),
            location: node.location)
    }

    private static func unpivot(_ node: Definition?, _ reader: DefinitionReader) -> Unpivot? {
        guard let node else { return nil }
        let keepsEmpty = reader.optionalString("empty", in: node) == "keep"
        if node["from"] != nil || node["separator"] != nil { return cut(node, keepsEmpty, reader) }
        let items = ShapeNames.pairs("columns", in: node, reader, plain: false).map {
            Unpivot.Item($0.written, $0.name)
        }
        guard !items.isEmpty else {
            reader.report(
                "mapping.unpivot", at: node, "no column becomes rows",
                remedies: ["name the columns under `columns:`, each with what it stands for"])
            return nil
        }
        return Unpivot(items, keepsEmpty: keepsEmpty, location: node.location)
    }

    /// A column whose cells hold several values with something between them.
    private static func cut(_ node: Definition, _ keepsEmpty: Bool, _ reader: DefinitionReader) -> Unpivot? {
        guard let source = reader.optionalString("from", in: node),
            let separator = reader.optionalString("separator", in: node), !separator.isEmpty, node["columns"] == nil
        else {
            reader.report(
                "mapping.unpivot", at: node, "it is not said what becomes rows",
                cause: "cells with several values need the column and what stands between the values",
                remedies: [
                    #"write `unpivot: {from: Themes, separator: ";"}`"#, "name the columns alone, under `columns:`",
                ])
            return nil
        }
        return Unpivot(
            [Unpivot.Item(source, "")], separator: separator, keepsEmpty: keepsEmpty, location: node.location)
    }
}

/// What stands in the file, with what it becomes: a mapping, or a list of which each item becomes its own name.
enum ShapeNames {
    /// - Parameter plain: Whether the names of a list are made of small letters, digits and `_`.
    static func pairs(
        _ key: String, in node: Definition, _ reader: DefinitionReader, plain: Bool = true
    ) -> [(written: String, name: String)] {
        if node[key]?.mapping != nil { return named(key, in: node, reader) }
        var pairs: [(written: String, name: String)] = []
        var used: Set<String> = []
        for item in reader.items(key, in: node) {
            guard let written = Mapping.writtenText(item) else { continue }
            let name = plain ? MappingProposal.name(for: written, not: used) : written
            used.insert(name)
            pairs.append((written: written, name: name))
        }
        return pairs
    }

    /// The pairs of a mapping from what is written to names.
    private static func named(
        _ key: String, in node: Definition, _ reader: DefinitionReader
    ) -> [(written: String, name: String)] {
        reader.entries(key, in: node) { entry in
            if let name = Mapping.writtenText(entry.value) { return (entry.key, name) }
            reader.report(
                "definition.wrong-type", at: entry.value, "expected a name for '\(shortened(entry.key))'")
            return nil
        }
    }
}

extension ColumnDecoder {
    /// What a column says of its shape.
    func shape(_ node: Definition, _ type: FieldType) -> ColumnShape {
        var shape = ColumnShape()
        shape.isOptional = reader.bool("optional", in: node, default: false)
        shape.unit = reader.optionalChoice("unit", in: node, of: NumberUnit.self)
        shape.scope = reader.choice("scope", in: node, default: .everywhere)
        shape.released = reader.optionalString("released", in: node)
        switch type {
        case .integer, .decimal: break
        default:
            if shape.unit != nil {
                reader.report(
                    "mapping.unit", at: node["unit"] ?? node, "a column of type \(type.name) has no unit",
                    remedies: ["remove `unit:`", "give the column `type: integer` or `type: decimal`"])
            }
        }
        if shape.scope == .file, type != .person {
            reader.report(
                "mapping.scope", at: node["scope"] ?? node, "`scope:` is for persons",
                cause: "the column is of the type \(type.name)", remedies: ["remove `scope:`"])
        }
        return shape
    }

    /// The columns of matrices: one for each row of each.
    func matrices(_ root: Definition) -> [ColumnMapping] {
        reader.entries("matrices", in: root) { $0 }.flatMap { entry -> [ColumnMapping] in
            let node = entry.value
            checkName(entry)
            guard let pattern = pattern("from", "row", node) else { return [] }
            let rows = ShapeNames.pairs("rows", in: node, reader)
            if rows.isEmpty {
                reader.report(
                    "mapping.matrix", at: node, "the matrix '\(entry.key)' has no rows",
                    remedies: ["list what stands for {row} in the names of its columns under `rows:`"])
            }
            return rows.compactMap { row in
                let kept = (node.mapping ?? DefinitionMapping([])).filter { $0.key != "from" && $0.key != "rows" }
                func made(_ key: String, _ kind: Definition.Kind) -> DefinitionMapping.Entry {
                    DefinitionMapping.Entry(
                        key: key, keyLine: entry.keyLine, keyColumn: entry.keyColumn,
                        value: Definition(kind, file: node.file, line: node.line, column: node.column))
                }
                let source = made("from", .string(pattern.replacing("{row}", with: row.written)))
                return column(made("\(entry.key)_\(row.name)", .mapping(DefinitionMapping([source] + kept))))
            }
        }
    }

    /// A text with a place for a name in braces.
    func pattern(_ key: String, _ place: String, _ node: Definition) -> String? {
        guard let text = reader.string(key, in: node) else { return nil }
        if text.contains("{\(place)}") { return text }
        reader.report(
            "mapping.pattern-place", at: node[key] ?? node, "'\(key)' has no {\(place)} in it",
            remedies: ["write the names of the columns with {\(place)} where they differ, such as Q1[{\(place)}]"])
        return nil
    }

    /// Reports the columns that have come before under the same name.
    func requireUnique(_ columns: [ColumnMapping], at root: Definition) {
        var seen: Set<String> = []
        for column in columns where !seen.insert(column.name).inserted {
            reader.report(
                "mapping.doubled-column", at: column.location ?? root.location,
                "the mapping has more than one column '\(column.name)'",
                cause: "options and rows make columns named after their question: question_option",
                remedies: ["give one of them another name"])
        }
    }
}
