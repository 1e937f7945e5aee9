/// Finds what identifies a person in text: Finnish personal identity codes and e-mail addresses.
///
/// Every cell of every source is looked at; the fast scan finds the candidates, and this decides.
public enum PersonalData {
    /// What was found.
    public enum Kind: Sendable, Hashable {
        case personalIdentityCode
        case emailAddress
    }

    private static let checkSigns = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)

    /// The first of either kind in a text; nil when there is none.
    public static func first(in text: String) -> Kind? {
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe kinds($0, from: 0, to: bytes.count).first }
        }
    }

    /// Which kinds are found in a range of bytes, each once, in the order in which they come.
    static func kinds(_ bytes: UnsafePointer<UInt8>, from start: Int, to end: Int) -> [Kind] {
        var found: [Kind] = []
        var digits = 0
        for place in start..<end {
            let byte = unsafe bytes[place]
            if isDigit(byte) {
                digits += 1
                continue
            }
            if byte == 0x40 {
                if !found.contains(.emailAddress), unsafe isAddress(bytes, at: place, from: start, to: end) {
                    found.append(.emailAddress)
                }
            } else if digits >= 6, !found.contains(.personalIdentityCode),
                unsafe isIdentityCode(bytes, sign: place, from: start, to: end)
            {
                found.append(.personalIdentityCode)
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

    /// Whether the bytes after 0xE2 make one of U+2010–U+2015 or U+2212.
    private static func isDash(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80 && third >= 0x90 && third <= 0x95 || second == 0x88 && third == 0x92
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    private static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || byte & 0xDF >= 0x41 && byte & 0xDF <= 0x5A }

    private static func isLocalPart(_ byte: UInt8) -> Bool {
        isWord(byte) || byte >= 0x80 || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27].contains(byte)
    }
}
