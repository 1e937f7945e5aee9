import Definitions
import Diagnostics
import Records
import Testing

@testable import Ingest

@Suite struct SheetNotesTests {
    private func text(_ place: String, _ text: String) -> String {
        "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }

    /// A title over the whole table, titles of groups merged over two columns each, a name merged over both header rows.
    private func twoLevels(merged: Bool = true) throws -> WorkbookFixture {
        let rows = [
            "<row r=\"1\">\(text("A1", "Kysely 2024"))</row>",
            "<row r=\"3\">\(text("A3", "Koodi"))\(text("B3", "Ennen"))\(text("D3", "Jälkeen"))</row>",
            "<row r=\"4\">\(text("B4", "K1"))\(text("C4", "K2"))\(text("D4", "K1"))\(text("E4", "K2"))</row>",
            "<row r=\"5\">\(text("A5", "x"))<c r=\"B5\"><v>1</v></c><c r=\"C5\"><v>2</v></c><c r=\"D5\"><v>3</v></c><c r=\"E5\"><v>4</v></c></row>",
            "<row r=\"6\">\(text("A6", "y"))<c r=\"B6\"><v>5</v></c><c r=\"C6\"><v>4</v></c><c r=\"D6\"><v>3</v></c><c r=\"E6\"><v>2</v></c></row>",
        ]
        let ranges = ["A1:E1", "A3:A4", "B3:C3", "D3:E3"].map { "<mergeCell ref=\"\($0)\"/>" }.joined()
        return try WorkbookFixture(
            sheet: "<sheetData>\(rows.joined())</sheetData>" + (merged ? "<mergeCells>\(ranges)</mergeCells>" : ""))
    }

    @Test(arguments: [true, false]) func joinsTheTitlesOfGroupsWithTheNames(merged: Bool) throws {
        let fixture = try twoLevels(merged: merged)
        let columns = [
            ColumnMapping("code", from: ["Koodi"], type: .text),
            ColumnMapping("before_2", from: ["Ennen / K2"], type: .integer),
            ColumnMapping("after_1", from: ["Jälkeen / K1"], type: .integer),
        ]
        for format in [DeclaredFormat(headerRow: 4, groupRow: 3), DeclaredFormat(groupRow: 3)] {
            let reading = try read(path: fixture.path, mapping(columns, format: format), name: "a.xlsx")
            #expect(reading.values("code") == ["x", "y"])
            #expect(reading.values("before_2") == ["2", "4"] && reading.values("after_1") == ["3", "3"])
            #expect(reading.report.header == ["Koodi", "Ennen / K1", "Ennen / K2", "Jälkeen / K1", "Jälkeen / K2"])
        }
    }

    @Test func inspectionProposesTheTwoLevels() throws {
        func inspection(_ fixture: WorkbookFixture) throws -> FileInspection {
            try withExtendedLifetime(fixture) { try FileInspection(path: fixture.path, displayName: "a.xlsx") }
        }
        let found = try inspection(twoLevels())
        #expect(found.columns.map(\.name) == ["Koodi", "Ennen / K1", "Ennen / K2", "Jälkeen / K1", "Jälkeen / K2"])
        #expect(found.proposedMapping.contains("format: {sheet: \"Answers\", group-row: 3, header-row: 4}"))
        // Without merged cells nothing is guessed.
        #expect(try !inspection(twoLevels(merged: false)).proposedMapping.contains("group-row"))
    }

    @Test func tellsWhatIsHiddenAndWhichNumbersAreText() throws {
        let rows = [
            "<row r=\"1\">\(text("A1", "Koodi"))\(text("B1", "K1"))\(text("C1", "Muu"))</row>",
            "<row r=\"2\">\(text("A2", "0012"))\(text("B2", "4"))\(text("C2", "x"))</row>",
            "<row r=\"3\" hidden=\"1\">\(text("A3", "13"))\(text("B3", "3,5"))\(text("C3", "y"))</row>",
            "<row r=\"4\" hidden=\"1\">\(text("A4", "14"))<c r=\"B4\"><v>2</v></c></row>",
        ]
        let fixture = try WorkbookFixture(
            sheet: "<cols><col min=\"3\" max=\"9\" hidden=\"1\"/></cols><sheetData>\(rows.joined())</sheetData>")
        let columns = [
            ColumnMapping("code", from: ["Koodi"], type: .identifier),
            ColumnMapping("q1", from: ["K1"], type: .decimal(places: 1)),
        ]
        let reading = try read(path: fixture.path, mapping(columns, ignored: ["Muu"]), name: "a.xlsx")
        #expect(reading.values("q1") == ["4.0", "3.5", "2.0"])
        let findings = reading.report.findings
        #expect(
            findings.map(\.code) == [
                "ingest.workbook-hidden-rows", "ingest.workbook-hidden-columns", "ingest.workbook-numbers-as-text",
            ])
        #expect(findings.allSatisfy { $0.severity == .info })
        #expect(findings[0].explanation.summary.contains("2 rows are hidden in the sheet, the first of them row 3"))
        #expect(
            findings[1].explanation.summary.hasSuffix(
                "1 column is hidden in the sheet, and can be read all the same: 'Muu'"))
        #expect(findings[2].explanation.summary.hasSuffix("numbers that are written as text: 'K1' 2"))
        let inspected = try FileInspection(path: fixture.path, displayName: "a.xlsx")
        #expect(inspected.notes.count == 3 && inspected.notes[2].hasSuffix("'Koodi' 2, 'K1' 2"))
    }

    @Test func listsTheOtherSheets() throws {
        func sheet(_ rows: Int) -> String {
            "<worksheet xmlns=\"\(WorkbookFixture.main)\"><sheetData>"
                + (0..<rows).map {
                    "<row r=\"\($0 + 1)\">\(text("A\($0 + 1)", "a\($0)"))\(text("B\($0 + 1)", "b"))</row>"
                }
                .joined() + "</sheetData></worksheet>"
        }
        let fixture = try WorkbookFixture(
            parts: WorkbookFixture.parts(sheets: [("Vastaukset", sheet(5)), ("Lukit", sheet(12)), ("Tyhjä", sheet(0))]))
        let found = try FileInspection(path: fixture.path, displayName: "a.xlsx")
        #expect(found.sheets == ["Vastaukset", "Lukit", "Tyhjä"])
        #expect(
            found.notes == [
                "sheet 'Lukit' has 12 rows and 2 columns; to read it, declare `format: {sheet: \"Lukit\"}`",
                "sheet 'Tyhjä' is empty",
            ])
        #expect(found.text.contains("  note: sheet 'Lukit' has 12 rows"))
    }
}
