internal import Diagnostics
internal import Records

extension ReadingPlanner {
    /// How the codes of a column are found by names of places; nil when they are found by the column's code list alone.
    ///
    /// Identifiers with a code list are read so too: such a list may be longer than a column of codes bears.
    mutating func places(
        _ column: ColumnMapping, _ type: FieldType, _ target: CodeList?, _ dictionary: [String],
        _ location: RecordLocation
    ) -> PlacePlan? {
        guard
            let reading = column.places ?? (type == .identifier ? target.map { PlaceReading(levels: [$0.name]) } : nil)
        else { return nil }
        let lists = reading.levels.compactMap { codeLists[$0] }
        for name in reading.levels where codeLists[name] == nil {
            report(
                "ingest.unknown-code-list", at: location, "there is no code list '\(name)'",
                remedies: nearestName(to: name, in: codeLists.keys.sorted()).map { ["did you mean '\($0)'?"] } ?? [])
        }
        let levelSource = reading.levelColumn.flatMap { position(of: $0, location) }
        let daySource = reading.dayColumn.flatMap { position(of: $0, location) }
        let positions = Dictionary(
            dictionary.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var declared: [(written: String, meaning: Int)] = []
        for value in column.values {
            if let place = positions[value.meaning] {
                declared.append((value.written, place))
            } else if type == .identifier {
                report(
                    "ingest.unknown-code", at: location,
                    "'\(value.meaning)' is no code of the list '\(column.codes ?? "")'",
                    remedies: nearestName(to: value.meaning, in: dictionary).map { ["did you mean '\($0)'?"] } ?? [])
            }
        }
        let kept = reading.kept == .level ? nil : target
        return PlacePlan(
            resolver: PlaceResolver(
                index: PlaceIndex(levels: lists, target: kept, reading: reading), reading: reading, target: kept,
                dictionary: dictionary),
            levelSource: levelSource, daySource: daySource, declared: declared)
    }
}
