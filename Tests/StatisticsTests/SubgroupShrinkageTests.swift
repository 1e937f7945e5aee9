import Foundation
import Testing

@testable import Statistics

@Suite struct SubgroupShrinkageTests {
    /// BCG vaccine trials (Colditz et al. 1994): infected and not, vaccinated and control, as in R's metafor, `dat.bcg`.
    private let trials: [(Double, Double, Double, Double)] = [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
        (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
        (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ]

    /// Log risk ratios with their standard errors.
    private var groups: [Estimate] {
        trials.map { (a, b, c, d) in
            let ratio = (a / (a + b)) / (c / (c + d))
            let variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
            return Estimate(log(ratio), n: Int(a + b + c + d), standardError: variance.squareRoot())
        }
    }

    /// metafor prints τ² 0.3088, μ −0.7141 (0.1787), Q(12) 152.2330 for `rma(yi, vi, method = "DL")`; more digits by statsmodels 0.15.0
    /// `combine_effects(y, v, method_re="chi2")`.
    @Test func derSimonianAndLairdIsThatOfStatsmodels() throws {
        let result = SubgroupShrinkage(groups, variance: .derSimonianLaird)
        #expect(isClose(try #require(result.tauSquared.value), 0.30876026286237634, 1e-10))
        #expect(isClose(try #require(result.mean.value), -0.7141172220732269, 1e-10))
        #expect(isClose(try #require(result.mean.standardError), 0.17874208953540316, 1e-10))
        #expect(isClose(try #require(result.heterogeneity.statistic), 152.23300808237337, 1e-10))
        #expect(result.heterogeneity.degreesOfFreedom == 12)
        #expect(isClose(try #require(result.heterogeneity.p), 1.996764590845891e-26, 1e-8))
        #expect(isClose(try #require(result.iSquared.value), 0.9211734685456205, 1e-10))
    }

    /// metafor prints τ² 0.3132, μ −0.7145 (0.1798) for `rma(yi, vi)`; τ² by `scipy.optimize.brentq` on the derivative of the
    /// restricted likelihood and by `minimize_scalar` on the likelihood itself (scipy 1.17.1), and the formulas of metafor's `blup`.
    @Test func restrictedLikelihoodAndShrunkenValuesAreThoseOfMetafor() throws {
        let result = SubgroupShrinkage(groups)
        #expect(isClose(try #require(result.tauSquared.value), 0.313243258136481, 1e-9))
        #expect(isClose(try #require(result.mean.value), -0.7145323421581392, 1e-9))
        #expect(isClose(try #require(result.mean.standardError), 0.17978151610520576, 1e-9))
        let values = [
            -0.8002335619703496, -1.2517059803022503, -0.9869030933575023, -1.3978976964951453, -0.2873798064763738,
            -0.7845715336459536, -1.2439634651733045, 0.002879247896767006, -0.5068363592927703, -1.2471730159984447,
            -0.3536584005207599, -0.28473371286119753, -0.14674306985852553,
        ]
        let errors = [
            0.4099304475261668, 0.35322730160001853, 0.4348315764347222, 0.1375684156694778, 0.2113117583834207,
            0.08229035272745339, 0.3685919598987568, 0.06258709441136337, 0.22039126825919175, 0.24571221174720087,
            0.10948096571720499, 0.45830047600636503, 0.24344029738333242,
        ]
        #expect(result.shrunken.count == 13)
        for (estimate, (value, error)) in zip(result.shrunken, zip(values, errors)) {
            #expect(isClose(try #require(estimate.value), value, 1e-7))
            #expect(isClose(try #require(estimate.standardError), error, 1e-8))
            let interval = try #require(estimate.interval)
            #expect(isClose(interval.upperBound - interval.lowerBound, 2 * 1.959963984540054 * error, 1e-8))
        }
    }

    @Test func equalGroupsGetTheCommonMean() throws {
        let groups = [(1.0, 0.5), (1.1, 0.4), (0.9, 0.7)].map { Estimate($0, n: 10, standardError: $1) }
        for variance in SubgroupShrinkage.Variance.allCases {
            let result = SubgroupShrinkage(groups, variance: variance)
            #expect(result.tauSquared.value == 0 && result.iSquared.value == 0)
            for estimate in result.shrunken {
                #expect(estimate.value == result.mean.value)
                #expect(isClose(try #require(estimate.standardError), try #require(result.mean.standardError), 1e-14))
            }
        }
    }

    @Test(arguments: 0..<100) func shrunkenValuesLieBetweenTheirOwnAndTheMean(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let groups = (0..<Int.random(in: 2...9, using: &generator)).map { _ in
            Estimate(
                Double.random(in: -3...3, using: &generator), n: 20,
                standardError: Double.random(in: 0.01...2, using: &generator))
        }
        for variance in SubgroupShrinkage.Variance.allCases {
            let result = SubgroupShrinkage(groups, variance: variance)
            let mean = try #require(result.mean.value)
            for (group, estimate) in zip(groups, result.shrunken) {
                let (own, value) = (try #require(group.value), try #require(estimate.value))
                #expect(min(own, mean) - 1e-12 <= value && value <= max(own, mean) + 1e-12)
                #expect(try #require(estimate.standardError) > 0)
            }
            // The same numbers in another order, and in another unit, give the same.
            let reversed = SubgroupShrinkage(groups.reversed(), variance: variance)
            #expect(isClose(try #require(reversed.mean.value), mean, 1e-6))
            let scaled = SubgroupShrinkage(groups.map { $0.scaled(by: 100) }, variance: variance)
            let tau = try #require(result.tauSquared.value)
            #expect(abs(try #require(scaled.tauSquared.value) - 1e4 * tau) <= 1e-6 * 1e4 * max(tau, 1e-9))
        }
    }

    @Test func groupsThatCannotBeWeighedKeepTheirReason() throws {
        let good = [Estimate(1, n: 5, standardError: 0.5), Estimate(3, n: 5, standardError: 0.5)]
        let odd = [
            Estimate(unavailable: .noObservations, n: 0), Estimate(2, n: 1, noIntervalBecause: .tooFew),
            Estimate(2, n: 4, standardError: 0, noIntervalBecause: .noVariation),
        ]
        let result = SubgroupShrinkage(good + odd)
        #expect(result.shrunken.map(\.reason) == [nil, nil, .noObservations, .tooFew, .noVariation])
        #expect(result.mean == SubgroupShrinkage(good).mean || result.mean.value == SubgroupShrinkage(good).mean.value)
        #expect(SubgroupShrinkage([]).mean.reason == .noObservations)
        let single = SubgroupShrinkage([good[0]])
        #expect(single.mean.reason == .tooFew && single.shrunken[0].reason == .tooFew)
        let far = SubgroupShrinkage([Estimate(-1e200, n: 5, standardError: 1), Estimate(1e200, n: 5, standardError: 1)])
        #expect(far.shrunken[0].reason == .notRepresentable)
        let sharp = SubgroupShrinkage([Estimate(1, n: 5, standardError: 1e-200), good[1]])
        #expect(sharp.mean.reason == .notRepresentable && sharp.shrunken[0].reason == .notRepresentable)
    }

    @Test func groupsAreOrderedOnlyBeyondChance() {
        let low = Estimate(1, n: 20, standardError: 0.3, lower: 0.4, upper: 1.6)
        let high = Estimate(2, n: 20, standardError: 0.3, lower: 1.4, upper: 2.6)
        // Their intervals overlap, and yet 1 > 1.96 · 0.424 = 0.83.
        #expect(GroupOrder(of: high, against: low) == .higher && GroupOrder(of: low, against: high) == .lower)
        #expect(GroupOrder(of: high, against: low, confidence: .ninetyNine) == .indistinct)
        #expect(GroupOrder(of: high, against: high) == .indistinct)
        let bare = Estimate(2, n: 20, lower: 1.4, upper: 2.6)
        #expect(GroupOrder(of: bare, against: low) == .indistinct)
        #expect(GroupOrder(of: bare, against: Estimate(1, n: 9, lower: 0.8, upper: 1.2)) == .higher)
        #expect(GroupOrder(of: Estimate(1, n: 9, lower: 0.8, upper: 1.2), against: bare) == .lower)
        #expect(GroupOrder(of: Estimate(unavailable: .tooFew, n: 1), against: low) == .indistinct)
        #expect(GroupOrder(of: Estimate(9, n: 1), against: low) == .indistinct)
    }
}
