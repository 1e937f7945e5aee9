/// A day of the proleptic Gregorian calendar, without time zone.
///
/// Stored as days since 1970-01-01, which is what a day column holds.
///
/// - SeeAlso: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", for the conversion by eras of 400 years.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// A day by its parts; nil when there is no such day, such as 31 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(month, year: year)
        else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// A day written as ISO 8601, `2023-11-07`; nil when it is not written so.
    public init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, month (1–12) and day of the month.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(number) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// How many days a month has.
    public static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Full years from `birth` to this day: the age on this day.
    public func fullYears(since birth: CalendarDay) -> Int {
        let (year, month, day) = parts
        let (birthYear, birthMonth, birthDay) = birth.parts
        return year - birthYear - ((month, day) < (birthMonth, birthDay) ? 1 : 0)
    }

    /// Whole calendar months from `start` to this day, negative when it lies before.
    public func fullMonths(since start: CalendarDay) -> Int {
        let (year, month, day) = parts
        let (startYear, startMonth, startDay) = start.parts
        let months = (year - startYear) * 12 + month - startMonth
        if months > 0, day < startDay { return months - 1 }
        if months < 0, day > startDay { return months + 1 }
        return months
    }

    /// The day so many calendar months later: the one of the same number in its month, or the month's last where it has no such day.
    ///
    /// Six months after 31 August are 28 February, or 29 February in a leap year; six months after 28 February are 28 August.
    ///
    /// - Parameter months: Negative for days before.
    /// - Returns: nil where the day is outside the years 1 to 9999.
    public func adding(months: Int) -> CalendarDay? {
        let (year, month, day) = parts
        guard (-200_000...200_000).contains(months) else { return nil }
        let all = year * 12 + month - 1 + months
        let laterYear = all >= 0 ? all / 12 : (all - 11) / 12
        let laterMonth = all - laterYear * 12 + 1
        return CalendarDay(
            year: laterYear, month: laterMonth, day: min(day, Self.daysInMonth(laterMonth, year: laterYear)))
    }

    /// ISO 8601, `2023-11-07`.
    public var description: String {
        let (year, month, day) = parts
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    private func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
