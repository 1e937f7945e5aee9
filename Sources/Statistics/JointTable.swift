/// How many had which values at each of several waves: all that a comparison of the same persons over waves needs to know.
public struct JointTable: Sendable, Hashable {
    /// The values at the waves in their order and how many have them, one or more.
    public struct Cell: Sendable, Hashable, Codable {
        public let values: [Double]
        public let count: Int

        public init(values: [Double], count: Int) {
            self.values = values
            self.count = count
        }
    }

    /// The number of waves.
    public let waves: Int
    /// The cells in ascending order of the first wave, then the next, each with a count above zero.
    public let cells: [Cell]
    /// The number of persons.
    public let n: Int

    /// A table of counted persons, in any order; equal cells are added up and zero counts left out.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)`` for a cell without a value for each wave,
    ///   ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow``.
    public init(waves: Int, _ counted: some Sequence<Cell>) throws(StatisticsError) {
        guard waves >= 0 else { throw .negativeCount(waves) }
        var kept: [Cell] = []
        for cell in counted {
            guard cell.values.count == waves else { throw .raggedTable(expected: waves, found: cell.values.count) }
            guard cell.count >= 0 else { throw .negativeCount(cell.count) }
            guard cell.values.allSatisfy(\.isFinite) else { throw .valueNotFinite }
            // Adding 0 makes 0 of −0.
            if cell.count > 0 { kept.append(Cell(values: cell.values.map { $0 + 0 }, count: cell.count)) }
        }
        kept.sort { $0.values.lexicographicallyPrecedes($1.values) }
        var merged: [Cell] = []
        var total = 0
        for cell in kept {
            let (sum, overflow) = total.addingReportingOverflow(cell.count)
            guard !overflow else { throw .overflow }
            total = sum
            if let last = merged.last, last.values == cell.values {
                merged[merged.count - 1] = Cell(values: last.values, count: last.count + cell.count)
            } else {
                merged.append(cell)
            }
        }
        self.waves = waves
        cells = merged
        n = total
    }

    /// The table of both sets of persons together.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/overflow``.
    public func merging(_ other: JointTable) throws(StatisticsError) -> JointTable {
        try JointTable(waves: waves, cells + other.cells)
    }

    /// The transitions from one wave to another, by their places from 0; nil for a place without a wave.
    ///
    /// - Throws: nothing in practice: the table was checked when it was made.
    public func transitions(from first: Int, to second: Int) throws(StatisticsError) -> TransitionTable? {
        guard (0..<waves).contains(first), (0..<waves).contains(second) else { return nil }
        return try TransitionTable(
            cells.map { TransitionTable.Cell(before: $0.values[first], after: $0.values[second], count: $0.count) })
    }
}
