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

    /// The cells, in no order.
    func tabulated() -> [TabulatedCell] {
        cells.map { key, cell in
            let value = UInt32(truncatingIfNeeded: key)
            let levels = groups[Int(key >> 32)]
            return TabulatedCell(
                levels: value == .max ? levels : levels + [values[Int(value)]], aggregate: aggregates[cell])
        }
    }
}
