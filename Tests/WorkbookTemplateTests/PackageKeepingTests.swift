import Ingest
import Testing

@testable import WorkbookTemplate

/// What of the package stays, byte for byte.
@Suite struct PackageKeepingTests {
    static let names = "<definedName name=\"kaiku.EECO01\">Taulu1!$B$1</definedName>"
    static let plain = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"/></row></sheetData>"

    /// Packed bytes, order, names, dates and attributes of every entry but the changed ones.
    private static func changes(_ template: TemplateFixture, _ map: [TemplateMap.Entry] = []) throws -> [String] {
        let filled = try template.filled(map)
        let before = ZipDirectory(try template.bytes).entries
        let after = ZipDirectory(filled.bytes).entries
        #expect(!before.isEmpty)
        #expect(before.map(\.name) == after.map(\.name))
        #expect(before.map(\.stamp) == after.map(\.stamp))
        #expect(before.map(\.method) == after.map(\.method))
        #expect(before.map(\.attributes) == after.map(\.attributes))
        let changed = zip(before, after).filter { $0 != $1 }.map(\.0.name)
        #expect(filled.changedParts == changed)
        return changed
    }

    @Test func changesOnlyTheSheetThatIsFilled() throws {
        let template = try TemplateFixture(
            sheets: [
                ("Ohje", "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData/></worksheet>"),
                ("Taulu1", "<worksheet xmlns=\"\(TemplateFixture.main)\">\(Self.plain)</worksheet>"),
            ], names: Self.names,
            further: [("xl/vbaProject.bin", Array(repeating: 7, count: 500)), ("customXml/item1.xml", [])])
        #expect(try Self.changes(template) == ["xl/worksheets/sheet2.xml"])
        #expect(try !template.filled().recalculates)
    }

    @Test func givesEqualBytesForEqualInput() throws {
        let template = try TemplateFixture(cells: Self.plain, names: Self.names)
        #expect(try template.filled().bytes == template.filled().bytes)
    }

    /// Formulas anywhere in the workbook: only the one attribute is set in the workbook part.
    @Test(arguments: [
        (
            "<calcPr calcId=\"191029\" calcMode='manual'/>",
            "<calcPr calcId=\"191029\" calcMode='manual' fullCalcOnLoad=\"1\"/>"
        ),
        ("<calcPr fullCalcOnLoad='0' calcId=\"1\"></calcPr>", "<calcPr fullCalcOnLoad='1' calcId=\"1\"></calcPr>"),
        ("<oleSize ref=\"A1\"/>", "<calcPr fullCalcOnLoad=\"1\"/><oleSize ref=\"A1\"/>"),
        ("<calcPr fullCalcOnLoad=\"true\"/>", "<calcPr fullCalcOnLoad=\"true\"/>"),
    ])
    func hasFormulasComputedOnOpening(_ before: String, _ after: String) throws {
        let sheets = [
            ("Taulu1", "<worksheet xmlns=\"\(TemplateFixture.main)\">\(Self.plain)</worksheet>"),
            (
                "Summa",
                "<worksheet xmlns=\"\(TemplateFixture.main)\"><sheetData><row r=\"1\"><c r=\"A1\"><f>Taulu1!B1*2</f><v>0</v></c></row></sheetData></worksheet>"
            ),
        ]
        let chain = Array("<calcChain xmlns=\"\(TemplateFixture.main)\"><c r=\"A1\" i=\"6\"/></calcChain>".utf8)
        let template = try TemplateFixture(
            sheets: sheets, names: Self.names, calculation: before, further: [("xl/calcChain.xml", chain)])
        let changed = try Self.changes(template)
        #expect(changed == ["xl/worksheets/sheet1.xml"] + (before == after ? [] : ["xl/workbook.xml"]))
        #expect(try template.filled().recalculates)
        let workbook = String(
            decoding: TemplateFixture.parts(sheets, names: Self.names, calculation: before).last?.bytes ?? [],
            as: UTF8.self)
        #expect(try template.part("xl/workbook.xml", filledWith: []) == workbook.replacing(before, with: after))
    }

    @Test func takesAReplacedFormulaOutOfTheChain() throws {
        let sheet =
            "<sheetData><row r=\"1\"><c r=\"B1\"><f>1+1</f><v>2</v></c><c r=\"C1\"><f>B1</f><v>2</v></c></row></sheetData>"
        let chain = { (cells: String) in
            Array("<calcChain xmlns=\"\(TemplateFixture.main)\">\(cells)</calcChain>".utf8)
        }
        let template = try TemplateFixture(
            cells: sheet,
            further: [
                (
                    "xl/calcChain.xml",
                    chain("<c r=\"D1\" i=\"9\"/><c r=\"B1\" i=\"5\" l=\"1\"/><c r=\"C1\"/><c r=\"E1\"/>")
                )
            ])
        let map = [Samples.cell("Taulu1!B1", "EECO01", replacing: true)]
        #expect(
            try Self.changes(template, map) == ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/calcChain.xml"])
        #expect(
            try template.part("xl/calcChain.xml", filledWith: map)
                == String(decoding: chain("<c r=\"D1\" i=\"9\"/><c r=\"C1\" i=\"5\"/><c r=\"E1\"/>"), as: UTF8.self))
        #expect(
            try template.part(filledWith: map).contains(
                "<row r=\"1\"><c r=\"B1\"><v>40</v></c><c r=\"C1\"><f>B1</f><v>2</v></c></row>"))
        let last = try TemplateFixture(cells: sheet, further: [("xl/calcChain.xml", chain("<c r=\"B1\" i=\"5\"/>"))])
        #expect(try last.findings(map).first?.hasPrefix("template.last-formula lomake.xlsx!Taulu1:1:B: ") == true)
    }

    @Test func countsDaysFrom1904WhereTheWorkbookDoes() throws {
        let template = try TemplateFixture(cells: "<sheetData/>", properties: "<workbookPr date1904=\"1\"/>")
        #expect(try template.filled([Samples.cell("Taulu1!A1", "first-day")]).cells.first?.content == .number(43_775))
    }
}
