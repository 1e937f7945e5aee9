import Indicators

/// What measures of concentration tell of the counts that they are computed from.
extension CountModelBuilder {
    /// The count of a place that a concentration gives away is the same count where another table shows it: withheld there, the
    /// concentration must not tell it.
    mutating func linkPlaces(_ sets: [FigureSet]) {
        for (number, set) in sets.enumerated() where set.method == "concentration" {
            guard let first = model.firstFigure[number] else { continue }
            for (index, figure) in set.figures.enumerated() {
                let places = figure.reveals.compactMap { revealed -> (level: BreakdownLevel, cell: Int)? in
                    guard let level = Self.place(revealed.name), let table = tablesOfSet[number][revealed.name],
                        let cell = tables[table].cellOfFigure[first + index]
                    else { return nil }
                    return (level, cell)
                }
                guard !places.isEmpty else { continue }
                let keys = places.map { levels.key(of: figure.breakdown + [$0.level]) }
                for table in tables where table.set != number && table.name == "count" {
                    guard sets[table.set].population == set.population else { continue }
                    sameCounts += pairs(zip(keys, places.map(\.cell)).map { ($0, $1) }, table)
                }
            }
        }
    }

    /// The cells of a table that are those of the places, each with that of its place; none where one of them counts something else.
    private func pairs(_ places: [(key: LevelKey, cell: Int)], _ table: CountTable) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        for place in places {
            let count = model.cells[place.cell].count
            guard let cell = table.cells[place.key] else {
                // A table may leave out what nobody has.
                guard count == 0 else { return [] }
                continue
            }
            guard model.cells[cell].count == count else { return [] }
            pairs.append((cell, place.cell))
        }
        return pairs
    }

    /// The place of a count's name, such as `count at region 04`.
    private static func place(_ name: String) -> BreakdownLevel? {
        let prefix = "count at "
        guard name.hasPrefix(prefix) else { return nil }
        let parts = name.dropFirst(prefix.count).split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? BreakdownLevel(dimension: String(parts[0]), level: .code(String(parts[1]))) : nil
    }
}
