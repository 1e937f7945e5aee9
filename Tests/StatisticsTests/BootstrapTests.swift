import Testing

@testable import Statistics

@Suite struct BootstrapTests {
    private func likert() throws -> TransitionTable {
        let reference = try ReferenceCase("survey/paired_likert_obrienkaiser")
        let (before, after) = (
            try reference.column("pre", of: "data.csv"), try reference.column("post", of: "data.csv")
        )
        return try TransitionTable(
            zip(before, after).compactMap { (before, after) in
                guard let before, let after else { return nil }
                return TransitionTable.Cell(before: before, after: after, count: 1)
            })
    }

    private func toothGrowth() throws -> (Distribution, Distribution) {
        let rows = try ReferenceCase("survey/two_groups_toothgrowth").table("data.csv")
        func group(_ name: String) throws -> Distribution {
            try Distribution(values: rows.filter { $0["group"] == name }.compactMap { Double($0["value"] ?? "") })
        }
        return (try group("OJ"), try group("VC"))
    }

    /// Means of 8 runs of scipy 1.17.1 `stats.bootstrap(…, n_resamples=9999, method='BCa', rng=0…7)`, `vectorized=False`, with five
    /// standard deviations between those runs: lower, upper, BCa lower, BCa upper, standard error. The accelerations are
    /// those of the jackknife over rows in numpy 2.4.6.
    @Test func limitsAreThoseOfSciPy() throws {
        let table = try likert()
        let (orange, vitamin) = try toothGrowth()
        let cases: [(Bootstrap, [(Double, Double)], Double)] = [
            (
                try Bootstrap(.cohensDz, of: table),
                [(0.10556, 0.0284), (1.61024, 0.15), (0, 0.03), (1.35441, 0.086), (0.39533, 0.0324)],
                -0.06446414595745996
            ),
            (
                try Bootstrap(.dAv, of: table),
                [(0.12558, 0.0346), (1.28680, 0.0324), (0.03421, 0.0150), (1.17985, 0.0388), (0.29264, 0.0140)],
                -0.0254447386867489
            ),
            (
                try Bootstrap(.matchedRankBiserial, of: table),
                [(0.12992, 0.0379), (0.97059, 0.0075), (-0.0029, 0.0569), (0.93257, 0.0124), (0.21768, 0.0084)],
                -0.07611707180223794
            ),
            (
                try Bootstrap(.differenceOfMeans, of: orange, against: vitamin),
                [(-0.066, 0.408), (7.37715, 0.276), (-0.14568, 0.453), (7.30785, 0.412), (1.90718, 0.0917)],
                -0.008283043298019222
            ),
            (
                try Bootstrap(.cliffsDelta, of: orange, against: vitamin),
                [(-0.01348, 0.0366), (0.55834, 0.0160), (-0.02776, 0.0391), (0.54549, 0.0249), (0.14632, 0.0075)],
                -0.016900194295426923
            ),
        ]
        for (index, (result, expected, acceleration)) in cases.enumerated() {
            let found = [
                result.percentile.interval?.lowerBound, result.percentile.interval?.upperBound,
                result.bca.interval?.lowerBound, result.bca.interval?.upperBound, result.bca.standardError,
            ]
            for (value, (number, tolerance)) in zip(found, expected) {
                let value = try #require(value)
                #expect(abs(value - number) <= tolerance, "case \(index): \(value), \(number)")
            }
            #expect(isClose(try #require(result.acceleration), acceleration, 1e-9), "case \(index)")
        }
    }

    /// As above; the standard error of the score is 9.1104 ± 0.0601, that of the median 0.4643 ± 0.0014.
    @Test func scoresMediansAndSharesAreThoseOfSciPy() throws {
        let answers = try ReferenceCase("survey/nps_0_10_scale_demo").column("answer", of: "data.csv")
        let distribution = try Distribution(values: answers.compactMap { $0 })
        let score = try Bootstrap(.recommendationScore, of: distribution)
        #expect(score.bca.value == -50)
        #expect(abs(try #require(score.bca.standardError) - 9.1104) < 0.301)
        let low = try #require(score.percentile.interval)
        #expect(abs(low.lowerBound + 66.6667) < 1e-3 && abs(low.upperBound + 33.3333) < 1e-3)
        #expect(abs(try #require(score.acceleration)) < 1e-15)  // as many above as below
        let median = try Bootstrap(.median, of: distribution)
        #expect(median.percentile.interval == 6...7 && median.bca.interval == 6...7)
        #expect(abs(try #require(median.bca.standardError) - 0.4643) < 0.0069)
        #expect(abs(try #require(median.acceleration)) < 1e-15)
        // A share's bootstrap error is √(p(1 − p)/n).
        let share = try Bootstrap(.share(in: 7...8), of: distribution)
        #expect(share.bca.value == 0.5)
        #expect(abs(try #require(share.bca.standardError) - (0.25 / 30).squareRoot()) < 0.003)
    }

