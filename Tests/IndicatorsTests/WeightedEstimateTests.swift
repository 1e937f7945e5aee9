import Indicators
import Statistics
import Testing

/// Weighted estimates of the catalogue against R's survey package, plain estimates and cases worked by hand.
@Suite struct WeightedEstimateTests {
    /// Stratified schools: survey 4.1.1, `svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc)`.
    private let strata = "{weight: weight, strata: region, population: {E: 4421, H: 755, M: 1018}}"

    @Test func aStratifiedMeanIsThatOfR() throws {
        let figures = try WeightedSurvey(reference: "apistrat").figures(
            "{kind: weighted-mean, table: survey, of: a, design: d}", design: strata)
        let total = try figures.at()
        #expect(isClose(total.value, 662.287363159321, 1e-12))
        #expect(total.n == 200 && total.reveals("n") == 200)
        #expect(isClose(total.interval?.lowerBound, 643.732188272086, 1e-8))
        #expect(isClose(total.interval?.upperBound, 680.842538046555, 1e-8))
        #expect(try isClose(total.further("standardError"), 9.40894080278458, 1e-8))
        #expect(try isClose(total.further("designEffect"), 1.16556617145353, 1e-8))
        #expect(try isClose(total.further("weightedN"), 6193.99995803833, 1e-12))
        #expect(try total.further("degreesOfFreedom") == 197)
        // Domains keep the degrees of freedom of the whole design.
        for (level, value, error) in [
            ("E", 674.43, 12.3824797939073), ("H", 625.82, 14.9371291853931), ("M", 636.6, 16.2147073081845),
        ] {
            let domain = try figures.at("region=\(level)")
            #expect(isClose(domain.value, value, 1e-8))
            #expect(try isClose(domain.further("standardError"), error, 1e-8))
            #expect(try domain.further("degreesOfFreedom") == 197)
            // Weights within a stratum are equal, so they cost nothing there.
            #expect(try isClose(domain.further("kish"), 1) && isClose(domain.further("unweighted"), value))
        }
    }

    @Test func totalsSharesAndRatiosAreThoseOfR() throws {
        let survey = try WeightedSurvey(reference: "apistrat")
        let total = try survey.figures("{kind: weighted-total, table: survey, of: b, design: d}", design: strata).at()
        #expect(isClose(total.value, 3687177.53243828, 1e-8))
        #expect(try isClose(total.further("standardError"), 114641.71610078, 1e-8))
        let share = try survey.figures(
            "{kind: weighted-share, table: survey, part: \"kind = 'Yes'\", design: d}", design: strata
        ).at()
        #expect(isClose(share.value, 0.827948011415823, 1e-8))
        #expect(try isClose(share.further("standardError"), 0.0243447801130748, 1e-8))
        #expect(share.reveals("whole") == 200 && share.reveals("part") == survey.rows.count { $0.kind == "Yes" })
        let ratio = try survey.figures(
            "{kind: weighted-ratio, table: survey, of: a, over: b, design: d}", design: strata
        ).at()
        #expect(isClose(ratio.value, 1.11256045132858, 1e-8))
        #expect(try isClose(ratio.further("standardError"), 0.041359506010998, 1e-8))
        // Without a population by stratum there is no finite population correction.
        let open = try survey.figures(
            "{kind: weighted-mean, table: survey, of: a, design: d}", design: "{weight: weight, strata: region}"
        ).at()
        #expect(try isClose(open.further("standardError"), 9.53613229692516, 1e-8))
    }

    @Test func totalsOfGroupsAddUp() throws {
        let design = "{weight: weight, clusters: cluster, population: 757}"
        let figures = try WeightedSurvey(reference: "rake_poststratify_apiclus1").figures(
            "{kind: weighted-total, table: survey, of: b, design: d}", design: design)
        let groups = try ["E", "H", "M"].map { try figures.at("region=\($0)") }
        #expect(try isClose(figures.at().value, groups.compactMap(\.value).reduce(0, +)))
        #expect(try figures.at().reveals("n") == groups.compactMap { $0.reveals("n") }.reduce(0, +))
    }

