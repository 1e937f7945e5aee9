internal import Definitions
internal import Diagnostics
internal import Records

/// What is the same in all exports of a survey tool: how they are written, and what their own columns are.
///
/// A preset is part of a mapping, kept as data in ``PresetDefinitions``; a mapping that names it says only what is its own.
struct Preset: Sendable {
    let name: String
    let title: String
    /// The kinds of file that the tool writes in this layout.
    let kinds: [DeclaredFormat.Kind]
    /// Names of columns by which a file is recognised: any of the lists whole.
    let recognise: [[String]]
    /// The part of a mapping.
    let definition: Definition

    /// All presets, in the order in which a file is compared with them.
    static let all: [Preset] = {
        guard let file = try? DefinitionFile.load(text: PresetDefinitions.text, name: "presets") else { return [] }
        let reader = DefinitionReader()
        return (file.root.mapping ?? DefinitionMapping([])).map { entry in
            let kinds = reader.choices("kinds", in: entry.value, of: DeclaredFormat.Kind.self)
            return Preset(
                name: entry.key, title: entry.value["title"]?.string ?? entry.key,
                kinds: kinds.isEmpty ? [.csv, .xlsx] : kinds,
                recognise: (entry.value["recognise"]?.sequence ?? []).map { ($0.sequence ?? []).compactMap(\.string) },
                definition: entry.value)
        }
    }()

    /// The parts of a preset that a mapping can do without.
    static let parts = ["format", "columns", "drop", "missing", "exclude"]

    /// The parts of the header's layout that the preset declares.
    var layout: HeaderLayout {
        var format = DeclaredFormat()
        if let node = definition["format"] { Mapping.shape(&format, node, DefinitionReader()) }
        return format.header
    }

    /// The header's rows of the preset with the most.
    static let mostHeaderRows = 4

    /// How the preset's files are written.
    var format: DeclaredFormat { Mapping.format(definition["format"], DefinitionReader()) }

    /// What stands between options in one cell of the tool's files.
    var separators: [String] { definition["separators"]?.sequence?.compactMap(\.string) ?? [";"] }

    /// What stands between a question and its part in the texts of the tool's questions; nil when their names tell parts apart.
    var partSeparator: String? { definition["part-separator"]?.string }

    /// The columns that tell the tool's responses apart in all of its files.
    var key: [String] { definition["key"]?.sequence?.compactMap(\.string) ?? [] }

    /// What stands for a missing answer in any column.
    var unanswered: Set<String> { Set(definition["missing"]?.mapping?.keys ?? []) }

    /// The columns of the record that the preset gives.
    var columnNames: [String] { definition["columns"]?.mapping?.keys ?? [] }

    /// Whether a column of a file is one of the tool's own.
    func takesCare(of column: String) -> Bool {
        var shapes = MappingShapes()
        shapes.dropped = definition["drop"]?.sequence?.compactMap(\.string) ?? []
        return shapes.drops(column) || reads(column)
    }

    /// Whether a column of a file becomes one of the record.
    func reads(_ column: String) -> Bool {
        (definition["columns"]?.mapping ?? DefinitionMapping([])).contains { entry in
            let names = entry.value["from"]?.sequence?.compactMap(\.string) ?? []
            return entry.key != "respondent" && names.contains { $0.lowercased() == column.lowercased() }
        }
    }

    // MARK: Merging

    /// A mapping with what its preset says put under what it says itself.
    ///
    /// - Returns: The mapping as it stands when it names none; the name of its preset.
    static func applied(to root: Definition, _ reader: DefinitionReader) -> (Definition, String?) {
        guard let node = root["preset"], !node.isNull else { return (root, nil) }
        let name = node.string ?? reader.string("name", in: node) ?? ""
        guard let preset = all.first(where: { $0.name == name }) else {
            reader.reportUnknown(
                name, at: node["name"] ?? node, as: "a preset", among: all.map(\.name), code: "mapping.unknown-preset")
            return (root, nil)
        }
        let without = node.mapping == nil ? [] : reader.strings("without", in: node)
        for part in without where !parts.contains(part) {
            reader.reportUnknown(
                part, at: node["without"] ?? node, as: "a part of a preset", among: parts, code: "mapping.unknown-part")
        }
        return (preset.merged(with: root, without: Set(without)), name)
    }

