/// What a problem of a row is known by outside the program: the file's content, the row, the column and the kind of problem.
///
/// The same problem has the same key in every run until the file changes; another version of the file gives other keys, so that a
/// correction is never applied to a row that it was not made for. Nothing of a value is in a key.
///
/// Written as `3f9a1c04d2b7-17-5c2d91aa-unknown-code`.
public struct IssueKey: Sendable, Hashable, CustomStringConvertible {
    /// The digits of the file's SHA-256 that are in a key.
    static let digits = 12
    private static let prefix = "ingest."

    /// The first digits of the file's SHA-256.
    public let file: String
    /// The line or sheet row.
    public let line: Int
    /// The mark of the column's name.
    public let column: String
    /// The code of the problem, such as `ingest.unknown-code`.
    public let code: String

    /// - Parameter contentHash: The SHA-256 of the file, in hexadecimal digits.
    public init(contentHash: String, line: Int, column: String, code: String) {
        file = String(contentHash.prefix(Self.digits))
        self.line = line
        self.column = Self.mark(of: column)
        self.code = code
    }

    /// A key as it is written; nil when the text is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].count == Self.digits, parts[0].allSatisfy(Self.isDigit),
            let line = Int(parts[1]), line > 0, String(line) == parts[1],
            parts[2].count == 8, parts[2].allSatisfy(Self.isDigit),
            !parts[3].isEmpty, parts[3].utf8.count <= 200
        else { return nil }
        file = String(parts[0])
        self.line = line
        column = String(parts[2])
        code = parts[3].contains(".") ? String(parts[3]) : Self.prefix + parts[3]
    }

    public var description: String {
        "\(file)-\(line)-\(column)-\(code.hasPrefix(Self.prefix) ? String(code.dropFirst(Self.prefix.count)) : code)"
    }

    /// Whether a file of this content is meant.
    public func isOf(contentHash: String) -> Bool { contentHash.hasPrefix(file) }

    /// What stands for a column's name in a key, eight hexadecimal digits: names are long and of any letters.
    public static func mark(of column: String) -> String {
        let hash = spellingHash(ReadingPlanner.headerName(column))
        let text = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
    }

    private static func isDigit(_ character: Character) -> Bool {
        // A letter with a mark above it stands between letters too.
        character.isASCII && (("0"..."9").contains(character) || ("a"..."f").contains(character))
    }
}
