import Diagnostics
import Statistics
import Testing

@testable import Indicators

/// Estimates for all rows from those whose answer is known.
@Suite struct SampleEstimateTests {
    static let kind = "table: survey, answered: present(kind), part: \"kind = 'Yes'\", strata: [region]"

    /// The schools of R's apistrat among so many that nobody asked that each stratum has its population.
    private func population() throws -> WeightedSurvey {
        var survey = try WeightedSurvey(reference: "apistrat")
        for (region, population) in [("E", 4421), ("H", 755), ("M", 1018)] {
            let asked = survey.rows.count { $0.region == region }
            survey.rows += (0..<(population - asked)).map { _ in WeightedSurvey.Row(region: region) }
        }
        return survey
    }

    /// R, survey 4.1.1: svymean and svytotal of sch.wide with strata stype and fpc, 6,194 schools of which 200 were asked.
    @Test func isThatOfRWithTheFinitePopulationCorrection() throws {
        let survey = try population()
        let share = try survey.figures("{kind: sample-share, \(Self.kind)}").at()
        #expect(isClose(share.value, 0.827948011415823, 1e-8) && share.n == 200)
        #expect(try isClose(share.further("standardError"), 0.0243447801130748, 1e-8))
        #expect(try share.further("populationN") == 6194 && share.further("degreesOfFreedom") == 197)
        let count = survey.rows.count { $0.kind == "Yes" }
        #expect(try share.further("count") == Double(count))
        #expect(share.reveals("part") == count && share.reveals("whole") == 200 && share.reveals("population") == 6194)
        let total = try survey.figures("{kind: sample-total, \(Self.kind)}").at()
        #expect(isClose(total.value, 0.827948011415823 * 6194, 1e-8))
        #expect(try isClose(total.further("standardError"), 0.0243447801130748 * 6194, 1e-8))
        // SciPy 1.17.1: t.ppf(0.975, 197) = 1.972079034.
        let upper = (0.827948011415823 + 1.972079034 * 0.0243447801130748) * 6194
        #expect(try isClose(#require(total.interval).upperBound, upper, 1e-8))
    }

    /// North: 4 of whom 2 answered, 1 yes. South: 6 of whom 3 answered, all yes. Nobody is known of the east's 2.
    private let small = WeightedSurvey(
        [("north", "Yes"), ("north", "No"), ("north", nil), ("north", nil)].map { .init(region: $0.0, kind: $0.1) }
            + [("south", "Yes"), ("south", "Yes"), ("south", "Yes"), ("south", nil), ("south", nil), ("south", nil)]
            .map { .init(region: $0.0, kind: $0.1) })

    /// Share 0.4 · 1/2 + 0.6 · 1 = 0.8. Variance 0.4² · (1 − 2/4) · 0.25/(2 − 1) = 0.02, and nothing from the south.
    /// t of (2 − 1) + (3 − 1) = 3 degrees is 3.182446, and 0.8 − 3.182446 · √0.02 = 0.349934; the upper limit is cut to 1.
    @Test func isWhatComesOutByHand() throws {
        let share = try small.figures("{kind: sample-share, \(Self.kind)}").at()
        #expect(isClose(share.value, 0.8) && share.n == 5)
        #expect(try isClose(share.further("standardError"), 0.02.squareRoot()))
        #expect(try isClose(share.further("unweighted"), 0.8) && share.further("degreesOfFreedom") == 3)
        let interval = try #require(share.interval)
        #expect(isClose(interval.lowerBound, 0.8 - 3.182446305 * 0.02.squareRoot(), 1e-8) && interval.upperBound == 1)
        let total = try small.figures("{kind: sample-total, \(Self.kind)}").at()
        #expect(isClose(total.value, 8) && total.interval?.upperBound == 10)
    }

    /// Each group of a breakdown is a population of its own: of the north half of 4, of the south all of 6.
    @Test func groupsArePopulationsOfTheirOwn() throws {
        let totals = try small.figures("{kind: sample-total, \(Self.kind)}")
        #expect(try isClose(totals.at("region=north").value, 2) && isClose(totals.at("region=south").value, 6))
        #expect(try totals.at("region=south").interval == nil)
        #expect(try totals.at("region=south").further("populationN") == 6)
    }

    /// A stratum of which nobody answered is joined to the one nearest in size: 3 of 5 said yes in what is 4 + 2 and 6.
    @Test func strataWithoutAnswersAreJoined() throws {
        var survey = small
        survey.rows += [.init(region: "east"), .init(region: "east")]
        let share = try survey.figures("{kind: sample-share, \(Self.kind)}").at()
        // East (2) goes to the north (4): 6/12 · 1/2 + 6/12 · 1 = 0.75.
        #expect(isClose(share.value, 0.75))
        #expect(try share.further("populationN") == 12)
    }

    @Test func rowsWithoutALevelAreAStratumToo() throws {
        var survey = small
        survey.rows += [.init(region: nil, kind: "No"), .init(region: nil, kind: "No")]
        let share = try survey.figures("{kind: sample-share, \(Self.kind)}").at()
        #expect(isClose(share.value, 8.0 / 12))
    }

    @Test func whereAllAnsweredItIsTheTruth() throws {
        let survey = WeightedSurvey(
            [("north", "Yes"), ("north", "No"), ("south", "No")].map { .init(region: $0, kind: $1) })
        let total = try survey.figures("{kind: sample-total, \(Self.kind)}").at()
        #expect(total.value == 1 && total.interval == nil)
        #expect(try total.further("standardError") == 0)
    }

    @Test func withoutAnswersThereIsNoValueButAPopulation() throws {
        let survey = WeightedSurvey([.init(region: "north"), .init(region: "south")])
        let share = try survey.figures("{kind: sample-share, \(Self.kind)}").at()
        #expect(share.value == nil && share.absence == .noObservations && share.n == 0)
        #expect(try share.further("populationN") == 2 && share.further("count") == 0)
        let nobody = try WeightedSurvey([]).figures("{kind: sample-total, \(Self.kind)}").at()
        #expect(nobody.value == nil && nobody.absence == .noObservations)
    }

    @Test func theOrderOfRowsChangesNothing() throws {
        var survey = try population()
        let figures = try survey.figures("{kind: sample-total, \(Self.kind)}")
        survey.rows.reverse()
        #expect(try survey.figures("{kind: sample-total, \(Self.kind)}") == figures)
    }

    /// Behind a figure are those who answered, as many as its n.
    @Test func itRestsOnThoseWhoAnswered() throws {
        let (catalogue, findings) = try WeightedSurvey.catalogue("{kind: sample-share, \(Self.kind)}", design: "{}")
        #expect(findings.isEmpty)
        guard case .sample(let rows, let estimate) = catalogue.indicators[0].calculation else {
            Issue.record("no sample")
            return
        }
        #expect(rows.table == "survey" && estimate.strata == ["region"] && estimate.quantity == .share)
    }
}
