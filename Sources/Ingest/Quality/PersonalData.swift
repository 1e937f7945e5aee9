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
        // Zeros around the text take the place of the bytes that a file has before and after a cell.
        let bytes = [0] + Array(text.utf8) + [UInt8](repeating: 0, count: 16)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return nil }
            for place in 1..<(bytes.count - 16) {
                if unsafe start[place] == 0x40 {
                    if unsafe isAddress(start, at: place, from: 1, to: bytes.count - 16) { return .emailAddress }
                } else if unsafe place > 6 && isIdentityCode(start, sign: place, from: 1, to: bytes.count - 16) {
                    return .personalIdentityCode
                }
            }
            return nil
        }
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
        case 0xE2: length = 3  // a dash or a minus sign, as the scan has seen
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

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    private static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || byte & 0xDF >= 0x41 && byte & 0xDF <= 0x5A }

    private static func isLocalPart(_ byte: UInt8) -> Bool {
        isWord(byte) || byte >= 0x80 || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27].contains(byte)
    }
}
