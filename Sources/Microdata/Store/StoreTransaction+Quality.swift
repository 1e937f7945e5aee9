internal import Foundation
internal import GRDB

extension StoreTransaction {
    /// Keeps the column names of a source's file, for comparison with its next version.
    public func setHeader(_ names: [String], of source: SourceID) throws(MicrodataError) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO source_column (source, position, name) VALUES (?, ?, ?)")
            for (position, name) in names.enumerated() {
                try statement.execute(arguments: [source.number, position, name])
            }
        }
    }

    /// Keeps how often each kind of issue occurs in a source.
    public func add(_ counts: [IssueCount], to source: SourceID) throws(MicrodataError) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO issue_count (source, code, column_name, severity, count) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (source, code, column_name, severity) DO UPDATE SET count = count + excluded.count
                    """)
            for count in counts {
                try statement.execute(arguments: [
                    source.number, count.code, count.column ?? "", count.severity, count.count,
                ])
            }
        }
    }

    /// Records what a run is to leave behind about the quality of its sources.
    public func record(_ counts: [QualityCount], of run: RunID) throws(MicrodataError) {
        try write { database in
            let statement = try database.makeStatement(
                sql: """
                    INSERT INTO run_quality (run, position, source, measure, code, severity, count)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """)
            for (position, count) in counts.enumerated() {
                try statement.execute(arguments: [
                    run.number, position, count.source, count.measure.rawValue, count.code, count.severity, count.count,
                ])
            }
        }
    }

    /// Counts the columns of a source's segments that a store of an earlier version kept without counts.
    public func countColumns(of source: SourceID) throws(MicrodataError) {
        for segment in try store.segments(of: source) {
            let kept = try store.keptCounts(of: segment)
            for column in try store.columns(of: segment) where !column.name.hasPrefix("_") && kept[column.name] == nil {
                let counts = try store.counted(column.name, of: segment)
                try write { try Self.keep(counts, column.name, segment.id, in: $0) }
            }
        }
    }

    static func keep(_ counts: ColumnCounts, _ name: String, _ segment: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO column_count (segment, name, counts) VALUES (?, ?, ?)"
        ).execute(arguments: [segment, name, Data(counts.bytes)])
    }
}
