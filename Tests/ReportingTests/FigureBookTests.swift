import Records
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// The figure book: identifiers and numbers that stay, and sentences that know what they rest on.
@Suite struct FigureBookTests {
    private static func chart(_ id: String, number: Int? = nil, _ figures: [String] = [], title: String = "K") -> Chart
    {
        var chart = Chart(
            id: id, mark: .bars, title: title, caption: "n = 12", alternativeText: "Kaksi pylvästä.",
            categoryTitle: "", valueTitle: "", format: .integer, categories: [], series: [], table: "",
            categoryColumn: "", seriesColumns: [])
        chart.number = number
        chart.figures = figures
        return chart
    }

    private static func table(_ id: String, number: Int? = nil, _ figures: [String] = []) -> Table {
        var table = Table(id: id, title: "Taulukko", shortTitle: "", columns: [], rows: [])
        table.number = number
        table.figures = figures
        return table
    }

    private static func locale(_ language: String) -> ReportLocale {
        ReportLocale(
            language: language, decimalMark: ",", groupMark: " ", percentGap: "", minus: "-", withheldMark: "[c]",
            absenceMarks: [:], approximateWord: "n.", dayForm: "d.M.yyyy", monthNames: [],
            texts: [
                "html.figure": "Kuvio {number}", "html.table": "Taulukko {number}", "figure-book.title": "Kirja",
                "figure-book.opening": "{counts}", "finding.list.last": " ja ",
                "figure-book.count.figures": "{count} kuviota", "figure-book.count.tables": "{count} taulukkoa",
                "figure-book.count.tables.one": "yksi taulukko", "figure-book.count.sentences": "{count} tekstiä",
                "figure-book.commands": "{count} lukua", "figure-book.commands.one": "1 luku",
                "figure-book.file.drawing": "SVG", "figure-book.file.image": "PNG", "figure-book.file.page": "PDF",
                "figure-book.file.data": "CSV", "figure-book.file.words": "TXT",
                "figure-book.other-sentences": "Muut",
            ])
    }

    private static func document(_ name: String, _ sections: [(String, [Block])], language: String = "fi") -> Document {
        Document(
            information: DocumentInformation(
                name: name, title: "Raportti \(name)", subtitle: "", organisation: "", contact: "", period: "",
                asOf: "", asOfDay: CalendarDay(number: 0), keywords: [], description: "", facts: [], build: "b1"),
            locale: locale(language),
            sections: sections.map { Section(id: $0.0, title: $0.0, shortTitle: "", blocks: $0.1) })
    }

    private static func passage(_ id: String, _ figures: [String], _ text: String = "Virke.") -> Passage {
        Passage(text, id: id, figures: figures)
    }

    // MARK: Identifiers

    @Test func identifiersNameReportAndBlockAndNoPlace() {
        let sections: [(String, [Block])] = [
            (
                "a",
                [
                    .paragraph("Johdanto."), .table(Self.table("events", number: 2)),
                    .chart(Self.chart("map", number: 7)),
                ]
            ),
            ("b", [.list([Self.passage("attendances-mode-onsite", ["attendances[mode=onsite]"]), Passage("Muu.")])]),
        ]
        let book = FigureBook([Self.document("summary", sections)])
        #expect(book.exhibits.map(\.id) == ["T-summary.events", "F-summary.map"])
        #expect(book.exhibits.map(\.number) == [2, 7])
        #expect(book.sentences.map(\.id) == ["S-attendances-mode-onsite"], "only texts that tell of figures")
        let turned = FigureBook([Self.document("summary", sections.reversed().map { ($0.0, $0.1.reversed()) })])
        #expect(Set(turned.exhibits.map(\.id)) == Set(book.exhibits.map(\.id)))
        #expect(turned.sentences.map(\.id) == book.sentences.map(\.id))
    }

