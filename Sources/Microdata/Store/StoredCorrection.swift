internal import GRDB

/// A correction as the store keeps it: who, when, where, and old and new as keyed pseudonyms.
public struct StoredCorrection: Sendable, Hashable {
    /// What became of a correction.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Its value was read in place of the file's.
        case applied
        /// Its value is no better: the row has the problem named.
        case refused
        /// The file has no such row or column that can be read.
        case missed
        /// The file has changed since the list was made.
        case stale
        /// No file of the pipeline is the one that it is for.
        case unknown
        /// Another correction of the same cell says otherwise.
        case conflicting
    }

    /// The key of the problem that it answers.
    public var issue: String
    /// The file of corrections, as seen from the pipeline's folder, and the row in it.
    public var file: String
    public var fileRow: Int?
    /// The row and the column of the source.
    public var line: Int
    public var column: String?
    /// The pseudonym of whoever made it; nil when nobody is named.
    public var correctedBy: String?
    /// The day on which it was made, ISO 8601, as its file says.
    public var correctedOn: String?
    /// The moment of the run that first read it.
    public var recorded: String
    /// Keyed pseudonyms of the values before and after; nil when it was not applied.
    public var old: String?
    public var new: String?
    public var state: State
    /// The code of what is wrong with the corrected value.
    public var problem: String?

    public init(
        issue: String, file: String, fileRow: Int?, line: Int, column: String?, correctedBy: String?,
        correctedOn: String?, recorded: String, old: String?, new: String?, state: State, problem: String?
    ) {
        self.issue = issue
        self.file = file
        self.fileRow = fileRow
        self.line = line
        self.column = column
        self.correctedBy = correctedBy
        self.correctedOn = correctedOn
        self.recorded = recorded
        self.old = old
        self.new = new
        self.state = state
        self.problem = problem
    }
}

extension StoreTransaction {
    /// Adds the corrections that a source was read with.
    public func add(_ corrections: [StoredCorrection], to source: SourceID) throws(MicrodataError) {
        try add(corrections, source: source.number)
    }

    /// Puts the corrections that answer to no source in the place of those of the run before.
    public func setLooseCorrections(_ corrections: [StoredCorrection]) throws(MicrodataError) {
        try write { database in try database.execute(sql: "DELETE FROM correction WHERE source IS NULL") }
        try add(corrections, source: nil)
    }

    private func add(_ corrections: [StoredCorrection], source: Int64?) throws(MicrodataError) {
        guard !corrections.isEmpty else { return }
        try write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO correction (source, issue, file, file_row, line, column_name, corrected_by, corrected_on,
                      recorded, old, new, state, problem)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for correction in corrections {
                try statement.execute(arguments: [
                    source, correction.issue, correction.file, correction.fileRow, correction.line, correction.column,
                    correction.correctedBy, correction.correctedOn, correction.recorded, correction.old,
                    correction.new, correction.state.rawValue, correction.problem,
                ])
            }
        }
    }

    /// Records what a run was defined by: a hash of each part of its definitions, by name.
    public func record(_ definitions: [String: String], of run: RunID) throws(MicrodataError) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO run_definition (run, name, hash) VALUES (?, ?, ?)")
            for (name, hash) in definitions.sorted(by: { $0.key < $1.key }) {
                try statement.execute(arguments: [run.number, name, hash])
            }
        }
    }
}

extension Store {
    /// The corrections of the current sources and those that answer to none, with their sources, in the order of their files.
    public func corrections() throws(MicrodataError) -> [(source: SourceID?, correction: StoredCorrection)] {
        try access { database in
            // A store that no run of this version has opened does not have them.
            guard try database.tableExists("correction") else { return [] }
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT correction.* FROM correction LEFT JOIN source ON source.id = correction.source
                    WHERE correction.source IS NULL OR source.state = 'current'
                    ORDER BY correction.file, correction.file_row, correction.id
                    """
            ).map { row in
                (
                    (row["source"] as Int64?).map { SourceID(number: $0) },
                    StoredCorrection(
                        issue: row["issue"], file: row["file"], fileRow: row["file_row"], line: row["line"],
                        column: row["column_name"], correctedBy: row["corrected_by"], correctedOn: row["corrected_on"],
                        recorded: row["recorded"], old: row["old"], new: row["new"],
                        state: StoredCorrection.State(rawValue: row["state"]) ?? .unknown, problem: row["problem"])
                )
            }
        }
    }

    /// What a run was defined by; empty for a run of an older version.
    public func definitions(of run: RunID) throws(MicrodataError) -> [String: String] {
        try access { database in
            guard try database.tableExists("run_definition") else { return [:] }
            let rows = try Row.fetchAll(
                database, sql: "SELECT name, hash FROM run_definition WHERE run = ?", arguments: [run.number])
            return Dictionary(
                rows.map { ($0["name"] as String, $0["hash"] as String) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
