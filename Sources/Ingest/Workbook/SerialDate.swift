import Records

/// The two ways in which spreadsheets count days.
enum DateSystem: Equatable {
    /// Day 1 is 1900-01-01, and day 60 a 29 February 1900 that never was.
    case from1900
    /// Day 0 is 1904-01-01.
    case from1904
}

/// A spreadsheet's serial number taken apart: a day and the milliseconds since its midnight.
struct SerialDate: Equatable {
    /// Days since 1970-01-01; nil for a 1900-system serial below 1, which has a time but no date.
    let dayNumber: Int?
    let millisecondOfDay: Int
    /// Whether the serial stands for 1900-02-29, which is read as the day before.
    let isPhantomLeapDay: Bool

    static let millisecondsPerDay = 86_400_000
    /// 9999-12-31, the last day that spreadsheets show.
    static let lastDayNumber = 2_932_896

    /// Takes a serial number apart.
    ///
    /// Up to 59 the 1900 system counts from 1899-12-31; from 61 on, its leap-year error shifts it to 1899-12-30.
    /// Milliseconds are rounded to the nearest, as the serial's own precision near today is about one microsecond.
    ///
    /// - Returns: nil for a negative serial or a day after 9999-12-31, which spreadsheets cannot show either.
    /// - SeeAlso: ECMA-376 part 1, 18.17.4.1 (date systems) and 18.17.4.3 (the 1900 leap-year error).
    init?(serial: Double, system: DateSystem) {
        guard serial >= 0, serial < 3_000_000 else { return nil }
        let whole = serial.rounded(.down)
        var day = Int(whole)
        var milliseconds = Int(((serial - whole) * Double(Self.millisecondsPerDay)).rounded())
        if milliseconds >= Self.millisecondsPerDay {
            milliseconds -= Self.millisecondsPerDay
            day += 1
        }
        millisecondOfDay = milliseconds
        switch system {
        case .from1900:
            isPhantomLeapDay = day == 60
            dayNumber = day == 0 ? nil : day < 60 ? day - 25_568 : day - 25_569
        case .from1904:
            isPhantomLeapDay = false
            dayNumber = day - 24_107
        }
        if let dayNumber, dayNumber > Self.lastDayNumber { return nil }
    }
}

/// Decodes the ISO 8601 dates, times and date-times of cells of type `d`.
///
/// - Returns: nil when the text is none of `yyyy-mm-dd`, `hh:mm[:ss[.fff]]`, or both joined by `T` or a space; a
///   final `Z` is ignored, as such cells carry no time zone.
func isoCell(_ text: borrowing Span<UInt8>) -> WorkbookCell? {
    var scanner = ISOScanner(position: 0)
    var end = text.count
    if end > 0, text[end - 1] == UInt8(ascii: "Z") { end -= 1 }
    var dayNumber: Int?
    if text.count > 4, text[4] == UInt8(ascii: "-") {
        guard let year = scanner.number(text, digits: 4), scanner.skip(text, "-"),
            let month = scanner.number(text, digits: 2), scanner.skip(text, "-"),
            let day = scanner.number(text, digits: 2),
            let number = CalendarDay(year: year, month: month, day: day).map({ Int($0.number) })
        else { return nil }
        dayNumber = number
        if scanner.position == end { return .date(dayNumber: number, secondOfDay: nil) }
        guard scanner.skip(text, "T") || scanner.skip(text, " ") else { return nil }
    }
    guard let hour = scanner.number(text, digits: 2), hour < 24, scanner.skip(text, ":"),
        let minute = scanner.number(text, digits: 2), minute < 60
    else { return nil }
    var milliseconds = (hour * 60 + minute) * 60_000
    if scanner.skip(text, ":") {
        guard let second = scanner.number(text, digits: 2), second < 60 else { return nil }
        milliseconds += second * 1000
        if scanner.skip(text, ".") {
            var scale = 100
            while scanner.position < end, let digit = scanner.number(text, digits: 1) {
                milliseconds += digit * scale
                scale /= 10
            }
        }
    }
    guard scanner.position == end else { return nil }
    let seconds = Double(milliseconds) / 1000
    return dayNumber.map { .date(dayNumber: $0, secondOfDay: seconds) } ?? .time(secondOfDay: seconds)
}

private struct ISOScanner {
    var position: Int

    mutating func number(_ text: borrowing Span<UInt8>, digits: Int) -> Int? {
        guard position + digits <= text.count else { return nil }
        var value = 0
        for index in position..<(position + digits) {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
        }
        position += digits
        return value
    }

    mutating func skip(_ text: borrowing Span<UInt8>, _ character: Unicode.Scalar) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
