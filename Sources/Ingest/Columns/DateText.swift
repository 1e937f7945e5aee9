internal import Records

/// Days and moments as people write them.
enum DateText {
    /// A day, and the seconds since midnight if a time is written too.
    struct Reading: Equatable {
        var day: Int32
        var second: Int64?
    }

    /// Reads an ISO or a Finnish date, with or without a time.
    ///
    /// `2023-11-07`, `2023/11/07`, `7.11.2023`, `07.11.2023`, `ti 7.11.2023`; a time after `T`, a space, a comma or `klo`, with
    /// colons or full stops, seconds or not, AM or PM (ap. or ip., fm or em). Fractions of a second and a time zone are read and dropped: a moment is
    /// what the clock on the wall showed.
    static func reading(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Reading? {
        var cursor = unsafe ByteCursor(bytes, start, end)
        cursor.skipBlanks()
        skipWeekday(&cursor)
        guard let day = day(&cursor) else { return nil }
        cursor.skipBlanks()
        if cursor.isAtEnd { return Reading(day: day, second: nil) }
        _ = cursor.take("T") || cursor.take(",")
        cursor.skipBlanks()
        if cursor.takeWord("klo") || cursor.takeWord("kl") { _ = cursor.take(".") }
        cursor.skipBlanks()
        guard let second = second(&cursor) else { return nil }
        skipZone(&cursor)
        return cursor.isAtEnd ? Reading(day: day, second: second) : nil
    }

    private static func skipWeekday(_ cursor: inout ByteCursor) {
        var letters = 0
        while cursor.peek(letters) & 0xDF >= 0x41, cursor.peek(letters) & 0xDF <= 0x5A { letters += 1 }
        guard (2...3).contains(letters) else { return }
        cursor.advance(letters)
        _ = cursor.take(".") || cursor.take(",")
        cursor.skipBlanks()
    }

    private static func day(_ cursor: inout ByteCursor) -> Int32? {
        guard let first = cursor.number(most: 4) else { return nil }
        let mark = cursor.peek()
        if first.digits == 4 {
            guard mark == 0x2D || mark == 0x2F || mark == 0x2E else { return nil }
            cursor.advance()
            guard let month = cursor.number(most: 2), cursor.peek() == mark else { return nil }
            cursor.advance()
            guard let day = cursor.number(most: 2) else { return nil }
            return CalendarDay(year: first.value, month: month.value, day: day.value)?.number
        }
        guard first.digits <= 2, mark == 0x2E else { return nil }
        cursor.advance()
        cursor.skipBlanks()
        guard let month = cursor.number(most: 2), cursor.take(".") else { return nil }
        cursor.skipBlanks()
        guard let year = cursor.number(most: 4), year.digits == 4 else { return nil }
        return CalendarDay(year: year.value, month: month.value, day: first.value)?.number
    }

    private static func second(_ cursor: inout ByteCursor) -> Int64? {
        guard let hour = cursor.number(most: 2), cursor.take(":") || cursor.take("."),
            let minute = cursor.number(most: 2), minute.digits == 2
        else { return nil }
        var secondOfMinute = 0
        if cursor.peek() == 0x3A || cursor.peek() == 0x2E, cursor.peek(1) &- 0x30 <= 9 {
            cursor.advance()
            guard let value = cursor.number(most: 2), value.digits == 2 else { return nil }
            secondOfMinute = value.value
            if cursor.peek() == 0x2E || cursor.peek() == 0x2C, cursor.peek(1) &- 0x30 <= 9 {
                cursor.advance()
                while cursor.digit() != nil {}
            }
        }
        cursor.skipBlanks()
        var hours = hour.value
        if let isAfternoon = isAfternoon(&cursor) {
            guard (1...12).contains(hours) else { return nil }
            hours = hours % 12 + (isAfternoon ? 12 : 0)
        }
        return seconds(hours, minute.value, secondOfMinute)
    }

    /// Whether a half of the day written here is its second: AM or PM, ap. or ip. in Finnish, fm or em in Swedish, in any case,
    /// with a full stop or without; nil when none is. Moves over it.
    static func isAfternoon(_ cursor: inout ByteCursor) -> Bool? {
        let isAfternoon: Bool
        if cursor.takeWord("pm") || cursor.takeWord("ip") || cursor.takeWord("em") {
            isAfternoon = true
        } else if cursor.takeWord("am") || cursor.takeWord("ap") || cursor.takeWord("fm") {
            isAfternoon = false
        } else {
            return nil
        }
        _ = cursor.take(".")
        return isAfternoon
    }

    static func seconds(_ hour: Int, _ minute: Int, _ second: Int) -> Int64? {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        return Int64(hour * 3600 + minute * 60 + second)
    }

    /// Moves over a time zone such as `Z`, `+03:00`, `UTC`, `GMT+2` or `EEST`.
    static func skipZone(_ cursor: inout ByteCursor) {
        cursor.skipBlanks()
        if cursor.takeWord("z") || cursor.takeWord("utc") || cursor.takeWord("gmt") || cursor.takeWord("eet")
            || cursor.takeWord("eest") || cursor.takeWord("cet") || cursor.takeWord("cest")
        {
            cursor.skipBlanks()
        }
        if cursor.take("+") || cursor.take("-") || cursor.take("\u{2212}") {
            guard cursor.number(most: 2) != nil else { return }
            _ = cursor.take(":")
            _ = cursor.number(most: 2)
        }
        cursor.skipBlanks()
    }
}

/// A declared form of dates, such as `d.M.yyyy` or `MM/dd/yyyy HH:mm`.
///
/// The letters are those of Unicode's date patterns: `y` year, `M` month, `d` day, `H` hour 0–23, `h` hour 1–12, `m` minute,
/// `s` second, `a` AM or PM (also ap. or ip., fm or em), which an `h` needs, `z` a time zone (read and dropped). One letter takes one or two digits, two letters exactly two,
/// `yyyy` four; text in quotes and other characters stand for themselves, and a space for any run of blanks.
///
/// - SeeAlso: Unicode Technical Standard #35, part 4, "Date Format Patterns".
public struct DatePattern: Sendable, Hashable, CustomStringConvertible {
    enum Part: Sendable, Hashable {
        case field(UInt8, width: Int)
        case literal(UInt8)
        case blanks
    }

