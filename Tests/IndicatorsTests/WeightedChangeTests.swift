import Indicators
import Statistics
import Testing

/// The weighted change of the same persons against NumPy 2.4.6, SciPy 1.17.1 and statsmodels 0.15.0 (`DescrStatsW`), and against
/// the plain change.
@Suite struct WeightedChangeTests {
    private let pairing = "table: survey, of: a, person: person, wave: wave, from: before, to: after"

    /// Six pairs with their weights, and three persons who make no pair.
    private let survey = WeightedSurvey(
        [
            (1, "north", 0.75, 2, 4), (2, "north", 1.2, 3, 3), (3, "south", 0.9, 1, 3), (4, "north", 1.35, 5, 4),
            (5, "south", 1, 4, 5), (6, "south", 0.8, 2, 5), (7, "north", 1, 3, nil), (8, "south", 1, nil, 3),
        ].flatMap { (person: UInt64, region: String, weight: Double, before: Int?, after: Int?) in
            [
                WeightedSurvey.Row(region: region, weight: weight, a: before, person: person, wave: "before"),
                // The weight, and the group, of the first wave count.
                WeightedSurvey.Row(region: "west", weight: 9, a: after, person: person, wave: "after"),
            ]
        } + [WeightedSurvey.Row(region: "north", weight: 1, a: 1, person: 9, wave: "before")])

    private func figures(_ design: String) throws -> [Figure] {
        try survey.figures("{kind: weighted-change, \(pairing), design: d}", design: design)
    }

    @Test func pairsCountByTheirWeights() throws {
        let total = try figures("{weight: weight}").at()
        #expect(total.n == 6 && total.reveals("n") == 6)
        #expect(isClose(total.value, 0.8916666666666666, 1e-12))
        #expect(try isClose(total.further("standardError"), 0.6379420671334651, 1e-12))
        #expect(isClose(total.interval?.lowerBound, -0.7482156232949013, 1e-9))
        #expect(isClose(total.interval?.upperBound, 2.5315489566282343, 1e-9))
        #expect(try isClose(total.further("weightedN"), 6) && isClose(total.further("kish"), 1.0458333333333334))
        #expect(try isClose(total.further("unweighted"), 7.0 / 6) && total.further("degreesOfFreedom") == 5)
    }

    @Test func groupsAreThoseOfTheFirstWaveInTheWholeDesign() throws {
        let figures = try figures("{weight: weight}")
        for (region, value, error) in [
            ("north", 0.04545454545454543, 0.6757354514767503), ("south", 1.9259259259259258, 0.5132178384374125),
        ] {
            let group = try figures.at("region=\(region)")
            #expect(group.n == 3)
            #expect(isClose(group.value, value, 1e-12))
            #expect(try isClose(group.further("standardError"), error, 1e-12))
            #expect(try group.further("degreesOfFreedom") == 5)
        }
        #expect(figures.allSatisfy { $0.breakdown.first?.level.name != "west" })
    }

    @Test func strataOfTheDesignMakeTheErrorSmaller() throws {
        let total = try figures("{weight: weight, strata: region}").at()
        #expect(try isClose(total.further("standardError"), 0.5404626977526173, 1e-12))
        #expect(try total.further("degreesOfFreedom") == 4)
    }

    @Test func weightsOfOneGiveThePlainChange() throws {
        let plain = try survey.figures("{kind: paired-change, \(pairing)}").at()
        let weighted = try figures("{}").at()
        #expect(isClose(weighted.value, try #require(plain.value)) && weighted.n == plain.n)
        let interval = try #require(plain.interval)
        #expect(isClose(weighted.interval?.lowerBound, interval.lowerBound))
        #expect(isClose(weighted.interval?.upperBound, interval.upperBound))
    }

    @Test func itIsADifferenceAndSoHasASign() throws {
        for (kind, isDifference) in [
            ("weighted-change, \(pairing)", true), ("weighted-mean, table: survey, of: a", false),
        ] {
            let (catalogue, findings) = try WeightedSurvey.catalogue("{kind: \(kind), design: d}", design: "{}")
            #expect(findings.isEmpty)
            #expect(try #require(catalogue.indicators.first).calculation.isDifference == isDifference)
        }
    }

    @Test func swappedWavesFlipTheSign() throws {
        let back = try survey.figures(
            "{kind: weighted-change, table: survey, of: a, person: person, wave: wave, from: after, to: before, design: d}"
        ).at()
        let there = try figures("{}").at()
        #expect(isClose(back.value, -(try #require(there.value))))
    }

    @Test func nobodyInBothWavesHasNoChange() throws {
        let alone = WeightedSurvey([.init(region: "north", weight: 1, a: 2, person: 1, wave: "before")])
        let figures = try alone.figures("{kind: weighted-change, \(pairing), design: d}", design: "{weight: weight}")
        #expect(figures.allSatisfy { $0.value == nil })
        let pair = WeightedSurvey([
            .init(region: "north", weight: nil, a: 2, person: 1, wave: "before"),
            .init(region: "north", weight: 1, a: 3, person: 1, wave: "after"),
        ])
        let weightless = try pair.figures(
            "{kind: weighted-change, \(pairing), design: d}", design: "{weight: weight}"
        ).at()
        #expect(weightless.value == nil && weightless.absence == .noObservations)
    }
}
