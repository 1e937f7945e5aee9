import Foundation
import Reporting
import Testing

@testable import ExcelReport

/// How the sheet of problems is laid out.
@Suite struct FixListPlanTests {
    private static let key = "3f9a1c04d2b7-17-5c2d91aa-unknown-code"
    private static let file = "virheellinen_ilmoittautumisluettelo_kevät_2024.csv"

    private func list(sheets: [String?]) -> FixList {
        FixList(
            information: Fixture.document().information, locale: FixtureLocale.finnish, cover: [.paragraph("Kiitos.")],
            problems: sheets.map { sheet in
                FixList.Problem(
                    file: Self.file, sheet: sheet, row: 17, column: nil, sentence: "Rivi puuttuu; lisää se.",
                    key: Self.key, takesValue: true)
            }, questions: [FixList.Question(label: "Nimi", key: "returned-by")])
    }

    @Test func sheetsHaveAColumnOnlyWhereThereAreAny() throws {
        for (sheets, width, open) in [([nil, nil], 6, 4), (["Kevät", nil], 7, 5)] as [([String?], Int, Int)] {
            let sheet = FixListPlan(list(sheets: sheets)).sheets[1]
            let table = try #require(sheet.plan.table)
            #expect(table.columns.count == width && table.rows.allSatisfy { $0.count == width })
            #expect(sheet.openColumn == open)
            #expect(sheet.plan.tableLines.isEmpty)
            #expect(table.rows[0].last == .text(Self.key) && table.rows[0].first == .sourceText(Self.file))
        }
    }

    @Test func columnsAreAsWideAsTheirUse() throws {
        let table = try #require(FixListPlan(list(sheets: ["Kevät"])).sheets[1].plan.table)
        let layout = TableLayout(table, FixtureLocale.finnish)
        // A file's name is not broken, a value of 30 characters fits, and the key takes no room.
        #expect(!layout.wraps[0] && layout.widths[0] >= TextMeasure.width(Self.file))
        #expect(layout.widths[5] >= 215)
        #expect(layout.widths[6] == 84 && !layout.wraps[6])
    }

    @Test func cellsWithNothingInThemAreEmpty() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fix-list-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("list.xlsx").path
        try writeFixList(list(sheets: ["Kevät", nil]), to: path)
        let parts = try PackageReader.parts(of: path)
        let strings = try #require(parts["xl/sharedStrings.xml"])
        #expect(strings.contains(Self.key) && !strings.contains("[z]") && !strings.contains("[x]"))
        #expect(parts["xl/styles.xml"]?.contains("horizontal=\"fill\"") ?? false)
    }
}
