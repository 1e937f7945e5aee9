import Definitions
import Diagnostics
import Foundation
import Records
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// The sample's locales, a catalogue with each kind of calculation, and figures for sentences.
enum FindingSample {
    static let languages = ["fi", "sv", "en"]

    /// Read once: the files are long.
    private static let locales = Dictionary(
        languages.map { language in (language, Result { try read(language) }) }, uniquingKeysWith: { first, _ in first }
    )
    private static let decoded = Result { try decode() }

    static func locale(_ language: String) throws -> ReportLocale { try #require(locales[language]).get() }

    /// Every kind of calculation as an indicator of the kind's name.
    static func catalogue() throws -> Catalogue { try decoded.get() }

    private static func read(_ language: String) throws -> ReportLocale {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("Reports/locales/\(language).yaml"), encoding: .utf8)
        let reader = DefinitionReader()
        let file = try DefinitionFile.load(text: text, name: "\(language).yaml")
        let locale = ReportLocale.decode(file.root, with: reader)
        try #require(reader.findings.isEmpty, "\(reader.findings.map(\.rendered))")
        return try #require(locale)
    }

    /// Each kind of calculation with its unit; where one has two methods, both.
    private static let calculations = [
        ("count", "persons", "count, table: t"), ("distinct", "persons", "distinct, table: t, of: p"),
        ("sum", "persons", "sum, table: t, of: x"), ("mean", "points", "mean, table: t, of: x"),
        ("mean-resampled", "points", "mean, table: t, of: x"),
        ("share", "share", "share, table: t, part: \"x > 1\""), ("median", "points", "median, table: t, of: x"),
        ("ratio", "share", "ratio, numerator: {kind: count, table: t}, denominator: {kind: count, table: t}"),
        ("attribute", "number", "attribute, dimension: region, name: people"),
        ("distribution", "share", "distribution, table: t, of: x, levels: [1, 2, 3]"),
        ("group-difference", "effect", "group-difference, table: t, of: x, first: \"a\", second: \"b\""),
        ("recommendation", "score", "recommendation, table: t, of: x"),
        ("earliest", "day", "earliest, table: t, of: d"), ("latest", "day", "latest, table: t, of: d"),
        ("paired-change", "points", "paired-change, table: t, of: x, \(pairing)"),
        ("direction-of-change", "share", "direction-of-change, table: t, of: x, \(pairing)"),
        ("reliable-change", "share", "direction-of-change, table: t, of: x, reliability: 0.8, \(pairing)"),
        ("paired-share", "percentage-points", "paired-share, table: t, part: \"x > 1\", \(pairing)"),
        (
            "wave-comparison", "effect",
            "wave-comparison, table: t, of: x, person: p, wave: wave, waves: [before, during, after]"
        ),
        ("category-change", "share", "category-change, table: t, of: x, \(pairing)"),
        ("change-bounds", "points", "change-bounds, table: t, of: x, scale: [1, 5], \(pairing)"),
        ("mean-difference", "points", "mean-difference, table: t, of: x, first: \"a\", second: \"b\""),
        (
            "share-difference", "percentage-points",
            "share-difference, table: t, part: \"x > 1\", first: \"a\", second: \"b\""
        ),
        ("association", "effect", "association, table: t, of: x, with: y"),
        ("rank-difference", "ratio", "rank-difference, table: t, of: x, over: region"),
        ("rank-difference-pairs", "ratio", "rank-difference, table: t, of: x, over: region, groups: [a, b, c]"),
        ("retention-difference", "effect", "retention-difference, table: t, of: x, \(pairing)"),
        ("agreement", "effect", "agreement, table: t, of: x, units: [u], metric: ordinal"),
        ("agreement-fleiss", "effect", "agreement, table: t, of: x, units: [u], coefficient: fleiss"),
        (
            "agreement-kappa", "effect",
            "agreement, table: t, of: x, units: [u], coefficient: kappa, \(scale), \(raters)"
        ),
        ("agreement-icc", "effect", "agreement, table: t, of: x, units: [u], coefficient: icc, form: icc2k, \(raters)"),
        ("consensus", "ratio", "consensus, table: t, of: x, levels: [1, 2, 3]"),
        ("scale-reliability", "ratio", "scale-reliability, table: t, scale: s"),
        ("item-rest", "ratio", "item-rest, table: t, scale: s"),
        ("match-share", "share", "match-share, table: t, \(pairing)"),
        ("match-count", "persons", "match-count, table: t, \(pairing)"),
        ("mention-share", "share", "mention-share, table: t, person: p, over: region"),
        ("repeat-share", "share", "repeat-share, table: t, person: p, of: e"),
        ("weighted-mean", "points", "weighted-mean, table: t, of: x, design: d"),
        ("weighted-share", "share", "weighted-share, table: t, part: \"x > 1\", design: d"),
        ("weighted-total", "number", "weighted-total, table: t, of: x, design: d"),
        ("weighted-ratio", "ratio", "weighted-ratio, table: t, of: x, over: y, design: d"),
        ("weighted-change", "points", "weighted-change, table: t, of: x, design: d, \(pairing)"),
        ("sample-share", "share", "sample-share, table: t, answered: present(x), part: \"x > 1\", strata: [region]"),
        ("sample-total", "persons", "sample-total, table: t, answered: present(x), part: \"x > 1\", strata: [region]"),
        ("weight-report", "ratio", "weight-report, table: t, design: d"),
        ("evenness", "ratio", "evenness, table: t, over: region"),
        ("time-to-event", "months", "time-to-event, table: t, key: k, origin: d, unit: months, events: \(events)"),
        ("survival-curve", "share", "survival-curve, table: t, key: k, origin: d, unit: months, events: \(events)"),
        (
            "restricted-mean", "months",
            "restricted-mean, table: t, key: k, origin: d, unit: months, within: 12, events: \(events)"
        ),
        (
            "survival-difference", "number",
            "survival-difference, table: t, key: k, origin: d, unit: months, over: region, groups: [a, b], events: \(events)"
        ),
        (
            "survival-difference-strata", "number",
            "survival-difference, table: t, key: k, origin: d, unit: months, over: region, strata: wave, events: \(events)"
        ),
        ("growth-model", "adoptions", "growth-model, table: t, day: d"),
        (
            "growth-model-logistic", "adoptions",
            "growth-model, table: t, day: d, model: logistic, period: year, potential: 450"
        ),
        ("monthly", "adoptions", "monthly, table: t, day: d"),
        ("monthly-cumulative", "adoptions", "monthly, table: t, day: d, cumulative: true"),
        ("adopter-categories", "share", "adopter-categories, table: t, day: d"),
        ("concentration", "ratio", "concentration, table: t, over: region"),
        (
            "concentration-top", "share",
            "concentration, table: t, over: region, measure: top-share, weighted-by: people"
        ),
        ("location-quotient", "ratio", "location-quotient, table: t, part: \"x > 1\""),
        (
            "nearest-adopter", "number",
            "nearest-adopter, table: t, over: region, neighbours: neighbours, weighted-by: people"
        ),
        ("reach", "regions", "reach, table: t, over: region, weighted-by: people"),
        ("reach-monthly", "regions", "reach, table: t, over: region, weighted-by: people, day: d, period: month"),
        ("bursts", "number", "bursts, table: t, over: region, day: d"),
        ("adopter-categories-whole", "share", "adopter-categories, table: t, day: d, cut: whole"),
        ("adopter-categories-four", "share", "adopter-categories, table: t, day: d, classes: four"),
        ("adopter-categories-four-whole", "share", "adopter-categories, table: t, day: d, classes: four, cut: whole"),
        ("rate", "per-100000", "rate, table: t, population: {kind: attribute, dimension: region, name: people}"),
        ("growth-curve", "adoptions", "growth-curve, table: t, day: d, model: gompertz, horizon: 4"),
        ("growth-comparison", "adoptions", "growth-comparison, table: t, day: d, potential: 400"),
        ("adoption-curve", "adoptions", "adoption-curve, table: t, day: d, potential: 20"),
        (
            "adoption-curve-new", "adoptions",
            "adoption-curve, table: t, day: d, value: new, period: quarter, potential: 9"
        ),
        (
            "adoption-curve-share", "share",
            "adoption-curve, table: t, day: d, value: share, potential: 20, period: year"
        ),
        (
            "adoption-curve-hazard", "share",
            "adoption-curve, table: t, day: d, value: hazard, potential: {codes: l}"
        ),
        ("adoption-curve-sum", "euros", "adoption-curve, table: t, day: d, value: new, sum: x"),
        ("adoption-curve-total", "euros", "adoption-curve, table: t, day: d, sum: x"),
        ("generations", "share", "generations, spread: v"), ("adoption-depth", "number", "adoption-depth, spread: v"),
        ("stage-transitions", "share", "stage-transitions, spread: v, dimensions: [from_stage, to_stage]"),
        ("stage-time", "days", "stage-time, spread: v, from: interest, to: adopted, unit: days"),
        ("stage-survival", "share", "stage-survival, spread: v, from: adopted, to: abandoned, unit: months"),
        ("disadoption", "share", "disadoption, spread: v"),
        ("reproduction-number", "number", "reproduction-number, spread: v, by-period: year, by: sector"),
        ("spreading-share", "share", "spreading-share, spread: v"),
        ("spreaders", "adoptions", "spreaders, spread: v, limit: 5"),
        ("crossing-share", "share", "crossing-share, spread: v, by: sector"),
        ("crossing-flows", "share", "crossing-flows, spread: v, by: sector"),
        ("reuse", "share", "reuse, spread: v, by-period: year"),
        ("reuse-depth", "innovations", "reuse-depth, spread: v"),
        ("most-reused", "innovations", "most-reused, spread: v"),
        ("fidelity", "share", "fidelity, spread: v, adapted-weight: 0.25"),
        ("fidelity-by-generation", "share", "fidelity-by-generation, spread: v"),
        ("fidelity-trend", "effect", "fidelity-trend, spread: v"),
        ("aligned-adoption", "adoptions", "aligned-adoption, spread: v"),
        ("aligned-adoption-share", "share", "aligned-adoption, spread: v, value: share, period: quarter"),
        ("aligned-adoption-by-innovation", "adoptions", "aligned-adoption, spread: v, by: innovation"),
        ("adoption-tree", "number", "adoption-tree, spread: v"),
        ("network-drawing", "number", "network-drawing, network: n, by: g"),
        ("element-use", "share", "element-use, spread: v"), ("element-change", "share", "element-change, spread: v"),
        ("network", "ratio", "network, network: n, measure: ei-index, by: g, chance: {seed: 1}"),
        ("network-communities", "number", "network, network: n, measure: communities"),
        (
            "network-change", "index",
            "network-change, network: n, before: x, after: y, measure: jaccard, chance: {seed: 1}"
        ),
        (
            "network-measure-change", "ratio",
            "network-change, network: n, before: x, after: y, measure: transitivity, chance: {seed: 1}"
        ),
        ("brokerage", "number", "brokerage, network: n, by: g"),
        ("network-actors", "organisations", "network-actors, network: n"),
        ("exposure", "share", "exposure, network: n, spread: a"),
        ("threshold", "share", "threshold, network: n, spread: a"),
        ("moran", "ratio", "moran, network: n, spread: a"),
        ("structure-dependence", "share", "structure-dependence, network: n, spread: a"),
        ("infectiousness", "share", "infectiousness, network: n, spread: a"),
        ("susceptibility", "share", "susceptibility, network: n, spread: a"),
        ("targets", "number", "targets, table: t"),
        ("budget", "euros", "budget, table: t, of: x, spent: {kind: sum, table: t, of: y}"),
        ("listing", "innovations", "listing, table: t, key: k, events: {table: u, key: k, aggregates: {all: rows}}"),
    ]
    private static let scale = "weights: quadratic, levels: [1, 2, 3]"
    private static let raters = "raters: {of: r, levels: [a, b]}"
    private static let pairing = "person: p, wave: wave, from: before, to: after"
    private static let events = "{table: u, key: k, day: d}"

