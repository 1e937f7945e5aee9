import Definitions
import Indicators
import Records

@testable import Disclosure
@testable import Reporting

/// Locales, numbers and builders for the tests.
enum ReportSample {
    static func number(_ value: Double, approximate: Bool = false) -> ProtectedNumber {
        .unrestricted(value, approximate: approximate, because: "invented for a test")
    }

    static let withheld = ProtectedNumber(.withheld)

    /// Finnish forms of numbers, and each text of a chart.
    static let locale = ReportLocale(
        language: "fi", decimalMark: ",", groupMark: "\u{A0}", percentGap: "\u{A0}", minus: "\u{2212}",
        withheldMark: "[c]", absenceMarks: ["other": "[x]"], approximateWord: "n.", dayForm: "d.M.yyyy",
        monthNames: [],
        texts: [
            "chart.n": "n", "chart.group": "Ryhmä", "table.total": "Yhteensä", "table.background": "Tausta",
            "table.subgroup": "Ryhmä", "chart.alt.all": "{series}: {list}.",
            "chart.alt.some": "{series}, tärkeimmät: {list}.", "chart.estimate": "{value} ({lower}–{upper})",
            "chart.estimate-signed": "{value} ({lower}…{upper})", "chart.estimate-n": "{estimate}, n = {n}",
            "chart.stage-share": "{share} edellisestä", "chart.kind.forest": "Pistekuvio.",
            "chart.kind.flow": "Vaihekuvio.", "chart.kind.profile": "Profiili.", "chart.kind.bars": "Pylväät.",
            "chart.kind.diverging-bars": "Haarautuva.", "chart.kind.adoption-curve": "Kertymä.",
            "chart.kind.steps": "Portaat.", "chart.kind.tile-map": "Kartta.", "chart.kind.adopter-bell": "Kello.",
            "chart.kind.tree": "Puu.", "chart.kind.network": "Verkosto.", "chart.at-risk": "seurannassa",
            "chart.censored": "päättyi", "chart.alt.forecast": "Ennuste alkaa: {period}.",
            "chart.alt.expected": "{value} (odotettu {expected})", "chart.origin": "Alku",
            "chart.generation": "{number}. polvi", "chart.unknown-source": "Ei tiedossa", "chart.actors": "Toimijat",
            "chart.generations": "Polvet", "chart.most-offspring": "Seuratuimmat", "chart.most-ties": "Kytketyimmät",
            "chart.tie-count": "Yhteyksiä {count}.", "title": "Otsikko", "few": "vähän vastaajia",
        ])

    static var builder: DocumentBuilder {
        DocumentBuilder(
            material: ReportMaterial(
                catalogue: Catalogue(indicators: [], dimensions: [], identities: []), codeLists: [:], sets: [],
                listings: [], stepUps: [:], sources: [:]), locale: locale,
            occasion: ReportOccasion(
                from: CalendarDay(number: 0), to: CalendarDay(number: 0), asOf: CalendarDay(number: 0), build: ""),
            supplements: [:])
    }

    /// The chart of a report definition, as it is read.
    static func definition(_ chart: String) throws -> ChartDefinition? {
        let text = "report: a\nsections:\n  - id: a\n    title: title\n    blocks:\n      - chart: {\(chart)}\n"
        let file = try DefinitionFile.load(text: text, name: "a.yaml")
        guard
            case .chart(let chart) = ReportDefinition.decode(file.root, with: DefinitionReader())?.sections[0].blocks[0]
        else { return nil }
        return chart
    }
}
