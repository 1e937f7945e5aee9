internal import Definitions
internal import Diagnostics
internal import Records

/// Decodes what a column of a mapping says of places, and of values that its code list does not have.
struct PlaceReadingDecoder {
    let codeLists: [String: CodeList]
    let reader: DefinitionReader

    /// The column's `place-names:`; nil when it has none, or it cannot be used.
    func reading(_ node: Definition, type: FieldType, codes: String?) -> PlaceReading? {
        guard let node = reader.optionalMapping("place-names", in: node) else { return nil }
        let names = codeLists.keys.sorted()
        var lists: [String] = []
        for (name, item) in zip(reader.strings("levels", in: node), reader.items("levels", in: node)) {
            if codeLists[name] == nil {
                reader.reportUnknown(name, at: item, as: "a code list", among: names)
            } else if !lists.contains(name) {
                lists.append(name)
            }
        }
        var reading = PlaceReading(levels: lists)
        reading.kept = reader.choice("keep", in: node, default: .code)
        reading.several = reader.choice("several", in: node, default: .quarantine)
        reading.isInflected = reader.optionalBool("inflected", in: node) ?? false
        reading.isUnpadded = reader.optionalBool("unpadded-codes", in: node) ?? false
        reading.levelColumn = reader.optionalString("level-from", in: node)
        reading.dayColumn = reader.optionalString("day-from", in: node)
        reading.level = reader.optionalReference("level", in: node, to: "one of the levels", among: lists)
        reading.vintage = vintage(node, lists)
        check(reading, node, type, codes)
        return reading
    }

    private func vintage(_ node: Definition, _ lists: [String]) -> String? {
        guard let value = node["vintage"], !value.isNull, let name = Mapping.writtenText(value) else { return nil }
        let known = Set(lists.flatMap { codeLists[$0]?.vintages ?? [] }).sorted()
        if !known.contains(name) { reader.reportUnknown(name, at: value, as: "a vintage of the levels", among: known) }
        return name
    }

    private func check(_ reading: PlaceReading, _ node: Definition, _ type: FieldType, _ codes: String?) {
        if type != .code, type != .identifier {
            reader.report(
                "mapping.places", at: node, "a column of type \(type.name) has no place names",
                remedies: ["remove `place-names:`", "give the column `type: code` or `type: identifier`"])
            return
        }
        guard reading.kept == .code else { return levels(reading, node, codes) }
        guard let codes, let target = codeLists[codes] else {
            if codes == nil {
                reader.report(
                    "mapping.places", at: node, "it is not said which code list the places lead to",
                    remedies: ["write `codes:` beside `place-names:`", "write `keep: level` to keep only the level"])
            }
            return
        }
        let leading = reading.levels.filter { name in
            name == codes || codeLists[name]?.codes.contains { $0.attributes[target.name] != nil } == true
        }
        if leading.isEmpty, !reading.levels.isEmpty {
            reader.report(
                "mapping.places", at: node, "no level leads to a code of '\(codes)'",
                cause: "a code leads to another list by an attribute that has that list's name",
                remedies: [
                    "name '\(codes)' itself under `levels:`", "give the codes of a level the attribute '\(codes)'",
                ])
        }
    }

    /// Whether the column's code list has the levels, where these are kept.
    private func levels(_ reading: PlaceReading, _ node: Definition, _ codes: String?) {
        guard let codes, let list = codeLists[codes] else { return }
        for level in reading.levels where list.index(of: level) == nil {
            reader.reportUnknown(
                level, at: node["levels"] ?? node, as: "a code of the list '\(codes)'", among: list.codes.map(\.code))
        }
    }

    /// The column's `unlisted: keep`.
    func keepsUnlisted(_ node: Definition, type: FieldType, codes: String?) -> Bool {
        guard let value = node["unlisted"], !value.isNull else { return false }
        let choice: Unlisted = reader.choice("unlisted", in: node, default: .quarantine)
        if choice == .keep, type != .code || codes == nil || node["place-names"] != nil {
            reader.report(
                "mapping.unlisted", at: value,
                "only a column of codes with a code list keeps what the list does not have",
                remedies: ["remove `unlisted:`", "name the code list under `codes:`"])
        }
        return choice == .keep
    }

    private enum Unlisted: String, CaseIterable { case quarantine, keep }
}
