/// Finds what identifies a person in text: Finnish personal identity codes, e-mail addresses and phone numbers.
///
/// Every cell of every source is looked at; the fast scan finds the candidates, and this decides.
public enum PersonalData {
    /// What was found.
    public enum Kind: Sendable, Hashable, CaseIterable {
        case personalIdentityCode
        case emailAddress
        case phoneNumber

        /// What stands in its place where it is masked.
        var mask: String {
            switch self {
            case .personalIdentityCode: "[hetu]"
            case .emailAddress: "[e-mail]"
            case .phoneNumber: "[phone]"
            }
        }

        /// What messages call it.
        var words: String {
            switch self {
            case .personalIdentityCode: "a Finnish personal identity code"
            case .emailAddress: "an e-mail address"
            case .phoneNumber: "a phone number"
            }
        }
    }

    /// One of them, and where it stands.
    struct Match: Equatable {
        var kind: Kind
        var range: Range<Int>
    }

    private static let checkSigns = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)

    /// The first of any kind in a text; nil when there is none.
    public static func first(in text: String) -> Kind? { first(in: text, isNamedAfterPhones: false) }

    /// The same in a column that may be named after phones.
    static func first(in text: String, isNamedAfterPhones: Bool) -> Kind? {
        var text = text
        return text.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return nil }
            return unsafe matches(start, from: 0, to: buffer.count, isNamedAfterPhones: isNamedAfterPhones).first?.kind
        }
    }

    /// A text with every match replaced by what says its kind.
    public static func masked(_ text: String) -> String {
        var copy = text
        return copy.withUTF8 { buffer in
            guard let start = buffer.baseAddress else { return text }
            let found = unsafe matches(start, from: 0, to: buffer.count, isNamedAfterPhones: false)
            if found.isEmpty { return text }
            return unsafe String(decoding: masked(start, from: 0, to: buffer.count, found), as: UTF8.self)
        }
    }

    /// A range of bytes with the matches in it replaced.
    static func masked(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ matches: [Match]
    ) -> [UInt8] {
        var result = unsafe replaced(bytes, from: start, to: end, matches)
        // Of two codes without a blank between them, the first is told only when the second is gone.
        while true {
            let next: [UInt8]? = unsafe result.withUnsafeBufferPointer { buffer in
                guard let start = buffer.baseAddress else { return nil }
                let found = unsafe Self.matches(start, from: 0, to: buffer.count, isNamedAfterPhones: false)
                return found.isEmpty ? nil : unsafe replaced(start, from: 0, to: buffer.count, found)
            }
            guard let next else { return result }
            result = next
        }
    }

    private static func replaced(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, _ matches: [Match]
    ) -> [UInt8] {
        var result: [UInt8] = []
        var place = start
        for match in matches {
            unsafe result += UnsafeBufferPointer(start: bytes + place, count: match.range.lowerBound - place)
            result += match.kind.mask.utf8
            place = match.range.upperBound
        }
        unsafe result += UnsafeBufferPointer(start: bytes + place, count: end - place)
        return result
    }

    /// Which kinds are found in a range of bytes, each once, in the order in which they come.
    static func kinds(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isNamedAfterPhones: Bool
    ) -> [Kind] {
        var found: [Kind] = []
        for match in unsafe matches(bytes, from: start, to: end, isNamedAfterPhones: isNamedAfterPhones)
        where !found.contains(match.kind) { found.append(match.kind) }
        return found
    }

    /// Everything found in a range of bytes, in order, none overlapping another.
    static func matches(
        _ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int, isNamedAfterPhones: Bool
    ) -> [Match] {
        var found: [Match] = []
        var digits = 0
        var place = start
        /// Adds what does not begin within the last match.
        func add(_ kind: Kind, _ range: Range<Int>) {
            if let last = found.last, range.lowerBound < last.range.upperBound { return }
            found.append(Match(kind: kind, range: range))
            place = range.upperBound - 1
            digits = 0
        }
        while place < end {
            defer { place += 1 }
            let byte = unsafe bytes[place]
            if isDigit(byte) {
                digits += 1
                let starts = unsafe digits == 1 && (byte == 0x30 || place > start && bytes[place - 1] == 0x2B)
                if starts,
                    let range = unsafe phoneNumber(
                        bytes, first: place, from: start, to: end, isNamed: isNamedAfterPhones)
                {
                    add(.phoneNumber, range)
                }
                continue
            }
            if byte == 0x40 {
                if unsafe isAddress(bytes, at: place, from: start, to: end) {
                    let floor = found.last?.range.upperBound ?? start
                    add(.emailAddress, unsafe addressRange(bytes, at: place, from: floor, to: end))
                }
            } else if digits >= 6, unsafe isIdentityCode(bytes, sign: place, from: start, to: end) {
                add(.personalIdentityCode, (place - 6)..<(place + (byte == 0xE2 ? 7 : 5)))
                continue
            }
            digits = 0
        }
        return found
    }

    /// Whether a personal identity code has its century sign at `sign`.
    ///
    /// `DDMMYY`, a sign of `+ - A–F U–Y`, a serial of three digits and a check sign that is the nine digits modulo 31. Real
    /// (002–899) and artificial serials (900–999) alike; an en dash or minus sign counts as a hyphen.
    static func isIdentityCode(_ bytes: UnsafePointer<UInt8>, sign: Int, from start: Int, to end: Int) -> Bool {
        guard sign - 6 >= start else { return false }
        var length = 1
        switch unsafe bytes[sign] {
        case 0x2B, 0x2D: break
        case 0x41...0x46, 0x55...0x59, 0x61...0x66, 0x75...0x79: break
        case 0xE2:
            guard sign + 2 < end, unsafe isDash(bytes[sign + 1], bytes[sign + 2]) else { return false }
            length = 3
        default: return false
        }
        guard sign + length + 4 <= end else { return false }
        if sign - 7 >= start, unsafe isDigit(bytes[sign - 7]) { return false }
        var number = 0
        for place in (sign - 6)..<sign {
            guard unsafe isDigit(bytes[place]) else { return false }
            number = unsafe number * 10 + Int(bytes[place] & 15)
        }
        let (day, month) = (number / 10_000, number / 100 % 100)
        guard (1...31).contains(day), (1...12).contains(month) else { return false }
        for place in (sign + length)..<(sign + length + 3) {
            guard unsafe isDigit(bytes[place]) else { return false }
            number = unsafe number * 10 + Int(bytes[place] & 15)
        }
        guard number % 1000 >= 2 else { return false }
        let check = unsafe bytes[sign + length + 3]
        let upper = check >= 0x61 && check <= 0x7A ? check - 0x20 : check
        guard upper == checkSigns[number % 31] else { return false }
        if sign + length + 4 < end, unsafe isWord(bytes[sign + length + 4]) { return false }
        return true
    }

    /// Whether an e-mail address has its @ at `at`.
    static func isAddress(_ bytes: UnsafePointer<UInt8>, at: Int, from start: Int, to end: Int) -> Bool {
        guard at > start, unsafe isLocalPart(bytes[at - 1]) else { return false }
        var place = at + 1
        var label = 0
        var dots = 0
        while place < end {
            let byte = unsafe bytes[place]
            if byte == 0x2E {
                guard label > 0 else { break }
                dots += 1
                label = 0
            } else if isWord(byte) || byte == 0x2D || byte >= 0x80 {
                label += 1
            } else {
                break
            }
            place += 1
        }
        // A full stop that ends the sentence leaves an empty last label.
        return label >= 2 && dots >= 1 || label == 0 && dots >= 2
    }

    /// The bounds of the address whose @ is at `at`.
    private static func addressRange(_ bytes: UnsafePointer<UInt8>, at: Int, from start: Int, to end: Int) -> Range<Int>
    {
        var (first, last) = (at, at + 1)
        while first > start, unsafe isLocalPart(bytes[first - 1]) { first -= 1 }
        while last < end, unsafe isWord(bytes[last]) || [0x2D, 0x2E].contains(bytes[last]) || bytes[last] >= 0x80 {
            last += 1
        }
        while last > at + 1, unsafe bytes[last - 1] == 0x2E { last -= 1 }
        return first..<last
    }

    /// Whether the bytes after 0xE2 make one of U+2010–U+2015 or U+2212.
    private static func isDash(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80 && third >= 0x90 && third <= 0x95 || second == 0x88 && third == 0x92
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || byte & 0xDF >= 0x41 && byte & 0xDF <= 0x5A }

    private static func isLocalPart(_ byte: UInt8) -> Bool {
        isWord(byte) || byte >= 0x80 || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27].contains(byte)
    }
}
