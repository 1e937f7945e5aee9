import Testing

@testable import Statistics

/// Strata, quantiles with limits and restricted means on `survival/lung`.
///
/// The numbers are of statsmodels 0.15.0 (`survdiff` with `strata`), lifelines 0.30.3 (`restricted_mean_survival_time`, quantiles of
/// the survival function and of its log(−log) limits) and NumPy 2.4.6 (the variance of the restricted mean by its formula), on
/// the case's `data.csv`. The stratum is the place of the row modulo 3.
@Suite struct SurvivalGroupTests {
    private struct Person {
        let row: EventTable.Row
        let sex: String
        let stratum: Int
    }

    private func persons() throws -> [Person] {
        let reference = try ReferenceCase("survival/lung")
        return try reference.table("data.csv").enumerated().map { (place, record) in
            let event = record["status"] == "1"
            return Person(
                row: EventTable.Row(
                    time: try #require(Double(record["time"] ?? "")), events: event ? 1 : 0, censored: event ? 0 : 1),
                sex: record["group"] ?? "", stratum: place % 3)
        }
    }

    private func isClose(_ value: Double?, _ expected: Double) -> Bool {
        value.map { abs($0 - expected) <= 1e-9 * abs(expected) } ?? false
    }

    @Test func stratifiedLogRankIsThatOfStatsmodels() throws {
        let persons = try persons()
        func table(_ included: (Person) -> Bool) throws -> EventTable {
            try EventTable(persons.filter(included).map(\.row))
        }
        let bySex = try (0..<3).map { (stratum) in
            try ["female", "male"].map { (sex) in try table { $0.sex == sex && $0.stratum == stratum } }
        }
        let result = try LogRank(strata: bySex)
        #expect(isClose(result.test.statistic, 9.599850741965488) && isClose(result.test.p, 0.001945931860983463))
        #expect(result.test.degreesOfFreedom == 1 && result.test.n == 228)
        #expect(abs(result.observed.reduce(0, +) - result.expected.reduce(0, +)) < 1e-9)
        let three = try (0..<3).map { (stratum) in try table { $0.stratum == stratum } }
        let plain = try LogRank(three)
        #expect(isClose(plain.test.statistic, 1.0298665439941028) && plain.test.degreesOfFreedom == 2)
        let strata = try ["female", "male"].map { (sex) in
            try (0..<3).map { (stratum) in try table { $0.sex == sex && $0.stratum == stratum } }
        }
        let stratified = try LogRank(strata: strata)
        #expect(
            isClose(stratified.test.statistic, 1.1179733491232067) && isClose(stratified.test.p, 0.5717881778897962))
        // One stratum is no stratification, nor is a stratum without anybody.
        #expect(try LogRank(strata: [three]) == plain)
        let nobody = try EventTable([])
        #expect(try LogRank(strata: [three, [nobody, nobody, nobody]]) == plain)
        let values = try EstimateMethod.logRank.evaluate(
            MethodTable(
                numbers: [
                    ("time", persons.map(\.row.time)), ("status", persons.map { Double($0.row.events) }),
                    ("stratum", persons.map { Double($0.stratum) }),
                ], texts: ["group": persons.map(\.sex)]))
        #expect(isClose(values.first { $0.name == "test_chi_square" }?.value, 9.599850741965488))
    }

