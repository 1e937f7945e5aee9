public import Diagnostics
internal import GRDB

/// Hashes of keys that there is no room for in memory, in a database of SQLite that has no name and is gone with this object.
///
/// Takes some tens of microseconds a key once the database is large, and 16 MiB of memory whatever its size.
/// For one thread at a time.
public final class KeysOnDisk {
    private let queue: DatabaseQueue

    /// - Parameter pageLimit: Pages that the file may have, so that a test can fill the disk.
    /// - Throws: ``KeysOnDiskError`` when there is no folder for it.
    public init(pageLimit: Int? = nil) throws(KeysOnDiskError) {
        var configuration = Configuration()
        configuration.label = "kaiku.keys"
        configuration.prepareDatabase { database in
            // Nothing is kept, so nothing has to survive a fall of the machine.
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;
                    PRAGMA temp_store = FILE
                    """)
            if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
        }
        queue = try Self.explaining {
            // Without a path the file lies in the system's folder of temporary files.
            let queue = try DatabaseQueue(path: "", configuration: configuration)
            try queue.inDatabase { try $0.execute(sql: "CREATE TABLE key (hash INTEGER PRIMARY KEY)") }
            return queue
        }
    }

    /// Adds keys.
    ///
    /// - Parameter keys: Hashes, each with the row that has it; rows in rising order.
    /// - Returns: The rows whose key had been added before, by an earlier call or by an earlier row, in rising order.
    /// - Throws: ``KeysOnDiskError`` when the disk is full or fails.
    public func add(_ keys: [(hash: UInt64, row: Int)]) throws(KeysOnDiskError) -> [Int] {
        // Neighbours in the table one after the other; of equal ones the first row first.
        let sorted = keys.sorted { ($0.hash, $0.row) < ($1.hash, $1.row) }
        return try Self.explaining {
            var repeated: [Int] = []
            try queue.inTransaction { database in
                let insert = try database.makeStatement(sql: "INSERT OR IGNORE INTO key VALUES (?)")
                for (hash, row) in sorted {
                    try insert.execute(arguments: [Int64(bitPattern: hash)])
                    if database.changesCount == 0 { repeated.append(row) }
                }
                return .commit
            }
            return repeated.sorted()
        }
    }

    private static func explaining<Result>(_ body: () throws -> Result) throws(KeysOnDiskError) -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw KeysOnDiskError(
                reason: error.message ?? "SQLite reports error \(error.resultCode.rawValue)",
                isFull: error.resultCode == .SQLITE_FULL)
        } catch {
            throw KeysOnDiskError(reason: "\(type(of: error))", isFull: false)
        }
    }
}

/// Why keys cannot be kept on disk.
public struct KeysOnDiskError: ExplainedError, Hashable {
    public let reason: String
    public let isFull: Bool

    public var code: String { "microdata.no-temporary-file" }

    public var explanation: Explanation {
        Explanation(
            summary: isFull
                ? "there is no room for the keys of rows that must be unique"
                : "the keys of rows that must be unique cannot be kept in a temporary file",
            cause: "\(reason); beyond six million rows they are kept there",
            remedies: [
                "make room in the folder of temporary files",
                "name another folder in the environment variable SQLITE_TMPDIR",
            ])
    }
}
