/// The powers of ten that are exact as a double.
private let exactPowersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

/// Reads a decimal number as XML schema writes a double, rounded to nearest as IEEE 754 wants.
///
/// A significand below 2^53 with a power of ten up to 22 is exact in one multiplication or division (Clinger's fast
/// path); up to 19 digits with a power down to -19, as spreadsheets write most fractions, take one 128-bit division;
/// anything else goes to the standard library's correctly rounded conversion.
///
/// - Returns: nil when the text is no finite decimal number; blanks around it are ignored.
/// - SeeAlso: W. D. Clinger (1990), "How to read floating point numbers accurately", *PLDI '90*, 92–101.
func decimalNumber(_ bytes: borrowing Span<UInt8>) -> Double? {
    var index = 0
    var end = bytes.count
    while index < end, isBlank(bytes[index]) { index += 1 }
    while end > index, isBlank(bytes[end - 1]) { end -= 1 }
    let start = index
    var isNegative = false
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        isNegative = bytes[index] == UInt8(ascii: "-")
        index += 1
    }
    var significand: UInt64 = 0
    var significantDigits = 0
    var digits = 0
    var exponent = 0
    var isAfterPoint = false
    while index < end {
        let byte = bytes[index]
        let digit = byte &- UInt8(ascii: "0")
        if digit <= 9 {
            digits += 1
            if significantDigits > 0 || digit > 0 { significantDigits += 1 }
            if significantDigits <= 19 { significand = significand &* 10 &+ UInt64(digit) }
            if isAfterPoint { exponent -= 1 }
        } else if byte == UInt8(ascii: "."), !isAfterPoint {
            isAfterPoint = true
        } else {
            break
        }
        index += 1
    }
    guard digits > 0 else { return nil }
    if index < end {
        guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
        index += 1
        var isExponentNegative = false
        if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            isExponentNegative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < end else { return nil }
        var written = 0
        while index < end {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            written = min(written * 10 + Int(digit), 100_000)  // enough to be zero or too large
            index += 1
        }
        exponent += isExponentNegative ? -written : written
    }
    if significantDigits <= 19, significand < 1 << 53, (-22...22).contains(exponent) {
        let magnitude = Double(significand)
        let value = exponent < 0 ? magnitude / exactPowersOfTen[-exponent] : magnitude * exactPowersOfTen[exponent]
        return isNegative ? -value : value
    }
    if significantDigits <= 19, significand > 0, (-19...0).contains(exponent) {
        let value = quotient(significand, powerOfTen: -exponent)
        return isNegative ? -value : value
    }
    return slowDecimalNumber(bytes, from: start, to: end)
}

/// `significand / 10^power`, rounded to nearest, ties to even.
///
/// The integer quotient has at least 63 bits; with its lowest bit set for any remainder it rounds as the true one does.
///
/// - Parameters:
///   - significand: Above zero.
///   - power: In `0...19`, so that the divisor fits 64 bits.
private func quotient(_ significand: UInt64, powerOfTen power: Int) -> Double {
    var divisor: UInt64 = 1
    for _ in 0..<power { divisor *= 10 }
    let significandShift = significand.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let dividend = significand << significandShift
    // Half the dividend is below the divisor, whose top bit is set: the quotient cannot overflow.
    let (bits, rest) = (divisor << divisorShift).dividingFullWidth((dividend >> 1, dividend << 63))
    return Double(
        sign: .plus, exponent: divisorShift - significandShift - 63, significand: Double(rest == 0 ? bits : bits | 1))
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func slowDecimalNumber(_ bytes: borrowing Span<UInt8>, from start: Int, to end: Int) -> Double? {
    var text = ""
    for index in start..<end { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
}