    @Test func strataThatCannotBeComparedSayWhy() throws {
        let one = try EventTable([.init(time: 1, events: 1, censored: 0)])
        let none = try EventTable([])
        #expect(try LogRank(strata: []).test.reason == .noObservations)
        #expect(try LogRank(strata: [[one, none]]).test.reason == .tooFew)
        // Each stratum has one group only, so nothing is compared.
        #expect(try LogRank(strata: [[one, none], [none, one]]).test.reason == .noVariation)
        #expect(throws: StatisticsError.raggedTable(expected: 2, found: 1)) {
            try LogRank(strata: [[one, none], [one]])
        }
    }

    @Test func restrictedMeansAndTheirDifferenceAreThoseOfOtherPrograms() throws {
        let persons = try persons()
        let curves = try ["female", "male"].map { (sex) in
            KaplanMeier(try EventTable(persons.filter { $0.sex == sex }.map(\.row)))
        }
        let result = RestrictedMeanDifference(curves[0], curves[1], upTo: 500)
        #expect(
            isClose(result.first.value, 360.9109541954663) && isClose(result.first.standardError, 16.801018168693957))
        #expect(
            isClose(result.second.value, 278.76323152999413) && isClose(result.second.standardError, 14.35455856671233))
        #expect(isClose(result.difference.value, 82.14772266547209))
        #expect(isClose(result.difference.standardError, 22.09813483418813))
        #expect(isClose(result.difference.interval?.lowerBound, 38.83617426495336))
        #expect(isClose(result.test.statistic, 3.7174052598493947) && isClose(result.test.p, 0.00020127942966240888))
        let values = try EstimateMethod.restrictedMean.evaluate(
            MethodTable(
                numbers: [
                    ("time", persons.map(\.row.time)), ("status", persons.map { Double($0.row.events) }),
                    ("horizon", persons.map { _ in 500 }),
                ], texts: ["group": persons.map(\.sex)]))
        func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
        #expect(isClose(value("mean_1"), 360.9109541954663) && isClose(value("difference_se"), 22.09813483418813))
        #expect(isClose(value("test_p"), 0.00020127942966240888))
    }

    @Test func quantilesHaveLimits() throws {
        let persons = try persons()
        let values = try EstimateMethod.kaplanMeier.evaluate(
            ["time": persons.map(\.row.time), "status": persons.map { Double($0.row.events) }])
        let expected: [(String, Double)] = [
            ("q25", 170), ("q25_lower", 144), ("q25_upper", 194), ("median", 310), ("median_lower", 284),
            ("median_upper", 361), ("q75", 550), ("q75_lower", 457), ("q75_upper", 643),
        ]
        for (name, time) in expected { #expect(values.first { $0.name == name }?.value == time, "\(name)") }
    }

    @Test func restrictedMeansThatCannotBeToldSayWhy() throws {
        let seen = KaplanMeier(try EventTable([.init(time: 4, events: 0, censored: 3)]))
        let none = KaplanMeier(try EventTable([]))
        let dead = KaplanMeier(try EventTable([.init(time: 2, events: 2, censored: 0)]))
        // Nobody had the event by 4: a difference of 0, without a test.
        let flat = RestrictedMeanDifference(seen, seen, upTo: 4)
        #expect(flat.difference.value == 0 && flat.test.reason == .noVariation)
        #expect(RestrictedMeanDifference(seen, none, upTo: 4).difference.reason == .noObservations)
        #expect(RestrictedMeanDifference(seen, dead, upTo: 5).difference.reason == .notReached)
        // A curve at zero stays there, so only the other sets the horizon.
        #expect(RestrictedMeanDifference.commonHorizon([seen, dead]) == 4)
        #expect(RestrictedMeanDifference.commonHorizon([dead]) == 2)
        #expect(RestrictedMeanDifference.commonHorizon([seen, none]) == nil)
        #expect(RestrictedMeanDifference.commonHorizon([]) == nil)
        let whole = try EstimateMethod.restrictedMean.evaluate(["time": [2, 2, 4], "status": [1, 1, 0]])
        #expect(whole.first { $0.name == "horizon" }?.value == 4)
        // 2 + (4 − 2)/3.
        #expect(abs((whole.first { $0.name == "mean" }?.value ?? 0) - 8.0 / 3) < 1e-15)
        let empty = try EstimateMethod.restrictedMean.evaluate(["time": [nil], "status": [nil], "group": [nil]])
        #expect(empty.allSatisfy { $0.value != nil || $0.reason != nil })
        #expect(throws: StatisticsError.self) {
            try EstimateMethod.restrictedMean.evaluate(["time": [1], "status": [1], "horizon": [0]])
        }
    }
}
