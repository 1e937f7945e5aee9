import Testing

@testable import Statistics

@Suite struct LinearisedVarianceTests {
    @Test func twoStrataWorkedByHand() throws {
        // Stratum 1: y 1, 3 of N = 4; stratum 2: y 2, 4, 6 of N = 6; all weights 2. Mean (2·4 + 2·12)/10 = 3.2.
        // z = 2(y − 3.2)/10 is −.44, −.04 and −.24, .16, .56: sums of squares .08 and .32.
        // Variance (1 − 2/4)·2/1·.08 + (1 − 3/6)·3/2·.32 = .08 + .24 = .32.
        let rows = [(1, 1.0), (1, 3), (2, 2), (2, 4), (2, 6)].map { SampleRow(stratum: $0.0, w: 2, y: $0.1) }
        let result = try DesignEstimator(try designTable(rows, populations: [1: 4, 2: 6])).mean()
        expectClose(result, 3.2, 0.32.squareRoot())
        #expect(result.degreesOfFreedom == 3 && result.estimate.n == 5 && result.weightedN == 10)
        // t(.975, 3) = 3.182446305284263, z(.975) = 1.959963984540054
        #expect(isClose(result.estimate.interval?.upperBound ?? 0, 3.2 + 3.182446305284263 * 0.32.squareRoot(), 1e-12))
        #expect(isClose(result.normalInterval?.lowerBound ?? 0, 3.2 - 1.959963984540054 * 0.32.squareRoot(), 1e-12))
        #expect(isClose(result.coefficientOfVariation ?? 0, 0.32.squareRoot() / 3.2, 1e-12))
        // s² = 14.8/4 = 3.7, so a random sample with replacement has 3.7/5 = .74, without .74·(1 − 5/10).
        #expect(isClose(result.designEffect ?? 0, 0.32 / 0.74, 1e-12))
        #expect(isClose(result.designEffectWithoutReplacement ?? 0, 0.32 / 0.37, 1e-12))
    }

    @Test func strataClustersAndMissingValuesAreThoseOfNumPy() throws {
        let clustered = try DesignEstimator(try designTable(twelveRows, populations: twelveRowsPopulations))
        expectClose(clustered.mean(), 4.689655172413793, 0.283836334444315)
        expectClose(clustered.total(), 136, 18.846529300289394)
        expectClose(clustered.ratio(), 1.6585365853658536, 0.23855938498549767)
        #expect(isClose(clustered.mean().designEffect ?? 0, 0.09658380250236666, 1e-12))
        #expect(isClose(clustered.mean().designEffectWithoutReplacement ?? 0, 0.14741738276677016, 1e-12))
        #expect(isClose(clustered.total().designEffect ?? 0, 0.31759944182517746, 1e-12))
        #expect(isClose(clustered.total().designEffectWithoutReplacement ?? 0, 0.4763991627377661, 1e-12))
        #expect(clustered.mean().estimate.n == 10 && clustered.mean().weightedN == 29)
        let rows = try DesignEstimator(try designTable(withoutClusters(twelveRows)))
        expectClose(rows.mean(), 4.689655172413793, 1.0192479092097506)
        expectClose(rows.total(), 136, 36.67282145313247)
        expectClose(rows.ratio(), 1.6585365853658536, 0.5492341529134721)
        let domain = try designTable(twelveRows, populations: twelveRowsPopulations).domain { $0.levels[0] == 1 }
        expectClose(try DesignEstimator(domain).mean(), 4.484848484848484, 0.9296658199708941)
        expectClose(try DesignEstimator(domain).total(), 74, 33.07037949585702)
    }

    @Test(arguments: 0..<100) func weightsOfOneGiveTheUnweightedMean(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let base = seed % 2 == 0 ? 0 : 1e9
        let values = (0..<Int.random(in: 2...40, using: &generator)).map { _ in
            base + Double(Int.random(in: -40...40, using: &generator)) / 8
        }
        let plain = try Distribution(values: values).meanEstimate()
        let weighted = try DesignEstimator(try designTable(values.map { SampleRow(y: $0) })).mean()
        #expect(weighted.estimate.n == plain.n && weighted.weightedN == Double(plain.n))
        #expect(weighted.degreesOfFreedom == plain.n - 1)
        #expect(isClose(weighted.estimate.value ?? .nan, plain.value ?? 0, 1e-13))
        #expect(isClose(weighted.estimate.standardError ?? .nan, plain.standardError ?? 0, 1e-12))
        #expect(weighted.estimate.intervalReason == plain.intervalReason)
        if let interval = plain.interval {
            #expect(isClose(weighted.estimate.interval?.lowerBound ?? .nan, interval.lowerBound, 1e-12))
            #expect(isClose(weighted.designEffect ?? .nan, 1, 1e-12))
        }
    }

