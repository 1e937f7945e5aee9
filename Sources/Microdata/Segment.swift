public import Records

/// A column with its name and declared type.
public struct NamedColumn: Sendable, Hashable {
    public let name: String
    public let type: FieldType
    public let column: Column

    public init(name: String, type: FieldType, column: Column) {
        self.name = name
        self.type = type
        self.column = column
    }
}

/// Some consecutive kept rows of one source file, as columns: what ingest makes and the store keeps.
///
/// A segment never changes; a corrected file makes new segments. Two columns are always there: `_line`, the line or sheet row
/// where the record starts in its file (integer), and the columns of the record kind.
public struct Segment: Sendable {
    /// The table that the rows belong to, such as `survey`.
    public let table: String
    /// The rows of the file before this segment, kept or not, which orders the segments of a file.
    public let firstRow: Int
    public let rowCount: Int
    public let columns: [NamedColumn]

    public init(table: String, firstRow: Int, rowCount: Int, columns: [NamedColumn]) {
        self.table = table
        self.firstRow = firstRow
        self.rowCount = rowCount
        self.columns = columns
    }

    public subscript(name: String) -> NamedColumn? { columns.first { $0.name == name } }
}