    private func merged(with root: Definition, without: Set<String>) -> Definition {
        var entries = (root.mapping ?? DefinitionMapping([])).filter { !Self.parts.contains($0.key) }
        for part in Self.parts {
            let own = root.mapping?.entry(part)
            let given = without.contains(part) ? nil : definition.mapping?.entry(part)
            let joined: DefinitionMapping.Entry? =
                switch part {
                case "drop", "exclude": Self.listed(given, own)
                case "missing": Self.keyed(given.map(Self.reasoned), own.map { given == nil ? $0 : Self.reasoned($0) })
                case "columns": Self.keyed(given.map { fitting($0, root) }, own)
                default: Self.keyed(given, own)
                }
            if let joined { entries.append(joined) }
        }
        return root.with(.mapping(DefinitionMapping(entries)))
    }

    /// Of the preset's columns those that the record of the mapping has; a survey response takes all.
    private func fitting(_ entry: DefinitionMapping.Entry, _ root: Definition) -> DefinitionMapping.Entry {
        guard let record = root["record"]?.string.flatMap(RecordKind.init(rawValue:)), record != .surveyResponse else {
            return entry
        }
        let names = Set(record.fields.map(\.name))
        let kept = (entry.value.mapping ?? DefinitionMapping([])).filter { names.contains($0.key) }
        return entry.with(.mapping(DefinitionMapping(kept)))
    }

    /// The mapping's own keys, then the preset's that it does not have.
    private static func keyed(_ given: DefinitionMapping.Entry?, _ own: DefinitionMapping.Entry?) -> DefinitionMapping
        .Entry?
    {
        guard let given, let below = given.value.mapping else { return own }
        guard let own else { return given }
        guard let above = own.value.mapping else { return own.value.isNull ? given : own }
        let names = Set(above.keys)
        return own.with(.mapping(DefinitionMapping(Array(above) + below.filter { !names.contains($0.key) })))
    }

    private static func listed(_ given: DefinitionMapping.Entry?, _ own: DefinitionMapping.Entry?) -> DefinitionMapping
        .Entry?
    {
        guard let given else { return own }
        guard let own, !own.value.isNull else { return given }
        func items(_ value: Definition) -> [Definition] { value.sequence ?? [value] }
        return own.with(.sequence(items(own.value) + items(given.value)))
    }

    /// A list of what stands for a missing answer as a mapping with its reasons.
    private static func reasoned(_ entry: DefinitionMapping.Entry) -> DefinitionMapping.Entry {
        guard entry.value.mapping == nil, !entry.value.isNull else { return entry }
        let items = entry.value.sequence ?? [entry.value]
        let entries = items.compactMap { item -> DefinitionMapping.Entry? in
            guard let written = Mapping.writtenText(item), !written.isEmpty else { return nil }
            return DefinitionMapping.Entry(
                key: written, keyLine: item.line, keyColumn: item.column,
                value: item.with(.string(MissingReason.notAnswered.name)))
        }
        return entry.with(.mapping(DefinitionMapping(entries)))
    }

    // MARK: Recognising

    /// The preset whose columns a file has.
    ///
    /// - Parameter rows: The first rows of the file, from the header on.
    static func recognised(_ kind: DeclaredFormat.Kind, _ rows: [[String]]) -> Preset? {
        all.first { preset in
            let layout = preset.layout
            guard preset.kinds.contains(kind), rows.count >= layout.rows,
                layout.missing(in: Array(rows.prefix(layout.rows))) == nil
            else { return false }
            let names = layout.names(of: Array(rows.prefix(layout.rows))).names.map(ReadingPlanner.headerName)
            return preset.recognise.contains { wanted in
                wanted.allSatisfy { $0.hasPrefix("^") ? names.first == String($0.dropFirst()) : names.contains($0) }
            }
        }
    }
}

extension Definition {
    /// Another value in the same place.
    fileprivate func with(_ kind: Kind) -> Definition { Definition(kind, file: file, line: line, column: column) }
}

extension DefinitionMapping.Entry {
    fileprivate func with(_ kind: Definition.Kind) -> DefinitionMapping.Entry {
        DefinitionMapping.Entry(key: key, keyLine: keyLine, keyColumn: keyColumn, value: value.with(kind))
    }
}
