internal import Foundation
internal import GRDB
public import Records

extension StoreTransaction {
    /// Records a run with its inputs and requests; its values follow when they are known.
    ///
    /// - Returns: The run's number.
    @discardableResult
    public func record(
        _ run: RunDescription, sources: [SourceID], lineage: [LineageRow]
    ) throws(MicrodataError) -> RunID {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO run (pipeline, started, as_of, version, definition_hash, state, summary)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.pipeline, run.started, run.asOf, run.version, run.definitionHash, run.state.rawValue,
                    run.summary,
                ])
            let id = database.lastInsertedRowID
            for source in sources {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO run_source (run, source) VALUES (?, ?)", arguments: [id, source.number])
            }
            let request = try database.makeStatement(
                sql: "INSERT INTO lineage (run, indicator, position, request) VALUES (?, ?, ?, ?)")
            for (position, row) in lineage.enumerated() {
                try request.execute(arguments: [id, row.indicator, position, row.request])
            }
            return RunID(number: id)
        }
    }

    /// Records the values of a run.
    ///
    /// - Parameter summary: Takes the place of the run's.
    public func record(
        _ results: [ResultRow], of run: RunID, summary: String
    ) throws(MicrodataError) {
        try write { database in
            try database.execute(
                sql: "UPDATE run SET summary = ? WHERE id = ?", arguments: [summary, run.number])
            let result = try database.makeStatement(
                sql: "INSERT INTO result (run, position, indicator, breakdown, json) VALUES (?, ?, ?, ?, ?)")
            for (position, row) in results.enumerated() {
                try result.execute(arguments: [run.number, position, row.indicator, row.breakdown, row.json])
            }
        }
    }

    /// Keeps a value under a name, such as the fingerprint of the key.
    public func set(_ name: String, to value: String) throws(MicrodataError) {
        try write { database in
            try database.execute(
                sql:
                    "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                arguments: [name, value])
        }
    }

    /// Binds the store to a key on first use, and refuses another key from then on.
    ///
    /// - Throws: ``MicrodataError/otherKey(store:)``.
    public func bind(to pseudonymiser: Pseudonymiser) throws(MicrodataError) {
        if let known = try store.setting(Store.keyFingerprint) {
            guard known == pseudonymiser.fingerprint else { throw .otherKey(store: store.path) }
        } else {
            try set(Store.keyFingerprint, to: pseudonymiser.fingerprint)
        }
    }

    /// Keeps the code lists that the rows were read with, so that the store can be read on its own.
    public func setCodeLists(_ lists: [CodeList]) throws(MicrodataError) {
        try write { database in
            try database.execute(sql: "DELETE FROM code_list")
            let statement = try database.makeStatement(
                sql: "INSERT INTO code_list (name, position, code, titles) VALUES (?, ?, ?, ?)")
            for list in lists {
                for (position, code) in list.codes.enumerated() {
                    let titles = code.titles.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    try statement.execute(arguments: [list.name, position, code.code, titles.joined(separator: "\n")])
                }
            }
        }
    }

    /// Keeps an encoded tabulation of a set of segments.
    ///
    /// - Parameters:
    ///   - scope: The hash of the set of segments.
    ///   - request: The hash of the request.
    public func keepTabulation(scope: String, request: String, result: [UInt8]) throws(MicrodataError) {
        try write { database in
            try database.cachedStatement(
                sql: """
                    INSERT INTO tabulation (scope, request, used_in, result)
                    VALUES (?, ?, (SELECT coalesce(max(id), 0) + 1 FROM run), ?)
                    ON CONFLICT (scope, request) DO UPDATE SET used_in = excluded.used_in, result = excluded.result
                    """
            ).execute(arguments: [scope, request, Data(result)])
        }
    }

    /// An encoded tabulation of a set of segments, marked as used so that it is kept; nil when there is none.
    public func useTabulation(scope: String, request: String) throws(MicrodataError) -> [UInt8]? {
        guard let result = try store.keptTabulation(scope: scope, request: request) else { return nil }
        try write { database in
            try database.cachedStatement(
                sql: """
                    UPDATE tabulation SET used_in = (SELECT coalesce(max(id), 0) + 1 FROM run)
                    WHERE scope = ? AND request = ?
                    """
            ).execute(arguments: [scope, request])
        }
        return result
    }

    /// Removes what no longer serves: tabulations that were computed more than `runs` runs ago, and superseded sources and results of
    /// runs before the last `runs`.
    public func prune(keepingRuns runs: Int) throws(MicrodataError) {
        try write { database in
            let first =
                try Int64.fetchOne(
                    database, sql: "SELECT id FROM run ORDER BY id DESC LIMIT 1 OFFSET ?", arguments: [max(0, runs - 1)]
                )
                ?? 0
            try database.execute(sql: "DELETE FROM run WHERE id < ?", arguments: [first])
            try database.execute(sql: "DELETE FROM tabulation WHERE used_in < ?", arguments: [first])
            try database.execute(
                sql: """
                    DELETE FROM source WHERE state <> 'current' AND id NOT IN (SELECT source FROM run_source);
                    DELETE FROM segment WHERE id NOT IN (SELECT segment FROM source_segment)
                    """)
        }
    }
}
