internal import Foundation
internal import GRDB

extension Store {
    /// The column names of a source's file as they were read; empty when a store of an earlier version did not keep them.
    public func header(of source: SourceID) throws(MicrodataError) -> [String] {
        try access { database in
            try String.fetchAll(
                database, sql: "SELECT name FROM source_column WHERE source = ? ORDER BY position",
                arguments: [source.number])
        }
    }

    /// How often each kind of issue occurs in a source, by code, column and severity.
    public func issueCounts(of source: SourceID) throws(MicrodataError) -> [IssueCount] {
        try access { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM issue_count WHERE source = ? ORDER BY code, column_name, severity",
                arguments: [source.number]
            ).map { row in
                let column: String = row["column_name"]
                return IssueCount(
                    code: row["code"], column: column.isEmpty ? nil : column, severity: row["severity"],
                    count: row["count"])
            }
        }
    }

    /// The version of a file that the given one took the place of; nil when it was the first, or the earlier ones are gone.
    public func versionBefore(_ source: StoredSource) throws(MicrodataError) -> StoredSource? {
        try sources(of: source.description.table, states: [.superseded, .removed]).filter {
            $0.description.path == source.description.path && $0.id < source.id
        }.max { $0.id < $1.id }
    }

    /// The counts of a source's columns, in the order of the columns; those of an earlier version's segments are counted now.
    ///
    /// - Complexity: O(segments × columns); of segments without counts O(rows × columns).
    public func columnCounts(of source: SourceID) throws(MicrodataError) -> [(
        column: StoredColumn, counts: ColumnCounts
    )] {
        var names: [String] = []
        var columns: [String: (column: StoredColumn, counts: ColumnCounts)] = [:]
        for segment in try segments(of: source) {
            let kept = try keptCounts(of: segment)
            for column in try self.columns(of: segment) where !column.name.hasPrefix("_") {
                let counts: ColumnCounts
                if let known = kept[column.name] {
                    counts = known
                } else {
                    counts = try counted(column.name, of: segment)
                }
                if columns[column.name] == nil {
                    names.append(column.name)
                    columns[column.name] = (column, counts)
                } else {
                    columns[column.name]?.counts.add(counts)
                }
            }
        }
        return names.compactMap { columns[$0] }
    }

    /// What the runs left behind about the quality of their sources, the latest run first.
    ///
    /// - Parameter limit: The most runs.
    public func qualityCounts(limit: Int) throws(MicrodataError) -> [(run: StoredRun, counts: [QualityCount])] {
        var history: [(run: StoredRun, counts: [QualityCount])] = []
        for run in try runs(limit: limit) {
            history.append((run, try qualityCounts(of: run.id)))
        }
        return history
    }

    private func qualityCounts(of run: RunID) throws(MicrodataError) -> [QualityCount] {
        try access { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM run_quality WHERE run = ? ORDER BY position", arguments: [run.number]
            ).compactMap { row in
                QualityCount.Measure(rawValue: row["measure"]).map { measure in
                    QualityCount(
                        source: row["source"], measure: measure, code: row["code"], severity: row["severity"],
                        count: row["count"])
                }
            }
        }
    }

    func keptCounts(of segment: StoredSegment) throws(MicrodataError) -> [String: ColumnCounts] {
        let rows: [(String, [UInt8])] = try access { database in
            try Row.fetchAll(
                database.cachedStatement(sql: "SELECT name, counts FROM column_count WHERE segment = ?"),
                arguments: [segment.id]
            ).map { ($0["name"], [UInt8]($0["counts"] as Data)) }
        }
        var counts: [String: ColumnCounts] = [:]
        for (name, bytes) in rows {
            do throws(ColumnCodingError) {
                counts[name] = try ColumnCounts(bytes: bytes)
            } catch {
                throw .storeDamaged(path: path, reason: "the counts of a column are not those that were written")
            }
        }
        return counts
    }

    func counted(_ name: String, of segment: StoredSegment) throws(MicrodataError) -> ColumnCounts {
        try column(name, of: segment).map(ColumnCounts.init(of:)) ?? ColumnCounts(rows: segment.rowCount)
    }
}
