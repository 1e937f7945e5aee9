import Testing

@testable import Statistics

@Suite struct StratifiedEstimateTests {
    private func strata(_ counts: [(Int, Int, Int)]) throws -> [SurveyStratum] {
        try counts.enumerated().map {
            try SurveyStratum(
                "s\($0.offset)", population: $0.element.0, answers: $0.element.1, successes: $0.element.2)
        }
    }

    /// NumPy 2.4.6 and SciPy 1.17.1, by the formulas of Cochran (1977), 5.10.
    @Test func sharesTotalsAndLimits() throws {
        let result = try StratifiedEstimate(try strata([(400, 120, 66), (350, 30, 9), (200, 50, 31)]))
        // (400 · .55 + 350 · .3 + 200 · .62)/950 = 449/950
        #expect(isClose(result.share.value ?? 0, 449.0 / 950, 1e-14) && result.share.n == 200)
        #expect(isClose(result.share.standardError ?? 0, 0.036284816039233114, 1e-12))
        #expect(isClose(result.share.interval?.lowerBound ?? 0, 0.40107505399188687, 1e-11))
        #expect(isClose(result.share.interval?.upperBound ?? 0, 0.54418810390285, 1e-11))
        #expect(isClose(result.total.value ?? 0, 449, 1e-14) && result.population == 950)
        #expect(isClose(result.total.standardError ?? 0, 34.47057523727146, 1e-12))
        #expect(isClose(result.total.interval?.lowerBound ?? 0, 381.02130129229255, 1e-11))
        #expect(isClose(result.total.interval?.upperBound ?? 0, 516.9786987077075, 1e-11))
        #expect(result.degreesOfFreedom == 197 && result.groups.map(\.strata.count) == [1, 1, 1])
        let narrow = try StratifiedEstimate(
            try strata([(400, 120, 66), (350, 30, 9), (200, 50, 31)]), confidence: .ninety)
        #expect(isClose(narrow.share.interval?.lowerBound ?? 0, 0.41266637688452223, 1e-11))
    }

    /// R, survey 4.1.1: `svymean(~sch.wide, svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc))`.
    @Test func schoolsAreThoseOfR() throws {
        let reference = try ReferenceCase("weights/apistrat")
        var counts: [String: (population: Int, answers: Int, successes: Int)] = [:]
        let populations = try reference.column("fpc", of: "data.csv")
        for (row, population) in zip(try reference.table("data.csv"), populations) {
            let stratum = row["stype"] ?? ""
            var own = counts[stratum] ?? (Int(population ?? 0), 0, 0)
            own.answers += 1
            own.successes += row["sch_wide"] == "Yes" ? 1 : 0
            counts[stratum] = own
        }
        let result = try StratifiedEstimate(
            try counts.keys.sorted().map {
                let own = counts[$0] ?? (0, 0, 0)
                return try SurveyStratum(
                    $0, population: own.population, answers: own.answers, successes: own.successes)
            })
        // The weights of the file have eight digits: they add up to 6193.99996 schools, not 6194.
        let share = try #require(try reference.number("with_fpc/proportion_sch_wide/sch_wideYes/estimate"))
        let error = try #require(try reference.number("with_fpc/proportion_sch_wide/sch_wideYes/se"))
        let total = try #require(try reference.number("with_fpc/total_sch_wide/sch_wideYes/se"))
        #expect(isClose(result.share.value ?? 0, share, 2e-8) && result.degreesOfFreedom == 197)
        #expect(isClose(result.share.standardError ?? 0, error, 2e-8))
        #expect(isClose(result.total.standardError ?? 0, total, 2e-8))
    }

    /// NumPy 2.4.6, SciPy 1.17.1. All 30 of the second stratum answered: 119 + 49 degrees of freedom are left.
    @Test func aStratumOfWhichAllAnsweredHasNoVariance() throws {
        let result = try StratifiedEstimate(try strata([(400, 120, 66), (30, 30, 9), (200, 50, 31)]))
        #expect(isClose(result.share.value ?? 0, 0.5603174603174603, 1e-14))
        #expect(isClose(result.share.standardError ?? 0, 0.030827426838399525, 1e-12))
        #expect(result.degreesOfFreedom == 168)
        #expect(isClose(result.total.interval?.upperBound ?? 0, 391.3412012136163, 1e-11))
    }

