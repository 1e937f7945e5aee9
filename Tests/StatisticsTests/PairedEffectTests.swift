import Testing

@testable import Statistics

@Suite struct PairedEffectTests {
    private func change(_ name: String) throws -> PairedChange {
        let reference = try ReferenceCase(name)
        let (before, after) = (
            try reference.column("pre", of: "data.csv"), try reference.column("post", of: "data.csv")
        )
        return try PairedChange(
            try TransitionTable(
                zip(before, after).compactMap { (before, after) in
                    guard let before, let after else { return nil }
                    return TransitionTable.Cell(before: before, after: after, count: 1)
                }))
    }

    /// Limits of the noncentrality by `scipy.optimize.brentq` on `scipy.stats.nct.cdf` (scipy 1.17.1), times
    /// s_change / √((s²before + s²after)/2) / √n.
    @Test(arguments: [
        ("survey/paired_sleep", 0.2686102863045224, 1.3721247877488187),
        ("survey/paired_likert_obrienkaiser", 0.06823038795207428, 1.1781615116203723),
    ])
    func limitsOfDAvAreThoseOfTheNoncentralT(name: String, lower: Double, upper: Double) throws {
        let result = try change(name)
        let interval = try #require(result.dAv.interval)
        #expect(isClose(interval.lowerBound, lower, 1e-8))
        #expect(isClose(interval.upperBound, upper, 1e-8))
        #expect(result.wilcoxon.form == .normalCorrected)
    }

    /// Hamilton depression scores of Hollander and Wolfe (1973), p. 29: R's effectsize has 0.78, 95 % [0.30, 0.94] for
    /// `rank_biserial(x, y, paired = TRUE)`; more digits by numpy 2.4.6.
    @Test func limitsOfTheRankBiserialAreThoseOfEffectsize() throws {
        let first = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
        let second = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
        let table = try TransitionTable(
            zip(second, first).map { TransitionTable.Cell(before: $0, after: $1, count: 1) })
        let result = WilcoxonSignedRank(change: try table.change()).matchedRankBiserial
        #expect(isClose(try #require(result.value), 35.0 / 45, 1e-12))
        let interval = try #require(result.interval)
        #expect(isClose(interval.lowerBound, 0.29536312933624215, 1e-10))
        #expect(isClose(interval.upperBound, 0.9441559019200816, 1e-10))
        let likert = try #require(try change("survey/paired_likert_obrienkaiser").wilcoxon.matchedRankBiserial.interval)
        #expect(isClose(likert.lowerBound, 0.15672074538752487, 1e-10))
        #expect(isClose(likert.upperBound, 0.8638481812321206, 1e-10))
        // Nobody's change goes the other way.
        #expect(try change("survey/paired_sleep").wilcoxon.matchedRankBiserial.intervalReason == .noVariation)
    }

