/// A month of the Gregorian calendar, such as 2024-05; months are counted without gaps.
public struct CalendarMonth: Sendable, Hashable, Codable, Strideable, CustomStringConvertible {
    /// Months since January of the year 0.
    public let index: Int

    /// A month by its index.
    public init(index: Int) { self.index = index }

    /// A month by year and number; nil when there is no such month.
    public init?(year: Int, month: Int) {
        guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
        index = year * 12 + month - 1
    }

    /// A month written as ISO 8601, `2024-05`, or the month of an ISO day, `2024-05-17`; nil when it is not written so.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1])
        else { return nil }
        if parts.count == 3 {
            guard parts[2].utf8.count == 2, let day = Int(parts[2]), (1...31).contains(day) else { return nil }
        }
        self.init(year: year, month: month)
    }

    /// The month of an ISO day such as `2024-02-29`, and whether that day is its last: what was seen through the day is all of it.
    ///
    /// - Returns: nil when the text is no day of the calendar.
    public static func seen(through day: String) -> (month: CalendarMonth, isComplete: Bool)? {
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let month = CalendarMonth(iso: day), let number = Int(parts[2]),
            number <= month.days
        else { return nil }
        return (month, number == month.days)
    }

    /// The days of the month.
    public var days: Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The year.
    public var year: Int { (index - month + 1) / 12 }

    /// The number of the month, 1 to 12.
    public var month: Int {
        let rest = index % 12
        return (rest < 0 ? rest + 12 : rest) + 1
    }

    /// ISO 8601, `2024-05`.
    public var description: String {
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + (month < 10 ? "-0" : "-") + "\(month)"
    }

    public func distance(to other: CalendarMonth) -> Int { other.index - index }

    public func advanced(by months: Int) -> CalendarMonth { CalendarMonth(index: index + months) }
}