    /// 11/12 · 40 + 35 + 20 of 95; the upper limit is cut from 1.028, and that of the total from 97.6.
    @Test func limitsAreCutToWhatCanBe() throws {
        let result = try StratifiedEstimate(try strata([(40, 12, 11), (35, 3, 3), (20, 2, 2)]))
        #expect(isClose(result.share.value ?? 0, 275.0 / 3 / 95, 1e-14))
        #expect(isClose(result.share.interval?.lowerBound ?? 0, 0.901948867114974, 1e-11))
        #expect(result.share.interval?.upperBound == 1 && result.total.interval?.upperBound == 95)
    }

    @Test func aStratumWithOneAnswerIsJoinedToTheNearestInSize() throws {
        // 60 is nearest to 200; the estimate is then that of 260 with 51 answers (NumPy 2.4.6, SciPy 1.17.1).
        let result = try StratifiedEstimate(
            try strata([(400, 120, 66), (60, 1, 1), (350, 30, 9), (200, 50, 31)]))
        #expect(result.groups.map { $0.strata.map(\.name) } == [["s0"], ["s1", "s3"], ["s2"]])
        #expect(isClose(result.share.value ?? 0, 0.48330421277421864, 1e-14))
        #expect(isClose(result.share.standardError ?? 0, 0.03567135810091292, 1e-12))
        #expect(result.degreesOfFreedom == 198)
        #expect(isClose(result.total.interval?.lowerBound ?? 0, 417.089267852471, 1e-11))
    }

    @Test func strataAreJoinedInOneOrderWhateverTheirRows() throws {
        func groups(_ counts: [(Int, Int, Int)]) throws -> [[String]] {
            CollapsedStratum.collapsing(try strata(counts)).map { $0.strata.map(\.name) }
        }
        // Without answers as with one. 10 and 30 are as near to 20: the smaller counts.
        #expect(try groups([(10, 3, 1), (20, 0, 0), (30, 4, 2)]) == [["s0", "s1"], ["s2"]])
        // Of equal ones the first by name.
        #expect(try groups([(10, 3, 1), (20, 1, 0), (10, 4, 2)]) == [["s0", "s1"], ["s2"]])
        // s1 goes to s2 and both, still with one answer, to s0.
        #expect(try groups([(90, 9, 1), (5, 0, 0), (6, 1, 1)]) == [["s0", "s1", "s2"]])
        // One answer that is all of the stratum needs no other.
        #expect(try groups([(90, 9, 1), (1, 1, 0), (80, 9, 1)]) == [["s0"], ["s1"], ["s2"]])
        // A stratum of which all answered is joined to only where there is no other.
        #expect(try groups([(90, 9, 1), (21, 21, 9), (20, 1, 1)]) == [["s0", "s2"], ["s1"]])
        #expect(try groups([(21, 21, 9), (20, 1, 1)]) == [["s0", "s1"]])
        #expect(try groups([(0, 0, 0), (20, 2, 1)]) == [["s1"]])
        #expect(try groups([(7, 0, 0), (9, 0, 0)]) == [["s0", "s1"]])
    }

