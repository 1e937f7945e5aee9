import Definitions
import Diagnostics
import Indicators
import Records
import Testing

@testable import Disclosure
@testable import Reporting

/// Blocks of quotations.
@Suite struct QuotesTests {
    private static let catalogueText = """
        kaiku: 1
        dimensions:
          theme: {titles: {fi: Teema}, code-list: theme}
          wave: {titles: {fi: Aalto}, code-list: wave}
        indicators:
          - code: themes
            titles: {fi: Teemat}
            definition: {fi: Teemat.}
            unit: share
            population: persons
            calculation: {kind: mention-share, table: coded, person: person, over: theme, quotes: {text: quote, by: wave}}
            breakdowns: [[wave]]
          - code: answers
            titles: {fi: Vastaukset}
            definition: {fi: Vastaukset.}
            unit: responses
            population: persons
            calculation: {kind: count, table: coded}
        """

    private static func catalogue() throws -> Catalogue {
        Catalogue.decode(
            [try DefinitionFile.load(text: catalogueText, name: "c.yaml").root], with: DefinitionReader())
    }

    private static let lists = [
        "theme": CodeList(
            name: "theme",
            codes: [Code(code: "money", titles: ["fi": "Rahoitus"]), Code(code: "time", titles: ["fi": "Aika"])]),
        "wave": CodeList(
            name: "wave",
            codes: [Code(code: "before", titles: ["fi": "Ennen"]), Code(code: "after", titles: ["fi": "Jälkeen"])]),
    ]

    private static let locale = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]", absenceMarks: ["other": "[x]"], approximateWord: "n.", dayForm: "d.M.yyyy",
        monthNames: [], texts: ["quotation.marked": "”{text}”", "title": "Otsikko"])

    private static func report(_ block: String) throws -> (definition: ReportDefinition?, findings: [Finding]) {
        let text = "report: a\nsections:\n  - id: a\n    title: title\n    blocks:\n      - quotes: \(block)\n"
        let reader = DefinitionReader()
        let definition = ReportDefinition.decode(try DefinitionFile.load(text: text, name: "a.yaml").root, with: reader)
        return (definition, reader.findings)
    }

    private static func blocks(_ quotations: [Quotation], most: Int = 3) throws -> [Block] {
        let list = QuotationList(indicator: "themes", over: "theme", by: "wave", quotations: quotations)
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: try catalogue(), codeLists: lists, sets: [], listings: [],
                quotations: [ProtectedQuotations(list, showing: quotations)], stepUps: [:], sources: [:]),
            locale: locale,
            occasion: ReportOccasion(
                from: CalendarDay(number: 0), to: CalendarDay(number: 0), asOf: CalendarDay(number: 0), build: ""),
            supplements: [:])
        let definition = try #require(try report("{indicator: themes, most: \(most)}").definition)
        let (document, findings) = builder.document(definition)
        #expect(findings.isEmpty)
        return document.sections[0].blocks
    }

    private static func quotation(
        _ theme: String, _ wave: String, _ text: String, _ language: String? = nil
    ) -> Quotation {
        Quotation(theme: .code(theme), group: .code(wave), text: text, language: language)
    }

    /// Headings and texts as lines.
    private static func lines(_ blocks: [Block]) -> [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let text): ["# " + text]
            case .quotations(let quotations): quotations.map { "\($0.text) \($0.attribution) \($0.language ?? "-")" }
            default: ["?"]
            }
        }
    }

    @Test func standUnderTheirThemesWithMarksAndWave() throws {
        let blocks = try Self.blocks([
            Self.quotation("money", "before", "Raha\nloppuu  pian.", "fi"),
            Self.quotation("money", "after", "<b>Tack</b> \"nej\"", "sv"),
            Self.quotation("time", "after", "=1+1", "x\" y"),
        ])
        #expect(
            Self.lines(blocks) == [
                "# Rahoitus", "”Raha loppuu pian.” Ennen fi", "”<b>Tack</b> \"nej\"” Jälkeen sv", "# Aika",
                "”=1+1” Jälkeen -",
            ])
    }

    @Test func aTextOfSeveralThemesStandsOnce() throws {
        let both = [Self.quotation("money", "before", "a"), Self.quotation("time", "before", "a")]
        #expect(Self.lines(try Self.blocks(both)) == ["# Rahoitus", "”a” Ennen -"])
        // Where the first theme has no room, the next one takes it.
        let more = [
            Self.quotation("money", "before", "a"), Self.quotation("money", "before", "b"),
            Self.quotation("time", "before", "b"),
        ]
        #expect(
            Self.lines(try Self.blocks(more, most: 1)) == ["# Rahoitus", "”a” Ennen -", "# Aika", "”b” Ennen -"])
    }

    @Test func takesFromEachWaveInTurn() throws {
        let many =
            ["a", "b", "c"].map { Self.quotation("money", "before", $0) } + [Self.quotation("money", "after", "d")]
        #expect(
            Self.lines(try Self.blocks(many, most: 3)) == [
                "# Rahoitus", "”a” Ennen -", "”b” Ennen -", "”d” Jälkeen -",
            ])
        #expect(Self.lines(try Self.blocks(many, most: 1)) == ["# Rahoitus", "”a” Ennen -"])
        #expect(try Self.blocks([]).isEmpty)
    }

    @Test(arguments: [
        ("{indicator: answers}", "'answers' has no quotations"), ("{indicator: thmes}", "'thmes'"),
        ("{indicator: themes, most: 0}", "'most' is less than one"),
    ])
    func saysWhatIsWrongWithABlock(block: String, problem: String) throws {
        let (definition, decoding) = try Self.report(block)
        let check = ReportCheck(catalogue: try Self.catalogue(), codeLists: Self.lists, locales: [])
        let findings = decoding + (definition.map { check.findings(in: $0) } ?? [])
        #expect(
            findings.contains { $0.explanation.summary.contains(problem) }, "\(findings.map(\.explanation.summary))")
    }

    @Test func needsItsMarksInEveryLanguage() throws {
        var texts = Self.locale.texts
        texts["quotation.marked"] = nil
        let bare = ReportLocale(
            language: "sv", decimalMark: ",", groupMark: " ", percentGap: " ", minus: "-", withheldMark: "[c]",
            absenceMarks: [:], approximateWord: "", dayForm: "d.M.yyyy", monthNames: [], texts: texts)
        let definition = try #require(try Self.report("{indicator: themes}").definition)
        let check = ReportCheck(catalogue: try Self.catalogue(), codeLists: Self.lists, locales: [Self.locale, bare])
        #expect(check.findings(in: definition).contains { $0.explanation.summary.contains("'quotation.marked' in sv") })
    }
}
