public import Records

/// The time from one day to another, both of them in it, and how much of it has passed.
public struct PlannedTime: Sendable, Hashable {
    public let from: CalendarDay
    public let to: CalendarDay

    /// nil when it would end before it starts.
    public init?(from: CalendarDay, to: CalendarDay) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    /// The share of its days that have passed by the end of a day, 0...1: 0 before the first day, 1 from the last day on.
    ///
    /// `(day − from + 1) / (to − from + 1)`, so that of 1–10 May half has passed by the end of 5 May.
    public func passed(by day: CalendarDay) -> Double {
        guard day >= from else { return 0 }
        guard day < to else { return 1 }
        return Double(Int64(day.number) - Int64(from.number) + 1) / Double(Int64(to.number) - Int64(from.number) + 1)
    }
}
