import Foundation
import Ingest
import Testing

@testable import WorkbookTemplate

/// Templates as other programs write them.
@Suite struct ReferenceTests {
    @Test(arguments: ["esr-liite", "esr-liite-libreoffice"])
    func fillsTemplatesOfOtherPrograms(_ name: String) throws {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "xlsx", subdirectory: "Reference"))
        let filling = try TemplateFilling(
            path: url.path, displayName: "\(name).xlsx", results: Samples.results(), locale: Samples.finnish,
            map: TemplateMap(entries: [
                Samples.name("EECO01_miehet", "EECO01[gender_group=non-binary]"), Samples.name("osuus", "match-rate"),
                Samples.cell("'Liite 1'!C9", "first-day"), Samples.cell("Ohje!B7", "EECO01:title"),
            ]))
        let filled = try filling.filled()
        #expect(
            filled.cells.map { "\($0.address) \($0.figure)" } == [
                "'Liite 1'!C3 EECO01", "'Liite 1'!C4 EECO01[gender_group=women]",
                "'Liite 1'!C5 EECO01[gender_group=non-binary]", "'Liite 1'!C7 match-rate", "'Liite 1'!C8 as-of",
                "'Liite 1'!C9 first-day", "Ohje!B7 EECO01:title",
            ])
        #expect(filled.emptyCells.map(\.name) == ["hankkeen_nimi"])
        #expect(filled.recalculates)
        let before = ZipDirectory(try Array(Data(contentsOf: url))).entries
        let after = ZipDirectory(filled.bytes).entries
        #expect(before.map(\.name) == after.map(\.name))
        let changed = zip(before, after).filter { $0 != $1 }.map(\.0.name)
        #expect(
            Set(changed).subtracting(["xl/workbook.xml"]) == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"])
        let file = try TemplateFixture(bytes: filled.bytes)
        let reader = try WorkbookReader(path: file.path, displayName: "out.xlsx")
        var rows: [Int: WorkbookRow] = [:]
        try reader.readRows(sheet: .name("Liite 1")) { rows[$0.rowNumber] = $0 }
        // The cells' own number formats still hold: the day is read as a day.
        #expect(
            (3...9).map { rows[$0]?[2] } == [
                .number(40), .number(23), .text("[c]"), .empty, .number(0.12345678901234568), .text("31.12.2023"),
                .date(dayNumber: 19_668, secondOfDay: nil),
            ])
        #expect(rows[3]?[0] == .text("Osallistujat yhteensä"))
        try reader.readRows(sheet: .name("Ohje")) { rows[$0.rowNumber + 100] = $0 }
        #expect(rows[107]?.cells == [.empty, .text("Osallistujat & <muut>")])
        withExtendedLifetime(file) {}
    }
}

/// Workbooks that many programs wrote, gathered for the reader's tests (Tests/IngestTests/Reference/inputs, with their provenance).
@Suite struct ManyProgramsTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("IngestTests/Reference/inputs")

    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".xlsx") }.sorted()
    }()

    /// Every cell of every worksheet, as the reader sees it.
    private static func cells(_ path: String) throws -> [String: WorkbookCell] {
        let reader = try WorkbookReader(path: path, displayName: "file.xlsx")
        var cells: [String: WorkbookCell] = [:]
        for sheet in reader.sheets where sheet.kind == .worksheet {
            try reader.readRows(sheet: .position(sheet.position)) { row in
                for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
                    cells["\(sheet.position)!\(CellAddress.letters(column))\(row.rowNumber)"] = cell
                }
            }
        }
        return cells
    }

    @Test func thereAreFiles() { #expect(Self.files.count >= 20) }

    /// With libzip 1.7 some of these ended in a crash while the old bytes were only lent to it.
    @Test(arguments: files)
    func putsOneValueBesideAllOthers(_ name: String) throws {
        let url = Self.folder.appendingPathComponent(name)
        let reader = try WorkbookReader(path: url.path, displayName: name)
        let sheet = try #require(reader.sheets.first { $0.kind == .worksheet })
        let place = try #require(CellAddress(sheet: sheet.name, column: 701, row: 7))
        let filled = try TemplateFilling(
            path: url.path, displayName: name, results: Samples.results(), locale: Samples.finnish,
            map: TemplateMap(entries: [Samples.cell(place.description, "EECO01")])
        ).filled()
        let before = ZipDirectory(try Array(Data(contentsOf: url))).entries
        let after = ZipDirectory(filled.bytes).entries
        #expect(!before.isEmpty && before.map(\.name) == after.map(\.name))
        let changed = zip(before, after).filter { $0 != $1 }.map(\.0.name)
        #expect(changed == filled.changedParts)
        #expect(changed.count == 1 || changed.count == 2 && filled.recalculates)
        let file = try TemplateFixture(bytes: filled.bytes)
        var expected = try Self.cells(url.path)
        expected["\(sheet.position)!ZZ7"] = .number(40)
        #expect(try Self.cells(file.path) == expected)
        withExtendedLifetime(file) {}
    }
}
