import Foundation
import GRDB
import Records
import Testing

@testable import Microdata

@Suite struct QualityStoreTests {
    static let header = ["Vastaajakoodi", "Hyöty", "Hyöty"]
    static let issues = [
        IssueCount(code: "ingest.out-of-range", column: "Hyöty", severity: "error", count: 12_000),
        IssueCount(code: "ingest.out-of-range", column: "Hyöty", severity: "warn", count: 2),
        IssueCount(code: "ingest.unclosed-quote", column: nil, severity: "error", count: 1),
    ]

    @Test func whatASourceLeavesBehindIsFoundAgain() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let counts = [
                QualityCount(source: "palaute", measure: .read, count: 12_345),
                QualityCount(
                    source: "palaute", measure: .findings, code: "rule.late", severity: "warn", count: 3),
            ]
            let id = try store.run { transaction in
                var description = sourceDescription()
                description.source = "palaute"
                let id = try transaction.addSource(description, [smallSegment(scores: [1, 2, 2, .missing(.refused)])])
                try transaction.setHeader(Self.header, of: id)
                try transaction.add(Self.issues, to: id)
                let run = try transaction.record(someRun("one"), sources: [id], lineage: [])
                try transaction.record(counts, of: run)
                return id
            }
            #expect(try store.sources().map(\.description.source) == ["palaute"])
            #expect(try store.header(of: id) == Self.header)
            #expect(try store.issueCounts(of: id) == Self.issues)
            #expect(try store.qualityCounts(limit: 5).map(\.counts) == [counts])
            let column = try #require(try store.columnCounts(of: id).first)
            #expect(column.column.name == "score")
            #expect(column.counts == ColumnCounts(rows: 4, missing: [0, 0, 1, 0, 0, 0], values: ["1": 1, "2": 2]))
        }
    }

    @Test func countsOfSegmentsAddUp() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            let first = smallSegment(scores: [1, 2])
            let id = try store.run { transaction in
                // A segment that another source has too is kept once, and counts in both.
                try transaction.addSource(sourceDescription("other.csv"), [first])
                return try transaction.addSource(sourceDescription(), [first, smallSegment(firstRow: 2, scores: [2])])
            }
            let counts = try #require(try store.columnCounts(of: id).first).counts
            #expect(counts == ColumnCounts(rows: 3, values: ["1": 1, "2": 2]))
        }
    }

    /// Runs that are forgotten take what they left behind with them.
    @Test func countsOfForgottenRunsAreForgotten() throws {
        try withTemporaryFolder { folder in
            let store = try Store(path: folder + "/s.sqlite")
            for number in 0..<4 {
                try store.run { transaction in
                    let run = try transaction.record(someRun("\(number)"), sources: [], lineage: [])
                    try transaction.record([QualityCount(source: "a", measure: .read, count: number)], of: run)
                    try transaction.prune(keepingRuns: 2)
                }
            }
            #expect(try store.qualityCounts(limit: 9).map { $0.counts.map(\.count) } == [[3], [2]])
            try store.close()
            let database = try DatabaseQueue(path: folder + "/s.sqlite")
            #expect(try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run_quality") } == 2)
        }
    }

    // MARK: Stores of the first version

    /// Makes a store one of the first version: what the later ones added is taken out of it.
    static func makeFirstVersion(_ path: String) throws {
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    DROP TABLE correction; DROP TABLE run_definition; DROP TABLE authority_copy;
                    DROP TABLE source_column; DROP TABLE column_count; DROP TABLE issue_count; DROP TABLE run_quality;
                    ALTER TABLE source DROP COLUMN name;
                    DELETE FROM grdb_migrations WHERE identifier IN ('2', '3', '4');
                    PRAGMA user_version = 1
                    """)
        }
        try database.close()
    }

    /// The tables of the first version, as it made them.
    static let firstTables = [
        "code_list", "lineage", "quarantine", "result", "run", "run_source", "segment", "segment_column", "setting",
        "source",
        "source_segment", "tabulation",
    ]

    @Test func aStoreOfTheFirstVersionIsBroughtUpToDate() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let row = QuarantinedRow(
                line: 9, column: "q1", code: "ingest.unknown-code", severity: "error", summary: "s", remedies: [])
            var id = SourceID(number: 0)
            do {
                let store = try Store(path: path)
                id = try store.run { transaction in
                    let id = try transaction.addSource(
                        sourceDescription(), [smallSegment(scores: [4, 4, .missing(.notAsked)])])
                    try transaction.add([row, row, row], to: id)
                    try transaction.record(someRun("one"), sources: [id], lineage: [])
                    return id
                }
                try store.close()
            }
            try Self.makeFirstVersion(path)
            let old = try DatabaseQueue(path: path)
            let tables = try old.read {
                try String.fetchAll(
                    $0,
                    sql: """
                        SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'grdb_migrations'
                        AND name NOT LIKE 'sqlite%' ORDER BY name
                        """)
            }
            #expect(tables == Self.firstTables)
            try old.close()
            // To a reader, who changes nothing in it, it has just no copies for authorities.
            #expect(try Store(path: path, access: .readOnly).authorityCopies().isEmpty)

            let store = try Store(path: path)
            #expect(try store.sources().map(\.id) == [id], "what was read is not read again")
            #expect(try store.sources().map(\.description.source) == [""])
            #expect(
                try store.issueCounts(of: id) == [
                    IssueCount(code: "ingest.unknown-code", column: "q1", severity: "error", count: 3)
                ])
            #expect(try store.header(of: id).isEmpty)
            #expect(try store.qualityCounts(limit: 5).map(\.counts.count) == [0])
            // Columns are counted when they are asked for, and once for all when a run says so.
            let counts = ColumnCounts(rows: 3, missing: [0, 1, 0, 0, 0, 0], values: ["4": 2])
            #expect(try store.columnCounts(of: id).map(\.counts) == [counts])
            try store.run { try $0.countColumns(of: id) }
            let segment = try #require(try store.segments(of: id).first)
            #expect(try store.keptCounts(of: segment) == ["score": counts])
            try store.close()
            let new = try DatabaseQueue(path: path)
            #expect(try new.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == StoreSchema.version)
        }
    }

    /// Looking into a store does not change it, so that one of the first version is read as it is.
    @Test func aStoreOfTheFirstVersionCanBeRead() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.sqlite"
            let made = try Store(path: path)
            let id = try made.run { try $0.addSource(sourceDescription(), [smallSegment(scores: [4])]) }
            try made.close()
            try Self.makeFirstVersion(path)
            let store = try Store(path: path, access: .readOnly)
            #expect(try store.sources().map(\.id) == [id])
            #expect(try store.sources().map(\.description.source) == [""])
        }
    }
}