    @Test(arguments: 0..<200) func orderOfStrataChangesNothingAndSharesStayInside(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let counts = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
            let population = Int.random(in: 0...60, using: &generator)
            let answers = Int.random(in: 0...min(population, seed % 2 == 0 ? 60 : 4), using: &generator)
            return (population, answers, Int.random(in: 0...answers, using: &generator))
        }
        let list = try strata(counts)
        let result = try StratifiedEstimate(list)
        let shuffled = try StratifiedEstimate(list.shuffled(using: &generator))
        #expect(shuffled.share == result.share && shuffled.total == result.total)
        #expect(shuffled.degreesOfFreedom == result.degreesOfFreedom)
        #expect(result.groups.reduce(0) { $0 + $1.population } == result.population)
        #expect(result.groups.count == 1 || result.groups.allSatisfy { $0.answers >= 2 || $0.isCensus })
        guard let share = result.share.value, let total = result.total.value else {
            #expect(result.share.reason == .noObservations)
            return
        }
        #expect((0...1).contains(share) && (0...Double(result.population)).contains(total))
        if let interval = result.share.interval {
            #expect(interval.contains(share) && interval.lowerBound >= 0 && interval.upperBound <= 1)
        } else {
            #expect(result.share.intervalReason != nil)
        }
    }

    @Test(arguments: 0..<100) func aCensusIsTheTruthWithoutVariance(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let counts = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
            let population = Int.random(in: 1...90, using: &generator)
            return (population, population, Int.random(in: 0...population, using: &generator))
        }
        let result = try StratifiedEstimate(try strata(counts))
        let (truth, all) = (counts.reduce(0) { $0 + $1.2 }, counts.reduce(0) { $0 + $1.0 })
        #expect(isClose(result.total.value ?? -1, Double(truth), 1e-14))
        #expect(isClose(result.share.value ?? -1, Double(truth) / Double(all), 1e-14))
        #expect(result.share.standardError == 0 && result.total.standardError == 0 && result.degreesOfFreedom == 0)
        #expect(result.share.interval == nil && result.share.intervalReason == .noVariation)
    }

    /// 3,000 samples of 12 of 40 and 20 of 60 with 14 and 33 successes: mean and variance are those of theory, and 95 % intervals
    /// hold the truth about as often.
    @Test func estimatesAreUnbiasedAndTheirVarianceToo() throws {
        let truth = 0.47
        var (sum, squares, variances, held) = (0.0, 0.0, 0.0, 0)
        for replicate in 0..<3_000 {
            var generator = CounterGenerator(seed: 31, replicate: replicate)
            let first = generator.hypergeometric(population: 40, marked: 14, drawn: 12)
            let second = generator.hypergeometric(population: 60, marked: 33, drawn: 20)
            let share = try StratifiedEstimate(try strata([(40, 12, first), (60, 20, second)])).share
            let value = share.value ?? 0
            sum += value
            squares += (value - truth) * (value - truth)
            variances += (share.standardError ?? 0) * (share.standardError ?? 0)
            held += share.interval?.contains(truth) == true ? 1 : 0
        }
        // Σ W² (1 − f) S²/n: S² = 14 · 26/(40 · 39) and 33 · 27/(60 · 59).
        let variance = 0.16 * 0.7 * (14.0 * 26 / 1_560) / 12 + 0.36 * (2.0 / 3) * (33.0 * 27 / 3_540) / 20
        #expect(abs(sum / 3_000 - truth) < 5 * (variance / 3_000).squareRoot())
        #expect(abs(squares / 3_000 / variance - 1) < 0.13)
        #expect(abs(variances / 3_000 / variance - 1) < 0.02)
        #expect((2_760...2_940).contains(held), "\(held)")
    }

    @Test func nothingAndOne() throws {
        for counts in [[], [(0, 0, 0)], [(9, 0, 0)], [(9, 0, 0), (4, 0, 0)]] {
            let result = try StratifiedEstimate(try strata(counts))
            #expect(result.share.reason == .noObservations && result.total.reason == .noObservations)
        }
        let one = try StratifiedEstimate(try strata([(9, 1, 1), (4, 0, 0)]))
        #expect(one.share.value == 1 && one.total.value == 13 && one.share.intervalReason == .tooFew)
        #expect(one.share.standardError == nil && one.degreesOfFreedom == 0)
        let same = try StratifiedEstimate(try strata([(9, 3, 3), (4, 2, 0)]))
        #expect(isClose(same.share.value ?? 0, 9.0 / 13, 1e-14) && same.share.standardError == 0)
        #expect(same.share.intervalReason == .noVariation && same.total.intervalReason == .noVariation)
    }

    @Test func countsThatCannotBeAreRefused() throws {
        #expect(throws: StatisticsError.self) { try strata([(9, 10, 1)]) }
        #expect(throws: StatisticsError.successesExceedTotal(successes: 3, total: 2)) { try strata([(9, 2, 3)]) }
        #expect(throws: StatisticsError.negativeCount(-1)) { try strata([(9, 2, -1)]) }
        let twice = [try strata([(9, 2, 1)])[0], try strata([(8, 2, 1)])[0]]
        #expect(throws: StatisticsError.sampling(.repeatedName("s0"))) { try StratifiedEstimate(twice) }
        #expect(throws: StatisticsError.overflow) { try StratifiedEstimate(try strata([(.max, 2, 1), (9, 2, 1)])) }
    }
}
