internal import Foundation
internal import GRDB

/// The SQLite file that keeps what was read and what was computed from it.
///
/// Rows are kept as columnar segments in blobs; sources, quarantine, runs and results as ordinary rows that any SQLite
/// program can query. A store never holds an identifier of a person, only pseudonyms.
///
/// Everything that changes the store happens inside ``run(_:)``, one transaction: it takes place whole or not at all, also
/// when the program is killed or the disk is full. SQLite's rollback journal is used rather than the write-ahead log, since
/// new pages at the end of the file then are written once and not twice.
public final class Store: Sendable {
    /// Whether a store is opened to be changed.
    public enum Access: Sendable {
        case readOnly
        /// A store is created when there is none.
        case readWrite
    }

    /// The file, as it was named.
    public let path: String
    private let queue: DatabaseQueue
    let early: EarlyWriting

    /// Opens a store, creates it, or brings one of an older version up to date.
    ///
    /// - Throws: ``MicrodataError`` when the file is a store of a newer version, damaged, no store, or cannot be opened.
    public convenience init(path: String, access: Access = .readWrite) throws(MicrodataError) {
        try self.init(path: path, access: access, pageLimit: nil)
    }

    /// - Parameters:
    ///   - pageLimit: Pages that the file may have, so that a test can fill the disk.
    ///   - early: How the file gets to the disk while a run goes on.
    init(
        path: String, access: Access, pageLimit: Int?, early: EarlyWriting? = nil
    ) throws(MicrodataError) {
        self.path = path
        self.early = early ?? EarlyWriting(path: path)
        var configuration = Configuration()
        configuration.readonly = access == .readOnly
        configuration.busyMode = .timeout(2)
        // A run's transaction stays open across many calls, from any thread that has something to write.
        configuration.allowsUnsafeTransactions = true
        configuration.label = "kaiku.store"
        configuration.prepareDatabase { database in
            if access == .readWrite { try database.execute(sql: "PRAGMA page_size = \(StoreSchema.pageSize)") }
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;
                    PRAGMA cell_size_check = ON
                    """)
            if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        }
        queue = try Self.explaining(path, opening: true) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let isNew = try queue.inDatabase { try Self.checkVersion($0, path, access) == .empty }
            if access == .readWrite {
                // A new store has nothing to lose yet, and the end of its first run waits for the disk with all of it.
                if isNew { try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = OFF") } }
                try StoreSchema.migrator.migrate(queue)
                if isNew { try queue.inDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") } }
            }
            return queue
        }
    }

    deinit {
        try? queue.close()
        early.end()
    }

    /// Closes the file; a store that is dropped closes itself.
    public func close() throws(MicrodataError) {
        try Self.explaining(path) { try queue.close() }
        early.end()
    }

    /// Changes the store, whole or not at all.
    ///
    /// - Parameter body: Gets the transaction, which any thread may use until `body` ends.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, after everything it did is undone; ``MicrodataError`` when the store is in use, damaged, or
    ///   out of room.
    @discardableResult
    public func run<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
        try access { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let transaction = StoreTransaction(self)
        do {
            let result = try body(transaction)
            transaction.end()
            try access { try $0.execute(sql: "COMMIT") }
            return result
        } catch {
            transaction.end()
            // SQLite has already rolled back by itself after some errors, such as a full disk.
            try? access { if $0.isInsideTransaction { try $0.execute(sql: "ROLLBACK") } }
            throw error
        }
    }

    /// One access to the database, with its errors explained.
    func access<Result>(_ body: (Database) throws -> Result) throws(MicrodataError) -> Result {
        try Self.explaining(path) { try queue.inDatabase(body) }
    }

    private enum Content { case empty, store }

    private static func checkVersion(_ database: Database, _ path: String, _ access: Access) throws -> Content {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if id == StoreSchema.applicationID {
            guard version <= StoreSchema.version else {
                throw MicrodataError.storeOfNewerVersion(
                    path: path, version: version, supported: StoreSchema.version)
            }
            return .store
        }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard id == 0, tables == 0, access == .readWrite else { throw MicrodataError.notAStore(path: path) }
        return .empty
    }

    /// Turns SQLite's errors into explained ones; never with the arguments of a statement, which may be data.
    private static func explaining<Result>(
        _ path: String, opening: Bool = false, _ body: () throws -> Result
    ) throws(MicrodataError) -> Result {
        do {
            return try body()
        } catch let error as MicrodataError {
            throw error
        } catch is ColumnCodingError {
            throw .storeDamaged(path: path, reason: "a column's bytes are not those that were written")
        } catch let error as DatabaseError {
            let reason = error.message ?? "SQLite reports error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_FULL: throw .noRoom(path: path)
            case .SQLITE_NOTADB: throw .notAStore(path: path)
            case .SQLITE_CORRUPT: throw .storeDamaged(path: path, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw .storeBusy(path: path)
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
                throw .storeNotOpened(path: path, reason: reason)
            default:
                throw opening ? .storeNotOpened(path: path, reason: reason) : .storeFailed(path: path, reason: reason)
            }
        } catch {
            throw .storeFailed(path: path, reason: "\(type(of: error))")
        }
    }
}
