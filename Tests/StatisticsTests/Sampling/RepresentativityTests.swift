import Testing

@testable import Statistics

@Suite struct RepresentativityTests {
    private func characteristic(_ name: String, _ population: [Int], _ respondents: [Int]) throws
        -> SampledCharacteristic
    {
        try SampledCharacteristic(
            name,
            zip(population, respondents).enumerated().map {
                SampledCharacteristic.Category("c\($0.offset)", population: $0.element.0, respondents: $0.element.1)
            })
    }

    /// 300 of 1,000. By hand: expected 126, 93, 81; Σ (O − E)²/E = 16/126 + 529/93 + 361/81 = 10.27195, times 999/700. p: SciPy 1.17.1.
    @Test func workedByHand() throws {
        let test = RepresentativityTest(try characteristic("status", [420, 310, 270], [130, 70, 100]))
        #expect(test.categories.map(\.expected) == [126, 93, 81])
        #expect(isClose(test.test.statistic ?? 0, (16.0 / 126 + 529.0 / 93 + 361.0 / 81) * 999 / 700, 1e-13))
        #expect(isClose(test.test.statistic ?? 0, 14.659534781654596, 1e-13))
        #expect(test.test.degreesOfFreedom == 2 && isClose(test.test.p ?? 0, 0.0006557260972923869, 1e-11))
        #expect(!test.hasSmallExpected && test.smallSampleTest == nil && test.p == test.test.p)
        #expect(test.smallestExpected.value == 81)
        // 100/300 − 27 % = 6.33, 70/300 − 31 % = −7.67 points.
        #expect(test.largestDifference?.category.name == "c1")
        #expect(isClose(test.largestDifference?.difference ?? 0, -23.0 / 3, 1e-13))
    }