    /// The forms that a date may have, the first that fits deciding.
    let forms: [DateForm]
    public let description: String

    /// - Returns: nil when the pattern has an unknown letter, an open quote, a field twice, no year, month and day, or an `h`
    ///   without an `a`.
    public init?(_ pattern: String) {
        if let form = DateForm(named: pattern) {
            forms = [form]
            description = pattern
            return
        }
        var parts: [Part] = []
        var quoted = false
        var seen: Set<UInt8> = []
        let bytes = Array(pattern.utf8)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x27 {
                quoted.toggle()
                at += 1
            } else if !quoted, byte & 0xDF >= 0x41, byte & 0xDF <= 0x5A {
                var width = 1
                while at + width < bytes.count, bytes[at + width] == byte { width += 1 }
                guard Self.allows(byte, width: width), seen.insert(byte).inserted else { return nil }
                parts.append(.field(byte, width: width))
                at += width
            } else if byte == 0x20 {
                if parts.last != .blanks { parts.append(.blanks) }
                at += 1
            } else {
                parts.append(.literal(byte))
                at += 1
            }
        }
        guard !quoted, seen.isSuperset(of: [0x64, 0x4D, 0x79]), !Self.lacksHalf(pattern) else { return nil }
        forms = [.parts(parts)]
        description = pattern
    }

    /// Whether a pattern has an hour from 1 to 12 and nothing that says which half of the day it is in.
    static func lacksHalf(_ pattern: String) -> Bool {
        // Every other part of a split at quotes is a text.
        let letters = pattern.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter {
            $0.offset.isMultiple(of: 2)
        }
        return letters.contains { $0.element.contains("h") } && !letters.contains { $0.element.contains("a") }
    }

    /// A choice of forms, the first that fits deciding.
    ///
    /// - Returns: nil when there is none.
    init?(_ alternatives: [DatePattern]) {
        guard !alternatives.isEmpty else { return nil }
        forms = alternatives.flatMap(\.forms)
        description = alternatives.map(\.description).joined(separator: " or ")
    }

    private static func allows(_ letter: UInt8, width: Int) -> Bool {
        switch letter {
        case UInt8(ascii: "y"): width == 2 || width == 4
        case UInt8(ascii: "M"), UInt8(ascii: "d"), UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "m"),
            UInt8(ascii: "s"):
            width <= 2
        case UInt8(ascii: "a"), UInt8(ascii: "z"): true
        default: false
        }
    }

    /// Reads a value written in one of the forms; nil when it is not.
    func reading(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> DateText.Reading? {
        for form in forms {
            let reading =
                switch form {
                case .usual: unsafe DateText.reading(bytes, start, end)
                case .serial(let system): unsafe system.reading(bytes, start, end)
                case .parts(let parts): unsafe Self.reading(bytes, start, end, parts)
                }
            if let reading { return reading }
        }
        return nil
    }

    private static func reading(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ parts: [Part]
    ) -> DateText.Reading? {
        var cursor = unsafe ByteCursor(bytes, start, end)
        var (year, month, day, minute, second) = (0, 0, 0, 0, 0)
        var hour: Int?
        var afternoon: Bool?
        cursor.skipBlanks()
        for part in parts {
            switch part {
            case .blanks: cursor.skipBlanks()
            case .literal(let byte):
                guard !cursor.isAtEnd, cursor.peek() == byte else { return nil }
                cursor.advance()
            case .field(UInt8(ascii: "a"), _):
                guard let half = DateText.isAfternoon(&cursor) else { return nil }
                afternoon = half
            case .field(UInt8(ascii: "z"), _): DateText.skipZone(&cursor)
            case .field(let letter, let width):
                guard let number = cursor.number(most: max(2, width)), width < 2 || number.digits == width else {
                    return nil
                }
                switch letter {
                case UInt8(ascii: "y"):
                    year = width == 4 ? number.value : number.value + (number.value < 70 ? 2000 : 1900)
                case UInt8(ascii: "M"): month = number.value
                case UInt8(ascii: "d"): day = number.value
                case UInt8(ascii: "H"), UInt8(ascii: "h"): hour = number.value
                case UInt8(ascii: "m"): minute = number.value
                default: second = number.value
                }
            }
        }
        cursor.skipBlanks()
        guard cursor.isAtEnd, let date = CalendarDay(year: year, month: month, day: day) else { return nil }
        guard var hours = hour else { return DateText.Reading(day: date.number, second: nil) }
        if let afternoon {
            guard (1...12).contains(hours) else { return nil }
            hours = hours % 12 + (afternoon ? 12 : 0)
        }
        guard let seconds = DateText.seconds(hours, minute, second) else { return nil }
        return DateText.Reading(day: date.number, second: seconds)
    }
}
