internal import Definitions
internal import Diagnostics
internal import Records

extension ColumnDecoder {
    /// The columns of multiple choices: one for each option of each.
    func choices(_ root: Definition, _ shapes: inout MappingShapes) -> [ColumnMapping] {
        var columns: [ColumnMapping] = []
        for entry in reader.entries("choices", in: root, { $0 }) {
            if let made = choice(entry, &shapes) { columns += made }
        }
        return columns
    }

    private func choice(_ entry: DefinitionMapping.Entry, _ shapes: inout MappingShapes) -> [ColumnMapping]? {
        let node = entry.value
        checkName(entry)
        guard let shape = reader.choice("shape", in: node, of: Choice.Shape.self) else { return nil }
        let list = reader.optionalReference("codes", in: node, to: "a code list", among: codeLists.keys.sorted())
        if let list { shapes.codeLists.insert(list) }
        let from = reader.optionalString("from", in: node)
        let options = options(node, list.flatMap { codeLists[$0] }, shape, from)
        guard !options.isEmpty else {
            reader.report(
                "mapping.choice", at: node, "the question '\(entry.key)' has no options",
                cause: "they are never guessed from the answers that happen to be there",
                remedies: ["list them under `options:`, or name a code list under `codes:`"])
            return nil
        }
        check(options, node)
        if shape == .columns {
            for key in ["separator"] { refuse(key, node, "a column for each option has none") }
        } else {
            if from == nil {
                reader.report(
                    "mapping.choice", at: node, "the question '\(entry.key)' has no column",
                    remedies: ["write `from:` with the name of its column"])
                return nil
            }
            for key in ["chosen", "not-chosen"] { refuse(key, node, "the cell names the options itself") }
        }
        if shape == .delimited, node["separator"] == nil {
            reader.report(
                "mapping.choice", at: node, "what stands between the options of '\(entry.key)' is not declared",
                remedies: [#"write `separator: ";"`, `", "` or `" "`, as the survey tool writes it"#])
            return nil
        }
        let (other, text) = other(node, shape)
        let choice = Choice(
            entry.key, shape: shape, source: shape == .columns ? nil : from,
            separator: reader.string("separator", in: node, default: ";"), options: options,
            chosen: words("chosen", node) ?? Choice.usualChosen,
            notChosen: words("not-chosen", node) ?? Choice.usualNotChosen, nothing: nothing(node),
            missing: missing(node), other: other, location: entry.keyLocation)
        return choice.columns(text: text)
    }

    /// What a cell of the shape says, as text; nil when it is not declared.
    private func words(_ key: String, _ node: Definition) -> [String]? {
        guard let value = node[key], !value.isNull else { return nil }
        return reader.items(key, in: node).compactMap(Mapping.writtenText)
    }

    private func options(_ node: Definition, _ list: CodeList?, _ shape: Choice.Shape, _ from: String?) -> [Choice
        .Option]
    {
        var spellings: [(code: String, written: [String])] = []
        for code in list?.codes ?? [] {
            let titles = code.titles.keys.sorted().compactMap { code.titles[$0] }
            spellings.append((code.code, titles + code.aliases + [code.code]))
        }
        for (written, code) in ShapeNames.pairs("options", in: node, reader) {
            if let place = spellings.firstIndex(where: { $0.code == code }) {
                spellings[place].written.append(written)
            } else {
                spellings.append((code, [written]))
            }
        }
        let needsPlace = shape == .columns && from != nil
        if needsPlace, pattern("from", "option", node) == nil { return [] }
        return spellings.map { code, written in
            let sources =
                shape == .columns
                ? written.map { text in from.map { $0.replacing("{option}", with: text) } ?? text } : []
            return Choice.Option(code, spellings: written, sources: sources)
        }
    }

    /// Reports codes that cannot be part of a column's name, and spellings that two options have.
    private func check(_ options: [Choice.Option], _ node: Definition) {
        var owners: [String: String] = [:]
        for option in options {
            let isName =
                !option.code.isEmpty
                && option.code.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F }
            if !isName {
                reader.report(
                    "mapping.column-name", at: node["options"] ?? node,
                    "'\(shortened(option.code))' is no name of an option",
                    cause: "each option becomes a column, named with small letters a–z, digits and _",
                    remedies: [
                        "write what stands in the file first and the option's name after it: \"Sähköposti\": email"
                    ])
            }
            for spelling in Set(option.spellings.map(plainSpelling)).sorted() {
                if let owner = owners[spelling], owner != option.code {
                    reader.report(
                        "mapping.choice", at: node["options"] ?? node,
                        "'\(shortened(spelling))' stands for both '\(owner)' and '\(option.code)'",
                        remedies: ["give each option spellings of its own"])
                }
                owners[spelling] = option.code
            }
        }
    }

    private func refuse(_ key: String, _ node: Definition, _ cause: String) {
        guard let value = node[key], !value.isNull else { return }
        reader.report(
            "mapping.choice", at: value, "`\(key):` does not belong to this shape", cause: cause,
            remedies: ["remove `\(key):`", "correct `shape:`"])
    }

    private func nothing(_ node: Definition) -> MissingReason? {
        guard let name = reader.optionalString("nothing", in: node) else { return .notAnswered }
        if name == "not-chosen" { return nil }
        if let reason = MissingReason(name: name) { return reason }
        reader.reportUnknown(
            name, at: node["nothing"] ?? node, as: "what nothing chosen can mean",
            among: ["not-chosen"] + MissingReason.allCases.map(\.name), code: "mapping.unknown-reason")
        return nil
    }

    private func other(_ node: Definition, _ shape: Choice.Shape) -> (Choice.Other?, FieldType?) {
        guard let other = reader.optionalMapping("other", in: node) else { return (nil, nil) }
        let name = reader.string("type", in: other, default: "text-length")
        let type: FieldType? =
            switch name {
            case "text-length": .textLength
            case "text": .text
            case "none": nil
            default: .textLength
            }
        if let source = reader.optionalString("from", in: other) { return (.column(source), type) }
        if shape != .columns { return (.rest, type) }
        reader.report(
            "mapping.choice", at: other, "the column of what people wrote is not named",
            remedies: ["write `other: {from: …}`", "remove `other:`"])
        return (nil, nil)
    }
}
