import CReadStat
import Diagnostics
import Foundation
import Records
import Testing

@testable import Ingest

/// SPSS files that cannot be read, or not as they say, and readings that end early.
@Suite struct SPSSRefusalTests {
    private func error(_ bytes: [UInt8], _ mapping: Mapping? = nil, name: String = "a.sav") throws -> IngestError {
        do {
            _ = try read(bytes, mapping ?? Ingest.Mapping(file: "m", record: .activity, columns: []), name: name)
        } catch let error as IngestError {
            return error
        }
        throw TestFailure("no error")
    }

    @Test func explainsFilesThatCannotBeRead() throws {
        let whole = try SPSSFixture.bytes(
            SPSSSourceTests.variables, cases: SPSSSourceTests.cases, compression: READSTAT_COMPRESS_NONE)
        let columns = SPSSSourceTests.survey
        func code(_ bytes: [UInt8]) throws -> String {
            let found = try error(bytes, columns)
            #expect(found.explanation.summary.hasPrefix("a.sav: ") && !found.explanation.remedies.isEmpty)
            return found.code
        }
        #expect(try code(Array(whole.prefix(300))) == "ingest.spss-truncated")
        #expect(try code(Array("Koodi;Aalto\nA;B\n".utf8)) == "ingest.spss-other-format")
        #expect(try code([1, 2, 3]) == "ingest.spss-other-format")
        #expect(try code([0x1C] + [UInt8](repeating: 0, count: 7) + "ENCRYPTEDSAV".utf8) == "ingest.spss-password")
        #expect(try code([]) == "ingest.empty-file")
        #expect(try error(Array("PK\u{3}\u{4}".utf8), columns).explanation.cause?.contains(".xlsx") == true)
        #expect(try error(GzipTests.compressed(whole), columns).explanation.cause?.contains("gzip") == true)
        // An SPSS file under another name.
        #expect(try error(whole, columns, name: "a.csv").code == "ingest.not-text")
        #expect(try error(whole, columns, name: "a.xlsx").explanation.cause?.contains("SPSS") == true)
        var declared = columns.format
        declared.kind = .spss
        let named = Mapping(
            file: "m", record: .surveyResponse, format: declared, columns: columns.columns, unique: columns.unique)
        #expect(try read(whole, named, name: "data.bin", lists: [SPSSSourceTests.waves]).report.rowsKept == 3)
    }

    @Test func stopsAtTheLimits() throws {
        let file = try TemporaryFile(
            SPSSFixture.bytes(SPSSSourceTests.answers, cases: SPSSSourceTests.given), name: "a.sav")
        func code(_ change: (inout SPSSLimits) -> Void) throws -> String {
            var limits = SPSSLimits()
            change(&limits)
            do throws(IngestError) {
                let source = try SourceFile(path: file.path, displayName: "a.sav")
                try SPSSReader(source, limits: limits).readCases { (_, _) throws(IngestError) in true }
                return "read"
            } catch {
                return error.code
            }
        }
        #expect(try code { _ in } == "read")
        #expect(try code { $0.variables = 1 } == "ingest.spss-too-large")
        #expect(try code { $0.dictionaryBytes = 100 } == "ingest.spss-too-large")
        #expect(try code { $0.valueLabels = 3 } == "ingest.spss-too-large")
        #expect(try code { $0.bytesPerLabel = 5 } == "ingest.spss-too-large")
        #expect(try code { $0.values = 11 } == "ingest.spss-too-large")
        #expect(try code { $0.values = 12 } == "read")
    }

    @Test func endsWithTheErrorOfWhoTakesTheRows() throws {
        let file = try TemporaryFile(
            SPSSFixture.bytes(SPSSSourceTests.answers, cases: SPSSSourceTests.given), name: "a.sav")
        let reader = try SPSSReader(SourceFile(path: file.path, displayName: "a.sav"))
        var seen = 0
        #expect {
            try reader.readCases { (number, _) throws(IngestError) in
                seen = number
                throw .noThread(reason: "test")
            }
        } throws: { ($0 as? IngestError)?.code == "ingest.no-thread" }
        #expect(seen == 1)
        let isWhole = try reader.readCases { (number, _) throws(IngestError) in number < 3 }
        #expect(!isWhole)
    }

    @Test func noticesAFileThatChangesWhileItIsRead() throws {
        let file = try TemporaryFile(
            SPSSFixture.bytes(
                SPSSSourceTests.answers, cases: SPSSSourceTests.given, compression: READSTAT_COMPRESS_NONE),
            name: "a.sav")
        let columns = mapping([ColumnMapping("one", from: ["k1"], type: .integer)])
        let pseudonymiser = try testPseudonymiser()
        do {
            _ = try SourceReader.read(
                path: file.path, displayName: "a.sav", mapping: columns, codeLists: [:],
                pseudonymiser: pseudonymiser
            ) { _ in
                let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file.path))
                try handle.seekToEnd()
                try handle.write(contentsOf: Data([0]))
                try handle.close()
            }
            Issue.record("not noticed")
        } catch {
            #expect(error.code == "ingest.changed-while-read")
        }
    }

    @Test func readsTextsInTheDeclaredEncoding() throws {
        // The fixture says UTF-8; its bytes are windows-1252.
        var bytes = try SPSSFixture.bytes(
            [SPSSFixture.Variable(name: "t", width: 8)], cases: [[.text("M?ki")]],
            compression: READSTAT_COMPRESS_NONE)
        let place = try #require(bytes.lastIndex(of: UInt8(ascii: "?")))
        bytes[place] = 0xE4
        let columns = [ColumnMapping("t", from: ["t"], type: .text)]
        let declared = try read(
            bytes, mapping(columns, format: DeclaredFormat(encoding: .windows1252)), name: "a.sav")
        #expect(declared.values("t") == ["Mäki"])
        let found = try error(bytes, mapping(columns))
        #expect(found.code == "ingest.spss-wrong-encoding")
        #expect(found.explanation.remedies.first?.contains("`encoding:`") == true)
    }

    @Test func tellsWhenTheCasesCannotBeCounted() throws {
        var bytes = try SPSSFixture.bytes(
            SPSSSourceTests.answers, cases: SPSSSourceTests.given, compression: READSTAT_COMPRESS_NONE)
        let columns = mapping([ColumnMapping("one", from: ["k1"], type: .integer)], ignored: ["k2"])
        // The last case is gone.
        #expect(try error(bytes.dropLast(16), columns).code == "ingest.spss-truncated")
        // The header's number of cases, at byte 80, becomes -1.
        bytes.replaceSubrange(80..<84, with: [255, 255, 255, 255])
        let packed = try SPSSFixture.bytes(SPSSSourceTests.answers, cases: SPSSSourceTests.given)
        let uncounted = Array(packed[..<80]) + [255, 255, 255, 255] + packed[84...]
        for (file, cases) in [(bytes, 6), (bytes.dropLast(16), 5), (uncounted, 6)] {
            let report = try read(file, columns, name: "a.sav").report
            #expect(report.findings.map(\.code) == ["ingest.spss-declared-missing", "ingest.spss-cases-not-counted"])
            #expect(report.rowsRead == cases)
        }
    }
}
