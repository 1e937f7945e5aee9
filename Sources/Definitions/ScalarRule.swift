/// What an unquoted scalar stands for: the core schema of YAML 1.2, except that digits with a leading zero and whole
/// numbers beyond `Int` stay text, since they are codes.
///
/// - SeeAlso: YAML 1.2.2, section 10.3.2, tag resolution.
enum ScalarRule {
    static func kind(ofPlain text: String) -> Definition.Kind {
        // Most scalars are words: one look at the first byte spares them every comparison.
        guard let first = text.utf8.first else { return .null }
        switch first {
        case UInt8(ascii: "~"): return text == "~" ? .null : .string(text)
        case UInt8(ascii: "n"), UInt8(ascii: "N"):
            return text == "null" || text == "Null" || text == "NULL" ? .null : .string(text)
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            return text == "true" || text == "True" || text == "TRUE" ? .bool(true) : .string(text)
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            return text == "false" || text == "False" || text == "FALSE" ? .bool(false) : .string(text)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(text) ?? .string(text)
        default: return .string(text)
        }
    }

    /// The number that a text stands for; nil when it stands for none.
    static func number(_ text: String) -> Definition.Kind? {
        guard !text.isEmpty else { return nil }
        if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
        let bytes = Array(text.utf8)
        var position = 0
        func skipDigits() -> Int {
            let start = position
            while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
            return position - start
        }
        if bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") { position += 1 }
        let firstDigit = position
        let whole = skipDigits()
        if whole > 1, bytes[firstDigit] == UInt8(ascii: "0") { return nil }
        if position == bytes.count { return whole > 0 ? Int(text).map { .int($0) } : nil }
        var fraction = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            if whole == 0, let special = special(text, sign: firstDigit) { return special }
            fraction = skipDigits()
        }
        guard whole + fraction > 0 else { return nil }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
                position += 1
            }
            guard skipDigits() > 0 else { return nil }
        }
        guard position == bytes.count else { return nil }
        // Double's own initializer wants a digit on both sides of the point.
        let padded = text.hasSuffix(".") ? text + "0" : text
        return Double(padded).map { .double($0) }
    }

    private static func digits(_ text: Substring, radix: Int) -> Definition.Kind? {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+") else { return nil }
        return Int(text, radix: radix).map { .int($0) }
    }

    private static func special(_ text: String, sign: Int) -> Definition.Kind? {
        switch text.dropFirst(sign) {
        case ".inf", ".Inf", ".INF": .double(text.hasPrefix("-") ? -.infinity : .infinity)
        case ".nan", ".NaN", ".NAN": sign == 0 ? .double(.nan) : nil
        default: nil
        }
    }
}
