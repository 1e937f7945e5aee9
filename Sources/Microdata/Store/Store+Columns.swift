internal import Foundation
internal import GRDB
public import Records

/// What is known of a stored column without decoding it.
public struct StoredColumn: Sendable, Hashable {
    public let name: String
    public let type: FieldType
    public let extent: ColumnExtent
}

extension Store {
    /// The columns of a segment, in their order, without their rows.
    public func columns(of segment: StoredSegment) throws(MicrodataError) -> [StoredColumn] {
        try access { database in
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT name, type, minimum, maximum, missing_reasons, dictionary_count
                        FROM segment_column WHERE segment = ? ORDER BY id
                        """), arguments: [segment.id])
            return try rows.map { row in
                guard let type = fieldType(storedAs: row["type"]) else { throw ColumnCodingError.damaged }
                return StoredColumn(
                    name: row["name"], type: type,
                    extent: ColumnExtent(
                        minimum: row["minimum"], maximum: row["maximum"],
                        missingReasons: UInt8(truncatingIfNeeded: row["missing_reasons"] as Int),
                        dictionaryCount: row["dictionary_count"]))
            }
        }
    }

    /// A column of a segment, decoded; nil when the segment has no such column.
    ///
    /// Any number of threads may read: the bytes are copied out of the database one reader at a time, and decoded outside it.
    ///
    /// - Throws: ``MicrodataError/storeDamaged(path:reason:)`` when the bytes are not those that were written.
    public func column(_ name: String, of segment: StoredSegment) throws(MicrodataError) -> Column? {
        let encoded: (data: [UInt8], dictionary: [UInt8])? = try access { database in
            let cursor = try Row.fetchCursor(
                database.cachedStatement(
                    sql: "SELECT data, dictionary FROM segment_column WHERE segment = ? AND name = ?"),
                arguments: [segment.id, name])
            guard let row = try cursor.next() else { return nil }
            return try (
                row.withUnsafeData(atIndex: 0) { $0.map { [UInt8]($0) } ?? [] },
                row.withUnsafeData(atIndex: 1) { $0.map { [UInt8]($0) } ?? [] }
            )
        }
        guard let encoded else { return nil }
        return try decoding(encoded.data, encoded.dictionary, rows: segment.rowCount)
    }

    /// The texts of a column's dictionary, without its rows; empty for columns that have none.
    public func dictionary(of name: String, in segment: StoredSegment) throws(MicrodataError) -> [String] {
        let bytes: [UInt8] = try access { database in
            let cursor = try Row.fetchCursor(
                database.cachedStatement(
                    sql: "SELECT dictionary FROM segment_column WHERE segment = ? AND name = ?"),
                arguments: [segment.id, name])
            guard let row = try cursor.next() else { return [] }
            return try row.withUnsafeData(atIndex: 0) { $0.map { [UInt8]($0) } ?? [] }
        }
        guard !bytes.isEmpty else { return [] }
        do {
            return try unsafe bytes.withUnsafeBytes { bytes in
                try unsafe ColumnDecoder.texts(of: bytes)
            }
        } catch { throw damaged }
    }

    /// An encoded tabulation of a set of segments; nil when it is not kept.
    public func keptTabulation(scope: String, request: String) throws(MicrodataError) -> [UInt8]? {
        try access { database in
            let statement = try database.cachedStatement(
                sql: "SELECT result FROM tabulation WHERE scope = ? AND request = ?")
            return try Data.fetchOne(statement, arguments: [scope, request]).map { [UInt8]($0) }
        }
    }

    private func decoding(
        _ data: [UInt8], _ dictionary: [UInt8], rows: Int
    ) throws(MicrodataError) -> Column {
        let column: Column
        do {
            column = try unsafe data.withUnsafeBytes { data in
                try unsafe dictionary.withUnsafeBytes { dictionary in
                    try unsafe ColumnDecoder.column(data: data, dictionary: dictionary)
                }
            }
        } catch { throw damaged }
        guard column.count == rows else { throw damaged }
        return column
    }

    private var damaged: MicrodataError {
        .storeDamaged(path: path, reason: "a column's bytes are not those that were written")
    }
}
