import Testing

@testable import Statistics

@Suite struct CovarianceTests {
    /// The groups of the reference case in the order control, A, B.
    private func groups(_ shift: (before: Double, after: Double) = (0, 0)) throws -> [CovariateMoments] {
        let rows = try ReferenceCase("survey/ancova_obrienkaiser").table("data.csv")
        return try ["control", "A", "B"].map { name in
            CovariateMoments(
                try TransitionTable(
                    rows.filter { $0["group"] == name }.map { row in
                        .init(
                            before: try #require(Double(row["pre"] ?? "")) + shift.before,
                            after: try #require(Double(row["post"] ?? "")) + shift.after, count: 1)
                    }))
        }
    }

    /// statsmodels 0.15.0: `ols('post ~ pre + group')`, `get_prediction` at the mean of pre for the adjusted means, `conf_int`
    /// for the limits, `compare_f_test` with `post ~ pre` and `post ~ pre * group` for the two F tests.
    @Test func adjustedMeansAndTestsAreThoseOfStatsmodels() throws {
        let result = try AnalysisOfCovariance(try groups())
        for (mean, expected) in zip(
            result.adjustedMeans,
            [
                (3.751885474860338, 0.6633634994505457, 2.3065405715270675, 5.197230378193608),
                (5.794343575418997, 0.7506049454102169, 4.158915890350407, 7.429771260487588),
                (6.723314046288909, 0.5610830395636925, 5.500819121180989, 7.945808971396829),
            ])
        {
            #expect(isClose(try #require(mean.value), expected.0, 1e-12))
            #expect(isClose(try #require(mean.standardError), expected.1, 1e-12))
            #expect(isClose(try #require(mean.interval?.lowerBound), expected.2, 1e-10))
            #expect(isClose(try #require(mean.interval?.upperBound), expected.3, 1e-10))
        }
        #expect(isClose(try #require(result.slope.estimate.interval?.lowerBound), 0.32787643678280093, 1e-10))
        #expect(isClose(try #require(result.groups[1]?.estimate.interval?.upperBound), 4.23624203226555, 1e-10))
        #expect(isClose(try #require(result.equalMeans.statistic), 5.938146334782042, 1e-11))
        #expect(isClose(try #require(result.equalMeans.p), 0.016117070808519745, 1e-10))
        #expect(isClose(try #require(result.equalSlopes.statistic), 0.0518255206594045, 1e-10))
        #expect(isClose(try #require(result.equalSlopes.p), 0.9497478279798887, 1e-10))
        #expect(result.equalMeans.denominatorDegreesOfFreedom == 12)
        #expect(result.equalSlopes.denominatorDegreesOfFreedom == 10)
    }

    @Test func valuesFarFromZeroLoseNoDigits() throws {
        // A mean near 1e9 is known to 1e-7; sums of squares as such would lose every digit.
        let near = try AnalysisOfCovariance(try groups())
        let far = try AnalysisOfCovariance(try groups((1e9, -1e9)))
        #expect(isClose(try #require(far.slope.estimate.value), try #require(near.slope.estimate.value), 1e-12))
        #expect(isClose(try #require(far.sigma.value), try #require(near.sigma.value), 1e-12))
        #expect(isClose(try #require(far.rSquared.value), try #require(near.rSquared.value), 1e-7))
        #expect(isClose(try #require(far.equalSlopes.statistic), try #require(near.equalSlopes.statistic), 1e-10))
        for (left, right) in zip(far.groups.dropFirst(), near.groups.dropFirst()) {
            #expect(isClose(try #require(left?.test.p), try #require(right?.test.p), 1e-6))
        }
        for (left, right) in zip(far.adjustedMeans, near.adjustedMeans) {
            #expect(abs(try #require(left.value) + 1e9 - (try #require(right.value))) < 1e-5)
        }
    }

    @Test(arguments: 0..<40) func mergedPartsAreTheWholeInAnyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cells = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
            TransitionTable.Cell(
                before: 1e6 + Double(Int.random(in: 1...9, using: &generator)) / 4,
                after: Double(Int.random(in: -9...9, using: &generator)),
                count: Int.random(in: 1...3, using: &generator))
        }
        let whole = CovariateMoments(try TransitionTable(cells))
        #expect(CovariateMoments(try TransitionTable(cells.shuffled(using: &generator))) == whole)
        var (left, right) = (CovariateMoments(), CovariateMoments())
        for cell in cells {
            if Bool.random(using: &generator) {
                try left.add(covariate: cell.before, outcome: cell.after, count: cell.count)
            } else {
                for _ in 0..<cell.count { try right.add(covariate: cell.before, outcome: cell.after) }
            }
        }
        let merged = try left.merging(right)
        #expect(merged.n == whole.n)
        #expect(isClose(merged.covariateMean, whole.covariateMean, 1e-14))
        #expect(abs(merged.covariateSquares - whole.covariateSquares) <= 1e-9 * max(1, whole.covariateSquares))
        #expect(abs(merged.products - whole.products) <= 1e-9 * max(1, abs(whole.products) + whole.covariateSquares))
        #expect(abs(merged.outcomeSquares - whole.outcomeSquares) <= 1e-12 * max(1, whole.outcomeSquares))
    }

    @Test func changingTheReferenceTurnsTheDifference() throws {
        let groups = try groups()
        let (forward, backward) = (
            try AnalysisOfCovariance(groups, reference: 0), try AnalysisOfCovariance(groups, reference: 2)
        )
        let (one, other) = (
            try #require(forward.groups[2]?.estimate.value), try #require(backward.groups[0]?.estimate.value)
        )
        #expect(isClose(one, -other, 1e-13))
        #expect(forward.adjustedMeans == backward.adjustedMeans && forward.groups[0] == nil)
        #expect(throws: StatisticsError.self) { try AnalysisOfCovariance(groups, reference: 3) }
    }

    @Test func groupsThatCannotBeAdjustedSayWhy() throws {
        func moments(_ pairs: [(Double, Double)]) throws -> CovariateMoments {
            CovariateMoments(
                try TransitionTable(pairs.map { TransitionTable.Cell(before: $0.0, after: $0.1, count: 1) }))
        }
        #expect(try AnalysisOfCovariance([]).slope.estimate.reason == .noObservations)
        #expect(try AnalysisOfCovariance([CovariateMoments()]).rSquared.reason == .noObservations)
        #expect(try AnalysisOfCovariance([try moments([(1, 2)])]).slope.estimate.reason == .tooFew)
        let constant = try AnalysisOfCovariance([try moments([(1, 2), (1, 3)]), try moments([(2, 2), (2, 4)])])
        #expect(constant.slope.test.reason == .noVariation && constant.adjustedMeans[1].reason == .noVariation)
        // Three pairs, three coefficients: values, but nothing to judge them by.
        let exact = try AnalysisOfCovariance([try moments([(1, 2), (2, 3)]), try moments([(1, 5)])])
        #expect(exact.slope.estimate.value == 1 && exact.slope.estimate.intervalReason == .tooFew)
        #expect(exact.groups[1]?.estimate.value == 3 && exact.sigma.reason == .tooFew && exact.degreesOfFreedom == 0)
        let perfect = try AnalysisOfCovariance([try moments([(1, 2), (2, 3), (4, 5)]), try moments([(1, 5), (2, 6)])])
        #expect(perfect.slope.test.reason == .noVariation && perfect.sigma.value == 0 && perfect.rSquared.value == 1)
        let empty = try AnalysisOfCovariance([CovariateMoments(), try moments([(1, 5), (2, 6), (3, 6)])])
        #expect(empty.intercept.estimate.reason == .noObservations && empty.slope.estimate.value == 0.5)
        #expect(empty.equalMeans.reason == .tooFew && empty.adjustedMeans[1].value != nil)
        var huge = CovariateMoments()
        try huge.add(covariate: -1.7e308, outcome: 0)
        #expect(throws: StatisticsError.overflow) { try huge.add(covariate: 1.7e308, outcome: 1) }
        #expect(huge.n == 1)
    }

    @Test func theMethodByNameTakesTheFirstGroupAsReference() throws {
        let rows = try ReferenceCase("survey/ancova_obrienkaiser").table("data.csv")
        let table = MethodTable(
            numbers: [
                ("before", rows.map { Double($0["pre"] ?? "") }), ("after", rows.map { Double($0["post"] ?? "") }),
            ], texts: ["group": rows.map { $0["group"] == "control" ? "0 control" : $0["group"] }])
        let values = try EstimateMethod.ancova.evaluate(table)
        func value(_ name: String) throws -> Double { try #require(values.first { $0.name == name }?.value, "\(name)") }
        #expect(isClose(try value("group_2"), 2.04245810055866, 1e-10))
        #expect(isClose(try value("group_3_p"), 0.00500537124007236, 1e-8))
        #expect(isClose(try value("before_se"), 0.22130374053905, 1e-10))
        #expect(isClose(try value("adjusted_mean_3"), 6.723314046288909, 1e-10))
        #expect(try value("n_2") == 4 && values.contains { $0.name == "group_1" } == false)
    }
}
