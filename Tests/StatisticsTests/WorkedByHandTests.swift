import Testing

@testable import Statistics

@Suite struct WorkedByHandTests {
    @Test func meanAndSpreadOfFourAnswers() throws {
        // 1, 2, 3, 6: mean 3; deviations −2, −1, 0, 3; squares 4 + 1 + 0 + 9 = 14; variance 14/3.
        let moments = try Distribution(values: [3, 1, 6, 2]).moments
        #expect(moments.mean == 3)
        #expect(moments.sumOfSquaredDeviations == 14)
        #expect(moments.variance == 14.0 / 3)
    }

    @Test func quantilesOfFourAnswers() throws {
        let four = try Distribution(values: [1, 2, 3, 6])
        #expect(four.median.value == 2.5)
        // Type 7: rank (4 − 1) · 0.25 = 0.75 lies between 1 and 2.
        #expect(try four.quantile(0.25).value == 1.75)
        // Type 2: 4 · 0.25 = 1 is a whole rank, so the mean of 1 and 2; 4 · 0.3 = 1.2 is the second value.
        #expect(try four.quantile(0.25, type: .averagedSteps).value == 1.5)
        #expect(try four.quantile(0.3, type: .averagedSteps).value == 2)
        #expect(try four.quantile(0).value == 1)
        #expect(try four.quantile(1).value == 6)
        #expect(try four.quantile(1, type: .averagedSteps).value == 6)
    }

    @Test func signedRanksOfFourChangesAreExact() throws {
        // Changes +1, +2, +3, −4: W+ = 6, W− = 4 of 10. Sums of 16 sign patterns with |W − 5| ≥ 1: all but the two with
        // W = 5 (1 + 4 and 2 + 3), so p = 14/16.
        let result = WilcoxonSignedRank(change: try Distribution(values: [1, 2, 3, -4]))
        #expect(result.form == .exact)
        #expect(result.positiveRankSum == 6 && result.negativeRankSum == 4)
        #expect(result.test.p == 0.875)
        #expect(result.matchedRankBiserial.value.map { isClose($0, 0.2, 1e-12) } == true)
    }

    @Test func ranksOfTiesAreTheirMean() throws {
        // Changes +1, −1, +2, 0: sizes 1, 1, 2 have ranks 1.5, 1.5, 3; W+ = 4.5, W− = 1.5, and one zero is dropped.
        let result = WilcoxonSignedRank(change: try Distribution(values: [1, -1, 2, 0]))
        #expect(result.form == .normalCorrected && result.hasTies && result.zeros == 1)
        #expect(result.positiveRankSum == 4.5 && result.negativeRankSum == 1.5)
        // Variance 3·4·7/24 − (2³ − 2)/48 = 3.5 − 0.125; z = (4.5 − 3)/√3.375.
        #expect(result.normal.statistic.map { isClose($0, 1.5 / 3.375.squareRoot(), 1e-14) } == true)
    }

    @Test func changesThatDifferByNoiseOnlyTie() throws {
        // 0.3 − 0.2 and 0.2 − 0.1 differ in the last bit.
        let table = try TransitionTable([
            .init(before: 0.2, after: 0.3, count: 1), .init(before: 0.1, after: 0.2, count: 1),
        ])
        #expect(try table.change().entries == [.init(value: 0.1, count: 2)])
        let large = try TransitionTable([
            .init(before: 1_234_567.2, after: 1_234_567.3, count: 1),
            .init(before: 1_234_567.1, after: 1_234_567.2, count: 1),
        ])
        #expect(try large.change().entries == [.init(value: 0.1, count: 2)])
    }

