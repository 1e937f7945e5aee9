import Disclosure
import Records
import Reporting
import Testing

@testable import ExcelReport

@Suite struct CellTests {
    private func table(_ columns: [TableColumn], _ rows: [[Cell]]) -> [Section] {
        [
            Section(
                id: "s", title: "Osio", shortTitle: "Osio",
                blocks: [.table(Table(id: "t", title: "Taulu", shortTitle: "Taulu", columns: columns, rows: rows))])
        ]
    }

    private func read(_ columns: [TableColumn], _ rows: [[Cell]]) throws -> (PackageReader, first: Int) {
        let package = try PackageReader(Fixture.document(sections: table(columns, rows), notes: []))
        let names = try package.sheet("Taulu")
        // The table's heading is the last row but the rows themselves.
        let last = try #require(PackageReader.attributes("r", of: "row", in: names).last.flatMap(Int.init))
        return (package, last - rows.count + 1)
    }

    @Test func numbersStayUnroundedNumbers() throws {
        let (package, row) = try read(
            [
                TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B", format: .percent(1)),
                TableColumn(id: "c", title: "C", format: .percentagePoints(1)),
                TableColumn(id: "d", title: "D", format: .score),
            ],
            [
                [
                    .text("x"), .number(Fixture.number(2.0 / 3)), .number(Fixture.number(0.125)),
                    .number(Fixture.number(0.42)),
                ]
            ])
        #expect(Double(try package.cell("B\(row)", on: "Taulu") ?? "") == 2.0 / 3)
        #expect(Double(try package.cell("C\(row)", on: "Taulu") ?? "") == 12.5)
        #expect(Double(try package.cell("D\(row)", on: "Taulu") ?? "") == 42)
        #expect(try package.format("B\(row)", on: "Taulu") == "0.0\"\u{A0}\"%;\"−\"0.0\"\u{A0}\"%")
        #expect(try package.format("C\(row)", on: "Taulu") == "+0.0;\"−\"0.0;0.0")
    }

    @Test func approximateNumbersAreNumbersThatSayAbout() throws {
        let (package, row) = try read(
            [TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B", format: .integer)],
            [[.text("x"), .number(Fixture.number(300, approximate: true))]])
        #expect(try package.cell("B\(row)", on: "Taulu") == "300")
        #expect(try package.format("B\(row)", on: "Taulu") == "\"n.\u{A0}\"#,##0;\"n.\u{A0}\"\"−\"#,##0")
    }

    @Test func daysAreRealDaysAndThoseBeforeExcelsCalendarAreText() throws {
        let day = try #require(CalendarDay(iso: "2023-11-07"))
        let old = try #require(CalendarDay(iso: "1899-12-31"))
        let (package, row) = try read(
            [TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B")],
            [[.text("x"), .day(day)], [.text("y"), .day(old)]])
        // 7 November 2023 is day 45237 of the 1900 system.
        #expect(try package.cell("B\(row)", on: "Taulu") == "45237")
        #expect(try package.format("B\(row)", on: "Taulu") == "d\\.m\\.yyyy")
        #expect(try package.cell("B\(row + 1)", on: "Taulu") == "31.12.1899")
    }

    @Test func numbersNotShownHaveAMarkExplainedAboveTheTable() throws {
        let (package, row) = try read(
            [TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B", format: .integer)],
            [
                [.text("x"), .number(Fixture.withheld)], [.text("y"), .absent(reason: "not-applicable")],
                [.text("z")], [.text(""), .number(Fixture.number(.nan))],
            ])
        #expect(try package.cell("B\(row)", on: "Taulu") == "[c]")
        #expect(try package.cell("B\(row + 1)", on: "Taulu") == "[z]")
        #expect(try package.cell("B\(row + 2)", on: "Taulu") == "[z]")
        #expect(try package.cell("B\(row + 3)", on: "Taulu") == "[x]")
        #expect(try package.cell("A\(row + 3)", on: "Taulu") == "[x]")
        let lines = try (1..<row).compactMap { try package.cell("A\($0)", on: "Taulu") }.joined(separator: " ")
        for mark in ["[c] = ", "[x] = ", "[z] = "] { #expect(lines.contains(mark)) }
        #expect(!lines.contains("n. = "))
    }

    @Test(arguments: ["=1+1", "+358 40 1234567", "-5 %", "@handle", "=HYPERLINK(\"http://example.org\")"])
    func textsLikeFormulasStayText(_ text: String) throws {
        let (package, row) = try read([TableColumn(id: "a", title: "A")], [[.sourceText(text)]])
        #expect(try package.cell("A\(row)", on: "Taulu") == text)
        #expect(try package.format("A\(row)", on: "Taulu") == "@")
        #expect(!(try package.sheet("Taulu")).contains("<f>"))
    }

    @Test func headingsAreMadeUniqueAndKeptWithinExcelsLength() throws {
        let long = String(repeating: "ä", count: 300)
        let (package, _) = try read(
            [
                TableColumn(id: "a", title: "Luku"), TableColumn(id: "b", title: "luku"),
                TableColumn(id: "c", title: long), TableColumn(id: "d", title: "kaksi\nriviä"),
                TableColumn(id: "e", title: ""),
            ],
            [[.text("1"), .text("2"), .text("3"), .text("4"), .text("5")]])
        let table = try #require(package.parts.first { $0.value.contains("name=\"table_t\"") }?.value)
        let names = PackageReader.attributes("name", of: "tableColumn", in: table)
        #expect(names[0] == "Luku")
        #expect(names[1] == "luku (2)")
        #expect(names[2].utf16.count <= 255)
        #expect(names[3] == "kaksi riviä")
        #expect(names[4] == "e")
    }

    @Test func tablesWithoutRowsSaySo() throws {
        let package = try PackageReader(
            Fixture.document(
                sections: table([TableColumn(id: "a", title: "A"), TableColumn(id: "b", title: "B")], []), notes: []))
        #expect(try package.sharedStrings().contains("Ei rivejä"))
    }

    @Test func textsOfMarkupAndQuotesComeBackAsTheyWere() throws {
        let text = "<b>\"A & B\"</b> 'ä' 😀 _x000D_"
        let (package, row) = try read([TableColumn(id: "a", title: "A & <B>")], [[.sourceText(text)]])
        // Excel and its readers turn the escaped escape back.
        #expect(try package.cell("A\(row)", on: "Taulu") == text.replacing("_x000D_", with: "_x005F_x000D_"))
    }
}
