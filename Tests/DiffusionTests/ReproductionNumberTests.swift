import Statistics
import Testing

@testable import Diffusion

@Suite struct ReproductionNumberTests {
    private func counts(_ pairs: [(Double, Int)]) throws -> Distribution {
        try Distribution(pairs.map { Distribution.Entry(value: $0.0, count: $0.1) })
    }

    /// 20 adopters taught nobody, 6 one, 3 two, 1 five and 1 twelve: 6 + 6 + 5 + 12 = 29 of 31.
    @Test func numberOfThirtyOneAdopters() throws {
        let number = try ReproductionNumber(try counts([(0, 20), (1, 6), (2, 3), (5, 1), (12, 1)]))
        #expect(number.adopters == 31 && number.offspring == 29)
        #expect(near(number.mean.value, 29.0 / 31))
        // SciPy 1.17.1: chi2.ppf(0.025, 58) / 62 and chi2.ppf(0.975, 60) / 62.
        #expect(near(number.mean.interval?.lowerBound, 0.6265082302434818, within: 1e-10))
        #expect(near(number.mean.interval?.upperBound, 1.3435108851156967, within: 1e-10))
        // NumPy 2.4.6: var(ddof=1) / mean.
        #expect(near(number.dispersionIndex.value, 5.696551724137931))
        #expect(near(number.withoutOffspring.value, 20.0 / 31))
        // SciPy 1.17.1: the root of the score in k (brentq, digamma), the information by polygamma(1).
        let fit = number.negativeBinomial
        #expect(near(fit.dispersion.value, 0.2895515008118845, within: 1e-10))
        #expect(near(fit.dispersion.standardError, 0.13703712829501005, within: 1e-9))
        #expect(near(fit.dispersion.interval?.lowerBound, 0.11451818680718125, within: 1e-9))
        #expect(near(fit.dispersion.interval?.upperBound, 0.732111413565948, within: 1e-9))
        #expect(near(fit.mean.interval?.lowerBound, 0.4425022309733882, within: 1e-9))
        #expect(near(fit.mean.interval?.upperBound, 1.9776851088767065, within: 1e-9))
    }

    /// SciPy 1.17.1, stats.bootstrap with 400,000 resamples; 9,999 of other random numbers come near.
    @Test func resampledLimitsAreThoseOfManyResamples() throws {
        let offspring = try counts([(0, 12), (1, 8), (2, 5), (3, 2), (6, 1), (9, 1)])
        let number = try ReproductionNumber(offspring)
        let spread = try SpreadingConcentration(offspring)
        #expect(near(spread.gini.percentile.value, 0.6454465075154731))
        #expect(near(spread.topShare.percentile.value, 0.6307692307692309))
        let cases: [(Estimate, Double, Double)] = [
            (number.resampled.percentile, 0.7241379310344828, 2.1379310344827585),
            (number.resampled.bca, 0.8275862068965517, 2.3793103448275863),
            (spread.gini.percentile, 0.47629310344827586, 0.7527093596059113),
            (spread.gini.bca, 0.5210727969348659, 0.7878787878787878),
            (spread.topShare.percentile, 0.45882352941176474, 0.7757575757575758),
            (spread.topShare.bca, 0.48571428571428577, 0.8046511627906977),
        ]
        for (estimate, lower, upper) in cases {
            #expect(near(estimate.interval?.lowerBound, lower, within: 0.05))
            #expect(near(estimate.interval?.upperBound, upper, within: 0.05))
        }
        #expect(try ReproductionNumber(offspring) == number)
        let other = try ReproductionNumber(offspring, options: try BootstrapOptions(replicates: 199, seed: 5))
        #expect(other.mean == number.mean && other.resampled != number.resampled)
    }

