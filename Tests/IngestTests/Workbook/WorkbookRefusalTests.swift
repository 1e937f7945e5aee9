import CZip
import Diagnostics
import Foundation
import Testing

@testable import Ingest

/// Files that are no workbooks, damaged ones and hostile ones: each ends in an explained error.
@Suite struct WorkbookRefusalTests {
    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    @Test(arguments: [
        ("", FileSignature.empty), ("<html><body><table>", .html), ("\u{FEFF}  <!DOCTYPE html>", .html),
        (
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            .spreadsheetML2003
        ),
        ("<?xml version=\"1.0\"?><a/>", .xml), ("id;wave;q1\n1;2;3\n", .delimitedText), ("just words\n", .text),
        ("{\"a\": 1}", .json), ("%PDF-1.7", .pdf), ("\u{1F}\u{8B}", .unknown), ("\u{0}\u{1}\u{2}", .unknown),
    ]) func saysWhatAFileLooksLike(content: String, signature: FileSignature) throws {
        let failure = try WorkbookFixture(bytes: Array(content.utf8)).failure()
        #expect(failure == .notAWorkbook(file: "fixture.xlsx", looksLike: signature))
        #expect(failure?.explanation.remedies.isEmpty == false)
    }

    @Test func tellsOldWorkbooksFromEncryptedOnes() throws {
        let old = Self.compound + [UInt8](repeating: 0, count: 4000)
        #expect(try WorkbookFixture(bytes: old).failure() == .notAWorkbook(file: "fixture.xlsx", looksLike: .oldExcel))
        // The stream's name across the border of two looks of a mebibyte.
        let padding = [UInt8](repeating: 1, count: (1 << 20) - Self.compound.count - 7)
        let encrypted = Self.compound + padding + FileSignature.encryptedPackage + [0, 0]
        #expect(try WorkbookFixture(bytes: encrypted).failure() == .passwordProtected(file: "fixture.xlsx"))
        let parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")])
        #expect(
            try WorkbookFixture(parts: parts, password: "secret").failure() == .passwordProtected(file: "fixture.xlsx"))
    }

    @Test func refusesMissingFilesAndFolders() {
        #expect(throws: WorkbookReadError.cannotOpen(file: "none.xlsx", reason: "there is no such file")) {
            _ = try WorkbookReader(path: "/nonexistent/none.xlsx", displayName: "none.xlsx")
        }
        #expect(throws: WorkbookReadError.cannotOpen(file: "x", reason: "it is not a regular file")) {
            _ = try WorkbookReader(path: FileManager.default.temporaryDirectory.path, displayName: "x")
        }
    }

    @Test func refusesEveryTruncation() throws {
        let whole = try Self.sample().contents()
        for length in stride(from: 4, to: whole.count - 1, by: 37) {
            let failure = try WorkbookFixture(bytes: Array(whole.prefix(length))).failure()
            #expect(failure != nil, "cut to \(length) bytes")
        }
        #expect(
            try WorkbookFixture(bytes: Array(whole.prefix(whole.count / 2))).failure()
                == .truncated(file: "fixture.xlsx"))
    }

    @Test func noticesContentsThatDisagreeWithTheirChecksum() throws {
        let parts = WorkbookFixture.parts(sheets: [
            ("S", "<worksheet><sheetData><row><c><v>12345</v></c></row></sheetData></worksheet>")
        ])
        let stored = try WorkbookFixture(parts: parts, methods: ["xl/worksheets/sheet1.xml": ZIP_CM_STORE])
        var bytes = try stored.contents()
        let digits = try #require(Data(bytes).range(of: Data("12345".utf8)))
        bytes[digits.lowerBound] = UInt8(ascii: "9")
        guard case .partDamaged(_, "xl/worksheets/sheet1.xml", let reason) = try WorkbookFixture(bytes: bytes).failure()
        else {
            Issue.record("the changed digit went unnoticed")
            return
        }
        #expect(reason.contains("checksum"))
    }

    @Test func refusesOtherPackages() throws {
        let word = try WorkbookFixture(parts: [
            ("[Content_Types].xml", Array("<Types/>".utf8)), ("word/document.xml", []),
        ])
        #expect(word.failure() == .notAWorkbook(file: "fixture.xlsx", looksLike: .otherOffice))
        let text = try WorkbookFixture(parts: [("mimetype", []), ("content.xml", [])])
        #expect(text.failure() == .notAWorkbook(file: "fixture.xlsx", looksLike: .openDocument))
        #expect(
            try WorkbookFixture(parts: [("a.txt", [])]).failure()
                == .notAWorkbook(file: "fixture.xlsx", looksLike: .zip))
        let none = WorkbookFixture.parts(sheets: [])
        #expect(try WorkbookFixture(parts: none).failure() == .noSheets(file: "fixture.xlsx"))
        var missing = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")])
        missing.removeFirst()
        #expect(try WorkbookFixture(parts: missing).failure()?.code == "ingest.workbook-part-missing")
    }

    @Test(arguments: [
        ("<sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData>", "ingest.workbook-too-large"),
        ("<sheetData><row r=\"1048577\"/></sheetData>", "ingest.workbook-too-large"),
        ("<sheetData><row r=\"0\"/></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row r=\"-3\"/></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row r=\"99999999999999999999\"/></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row r=\"5\"/><row r=\"4\"/></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row r=\"1\"><c r=\"A2\"><v>1</v></c></row></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row><c r=\"AAAA1\"><v>1</v></c></row></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row><c t=\"s\"><v>-1</v></c></row></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData><row><c><v>1</c></row></sheetData>", "ingest.workbook-bad-xml"),
        ("<sheetData/><mergeCells><mergeCell ref=\"nonsense\"/></mergeCells>", "ingest.workbook-bad-xml"),
        ("<sheetData><row><c><v>&undefined;</v></c></row></sheetData>", "ingest.workbook-bad-xml"),
    ]) func refusesWhatHasNoPlace(sheet: String, code: String) throws {
        let failure = try WorkbookFixture(sheet: sheet).failure()
        #expect(failure?.code == code)
        #expect(failure?.explanation.summary.contains("xl/worksheets/sheet1.xml") == true)
    }

    @Test func namesTheLineOfBadXML() throws {
        let failure = try WorkbookFixture(sheet: "\n<sheetData>\n<row><c></row></sheetData>").failure()
        guard case .badXML(_, let part, let line, _) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(part == "xl/worksheets/sheet1.xml")
        #expect(line == 3)
    }

    @Test func refusesDocumentTypesBeforeTheirEntitiesCount() throws {
        let xml = """
            <!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
            <worksheet><sheetData><row><c t="str"><v>&b;&c;</v></c></row></sheetData></worksheet>
            """
        for place in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"] {
            var parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")], strings: "")
            for index in parts.indices where parts[index].name == place { parts[index].bytes = Array(xml.utf8) }
            guard case .badXML(_, place, _, let reason) = try WorkbookFixture(parts: parts).failure() else {
                Issue.record("\(place) was read")
                continue
            }
            #expect(reason.contains("document type"))
        }
    }

    // 100 MB of blanks pack to about 100 kB: over 900 times.
    @Test func refusesBombs() throws {
        let blanks = [UInt8](repeating: 0x20, count: 100 << 20)
        var parts = WorkbookFixture.parts(sheets: [("S", "")], strings: "")
        parts[0].bytes = Array("<worksheet><sheetData>".utf8) + blanks + Array("</sheetData></worksheet>".utf8)
        let sheet = try WorkbookFixture(parts: parts)
        #expect(sheet.failure()?.explanation.cause?.contains("zip bomb") == true)
        var limits = WorkbookLimits()
        limits.bytesPerPart = 1 << 20
        #expect(sheet.failure(limits: limits)?.code == "ingest.workbook-too-large")
        limits = WorkbookLimits()
        limits.compressionRatio = 2000
        #expect(sheet.failure(limits: limits) == nil)
        limits.totalBytes = 50 << 20
        #expect(sheet.failure(limits: limits)?.code == "ingest.workbook-too-large")
    }

    // A sheet over 64 MiB is not kept between the look for merged ranges and the parsing, but unpacked twice.
    @Test func keepsOnlyTheTopLeftInSheetsTooLargeToKeep() throws {
        var parts = WorkbookFixture.parts(sheets: [("S", "")])
        parts[0].bytes =
            Array("<worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row>".utf8)
            + [UInt8](repeating: 0x20, count: 65 << 20)
            + Array("</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>".utf8)
        var limits = WorkbookLimits()
        limits.compressionRatio = 2000
        let read = try WorkbookFixture(parts: parts).read(limits: limits)
        #expect(read.rows.map(\.cells) == [[.number(1)]])
        #expect(read.summary.findings.map(\.code) == ["ingest.workbook-value-under-merge"])
    }

    @Test func boundsTextsTagsAndNesting() throws {
        let long = String(repeating: "a", count: 140_000)
        let text = try WorkbookFixture(sheet: "<sheetData><row><c t=\"str\"><v>\(long)</v></c></row></sheetData>")
        #expect(text.failure()?.explanation.cause?.contains("cell A1") == true)
        let shared = try WorkbookFixture(sheet: "<sheetData/>", strings: "<si><t>\(long)</t></si>")
        #expect(shared.failure()?.explanation.cause?.contains("shared string 0") == true)
        let deep = String(repeating: "<b>", count: 1000) + String(repeating: "</b>", count: 1000)
        for fixture in [
            try WorkbookFixture(sheet: deep), try WorkbookFixture(sheet: "", strings: deep),
            try WorkbookFixture(sheet: "", workbookProperties: deep),
        ] { #expect(fixture.failure()?.explanation.cause?.contains("nested") == true) }
        var limits = WorkbookLimits()
        limits.bytesPerToken = 200_000
        let tag = try WorkbookFixture(sheet: "<!-- \(String(repeating: "x", count: 1_000_000)) --><sheetData/>")
        #expect(tag.failure(limits: limits)?.explanation.cause?.contains("tags") == true)
        #expect(tag.failure() == nil)
        limits = WorkbookLimits()
        limits.cells = 20
        let wide = try WorkbookFixture(sheet: "<sheetData><row><c r=\"Z1\"><v>1</v></c></row></sheetData>")
        #expect(wide.failure(limits: limits)?.code == "ingest.workbook-too-large")
    }

    static func sample() throws -> WorkbookFixture {
        try WorkbookFixture(
            sheet: """
                <cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
                <row r="2"><c r="A2" s="1"><v>44197.5</v></c><c r="B2" t="inlineStr"><is><t>in_x000D_line</t></is></c><c r="C2"><v>1E3</v></c></row>
                </sheetData><mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells>
                """,
            strings: "<si><t>date</t></si><si><r><t>te</t></r><r><t>xt</t></r></si>",
            styles:
                "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
        )
    }
}
