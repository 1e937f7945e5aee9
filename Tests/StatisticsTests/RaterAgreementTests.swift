import Testing

@testable import Statistics

@Suite struct RaterAgreementTests {
    private func fleissTable() throws -> [[Int]] {
        let rows = try ReferenceCase("agreement/fleiss_14_raters").table("ratings.csv")
        return try (1...10).map { unit in
            try (1...5).map { category in
                try rows.filter { Int($0["unit"] ?? "") == unit }
                    .count { try #require(Int($0["value"] ?? "")) == category }
            }
        }
    }

    private let shroutFleiss: [[Double?]] = [
        [9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7],
    ]

    /// irrCAC 0.4.4, `CAC(ratings, digits=14).fleiss()`: the standard error of Gwet (2021) with limits of Student's t.
    @Test func theIntervalOfFleissKappaIsGwets() throws {
        let kappa = try FleissKappa(try fleissTable()).kappa
        #expect(isClose(try #require(kappa.standardError), 0.09237111160601, 1e-11))
        #expect(isClose(try #require(kappa.interval?.lowerBound), 0.00097273267208, 1e-8))
        #expect(isClose(try #require(kappa.interval?.upperBound), 0.41888867617183, 1e-9))
    }

    @Test func orderOfUnitsAndEmptyUnitsChangeNothing() throws {
        let table = try fleissTable()
        let result = try FleissKappa(table)
        let turned = try FleissKappa([[0, 0, 0, 0, 0]] + table.reversed())
        #expect(isClose(try #require(turned.kappa.value), try #require(result.kappa.value), 1e-14))
        #expect(turned.units == 10 && turned.raters == 14)
        // Categories of two merged: the category kappas of a yes/no answer are the overall kappa.
        let yesNo = try FleissKappa(table.map { [$0[0], $0[1...].reduce(0, +)] })
        for category in yesNo.categories {
            #expect(isClose(try #require(category.kappa.value), try #require(yesNo.kappa.value), 1e-12))
            #expect(isClose(try #require(category.test.statistic), try #require(yesNo.test.statistic), 1e-12))
        }
    }

    @Test func ratingsWithoutAgreementToMeasureSayWhy() throws {
        #expect(try FleissKappa([]).kappa.reason == .noObservations)
        #expect(try FleissKappa([[0, 0]]).categories.first?.share.reason == .noObservations)
        #expect(try FleissKappa([[1, 0], [0, 1]]).test.reason == .tooFew)
        #expect(try FleissKappa([[2, 1], [0, 2]]).kappa.reason == .incomplete)
        #expect(try FleissKappa([[3, 0], [3, 0]]).kappa.reason == .noVariation)
        #expect(try FleissKappa([[3, 0], [3, 0]]).observedAgreement.value == 1)
        #expect(try FleissKappa([[1, 2]]).kappa.intervalReason == .tooFew)
        let full = try FleissKappa([[3, 0, 0], [0, 3, 0]])
        #expect(full.kappa.value == 1 && full.categories[2].kappa.reason == .noVariation)
        #expect(throws: StatisticsError.negativeCount(-1)) { try FleissKappa([[-1, 2]]) }
        // Half of the pairs agree by chance, none do: −1/(n − 1) with two raters is −1.
        #expect(try FleissKappa([[1, 1], [1, 1]]).kappa.value == -1)
    }

    @Test func shiftingScoresLeavesTheIntraclassCorrelations() throws {
        let near = try IntraclassCorrelation(shroutFleiss)
        let far = try IntraclassCorrelation(shroutFleiss.map { $0.map { $0.map { $0 + 1e9 } } })
        #expect(isClose(try #require(far.oneWay.single.value), try #require(near.oneWay.single.value), 1e-12))
        #expect(
            isClose(
                try #require(far.twoWayRandom.average.interval?.lowerBound),
                try #require(near.twoWayRandom.average.interval?.lowerBound), 1e-9))
        let turned = try IntraclassCorrelation(shroutFleiss.reversed().map { $0.reversed() })
        #expect(isClose(try #require(turned.twoWayMixed.single.value), 0.714840714840715, 1e-12))
        // A rater's level is disagreement in ICC(2) and none in ICC(3).
        let stricter = try IntraclassCorrelation(shroutFleiss.map { [$0[0].map { $0 - 5 }, $0[1], $0[2], $0[3]] })
        #expect(isClose(try #require(stricter.twoWayMixed.single.value), 0.714840714840715, 1e-12))
        #expect(stricter.twoWayRandom.single.value != near.twoWayRandom.single.value)
    }

    @Test func scoresWithoutReliabilityToMeasureSayWhy() throws {
        #expect(try IntraclassCorrelation([]).oneWay.single.reason == .noObservations)
        #expect(try IntraclassCorrelation([[nil, nil]]).oneWay.test.reason == .noObservations)
        #expect(try IntraclassCorrelation([[1, nil], [2, 3]]).twoWayRandom.average.reason == .incomplete)
        #expect(try IntraclassCorrelation([[1, 2]]).twoWayMixed.single.reason == .tooFew)
        #expect(try IntraclassCorrelation([[1], [2]]).twoWayMixed.single.reason == .tooFew)
        #expect(try IntraclassCorrelation([[4, 4], [4, 4]]).twoWayRandom.single.reason == .noVariation)
        let alike = try IntraclassCorrelation([[0.1, 0.1, 0.1], [0.7, 0.7, 0.7]])
        for forms in [alike.oneWay, alike.twoWayRandom, alike.twoWayMixed] {
            #expect(forms.single.value == 1 && forms.average.value == 1)
            #expect(forms.single.intervalReason == .noVariation && forms.test.reason == .noVariation)
        }
        let leveled = try IntraclassCorrelation([[1, 2], [3, 4], [6, 7]])
        #expect(leveled.twoWayMixed.single.value == 1)
        #expect(leveled.twoWayRandom.single.value.map { $0 < 1 } == true)
        // Subjects that differ less than their raters: below zero, and the mean of no use.
        let crossed = try IntraclassCorrelation([[1, 2], [2, 1]])
        #expect(crossed.twoWayMixed.single.value == -1 && crossed.twoWayMixed.average.reason == .noVariation)
        #expect(throws: StatisticsError.raggedTable(expected: 2, found: 1)) {
            try IntraclassCorrelation([[1, 2], [1]])
        }
        #expect(throws: StatisticsError.valueNotFinite) { try IntraclassCorrelation([[1, .infinity], [1, 2]]) }
    }

    @Test func methodsByNameTakeRowsOfRatings() throws {
        let ratings = try ReferenceCase("agreement/shrout_fleiss_1979").table("ratings.csv")
        let table = MethodTable(
            numbers: [("score", ratings.map { Double($0["score"] ?? "") })],
            texts: ["subject": ratings.map { "s\($0["subject"] ?? "")" }, "rater": ratings.map { $0["rater"] }])
        let values = try EstimateMethod.intraclassCorrelation.evaluate(table)
        func value(_ name: String) throws -> Double { try #require(values.first { $0.name == name }?.value, "\(name)") }
        #expect(isClose(try value("icc2k_lower"), 0.0711368153025035, 1e-7))
        #expect(isClose(try value("icc3_p"), 0.000134566516484337, 1e-9))
        #expect(throws: StatisticsError.self) {
            try EstimateMethod.intraclassCorrelation.evaluate(["subject": [1, 1], "rater": [1, 1], "score": [3, 4]])
        }
        let fleiss = try ReferenceCase("agreement/fleiss_14_raters")
        let kappa = try EstimateMethod.fleissKappa.evaluate([
            "unit": try fleiss.column("unit", of: "ratings.csv"),
            "value": try fleiss.column("value", of: "ratings.csv"),
        ])
        let z = try #require(kappa.first { $0.name == "category_5_z" }?.value)
        #expect(isClose(z, 15.314076574349826, 1e-10))
    }
}
