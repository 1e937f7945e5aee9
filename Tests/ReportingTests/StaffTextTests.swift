import Definitions
import Diagnostics
import Indicators
import Markdown
import Records
import Tabulation
import Testing

@testable import Disclosure
@testable import Reporting

/// What staff write, as part of a report.
@Suite struct StaffTextTests {
    private static func catalogue() throws -> Catalogue {
        let text = """
            kaiku: 1
            dimensions:
              mode: {titles: {fi: Tapa}}
            indicators:
              - code: attendances
                titles: {fi: Osallistumiset}
                definition: {fi: Käynnit.}
                unit: attendances
                population: persons
                calculation: {kind: count, table: attendance}
                breakdowns: [[mode]]
            """
        return Catalogue.decode(
            [try DefinitionFile.load(text: text, name: "c.yaml").root], with: DefinitionReader())
    }

    private static let locale = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]", absenceMarks: ["other": "[x]"], approximateWord: "n.", dayForm: "d.M.yyyy",
        monthNames: [],
        texts: [
            "title": "Otsikko", "staff-text.unwritten": "Ei vielä kirjoitettu.", "report.title": "",
            "report.subtitle": "",
            "report.organisation": "", "report.contact": "", "report.description": "", "report.keywords": "",
        ])

    private static func report(
        _ texts: [String: String], blocks: String = "- text: opit", folder: String = "texts: texts/a\n"
    ) throws -> (definition: ReportDefinition, findings: [Finding]) {
        let yaml = "report: a\n\(folder)sections:\n  - id: a\n    title: title\n    blocks:\n      \(blocks)\n"
        var definition = try #require(
            ReportDefinition.decode(try DefinitionFile.load(text: yaml, name: "a.yaml").root, with: DefinitionReader()))
        var findings: [Finding] = []
        definition.texts["fi"] = texts.mapValues { text in
            MarkdownText(Array(text.utf8), file: "texts/a/opit.fi.md", findings: &findings)
        }
        #expect(findings.isEmpty)
        let check = ReportCheck(catalogue: try catalogue(), codeLists: [:], locales: [locale])
        return (definition, check.findings(in: definition))
    }

    private static func blocks(_ text: String) throws -> [Block] {
        func figure(_ value: Double, _ breakdown: [BreakdownLevel], approximate: Bool = false) -> ProtectedFigure {
            ProtectedFigure(
                indicator: "attendances", breakdown: breakdown, unit: .attendances, method: "count",
                value: ReportSample.number(value, approximate: approximate), n: ReportSample.number(value), lower: nil,
                upper: nil, further: [], absence: nil)
        }
        let set = ProtectedSet(
            indicator: "attendances", unit: .attendances, population: .persons, method: "count",
            figures: [
                figure(1234, [], approximate: true),
                figure(34, [BreakdownLevel(dimension: "mode", level: .code("onsite"))]),
            ])
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: try catalogue(), codeLists: [:], sets: [set], listings: [], stepUps: [:], sources: [:]),
            locale: locale,
            occasion: ReportOccasion(
                from: CalendarDay(number: 0), to: CalendarDay(number: 364), asOf: CalendarDay(number: 364), build: ""),
            supplements: [:])
        let (document, findings) = builder.document(try report(["opit": text]).definition)
        #expect(findings.isEmpty, "\(findings.map(\.explanation.summary))")
        return document.sections[0].blocks
    }

    /// Blocks as lines; emphasis as stars, links in brackets.
    private static func lines(_ blocks: [Block]) -> [String] {
        func marked(_ text: RichText) -> String {
            text.runs.map { run in
                let words = (run.isStrong ? "**" : "") + (run.isEmphasised ? "*" : "") + run.text
                return words + (run.address.map { "<\($0)>" } ?? "")
            }.joined(separator: "|")
        }
        return blocks.flatMap { block -> [String] in
            switch block {
            case .heading(let text): ["# " + text]
            case .notice(let passage): ["! " + passage.text]
            case .prose(.paragraph(let text)): [marked(text)]
            case .prose(.list(let items, let start)): items.map { "\(start.map(String.init) ?? "-") " + marked($0) }
            default: ["?"]
            }
        }
    }

    /// What staff have written with figures can be quoted and proved: it has a name that no language changes, and its figures.
    @Test func knowsTheFiguresItTellsOf() throws {
        let blocks = try Self.blocks(
            "Vuonna {attendances}, joista {attendances[mode=onsite]}.\n\nEi lukuja.\n\n- {attendances}\n- ei mitään\n")
        guard case .prose(.paragraph(let first)) = blocks[0], case .prose(.paragraph(let plain)) = blocks[1],
            case .prose(.list(let items, _)) = blocks[2]
        else { throw Mismatch() }
        #expect(first.id == "staff-opit-attendances")
        #expect(first.figures == ["attendances", "attendances[mode=onsite]"])
        #expect(plain.id == nil && plain.figures.isEmpty && items[1].id == nil)
        #expect(items[0].figures == ["attendances"])
    }

    private struct Mismatch: Error {}

    @Test func becomesHeadingsParagraphsAndLists() throws {
        let text = """
            ## Mikä *toimi*

            Eka
            rivi, **tärkeä** ja [linkki](https://a.fi).

            3. yksi
            4. kaksi
            """
        #expect(
            Self.lines(try Self.blocks(text)) == [
                "# Mikä toimi", "Eka rivi, |**tärkeä| ja |linkki<https://a.fi>|.", "3 yksi", "3 kaksi",
            ])
    }

    @Test func figuresStandInPlaceOfBraces() throws {
        let text = """
            - Käyntejä {attendances}, **paikalla {attendances[mode=onsite]}** (n = {attendances[mode=onsite]:n})
            - kausi {period}, tilanne {as-of}; näin {attendances[
              mode=onsite]}
            """
        #expect(
            Self.lines(try Self.blocks(text)) == [
                "- Käyntejä n.\u{A0}1\u{A0}234, |**paikalla 34| (n = 34)",
                "- kausi 1.1.1970–31.12.1970, tilanne 31.12.1970; näin 34",
            ])
    }

    @Test(arguments: ["", "\n"]) func sayingNothingIsSaidInTheReport(text: String) throws {
        #expect(Self.lines(try Self.blocks(text)) == ["! Ei vielä kirjoitettu."])
    }

    @Test func aTextThatIsNotThereIsSaidInTheReport() throws {
        let (document, _) = ReportSample.builder.document(try Self.report([:]).definition)
        #expect(Self.lines(document.sections[0].blocks) == ["! ⟦staff-text.unwritten⟧"])
    }

    // MARK: Plain

    @Test func plainTextTellsAddressesOnce() {
        let link = RichText([
            .init("Katso "), .init("koko", isEmphasised: true, address: "https://a.fi"),
            .init(" malli", address: "https://a.fi"), .init(", "), .init("https://b.fi", address: "https://b.fi"),
            .init(" tai "), .init("kysy", address: "mailto:a@b.fi"), .init("."),
        ])
        #expect(link.plain == "Katso koko malli (https://a.fi), https://b.fi tai kysy (a@b.fi).")
    }

    // MARK: Checks

    @Test(arguments: [
        ("a\nb {attendences}\n", 2, "report.unknown-indicator", "write 'attendances'"),
        ("a\n\n- b\n- {attendances[mod=onsite]}\n", 4, "report.unknown-dimension", "'mode'"),
        ("**{attendances:medain}**\n", 1, "report.unknown-part", "'medain'"),
        ("a {\n", 1, "report.brace", "'{' stands alone"), ("a\nb } c\n", 2, "report.brace", "'}' stands alone"),
        ("{a *{attendances}*}\n", 1, "report.brace", "'{' stands alone"), ("{}\n", 1, "report.unknown-figure", "''"),
        ("# {atendances}\n", 1, "report.unknown-indicator", "'atendances'"),
    ])
    func namesTheLineOfAFigureThatDoesNotExist(text: String, line: Int, code: String, words: String) throws {
        let findings = try Self.report(["opit": text]).findings
        let finding = try #require(findings.first)
        #expect(finding.code == code, "\(findings.map(\.rendered))")
        #expect(finding.location == RecordLocation(file: "texts/a/opit.fi.md", line: line))
        #expect(finding.rendered.contains(words), "\(finding.rendered)")
    }

    @Test func rightFiguresAreNoFinding() throws {
        let text = "{attendances}, {attendances[mode=onsite]:n}, {period} ja {as-of}\n"
        #expect(try Self.report(["opit": text]).findings.isEmpty)
    }

    @Test func needsAFolderAndItsOwnName() throws {
        let without = try Self.report([:], folder: "").findings
        #expect(without.map(\.code) == ["report.no-texts"])
        #expect(without.first?.rendered.contains("texts: texts/a") == true)
        let twice = try Self.report([:], blocks: "- text: opit\n      - text: opit").findings
        #expect(twice.map(\.code) == ["report.duplicate-text"])
    }

    // MARK: Fields

    private static func field(_ field: String) throws -> (field: FieldDefinition?, findings: [Finding]) {
        let yaml = "report: a\nsections:\n  - id: opit\n    title: title\n    field: \(field)\n    blocks: []\n"
        let reader = DefinitionReader()
        let report = ReportDefinition.decode(try DefinitionFile.load(text: yaml, name: "a.yaml").root, with: reader)
        return (report?.sections.first?.field, reader.findings)
    }

    @Test func readsFieldsOfSections() throws {
        let field = try #require(try Self.field("{title: title, limit: 4000, leave-out: [table, key-figures]}").field)
        #expect(field.id == "opit")
        #expect(field.limit == 4000)
        #expect(!field.isVerified)
        #expect(field.leftOut == [.table, .keyFigures])
        let named = try #require(try Self.field("{id: kentta-3, title: title, limit: 1, verified: true}").field)
        #expect(named.id == "kentta-3")
        #expect(named.isVerified)
    }

    @Test(arguments: [
        ("{title: title, limit: 0}", "takes nothing"), ("{title: title}", "'limit' is missing"),
        ("{title: title, limit: 9, leave-out: [tables]}", "'tables' is not"),
    ])
    func saysWhatIsWrongWithAField(field: String, words: String) throws {
        let findings = try Self.field(field).findings
        #expect(findings.contains { $0.rendered.contains(words) }, "\(findings.map(\.rendered))")
    }
}
