internal import GRDB

extension Store {
    /// The current sources, in the order of the pipeline; with `states`, those of other states too.
    public func sources(
        of table: String? = nil, states: Set<StoredSource.State> = [.current]
    ) throws(MicrodataError) -> [StoredSource] {
        try access { database in
            try Row.fetchAll(database, sql: "SELECT * FROM source ORDER BY position, path, table_name, id")
                .map(Self.source)
                .filter { states.contains($0.state) && (table == nil || $0.description.table == table) }
        }
    }

    /// The current version of a file in a table, if the file is as it was when it was read; nil when it must be read (again).
    ///
    /// - Complexity: O(1): one look-up by an index.
    public func unchangedSource(_ source: SourceDescription) throws(MicrodataError) -> StoredSource? {
        guard let stored = try currentSource(path: source.path, table: source.table),
            stored.description.fingerprint == source.fingerprint,
            stored.description.mappingHash == source.mappingHash
        else { return nil }
        return stored
    }

    /// The current version of a file in a table.
    public func currentSource(path: String, table: String) throws(MicrodataError) -> StoredSource? {
        try access { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM source WHERE path = ? AND table_name = ? AND state = 'current'",
                arguments: [path, table]
            ).map(Self.source)
        }
    }

    /// The segments of the current sources of a table, or of one source of any state, in the order of sources and rows.
    public func segments(of table: String) throws(MicrodataError) -> [StoredSegment] {
        try segments(
            where: "source.table_name = ? AND source.state IN ('current', 'reading')", arguments: [table])
    }

    /// The segments of a source, in the order of rows.
    public func segments(of source: SourceID) throws(MicrodataError) -> [StoredSegment] {
        try segments(where: "source.id = ?", arguments: [source.number])
    }

    /// The tables that have current sources, by name.
    public func tables() throws(MicrodataError) -> [String] {
        try access { database in
            try String.fetchAll(
                database, sql: "SELECT DISTINCT table_name FROM source WHERE state = 'current' ORDER BY table_name")
        }
    }

    /// The quarantined rows of the current sources, or of one source, in the order of sources and lines.
    public func quarantine(
        of source: SourceID? = nil
    ) throws(MicrodataError) -> [(source: SourceID, row: QuarantinedRow)] {
        try access { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT quarantine.* FROM quarantine JOIN source ON source.id = quarantine.source
                    WHERE \(source == nil ? "source.state = 'current' AND ? IS NULL" : "source.id = ?")
                    ORDER BY source.position, source.path, source.table_name, line, quarantine.id
                    """,
                arguments: [source?.number]
            ).map { row in
                let remedies: String = row["remedies"]
                return (
                    SourceID(number: row["source"]),
                    QuarantinedRow(
                        line: row["line"], column: row["column_name"], code: row["code"], severity: row["severity"],
                        summary: row["summary"], cause: row["cause"],
                        remedies: remedies.split(separator: "\n").map(String.init))
                )
            }
        }
    }

    /// The runs, latest first.
    public func runs(limit: Int = .max) throws(MicrodataError) -> [StoredRun] {
        try access { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM run ORDER BY id DESC LIMIT ?", arguments: [Int64(limit)]
            ).map { row in
                StoredRun(
                    id: RunID(number: row["id"]),
                    description: RunDescription(
                        pipeline: row["pipeline"], started: row["started"], asOf: row["as_of"],
                        version: row["version"], definitionHash: row["definition_hash"],
                        state: RunDescription.State(rawValue: row["state"]) ?? .failed, summary: row["summary"]))
            }
        }
    }

    /// The sources that a run read, in the order of the pipeline, whatever became of them later.
    public func sources(of run: RunID) throws(MicrodataError) -> [StoredSource] {
        try access { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT source.* FROM source JOIN run_source ON run_source.source = source.id
                    WHERE run_source.run = ? ORDER BY position, path, table_name, id
                    """,
                arguments: [run.number]
            ).map(Self.source)
        }
    }

    /// The values of a run, in the order in which they were recorded.
    public func results(of run: RunID) throws(MicrodataError) -> [ResultRow] {
        try access { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM result WHERE run = ? ORDER BY position", arguments: [run.number]
            ).map { ResultRow(indicator: $0["indicator"], breakdown: $0["breakdown"], json: $0["json"]) }
        }
    }

    /// The requests that the values of a run rest on.
    public func lineage(of run: RunID) throws(MicrodataError) -> [LineageRow] {
        try access { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM lineage WHERE run = ? ORDER BY position", arguments: [run.number]
            ).map { LineageRow(indicator: $0["indicator"], request: $0["request"]) }
        }
    }

    /// The name that the fingerprint of the store's key is kept under.
    public static let keyFingerprint = "key-fingerprint"

    /// A value kept under a name; nil when there is none.
    public func setting(_ name: String) throws(MicrodataError) -> String? {
        try access { database in
            try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
        }
    }

    private func segments(
        where condition: String, arguments: StatementArguments
    ) throws(MicrodataError) -> [StoredSegment] {
        try access { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT segment.*, source_segment.source, source_segment.first_row FROM source
                    JOIN source_segment ON source_segment.source = source.id
                    JOIN segment ON segment.id = source_segment.segment
                    WHERE \(condition)
                    ORDER BY source.position, source.path, source.id, source_segment.first_row
                    """,
                arguments: arguments
            ).map { row in
                StoredSegment(
                    id: row["id"], hash: row["hash"], table: row["table_name"],
                    source: SourceID(number: row["source"]), firstRow: row["first_row"], rowCount: row["row_count"])
            }
        }
    }

    private static func source(_ row: Row) -> StoredSource {
        StoredSource(
            id: SourceID(number: row["id"]),
            description: SourceDescription(
                path: row["path"], table: row["table_name"], position: row["position"],
                fingerprint: FileFingerprint(
                    size: row["size"], modified: row["modified"], changed: row["changed"], inode: row["inode"],
                    device: row["device"]),
                mappingHash: row["mapping_hash"],
                // A store of the first version that is only read has no such column.
                source: (row["name"] as String?) ?? ""),
            contentHash: row["content_hash"],
            counts: RowCounts(
                read: row["rows_read"], kept: row["rows_kept"], quarantined: row["rows_quarantined"],
                excluded: row["rows_excluded"]),
            dialect: row["dialect"], state: StoredSource.State(rawValue: row["state"]) ?? .removed)
    }
}
