import Definitions
import Diagnostics
import Microdata
import Records
import Testing

@testable import Ingest

@Suite struct WorkbookSourceTests {
    /// A sheet with a title, a blank row, a header in row 3 and six rows.
    private func workbook() throws -> WorkbookFixture {
        func text(_ reference: String, _ text: String) -> String {
            "<c r=\"\(reference)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
        }
        func number(_ reference: String, _ value: String, style: Int = 0) -> String {
            "<c r=\"\(reference)\" s=\"\(style)\"><v>\(value)</v></c>"
        }
        let rows = [
            "<row r=\"1\">\(text("A1", "Tapahtumat 2023"))</row>",
            "<row r=\"3\">\(text("A3", "Tunnus"))\(text("B3", " Alkaa "))\(text("C3", "Määrä"))\(text("D3", "Summa"))\(text("E3", "Palaute"))</row>",
            // 45237 is 7 November 2023.
            "<row r=\"4\">\(text("A4", "E1"))\(number("B4", "45237", style: 1))\(number("C4", "24"))\(number("D4", "1234.5"))\(text("E4", "hyvä"))</row>",
            "<row r=\"5\">\(text("A5", "E2"))\(text("B5", "8.11.2023"))\(text("C5", "n. 300"))\(text("D5", "12,5"))</row>",
            "<row r=\"6\">\(text("A6", "E3"))\(number("B6", "45239.5", style: 1))\(number("C6", "2.5"))\(number("D6", "0.30000000000000004"))</row>",
            "<row r=\"8\">\(text("A8", "E4"))\(number("B8", "45240", style: 1))\(number("C8", "5"))\(number("D8", "7"))\(text("E8", "hetu 010190-999W"))</row>",
            "<row r=\"9\">\(number("A9", "1001"))\(number("B9", "45241", style: 1))\(number("C9", "6"))\(number("D9", "8"))\(text("F9", "huomautus"))</row>",
            "<row r=\"10\">\(text("A10", "E1"))\(number("B10", "45242", style: 1))\(number("C10", "6"))\(number("D10", "8"))</row>",
        ]
        return try WorkbookFixture(
            sheet: "<sheetData>\(rows.joined())</sheetData>",
            styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>")
    }

    private let columns = [
        ColumnMapping("id_of", from: ["Tunnus"], type: .identifier),
        ColumnMapping("day_of", from: ["Alkaa"], type: .day),
        ColumnMapping("people", from: ["Määrä"], type: .headcount),
        ColumnMapping("amount", from: ["Summa"], type: .decimal(places: 2)),
        ColumnMapping("length_of", from: ["Palaute"], type: .textLength),
    ]

    @Test func readsASheetAsItReadsText() throws {
        let fixture = try workbook()
        for format in [
            DeclaredFormat(), DeclaredFormat(headerRow: 3, sheet: .position(1)),
            DeclaredFormat(sheet: .name("Answers")),
        ] {
            let reading = try read(
                path: fixture.path, mapping(columns, format: format, unique: ["id_of"]), name: "tapahtumat.xlsx")
            #expect(reading.values("_line") == ["4", "5", "9"])
            #expect(reading.values("id_of") == ["E1", "E2", "1001"])
            #expect(reading.values("day_of") == ["2023-11-07", "2023-11-08", "2023-11-11"])
            #expect(reading.values("people") == ["24", "300", "6"])
            #expect(reading.values("people_approximate") == ["0", "1", "0"])
            #expect(reading.values("amount") == ["1234.50", "12.50", "8.00"])
            #expect(reading.values("length_of") == ["4", "<not-answered>", "<not-answered>"])
            let report = reading.report
            #expect(report.rowsRead == 6 && report.rowsKept == 3 && report.rowsQuarantined == 3)
            #expect(
                reading.codes == [
                    "ingest.not-of-type", "ingest.personal-identity-code", "ingest.field-count", "ingest.duplicate",
                ])
            #expect(report.issues[0].location.description == "tapahtumat.xlsx!Answers:6:Määrä")
            #expect(report.issues[2].severity == .warning)
            #expect(report.sheet == "Answers" && report.sha256.count == 64)
        }
    }

    @Test func takesDatesAsTheyAreWhateverFormIsDeclared() throws {
        let fixture = try workbook()
        let column = ColumnMapping("day_of", from: ["Alkaa"], type: .day, format: DatePattern("d.M.yyyy"))
        let reading = try read(path: fixture.path, mapping([column], ignored: ["Palaute"]), name: "tapahtumat.xlsx")
        #expect(reading.values("day_of").prefix(2) == ["2023-11-07", "2023-11-08"])
    }

    @Test func handsOnWhatIsWrongWithAWorkbook() throws {
        let broken = try WorkbookFixture(bytes: Array("PK\u{3}\u{4} cut".utf8))
        #expect {
            _ = try read(path: broken.path, mapping(columns), name: "cut.xlsx")
        } throws: { error in
            (error as? IngestError)?.code.hasPrefix("ingest.workbook-") ?? false
        }
        let fixture = try workbook()
        #expect {
            _ = try read(
                path: fixture.path, mapping(columns, format: DeclaredFormat(sheet: .name("Vastaukset"))), name: "x.xlsx"
            )
        } throws: { error in
            (error as? IngestError)?.code == "ingest.workbook-sheet-not-found"
        }
        #expect {
            _ = try read(path: fixture.path, mapping(columns, format: DeclaredFormat(headerRow: 2)), name: "x.xlsx")
        } throws: { error in
            (error as? IngestError)?.code == "ingest.no-header"
        }
    }
}
