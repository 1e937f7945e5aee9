import Testing

@testable import Statistics

@Suite struct DesignDegenerateTests {
    @Test func nothingAndOne() throws {
        let none = try DesignEstimator(try designTable([]))
        for result in [none.mean(), none.total(), none.ratio()] {
            #expect(result.estimate.reason == .noObservations && result.weightedN == 0)
        }
        let missing = try DesignEstimator(try designTable([SampleRow(w: 3), SampleRow(w: 2)]))
        #expect(missing.mean().estimate.reason == .noObservations && missing.total().estimate.n == 0)
        let one = try DesignEstimator(try designTable([SampleRow(w: 2, y: 5)]))
        #expect(one.mean().estimate.value == 5 && one.mean().estimate.intervalReason == .tooFew)
        #expect(one.mean().estimate.standardError == nil && one.mean().normalInterval == nil)
        #expect(one.total().estimate.value == 10 && one.mean().designEffect == nil)
        #expect(one.ratio().estimate.reason == .zeroDenominator)
        let weightless = try DesignEstimator(try designTable([SampleRow(w: 0, y: 5), SampleRow(w: 0, y: 1)]))
        #expect(weightless.mean().estimate.reason == .zeroDenominator && weightless.mean().estimate.n == 2)
    }

    @Test func equalValuesHaveNoInterval() throws {
        for clustered in [false, true] {
            let rows = (0..<6).map { SampleRow(cluster: clustered ? $0 / 2 : nil, w: Double($0 + 1), y: 0.7) }
            let mean = try DesignEstimator(try designTable(rows)).mean()
            #expect(mean.estimate.value == 0.7 && mean.estimate.standardError == 0)
            #expect(mean.estimate.intervalReason == .noVariation && mean.designEffect == nil)
        }
        // Equal within strata and in weight: the strata explain all, to the last digit.
        let rows = (0..<9).map { SampleRow(stratum: $0 / 3, w: 1.3, y: Double($0 / 3) * 0.1 + 1e8) }
        #expect(try DesignEstimator(try designTable(rows)).mean().estimate.standardError == 0)
    }

    @Test func aStratumWithOneUnitHasNoVarianceUnlessItIsAllThereIs() throws {
        let rows = [SampleRow(stratum: 1, y: 1), SampleRow(stratum: 1, y: 4), SampleRow(stratum: 2, w: 3, y: 9)]
        for populations in [[:], [1: 10, 2: 7]] {
            let mean = try DesignEstimator(try designTable(rows, populations: populations)).mean()
            #expect(mean.estimate.value == 6.4)
            #expect(mean.estimate.intervalReason == .tooFew && mean.estimate.standardError == nil)
            #expect(mean.degreesOfFreedom == 1)
        }
        let certain = try DesignEstimator(try designTable(rows, populations: [2: 1])).mean()
        // z = (y − 6.4)/5 is −1.08 and −.48 in stratum 1: 2/1 · 2 · .3² = .36
        #expect(isClose(certain.estimate.standardError ?? 0, 0.6, 1e-12))
        let census = try DesignEstimator(try designTable(rows, populations: [1: 2, 2: 1])).mean()
        #expect(census.estimate.standardError == 0 && census.estimate.intervalReason == .noVariation)
        // One cluster of several rows is one unit.
        let cluster = [SampleRow(cluster: 4, y: 1), SampleRow(cluster: 4, y: 2), SampleRow(cluster: 4, y: 6)]
        #expect(try DesignEstimator(try designTable(cluster)).mean().estimate.intervalReason == .tooFew)
    }

