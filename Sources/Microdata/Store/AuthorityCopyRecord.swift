internal import GRDB

/// That a copy with full counts was made: when, and of what, but none of its values.
///
/// It is no run: whatever looks at runs, such as the comparison with the build before, sees public builds only.
public struct AuthorityCopyRecord: Sendable, Hashable {
    /// The moment of the start, ISO 8601; handed in, so that nothing here reads a clock.
    public var started: String
    /// The day that the figures are of, ISO 8601.
    public var asOf: String
    /// The version of Kaiku.
    public var version: String
    /// The build's identity, which stands in its outputs.
    public var build: String
    /// How many files it was made from.
    public var files: Int
    /// The last run before it; nil when there was none. The store sets it when the copy is recorded.
    public var previousRun: RunID?

    public init(started: String, asOf: String, version: String, build: String, files: Int, previousRun: RunID? = nil) {
        self.started = started
        self.asOf = asOf
        self.version = version
        self.build = build
        self.files = files
        self.previousRun = previousRun
    }
}

extension StoreSchema {
    /// Copies with full counts. They are kept when runs are pruned: they are few, and who made them may be asked years later.
    static let authorityCopies = """
        CREATE TABLE authority_copy (
          id INTEGER PRIMARY KEY,
          previous_run INTEGER,
          started TEXT NOT NULL,
          as_of TEXT NOT NULL,
          version TEXT NOT NULL,
          build TEXT NOT NULL,
          files INTEGER NOT NULL
        );

        """
}

extension StoreTransaction {
    /// Records that a copy with full counts was made.
    public func record(_ copy: AuthorityCopyRecord) throws(MicrodataError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO authority_copy (previous_run, started, as_of, version, build, files)
                    VALUES ((SELECT max(id) FROM run), ?, ?, ?, ?, ?)
                    """,
                arguments: [copy.started, copy.asOf, copy.version, copy.build, copy.files])
        }
    }
}

extension Store {
    /// The copies with full counts that were made, latest first; none in a store of an earlier version that is only read.
    public func authorityCopies() throws(MicrodataError) -> [AuthorityCopyRecord] {
        try access { database in
            guard try database.tableExists("authority_copy") else { return [] }
            return try Row.fetchAll(database, sql: "SELECT * FROM authority_copy ORDER BY id DESC").map { row in
                AuthorityCopyRecord(
                    started: row["started"], asOf: row["as_of"], version: row["version"], build: row["build"],
                    files: row["files"], previousRun: (row["previous_run"] as Int64?).map(RunID.init(number:)))
            }
        }
    }
}
