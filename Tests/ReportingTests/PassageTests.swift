import Definitions
import Records
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// Texts know the figures that they tell of, by the references that `kaiku explain` takes.
@Suite struct PassageTests {
    /// Each sentence is named for its indicator and levels, in every language alike; what compares them is named for that.
    @Test(arguments: ["fi", "sv", "en"]) func findingsNameTheirFigures(language: String) throws {
        let indicator = try #require(try FindingSample.catalogue().indicator("mean"))
        let levels: [BreakdownLevel.Level] = [.code("19"), .code("01"), .missing(.notAnswered)]
        let figures = levels.enumerated().map { place, level in
            (
                FindingSample.figure(indicator, Double(place) + 2, 1...2, at: [("region", level)]),
                place == 1 ? FigureState.secondary : .published
            )
        }
        let passages = try FindingSample.passages(
            "mean", figures, block: "dimensions: [region]\nlimits: []\ncompare: groups", language: language)
        #expect(
            passages.map(\.id) == [
                "mean-region-19", "mean-region-01", "mean-region-missing-not-answered", "mean-region-compared",
            ])
        let references = ["mean[region=19]", "mean[region=01]", "mean[region=missing:not-answered]"]
        #expect(passages.prefix(3).map(\.figures) == references.map { [$0] })
        #expect(passages[3].figures == references)
    }

    /// A sentence of parts is named for the whole and tells of every part.
    @Test func partsAreToldInOneSentence() throws {
        let indicator = try #require(try FindingSample.catalogue().indicator("direction-of-change"))
        let figures = ["improved", "same", "worsened"].map { direction in
            (
                FindingSample.figure(
                    indicator, 0.3, 0.2...0.4, at: [("region", .code("19")), ("direction", .code(direction))]),
                FigureState.published
            )
        }
        let passages = try FindingSample.passages(
            "direction-of-change", figures, block: "dimensions: [region]\nlimits: []")
        #expect(passages.map(\.id) == ["direction-of-change-region-19"])
        #expect(
            passages[0].figures == [
                "direction-of-change[region=19, direction=improved]", "direction-of-change[region=19, direction=same]",
                "direction-of-change[region=19, direction=worsened]",
            ])
    }

    /// A paragraph is named for its key and tells of each figure once, whatever parts of it stand there.
    @Test func paragraphsNameTheFiguresInBraces() throws {
        let catalogue = try FindingSample.catalogue()
        let indicator = try #require(catalogue.indicator("mean"))
        let figures = [
            FindingSample.figure(indicator, 3), FindingSample.figure(indicator, 4, at: [("region", .code("19"))]),
        ]
        let sample = ReportSample.builder
        let set = ProtectedSet(
            indicator: "mean", unit: indicator.unit, population: .persons, method: indicator.method,
            figures: figures.map {
                ProtectedFigure($0, unit: indicator.unit, method: indicator.method, state: .published)
            })
        let locale = ReportLocale(
            language: "fi", decimalMark: ",", groupMark: " ", percentGap: "", minus: "-", withheldMark: "[c]",
            absenceMarks: [:], approximateWord: "n.", dayForm: "d.M.yyyy", monthNames: [],
            texts: [
                "text.one": "Lapissa {mean[region=19]}, kaikkialla {mean} ja taas {mean[region=19]:n}, {as-of}.",
                "text.none": "Tilanne {as-of}.", "text.plain": "Ei lukuja.",
            ])
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: catalogue, codeLists: [:], sets: [set], listings: [], stepUps: [:], sources: [:]),
            locale: locale, occasion: sample.occasion, supplements: [:])
        var state = DocumentBuilder.BuildState()
        let one = builder.passage("text.one", &state)
        #expect(one.id == "text-one" && one.figures == ["mean[region=19]", "mean"])
        #expect(one.text == "Lapissa 4,00, kaikkialla 3,00 ja taas 40, 1.1.1970.")
        for key in ["text.none", "text.plain"] {
            let passage = builder.passage(key, &state)
            #expect(passage.id == nil && passage.figures.isEmpty)
        }
        #expect(state.findings.isEmpty)
    }

    /// Evidence is named for its claim and its figure, and tells of that figure and of what others published.
    @Test func evidenceNamesItsFigure() throws {
        let evidence = [
            #"{figure: "change[item=q01]", level: changed, expect: increase}"#,
            "{figure: people, published: people, label: contribution.1.onsite, level: delivered, expect: target}",
            "{published: satellites, label: contribution.1.satellites, level: delivered, expect: {at-least: 2}}",
        ]
        let blocks = try ContributionSample.blocks(ContributionSample.text(evidence: evidence))
        let lines = try #require(blocks.compactMap { if case .list(let lines) = $0 { lines } else { nil } }.last)
        let told = Dictionary(
            lines.compactMap { line in line.id.map { ($0, line.figures) } }, uniquingKeysWith: { first, _ in first })
        #expect(Set(told.keys.map { $0.split(separator: "-").first.map(String.init) }).count == 1)
        #expect(told.first { $0.key.hasSuffix("-change-item-q01") }?.value == ["change[item=q01]"])
        #expect(told.first { $0.key.hasSuffix("-people") }?.value.first == "people")
        #expect(told.first { $0.key.hasSuffix("-published-satellites") }?.value.count == 1)
        #expect(lines.allSatisfy { ($0.id == nil) == $0.figures.isEmpty })
    }
}
