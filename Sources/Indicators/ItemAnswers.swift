import Statistics
import Tabulation

/// The counts of the answers to each pair of items i ≤ j, in the order (0, 0), (0, 1), … (1, 1), …
struct ItemAnswers {
    /// An answer as a whole number of 10^−places.
    enum Answer {
        case value(Int)
        case missing
        case tooLarge

        init(_ level: Tabulation.Level, unit: Int) {
            guard case .number(let number) = level else {
                self = .missing
                return
            }
            let (value, overflow) = number.multipliedReportingOverflow(by: unit)
            self = overflow ? .tooLarge : .value(value)
        }
    }

    /// How many rows have these two answers, which are one for an item with itself.
    struct Cell {
        let first: Answer
        let second: Answer
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
            var pair = CrossMoments.Pair.none
            for cell in cells {
                switch (cell.first, cell.second) {
                case (.value(let first), .value(let second)):
                    pair = try pair.adding(first, second, count: cell.count)
                case (.tooLarge, _), (_, .tooLarge): throw .overflow
                case (.missing, _), (_, .missing): break
                }
            }
            pairs.append(pair)
        }
        return pairs
    }

    private func product(_ a: Int, _ b: Int) throws(StatisticsError) -> Int {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        guard !overflow else { throw .overflow }
        return product
    }
}
