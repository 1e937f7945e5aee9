import CZip
import Diagnostics
import Foundation
import Testing

@testable import Ingest

/// Archives and parts that are made to exhaust whoever reads them.
@Suite struct HostileWorkbookTests {
    @Test func entitiesAreNeverExpandedNorFetched() throws {
        let lol = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let bombs = [
            "<!DOCTYPE w [<!ENTITY l0 \"lol\">\(lol)]><worksheet><sheetData><row><c t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>",
            "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c><v>&x;</v></c></row></sheetData></worksheet>",
            "<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/x.dtd\"><worksheet/>",
            "<!DOCTYPE w [<!ENTITY % p SYSTEM \"file:///dev/zero\">%p;]><worksheet/>",
        ]
        for bomb in bombs {
            for part in [
                "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels",
            ] {
                var parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")], strings: "", styles: "")
                for index in parts.indices where parts[index].name == part { parts[index].bytes = Array(bomb.utf8) }
                #expect(try WorkbookFixture(parts: parts).failure()?.code == "ingest.workbook-bad-xml", "\(part)")
            }
        }
    }

    @Test func archivesOfManyPartsAreRefused() throws {
        var parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")])
        for number in 0..<2000 { parts.append(("xl/media/\(number)", [])) }
        let fixture = try WorkbookFixture(parts: parts)
        #expect(fixture.failure() == nil)
        var limits = WorkbookLimits()
        limits.parts = 1000
        #expect(fixture.failure(limits: limits)?.code == "ingest.workbook-too-large")
    }

    /// A bomb within a bomb harms only who unpacks twice; parts that nothing refers to are not unpacked at all.
    @Test func whatNothingRefersToIsNotUnpacked() throws {
        let inner = try WorkbookFixture(parts: [("bomb", [UInt8](repeating: 0, count: 80 << 20))]).contents()
        var parts = WorkbookFixture.parts(sheets: [
            ("S", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>")
        ])
        parts.append(("xl/embeddings/inner.zip", inner))
        parts.append(("xl/media/bomb.bin", [UInt8](repeating: 0, count: 80 << 20)))
        var limits = WorkbookLimits()
        limits.totalBytes = 1 << 20
        let read = try WorkbookFixture(parts: parts).read(limits: limits)
        #expect(read.rows.map(\.cells) == [[.number(1)]])
    }

    @Test func thePartsThatDefineThingsAreBounded() throws {
        let blanks = [UInt8](repeating: 0x20, count: 70 << 20)
        for part in ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"] {
            var parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")], styles: "")
            for index in parts.indices where parts[index].name == part { parts[index].bytes += blanks }
            #expect(try WorkbookFixture(parts: parts).failure()?.code == "ingest.workbook-too-large", "\(part)")
        }
    }

    @Test func dimensionsThatAreClaimedCostNothing() throws {
        let sheet = try WorkbookFixture(
            sheet: """
                <dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols>
                <sheetData><row r="1" spans="1:16384"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>
                </sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048575"/></mergeCells>
                """)
        let read = try sheet.read()
        #expect(read.rows.map(\.rowNumber) == [1, 1_048_576])
        #expect(read.rows.allSatisfy { $0.cells.count == 1 })
    }

    /// A cell far to the right of many rows: the gaps count, so that a few bytes do not become gigabytes.
    @Test func gapsAreCountedAsCells() throws {
        let rows = (1...40_000).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
        let sheet = try WorkbookFixture(sheet: "<sheetData>\(rows)</sheetData>")
        #expect(sheet.failure()?.code == "ingest.workbook-too-large")
    }

    @Test func namesThatLeadOutOfTheArchiveLeadNowhere() throws {
        for target in ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\secret.xml", ""] {
            var parts = WorkbookFixture.parts(sheets: [("S", "<worksheet/>")])
            for index in parts.indices where parts[index].name == "xl/_rels/workbook.xml.rels" {
                let text = String(decoding: parts[index].bytes, as: UTF8.self)
                parts[index].bytes = Array(text.replacing("worksheets/sheet1.xml", with: target).utf8)
            }
            #expect(try WorkbookFixture(parts: parts).failure() != nil)
        }
    }

    @Test func twoPartsOfOneNameAreReadOnce() throws {
        var parts = WorkbookFixture.parts(sheets: [
            ("S", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>")
        ])
        parts.append(("XL/Worksheets/Sheet1.xml", Array("<worksheet><sheetData/></worksheet>".utf8)))
        let read = try WorkbookFixture(parts: parts).read()
        #expect(read.rows.count == 1)
    }
}