    /// SciPy 1.17.1 `chisquare` and `multivariate_hypergeom`, all samples added up; statsmodels 0.15.0 `multipletests`.
    @Test func threeCharacteristicsAdjustedTogether() throws {
        let all = [
            try characteristic("status", [420, 310, 270], [130, 70, 100]),
            try characteristic("age", [300, 400, 200, 100], [100, 118, 55, 27]),
            try characteristic("gender", [500, 480, 20], [160, 138, 2]),
        ]
        let result = try Representativity(all)
        #expect(isClose(result.tests[1].test.statistic ?? 0, 2.656071428571429, 1e-13))
        #expect(isClose(result.tests[1].p ?? 0, 0.44774418539141414, 1e-12))
        // 6 of the smallest category are expected among the 300 who answered.
        #expect(!result.tests[2].hasSmallExpected && isClose(result.tests[2].p ?? 0, 0.0775397721122187, 1e-12))
        let expected = [0.0019671782918771604, 0.44774418539141414, 0.1550795442244374]
        for (own, due) in zip(result.adjusted, expected) { #expect(isClose(own ?? 0, due, 1e-11)) }
    }

    /// SciPy 1.17.1: `multivariate_hypergeom.pmf` of all samples that deviate as much.
    @Test(arguments: [
        ([12, 5, 3], [4, 1, 3], 5.277777777777778, 0.08416289592760172),
        ([30, 10, 6, 4], [8, 0, 4, 1], 8.506237006237006, 0.03277294959124258),
        ([9, 1], [3, 1], 1.4999999999999998, 0.4),
    ])
    func smallExpectedCountsGetAnExactTest(
        population: [Int], respondents: [Int], statistic: Double, p: Double
    ) throws {
        let test = RepresentativityTest(try characteristic("x", population, respondents))
        #expect(test.hasSmallExpected && test.smallSampleMethod == .exact)
        #expect(isClose(test.test.statistic ?? 0, statistic, 1e-12))
        #expect(isClose(test.p ?? 0, p, 1e-12))
        // The order of categories makes no difference, and neither does the seed.
        let reversed = RepresentativityTest(
            try characteristic("x", population.reversed(), respondents.reversed()), seed: 99)
        #expect(reversed.p == test.p && reversed.test == test.test)
        // Those who did not answer are a sample too, which deviates as much.
        let silent = RepresentativityTest(
            try characteristic("x", population, zip(population, respondents).map { $0 - $1 }))
        #expect(isClose(silent.test.statistic ?? 0, statistic, 1e-12) && isClose(silent.p ?? 0, p, 1e-12))
    }

    /// 4,000,000 samples of NumPy 2.4.6 `multivariate_hypergeometric`: p = 0.020487, give or take 0.00007. Of 9,999 samples one
    /// standard deviation is 0.00142; five are allowed.
    @Test func manyCategoriesAreSimulated() throws {
        let counted = try characteristic(
            "x", [800, 700, 600, 400, 300, 12, 9], [150, 118, 99, 60, 70, 1, 4])
        let test = RepresentativityTest(counted, seed: 4)
        #expect(test.smallSampleMethod == .simulated && isClose(test.test.statistic ?? 0, 15.132467055738525, 1e-12))
        #expect(abs((test.p ?? 0) - 0.020487) < 0.0071)
        // The same seed gives the same p, in any order of the categories, and another seed another.
        let few = RepresentativityTest(counted, seed: 4, replicates: 499)
        let turned = try characteristic("x", [9, 700, 300, 600, 12, 400, 800], [4, 118, 70, 99, 1, 60, 150])
        #expect(RepresentativityTest(turned, seed: 4, replicates: 499).p == few.p)
        #expect(RepresentativityTest(counted, seed: 5, replicates: 499).p != few.p)
    }

    /// The exact p of a sample is that of the simulation too, to five standard deviations.
    @Test func simulationAndAllSamplesAgree() throws {
        let fit = HypergeometricFit(populations: [4, 6, 10, 30], seen: [1, 4, 0, 8])
        let p = try #require(fit.exact())
        #expect(isClose(p, 0.03277294959124258, 1e-12))
        let simulated = try #require(fit.simulated(seed: 8, replicates: 20_000))
        #expect(abs(simulated - p) < 5 * (p * (1 - p) / 20_000).squareRoot())
        #expect(fit.exact(most: 10) == nil)
        let large = HypergeometricFit(populations: [1_000_000, 2_000_000], seen: [500_000, 700_000])
        #expect(large.simulated(seed: 1, replicates: 9_999) == nil && large.exact() == nil)
    }

    /// Draws without replacement pass the 5 % level in 5 % of 4,000 samples, and χ² has its mean: 2 with a standard error of 0.032.
    @Test func theTestKeepsItsLevelWithoutReplacement() throws {
        let populations = [300, 200, 100]
        var (found, sum) = (0, 0.0)
        for replicate in 0..<4_000 {
            var generator = CounterGenerator(seed: 21, replicate: replicate)
            let first = generator.hypergeometric(population: 600, marked: 300, drawn: 360)
            let second = generator.hypergeometric(population: 300, marked: 200, drawn: 360 - first)
            let counts = [first, second, 360 - first - second]
            let test = RepresentativityTest(try characteristic("x", populations, counts))
            found += (test.p ?? 1) < 0.05 ? 1 : 0
            sum += test.test.statistic ?? 0
        }
        // 200, give or take five times 13.8; without the correction 2.5 times less χ², and hardly any.
        #expect((131...269).contains(found), "\(found)")
        #expect(abs(sum / 4_000 - 2) < 0.16, "\(sum / 4_000)")
    }

    @Test func nobodyAllAndOneCategory() throws {
        let nobody = RepresentativityTest(try characteristic("x", [5, 7], [0, 0]))
        #expect(nobody.test.reason == .noObservations && nobody.largestDifference == nil && nobody.p == nil)
        #expect(nobody.smallestExpected.reason == .noObservations && nobody.categories.allSatisfy { $0.expected == 0 })
        let all = RepresentativityTest(try characteristic("x", [5, 7], [5, 7]))
        #expect(all.test.reason == .noVariation && all.largestDifference?.difference == 0)
        let one = RepresentativityTest(try characteristic("x", [5], [3]))
        #expect(one.test.reason == .noVariation && one.smallestExpected.value == 3)
        let none = RepresentativityTest(try characteristic("x", [], []))
        #expect(none.test.reason == .noObservations && none.categories.isEmpty)
        // A test that is none takes no part in the family.
        let family = try Representativity([
            try characteristic("a", [5], [3]), try characteristic("b", [420, 310, 270], [130, 70, 100]),
        ])
        #expect(family.adjusted[0] == nil && isClose(family.adjusted[1] ?? 0, 0.0006557260972923869, 1e-11))
        #expect(try Representativity([]).adjusted.isEmpty)
    }

    @Test func countsThatCannotBeAreRefused() throws {
        #expect(throws: StatisticsError.sampling(.emptyCategory(characteristic: "x", category: "c1"))) {
            try characteristic("x", [5, 0], [1, 1])
        }
        // What nobody is in is no category: a sheet may say that nobody is non-binary.
        #expect(try characteristic("x", [5, 0, 2], [1, 0, 1]) == characteristic("x", [5, 0, 2, 0], [1, 0, 1, 0]))
        #expect(try characteristic("x", [5, 0, 2], [1, 0, 1]).categories.map(\.name) == ["c0", "c2"])
        #expect(throws: StatisticsError.sampling(.exceedsPopulation(name: "c0", count: 6, population: 5))) {
            try characteristic("x", [5, 2], [6, 0])
        }
        #expect(throws: StatisticsError.negativeCount(-1)) { try characteristic("x", [5, 2], [-1, 0]) }
        #expect(throws: StatisticsError.overflow) { try characteristic("x", [.max, 2], [1, 0]) }
        let category = SampledCharacteristic.Category("a", population: 2, respondents: 1)
        #expect(throws: StatisticsError.sampling(.repeatedName("a"))) {
            try SampledCharacteristic("x", [category, category])
        }
        let twice = [try characteristic("x", [5, 2], [1, 0]), try characteristic("x", [5, 2], [1, 0])]
        #expect(throws: StatisticsError.sampling(.repeatedName("x"))) { try Representativity(twice) }
    }
}