    @Test func survivalOfFiveWithOneCensored() throws {
        // Events at 1, 2, 4 and 5, one censored at 2: S = 4/5, 4/5·3/4 = 3/5, then 2 at risk: 3/10, 0.
        let curve = KaplanMeier(
            try EventTable([
                .init(time: 1, events: 1, censored: 0), .init(time: 2, events: 1, censored: 1),
                .init(time: 4, events: 1, censored: 0), .init(time: 5, events: 1, censored: 0),
            ]))
        let expected = [0.8, 0.6, 0.3, 0]
        for (point, value) in zip(curve.points, expected) { #expect(abs(point.survival - value) < 1e-15) }
        #expect(curve.points.map(\.atRisk) == [5, 4, 2, 1])
        #expect(curve.median().time == 4)
        // Area: 1 + 0.8·1 + 0.6·2 + 0.3·1 = 3.3.
        #expect(curve.restrictedMean(upTo: 5).value.map { isClose($0, 3.3, 1e-14) } == true)
        // Greenwood after the second event: 0.6 √(1/(5·4) + 1/(4·3)).
        #expect(isClose(curve.points[1].standardError, 0.6 * (1.0 / 20 + 1.0 / 12).squareRoot(), 1e-14))
    }

    @Test func medianOnAFlatStretchFollowsTheConvention() throws {
        // S is one half from 2 up to 6: R reports the middle, others the start.
        let curve = KaplanMeier(
            try EventTable([
                .init(time: 1, events: 1, censored: 0), .init(time: 2, events: 1, censored: 0),
                .init(time: 6, events: 1, censored: 0), .init(time: 7, events: 1, censored: 0),
            ]))
        #expect(curve.median(convention: .midpoint).time == 4)
        #expect(curve.median(convention: .firstTime).time == 2)
        // Two thirds times three quarters is one half but for rounding.
        let rounded = KaplanMeier(
            try EventTable([
                .init(time: 1, events: 4, censored: 0), .init(time: 3, events: 2, censored: 0),
                .init(time: 5, events: 0, censored: 6),
            ]))
        #expect(rounded.median(convention: .firstTime).time == 3)
        // The stretch lasts to the last time observed, which is taken as its end.
        #expect(rounded.median(convention: .midpoint).time == 4)
    }

    @Test func recommendationScoreOfTen() throws {
        // 5 promoters, 3 passives, 2 detractors: 100 (0.5 − 0.2) = 30; variance 0.7 − 0.09 = 0.61 over 10.
        let result = try RecommendationScore(promoters: 5, passives: 3, detractors: 2)
        #expect(result.score.value == 30)
        #expect(result.score.standardError.map { isClose($0, 100 * 0.061.squareRoot(), 1e-13) } == true)
    }

    @Test func giniOfTwoIsHalfWhenOneHasAll() throws {
        let result = try Inequality(try Distribution(values: [0, 10]))
        #expect(result.gini.value == 0.5)
        #expect(result.giniBiasCorrected.value == 1)
        #expect(result.hoover.value == 0.5)
        #expect(result.theilL.reason == .zeroDenominator)
        // A distribution with counts gives what the repeated values give: 1, 1, 1, 5.
        let counted = try Inequality(try Distribution([.init(value: 5, count: 1), .init(value: 1, count: 3)]))
        // Σ(2i − 5)x = −3 − 1 + 1 + 15 = 12; over 4 · 8.
        #expect(counted.gini.value == 0.375)
    }

    @Test func noncentralTIsStudentsTWithoutNoncentrality() {
        for (t, v) in [(0.0, 3.0), (1.5, 1), (-2.25, 7), (2.5, 150), (3.1, 1e6)] {
            let expected =
                t < 0
                ? GSL.studentTwoSided(t, degreesOfFreedom: v) / 2 : 1 - GSL.studentTwoSided(t, degreesOfFreedom: v) / 2
            #expect(isClose(NoncentralT(statistic: t, degreesOfFreedom: v).lower(noncentrality: 0), expected, 1e-12))
        }
    }

    @Test func mcNemarsMidPHalvesTheMiddleOnce() throws {
        // One each way: exact p is 1, the observed has probability 1/2, so mid-p = 1 − 1/4.
        let result = McNemar(try PairedYesNo(yesYes: 0, yesNo: 1, noYes: 1, noNo: 0))
        #expect(result.exact.p == 1)
        #expect(result.midP.p.map { isClose($0, 0.75, 1e-12) } == true)
    }
}
