import Testing

@testable import Statistics

/// Nothing, one observation and constant data have defined answers.
@Suite struct DegenerateInputTests {
    @Test func meanOfNothingOneAndEqualValues() throws {
        let none = try Distribution(values: []).meanEstimate()
        #expect(none.value == nil && none.reason == .noObservations && none.n == 0)
        let one = try Distribution(values: [4]).meanEstimate()
        #expect(one.value == 4 && one.interval == nil && one.intervalReason == .tooFew)
        let equal = try Distribution(values: [0.1, 0.1, 0.1]).meanEstimate()
        #expect(equal.value == 0.1 && equal.interval == nil && equal.intervalReason == .noVariation)
    }

    @Test func shareOfNothingHasNoValueAndOfAllHasAnInterval() throws {
        #expect(try Proportion(0, of: 0).share().reason == .noObservations)
        let all = try Proportion(3, of: 3).share()
        // Wilson: n/(n + z²) = 3/(3 + 3.841459) for 3 of 3.
        #expect(all.value == 1 && all.interval?.upperBound == 1)
        #expect(isClose(all.interval?.lowerBound ?? 0, 3 / (3 + 3.841458820694124), 1e-12))
        for method in Proportion.IntervalMethod.allCases {
            let one = try Proportion(1, of: 1).share(method: method)
            #expect(one.interval != nil, "\(method)")
        }
    }

    @Test func pairedChangeOfNothing() throws {
        let result = try PairedChange(try TransitionTable([]))
        #expect(result.meanChange.reason == .noObservations)
        #expect(result.pairedT.reason == .noObservations)
        #expect(result.cohensDz.reason == .noObservations)
        #expect(result.wilcoxon.test.reason == .noObservations)
        #expect(result.signTest.reason == .noObservations)
        #expect(result.improved.share().reason == .noObservations)
    }

    @Test func pairedChangeOfOnePair() throws {
        let result = try PairedChange(try TransitionTable([.init(before: 2, after: 5, count: 1)]))
        #expect(result.meanChange.value == 3 && result.meanChange.intervalReason == .tooFew)
        #expect(result.pairedT.reason == .tooFew)
        #expect(result.correlation.reason == .tooFew)
        #expect(result.hedgesGz.reason == .tooFew)
        #expect(result.wilcoxon.test.p == 1)
        #expect(result.signTest.p == 1)
    }

    @Test func pairedChangeWhereAllChangeAlikeOrNot() throws {
        let alike = try PairedChange(
            try TransitionTable([.init(before: 0.1, after: 0.2, count: 4), .init(before: 0.2, after: 0.3, count: 4)]))
        #expect(alike.pairedT.reason == .noVariation)
        #expect(alike.cohensDz.reason == .noVariation)
        #expect(alike.meanChange.value == 0.1)
        #expect(alike.correlation.value.map { isClose($0, 1, 1e-12) } == true)
        let unchanged = try PairedChange(
            try TransitionTable([.init(before: 3, after: 3, count: 4), .init(before: 4, after: 4, count: 4)]))
        #expect(unchanged.wilcoxon.test.reason == .noChange)
        #expect(unchanged.signTest.reason == .noChange)
        #expect(unchanged.same.successes == 8)
    }

    @Test func scoreOfNothingOneAndAllAlike() throws {
        let none = try RecommendationScore(promoters: 0, passives: 0, detractors: 0)
        #expect(none.score.reason == .noObservations)
        let one = try RecommendationScore(promoters: 1, passives: 0, detractors: 0)
        #expect(one.score.value == 100 && one.score.intervalReason == .tooFew)
        let alike = try RecommendationScore(promoters: 0, passives: 9, detractors: 0)
        #expect(alike.score.value == 0 && alike.score.intervalReason == .noVariation)
    }

    @Test func survivalOfNothingAndWithoutEvents() throws {
        let none = KaplanMeier(try EventTable([]))
        #expect(none.median().reason == .noObservations)
        #expect(none.survival(at: 1).reason == .noObservations)
        #expect(none.restrictedMean(upTo: 1).reason == .noObservations)
        let censored = KaplanMeier(try EventTable([.init(time: 5, events: 0, censored: 3)]))
        #expect(censored.median().reason == .notReached)
        #expect(censored.survival(at: 5).value == 1)
        #expect(censored.survival(at: 6).reason == .notReached)
        #expect(censored.restrictedMean(upTo: 5).value == 5)
        let all = KaplanMeier(try EventTable([.init(time: 5, events: 3, censored: 0)]))
        #expect(all.median().time == 5)
        #expect(all.points.last?.survival == 0 && all.points.last?.interval == nil)
        #expect(try LogRank([]).test.reason == .noObservations)
        let table = try EventTable([.init(time: 5, events: 0, censored: 3)])
        #expect(try LogRank([table, table]).test.reason == .noVariation)
        #expect(try LogRank([table]).test.reason == .tooFew)
    }