    @Test func evenAndPoissonOffspringHaveTheirReasons() throws {
        let even = try ReproductionNumber(try counts([(1, 10)]))
        #expect(even.mean.value == 1 && even.resampled.percentile.intervalReason == .noVariation)
        #expect(even.negativeBinomial.dispersion.reason == .notReached && even.dispersionIndex.value == 0)
        let none = try ReproductionNumber(try counts([(0, 10)]))
        #expect(none.mean.value == 0 && none.mean.interval?.lowerBound == 0)
        // χ²(0.975; 2) / 2 = −ln 0.025.
        #expect(near(none.mean.interval?.upperBound, 0.36888794541139363, within: 1e-10))
        #expect(
            none.negativeBinomial.dispersion.reason == .noVariation && none.dispersionIndex.reason == .zeroDenominator)
        #expect(try ReproductionNumber(try counts([])).mean.reason == .noObservations)
        #expect(try SpreadingConcentration(try counts([(0, 5)])).topShare.percentile.reason == .zeroDenominator)
        #expect(throws: DiffusionError.self) { try ReproductionNumber(try counts([(0.5, 1)])) }
    }

    /// Four adopters teach 0, 1, 1 and 8: the top fifth is 0.8 of an actor, so 0.8 · 8 / 10.
    @Test func topFifthOfFour() throws {
        let spread = try SpreadingConcentration(try counts([(0, 1), (1, 2), (8, 1)]))
        #expect(near(spread.topShare.percentile.value, 0.64))
        // Σ(2i − n − 1)x = −3·0 − 1·1 + 1·1 + 3·8 = 24, over 4 · 10.
        #expect(near(spread.gini.percentile.value, 0.6))
        #expect(near(spread.curve.gini.value, 0.6))
        #expect(spread.curve.points.map(\.amount) == [0, 0, 0.2, 1])
    }

    private func adoption(_ adopter: UInt32, _ source: UInt32?, _ day: Int32?) -> Adoption {
        Adoption(innovation: 0, adopter: adopter, source: source, day: day)
    }

    /// Days 0 and 5 of the first period, 12 and 18 of the second, 25 of the third; as of day 27.
    @Test func cohortsByHand() throws {
        let forest = AdoptionForest([
            adoption(1, nil, 0), adoption(2, 1, 5), adoption(3, 1, 12), adoption(4, 2, 18), adoption(5, 4, 25),
            adoption(6, 1, nil),
        ])
        // 2 after 5 days, 3 after 12, 4 after 13, 5 after 7; the one without a day has no time.
        #expect(try forest.learningTimes.entries.map(\.value) == [5, 7, 12, 13])
        let cohorts = try forest.cohorts(observedUntil: 27) { $0.day.map { Int($0) / 10 } }
        // 1 taught 3 and 2 one; 3 none and 4 one; 5 none.
        #expect(cohorts.map(\.number.mean.value) == [2, 0.5, 0])
        #expect(cohorts.map(\.number.adopters) == [2, 2, 1])
        #expect(cohorts.map(\.days) == [0...5, 12...18, 25...25])
        // Ninth decile 12 + 0.7 · 1, rounded up 13: seen for 22, 9 and 2 days.
        #expect(cohorts.map(\.isCensored) == [false, true, true])
        #expect(try forest.cohorts(observedUntil: 27, followUp: 5) { _ in 0 }.map(\.isCensored) == [true])
        let groups = try forest.reproductionNumbers { Int($0.adopter) % 2 }
        // Even: 2, 4 and 6 taught 1, 1 and 0. Odd: 1, 3 and 5 taught 3, 0 and 0.
        #expect(groups.map(\.number.offspring) == [2, 3] && groups.map(\.group) == [0, 1])
        let alone = AdoptionForest([adoption(1, nil, 0)])
        #expect(try alone.cohorts { _ in 0 }.map(\.isCensored) == [nil])
    }

    @Test func crossingOfSectorsByHand() throws {
        let pairs: [(source: String?, adopter: String?)] = [
            ("kunta", "järjestö"), ("kunta", "kunta"), (nil, "kunta"), ("yritys", "kunta"), ("kunta", nil),
            ("kunta", "järjestö"),
        ]
        let crossing = try CrossingShare(pairs)
        #expect(crossing.known == 4 && crossing.unknown == 2 && crossing.crossing == 3)
        #expect(crossing.share == (try Proportion(3, of: 4).share()))
        #expect(crossing.flows.map(\.count) == [2, 1, 1])
        #expect(crossing.flows.map(\.adopter) == ["järjestö", "kunta", "kunta"])
        #expect(try CrossingShare(pairs.reversed()) == crossing)
        #expect(try CrossingShare([(source: Int?.none, adopter: 1)]).share.reason == .noObservations)
    }
}
