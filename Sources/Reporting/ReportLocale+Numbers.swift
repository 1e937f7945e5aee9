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
        case .percent(let places): return digits(value * 100, places: places) + percentGap + "%"
        case .percentagePoints(let places): return signed(value * 100, places: places)
        case .score: return signed(value * 100, places: 0)
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

    private func signed(_ value: Double, places: Int) -> String {
        let text = digits(value, places: places)
        return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
    }

    private func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private func digits(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        let plain = fixedDecimal(value.magnitude, places: places)
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts[0]
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3), whole.count > 3 { grouped += groupMark }
            grouped.append(digit)
        }
        let negative = value < 0 && plain.contains(where: { ("1"..."9").contains($0) })
        return (negative ? minus : "") + grouped + (parts.count > 1 ? decimalMark + parts[1] : "")
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
public func fixedDecimal(_ value: Double, places: Int) -> String {
    guard value.isFinite, value >= 0 else { return "0" }
    let (digits, exponent) = shortestDigits(value)
    // digits × 10^exponent, as a whole part and decimals.
    var whole: [UInt8]
    var decimals: [UInt8]
    if exponent >= 0 {
        whole = digits + Array(repeating: 0, count: exponent)
        decimals = []
    } else {
        let padded = Array(repeating: 0, count: max(0, -exponent - digits.count + 1)) + digits
        whole = Array(padded[..<(padded.count + exponent)])
        decimals = Array(padded[(padded.count + exponent)...])
    }
    let roundsUp = decimals.count > places && decimals[places] >= 5
    decimals = Array(decimals.prefix(places)) + Array(repeating: 0, count: max(0, places - decimals.count))
    if roundsUp {
        var all = whole + decimals
        var index = all.count - 1
        while index >= 0, all[index] == 9 {
            all[index] = 0
            index -= 1
        }
        if index >= 0 { all[index] += 1 } else { all.insert(1, at: 0) }
        whole = Array(all[..<(all.count - places)])
        decimals = Array(all[(all.count - places)...])
    }
    let text = whole.drop { $0 == 0 }.map(String.init).joined()
    return (text.isEmpty ? "0" : text) + (places > 0 ? "." + decimals.map(String.init).joined() : "")
}

/// The shortest decimal digits that read back as the value, and the power of ten of the last of them.
private func shortestDigits(_ value: Double) -> (digits: [UInt8], exponent: Int) {
    var digits: [UInt8] = []
    var exponent = 0
    var afterPoint = false
    var scientific = Substring("")
    let text = Substring(value.description)
    var mantissa = text
    if let mark = text.firstIndex(of: "e") {
        mantissa = text[..<mark]
        scientific = text[text.index(after: mark)...]
    }
    for byte in mantissa.utf8 {
        if byte == UInt8(ascii: ".") {
            afterPoint = true
        } else {
            digits.append(byte - UInt8(ascii: "0"))
            if afterPoint { exponent -= 1 }
        }
    }
    return (digits, exponent + (Int(scientific) ?? 0))
}
