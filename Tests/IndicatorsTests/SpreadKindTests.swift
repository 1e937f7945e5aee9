import Definitions
import Diagnostics
import Records
import Tabulation
import Testing

@testable import Indicators

/// What is asked of spreads, by hand on a few adoptions.
@Suite struct SpreadKindTests {
    private let survey = SpreadSurvey.example

    // MARK: Stages

    /// Interest: X adopted, Y tried, W remains. Adopted: six, of which X gave A up.
    @Test func transitionsAreSharesOfThoseWhoCame() throws {
        let figures = try survey.figures("{kind: stage-transitions, spread: v}")
        let totals = figures.filter { $0.breakdown.count == 2 }
        #expect(
            totals.map { $0.breakdown.map(\.level.name).joined(separator: "-") } == [
                "interest-trial", "interest-adopted", "interest-remaining", "trial-adopted", "trial-remaining",
                "adopted-abandoned", "adopted-remaining", "abandoned-remaining",
            ])
        let gone = try figures.at("from=adopted", "to=abandoned")
        #expect(gone.value == 1.0 / 6 && gone.n == 6 && gone.reveals("part") == 1 && gone.reveals("whole") == 6)
        // Wilson's interval of 1 in 6.
        #expect(isClose(gone.interval?.lowerBound, 0.030053388, 1e-6))
        #expect(isClose(gone.interval?.upperBound, 0.563503, 1e-5))
        // Days: X 10, Y 10, W censored at 170.
        #expect(try figures.at("from=interest", "to=trial").further("medianDays") == 10)
        #expect(try figures.at("region=north", "from=interest", "to=adopted").value == 0.5)
        #expect(try figures.at("region=north", "from=interest", "to=trial").value == 0)
    }

    @Test func timesFromStageToStageAreThoseOfKaplanAndMeier() throws {
        let days = try survey.figures("{kind: stage-time, spread: v, from: interest, to: adopted, unit: days}").at()
        // 10 and 25 days, and one censored at 170: 2/3, then 1/3.
        #expect(days.value == 25 && days.n == 3 && days.reveals("events") == 2)
        let published = try survey.figures(
            "{kind: stage-time, spread: v, from: published, to: adopted, unit: days}"
        ).at()
        // 20, 20, 40, 50, 60, 60 and W censored at 200: 5/7, 4/7, 3/7.
        #expect(try published.value == 50 && published.n == 7 && published.further("events") == 6)
        let months = try survey.figures("{kind: stage-time, spread: v, from: interest, to: adopted, unit: months}").at()
        #expect(months.value == 0)
        let never = try survey.figures("{kind: stage-time, spread: v, from: adopted, to: abandoned, unit: days}").at()
        #expect(never.value == nil && never.absence == .notReached && never.n == 6)
    }

    @Test func whoGivesUpIsTold() throws {
        let figures = try survey.figures("{kind: stage-survival, spread: v, from: adopted, to: abandoned, unit: days}")
        #expect(try figures.at("time=0").value == 1)
        let after = try figures.at("time=80")
        #expect(isClose(after.value, 5.0 / 6) && after.n == 6)
        // Between events too, with those who are still observed then.
        let every = try survey.figures(
            "{kind: stage-survival, spread: v, from: adopted, to: abandoned, unit: days, every: 70}")
        #expect(try every.at("time=70").value == 1 && every.at("time=140").value == after.value)
        #expect(try every.at("time=80") == after && every.at("time=140").n <= 5)
        let share = try survey.figures("{kind: disadoption, spread: v}")
        #expect(try share.at().value == 1.0 / 6)
        #expect(try share.at("region=south").value == 0 && share.at("region=south").n == 3)
    }

    @Test func daysAfterTheAsOfDayAreNotKnownYet() throws {
        var later = survey
        later.steps += [SpreadSurvey.step("A", "W", "adopted", 250, "X"), SpreadSurvey.step("B", "Q", "adopted", 201)]
        for kind in SpreadSurvey.kinds where !kind.contains("survival") {
            #expect(try later.figures(kind) == survey.figures(kind), "\(kind)")
        }
    }

    // MARK: Trees

    @Test func generationsReachAcrossGroups() throws {
        let figures = try survey.figures("{kind: generations, spread: v}")
        #expect(try [1, 2, 3].map { try figures.at("generation=\($0)").value } == [3.0 / 6, 2.0 / 6, 1.0 / 6])
        // Without V, of whom it is not known.
        let first = try figures.at("generation=1")
        #expect(try first.further("ownerCount") == 2 && first.further("ownerShare") == 0.4)
        #expect(first.reveals("owner-part") == 2 && first.reveals("owner-whole") == 5)
        // Z of the north is third though Y, of whom it learned, is of the south.
        #expect(try figures.at("region=north", "generation=3").value == 1.0 / 3)
        #expect(try figures.at("region=south", "generation=3").value == 0)
        let depth = try survey.figures("{kind: adoption-depth, spread: v}", unit: "number")
        #expect(try depth.at().value == 3 && isClose(depth.at().further("meanGeneration"), 10.0 / 6))
        #expect(try depth.at("region=south").value == 2 && depth.at().interval == nil)
    }

    @Test func aSourceThatCannotBeBeginsAChain() throws {
        var doubtful = survey
        // Nobody knows the first, the second adopted later, and the third names itself.
        doubtful.steps += [
            SpreadSurvey.step("B", "Q", "adopted", 80, "nobody"), SpreadSurvey.step("A", "R", "adopted", 30, "Z"),
            SpreadSurvey.step("B", "S", "adopted", 90, "S", learned: "s9"),
        ]
        let first = try doubtful.figures("{kind: generations, spread: v}").at("generation=1")
        #expect(try first.n == 9 && first.further("count") == 6 && first.further("ownerCount") == 2)
        let number = try doubtful.figures("{kind: reproduction-number, spread: v}", unit: "ratio").at()
        #expect(number.reveals("offspring") == 3 && number.n == 9)
        // No row tells of the side of nobody or of Z, and whoever names itself has learned from no side.
        #expect(try doubtful.figures("{kind: crossing-share, spread: v, by: sector}").at().n == 5)
        #expect(try doubtful.listing("{kind: spreaders, spread: v}") == survey.listing("{kind: spreaders, spread: v}"))
    }

    /// X was learned from twice, Y once; Z and V not.
    @Test func eachBringsSoMany() throws {
        let figures = try survey.figures("{kind: reproduction-number, spread: v}", unit: "ratio")
        let total = try figures.at()
        #expect(total.value == 0.5 && total.n == 6 && total.reveals("offspring") == 3)
        #expect(try total.further("greatest") == 1 && total.further("withoutOffspring") == 0.5)
        // Six draws of 0 or 1: the percentiles of a binomial distribution of 6 and 1/2, over 6.
        #expect(total.interval == 1.0 / 6...5.0 / 6)
        #expect(try isClose(figures.at("region=north").value, 2.0 / 3))
        let sectors = try survey.figures("{kind: reproduction-number, spread: v, by: sector}", unit: "ratio")
        #expect(try isClose(sectors.at("sector=s1").value, 2.0 / 3) && sectors.at("sector=s2").value == 0.5)
        let periods = try survey.figures("{kind: reproduction-number, spread: v, by-period: quarter}", unit: "ratio")
        #expect(try periods.at("period=2023-Q3").value == 1 && periods.at("period=2023-Q4").value == 0)
        #expect(try periods.at("period=2023-Q4").further("censored") == 0)
        // Learning takes up to 40 days, 36 at the ninth decile; the last adopted 130 days before the end.
        var late = survey
        late.steps.append(SpreadSurvey.step("B", "Q", "adopted", 190, "Y"))
        let ended = try late.figures("{kind: reproduction-number, spread: v, by-period: year}", unit: "ratio")
        #expect(try ended.at("period=2024").further("censored") == 1)
        #expect(try ended.at("period=2023").further("censored") == 0)
    }

    /// Of four actors the first quarter, X, brought about two of three.
    @Test func aFewSpreadMost() throws {
        let total = try survey.figures("{kind: spreading-share, spread: v, top: 0.25}").at()
        #expect(try isClose(total.value, 2.0 / 3) && total.further("actors") == 4 && total.further("adoptions") == 3)
        #expect(total.reveals("top") == 1)
    }

    @Test func onlyThoseWhoMayBeNamedAreNamed() throws {
        let listing = try survey.listing("{kind: spreaders, spread: v}")
        #expect(listing.columns.map(\.name) == ["subject", "title", "adoptions", "innovations"])
        #expect(
            listing.rows == [
                [.code("X"), .code("Xenon"), .number(2), .number(2)],
                [.code("O"), .code("Oxygen"), .number(1), .number(1)],
            ])
        #expect(try survey.listing("{kind: spreaders, spread: v, limit: 1}").rows.count == 1)
        var closed = survey
        closed.adopters = closed.adopters.map { ($0.0, $0.1, false) }
        #expect(try closed.listing("{kind: spreaders, spread: v}").rows.isEmpty)
        // One row that says otherwise is enough.
        var mixed = survey
        mixed.adopters.append(("X", "Xenon", false))
        #expect(try mixed.listing("{kind: spreaders, spread: v}").rows.map(\.first) == [.code("O")])
    }

    /// s9 to s1 (O to X); s1 to s1 (P to X); of the others the source's sector is that of its own adoption: X to Y twice, Y to Z.
    @Test func bordersAreCrossed() throws {
        let share = try survey.figures("{kind: crossing-share, spread: v, by: sector}")
        #expect(try share.at().value == 0.8 && share.at().n == 5)
        #expect(share.first?.reveals("whole") == 5)
        let flows = try survey.figures("{kind: crossing-flows, spread: v, by: sector, dimensions: [a, b]}")
        #expect(
            try [("s1", "s1", 0.2), ("s1", "s2", 0.4), ("s2", "s1", 0.2), ("s9", "s1", 0.2)].allSatisfy {
                try flows.at("a=\($0.0)", "b=\($0.1)").value == $0.2
            })
        #expect(try flows.at("region=south", "a=s1", "b=s2").value == 1)
        #expect(try flows.at("region=south", "a=s9", "b=s1").value == 0)
    }

    // MARK: Reuse and fidelity

    @Test func innovationsAreMadeFromOthers() throws {
        let share = try survey.figures("{kind: reuse, spread: v}", isPlain: true).at()
        #expect(try share.value == 0.5 && share.n == 4 && share.further("count") == 2)
        // D is of no year.
        let years = try survey.figures("{kind: reuse, spread: v, by-period: year}", isPlain: true)
        #expect(try years.count == 2 && years.at("period=2023").value == 0.5 && years.at("period=2024").value == 1)
        let depth = try survey.figures("{kind: reuse-depth, spread: v}", unit: "innovations", isPlain: true).at()
        #expect(try depth.value == 3 && depth.further("meanLength") == 3 && depth.further("reused") == 2)
        let listing = try survey.listing("{kind: most-reused, spread: v}")
        #expect(
            listing.rows == [
                [.code("A"), .missing(.notApplicable), .number(1), .number(2)],
                [.code("B"), .missing(.notApplicable), .number(1), .number(1)],
            ])
    }

    /// 1, 3/4, 1/4 and 1: the mean is 3/4, its standard deviation √(1/8), and t with 3 degrees 3.182446.
    @Test func adoptionsKeepSoMuchOfTheCore() throws {
        let total = try survey.figures("{kind: fidelity, spread: v}").at()
        #expect(total.value == 0.75 && total.n == 4)
        #expect(isClose(total.interval?.lowerBound, 0.75 - 3.182446305 * 0.125.squareRoot() / 2, 1e-6))
        // The other limit is beyond all that can be kept.
        #expect(total.interval?.upperBound == 1)
        #expect(try isClose(total.further("pooled"), 5.0 / 7) && isClose(total.further("keptShare"), 4.0 / 7))
        #expect(try isClose(total.further("droppedShare"), 1.0 / 7) && total.further("elements") == 7)
        // With a weight of 1: 1, 1, 1/2 and 1.
        #expect(try survey.figures("{kind: fidelity, spread: v, adapted-weight: 1}").at().value == 0.875)
        let generations = try survey.figures("{kind: fidelity-by-generation, spread: v}")
        #expect(try [1, 2, 3].map { try generations.at("generation=\($0)").value } == [1, 0.75, 0.25])
        #expect(try generations.at("generation=1").n == 2)
        let trend = try survey.figures("{kind: fidelity-trend, spread: v}", unit: "effect").at()
        #expect(isClose(trend.value, -1) && trend.n == 4)
    }

    @Test func elementsAreKeptAdaptedOrDropped() throws {
        let figures = try survey.figures("{kind: element-use, spread: v}")
        #expect(try isClose(figures.at("element=e2", "use=adapted").value, 2.0 / 3))
        #expect(try figures.at("element=e2", "use=dropped").value == 0 && figures.at("element=f1", "use=kept").n == 1)
        #expect(figures.prefix(3).map { $0.breakdown[1].level.name } == ["kept", "adapted", "dropped"])
        let changes = try survey.figures("{kind: element-change, spread: v}")
        #expect(changes.prefix(3).map { $0.breakdown[0].level.name } == ["e2", "e1", "f1"])
        #expect(try isClose(changes.at("element=e1").value, 1.0 / 3) && changes.at("element=f1").value == 0)
    }

    // MARK: Definitions

    @Test func whatASpreadDoesNotHaveIsTold() throws {
        let bare = "spreads:\n  v: {titles: {en: V}, table: adoption, innovation: i, adopter: a, day: d}"
        func messages(_ kind: String, _ definition: String = bare) throws -> [String] {
            try SpreadSurvey.catalogue("{kind: \(kind), spread: v}", definition, isPlain: true).findings.map {
                #expect($0.code == "indicators.spread")
                return $0.explanation.summary
            }
        }
        let stages = try messages("stage-transitions")
        #expect(
            stages.count == 1
                && stages[0].hasSuffix("'stage-transitions' looks at stages, and the spread 'v' has none"))
        #expect(try messages("disadoption").count == 1 && messages("generations").count == 1)
        #expect(try messages("reuse").count == 1 && messages("fidelity").count == 1)
        let named = try messages("spreaders", bare.replacing("day: d", with: "day: d, source: s"))
        #expect(
            named.count == 1
                && named[0].hasSuffix("'spreaders' looks at who may be named, and the spread 'v' has none"))
    }

    @Test func wrongOptionsAreFound() throws {
        func count(_ text: String, isPlain: Bool = true) throws -> Int {
            try SpreadSurvey.catalogue(text, isPlain: isPlain).findings.count
        }
        #expect(try count("{kind: generations, spread: w}") == 1)
        #expect(try count("{kind: stage-time, spread: v, from: interest, to: trail, unit: days}") == 1)
        #expect(try count("{kind: stage-time, spread: v, from: trial, to: trial, unit: days}") == 1)
        #expect(try count("{kind: stage-time, spread: v, from: interest, to: adopted}") == 1)
        #expect(try count("{kind: crossing-share, spread: v}") == 1)
        #expect(try count("{kind: crossing-share, spread: v, by: country}") == 1)
        #expect(try count("{kind: reproduction-number, spread: v, by: country}") == 1)
        #expect(try count("{kind: reproduction-number, spread: v, by-period: week}") == 1)
        #expect(try count("{kind: spreaders, spread: v, limit: 0}") == 1)
        #expect(try count("{kind: fidelity, spread: v, adapted-weight: 2}") == 1)
        #expect(try count("{kind: crossing-flows, spread: v, by: sector, dimensions: [a]}") == 1)
        // Innovations have no region of adopters, and a dimension stands once.
        #expect(try count("{kind: reuse, spread: v}", isPlain: false) == 1)
        #expect(try count("{kind: reproduction-number, spread: v, by: region}", isPlain: false) == 1)
    }

    @Test func rowsBehindAreThoseOfTheSpread() throws {
        let (catalogue, _) = try SpreadSurvey.catalogue("{kind: generations, spread: v, where: \"sector = 's1'\"}")
        let evaluation = Evaluation(
            catalogue: catalogue,
            context: EvaluationContext(
                codeLists: [:], asOf: SpreadSurvey.asOf, from: SpreadSurvey.asOf, to: SpreadSurvey.asOf))
        let indicator = try #require(catalogue.indicators.first)
        let north = [
            BreakdownLevel(dimension: "region", level: .code("north")),
            BreakdownLevel(dimension: "generation", level: .number(1)),
        ]
        let rows = try #require(evaluation.rows(behind: north, of: indicator))
        #expect(rows.request.table == "adoption" && rows.request.measure == .rows)
        #expect(rows.levels == [.code("north")])
        #expect(
            rows.request.filter
                == "(sector = 's1') and present(innovation) and present(adopter) and present(date) and (stage) = 'adopted'"
        )
    }
}