    @Test func aShareHasOneLessInItsDenominatorThanAProportion() throws {
        let rows = (0..<20).map { SampleRow(levels: [$0 < 7 ? 1 : 2], y: 0) }
        let share = try DesignEstimator(try designTable(rows).indicator { $0.levels == [1] }).mean()
        let proportion = try Proportion(7, of: 20).share()
        #expect(share.estimate.value == proportion.value)
        let ratio = (20.0 / 19).squareRoot()
        #expect(isClose(share.estimate.standardError ?? 0, (proportion.standardError ?? 0) * ratio, 1e-13))
    }

    @Test(arguments: 0..<60) func orderAndSplitChangeNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 40, clustered: seed % 2 == 0)
        let whole = try designTable(rows, populations: [1: 500, 2: 600])
        let shuffled = rows.shuffled(using: &generator)
        let cut = Int.random(in: 0...40, using: &generator)
        let merged = try designTable(Array(shuffled[..<cut]), populations: [1: 500])
            .merging(try designTable(Array(shuffled[cut...]), populations: [2: 600]))
        #expect(merged == whole)
        let (one, other) = (try DesignEstimator(whole), try DesignEstimator(merged))
        #expect(one.mean() == other.mean() && one.total() == other.total() && one.ratio() == other.ratio())
    }

    @Test(arguments: 0..<60) func weightsTimesAConstantChangeTotalsAlone(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 40, clustered: seed % 2 == 0)
        let larger = rows.map { row in
            var row = row
            row.w *= 7
            return row
        }
        let (one, other) = (try DesignEstimator(try designTable(rows)), try DesignEstimator(try designTable(larger)))
        for (first, second) in [(one.mean(), other.mean()), (one.ratio(), other.ratio())] {
            expectClose(second, first.estimate.value ?? .nan, first.estimate.standardError ?? .nan)
            #expect(first.degreesOfFreedom == second.degreesOfFreedom)
        }
        #expect(isClose(other.mean().designEffect ?? .nan, one.mean().designEffect ?? 0, 1e-12))
        let total = one.total().estimate
        expectClose(other.total(), (total.value ?? .nan) * 7, (total.standardError ?? .nan) * 7)
    }

    @Test(arguments: 0..<60) func aSubgroupIsARatioOverTheWholeDesign(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 50, clustered: seed % 2 == 0).map { row in
            var row = row
            row.y = row.y ?? 0
            return row
        }
        let domain = try DesignEstimator(try designTable(rows).domain { $0.levels[0] == 2 }).mean()
        // The subgroup's mean is Σ w y d / Σ w d with d = 1 for its members, over all rows.
        let ratio = try DesignEstimator(
            try designTable(
                rows.map { row in
                    var row = row
                    let inside = row.levels[0] == 2
                    (row.y, row.x) = (inside ? row.y : 0, inside ? 1 : 0)
                    return row
                })
        ).ratio()
        expectClose(domain, ratio.estimate.value ?? .nan, ratio.estimate.standardError ?? .nan, tolerance: 1e-11)
        #expect(domain.degreesOfFreedom == ratio.degreesOfFreedom)
    }

    @Test(arguments: 0..<40) func valuesFarFromZeroKeepTheDigitsOfTheirSpread(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 30, clustered: seed % 2 == 0)
        let far = rows.map { row in
            var row = row
            row.y = row.y.map { $0 + 4e9 }
            return row
        }
        let (near, shifted) = (
            try DesignEstimator(try designTable(rows)).mean(), try DesignEstimator(try designTable(far)).mean()
        )
        #expect(isClose(shifted.estimate.standardError ?? .nan, near.estimate.standardError ?? 0, 1e-11))
        #expect(isClose((shifted.estimate.value ?? .nan) - 4e9, near.estimate.value ?? 0, 1e-4))
    }

    @Test(arguments: 0..<30) func eachRowAsItsOwnClusterIsNoCluster(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator, count: 30, clustered: false)
        let numbered = rows.enumerated().map { index, row in
            var row = row
            row.cluster = index
            return row
        }
        let (one, other) = (try DesignEstimator(try designTable(rows)), try DesignEstimator(try designTable(numbered)))
        #expect(one.degreesOfFreedom == other.degreesOfFreedom)
        for (first, second) in [
            (one.mean(), other.mean()), (one.total(), other.total()), (one.ratio(), other.ratio()),
        ] {
            expectClose(
                first, second.estimate.value ?? .nan, second.estimate.standardError ?? .nan, tolerance: 1e-11)
        }
    }
}