    /// The draws of a port of the sampler to CPython 3.11, which has the same IEEE 754 arithmetic and none of this code.
    @Test func drawsAreTheSameInAnotherLanguage() {
        var first = CounterGenerator(seed: 1, replicate: 0)
        #expect(first.nextUniform() == 0x1.f4e580b4ea9f0p-1)
        var other = CounterGenerator(seed: 2026, replicate: 7)
        #expect(other.nextUniform() == 0x1.0dd45e73a8f92p-3)
        let draws: [(trials: Int, successes: Int, whole: Int, expected: [Int])] = [
            (20, 3, 10, [4, 3, 4, 5, 11, 6]),
            (1_000, 1, 50, [16, 14, 25, 17, 24, 17]),
            (1_000_000, 1, 4, [249_603, 249_390, 250_514, 249_715, 249_004, 250_347]),
            (
                4_000_000_000, 7, 9,
                [3_111_135_182, 3_111_148_146, 3_111_079_906, 3_111_128_379, 3_111_171_621, 3_111_090_022]
            ),
            (
                1_000_000_000_000_000, 1, 3,
                [
                    333_333_319_686_558, 333_333_312_336_748, 333_333_351_025_066, 333_333_323_543_512,
                    333_333_299_027_068, 333_333_345_289_495,
                ]
            ),
        ]
        for draw in draws {
            var generator = CounterGenerator(seed: 2026, replicate: 3)
            let found = (0..<6).map { _ in
                generator.binomial(trials: draw.trials, successes: draw.successes, of: draw.whole)
            }
            #expect(found == draw.expected, "\(draw.trials)")
        }
        let counts = CountedResampling([[12, 30, 55, 80, 23]]) { (counts) in
            counts.reduce(0) { $0 * 1_000 + Double($1) }
        }
        #expect(counts.replicates(0..<1, seed: 1) == [15_025_052_080_028])
        #expect(counts.replicates(9_998..<9_999, seed: 1) == [16_027_045_087_025])
    }

    @Test func replicatesDoNotDependOnHowTheyAreDivided() throws {
        let resampling = CountedResampling([[3, 900, 20_000, 41], [5, 5_000_000]]) { (counts) in
            counts.reduce(0) { $0 * 3.7 + Double($1) }
        }
        let whole = resampling.replicates(0..<200, seed: 9)
        let parts = resampling.replicates(150..<200, seed: 9)
        let rest = resampling.replicates(0..<150, seed: 9)
        #expect(rest + parts == whole)
        #expect(resampling.replicates(0..<200, seed: 10) != whole)
        #expect(Set(whole).count == 200)
        let table = try likert()
        #expect(try Bootstrap(.meanChange, of: table) == Bootstrap(.meanChange, of: table))
    }

    @Test func resamplesKeepTheSizeOfEachSample() {
        let resampling = CountedResampling([[2, 0, 7], [4, 1]]) { (counts) in
            counts[0..<3].reduce(0, +) == 9 && counts[3...].reduce(0, +) == 5 && counts.allSatisfy { $0 >= 0 } ? 1 : nil
        }
        #expect(resampling.replicates(0..<500, seed: 3).allSatisfy { $0 == 1 })
    }

    @Test func largeTablesGiveTheErrorOfTheMean() throws {
        let cells = (0..<25).map { (index) in
            TransitionTable.Cell(before: Double(index / 5), after: Double(index % 5), count: 40_000 + 13_000 * index)
        }
        let table = try TransitionTable(cells)
        let normal = try #require(try PairedChange(table).meanChange.standardError)
        let result = try Bootstrap(.meanChange, of: table)
        // The error of a standard deviation of 9,999 replicates is 0.7 %.
        #expect(abs(try #require(result.bca.standardError) / normal - 1) < 0.035)
        let interval = try #require(result.bca.interval)
        let centre = try #require(result.bca.value)
        #expect(abs((interval.upperBound - centre) / normal - 1.96) < 0.15)
        #expect(abs((centre - interval.lowerBound) / normal - 1.96) < 0.15)
    }

    @Test func tablesWithoutSpreadHaveReasons() throws {
        let none = try Bootstrap(.mean, of: try Distribution(values: []))
        #expect(none.bca.reason == .noObservations && none.percentile.reason == .noObservations)
        let one = try Bootstrap(.mean, of: try Distribution(values: [4]))
        #expect(one.bca.value == 4 && one.bca.intervalReason == .tooFew && one.bias.reason == .tooFew)
        let same = try Bootstrap(.mean, of: try Distribution(values: [0.1, 0.1, 0.1]))
        #expect(same.bca.value == 0.1 && same.bca.intervalReason == .noVariation && same.bca.standardError == 0)
        let constant = try TransitionTable([TransitionTable.Cell(before: 1, after: 2, count: 8)])
        #expect(try Bootstrap(.cohensDz, of: constant).bca.reason == .noVariation)
        #expect(try Bootstrap(.dAv, of: constant).bca.reason == .noVariation)
        #expect(try Bootstrap(.matchedRankBiserial, of: constant).bca.intervalReason == .noVariation)
        let still = try TransitionTable([TransitionTable.Cell(before: 2, after: 2, count: 8)])
        #expect(try Bootstrap(.matchedRankBiserial, of: still).bca.reason == .noChange)
        // Two pairs: half of the resamples have one pair twice, and no spread to standardise by.
        let two = try TransitionTable(levels: [1, 2], counts: [[1, 1], [0, 0]])
        #expect(try Bootstrap(.cohensDz, of: two).bca.intervalReason == .tooFew)
        let empty = try Bootstrap(
            .cliffsDelta, of: try Distribution(values: [1, 2]), against: try Distribution(values: []))
        #expect(empty.bca.reason == .noObservations)
        #expect(throws: StatisticsError.self) { try BootstrapOptions(replicates: 98) }
        #expect(throws: StatisticsError.self) {
            try Bootstrap(.recommendationScore, of: try Distribution(values: [11]))
        }
    }
}
