import Diagnostics
import Ingest
import Testing

@testable import WorkbookTemplate

/// Which cells are found, and what stands in the way of filling them.
@Suite struct TargetTests {
    private static func name(_ name: String, _ place: String, _ attributes: String = "") -> String {
        "<definedName name=\"\(name)\"\(attributes)>\(place)</definedName>"
    }

    private static let sheets = ["Taulu1", "Osa 1"].map { name in
        (
            name,
            "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"B1\"><v>3</v></c></row></sheetData>"
                + "<mergeCells count=\"1\"><mergeCell ref=\"C3:D4\"/></mergeCells></worksheet>"
        )
    }

    @Test func findsNamesOfTheWorkbookAndOfSheets() throws {
        let names = [
            Self.name("kaiku.EECO01", "Taulu1!$A$1"),
            Self.name("kaiku.EECO01.title", "'Osa 1'!$A$1", " localSheetId=\"1\""),
            Self.name("kaiku.EECO01.title", "Taulu1!$A$2", " localSheetId=\"0\""),
            Self.name("kaiku.EECO01.gender_group.women", "Taulu1!$C$3:$D$4"), Self.name("naiset", "'Osa 1'!B1"),
            Self.name("hanke", "Taulu1!$A$9"), Self.name("EECO01_naiset", "Taulu1!$A$8"),
            Self.name("EECO01_women", "Taulu1!$B$1"),
            Self.name("kaiku.EECO1", "Taulu1!$A$7"),
            Self.name("_xlnm.Print_Area", "Taulu1!$A$1:$B$9", " localSheetId=\"0\""),
            Self.name("kaiku.hidden", "Taulu1!$A$1", " hidden=\"1\""), Self.name("kerroin", "0.5"),
        ]
        let template = try TemplateFixture(sheets: Self.sheets, names: names.joined())
        let filled = try template.filled([Samples.name("Naiset", "EECO01[gender_group=non-binary]")])
        #expect(
            filled.cells.map { "\($0.address) \($0.figure) \($0.name ?? "")" } == [
                "Taulu1!A1 EECO01 kaiku.EECO01", "Taulu1!A2 EECO01:title kaiku.EECO01.title",
                "Taulu1!C3 EECO01[gender_group=women] kaiku.EECO01.gender_group.women",
                "'Osa 1'!A1 EECO01:title kaiku.EECO01.title", "'Osa 1'!B1 EECO01[gender_group=non-binary] naiset",
            ])
        #expect(filled.cells.map(\.isWithheld) == [false, false, false, false, true])
        #expect(
            filled.unknownNames.map { "\($0.name) \($0.place) \($0.near ?? "")" } == [
                "EECO01_naiset Taulu1!$A$8 EECO01", "EECO01_women Taulu1!$B$1 EECO01[gender_group=women]",
                "kaiku.EECO1 Taulu1!$A$7 kaiku.EECO01",
            ])
        #expect(filled.emptyCells.map(\.name) == ["hanke", "EECO01_naiset", "kaiku.EECO1"])
        #expect(filled.findings.map(\.code) == ["template.unknown-figure"])
        #expect(filled.findings.map(\.severity) == [.warning])
    }

    @Test func givesAMapTheLastWord() throws {
        let template = try TemplateFixture(sheets: Self.sheets, names: Self.name("kaiku.EECO01", "Taulu1!$A$1"))
        for entry in [Samples.name("kaiku.EECO01", "threshold"), Samples.cell("taulu1!$A$1", "threshold")] {
            #expect(try template.filled([entry]).cells.map(\.figure) == ["threshold"])
        }
    }

    @Test func tellsOfApproximateFigures() throws {
        let filled = try TemplateFixture(sheets: Self.sheets).filled([Samples.cell("Taulu1!A1", "attendances")])
        #expect(filled.cells.map(\.isApproximate) == [true])
        #expect(filled.findings.map(\.code) == ["template.approximate"])
        #expect(
            filled.findings.first?.location
                == RecordLocation(file: "lomake.xlsx", sheet: "Taulu1", line: 1, column: "A"))
    }

    @Test func tellsEverythingThatIsWrongAtOnce() throws {
        let names = [
            Self.name("alue", "Taulu1!$A$1:$B$1"), Self.name("poissa", "#REF!"),
            Self.name("kahdesti", "Taulu1!$A$1", " localSheetId=\"0\""),
            Self.name("kahdesti", "Taulu1!$A$1", " localSheetId=\"1\""),
            Self.name("kaiku.threshold", "#REF!"),
        ]
        let found = try TemplateFixture(sheets: Self.sheets, names: names.joined()).findings([
            Samples.cell("Taulu2!C7", "EECO01", line: 3), Samples.cell("C7", "EECO01", line: 4),
            Samples.cell("Taulu1!A1:B2", "EECO01", line: 5), Samples.cell("Taulu1!XFE1", "EECO01", line: 6),
            Samples.name("aule", "EECO01", line: 7), Samples.name("poissa", "EECO01", line: 8),
            Samples.name("kahdesti", "EECO01", line: 9), Samples.name("alue", "EECO01", line: 10),
            Samples.cell("Taulu1!D4", "EECO01", line: 11), Samples.cell("Taulu1!A5", "EECO2", line: 12),
            Samples.cell("Taulu1!A6", "EECO01", line: 13), Samples.cell("Taulu1!A6", "threshold", line: 14),
            Samples.cell("Taulu1!A7", "EECO01:title", line: 15),
        ])
        #expect(
            found == [
                "template.unknown-sheet kartta.yaml:3: the template has no sheet 'Taulu2'",
                "template.bad-cell kartta.yaml:4: 'C7' is no cell",
                "template.bad-cell kartta.yaml:5: 'Taulu1!A1:B2' is no cell",
                "template.bad-cell kartta.yaml:6: 'Taulu1!XFE1' is no cell",
                "template.unknown-name kartta.yaml:7: the template has no name 'aule'",
                "template.not-one-cell kartta.yaml:8: the name 'poissa' stands for no cell of this workbook",
                "template.ambiguous-name kartta.yaml:9: the name 'kahdesti' is defined on several sheets",
                "template.unknown-figure kartta.yaml:12: the results have no indicator 'EECO2'",
                "template.not-one-cell lomake.xlsx: the name 'kaiku.threshold' stands for no cell of this workbook",
                "template.not-one-cell kartta.yaml:10: the name 'alue' stands for several cells",
                "template.merged lomake.xlsx!Taulu1:4:D: the cell is covered by a merged one (asked for in kartta.yaml:11)",
                "template.conflict lomake.xlsx!Taulu1:6:A: the cell is to take two figures (asked for in kartta.yaml:14)",
            ])
    }

    @Test(arguments: [
        "<c r=\"A1\"><f>1+1</f><v>2</v></c>",
        "<c r=\"B1\"><f t=\"array\" ref=\"A1:B1\">ROW()</f></c><c r=\"A1\"><v>2</v></c>",
        "<c r=\"A1\"><f t=\"shared\" ref=\"A1:A5\" si=\"0\">B1</f></c>",
        "<c r=\"A1\"><f t=\"dataTable\" ref=\"A1:A5\"/></c>",
    ])
    func leavesFormulasAlone(_ cell: String) throws {
        let template = try TemplateFixture(cells: "<sheetData><row r=\"1\">\(cell)</row></sheetData>")
        let isOwn = cell.contains("<f>")
        for replaces in [false, true] where !replaces || !isOwn {
            let found = try template.findings([Samples.cell("Taulu1!A1", "EECO01", replacing: replaces)])
            #expect(found.count == 1 && found.first?.hasPrefix("template.formula lomake.xlsx!Taulu1:1:A: ") == true)
        }
        if isOwn {
            let filled = try template.filled([Samples.cell("Taulu1!A1", "EECO01", replacing: true)])
            #expect(filled.cells.count == 1)
            #expect(!filled.recalculates || cell.contains("<f>"))
        }
    }

    @Test func refusesTextThatNoCellHolds() throws {
        let title = String(repeating: "ä", count: 32_768)
        let json = Samples.json.replacing("Osallistumiset", with: title)
        let results = try BuildResults.load(Array(json.utf8), file: "results.json")
        let template = try TemplateFixture(sheets: Self.sheets)
        let findings = #expect(throws: Findings.self) {
            try template.filled([Samples.cell("Taulu1!A1", "attendances:title")], results: results)
        }
        #expect(findings?.all.map(\.code) == ["template.text-too-long"])
    }

    @Test func saysThatNothingAsksForAFigure() throws {
        #expect(
            try TemplateFixture(sheets: Self.sheets).findings() == [
                "template.nothing-to-fill lomake.xlsx: no cell of the template asks for a figure"
            ])
    }
}
