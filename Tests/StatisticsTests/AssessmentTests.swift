import Testing

@testable import Statistics

@Suite struct AssessmentTests {
    /// The worked example and the two parties of van der Eijk (2001), as published with seven and two decimals; the shares of
    /// the parties in tenths of a percent.
    @Test(
        arguments: [
            ([30, 40, 210, 130, 530, 50, 10], 0.6113333, 5e-8), ([24, 28, 32, 62, 135, 304, 416], 0.61, 0.005),
            ([16, 26, 82, 210, 293, 270, 103], 0.48, 0.005), ([6, 8, 5, 3, 2], 0.31, 0.005),
        ] as [([Int], Double, Double)])
    func agreementIsThatOfVanDerEijk(counts: [Int], expected: Double, tolerance: Double) throws {
        #expect(abs(try #require(try ordinalAgreement(of: counts).value) - expected) <= tolerance)
        #expect(
            isClose(try #require(try ordinalAgreement(of: counts.reversed()).value), expected, tolerance / expected))
    }

    /// Patterns of one layer: (S, gaps) by hand, such as 1010000 with one gap of one of five: U = (5 · 4 − 6 · 1)/(5 · 5) and
    /// A = U · 5/6.
    @Test(
        arguments: [
            ([1, 1, 0, 0, 0, 0, 0], 0.8333333333333334), ([1, 0, 1, 0, 0, 0, 0], 0.4666666666666667),
            ([1, 0, 0, 0, 0, 0, 1], -1), ([1, 1, 1, 1, 1, 1, 1], 0), ([0, 0, 7, 0, 0, 0, 0], 1),
            ([4, 0, 0, 0, 4], -1), ([0, 2, 0], 1), ([1, 0, 1], -1), ([3, 3, 3], 0),
        ] as [([Int], Double)])
    func patternsHaveTheirAgreement(counts: [Int], expected: Double) throws {
        #expect(abs(try #require(try ordinalAgreement(of: counts).value) - expected) < 1e-12)
    }

    @Test(arguments: 0..<100) func agreementStaysBetweenItsEnds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let counts = (0..<Int.random(in: 3...11, using: &generator)).map { _ in
            Bool.random(using: &generator) ? Int.random(in: 0...20, using: &generator) : 0
        }
        let result = try ordinalAgreement(of: counts)
        guard let value = result.value else {
            #expect(result.reason == .noObservations && counts.allSatisfy { $0 == 0 })
            return
        }
        #expect(value >= -1 - 1e-12 && value <= 1 + 1e-12)
        let mirrored = try #require(try ordinalAgreement(of: counts.reversed()).value)
        let tripled = try #require(try ordinalAgreement(of: counts.map { $0 * 3 }).value)
        #expect(abs(mirrored - value) < 1e-12 && abs(tripled - value) < 1e-12)
    }

    @Test func aProfileSaysWhereScoresLieAndWhetherRatersAgree() throws {
        let near = try CriterionProfile(try Distribution(values: [4, 5, 4, 5]), scale: 1...5)
        #expect(near.raters == 4 && near.median.value == 4.5 && near.mean.value == 4.5)
        #expect(near.least.value == 4 && near.greatest.value == 5)
        #expect(near.atHighest.successes == 2 && near.atLowest.successes == 0 && near.atHighest.n == 4)
        #expect(near.isWithinOneStep == true && near.accord == .consensus)
        let camps = try CriterionProfile(try Distribution(values: [1, 1, 5, 5]), scale: 1...5)
        #expect(camps.agreement.value == -1 && camps.accord == .dissent && camps.isWithinOneStep == false)
        let mixed = try CriterionProfile(try Distribution(values: [3, 4, 4, 5]), scale: 1...5)
        #expect(mixed.accord == .mixed)
    }