    /// Two reports may tell of one figure, and one report twice: the later text bears its report, then its section, then a number.
    @Test func laterTextsOfOneNameBearTheirReport() {
        let one = Self.passage("adoptions", ["adoptions"])
        let book = FigureBook([
            Self.document("a", [("s", [.paragraph(one)])]),
            Self.document("b", [("s", [.paragraph(one), .list([one, one]), .notice(one)])]),
        ])
        #expect(
            book.sentences.map(\.id)
                == ["S-adoptions", "S-adoptions.b", "S-adoptions.b.s", "S-adoptions.b.s.2", "S-adoptions.b.s.3"])
    }

    @Test func languagesShareIdentifiersAndNumbers() {
        let documents = ["fi", "sv"].map { language in
            Self.document(
                "r",
                [
                    (
                        "s",
                        [
                            .chart(Self.chart("map", number: 3, ["x"], title: "Titel \(language)")),
                            .paragraph(Self.passage("x", ["x"], "Text \(language)")),
                        ]
                    )
                ], language: language)
        }
        let book = FigureBook(documents)
        #expect(book.languages == ["fi", "sv"] && book.exhibits.count == 1 && book.sentences.count == 1)
        #expect(book.exhibits[0].title(in: "sv") == "Titel sv" && book.exhibits[0].title(in: "fi") == "Titel fi")
        #expect(book.sentences[0].texts == ["fi": "Text fi", "sv": "Text sv"])
        #expect(book.exhibits[0].files(in: "sv").map(\.path).first == "figures/map.sv.svg")
        #expect(book.exhibits[0].files(in: "sv").map(\.use) == [.drawing, .image, .page, .data, .words])
        #expect(book.exhibits[0].files(in: "en").isEmpty)
    }

    // MARK: Relations

    /// A text stands below the first chart of its section that shows what it tells, else below such a table, else at the end.
    @Test func textsStandByTheFigureThatShowsThem() throws {
        let book = FigureBook([
            Self.document(
                "r",
                [
                    (
                        "s",
                        [
                            .paragraph(Self.passage("both", ["x", "z"])), .table(Self.table("t", ["x", "y"])),
                            .chart(Self.chart("c", ["x"])), .paragraph(Self.passage("table", ["y"])),
                            .paragraph(Self.passage("none", ["q"])),
                            .prose(.paragraph(RichText([.init("Tekstiä")], id: "staff-a-x", figures: ["x"]))),
                            .prose(.list([RichText([.init("Ilman lukuja")])], start: nil)),
                        ]
                    ), ("other", [.paragraph(Self.passage("elsewhere", ["x"]))]), ("bare", [.paragraph("Ei mitään.")]),
                ])
        ])
        let sentences = Dictionary(uniqueKeysWithValues: book.sentences.map { ($0.id, $0) })
        #expect(sentences["S-both"]?.exhibits == ["T-r.t", "F-r.c"])
        #expect(sentences["S-none"]?.exhibits == [])
        #expect(book.exhibits[0].sentences == ["S-both", "S-table", "S-staff-a-x", "S-elsewhere"])
        let document = try #require(book.document(in: "fi"))
        #expect(document.sections.map(\.id) == ["r", "r-s", "r-other"])
        #expect(document.information.title == "Kirja" && document.information.name == "figure-book")
        guard case .paragraph(let opening) = document.sections[0].blocks[0] else { throw Mismatch() }
        #expect(opening.text == "1 kuviota, yksi taulukko ja 5 tekstiä")
        let chapter = document.sections[1].blocks
        guard case .citation(let table) = chapter[0], case .sentences(let ofTable) = chapter[1],
            case .chart = chapter[2], case .citation(let chart) = chapter[3], case .sentences(let ofChart) = chapter[4],
            case .heading("Muut") = chapter[5], case .sentences(let rest) = chapter[6]
        else { throw Mismatch() }
        #expect(chapter.count == 7)
        #expect(table.label == "Taulukko 1" && table.title == "Taulukko" && chart.title.isEmpty)
        #expect(table.files == [LinkedFile(title: "CSV", path: "figures/tables/r.t.fi.csv")])
        #expect(table.commandsTitle == "2 lukua" && table.commands == ["kaiku explain x", "kaiku explain y"])
        #expect(table.sentences.map(\.id) == ["S-both", "S-staff-a-x", "S-elsewhere"], "those that stand elsewhere")
        #expect(
            ofTable.map(\.id) == ["S-table"] && ofChart.map(\.id) == ["S-both", "S-staff-a-x"]
                && rest.map(\.id) == ["S-none"])
        #expect(ofChart[0].command == "kaiku explain x z")
        #expect(ofChart[0].places.map(\.title) == ["Taulukko 1", "Kuvio 1"])
    }

    private struct Mismatch: Error {}

    @Test func aBookOfNothingHasNoPages() {
        #expect(FigureBook([]).document(in: "fi") == nil)
        #expect(FigureBook([Self.document("r", [("s", [.paragraph("x")])])]).document(in: "fi") == nil)
    }

    // MARK: Numbers

    /// What a build cannot make keeps its number, and what nobody kept a number for comes after.
    @Test func whatIsNotMadeKeepsItsNumber() {
        var numbers = BlockNumbers()
        #expect(numbers.nextTable() == 1)
        let parts = SupplementParts(tables: ["changes", "rows"], charts: ["trend"])
        let some = numbers.numbered([.table(Self.table("rows")), .table(Self.table("new")), .heading("x")], parts)
        let found = some.compactMap { if case .table(let table) = $0 { table.number } else { nil } }
        #expect(found == [3, 4])
        #expect(numbers.nextTable() == 5 && numbers.nextChart() == 2)
        var others = BlockNumbers()
        #expect(others.nextTable() == 1)
        let all = others.numbered(["changes", "rows"].map { .table(Self.table($0)) }, parts)
        #expect(all.compactMap { if case .table(let table) = $0 { table.number } else { nil } } == [2, 3])
    }

    // MARK: References

    @Test func referencesAreReadAsTheyAreWritten() throws {
        let breakdown = [
            BreakdownLevel(dimension: "measure", level: .code("5")),
            BreakdownLevel(dimension: "indicator", level: .code("responses[wave=after, helix=missing:refused]")),
        ]
        let text = FigureReference.text(of: "targets", at: breakdown)
        #expect(text == "targets[measure=5, indicator=responses[wave=after, helix=missing:refused]]")
        let read = try #require(FigureReference(text))
        #expect(read.indicator == "targets" && read.matches(breakdown))
        #expect(FigureReference.text(of: "attendances", at: []) == "attendances")
        let unknown = BreakdownLevel(dimension: "helix", level: .missing(.refused))
        #expect(FigureReference(FigureReference.text(of: "a", at: [unknown]))?.matches([unknown]) == true)
        #expect(FigureReference("a[x=1,y=2]")?.levels == ["x": "1", "y": "2"])
        #expect(FigureReference("a[x=1") == nil && FigureReference("a[x]") == nil && FigureReference("") == nil)
    }

    @Test func commandsAreQuotedForShells() {
        #expect(explainCommand(["EECO01"]) == "kaiku explain EECO01")
        #expect(
            explainCommand(["item-change[item=q03]", "a"]) == "kaiku explain \"item-change[item=q03]\" a")
        #expect(explainCommand(["a[x=5 €]"]) == "kaiku explain \"a[x=5 €]\"")
        #expect(explainCommand(["a[x=$HOME]"]) == "kaiku explain 'a[x=$HOME]'")
        #expect(explainCommand(["a[x=it's \"so\"]"]) == "kaiku explain 'a[x=it'\\''s \"so\"]'")
        #expect(explainCommand(["--rows"]) == "kaiku explain \"--rows\"")
    }

    /// Codes that differ in nothing but signs get different names, and a level that is missing is no code.
    @Test func namesTellCodesApart() {
        func name(_ level: BreakdownLevel.Level) -> String {
            Passage.name(of: "x", at: [BreakdownLevel(dimension: "d", level: level)])
        }
        #expect(name(.code("q03")) == "x-d-q03" && name(.number(-1)) == "x-d--1")
        #expect(name(.missing(.refused)) == "x-d-missing-refused")
        let names = [name(.code("a b")), name(.code("a.b")), name(.code("a-b"))]
        #expect(Set(names).count == 3 && names.allSatisfy { $0.hasPrefix("x-d-a-b") })
        #expect(names.allSatisfy { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
        #expect(Passage.name(ofKey: "text.summary.reach") == "text-summary-reach")
    }
}
