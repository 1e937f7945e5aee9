import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct RowIssueTests {
    private let columns = [
        ColumnMapping("a", from: ["a"], type: .text), ColumnMapping("b", from: ["b"], type: .integer, range: 0...9),
    ]

    @Test func keepsEveryIssueOfARow() throws {
        let columns = [
            ColumnMapping("a", from: ["a"], type: .integer), ColumnMapping("b", from: ["b"], type: .day),
            ColumnMapping("c", from: ["c"], type: .boolean),
        ]
        let reading = try read("a,b,c\nx,y,z\n1,2023-01-01,1\n", mapping(columns))
        #expect(reading.codes == ["ingest.not-of-type", "ingest.not-of-type", "ingest.not-of-type"])
        #expect(reading.report.issues.compactMap(\.location.column) == ["a", "b", "c"])
        #expect(reading.report.rowsQuarantined == 1)
        #expect(reading.report.rowsKept == 1)
    }

    @Test func refusesRaggedRows() throws {
        let reading = try read("a,b\n1\n1,2\n1,2,3\n1,2,,\n", mapping(columns))
        #expect(reading.codes == ["ingest.field-count", "ingest.field-count"])
        #expect(reading.report.issues.compactMap(\.location.line) == [2, 4])
        #expect(reading.report.issues[0].explanation.summary == "source.csv:2: the row has 1 field")
        #expect(reading.report.rowsKept == 2)
    }

    @Test func countsRowsOfSeparatorsAsExcluded() throws {
        let reading = try read("a,b\n1,2\n,\n,\r\n\n3,4\n", mapping(columns))
        #expect(reading.report.rowsRead == 4)
        #expect(reading.report.rowsExcluded == 2)
        #expect(reading.report.rowsKept == 2)
    }

    @Test func findsTheLineOfAQuoteThatIsNeverClosed() throws {
        let reading = try read("a,b\nx,1\n\"never closed,2\ny,3\nz,4\n", mapping(columns))
        #expect(reading.codes == ["ingest.unclosed-quote"])
        #expect(reading.report.issues[0].location.line == 3)
        // Only that line is lost: reading goes on below it.
        #expect(reading.values("a") == ["x", "y", "z"])
    }

    @Test func goesOnAfterAQuoteThatClosesInALaterRow() throws {
        let reading = try read("a,b\n\"open,1\ny,2\n\"z\",3\nw,4\n", mapping(columns))
        #expect(reading.codes == ["ingest.unclosed-quote"])
        #expect(reading.report.issues[0].location.line == 2)
        #expect(reading.values("a") == ["y", "z", "w"])
        #expect(reading.values("_line") == ["3", "4", "5"])
    }

    @Test func refusesTextAfterAClosingQuote() throws {
        let reading = try read("a,b\n\"x\" y,1\n\"5\" tall\",2\nz,3\n", mapping(columns))
        #expect(reading.codes == ["ingest.text-after-quote", "ingest.text-after-quote"])
        #expect(reading.values("a") == ["z"])
    }

    @Test func boundsMemoryWhenAQuoteIsNeverClosed() throws {
        // More text after the quote than a record can have.
        let line = String(repeating: "x", count: 98) + ",1\n"
        let text = "a,b\n\"never closed,2\n" + String(repeating: line, count: 30_000)
        let reading = try read(text, mapping(columns), chunkSize: 1 << 18)
        #expect(reading.codes == ["ingest.unclosed-quote"])
        #expect(reading.report.rowsKept == 30_000)
    }

    @Test func refusesNULBytes() throws {
        let reading = try read("a,b\nx\u{0}y,1\nz,2\n", mapping(columns))
        #expect(reading.codes == ["ingest.nul-byte"])
        #expect(reading.report.issues[0].location.column == "a")
        #expect(reading.values("a") == ["z"])
    }

    @Test func findsDuplicatesWithinAndAcrossFiles() throws {
        let filter = DuplicateFilter()
        let unique = mapping(columns, unique: ["a", "b"])
        let first = try read("a,b\nx,1\nx,2\nx,1\n,1\n,1\n", unique, duplicates: filter)
        #expect(first.codes == ["ingest.duplicate"])
        #expect(first.report.issues[0].location.line == 4)
        #expect(
            first.report.issues[0].explanation.summary == "source.csv:4: a row with the same a, b has been read already"
        )
        #expect(first.report.issues[0].explanation.cause == "the row at source.csv:2 was kept")
        // Rows with a missing part of the key are not compared.
        #expect(first.report.rowsKept == 4)
        let second = try read("b,a\n2,x\n3,x\n", unique, duplicates: filter)
        #expect(second.values("b") == ["3"])
        #expect(second.report.rowsRead == 2 && second.report.rowsQuarantined == 1)
    }

    /// A constant is part of a key like any other value: the waves of a survey in files of their own are no duplicates.
    @Test func constantsOfTwoFilesTellRowsApart() throws {
        let filter = DuplicateFilter()
        func read(_ wave: String) throws -> Reading {
            let columns = [
                ColumnMapping("who", from: ["who"], type: .person), ColumnMapping("wave", constant: wave, type: .code),
            ]
            return try IngestTests.read(
                "who\nA\nB\nB\n", mapping(columns, unique: ["who", "wave"]), duplicates: filter)
        }
        #expect(try read("before").report.rowsKept == 2)
        #expect(try read("after").report.rowsKept == 2)
        #expect(try read("after").report.rowsKept == 0)
    }

    @Test func remembersTheKeysOfStoredSegments() throws {
        let columns = [
            ColumnMapping("who", from: ["who"], type: .person), ColumnMapping("wave", from: ["wave"], type: .code),
            ColumnMapping("day_of", from: ["day"], type: .day), ColumnMapping("at", from: ["at"], type: .moment),
            ColumnMapping("id_of", from: ["id"], type: .identifier), ColumnMapping("n", from: ["n"], type: .integer),
            ColumnMapping("words", from: ["t"], type: .title), ColumnMapping("c_code", constant: "x", type: .code),
            ColumnMapping("c_number", constant: "300", type: .integer),
            ColumnMapping("c_day", constant: "2024-02-01", type: .day),
            ColumnMapping("c_id", constant: "k", type: .identifier),
            ColumnMapping("c_title", constant: "w", type: .title),
        ]
        let text =
            "who;wave;day;at;id;n;t\nA;b;2024-01-01;2024-01-01 10:00;i1;300;x\nB;b;2024-01-01;2024-01-01 10:00;i2;5;y\n"
        let unique = mapping(columns, unique: columns.map(\.name))
        let first = try read(text, unique)
        #expect(first.report.rowsKept == 2)
        let filter = DuplicateFilter()
        for segment in first.segments {
            let keys = DuplicateFilter.keys(of: segment, columns: columns.map(\.name))
            _ = try filter.repeated(keys, source: RecordLocation(file: "old.csv")) { $0 + 2 }
        }
        let second = try read(text + "C;b;2024-01-01;2024-01-01 10:00;i2;5;y\n", unique, duplicates: filter)
        #expect(second.report.rowsKept == 1)
        #expect(second.report.issues[1].explanation.cause == "the row at old.csv:3 was kept")
    }

    /// What does not fit into memory is found on disk just the same, whether the first of two rows is there or here.
    @Test(arguments: [0, 1, 700]) func findsDuplicatesBeyondMemory(limit: Int) throws {
        var random = TestGenerator(seed: UInt64(limit) + 5)
        let texts = (0..<3).map { _ in
            "a,b\n" + (0..<2000).map { _ in "x,\(Int.random(in: 0..<4000, using: &random))\n" }.joined()
        }
        let unique = mapping(columns, unique: ["a", "b"])
        let (all, few) = (DuplicateFilter(), DuplicateFilter(limit: limit))
        for text in texts {
            let expected = try read(text, unique, chunkSize: 1 << 12, duplicates: all).report
            let report = try read(text, unique, chunkSize: 1 << 12, duplicates: few).report
            #expect(expected.rowsQuarantined > 100)
            #expect(report.issues.issues.map(\.location) == expected.issues.issues.map(\.location))
            #expect(report.rowsKept == expected.rowsKept)
        }
    }

    @Test func countsIssuesBeyondThoseKept() throws {
        let rows = (0..<12_000).map { $0.isMultiple(of: 2) ? "x,a\n" : "x,77\n" }.joined()
        let report = try read("a,b\n" + rows, mapping(columns, limit: 0.2), chunkSize: 1 << 14).report
        #expect(report.issues.count == IssueLog.limit)
        #expect(report.issues.total == 12_000)
        #expect(report.issues.counts.map(\.count) == [6000, 6000])
        // The issues that are not kept in full are counted with their columns and severities.
        #expect(
            report.issues.tallies.map { "\($0.code) \($0.column ?? "") \($0.severity.rawValue) \($0.count)" } == [
                "ingest.not-of-type b error 6000", "ingest.out-of-range b error 6000",
            ])
        #expect(report.rowsQuarantined == 12_000)
        let finding = try #require(report.findings.first { $0.severity == .stop })
        #expect(finding.code == "ingest.too-many-quarantined")
        #expect(finding.explanation.summary == "source.csv: 12000 of 12000 rows went to quarantine (100 %)")
        #expect(finding.explanation.cause?.hasPrefix("the mapping allows 20 %") ?? false)
    }

    /// Below error the row is kept: what cannot be read counts as missing, what has another form stays as it is written.
    @Test func keepsRowsWithValuesThatAreNoErrors() throws {
        let columns = [
            ColumnMapping("a", from: ["a"], type: .text, required: true, severity: .warning),
            ColumnMapping("b", from: ["b"], type: .integer, range: 0...9, severity: .info),
            ColumnMapping("c", from: ["c"], type: .identifier, pattern: "[A-Z]+", severity: .warning),
            ColumnMapping("d", from: ["d"], type: .headcount, range: 0...9, severity: .warning),
            ColumnMapping("e", from: ["e"], type: .integer, range: 0...9, severity: .stop),
        ]
        let reading = try read("a,b,c,d,e\n,77,x1,12,1\nx,yy,AB,3,2\nx,1,AB,3,77\n", mapping(columns))
        #expect(reading.report.rowsKept == 2)
        #expect(reading.report.rowsQuarantined == 1)
        #expect(
            reading.report.issues.map { "\($0.location.column ?? "") \($0.severity.rawValue)" } == [
                "a warn", "b info", "d warn", "c warn", "b info", "e stop",
            ])
        #expect(reading.values("c") == ["x1", "AB"])
        #expect(reading.values("b").allSatisfy { Int($0) == nil }, "neither 77 nor yy is a value")
        #expect(reading.values("d").last == "3" && reading.values("d").first != "12")
    }

    @Test func findsPersonalDataInEveryColumn() throws {
        let text =
            "a,b,c,d,e\nx,1,teksti,,\ny,2,hetu 010190-999W ei,,\nz,3,,,tunnus on 010190A999W.\nw,4,mail me: etu.suku@example.org,,\n"
            + "v,5,,010190-999W,\n"
        let columns = columns + [ColumnMapping("c", from: ["c"], type: .textLength)]
        let reading = try read(text, mapping(columns, ignored: ["d"]))
        #expect(
            reading.codes == [
                "ingest.personal-identity-code", "ingest.personal-identity-code", "ingest.email-address",
                "ingest.personal-identity-code",
            ])
        #expect(reading.report.issues.compactMap(\.location.column) == ["c", "e", "c", "d"])
        // An ignored column is left out, so its row need not be.
        #expect(reading.report.issues[3].severity == .warning)
        #expect(reading.values("a") == ["x", "v"])
        for issue in reading.report.issues {
            #expect(!issue.rendered().contains("010190") && !issue.rendered().contains("example.org"))
        }
    }

    @Test func numbersSegmentsByTheRowsBeforeThem() throws {
        let rows = (0..<500).map { "x,\($0 % 12)\n" }.joined()
        let reading = try read("a,b\n" + rows, mapping(columns), chunkSize: 300)
        #expect(reading.segments.count > 5)
        let lines = reading.segments.map { $0["_line"]?.column.texts.first.flatMap { Int($0) } ?? 0 }
        for (segment, line) in zip(reading.segments, lines) { #expect(segment.firstRow <= line - 2) }
        #expect(reading.segments.map(\.firstRow) == reading.segments.map(\.firstRow).sorted())
        #expect(reading.report.segments == reading.segments.count)
    }
}
