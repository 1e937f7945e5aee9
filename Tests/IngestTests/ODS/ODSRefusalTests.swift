import CZip
import Diagnostics
import Foundation
import Testing

@testable import Ingest

/// Files that are no OpenDocument spreadsheets, damaged ones and hostile ones: each ends in an explained error.
@Suite struct ODSRefusalTests {
    private static let sample = ODSFixture.content(
        "<table:table table:name=\"S\">\(ODSFixture.row(ODSFixture.text("a"), ODSFixture.number("12345"), ODSFixture.value("time", "time-value", "PT1H")))\(ODSFixture.row(ODSFixture.value("date", "date-value", "2024-01-02"), attributes: "table:number-rows-repeated=\"3\""))</table:table>",
        styles: "<style:style style:name=\"ce1\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>")

    @Test func saysWhatAFileIsInstead() throws {
        func looksLike(_ fixture: WorkbookFixture) -> FileSignature? {
            if case .notOpenDocument(_, let signature) = fixture.failureODS() { signature } else { nil }
        }
        let workbook = try WorkbookFixture(parts: WorkbookFixture.parts(sheets: [("S", "<worksheet/>")]))
        #expect(looksLike(workbook) == .workbook)
        #expect(workbook.failureODS()?.explanation.remedies.first?.contains("kind: xlsx") == true)
        let document = try WorkbookFixture(
            parts: ODSFixture.parts([], mediaType: "application/vnd.oasis.opendocument.text"))
        #expect(looksLike(document) == .otherOpenDocument)
        #expect(looksLike(try WorkbookFixture(parts: [("a.txt", [])])) == .zip)
        #expect(looksLike(try WorkbookFixture(bytes: Array("a;b\n1;2\n".utf8))) == .delimitedText)
        // The other way round, by signature.
        let spreadsheet = try ODSFixture.package(Self.sample)
        #expect(spreadsheet.failure() == .notAWorkbook(file: "fixture.xlsx", looksLike: .openDocument))
        #expect(spreadsheet.failure()?.explanation.remedies.first?.contains("kind: ods") == true)
        #expect {
            _ = try read(spreadsheet.contents(), mapping([]), name: "a.csv")
        } throws: { error in
            (error as? IngestError)?.explanation.cause == "it looks like an OpenDocument spreadsheet (.ods)"
        }
        // A file without its type, as other programs may write it.
        #expect(try WorkbookFixture(parts: [("content.xml", Self.sample)]).failureODS() == nil)
    }

    @Test func refusesEncryptedFiles() throws {
        let manifest = """
            <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry \
            manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>
            """
        let fixture = try WorkbookFixture(parts: ODSFixture.parts([1, 2, 3], manifest: manifest))
        #expect(fixture.failureODS() == .encryptedDocument(file: "fixture.ods"))
        #expect(fixture.failureODS()?.code == "ingest.workbook-password")
        let zipped = try WorkbookFixture(parts: ODSFixture.parts(Self.sample), password: "secret")
        #expect(zipped.failureODS()?.code == "ingest.workbook-password")
    }

    @Test func refusesEveryTruncationAndWrongChecksums() throws {
        let whole = try ODSFixture.package(Self.sample).contents()
        for length in stride(from: 4, to: whole.count - 1, by: 29) {
            #expect(
                try WorkbookFixture(bytes: Array(whole.prefix(length))).failureODS() != nil, "cut to \(length) bytes")
        }
        var bytes = try ODSFixture.package(Self.sample, methods: ["content.xml": ZIP_CM_STORE]).contents()
        let digits = try #require(Data(bytes).range(of: Data("12345".utf8)))
        bytes[digits.lowerBound] = UInt8(ascii: "9")
        guard case .partDamaged(_, "content.xml", let reason) = try WorkbookFixture(bytes: bytes).failureODS() else {
            Issue.record("the changed digit went unnoticed")
            return
        }
        #expect(reason.contains("checksum"))
    }

    @Test func refusesEntitiesBombsAndNesting() throws {
        let entities = """
            <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
            <office:document-content \(ODSFixture.namespaces)><office:body><office:spreadsheet><table:table table:name="S">\
            <table:table-row><table:table-cell><text:p>&b;&c;</text:p></table:table-cell></table:table-row>\
            </table:table></office:spreadsheet></office:body></office:document-content>
            """
        #expect(
            try ODSFixture.package(Array(entities.utf8)).failureODS()?.explanation.cause?.contains("document type")
                == true)
        let blanks = String(repeating: " ", count: 100 << 20)
        let bomb = try ODSFixture.package(ODSFixture.content("<table:table table:name=\"S\">\(blanks)</table:table>"))
        #expect(bomb.failureODS()?.explanation.cause?.contains("zip bomb") == true)
        let deep = String(repeating: "<text:span>", count: 300) + String(repeating: "</text:span>", count: 300)
        for xml in [
            "<table:table>\(ODSFixture.row(ODSFixture.text(deep)))</table:table>", "<table:table>\(deep)</table:table>",
            deep,
            "<table:table>\(String(repeating: "<table:table-row-group>", count: 300))\(String(repeating: "</table:table-row-group>", count: 300))</table:table>",
        ] {
            let failure = try ODSFixture.package(ODSFixture.content(xml)).failureODS()
            #expect(failure?.explanation.cause?.contains("nested") == true)
        }
        #expect(try ODSFixture.package(ODSFixture.content("")).failureODS() == .noSheets(file: "fixture.ods"))
        #expect(try ODSFixture.package(Array("<a/>".utf8)).failureODS()?.code == "ingest.workbook-bad-xml")
        #expect(
            try WorkbookFixture(parts: [("mimetype", Array(ODSReader.mediaType.utf8))]).failureODS()?.code
                == "ingest.workbook-part-missing")
    }

    @Test func survivesChangedBytes() throws {
        let file = try ODSFixture.package(Self.sample).contents()
        var readable = 0
        for seed in 0..<1500 {
            var generator = SeededGenerator(state: UInt64(seed))
            let isFile = seed.isMultiple(of: 2)
            let changed = Mutation.changed(isFile ? file : Self.sample, &generator)
            let fixture =
                try isFile
                ? WorkbookFixture(bytes: changed) : ODSFixture.package(changed, methods: ["content.xml": ZIP_CM_STORE])
            var limits = WorkbookLimits()
            limits.bytesPerPart = 4 << 20
            do {
                let reader = try ODSReader(path: fixture.path, displayName: "mutated", limits: limits)
                for sheet in reader.sheets {
                    try reader.readRows(sheet: .position(sheet.position), firstRows: nil) { _ in }
                }
                readable += 1
            } catch let error as WorkbookReadError {
                #expect(!error.explanation.summary.isEmpty)
            }
        }
        #expect((1..<1400).contains(readable))
    }
}

/// Changes to bytes, the same for the same seed.
enum Mutation {
    /// One to eight changes: a flipped bit, another byte, a piece cut out, doubled, or cut off.
    static func changed(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let length = min(Int.random(in: 1...16, using: &generator), bytes.count - place)
            switch Int.random(in: 0..<10, using: &generator) {
            case 0...4: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 5: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 6: bytes[place] = Array("0123456789-<>&;\"'/{}[],:.eE\\u".utf8).randomElement(using: &generator) ?? 0
            case 7: bytes.removeSubrange(place..<(place + length))
            case 8: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
            default: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeSubrange(place...) }
            }
        }
        return bytes
    }
}