    @Test func wrongDesignsAreRefused() throws {
        let scale = try DesignScale(weightDecimals: 2, valueDecimals: 0)
        #expect(throws: StatisticsError.design(.negativeWeight(-1))) { try scale.weight(-1) }
        #expect(throws: StatisticsError.valueNotFinite) { try scale.weight(.nan) }
        #expect(throws: StatisticsError.valueNotFinite) { try scale.value(.infinity) }
        #expect(throws: StatisticsError.overflow) { try scale.value(1e16) }
        #expect(throws: StatisticsError.design(.decimals(16))) { try DesignScale(weightDecimals: 16, valueDecimals: 0) }
        #expect(throws: StatisticsError.design(.levels(expected: 0, found: 1))) {
            try designTable([SampleRow(), SampleRow(levels: [1])])
        }
        #expect(throws: StatisticsError.design(.sampleExceedsPopulation(stratum: 0, units: 2, population: 1))) {
            try designTable([SampleRow(), SampleRow()], populations: [0: 1])
        }
        #expect(throws: StatisticsError.design(.population(stratum: 5, population: 0))) {
            try designTable([SampleRow()], populations: [5: 0])
        }
        let table = try designTable([SampleRow()], populations: [0: 4])
        #expect(throws: StatisticsError.design(.differentScales)) {
            try table.merging(try designTable([SampleRow()], scale))
        }
        #expect(throws: StatisticsError.design(.differentPopulations(stratum: 0))) {
            try table.merging(try designTable([SampleRow()], populations: [0: 5]))
        }
    }

    @Test func sumsOfOtherHandsAreChecked() throws {
        var sums = DesignSums()
        try sums.add(weight: 3, value: 2, denominator: 5, count: 4)
        try sums.add(weight: 1, value: nil)
        // Σw = 12 + 1, Σw² = 36 + 1, Σwy = 24, Σw²y² = 144, Σw²xy = 4·9·10.
        #expect(sums.n == 5 && sums.w == 13 && sums.ww == WideInteger(37))
        #expect(sums.outcome.n == 4 && sums.outcome.wy == 24 && sums.outcome.wwyy == WideInteger(144))
        #expect(sums.outcome.wwxy == WideInteger(360) && sums.outcome.wwxx == WideInteger(900))
        #expect(sums.leastWeight == 1 && sums.greatestWeight == 3)
        let copy = try DesignSums(
            n: 5, w: 13, ww: WideInteger(37), leastWeight: 1, greatestWeight: 3, outcome: sums.outcome)
        #expect(copy == sums)
        #expect(throws: StatisticsError.successesExceedTotal(successes: 4, total: 3)) {
            try DesignSums(n: 3, w: 13, ww: WideInteger(37), leastWeight: 1, greatestWeight: 3, outcome: sums.outcome)
        }
        #expect(throws: StatisticsError.valueNotFinite) {
            try DesignSums(n: 5, w: 1, ww: WideInteger(-1), leastWeight: 1, greatestWeight: 3, outcome: .none)
        }
        #expect(throws: StatisticsError.negativeCount(-1)) { try DesignSums(weight: 1, value: 1, count: -1) }
        #expect(throws: StatisticsError.overflow) {
            try DesignSums(weight: .max, value: .max, count: .max)
        }
        let many = try DesignSums(weight: 1, value: 0, count: .max)
        #expect(throws: StatisticsError.overflow) { try many.merging(many) }
    }

    @Test func decimalsAreThoseThatNumbersAreWrittenWith() throws {
        #expect(DesignScale.decimals(for: [1, 2.5, 0.125]) == 3)
        #expect(DesignScale.decimals(for: [44.2099990844727]) == 13)
        #expect(DesignScale.decimals(for: []) == 0 && DesignScale.decimals(for: [.nan, 4]) == 0)
        // 2^53 leaves room for four decimals next to 10^11.
        #expect(DesignScale.decimals(for: [1e11, 1.0 / 3]) == 4)
    }

    @Test(arguments: [1.0, 9_007_199_254_740_991]) func theLargestNumbersAreNoCrash(weight: Double) throws {
        let whole = try DesignScale(weightDecimals: 0, valueDecimals: 0)
        let rows = [1.0, -1, 1, 0.5].map {
            SampleRow(levels: [$0 > 0 ? 1 : 2], w: weight, y: $0 * 0x1p53, x: 0x1p53)
        }
        let table = try designTable(rows, whole)
        let estimator = try DesignEstimator(table)
        // y/2^53 is 1, −1, 1, .5: mean .375, squared deviations 2.6875, so the error is √(2.6875/12).
        expectClose(estimator.mean(), 0.375 * 0x1p53, (2.6875 / 12).squareRoot() * 0x1p53)
        expectClose(estimator.ratio(), 0.375, (2.6875 / 12).squareRoot())
        #expect(estimator.total().estimate.standardError != nil)
        let margin = CalibrationMargin(variable: 0, populations: [1: 1e300, 2: 1e-300])
        let calibration = try Calibration.raking(table, to: [margin])
        // Beyond double precision there is a reason, not an infinite number.
        #expect(calibration.weights.designEffect.reason == .notRepresentable)
        if calibration.isConverged {
            let mean = try DesignEstimator(table, calibration: calibration).mean().estimate
            #expect(mean.value != nil || mean.reason == .notRepresentable)
        }
    }
}
