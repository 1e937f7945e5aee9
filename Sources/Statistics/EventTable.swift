/// How many had the event and how many were last seen without it (censored), by time since their start.
public struct EventTable: Sendable, Hashable {
    /// A time with its events and censorings, at least one of them.
    public struct Row: Sendable, Hashable, Codable {
        public let time: Double
        public let events: Int
        public let censored: Int

        public init(time: Double, events: Int, censored: Int) {
            self.time = time
            self.events = events
            self.censored = censored
        }
    }

    /// The rows in ascending order of time.
    public let rows: [Row]
    /// All observed, with or without the event.
    public let n: Int
    /// Those with the event.
    public let events: Int

    /// A table of rows in any order; equal times are added up.
    ///
    /// - Throws: ``StatisticsError/negativeTime(_:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow``.
    public init(_ counted: some Sequence<Row>) throws(StatisticsError) {
        var kept: [Row] = []
        for row in counted {
            guard row.time.isFinite else { throw .valueNotFinite }
            guard row.time >= 0 else { throw .negativeTime(row.time) }
            guard row.events >= 0 else { throw .negativeCount(row.events) }
            guard row.censored >= 0 else { throw .negativeCount(row.censored) }
            if row.events > 0 || row.censored > 0 { kept.append(row) }
        }
        kept.sort { $0.time < $1.time }
        var merged: [Row] = []
        var total = 0
        for row in kept {
            let (both, first) = row.events.addingReportingOverflow(row.censored)
            let (sum, second) = total.addingReportingOverflow(both)
            guard !first, !second else { throw .overflow }
            total = sum
            if let last = merged.last, last.time == row.time {
                merged[merged.count - 1] = Row(
                    time: last.time, events: last.events + row.events, censored: last.censored + row.censored)
            } else {
                merged.append(row)
            }
        }
        rows = merged
        n = total
        events = merged.reduce(0) { $0 + $1.events }
    }

    /// The table of both sets of observations together.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func merging(_ other: EventTable) throws(StatisticsError) -> EventTable {
        try EventTable(rows + other.rows)
    }
}
