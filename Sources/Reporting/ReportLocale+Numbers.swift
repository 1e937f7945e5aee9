public import Disclosure
public import Records

extension ReportLocale {
    /// A protected number as text: the value in its format, or the mark that stands for it.
    public func text(_ number: ProtectedNumber, _ format: NumberFormat) -> String {
        switch number.content {
        case .withheld: withheldMark
        case .absent(let reason): absenceMarks[reason] ?? absenceMarks["other"] ?? "–"
        case .value(let value):
            number.approximate ? "\(approximateWord)\u{A0}\(text(value, format))" : text(value, format)
        }
    }

    /// A plain value as text. Rounds half away from zero on the decimal digits of the value.
    public func text(_ value: Double, _ format: NumberFormat) -> String {
        switch format {
        case .integer: return digits(value, places: 0)
        case .decimal(let places): return digits(value, places: places)
        case .percent(let places): return digits(value, places: places, shift: 2) + percentGap + "%"
        case .percentagePoints(let places): return signed(value, places: places, shift: 2)
        case .score: return signed(value, places: 0, shift: 2)
        case .signed(let places): return signed(value, places: places)
        case .euros(let places):
            return language == "en" ? "€" + digits(value, places: places) : digits(value, places: places) + "\u{A0}€"
        case .probability: return value < 0.001 ? "<\u{A0}" + digits(0.001, places: 3) : digits(value, places: 3)
        case .day: return day(CalendarDay(number: Int32(clamping: Int64(clampedTo: value))))
        case .moment:
            let seconds = Int64(clampedTo: value)
            let dayNumber = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
            let second = seconds - dayNumber * 86_400
            return
                "\(day(CalendarDay(number: Int32(clamping: dayNumber)))) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
        }
    }

    /// A day in the language's form.
    public func day(_ day: CalendarDay) -> String {
        let (year, month, number) = day.parts
        guard dayForm == "d MMMM yyyy", monthNames.indices.contains(month - 1) else {
            return "\(number).\(month).\(year)"
        }
        return "\(number) \(monthNames[month - 1]) \(year)"
    }

    private func signed(_ value: Double, places: Int, shift: Int = 0) -> String {
        let text = digits(value, places: places, shift: shift)
        return value > 0 && text.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
            ? "+" + text : text
    }

    private func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private func digits(_ value: Double, places: Int, shift: Int = 0) -> String {
        guard value.isFinite else { return "–" }
        let plain = fixedDecimal(value.magnitude, places: places, shift: shift)
        let whole = plain.utf8.firstIndex(of: UInt8(ascii: ".")) ?? plain.endIndex
        let count = plain.utf8.distance(from: plain.startIndex, to: whole)
        // A value that rounds to nought has no sign.
        let isNegative = value < 0 && plain.utf8.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
        var result = isNegative ? minus : ""
        if count <= 3 {
            result += plain[..<whole]
        } else {
            for (index, digit) in plain[..<whole].unicodeScalars.enumerated() {
                if index > 0, (count - index).isMultiple(of: 3) { result += groupMark }
                result.unicodeScalars.append(digit)
            }
        }
        if whole < plain.endIndex {
            result += decimalMark
            result += plain[plain.utf8.index(after: whole)...]
        }
        return result
    }
}

extension Int64 {
    /// The whole part of a number, held within the type.
    init(clampedTo value: Double) {
        self = value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int64(value.rounded())
    }
}

/// A number of zero or more with a fixed number of decimals and a full stop, half rounded away from zero.
///
/// Rounds the shortest decimal that stands for the value (what a reader sees as the value) and not its binary expansion, so
/// that 0.285 shows as 0.29 with two decimals.
///
/// - Parameters:
///   - places: Decimals, zero or more.
///   - shift: By how many places the decimal point moves to the right first: 2 for a percentage. Multiplying by 100 instead would
///     round a second time, and make 28.499999999999996 of 0.285.
public func fixedDecimal(_ value: Double, places: Int, shift: Int = 0) -> String {
    guard value.isFinite, value >= 0 else { return "0" }
    let zero = UInt8(ascii: "0")
    let places = max(0, places)
    // Whole numbers are most of what is shown, and below 2^53 they are exact.
    if shift == 0, value < 9_007_199_254_740_992, value == value.rounded(.down) {
        let whole = String(UInt64(value))
        return places == 0 ? whole : whole + "." + String(repeating: "0", count: places)
    }
    var (digits, point) = shortestDigits(value)
    point += shift
    // What is kept of the digits, with zeros where the value has fewer.
    let count = point + places
    let roundsUp = digits.indices.contains(count) && digits[count] >= UInt8(ascii: "5")
    if count < digits.count {
        digits.removeLast(digits.count - max(0, count))
    } else {
        digits.append(contentsOf: repeatElement(zero, count: count - digits.count))
    }
    if roundsUp {
        var index = digits.count - 1
        while index >= 0, digits[index] == UInt8(ascii: "9") {
            digits[index] = zero
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(UInt8(ascii: "1"), at: 0)
            point += 1
        }
    }
    let whole = digits.prefix(max(0, point)).drop { $0 == zero }
    var text = whole.isEmpty ? [zero] : Array(whole)
    if places > 0 {
        let decimals = digits.dropFirst(max(0, point))
        text.append(UInt8(ascii: "."))
        text.append(contentsOf: repeatElement(zero, count: places - decimals.count))
        text.append(contentsOf: decimals)
    }
    return String(decoding: text, as: UTF8.self)
}

/// The shortest decimal digits that read back as the value, as ASCII, and how many of them stand before the decimal point.
private func shortestDigits(_ value: Double) -> (digits: [UInt8], point: Int) {
    var digits: [UInt8] = []
    digits.reserveCapacity(24)
    var point: Int?
    var exponent = 0
    let text = value.description
    for (offset, byte) in text.utf8.enumerated() {
        if byte == UInt8(ascii: ".") {
            point = digits.count
        } else if byte == UInt8(ascii: "e") {
            exponent =
                Int(text.utf8.dropFirst(offset + 1).reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) })
                ?? 0
            break
        } else {
            digits.append(byte)
        }
    }
    return (digits, (point ?? digits.count) + exponent)
}