    @Test func diversityAndInequalityOfNothingAndOne() throws {
        let none = try Diversity(counts: [0, 0])
        #expect(none.shannon.reason == .noObservations)
        let single = try Diversity(counts: [0, 7])
        #expect(single.shannon.value == 0 && single.pielouEvenness.reason == .noVariation)
        #expect(single.herfindahlNormalised.reason == .noVariation)
        #expect(try Diversity(counts: [1]).simpsonUnbiased.reason == .tooFew)
        #expect(try Inequality(try Distribution(values: [])).gini.reason == .noObservations)
        #expect(try Inequality(try Distribution(values: [0, 0])).gini.reason == .zeroDenominator)
        #expect(try Inequality(try Distribution(values: [3, 3, 3])).gini.value == 0)
        #expect(try Inequality(try Distribution(values: [3])).giniBiasCorrected.reason == .tooFew)
    }

    @Test func twoSharesWithoutVariationOrGroup() throws {
        let (none, all) = (try Proportion(0, of: 5), try Proportion(5, of: 5))
        #expect(TwoProportions(all, all).test.reason == .noVariation)
        #expect(TwoProportions(all, none).riskRatio.reason == .zeroDenominator)
        #expect(TwoProportions(all, try Proportion(0, of: 0)).difference.reason == .noObservations)
        #expect(McNemar(try PairedYesNo(yesYes: 3, yesNo: 0, noYes: 0, noNo: 3)).exact.reason == .noChange)
        #expect(McNemar(try PairedYesNo(yesYes: 0, yesNo: 0, noYes: 0, noNo: 0)).exact.reason == .noObservations)
    }

    @Test func largeValuesAndCountsAreNoCrash() throws {
        let huge = try Distribution([
            .init(value: -1.7e308, count: Int.max / 2), .init(value: 1.7e308, count: Int.max / 2),
        ])
        _ = huge.meanEstimate()
        _ = huge.median
        _ = try huge.quantile(0.999)
        _ = huge.skewness
        #expect(throws: StatisticsError.overflow) {
            try Distribution([.init(value: 1, count: .max), .init(value: 2, count: 1)])
        }
        let table = try TransitionTable([.init(before: -1.7e308, after: 1.7e308, count: 1)])
        #expect(throws: StatisticsError.valueNotFinite) { try PairedChange(table) }
        let many = try PairedChange(
            try TransitionTable([
                .init(before: 1, after: 2, count: 1_000_000_000), .init(before: 2, after: 1, count: 2_000_000_000),
            ]))
        #expect(many.cohensDz.interval != nil)
        #expect(many.pairedT.p == 0)
        #expect(try Proportion(.max, of: .max).share().value == 1)
    }

    @Test func wrongInputIsRefused() throws {
        #expect(throws: StatisticsError.negativeCount(-1)) { try Proportion(-1, of: 3) }
        #expect(throws: StatisticsError.successesExceedTotal(successes: 4, total: 3)) { try Proportion(4, of: 3) }
        #expect(throws: StatisticsError.valueNotFinite) { try Distribution(values: [.nan]) }
        #expect(throws: StatisticsError.negativeTime(-1)) { try EventTable([.init(time: -1, events: 1, censored: 0)]) }
        #expect(throws: StatisticsError.confidenceOutOfRange(95)) { try ConfidenceLevel(95) }
        #expect(throws: StatisticsError.raggedTable(expected: 2, found: 1)) {
            try TransitionTable(levels: [1, 2], counts: [[1, 2], [3]])
        }
        #expect(throws: StatisticsError.unexpectedValue(11, column: "answer", allowed: "whole numbers from 0 to 10")) {
            try RecommendationScore(try Distribution(values: [11]))
        }
        #expect(throws: StatisticsError.notAProbability(1.5)) { try MultipleComparison.holm.adjusted([1.5]) }
        #expect(throws: StatisticsError.negativeCount(-2)) { try LocationTable(counts: [[-2]]) }
    }
}