    @Test func profilesOfNothingOneAndOffTheScale() throws {
        let none = try CriterionProfile(try Distribution(values: []), scale: 1...5)
        #expect(none.median.reason == .noObservations && none.agreement.reason == .noObservations)
        #expect(none.isWithinOneStep == nil && none.accord == nil && none.atLowest.share().reason == .noObservations)
        let one = try CriterionProfile(try Distribution(values: [3]), scale: 1...5)
        #expect(one.accord == nil && one.isWithinOneStep == true && one.mean.intervalReason == .tooFew)
        let short = try CriterionProfile(try Distribution(values: [0, 1]), scale: 0...1)
        #expect(short.agreement.reason == .tooFew && short.accord == .consensus)
        #expect(throws: StatisticsError.unexpectedValue(6, column: "score", allowed: "whole numbers from 1 to 5")) {
            try CriterionProfile(try Distribution(values: [6]), scale: 1...5)
        }
        #expect(throws: StatisticsError.self) { try CriterionProfile(try Distribution(values: [2.5]), scale: 1...5) }
        #expect(throws: StatisticsError.overflow) {
            try CriterionProfile(try Distribution(values: [1]), scale: Int.min...Int.max)
        }
    }

    @Test func cellsJoinInAnyOrderByUnitCriterionAndRound() throws {
        typealias Cell = AssessmentProfile<String>.Cell
        let cells = [
            Cell(unit: "b", criterion: "need", score: 2, count: 2), Cell(unit: "a", criterion: "need", score: 4),
            Cell(unit: "a", criterion: "need", score: 4), Cell(unit: "a", criterion: "need", round: "2", score: 5),
            Cell(unit: "a", criterion: "cost", score: 1, count: 3),
            Cell(unit: "a", criterion: "need", score: 5, isOwn: true),
            Cell(unit: "b", criterion: "need", score: 1, isOwn: true),
            Cell(unit: "c", criterion: "need", score: 5, isOwn: true),
        ]
        let result = try AssessmentProfile(cells, scale: 1...5)
        #expect(
            result.rows.map { "\($0.unit) \($0.criterion) \($0.round ?? "-") \($0.profile.raters)" } == [
                "a cost - 3", "a need - 2", "a need 2 1", "b need - 2",
            ])
        #expect(try AssessmentProfile(cells.reversed(), scale: 1...5) == result)
        // a is 1 over its median 4, b 1 under its median 2, and c has no evaluator.
        let own = try #require(result.ownRows.first?.comparison)
        #expect(result.ownRows.count == 1 && own.units == 2)
        #expect(own.fromMedian.value == 0 && own.fromMean.value == 0 && own.fromMedian.interval != nil)
        #expect(own.over.successes == 1 && own.under.successes == 1 && own.same.successes == 0)
    }

    @Test func selfAssessmentOfNothingAndOneUnit() throws {
        #expect(try SelfAssessment([]).fromMedian.reason == .noObservations)
        let (two, evaluators) = (try Distribution(values: [4, 5]), try Distribution(values: [1, 2, 6]))
        let unit = SelfAssessment.Unit(own: two, evaluators: evaluators)
        #expect(unit.fromMedian.value == 2.5 && unit.fromMean.value == 1.5 && unit.fromMean.n == 3)
        let one = try SelfAssessment([unit])
        #expect(one.fromMedian.value == 2.5 && one.fromMedian.intervalReason == .tooFew && one.over.successes == 1)
        let none = SelfAssessment.Unit(own: two, evaluators: try Distribution(values: []))
        #expect(none.fromMedian.reason == .noObservations && none.fromMean.reason == .noObservations)
    }

    @Test func theMethodByNameTakesRowsOfScores() throws {
        let table = MethodTable(
            numbers: [("score", [4, 5, nil, 1, 5, 3]), ("self", [0, 0, 0, 0, 0, 1])],
            texts: [
                "unit": ["x", "x", "x", "y", "y", "x"], "criterion": ["need", "need", "need", "need", "need", "need"],
            ])
        let values = try EstimateMethod.assessmentProfile.evaluate(table, options: EstimateOptions(scale: 1...5))
        func value(_ name: String) throws -> Double { try #require(values.first { $0.name == name }?.value, "\(name)") }
        #expect(try value("n_incomplete") == 1 && value("n_1") == 2 && value("consensus_1") == 1)
        #expect(try value("agreement_2") == -1 && value("dissent_2") == 1 && value("share_lowest_2") == 0.5)
        #expect(try value("self_units_1") == 1 && value("self_from_median_1") == -1.5 && value("self_under_1") == 1)
        // Without a scale that of the scores counts.
        let told = try EstimateMethod.assessmentProfile.evaluate([
            "unit": [1, 1], "criterion": [1, 1], "score": [2, 4],
        ])
        #expect(told.first { $0.name == "agreement_1" }?.value == -1)
        #expect(throws: StatisticsError.self) {
            try EstimateMethod.assessmentProfile.evaluate(["unit": [1], "criterion": [1], "score": [2.5]])
        }
    }
}
