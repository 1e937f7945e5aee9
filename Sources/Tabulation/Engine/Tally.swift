internal import Records

/// Aggregates by levels, filled segment by segment by one thread.
final class Tally {
    private var groupNumbers: [[Level]: UInt32] = [:]
    private var groups: [[Level]] = []
    private var valueNumbers: [Level: UInt32] = [:]
    private var values: [Level] = []
    private var cells: [UInt64: Int] = [:]
    private var aggregates: [Aggregate] = []

    /// The number of a group in this tally.
    func number(ofGroup levels: [Level]) -> UInt32 {
        if let known = groupNumbers[levels] { return known }
        let number = UInt32(groups.count)
        groupNumbers[levels] = number
        groups.append(levels)
        return number
    }

    /// The number of a value in this tally.
    func number(ofValue level: Level) -> UInt32 {
        if let known = valueNumbers[level] { return known }
        let number = UInt32(values.count)
        valueNumbers[level] = number
        values.append(level)
        return number
    }

    /// Adds to the cell of a group, or of a group and a value.
    func add(_ aggregate: Aggregate, group: UInt32, value: UInt32? = nil) {
        let key = UInt64(group) << 32 | UInt64(value ?? .max)
        if let cell = cells[key] {
            aggregates[cell] = aggregates[cell].merging(aggregate)
        } else {
            cells[key] = aggregates.count
            aggregates.append(aggregate)
        }
    }

    /// The cells, sorted by their levels.
    ///
    /// Groups and values are sorted by themselves, so that the many cells are by two numbers each.
    func tabulated() -> [TabulatedCell] {
        let groupRanks = Self.ranks(of: groups) { $0.lexicographicallyPrecedes($1) }
        let valueRanks = Self.ranks(of: values, by: <)
        func rank(_ key: UInt64) -> UInt64 {
            let value = UInt32(truncatingIfNeeded: key)
            return UInt64(groupRanks[Int(key >> 32)]) << 32 | UInt64(value == .max ? 0 : valueRanks[Int(value)])
        }
        return cells.map { key, cell in (rank: rank(key), key: key, cell: cell) }.sorted { $0.rank < $1.rank }.map {
            cell in
            let value = UInt32(truncatingIfNeeded: cell.key)
            let levels = groups[Int(cell.key >> 32)]
            return TabulatedCell(
                levels: value == .max ? levels : levels + [values[Int(value)]], aggregate: aggregates[cell.cell])
        }
    }

    /// The place of each element among all of them in order.
    private static func ranks<Element>(of elements: [Element], by precedes: (Element, Element) -> Bool) -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: elements.count)
        for (rank, index) in elements.indices.sorted(by: { precedes(elements[$0], elements[$1]) }).enumerated() {
            ranks[index] = UInt32(rank)
        }
        return ranks
    }
}
