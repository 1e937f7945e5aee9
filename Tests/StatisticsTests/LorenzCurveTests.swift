import Testing

@testable import Statistics

@Suite struct LorenzCurveTests {
    private func near(_ value: Double?, _ expected: Double, within error: Double = 1e-12) -> Bool {
        value.map { abs($0 - expected) <= error * max(1e-9, abs(expected)) } ?? false
    }

    @Test func curveOfFourByHand() throws {
        // 1, 1, 3 and 5: half hold 2 of 10, three quarters 5.
        let curve = try LorenzCurve(try Distribution(values: [5, 1, 3, 1]))
        #expect(curve.points.map(\.holders) == [0, 0.5, 0.75, 1] && curve.points.map(\.amount) == [0, 0.2, 0.5, 1])
        // (−3 − 1 + 3 + 15) / 40.
        #expect(near(curve.gini.value, 0.35))
        for (top, held) in [(0.25, 0.5), (0.125, 0.25), (0, 0), (1, 1)] {
            #expect(near(try curve.amount(ofTop: top).value, held))
        }
        #expect(throws: StatisticsError.notAProbability(2)) { try curve.amount(ofTop: 2) }
    }

    @Test func giniIsThatOfInequality() throws {
        let values = try Distribution(values: [0, 0, 3, 7, 7, 12.5, 40, 1e6])
        let gini = try #require(try Inequality(values).gini.value)
        #expect(near(try LorenzCurve(values).gini.value, gini))
        // Everybody one inhabitant: the same.
        let amounts = values.entries.flatMap { (entry) in (0..<entry.count).map { _ in entry.value } }
        let curve = try LorenzCurve(amounts: amounts, populations: amounts.map { _ in 1 })
        #expect(near(curve.gini.value, gini))
        #expect(try LorenzCurve(amounts: amounts.reversed(), populations: amounts.map { _ in 1 }) == curve)
    }

    @Test func degenerateCurvesHaveTheirReasons() throws {
        #expect(try LorenzCurve(try Distribution(values: [])).gini.reason == .noObservations)
        #expect(try LorenzCurve(try Distribution(values: [0, 0])).gini.reason == .zeroDenominator)
        #expect(try LorenzCurve(try Distribution(values: [4, 4])).gini.value == 0)
        #expect(try LorenzCurve(amounts: [0, 2], populations: [0, 5]).n == 1)
        #expect(throws: StatisticsError.self) { try LorenzCurve(amounts: [1], populations: [0]) }
        #expect(throws: StatisticsError.self) { try LorenzCurve(amounts: [-1], populations: [2]) }
        #expect(throws: StatisticsError.raggedTable(expected: 1, found: 2)) {
            try LorenzCurve(amounts: [1], populations: [1, 2])
        }
        #expect(throws: StatisticsError.self) { try Bootstrap(.gini, of: try Distribution(values: [-1, 2])) }
        #expect(throws: StatisticsError.notAProbability(3)) {
            try Bootstrap(.topShare(3), of: try Distribution(values: [1, 2]))
        }
    }

    /// Standard errors by a numerical gradient of ln LQ (mpmath 1.4.1, 40 digits) and the multinomial covariance of the nine shares,
    /// in NumPy 2.4.6; limits LQ·e^±1.96·se.
    @Test func locationQuotientsHaveLimits() throws {
        let quotients = try LocationTable(counts: [[20, 30, 10], [5, 40, 25], [0, 12, 8]]).quotients()
        let cases: [(Int, Int, Double, Double, Double, Double)] = [
            (0, 0, 2, 0.23094010767585033, 1.5949302960482346, 2.507946591716777),
            (1, 2, 1.2458471760797343, 0.13874901488115562, 1.0015373024898993, 1.54975274738856),
            (0, 1, 0.9146341463414634, 0.09146341463414635, 0.75184316633999, 1.112673040211527),
        ]
        for (area, category, value, error, lower, upper) in cases {
            let quotient = quotients[area][category]
            #expect(near(quotient.value, value) && near(quotient.standardError, error, within: 1e-10))
            #expect(near(quotient.interval?.lowerBound, lower, within: 1e-10))
            #expect(near(quotient.interval?.upperBound, upper, within: 1e-10))
        }
        #expect(quotients[2][0].value == 0 && quotients[2][0].intervalReason == .tooFew)
        let alone = try LocationTable(counts: [[3, 5]]).quotients()
        #expect(alone[0].map(\.value) == [1, 1] && alone[0].allSatisfy { $0.intervalReason == .noVariation })
    }
}
