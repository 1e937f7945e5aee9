public import Records

/// A column as the store keeps it: packed numbers, with its dictionary beside them.
public struct EncodedColumn: Sendable, Hashable {
    public let name: String
    public let type: FieldType
    /// What can be known without decoding.
    public let extent: ColumnExtent
    /// The texts of codes or identifiers, encoded; empty for other columns.
    let dictionary: [UInt8]
    /// A ``ColumnHeader`` and the packed rows.
    let data: [UInt8]
    /// How often what stands in it; nil for Kaiku's own columns, such as `_line`.
    let counts: ColumnCounts?

    /// The bytes that the column takes in the store.
    public var byteCount: Int { dictionary.count + data.count }
}

/// The reach of a column's values, which sizes tables before any row is read.
public struct ColumnExtent: Sendable, Hashable {
    /// The least and greatest present value: of codes and keys the index into the dictionary, of texts the length in bytes; nil when
    /// there is none, and for persons.
    public var minimum: Int64?
    public var maximum: Int64?
    /// Bit r is set when reason r occurs.
    public var missingReasons: UInt8
    /// Texts in the dictionary.
    public var dictionaryCount: Int

    public init(minimum: Int64? = nil, maximum: Int64? = nil, missingReasons: UInt8 = 0, dictionaryCount: Int = 0) {
        self.minimum = minimum
        self.maximum = maximum
        self.missingReasons = missingReasons
        self.dictionaryCount = dictionaryCount
    }
}

/// A segment as the store keeps it; made by any thread, written by the one that holds the transaction.
public struct EncodedSegment: Sendable {
    public let table: String
    public let firstRow: Int
    public let rowCount: Int
    public let columns: [EncodedColumn]
    /// The SHA-256 of table, names, types and encoded rows: equal rows have equal names, and are kept once.
    public let hash: String

    /// Encodes a segment.
    ///
    /// - Throws: ``MicrodataError/segmentNotEncoded(table:reason:)`` for a segment of more than 2³² rows or with columns of unequal length.
    /// - Complexity: O(rows × columns), about 1 ns a value, and hashing.
    public init(_ segment: Segment) throws(MicrodataError) {
        table = segment.table
        firstRow = segment.firstRow
        rowCount = segment.rowCount
        var columns = [EncodedColumn]()
        columns.reserveCapacity(segment.columns.count)
        var hash = try ContentHash()
        try hash.update(segment.table)
        try hash.update(String(segment.rowCount))
        for column in segment.columns {
            guard column.column.count == segment.rowCount else {
                throw .segmentNotEncoded(
                    table: segment.table,
                    reason: "column \(column.name) has \(column.column.count) rows of \(segment.rowCount)")
            }
            let encoded: EncodedColumn
            do { encoded = try ColumnEncoder.encoded(column) } catch {
                throw .segmentNotEncoded(table: segment.table, reason: "a segment holds at most 4,294,967,295 rows")
            }
            try hash.update(column.name)
            try hash.update(storedName(of: column.type))
            try hash.update(String(encoded.dictionary.count))
            try hash.update(encoded.dictionary)
            try hash.update(String(encoded.data.count))
            try hash.update(encoded.data)
            columns.append(encoded)
        }
        self.columns = columns
        self.hash = try hash.finish()
    }

    /// The bytes that the segment takes in the store.
    public var byteCount: Int { columns.reduce(0) { $0 + $1.byteCount } }
}

/// A field type as the store writes it: its name, and for decimals the places.
func storedName(of type: FieldType) -> String {
    if case .decimal(let places) = type { return "decimal:\(places)" }
    return type.name
}

/// The field type of a stored name; nil when no type has it.
func fieldType(storedAs name: String) -> FieldType? {
    if name.hasPrefix("decimal:") { return Int(name.dropFirst(8)).map { .decimal(places: $0) } }
    let plain: [FieldType] = [
        .person, .identifier, .code, .day, .moment, .integer, .boolean, .title, .text, .quotation, .textLength,
        .headcount,
    ]
    return plain.first { $0.name == name }
}