    @Test func weightsAreNumbersOfZeroOrMore() throws {
        let spread = try WeightSpread([(weight: 3, count: 1), (weight: 1, count: 1), (weight: 9, count: 0)])
        #expect(spread.designEffect.value == 1.25 && spread.least == 1 && spread.greatest == 3)
        #expect(try WeightSpread([(weight: Double, count: Int)]()).designEffect.reason == .noObservations)
        #expect(throws: StatisticsError.design(.negativeWeight(-1))) { try WeightSpread([(weight: -1, count: 1)]) }
        #expect(throws: StatisticsError.valueNotFinite) { try WeightSpread([(weight: .infinity, count: 1)]) }
        #expect(throws: StatisticsError.negativeCount(-1)) { try WeightSpread([(weight: 1, count: -1)]) }
        #expect(throws: StatisticsError.overflow) {
            try WeightSpread([(weight: 1, count: .max), (weight: 2, count: 1)])
        }
    }

    @Test func theOrderOfRowsChangesNothing() throws {
        var survey = try WeightedSurvey(reference: "apistrat")
        let calculation = "{kind: weighted-mean, table: survey, of: a, design: d}"
        let figures = try survey.figures(calculation, design: strata)
        survey.rows.reverse()
        #expect(try survey.figures(calculation, design: strata) == figures)
    }

    @Test func weightsOfOneGiveThePlainMean() throws {
        let survey = WeightedSurvey([
            .init(region: "north", a: 1), .init(region: "north", a: 2), .init(region: "south", a: 5),
            .init(region: "south", a: nil), .init(region: "south", a: 3), .init(region: "north", a: 3),
        ])
        let plain = try survey.figures("{kind: mean, table: survey, where: present(a), of: a}")
        let weighted = try survey.figures("{kind: weighted-mean, table: survey, where: present(a), of: a, design: d}")
        for level in [[], ["region=north"], ["region=south"]] {
            let (one, other) = (try plain.at(levels: level), try weighted.at(levels: level))
            #expect(isClose(other.value, try #require(one.value)) && other.n == one.n)
            #expect(try isClose(other.further("unweighted"), try #require(one.value)))
            #expect(try other.further("kish") == 1 && other.further("weightedN") == Double(one.n))
        }
        // The interval of the total is the same; that of a group is not, as its size is a matter of chance too.
        let (one, other) = (try #require(try plain.at().interval), try weighted.at().interval)
        #expect(isClose(other?.lowerBound, one.lowerBound) && isClose(other?.upperBound, one.upperBound))
        #expect(try weighted.at("region=north").interval != plain.at("region=north").interval)
        // A row without an outcome stays in the design, and out of the mean.
        let all = try survey.figures("{kind: weighted-mean, table: survey, of: a, design: d}").at()
        #expect(isClose(all.value, 2.8) && all.n == 5)
        #expect(try all.further("degreesOfFreedom") == 5)
    }

    @Test func weightsOfOneGiveThePlainShare() throws {
        let survey = WeightedSurvey((1...8).map { .init(region: $0 < 4 ? "north" : "south", a: $0 == 8 ? nil : $0) })
        let plain = try survey.figures("{kind: share, table: survey, part: 'a >= 3'}")
        let weighted = try survey.figures("{kind: weighted-share, table: survey, part: 'a >= 3', design: d}")
        for level in [[], ["region=north"], ["region=south"]] {
            let (one, other) = (try plain.at(levels: level), try weighted.at(levels: level))
            #expect(isClose(other.value, try #require(one.value)) && other.n == one.n)
            #expect(other.reveals("part") == one.reveals("part") && other.reveals("whole") == one.reveals("whole"))
        }
        // √(p(1 − p)/(n − 1)) with p = 5/8 of 8.
        #expect(try isClose(weighted.at().further("standardError"), (0.625 * 0.375 / 7).squareRoot()))
    }

    @Test func kishAndMeansAreThoseWorkedByHand() throws {
        // Weights 1 and 3: the mean of 2 and 6 is 5, and Kish's effect 2 · (1 + 9) / 4² = 1.25.
        let survey = WeightedSurvey([
            .init(region: "north", weight: 1, a: 2, b: 1), .init(region: "south", weight: 3, a: 6, b: 2),
        ])
        let mean = try survey.figures(
            "{kind: weighted-mean, table: survey, of: a, design: d}", design: "{weight: weight}"
        ).at()
        #expect(mean.value == 5)
        #expect(try mean.further("unweighted") == 4 && mean.further("weightedN") == 4)
        #expect(try mean.further("kish") == 1.25)
        let ratio = try survey.figures(
            "{kind: weighted-ratio, table: survey, of: a, over: b, design: d}", design: "{weight: weight}"
        ).at()
        #expect(try isClose(ratio.value, 20.0 / 7) && isClose(ratio.further("unweighted"), 8.0 / 3))
        let report = try survey.figures("{kind: weight-report, table: survey, design: d}", design: "{weight: weight}")
            .at()
        #expect(report.value == 1.25)
        #expect(try report.further("leastWeight") == 1 && report.further("greatestWeight") == 3)
        #expect(try report.further("effectiveN") == 1.6 && report.further("withoutWeight") == 0)
        #expect(try report.further("converged") == 1 && report.further("iterations") == nil)
    }
}

extension [Figure] {
    /// The figure at levels that are given as a list.
    func at(levels: [String]) throws -> Figure {
        try levels.first.map { try at($0) } ?? at()
    }
}
