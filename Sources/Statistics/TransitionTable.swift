import Glibc

/// How many went from which value before to which value after: all that a paired comparison needs to know.
///
/// The values may be the levels of a Likert item, scores, or measurements; only pairs that occur take room.
public struct TransitionTable: Sendable, Hashable {
    /// A pair of values and how many have it, one or more.
    public struct Cell: Sendable, Hashable, Codable {
        public let before: Double
        public let after: Double
        public let count: Int

        public init(before: Double, after: Double, count: Int) {
            self.before = before
            self.after = after
            self.count = count
        }
    }

    /// The cells in ascending order of before, then after, each with a count above zero.
    public let cells: [Cell]
    /// The number of pairs.
    public let n: Int

    /// A table of counted pairs, in any order; equal pairs are added up and zero counts left out.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``,
    ///   ``StatisticsError/overflow``.
    public init(_ counted: some Sequence<Cell>) throws(StatisticsError) {
        var kept: [Cell] = []
        for cell in counted {
            guard cell.count >= 0 else { throw .negativeCount(cell.count) }
            guard cell.before.isFinite, cell.after.isFinite else { throw .valueNotFinite }
            if cell.count > 0 { kept.append(Cell(before: cell.before + 0, after: cell.after + 0, count: cell.count)) }
        }
        kept.sort { ($0.before, $0.after) < ($1.before, $1.after) }
        var merged: [Cell] = []
        var total = 0
        for cell in kept {
            let (sum, overflow) = total.addingReportingOverflow(cell.count)
            guard !overflow else { throw .overflow }
            total = sum
            if let last = merged.last, last.before == cell.before, last.after == cell.after {
                merged[merged.count - 1] = Cell(before: last.before, after: last.after, count: last.count + cell.count)
            } else {
                merged.append(cell)
            }
        }
        cells = merged
        n = total
    }

    /// A square table over levels: `counts[i][j]` pairs went from `levels[i]` to `levels[j]`.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)`` and what the other initializer throws.
    public init(levels: [Double], counts: [[Int]]) throws(StatisticsError) {
        guard counts.count == levels.count else {
            throw .raggedTable(expected: levels.count, found: counts.count)
        }
        var cells: [Cell] = []
        for (before, row) in zip(levels, counts) {
            guard row.count == levels.count else { throw .raggedTable(expected: levels.count, found: row.count) }
            for (after, count) in zip(levels, row) { cells.append(Cell(before: before, after: after, count: count)) }
        }
        try self.init(cells)
    }

    /// The table of both sets of pairs together.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func merging(_ other: TransitionTable) throws(StatisticsError) -> TransitionTable {
        try TransitionTable(cells + other.cells)
    }

    /// The values before.
    ///
    /// - Throws: nothing in practice: the table was checked when it was made.
    public func before() throws(StatisticsError) -> Distribution {
        try Distribution(cells.map { Distribution.Entry(value: $0.before, count: $0.count) })
    }

    /// The values after.
    ///
    /// - Throws: nothing in practice: the table was checked when it was made.
    public func after() throws(StatisticsError) -> Distribution {
        try Distribution(cells.map { Distribution.Entry(value: $0.after, count: $0.count) })
    }

    /// The changes, after minus before, rounded to 10 decimals (fewer for values above a million).
    ///
    /// Without the rounding, floating-point noise would break ties: 0.3 − 0.2 is not 0.2 − 0.1.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite`` when a change is beyond double precision.
    public func change() throws(StatisticsError) -> Distribution {
        let largest = cells.reduce(0) { max($0, abs($1.before), abs($1.after)) }
        let spare = largest > 1e6 ? (log10(largest) - 6).rounded(.up) : 0
        let scale = pow(10, max(0, 10 - spare))
        return try Distribution(
            cells.map { (cell) in
                let difference = cell.after - cell.before
                let scaled = (difference * scale).rounded() / scale
                return Distribution.Entry(value: scaled.isFinite ? scaled : difference, count: cell.count)
            })
    }

    /// The table collapsed to yes and no on both sides: yes is a value within `range`.
    public func collapsed(yes range: ClosedRange<Double>) -> PairedYesNo {
        var counts = (yesYes: 0, yesNo: 0, noYes: 0, noNo: 0)
        for cell in cells {
            switch (range.contains(cell.before), range.contains(cell.after)) {
            case (true, true): counts.yesYes += cell.count
            case (true, false): counts.yesNo += cell.count
            case (false, true): counts.noYes += cell.count
            case (false, false): counts.noNo += cell.count
            }
        }
        return PairedYesNo(unchecked: counts.yesYes, counts.yesNo, counts.noYes, counts.noNo)
    }
}
