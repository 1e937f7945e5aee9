public import Diagnostics

/// What may not stand in any output.
public enum PersonalDataKind: String, Sendable, Hashable, CaseIterable {
    case personalIdentityCode = "personal-identity-code"
    case eMailAddress = "e-mail-address"
    case phoneNumber = "phone-number"

    fileprivate var title: String {
        switch self {
        case .personalIdentityCode: "a Finnish personal identity code"
        case .eMailAddress: "an e-mail address"
        case .phoneNumber: "a phone number"
        }
    }
}

/// Where personal data stand in a text. What stands there is not kept.
public struct PersonalDataMatch: Sendable, Hashable {
    public let kind: PersonalDataKind
    /// The line, and the byte within it, from 1.
    public let line: Int
    public let column: Int
}

/// Personal identity codes, e-mail addresses and phone numbers in an output, as findings that stop the build.
///
/// A finding names the place, never what stands there.
///
/// - Parameters:
///   - bytes: The output as UTF-8; any text format.
///   - file: The file as named in messages.
///   - allowed: E-mail addresses and phone numbers that may stand there, such as the declared contact's; case, spaces and
///     hyphens do not matter.
///   - limit: How many findings are enough.
/// - Complexity: One pass over the bytes.
public func personalDataFindings(
    in bytes: [UInt8], file: String, allowing allowed: Set<String> = [], limit: Int = 100
) -> [Finding] {
    PersonalDataScan(allowing: allowed).matches(in: bytes, limit: limit).map { match in
        Finding(
            code: "disclosure.\(match.kind.rawValue)", severity: .stop,
            explanation: Explanation(
                summary: "\(match.kind.title) in an output",
                cause: "outputs hold no data of a single person",
                remedies: [
                    "leave the column or text that it comes from out of the report",
                    match.kind == .personalIdentityCode
                        ? "correct the source: an identity code does not belong into it"
                        : "if it is meant to be there, put it into the report's `contact` text, or under `allowed-contacts` in the pipeline",
                ]),
            location: RecordLocation(file: file, line: match.line, column: String(match.column)))
    }
}

/// Finds personal data in bytes of UTF-8.
///
/// Looked at closely is only what stands around an at sign, a plus sign, an opening bracket or the first of some digits. A
/// personal identity code is one whose date can be and whose check character is right; the century signs of 2023 are known, and
/// dashes of any kind. A phone number is one that starts with + or 00 and a country, or is written as Finns do.
public struct PersonalDataScan: Sendable {
    private let addresses: Set<[UInt8]>
    private let numbers: Set<[UInt8]>

    public init(allowing allowed: Set<String> = []) {
        addresses = Set(allowed.map { Array($0.lowercased().utf8) })
        numbers = Set(allowed.map { Array($0.utf8.filter(Self.isDigit)) }.filter { !$0.isEmpty })
    }

    /// The places of personal data, in order, at most so many.
    public func matches(in bytes: [UInt8], limit: Int = .max) -> [PersonalDataMatch] {
        var found: [PersonalDataMatch] = []
        var lines = LineCounter()
        var index = 0
        while index < bytes.count, found.count < limit {
            let trigger = Self.triggers[Int(bytes[index])]
            if trigger == 0 {
                index += 1
                continue
            }
            guard let (kind, end) = match(bytes, &index) else { continue }
            let (line, column) = lines.place(of: index, in: bytes)
            found.append(PersonalDataMatch(kind: kind, line: line, column: column))
            index = max(index + 1, end)
        }
        return found
    }

    /// What starts, or has its sign, at an index; else the index is moved on.
    private func match(_ bytes: [UInt8], _ index: inout Int) -> (kind: PersonalDataKind, end: Int)? {
        let start = index
        switch bytes[start] {
        case UInt8(ascii: "@"):
            if let end = endOfAddress(bytes, sign: start..<(start + 1)) { return (.eMailAddress, end) }
        case UInt8(ascii: "("), UInt8(ascii: "["):
            if let end = endOfSpelledAddress(bytes, start) { return (.eMailAddress, end) }
            if let end = endOfPhoneNumber(bytes, start) { return (.phoneNumber, end) }
        case UInt8(ascii: "+"):
            if let end = endOfPhoneNumber(bytes, start) { return (.phoneNumber, end) }
        default:
            var end = start + 1
            while end < bytes.count, Self.isDigit(bytes[end]) { end += 1 }
            if end - start == 6, let end = endOfIdentityCode(bytes, start) { return (.personalIdentityCode, end) }
            if bytes[start] == UInt8(ascii: "0"), let end = endOfPhoneNumber(bytes, start) {
                return (.phoneNumber, end)
            }
            index = end
            return nil
        }
        index = start + 1
        return nil
    }

    // MARK: Personal identity codes

