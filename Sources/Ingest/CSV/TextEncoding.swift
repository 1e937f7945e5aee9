/// The encodings that sources come in.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable, Codable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"

    /// The encoding of a name as people write it, such as `UTF8`, `cp1252` or `Latin-1`; nil when there is none.
    public init?(name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "1252", "ansi", "win1252": self = .windows1252
        case "iso88591", "latin1", "l1": self = .latin1
        case "iso885915", "latin9", "l9": self = .latin9
        default: return nil
        }
    }

    /// Whether ASCII bytes stand for themselves, so that separators can be found before decoding.
    var extendsASCII: Bool { self != .utf16LittleEndian && self != .utf16BigEndian }

    /// The bytes that mark the encoding at the start of a file.
    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1252, .latin1, .latin9: []
        }
    }

    /// The Unicode scalar of a byte from 0x80; nil when the encoding leaves it undefined.
    ///
    /// - SeeAlso: The Unicode Consortium's mapping tables CP1252.TXT, 8859-1.TXT and 8859-15.TXT.
    func scalar(of byte: UInt8) -> Unicode.Scalar? {
        switch self {
        case .windows1252:
            guard byte < 0xA0 else { return Unicode.Scalar(byte) }
            let value = Self.windows1252Block[Int(byte & 0x1F)]
            return value == 0 ? nil : Unicode.Scalar(value)
        case .latin9:
            return switch byte {
            case 0xA4: "€"
            case 0xA6: "Š"
            case 0xA8: "š"
            case 0xB4: "Ž"
            case 0xB8: "ž"
            case 0xBC: "Œ"
            case 0xBD: "œ"
            case 0xBE: "Ÿ"
            default: Unicode.Scalar(byte)
            }
        case .utf8, .utf16LittleEndian, .utf16BigEndian, .latin1:
            return Unicode.Scalar(byte)
        }
    }

    /// Bytes 0x80–0x9F of Windows-1252; 0 where it has none.
    private static let windows1252Block: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}
