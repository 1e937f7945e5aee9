import Definitions
import Diagnostics
import Microdata
import Records
import Tabulation
import Testing

@testable import Indicators

/// Which rows a figure rests on: as many as its n, and those of its item and group.
@Suite struct RowsBehindTests {
    private func evaluation(_ indicator: [String]) throws -> Evaluation {
        let lines =
            [
                "kaiku: 1", "dimensions:", "  region: {titles: {en: Region}}", "designs:",
                "  d: {weight: w, strata: s, clusters: c}", "scales:",
                "  scale: {titles: {en: S}, items: [a, b], answers: [1, 5]}", "indicators:", "  - code: x",
                "    titles: {en: X}", "    definition: {en: X.}", "    unit: points", "    population: persons",
                "    breakdowns: [[region]]",
            ] + indicator.map { "    " + $0 }
        let reader = DefinitionReader()
        let file = try DefinitionFile.load(text: lines.joined(separator: "\n") + "\n", name: "x.yaml")
        let catalogue = Catalogue.decode([file.root], with: reader)
        try #require(reader.findings.isEmpty, "\(reader.findings.map(\.rendered))")
        let day = CalendarDay(number: 19_782)
        return Evaluation(
            catalogue: catalogue, context: EvaluationContext(codeLists: [:], asOf: day, from: day, to: day))
    }

    private func rows(_ indicator: [String], _ levels: (String, String)...) throws -> FigureRows {
        let evaluation = try evaluation(indicator)
        let breakdown = levels.map { BreakdownLevel(dimension: $0.0, level: .code($0.1)) }
        let indicator = try #require(evaluation.catalogue.indicators.first)
        return try #require(evaluation.rows(behind: breakdown, of: indicator))
    }

    /// Once the rows of the first item were listed, whichever was asked about: requests with further axes were no candidates.
    @Test(arguments: ["a", "b"]) func aWeightedItemRestsOnItsOwnAnswers(item: String) throws {
        let mean = ["calculation: {kind: weighted-mean, table: t, of: '{item}', design: d}", "items: [a, b]"]
        let total = try rows(mean, ("item", item))
        #expect(total.request.measure == .distribution(item))
        #expect(total.request.groupings.isEmpty && total.levels == [])
        #expect(total.request.filter == "present(s) and present(c) and (w) > 0")
        let north = try rows(mean, ("item", item), ("region", "north"))
        #expect(north.request.measure == .distribution(item))
        #expect(north.request.groupings == [Grouping("region")] && north.levels == [.code("north")])
        let share = ["calculation: {kind: weighted-share, table: t, part: '{item} > 3', design: d}", "items: [a, b]"]
        // Who has not said counts in the whole.
        #expect(try rows(share, ("item", item)).request.measure == .rows)
        let change = [
            "calculation: {kind: weighted-change, table: t, of: '{item}', design: d, person: p, wave: wave, from: before, to: after}",
            "items: [a, b]",
        ]
        let pairs = try rows(change, ("item", item)).request
        #expect(pairs.filter == nil && pairs.groupings.isEmpty)
        guard case .transition(_, let of) = pairs.measure else {
            Issue.record("\(pairs.measure)")
            return
        }
        #expect(of == item)
    }

    /// The name of one item may begin with that of another.
    @Test func itemsAreToldApartByTheirWholeName() throws {
        let change = ["calculation: {kind: mean, table: t, of: '{item}'}", "items: [q10, q1]"]
        #expect(try rows(change, ("item", "q1")).request.measure == .moments("q1"))
    }

    @Test func whatIsComparedMustBeKnown() throws {
        let agreement = [
            "calculation: {kind: agreement, table: t, where: \"y = 1\", of: x, units: [u], coefficient: icc, form: icc3, raters: {of: r, levels: [1, 2]}}"
        ]
        let rated = try rows(agreement, ("region", "north"))
        #expect(rated.request.filter == "(y = 1) and present(u) and present(r)")
        #expect(rated.request.groupings == [Grouping("region")] && rated.levels == [.code("north")])
        let ranks = try rows(["calculation: {kind: rank-difference, table: t, of: x, over: region}"])
        #expect(ranks.request.filter == "present(region)" && ranks.request.groupings.isEmpty)
        let times = "key: k, origin: d, unit: days, events: {table: u, key: k, day: d}"
        let survival = try rows(["calculation: {kind: survival-difference, table: t, over: region, \(times)}"])
        #expect(survival.request.filter == "present(region)" && survival.request.groupings.isEmpty)
        let growth = try rows(["calculation: {kind: growth-model, table: t, day: d, period: quarter}"])
        #expect(growth.request.filter == "present(quarter(d))" && growth.request.groupings.isEmpty)
        // Within a level the dimension stands twice: once as the group asked about, once as what is compared.
        let within = try rows(
            ["calculation: {kind: rank-difference, table: t, of: x, over: region}"], ("region", "north"))
        #expect(within.request.groupings == [Grouping("region")] && within.levels == [.code("north")])
        let scale = try rows(["calculation: {kind: scale-reliability, table: t, scale: scale}"])
        #expect(scale.request.filter?.hasPrefix("(present(mean_of(2, a, b)))") ?? false)
    }

    /// The rows are as many as n, and not those of the other item.
    @Test func theRowsAreThoseThatCount() throws {
        let survey = ItemSurvey(
            ["a", "b", "w", "s", "c"],
            [
                [1, 1, 1, 1, 1], [2, nil, 1, 1, 2], [3, 2, 0, 1, 3], [4, 3, 2, nil, 4], [5, 4, 2, 2, 5],
                [nil, 5, 2, 2, 6],
                [nil, 5, nil, 2, 7], [nil, 5, 2, 2, 8],
            ])
        let evaluation = try evaluation([
            "calculation: {kind: weighted-mean, table: survey, of: '{item}', design: d}", "items: [a, b]",
        ])
        let indicator = try #require(evaluation.catalogue.indicators.first)
        let engine = try survey.engine()
        let requests = CatalogueRequests(evaluation).all
        let answers = Dictionary(
            zip(requests, try engine.tabulations(for: requests)), uniquingKeysWith: { first, _ in first })
        let figures = try #require(evaluation.result(from: answers).sets.first).figures
        for (item, lines) in [("a", [2, 3, 6]), ("b", [2, 6, 7, 9])] {
            let figure = try figures.at("item=\(item)")
            let behind = try #require(evaluation.rows(behind: figure.breakdown, of: indicator))
            var request = behind.request
            request.filter = (request.filter.map { "(\($0)) and " } ?? "") + "present(\(item))"
            let found = try engine.lineage(of: request, levels: behind.levels, limit: 10)
            #expect(found.count == figure.n && found.places.map(\.line) == lines)
        }
    }
}
