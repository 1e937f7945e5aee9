import Statistics

/// The counts of the answers to each pair of items i ≤ j, in the order (0, 0), (0, 1), … (1, 1), …
struct ItemAnswers {
    /// An answer as a whole number of 10^−places.
    enum Answer {
        case value(Int)
        case missing
        case tooLarge
    }

    /// How many rows have these answers: one for an item by itself, two for a pair.
    struct Cell {
        let answers: [Answer]
        let count: Int
    }

    let places: Int
    /// Over all rows.
    let available: [[Cell]]
    /// Over the rows in which every item is answered.
    let complete: [[Cell]]

    /// The cross-moments of a scale's items, those that run the other way reversed.
    func moments(of scale: ScaleDefinition) throws(StatisticsError) -> CrossMoments {
        var unit = 1
        for _ in 0..<places { unit = try product(unit, 10) }
        let rows = available.first?.reduce(0) { $0 + $1.count } ?? 0
        return try CrossMoments(
            items: scale.items.count, places: places, rows: rows, completePairs: pairs(complete),
            availablePairs: pairs(available)
        ).reversing(
            items: scale.reversedPositions, low: try product(scale.low, unit), high: try product(scale.high, unit))
    }

    private func pairs(_ tables: [[Cell]]) throws(StatisticsError) -> [CrossMoments.Pair] {
        var pairs: [CrossMoments.Pair] = []
        for cells in tables {
            // Without cells one item does as well as two: there are no rows.
            let items = cells.first?.answers.count ?? 1
            var moments = try CrossMoments(items: items, places: places)
            for cell in cells {
                var row: [Int?] = []
                for answer in cell.answers {
                    switch answer {
                    case .value(let value): row.append(value)
                    case .missing: row.append(nil)
                    case .tooLarge: throw .overflow
                    }
                }
                try moments.add(row, count: cell.count)
            }
            // Of two items the pair (0, 1) is the second, of one the pair with itself the first.
            pairs.append(moments.completePairs[items - 1])
        }
        return pairs
    }

    private func product(_ a: Int, _ b: Int) throws(StatisticsError) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        guard !overflow else { throw .overflow }
        return product
    }
}