    private static let spread = [
        "spreads:", "  v:", "    titles: {en: V}", "    table: t", "    innovation: i", "    adopter: a", "    day: d",
        "    stage: s", "    stages: [interest, trial, adopted, abandoned]", "    adopted: adopted",
        "    abandoned: abandoned", "    source: l", "    attributes: {sector: {adopter: x, source: y}}",
        "    innovations: {table: u, key: k, owner: o, published: d, derived-from: f}",
        "    adopters: {table: w, key: k, public: p}",
        "    elements: {table: e, innovation: i, adopter: a, element: c, use: x}",
    ]

    /// Kinds of innovations alone, and those that have no breakdowns.
    private static let withoutBreakdowns = [
        "attribute", "listing", "targets", "item-rest", "adoption-tree", "network-actors",
        "network-drawing", "spreaders", "reuse",
        "reuse-depth",
        "most-reused",
    ]

    private static func decode() throws -> Catalogue {
        var lines = [
            "kaiku: 1", "dimensions:", "  region: {titles: {fi: Maakunta, sv: Landskap, en: Region}}",
            "  wave: {titles: {en: Wave}}", "scales:",
            "  s: {titles: {en: S}, items: [x, y, z], answers: [1, 5]}", "designs:", "  d: {weight: w}",
            "networks:",
            "  n: {ties: {table: t, from: u, to: v}, nodes: {table: w, key: k, public: p, attributes: {g: g}}}",
        ]
        lines += spread + ["  a: {table: t, innovation: i, adopter: u, day: d}", "indicators:"]
        for (code, unit, calculation) in calculations {
            lines += [
                "  - code: \(code)", "    titles: {fi: Tulos, sv: Resultat, en: Result}", "    definition: {en: X.}",
                "    unit: \(unit)", "    population: persons", "    calculation: {kind: \(calculation)}",
            ]
            let takesRegions = ["bursts", "mention-share"].contains(code) || code.hasPrefix("concentration")
            let isWhole = code.hasPrefix("reach") || withoutBreakdowns.contains(code)
            if !takesRegions, !isWhole {
                lines.append("    breakdowns: [[region]]")
            }
            if code == "mean-resampled" { lines.append("    bootstrap: {limits: bca}") }
            if ["survival-difference", "reproduction-number"].contains(code) { lines.append("    decimals: 2") }
            // Whole months, so that there is a single one.
            if ["time-to-event", "stage-time"].contains(code) { lines.append("    decimals: 0") }
        }
        let reader = DefinitionReader()
        let file = try DefinitionFile.load(text: lines.joined(separator: "\n") + "\n", name: "x.yaml")
        let catalogue = Catalogue.decode([file.root], with: reader)
        try #require(reader.findings.isEmpty, "\(reader.findings.map(\.rendered))")
        return catalogue
    }

