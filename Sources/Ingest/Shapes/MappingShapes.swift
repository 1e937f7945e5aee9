public import Diagnostics
internal import Records

/// What a mapping says of the shape of its source beyond single columns: what is left out and why, and how rows are cut.
public struct MappingShapes: Sendable {
    /// The preset whose parts the mapping has taken over; nil for none.
    public var preset: String?
    /// Source columns that are left out unread and without a word, with `*` for any run of characters; the file may lack them.
    public var dropped: [String] = []
    /// What stands for a missing answer in every column, with the reason.
    public var missing: [ColumnMapping.MissingValue] = []
    /// Which rows are left out, and why.
    public var exclusions: [ExclusionRule] = []
    /// The columns that become rows; nil when each row is one record.
    public var unpivot: Unpivot?
    /// The code lists that give options.
    public var codeLists: Set<String> = []

    public init() {}

    /// Whether a source column is to be dropped, by its name without blanks around it.
    func drops(_ name: String) -> Bool {
        !name.isEmpty && dropped.contains { Self.matches(name, ReadingPlanner.headerName($0)) }
    }

    /// Whether a name has the form of a pattern with `*` for any run of characters, whatever its case.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let pieces = pattern.lowercased().split(separator: "*", omittingEmptySubsequences: false)
        guard let first = pieces.first, let last = pieces.last else { return false }
        var rest = name.lowercased()[...]
        guard pieces.count > 1 else { return rest == first }
        guard rest.hasPrefix(first) else { return false }
        rest = rest.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

/// Rows that are left out by a declared rule, and counted by its reason.
public struct ExclusionRule: Sendable, Hashable {
    /// What a cell must be for its row to be left out.
    public enum Condition: Sendable, Hashable {
        case empty
        case filled
        case equals([String])
        case differs([String])
    }

    /// The names that the column may have; the first that the file has is looked at.
    public let sources: [String]
    public let condition: Condition
    /// Why, in words that a report can show.
    public let reason: String
    /// Whether the rule is passed over when the file has no such column.
    public let isOptional: Bool
    public let location: RecordLocation?

    public init(
        _ sources: [String], _ condition: Condition, reason: String, isOptional: Bool = false,
        location: RecordLocation? = nil
    ) {
        self.sources = sources
        self.condition = condition
        self.reason = reason
        self.isOptional = isOptional
        self.location = location
    }
}

/// Columns of a source of which each row becomes as many records, or a column whose cells hold several values, each a record.
///
/// In a record the source `#name` is what the column stands for, and `#value` its cell, or a part of it.
public struct Unpivot: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        /// The column's name in the file.
        public let source: String
        /// What `#name` holds in its records.
        public let name: String

        public init(_ source: String, _ name: String) {
            self.source = source
            self.name = name
        }
    }

    /// The columns that become rows; the one whose cells are cut, when there is a separator.
    public let items: [Item]
    /// What stands between the parts of a cell, each of which becomes a record; nil when whole cells do.
    public let separator: String?
    /// Whether an empty cell makes a record too; else it is excluded, and counted so.
    public let keepsEmpty: Bool
    public let location: RecordLocation?

    public init(
        _ items: [Item], separator: String? = nil, keepsEmpty: Bool = false, location: RecordLocation? = nil
    ) {
        self.items = items
        self.separator = separator
        self.keepsEmpty = keepsEmpty
        self.location = location
    }

    /// Why the records of empty cells are left out.
    static let emptyReason = "the cell is empty"
}

/// What a column is made of beyond its sources.
public struct ColumnShape: Sendable {
    /// Where the same identifier is the same person.
    public enum Scope: String, Sendable, Hashable, CaseIterable { case everywhere, file }

    /// Whether the file may lack the column: of several sources the first that it has is the column, and without any all rows
    /// are not asked.
    public var isOptional = false
    /// What numbers are counted in; nil for numbers without a unit.
    public var unit: NumberUnit?
    public var scope = Scope.everywhere
    /// Of quotations, the yes-or-no column of the mapping that says which rows are released; nil for ``usualRelease``.
    public var released: String?
    /// The part that the column has in a multiple choice; nil for any other column.
    public var choice: ChoicePart?

    /// The column that says which quotations are released where a mapping names none.
    static let usualRelease = "released"

    public init() {}
}