    @Test(arguments: 0..<40) func swappingTheWavesFlipsLimits(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let counts = (0..<5).map { _ in (0..<5).map { _ in Int.random(in: 0...6, using: &generator) } }
        let levels = [1.0, 2, 3, 4, 5]
        let flipped = (0..<5).map { (i) in (0..<5).map { counts[$0][i] } }
        let there = try PairedChange(try TransitionTable(levels: levels, counts: counts))
        let back = try PairedChange(try TransitionTable(levels: levels, counts: flipped))
        for (a, b) in [(there.dAv, back.dAv), (there.wilcoxon.matchedRankBiserial, back.wilcoxon.matchedRankBiserial)] {
            let (own, other) = (try #require(a.interval), try #require(b.interval))
            #expect(abs(own.lowerBound + other.upperBound) < 1e-9 && abs(own.upperBound + other.lowerBound) < 1e-9)
            #expect(own.contains(try #require(a.value)))
        }
    }

    @Test func effectsWithoutSpreadHaveReasons() throws {
        let constant = try PairedChange(
            try TransitionTable([
                TransitionTable.Cell(before: 1, after: 2, count: 3),
                TransitionTable.Cell(before: 2, after: 3, count: 3),
            ]))
        #expect(constant.dAv.value != nil && constant.dAv.intervalReason == .noVariation)
        let one = try PairedChange(try TransitionTable([TransitionTable.Cell(before: 1, after: 2, count: 1)]))
        #expect(one.dAv.reason == .tooFew && one.wilcoxon.matchedRankBiserial.intervalReason == .tooFew)
    }

    /// Newcombe (1998), method 10: R's contingencytables prints −0.0621 (−0.1186 to −0.0046) for the first, a study of
    /// Cavo et al. (2012), and Fagerland, Lydersen and Laake (2014) −0.507 to −0.026 for the second, of Bentur et al. (2009);
    /// more digits by an own formula on statsmodels 0.15.0 `proportion_confint(method='wilson')`. Differences here are
    /// after minus before, theirs the other way round.
    @Test(arguments: [
        (59, 6, 16, 80, 0.004625113933050047, 0.11862119563870992),
        (1, 1, 7, 12, 0.02555912416485978, 0.506920226686141),
        (794, 150, 86, 570, -0.058703872895728836, -0.021230423982877014),
        // More disagree than agree, so φ is below zero and not corrected.
        (2, 8, 9, 1, -0.32712669751100465, 0.41226227406064153),
    ])
    func scoreIntervalOfPairedSharesIsNewcombes(a: Int, b: Int, c: Int, d: Int, lower: Double, upper: Double) throws {
        let result = McNemar(try PairedYesNo(yesYes: a, yesNo: b, noYes: c, noNo: d)).scoreDifference
        let interval = try #require(result.interval)
        #expect(isClose(interval.lowerBound, lower, 1e-9))
        #expect(isClose(interval.upperBound, upper, 1e-9))
        let back = McNemar(try PairedYesNo(yesYes: a, yesNo: c, noYes: b, noNo: d)).scoreDifference
        #expect(isClose(try #require(back.interval).lowerBound, -upper, 1e-12))
    }

    @Test func scoreIntervalHasAWidthWhereNobodyChanged() throws {
        let still = McNemar(try PairedYesNo(yesYes: 5, yesNo: 0, noYes: 0, noNo: 0))
        #expect(still.difference.intervalReason == .noVariation)
        let interval = try #require(still.scoreDifference.interval)
        #expect(interval.lowerBound < -0.3 && interval.upperBound > 0.3)
        #expect(
            McNemar(try PairedYesNo(yesYes: 0, yesNo: 0, noYes: 0, noNo: 0)).scoreDifference.reason == .noObservations)
    }

    /// Jacobson and Truax (1991): s = 7.5, reliability 0.80, from 32.5 to 47.5 give SE 3.35, S_diff 4.74 and RC 3.16.
    @Test func reliableChangeIsThatOfJacobsonAndTruax() throws {
        let table = try TransitionTable([
            TransitionTable.Cell(before: 32.5, after: 47.5, count: 6),
            TransitionTable.Cell(before: 40, after: 49.2, count: 3),  // 9.2 is within 1.96 · 4.743 = 9.297
            TransitionTable.Cell(before: 50, after: 40, count: 1),
        ])
        let result = try ReliableChange(table, reliability: 0.80, deviation: 7.5)
        #expect(isClose(try #require(result.standardErrorOfMeasurement.value), 3.3541019662496847, 1e-12))
        let error = try #require(result.standardErrorOfDifference.value)
        #expect(isClose(error, 4.743416490252569, 1e-12))
        #expect(abs(15 / error - 3.16) < 0.005)
        #expect(result.improved?.successes == 6 && result.unchanged?.successes == 3 && result.worsened?.successes == 1)
        // Wilson's interval of 6/10 is 0.3127 to 0.8318 (statsmodels 0.15.0 proportion_confint).
        let interval = try #require(result.shareImproved.interval)
        #expect(abs(interval.lowerBound - 0.3127) < 5e-5 && abs(interval.upperBound - 0.8318) < 5e-5)
        let lower = try ReliableChange(table, reliability: 0.80, deviation: 7.5, higherIsBetter: false)
        #expect(lower.improved?.successes == 1 && lower.worsened?.successes == 6)
        // A perfect scale makes every change reliable.
        #expect(try ReliableChange(table, reliability: 1).unchanged?.successes == 0)
    }

    @Test func reliableChangeWithoutSpreadClassifiesNobody() throws {
        let none = try ReliableChange(try TransitionTable([TransitionTable.Cell]()), reliability: 0.8)
        #expect(none.threshold.reason == .noObservations && none.improved == nil)
        let one = try TransitionTable([TransitionTable.Cell(before: 1, after: 5, count: 1)])
        #expect(try ReliableChange(one, reliability: 0.8).shareImproved.reason == .tooFew)
        let same = try TransitionTable([TransitionTable.Cell(before: 1, after: 5, count: 4)])
        #expect(try ReliableChange(same, reliability: 0.8).shareWorsened.reason == .noVariation)
        #expect(throws: StatisticsError.notAProbability(1.2)) { try ReliableChange(same, reliability: 1.2) }
        #expect(throws: StatisticsError.valueNotFinite) { try ReliableChange(same, reliability: 0.8, deviation: -1) }
    }
}
