import Diagnostics
import Testing

@testable import Ingest

@Suite struct WorkbookReaderTests {
    private static let styles = """
        <numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>
        <cellStyleXfs><xf numFmtId="22"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"><alignment horizontal="left"/></xf><xf numFmtId="22"/>
        <xf numFmtId="20"/><xf numFmtId="164"/></cellXfs>
        """

    @Test func readsEachKindOfCell() throws {
        let fixture = try WorkbookFixture(
            sheet: """
                <sheetData><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>1.5</v></c><c r="D2" t="b"><v>1</v></c>
                <c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>A2</f><v>made</v></c>
                <c r="G2" t="inlineStr"><is><r><t>rich </t></r><rPh sb="0" eb="1"><t>guide</t></rPh><r><rPr><b/></rPr><t>text</t></r></is></c>
                <c r="H2" t="d"><v>2021-01-01T06:00:00</v></c><c r="I2" s="1"/></row></sheetData>
                """,
            strings:
                "<si><t>zero</t></si><si><r><t>one</t></r><r><t xml:space=\"preserve\"> two</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>"
        )
        let rows = try fixture.read().rows
        #expect(rows.count == 1)
        #expect(rows.first?.rowNumber == 2)
        #expect(
            rows.first?.cells == [
                .text("one two"), .number(1.5), .empty, .boolean(true), .error("#N/A"), .text("made"),
                .text("rich text"),
                .date(dayNumber: 18_628, secondOfDay: 21_600),
            ])
    }

    @Test func readsDatesByTheirFormats() throws {
        let sheet = """
            <sheetData><row><c s="1"><v>44197</v></c><c s="2"><v>44197.25</v></c><c s="3"><v>0.5</v></c><c s="4"><v>1.5</v></c>
            <c s="3"><v>44197.5</v></c><c s="1"><v>44197.5</v></c><c s="2"><v>44197</v></c><c s="1"><v>-1</v></c><c s="9"><v>5</v></c></row></sheetData>
            """
        let read = try WorkbookFixture(sheet: sheet, styles: Self.styles).read()
        #expect(
            read.rows.first?.cells == [
                .date(dayNumber: 18_628, secondOfDay: nil), .date(dayNumber: 18_628, secondOfDay: 21_600),
                .time(secondOfDay: 43_200), .duration(seconds: 129_600), .date(dayNumber: 18_628, secondOfDay: 43_200),
                .date(dayNumber: 18_628, secondOfDay: 43_200), .date(dayNumber: 18_628, secondOfDay: 0), .number(-1),
                .number(5),
            ])
        #expect(read.summary.findings.map(\.code) == ["ingest.workbook-date-out-of-range"])
        #expect(read.summary.findings.first?.location?.description == "fixture.xlsx!Answers:1:H")
        let from1904 = try WorkbookFixture(
            sheet: sheet, styles: Self.styles, workbookProperties: "<workbookPr date1904=\"true\"/>"
        ).read()
        #expect(from1904.rows.first?[0] == .date(dayNumber: 18_628 + 1462, secondOfDay: nil))
        #expect(from1904.rows.first?[2] == .time(secondOfDay: 43_200))
    }

    @Test func numbersRowsAndCellsThatDoNotSay() throws {
        let rows = try WorkbookFixture(
            sheet:
                "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"C5\"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>"
        ).read().rows
        #expect(
            rows == [
                WorkbookRow(rowNumber: 1, cells: [.number(1), .number(2)]),
                WorkbookRow(rowNumber: 5, cells: [.empty, .empty, .number(3), .number(4)]),
                WorkbookRow(rowNumber: 6, cells: [.number(5)]),
            ])
    }

    @Test func keepsOnlyTheTopLeftOfMergedCells() throws {
        let sheet = """
            <sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>
            <row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c><c r="C2"><v>6</v></c></row>
            <row r="3"><c r="A3"><v>7</v></c><c r="B3"><v>8</v></c></row></sheetData>
            <mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="B3:C3"></mergeCell></mergeCells>
            """
        let read = try WorkbookFixture(sheet: sheet).read()
        #expect(
            read.rows.map(\.cells) == [
                [.number(1), .empty, .number(3)], [.empty, .empty, .number(6)], [.number(7), .number(8)],
            ])
        #expect(read.summary.mergedRanges.map(\.description) == ["A1:B2", "B3:C3"])
        #expect(read.summary.findings.map(\.code) == ["ingest.workbook-value-under-merge"])
    }

    @Test func saysWhenMergedCellsWereHiddenFromTheFirstLook() throws {
        let read = try WorkbookFixture(
            sheet: """
                <sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>
                <!-- mergeCell ref="A1:B1" --><mergeCells/>
                """
        ).read()
        #expect(read.summary.findings.map(\.code).contains("ingest.workbook-merge-not-foreseen"))
    }

    @Test func readsStrictAndPrefixedNamespaces() throws {
        let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
        for xml in [
            "<worksheet xmlns=\"\(strict)\"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
            "<x:worksheet xmlns:x=\"\(WorkbookFixture.main)\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
            "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
            "<worksheet xmlns=\"\(WorkbookFixture.main)\" xmlns:y=\"other\"><y:sheetData><y:row><y:c><y:v>9</y:v></y:c></y:row></y:sheetData><sheetData><y:row/><row><c><y:v>8</y:v><v>1</v></c></row></sheetData></worksheet>",
        ] {
            let rows = try WorkbookFixture(parts: WorkbookFixture.parts(sheets: [("S", xml)])).read().rows
            #expect(rows.map(\.cells) == [[.number(1)]])
        }
    }

    @Test func readsSheetsInUTF16() throws {
        let xml =
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData><row><c t=\"inlineStr\"><is><t>ääni</t></is></c><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>"
        var parts = WorkbookFixture.parts(sheets: [("S", "")])
        parts[0].bytes = [0xFF, 0xFE] + xml.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let read = try WorkbookFixture(parts: parts).read()
        #expect(read.rows.map(\.cells) == [[.text("ääni")]])
        #expect(read.summary.mergedRanges.count == 1)
    }

    @Test func tellsHiddenRowsAndColumns() throws {
        let read = try WorkbookFixture(
            sheet: """
                <cols><col min="1" max="2" hidden="1"/><col min="3" max="3"/><col min="5" max="99999999" hidden="true"/></cols>
                <sheetData><row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c></row></sheetData>
                """
        ).read()
        #expect(read.rows.map(\.isHidden) == [false, true])
        #expect(read.summary.hiddenRowCount == 1)
        #expect(read.summary.hiddenColumns == [0...1, 4...16_383])
    }

    @Test func stopsAfterTheFirstRowsAskedFor() throws {
        let fixture = try WorkbookFixture(
            sheet: "<sheetData>\((1...50).map { "<row><c><v>\($0)</v></c></row>" }.joined())</sheetData>")
        let read = try fixture.read(firstRows: 3)
        #expect(read.rows.map(\.cells) == [[.number(1)], [.number(2)], [.number(3)]])
        #expect(!read.summary.reachedEnd)
        #expect(try fixture.read(firstRows: 0).rows.isEmpty)
        #expect(try fixture.read(firstRows: 51).summary.reachedEnd)
    }

    @Test func passesTheCallersErrorOn() throws {
        struct Enough: Error, Equatable { let row: Int }
        let fixture = try WorkbookFixture(sheet: "<sheetData><row/><row/><row/></sheetData>")
        let reader = try WorkbookReader(path: fixture.path, displayName: "x")
        var seen = 0
        #expect(throws: Enough(row: 2)) {
            try reader.readRows { row in
                seen += 1
                if row.rowNumber == 2 { throw Enough(row: 2) }
            }
        }
        #expect(seen == 2)
    }

    @Test func countsOdditiesOnceEach() throws {
        let summary = try WorkbookFixture(
            sheet: """
                <sheetData><row><c><f>1+1</f></c><c><f>2</f></c><c><v>abc</v></c><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>
                <c r="H1" t="b"><v>7</v></c></row></sheetData>
                """
        ).read()
        #expect(
            summary.summary.findings.map(\.code) == [
                "ingest.workbook-formula-without-value", "ingest.workbook-repeated-cell",
                "ingest.workbook-unreadable-value",
            ])
        #expect(
            summary.rows.first?.cells == [.number(2), .empty, .text("abc"), .empty, .empty, .empty, .empty, .text("7")])
        #expect(summary.summary.findings.first?.explanation.summary.contains("2 cells") == true)
    }

    @Test func findsSheetsByNamePositionAndVisibility() throws {
        let sheet = { (number: Int) in
            "<worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData><row><c><v>\(number)</v></c></row></sheetData></worksheet>"
        }
        var parts = WorkbookFixture.parts(sheets: [("Hidden", sheet(1)), ("Vastaukset", sheet(2)), ("Notes", sheet(3))])
        let last = parts.count - 1
        parts[last].bytes = Array(
            String(decoding: parts[last].bytes, as: UTF8.self)
                .replacing("name=\"Hidden\"", with: "name=\"Hidden\" state=\"hidden\"").utf8)
        let fixture = try WorkbookFixture(parts: parts)
        #expect(try fixture.read().rows.first?[0] == .number(2))
        #expect(try fixture.read(sheet: .name("vastaukset")).rows.first?[0] == .number(2))
        #expect(try fixture.read(sheet: .name("Hidden")).rows.first?[0] == .number(1))
        #expect(try fixture.read(sheet: .position(3)).rows.first?[0] == .number(3))
        let failure = fixture.failure(sheet: .name("Vastaukst"))
        #expect(failure?.code == "ingest.workbook-sheet-not-found")
        #expect(failure?.explanation.remedies.first == "did you mean 'Vastaukset'?")
        #expect(fixture.failure(sheet: .position(4))?.explanation.remedies.count == 1)
        #expect(fixture.failure(sheet: .position(0)) == .positionNotFound(file: "fixture.xlsx", position: 0, count: 3))
    }

    @Test func findsMergedRangesAcrossPiecesOfALargeSheet() {
        // Every way of cutting the bytes in two gives the same ranges.
        let bytes = Array("<a/><mergeCells><mergeCell ref=\"A1:B2\"/><x:mergeCell  ref = 'C3:C9' /></mergeCells>".utf8)
        for cut in 0...bytes.count {
            var scanner = MergedRangeScanner()
            let next = unsafe bytes[..<cut].withUnsafeBytes { unsafe scanner.scan($0, isLast: false) }
            unsafe bytes[next...].withUnsafeBytes { _ = unsafe scanner.scan($0, isLast: true) }
            #expect(scanner.ranges.map(\.description) == ["A1:B2", "C3:C9"], "cut at \(cut)")
        }
    }
}
