/// Gets the bytes of one record ready for Jansson: numbers are put in quotes, so that they stay as they are written, to the last decimal;
/// and what would cost the parser too much is refused.
struct JSONPreparation {
    private let limits: JSONLimits
    private(set) var bytes: [UInt8] = []

    init(limits: JSONLimits) { self.limits = limits }

    /// - Returns: What is wrong, as far as it can be seen here.
    mutating func prepare(_ source: [UInt8]) -> JSONFault? {
        bytes.removeAll(keepingCapacity: true)
        var index = 0
        var depth = 0
        var values = 0
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "\""):
                let end = Self.endOfString(source, from: index)
                bytes.append(contentsOf: source[index..<end])
                index = end
                continue
            case UInt8(ascii: "-"), 0x30...0x39:
                if let fault = number(source, &index) { return fault }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                values += 1
                if depth > limits.depth { return .tooDeep }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ","): values += 1
            case 0: return .nulCharacter
            default: break
            }
            if values > limits.valuesPerRecord { return .tooManyValues }
            bytes.append(byte)
            index += 1
        }
        return nil
    }

    /// The place after a string's closing quote, or after the last byte when there is none.
    private static func endOfString(_ source: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while index < source.count {
            if source[index] == UInt8(ascii: "\\") {
                index += 2
            } else if source[index] == UInt8(ascii: "\"") {
                return index + 1
            } else {
                index += 1
            }
        }
        return source.count
    }

    /// Copies a number in quotes, without an exponent.
    private mutating func number(_ source: [UInt8], _ index: inout Int) -> JSONFault? {
        let start = index
        while index < source.count, Self.isOfNumber(source[index]) { index += 1 }
        guard index - start <= limits.digits else { return .numberTooLong }
        guard let plain = JSONNumber(source[start..<index])?.plain(digits: limits.digits) else { return .syntax }
        // A name is no number.
        var after = index
        while after < source.count, source[after] <= 0x20 { after += 1 }
        if after < source.count, source[after] == UInt8(ascii: ":") { return .syntax }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: plain)
        bytes.append(UInt8(ascii: "\""))
        return nil
    }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"),
            UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

/// A number as JSON writes it, taken apart.
///
/// - SeeAlso: RFC 8259, section 6.
struct JSONNumber {
    private let isNegative: Bool
    private let whole: ArraySlice<UInt8>
    private let decimals: ArraySlice<UInt8>
    private let exponent: Int
    private let written: ArraySlice<UInt8>

    /// - Returns: nil when the bytes are no number of JSON.
    init?(_ bytes: ArraySlice<UInt8>) {
        written = bytes
        var rest = bytes
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        whole = rest.prefix { $0 &- 0x30 <= 9 }
        guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30 else { return nil }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            decimals = rest.dropFirst().prefix { $0 &- 0x30 <= 9 }
            guard !decimals.isEmpty else { return nil }
            rest = rest.dropFirst(decimals.count + 1)
        } else {
            decimals = []
        }
        guard let mark = rest.first else {
            exponent = 0
            return
        }
        guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
        rest = rest.dropFirst()
        let isDown = rest.first == UInt8(ascii: "-")
        if isDown || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard !rest.isEmpty, rest.allSatisfy({ $0 &- 0x30 <= 9 }) else { return nil }
        let value = rest.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000) }
        exponent = isDown ? -value : value
    }

    /// The same number without an exponent, exactly; as it is written when it would have more digits than that.
    func plain(digits limit: Int) -> [UInt8] {
        guard exponent != 0 else { return Array(written) }
        let digits = Array(whole) + decimals
        let point = whole.count + exponent
        guard abs(exponent) + digits.count <= limit else { return Array(written) }
        var plain: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        if point <= 0 {
            plain += "0.".utf8
            plain += [UInt8](repeating: 0x30, count: -point) + digits
        } else if point >= digits.count {
            plain += digits + [UInt8](repeating: 0x30, count: point - digits.count)
        } else {
            plain += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
        }
        // Zeros before the digits would be none of a number's.
        let start = isNegative ? 1 : 0
        while plain.count > start + 1, plain[start] == 0x30, plain[start + 1] != UInt8(ascii: ".") {
            plain.remove(at: start)
        }
        return plain
    }
}
