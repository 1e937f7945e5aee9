import Diagnostics
import Foundation
import Records
import Testing

@testable import Disclosure
@testable import Reporting
@testable import TextReport

/// Sections as plain text for the fields of a form.
@Suite struct TextReportTests {
    private static func number(_ value: Double?) -> ProtectedNumber {
        .unrestricted(value, because: "invented for a test")
    }

    private static let withheld = ProtectedNumber(.withheld)

    private static let locale = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]", absenceMarks: ["other": "[x]"], approximateWord: "n.", dayForm: "d.M.yyyy",
        monthNames: [],
        texts: [
            "field.heading": "{title}: tekstit", "field.counting": "Näin laskettu.", "field.check-limits": "Tarkista.",
            "field.count": "{count} / {limit} merkkiä", "field.unverified": "tarkistamatta",
            "field.excess": "{excess} liikaa", "field.left-out": "Pois: {kinds}.", "field.empty": "Tyhjä.",
            "field.chart": "Kuvio: {title}", "field.table": "{title} ({column})", "field.note": "Huomautus: {text}",
            "field.source": "Lähde: {source}",
            "field.mark": "{mark} = {meaning}", "field.target": "tavoite {target}: {status}",
            "field.kind.table": "taulukot", "field.kind.chart": "kuviot",
        ])

    private static func document(_ sections: [Section], notes: [String] = []) -> Document {
        Document(
            information: DocumentInformation(
                name: "loppuraportti", title: "Loppuraportti", subtitle: "Pilottivuosi", organisation: "Hanke",
                contact: "", period: "1.2.2023–31.12.2023", asOf: "31.12.2023",
                asOfDay: CalendarDay(number: 0), keywords: [], description: "", facts: [], build: "abc"),
            locale: locale, sections: sections, notes: notes,
            legend: [
                LegendEntry(mark: "[c]", meaning: "salattu"), LegendEntry(mark: "[x]", meaning: "puuttuu"),
            ])
    }

    private static func section(
        _ blocks: [Block], limit: Int = 4000, verified: Bool = true, leavingOut kinds: Set<TextField.Kind> = []
    ) -> Section {
        Section(
            id: "tulokset", title: "Tulokset", shortTitle: "Tulokset", blocks: blocks,
            field: TextField(
                id: "tulokset", title: "Tulokset ja vaikutukset", limit: limit, isVerified: verified, leftOut: kinds))
    }

    private static func text(
        _ blocks: [Block], notes: [String] = [], leavingOut kinds: Set<TextField.Kind> = []
    ) -> String {
        fieldTexts(of: document([section(blocks, leavingOut: kinds)], notes: notes)).first?.text ?? "?"
    }

    private static let table = Table(
        id: "alueet", title: "Osallistumiset alueittain", shortTitle: "Alueet", introduction: "Kaikki alueet.",
        columns: [
            TableColumn(id: "region", title: "Alue"),
            TableColumn(id: "kaikki", title: "Osallistumiset", format: .integer),
            TableColumn(id: "osuus", title: "Osuus", format: .percent(1)),
        ],
        rows: [
            [.text("Uusimaa"), .number(number(1234)), .number(number(0.615))],
            [.text("Kainuu"), .number(withheld), .absent(reason: "no-observations")],
            [.text("Yhteensä"), .formatted(number(1250), .decimal(1)), .text("–")],
        ], notes: [1], source: "Osallistujaluettelot")

    private static func chart(of table: String) -> Chart {
        Chart(
            id: "kuva", mark: .bars, title: "Osallistumiset", caption: "n", alternativeText: "Uusimaa 1 234.",
            categoryTitle: "", valueTitle: "", format: .integer, categories: [], series: [], table: table,
            categoryColumn: "region", seriesColumns: ["kaikki"])
    }

    // MARK: Blocks

    @Test func writesParagraphsHeadingsAndLists() {
        let text = Self.text([
            .heading("Alku"), .paragraph("Eka."), .list(["a", "b"]), .notice("Huomaa."),
            .prose(
                .paragraph(
                    RichText([.init("Lue "), .init("lisää", isStrong: true, address: "https://a.fi"), .init(".")]))),
            .prose(.list([RichText([.init("yksi")]), RichText([.init("kaksi")])], start: 3)),
            .prose(.list([RichText([.init("piste")])], start: nil)),
        ])
        #expect(
            text
                == [
                    "Alku", "", "Eka.", "", "– a", "– b", "", "Huomaa.", "", "Lue lisää (https://a.fi).", "", "3. yksi",
                    "4. kaksi", "", "– piste",
                ].joined(separator: "\r\n"))
    }

    @Test func writesKeyFiguresWithDetailAndTarget() {
        let target = TargetComparison(
            target: Self.number(1000), share: Self.number(1.234), status: .met, statusText: "Saavutettu")
        let figures = [
            KeyFigure(
                indicator: "a", label: "Osallistumiset", value: Self.number(1234), format: .integer, unit: "kpl",
                detail: "n = 5", target: target),
            KeyFigure(
                indicator: "b", label: "Henkilöt", value: Self.withheld, format: .integer, unit: "henkilöä", detail: ""),
        ]
        #expect(
            Self.text([.keyFigures(figures)])
                == "Osallistumiset: 1\u{A0}234 kpl (n = 5; tavoite 1\u{A0}000: saavutettu)\r\nHenkilöt: [c]\r\n\r\n[c] = salattu"
        )
    }

    @Test func writesTablesRowByRowWithNotesSourceAndMarks() {
        #expect(
            Self.text([.table(Self.table)], notes: ["Kerran kukin."])
                == [
                    "Osallistumiset alueittain", "Kaikki alueet.",
                    "Uusimaa: Osallistumiset 1\u{A0}234; Osuus 61,5\u{A0}%",
                    "Kainuu: Osallistumiset [c]; Osuus [x]", "Yhteensä: Osallistumiset 1\u{A0}250,0; Osuus –",
                    "Huomautus: Kerran kukin.", "Lähde: Osallistujaluettelot", "", "[c] = salattu", "[x] = puuttuu",
                ].joined(separator: "\r\n"))
    }

    @Test func namesAChartWhoseNumbersStandInTheFieldAndTellsAnyOther() {
        let both = Self.text([.table(Self.table), .chart(Self.chart(of: "alueet"))])
        #expect(both.contains("\r\n\r\nKuvio: Osallistumiset\r\n\r\n[c]"))
        #expect(!both.contains("Uusimaa 1 234."))
        #expect(Self.text([.chart(Self.chart(of: "alueet"))]) == "Kuvio: Osallistumiset\r\nUusimaa 1 234.")
        // The table is left out of the field, so the chart has to tell.
        let without = Self.text([.table(Self.table), .chart(Self.chart(of: "alueet"))], leavingOut: [.table])
        #expect(without == "Kuvio: Osallistumiset\r\nUusimaa 1 234.")
    }

    @Test func writesQuotationsTermsAndDefinitions() {
        let text = Self.text([
            .quotations([QuotedText(text: "”Hyvä!”", attribution: "jälkeen"), QuotedText(text: "”Ei.”")]),
            .terms(
                TermList(title: "Sanoja", terms: [Term(key: "a", name: "Leviäminen", meaning: "Kun uusi yleistyy.")])),
            .definitions([
                IndicatorDefinition(
                    code: "x", title: "Osallistumiset", facts: [LabelledText(label: "Määritelmä", text: "Käynnit.")])
            ]),
        ])
        #expect(
            text
                == [
                    "– ”Hyvä!”, jälkeen", "– ”Ei.”", "", "Sanoja", "Leviäminen: Kun uusi yleistyy.", "",
                    "Osallistumiset",
                    "Määritelmä: Käynnit.",
                ].joined(separator: "\r\n"))
    }

    @Test func leavesHeadingsOutOfWhatIsLeftOut() {
        let blocks: [Block] = [.heading("Luvut"), .table(Self.table), .heading("Sanat"), .paragraph("Sana.")]
        #expect(Self.text(blocks, leavingOut: [.table]) == "Sanat\r\n\r\nSana.")
        #expect(Self.text(blocks, leavingOut: [.table, .heading]) == "Sana.")
    }

    // MARK: Lengths

    @Test func countsUnitsOfUTF16AndTwoForALineBreak() {
        // 'a', 'ä', and an emoji outside the Basic Multilingual Plane (2), a break between paragraphs (2 × 2), 'b'.
        let field = FieldText(
            field: TextField(id: "a", title: "A", limit: 9, isVerified: true),
            text: fieldTexts(of: Self.document([Self.section([.paragraph("aä😀"), .paragraph("b")])])).first?.text ?? "")
        #expect(field.text == "aä😀\r\n\r\nb")
        #expect(field.count == 9)
        #expect(field.excess == 0)
        #expect(field.finding(in: "f", locale: Self.locale) == nil)
        // 'e' and a combining acute are two units, as a browser counts.
        let decomposed = FieldText(field: field.field, text: "e\u{301}")
        #expect(decomposed.count == 2)
    }

    @Test func everyKindOfLineBreakIsCRLF() {
        #expect(Self.text([.paragraph("a\nb\r\nc\rd\u{2028}e\n\nf")]) == "a\r\nb\r\nc\r\nd\r\ne\r\nf")
    }

    @Test func warnsOfAFieldThatIsTooLong() throws {
        let document = Self.document([Self.section([.paragraph("12345")], limit: 3, verified: false)])
        let field = try #require(fieldTexts(of: document).first)
        #expect(field.excess == 2)
        let finding = try #require(field.finding(in: "loppuraportti.fi.txt", locale: Self.locale))
        #expect(finding.severity == .warning)
        #expect(finding.code == "field.too-long")
        for part in ["loppuraportti.fi.txt", "'tulokset'", "language fi", "5 characters", "2 more than the 3"] {
            #expect(finding.explanation.summary.contains(part), "\(finding.explanation.summary)")
        }
        #expect(finding.explanation.remedies.contains { $0.contains("look the limit up") })
        // The text is whole: whoever pastes it decides what to cut.
        #expect(field.text == "12345")
    }

    // MARK: The file of all fields

    @Test func headsEachFieldWithTitleLengthAndLimit() throws {
        var second = Self.section([.paragraph("12345")], limit: 3, verified: false)
        second.field?.title = "Opit"
        var third = Self.section([.table(Self.table)], limit: 10, leavingOut: [.table, .chart])
        third.field?.title = "Tyhjä kenttä"
        let plain = Section(id: "muu", title: "Muu", shortTitle: "Muu", blocks: [.paragraph("Ei kentässä.")])
        let document = Self.document([Self.section([.paragraph("Eka.")]), plain, second, third])
        let golden = try String(
            contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .appendingPathComponent("Goldens/fields.txt"), encoding: .utf8)
        #expect(textReport(of: document)?.replacingOccurrences(of: "\r\n", with: "\n") == golden)
        #expect(textReport(of: document)?.contains("\r\n") == true)
        #expect(textReport(of: Self.document([plain])) == nil)
    }
}
