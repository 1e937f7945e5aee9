internal import Foundation
internal import GRDB
internal import Synchronization

/// The changes of one run, inside ``Store/run(_:)``; any thread may use it, one at a time gets through.
public final class StoreTransaction: Sendable {
    /// The store, which sees the changes already.
    public let store: Store
    private let isOpen = Mutex(true)

    init(_ store: Store) { self.store = store }

    func end() { isOpen.withLock { $0 = false } }

    /// Begins a version of a source; the version that was current until now is superseded and kept.
    ///
    /// - Returns: The source's number, to add segments and quarantined rows to; ``finish(_:contentHash:counts:dialect:)`` makes it
    ///   current.
    public func beginSource(_ source: SourceDescription) throws(MicrodataError) -> SourceID {
        try write { database in
            try database.execute(
                sql: "UPDATE source SET state = 'superseded' WHERE path = ? AND table_name = ? AND state = 'current'",
                arguments: [source.path, source.table])
            let print = source.fingerprint
            try database.execute(
                sql: """
                    INSERT INTO source (path, table_name, position, size, modified, changed, inode, device, content_hash,
                      mapping_hash, rows_read, rows_kept, rows_quarantined, rows_excluded, dialect, state, name)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, 0, 0, 0, '', 'reading', ?)
                    """,
                arguments: [
                    source.path, source.table, source.position, print.size, print.modified, print.changed, print.inode,
                    print.device, source.mappingHash, source.source,
                ])
            return SourceID(number: database.lastInsertedRowID)
        }
    }

    /// Adds a segment to a source; rows that the store already has, in this or another version, are not stored again.
    ///
    /// Segments may come in any order: the first row orders them.
    public func add(_ segment: EncodedSegment, to source: SourceID) throws(MicrodataError) {
        try write { database in
            let known = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT id FROM segment WHERE hash = ?"), arguments: [segment.hash])
            let id = try known ?? insert(segment, in: database)
            for column in segment.columns {
                if let counts = column.counts { try Self.keep(counts, column.name, id, in: database) }
            }
            try database.cachedStatement(
                sql: "INSERT INTO source_segment (source, first_row, segment) VALUES (?, ?, ?)"
            ).execute(arguments: [source.number, segment.firstRow, id])
        }
    }

    /// Adds rows that were not kept, or issues of rows that were.
    public func add(_ rows: [QuarantinedRow], to source: SourceID) throws(MicrodataError) {
        guard !rows.isEmpty else { return }
        try write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO quarantine (source, line, column_name, code, severity, summary, cause, remedies)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for row in rows {
                try statement.execute(arguments: [
                    source.number, row.line, row.column, row.code, row.severity, row.summary, row.cause,
                    row.remedies.joined(separator: "\n"),
                ])
            }
        }
    }

    /// Makes a source current, with what is known once its last row is read.
    public func finish(
        _ source: SourceID, contentHash: String, counts: RowCounts, dialect: String
    ) throws(MicrodataError) {
        precondition(
            counts.read == counts.kept + counts.quarantined + counts.excluded,
            "rows in = rows kept + quarantined + excluded")
        try write { database in
            try database.execute(
                sql: """
                    UPDATE source SET content_hash = ?, rows_read = ?, rows_kept = ?, rows_quarantined = ?,
                      rows_excluded = ?, dialect = ?, state = 'current' WHERE id = ?
                    """,
                arguments: [
                    contentHash, counts.read, counts.kept, counts.quarantined, counts.excluded, dialect, source.number,
                ])
        }
    }

    /// Gives a source that was touched but not changed its new fingerprint and place.
    public func touch(
        _ source: SourceID, fingerprint: FileFingerprint, position: Int
    ) throws(MicrodataError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE source SET size = ?, modified = ?, changed = ?, inode = ?, device = ?, position = ?
                    WHERE id = ?
                    """,
                arguments: [
                    fingerprint.size, fingerprint.modified, fingerprint.changed, fingerprint.inode, fingerprint.device,
                    position, source.number,
                ])
        }
    }

    /// Marks every current source that is not among `kept` as removed: the pipeline no longer names it.
    ///
    /// - Returns: The sources that were removed.
    @discardableResult
    public func removeSources(except kept: Set<SourceID>) throws(MicrodataError) -> [StoredSource] {
        let gone = try store.sources().filter { !kept.contains($0.id) }
        try write { database in
            for source in gone {
                try database.execute(
                    sql: "UPDATE source SET state = 'removed' WHERE id = ?", arguments: [source.id.number])
            }
        }
        return gone
    }

    /// One writing access; refused once the run has ended.
    func write<Result>(_ body: (Database) throws -> Result) throws(MicrodataError) -> Result {
        guard isOpen.withLock({ $0 }) else {
            throw .storeFailed(path: store.path, reason: "a run has ended and something still writes to it")
        }
        return try store.access(body)
    }

    private func insert(_ segment: EncodedSegment, in database: Database) throws -> Int64 {
        try database.cachedStatement(sql: "INSERT INTO segment (hash, table_name, row_count) VALUES (?, ?, ?)")
            .execute(arguments: [segment.hash, segment.table, segment.rowCount])
        let id = database.lastInsertedRowID
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO segment_column (segment, name, type, minimum, maximum, missing_reasons, dictionary_count,
                  dictionary, data)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var bytes = 0
        for column in segment.columns {
            let extent = column.extent
            try statement.execute(arguments: [
                id, column.name, storedName(of: column.type), extent.minimum, extent.maximum,
                Int(extent.missingReasons), extent.dictionaryCount, Data(column.dictionary), Data(column.data),
            ])
            bytes += column.dictionary.count + column.data.count
        }
        store.early.wrote(bytes)
        return id
    }
}