    /// A figure of an indicator; its further numbers by name.
    static func figure(
        _ indicator: Indicator, _ value: Double?, _ interval: ClosedRange<Double>? = nil, n: Int = 40,
        at levels: [(String, BreakdownLevel.Level)] = [], further: [(String, Double?)] = [], absence: Absence? = nil
    ) -> Figure {
        Figure(
            indicator: indicator.code, breakdown: levels.map { BreakdownLevel(dimension: $0.0, level: $0.1) },
            value: value, absence: absence, n: n, interval: interval, further: further.map { NamedValue($0.0, $0.1) })
    }

    /// What a findings block says of figures, in paragraphs and points.
    static func texts(
        _ code: String, _ figures: [(Figure, FigureState)], block: String = "", language: String = "fi"
    ) throws -> [String] {
        try passages(code, figures, block: block, language: language).map(\.text)
    }

    /// The same with the figures that each tells of.
    static func passages(
        _ code: String, _ figures: [(Figure, FigureState)], block: String = "", language: String = "fi"
    ) throws -> [Passage] {
        let catalogue = try catalogue()
        let indicator = try #require(catalogue.indicator(code))
        let set = ProtectedSet(
            indicator: code, unit: indicator.unit, population: .persons, method: indicator.method,
            figures: figures.map { ProtectedFigure($0.0, unit: indicator.unit, method: indicator.method, state: $0.1) })
        let sample = ReportSample.builder
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: catalogue, codeLists: [:], sets: [set], listings: [], stepUps: [:], sources: [:]),
            locale: try locale(language), occasion: sample.occasion, supplements: [:])
        let definition = try #require(try definition(code, block))
        var state = DocumentBuilder.BuildState()
        let blocks = FindingsBuilder(report: builder).blocks(definition, &state)
        #expect(state.findings.isEmpty)
        return blocks.flatMap { block -> [Passage] in
            switch block {
            case .list(let points): points
            case .paragraph(let passage): [passage]
            default: []
            }
        }
    }

    static func definition(_ code: String, _ block: String) throws -> FindingsDefinition? {
        let text = "indicator: \(code)\n\(block)\n"
        let reader = DefinitionReader()
        let definition = FindingsDefinition.decode(
            try DefinitionFile.load(text: text, name: "a.yaml").root, with: reader)
        try #require(reader.findings.isEmpty, "\(reader.findings.map(\.rendered))")
        return definition
    }
}