    private static let checkCharacters = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)

    private func endOfIdentityCode(_ bytes: [UInt8], _ start: Int) -> Int? {
        var next = start + 6
        guard next < bytes.count else { return nil }
        let sign = bytes[next]
        let upper = sign & 0xDF
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            next += 1
        } else if (0x41...0x46).contains(upper) || (0x55...0x59).contains(upper) {
            // In a row of small hexadecimal digits these would be letters like any other.
            if upper != sign, start > 0, Self.isAlphanumeric(bytes[start - 1]) { return nil }
            next += 1
        } else if let width = Self.dashWidth(bytes, next) {
            next += width
        } else {
            return nil
        }
        guard next + 4 <= bytes.count, bytes[next..<(next + 3)].allSatisfy(Self.isDigit) else { return nil }
        if next + 4 < bytes.count, Self.isAlphanumeric(bytes[next + 4]) { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 & 0x0F) } }
        let day = number(start..<(start + 2))
        let month = number((start + 2)..<(start + 4))
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        let rest = (number(start..<(start + 6)) * 1000 + number(next..<(next + 3))) % 31
        let check = bytes[next + 3]
        guard Self.checkCharacters[rest] == (check >= 0x61 ? check & 0xDF : check) else { return nil }
        return next + 4
    }

    /// The width of a dash that is not ASCII: U+2010 to U+2015, U+2212.
    private static func dashWidth(_ bytes: [UInt8], _ index: Int) -> Int? {
        guard index + 2 < bytes.count, bytes[index] == 0xE2 else { return nil }
        let isDash =
            (bytes[index + 1] == 0x80 && (0x90...0x95).contains(bytes[index + 2]))
            || (bytes[index + 1] == 0x88 && bytes[index + 2] == 0x92)
        return isDash ? 3 : nil
    }

    // MARK: E-mail addresses

    private func endOfAddress(_ bytes: [UInt8], sign: Range<Int>) -> Int? {
        var start = sign.lowerBound
        while start > 0, sign.lowerBound - start < 64, Self.isLocal(bytes[start - 1]),
            !Self.isSpace(bytes, endingAt: start)
        {
            start -= 1
        }
        while start < sign.lowerBound, bytes[start] == UInt8(ascii: ".") { start += 1 }
        guard start < sign.lowerBound, bytes[sign.lowerBound - 1] != UInt8(ascii: ".") else { return nil }
        var end = sign.upperBound
        var lastDot: Int?
        while end < bytes.count, Self.isDomain(bytes[end]) {
            if bytes[end] == UInt8(ascii: ".") {
                // A full stop that ends the sentence is not part of it.
                guard end + 1 < bytes.count, Self.isDomain(bytes[end + 1]), bytes[end + 1] != UInt8(ascii: ".") else {
                    break
                }
                lastDot = end
            }
            end += 1
        }
        guard let lastDot, lastDot > sign.upperBound, end - lastDot > 2,
            bytes[(lastDot + 1)..<end].allSatisfy({ Self.isLetter($0) || $0 >= 0x80 || $0 == UInt8(ascii: "-") })
        else { return nil }
        let address = bytes[start..<sign.lowerBound] + [UInt8(ascii: "@")] + bytes[sign.upperBound..<end]
        return addresses.contains(address.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }) ? nil : end
    }

    /// An address whose sign is spelled: name (at) place.fi, name[at]place.fi.
    private func endOfSpelledAddress(_ bytes: [UInt8], _ bracket: Int) -> Int? {
        guard bracket > 0, bracket + 4 < bytes.count, bytes[bracket + 1] | 0x20 == UInt8(ascii: "a"),
            bytes[bracket + 2] | 0x20 == UInt8(ascii: "t"),
            [UInt8(ascii: ")"), UInt8(ascii: "]")].contains(bytes[bracket + 3])
        else { return nil }
        var (start, end) = (bracket, bracket + 4)
        if bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
        if bytes[end] == UInt8(ascii: " ") { end += 1 }
        return endOfAddress(bytes, sign: start..<end)
    }

    // MARK: Phone numbers

    private func endOfPhoneNumber(_ bytes: [UInt8], _ start: Int) -> Int? {
        if start > 0 {
            let before = bytes[start - 1]
            if Self.isAlphanumeric(before) || before == UInt8(ascii: "#") || before == UInt8(ascii: "+") { return nil }
            // What follows a digit and a mark is the rest of a number, a date or a code.
            let marks = [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ":")]
            if marks.contains(before), start > 1, Self.isDigit(bytes[start - 2]) { return nil }
        }
        let number = PhoneNumber(bytes, start)
        guard number.isPlausible else { return nil }
        let end = number.end
        if end < bytes.count {
            if Self.isAlphanumeric(bytes[end]) { return nil }
            let isMark = bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ",")
            if isMark, end + 1 < bytes.count, Self.isDigit(bytes[end + 1]) { return nil }
        }
        return numbers.contains(number.digits) ? nil : end
    }

    // MARK: Characters

    /// 1 for bytes at which something may start, or that are its sign.
    private static let triggers: [UInt8] = (0...255).map { byte in
        isDigit(UInt8(byte)) || "@+([".utf8.contains(UInt8(byte)) ? 1 : 0
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
    private static func isDomain(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte >= 0x80
    }
    /// Whether a space that is not ASCII ends just before an index: a no-break space, or one of U+2000 to U+203F.
    private static func isSpace(_ bytes: [UInt8], endingAt end: Int) -> Bool {
        if end > 1, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 { return true }
        return end > 2 && bytes[end - 3] == 0xE2 && bytes[end - 2] == 0x80
    }
    private static func isLocal(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte >= 0x80 || "!#$%'*+-./=?^_`{|}~".utf8.contains(byte)
    }
}

/// Finds the lines of ascending places.
private struct LineCounter {
    private var line = 1
    private var lineStart = 0
    private var counted = 0

    mutating func place(of index: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
        while counted < index {
            if bytes[counted] == 0x0A {
                line += 1
                lineStart = counted + 1
            }
            counted += 1
        }
        return (line, index - lineStart + 1)
    }
}
