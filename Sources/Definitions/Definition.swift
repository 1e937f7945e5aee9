public import Diagnostics

/// One value of a definition file, with the place where it is written.
///
/// Scalars follow the core schema of YAML 1.2, with two differences that codes need: digits with a leading zero (`01`)
/// and whole numbers too large for `Int` are text. So `yes`, `no`, `on`, `off` and dates are text as well, and whatever
/// is quoted is always text.
public struct Definition: Sendable {
    /// What a value is.
    public enum Kind: Sendable {
        case null
        case bool(Bool)
        case int(Int)
        case double(Double)
        case string(String)
        case sequence([Definition])
        case mapping(DefinitionMapping)
    }

    public let kind: Kind
    /// The file as the user named it.
    public let file: String
    /// The line where the value starts, from 1; of an aliased value, the line of its anchor.
    public let line: Int
    /// The column where the value starts, from 1, in Unicode scalars.
    public let column: Int
    /// The number as it is written, for messages; nil for what is not a number.
    let spelling: String?

    public init(_ kind: Kind, file: String, line: Int, column: Int) {
        self.init(kind, file: file, line: line, column: column, spelling: nil)
    }

    init(_ kind: Kind, file: String, line: Int, column: Int, spelling: String?) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.spelling = spelling
    }

    /// The file and line of the value.
    public var location: RecordLocation { RecordLocation(file: file, line: line) }
}

/// The keys and values of a mapping, in the order of the file, each key once.
public struct DefinitionMapping: Sendable, RandomAccessCollection {
    /// A key, where it is written, and its value.
    public struct Entry: Sendable {
        public let key: String
        /// The line of the key, from 1.
        public let keyLine: Int
        /// The column of the key, from 1, in Unicode scalars.
        public let keyColumn: Int
        public let value: Definition

        public init(key: String, keyLine: Int, keyColumn: Int, value: Definition) {
            self.key = key
            self.keyLine = keyLine
            self.keyColumn = keyColumn
            self.value = value
        }

        /// The file and line of the key.
        public var keyLocation: RecordLocation { RecordLocation(file: value.file, line: keyLine) }
    }

    private let entries: [Entry]
    /// Positions by key, kept only where a search through all keys would be slow.
    private let positions: [String: Int]?

    /// - Parameter entries: Entries in the order of the file; of two with one key, the first counts.
    public init(_ entries: [Entry]) {
        if entries.count <= 12 {
            var kept: [Entry] = []
            kept.reserveCapacity(entries.count)
            for entry in entries where !kept.contains(where: { $0.key == entry.key }) { kept.append(entry) }
            self.entries = kept
            positions = nil
        } else {
            var kept: [Entry] = []
            var positions: [String: Int] = [:]
            kept.reserveCapacity(entries.count)
            positions.reserveCapacity(entries.count)
            for entry in entries where positions[entry.key] == nil {
                positions[entry.key] = kept.count
                kept.append(entry)
            }
            self.entries = kept
            self.positions = positions
        }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { entries.count }
    public subscript(position: Int) -> Entry { entries[position] }

    /// The keys in the order of the file.
    public var keys: [String] { entries.map(\.key) }

    /// The entry of a key; nil when there is none.
    public func entry(_ key: String) -> Entry? {
        if let positions { return positions[key].map { entries[$0] } }
        return entries.first { $0.key == key }
    }

    /// The value of a key; nil when there is none.
    public subscript(key: String) -> Definition? { entry(key)?.value }
}
