import Testing

@testable import Statistics

@Suite struct ScaleReliabilityTests {
    private func moments(_ rows: [[Int?]]) throws -> CrossMoments {
        var moments = try CrossMoments(items: rows.first?.count ?? 0)
        for row in rows { try moments.add(row) }
        return moments
    }

    @Test func alphaByHand() throws {
        // x = 1, 2, 3, 2 and y = 1, 3, 3, 1: variances 2/3 and 4/3, of the sums 2, 5, 6, 3 it is 10/3.
        // α = 2 (1 − 2 / (10/3)) = 0.8. The mean of the mean scores is 2, their variance 10/12.
        let result = try ScaleReliability(moments([[1, 1], [2, 3], [3, 3], [2, 1]]))
        #expect(result.alpha.value.map { isClose($0, 0.8, 1e-14) } == true)
        #expect(result.mean.value == 2)
        #expect(result.standardDeviation.value.map { isClose($0, (10.0 / 12).squareRoot(), 1e-14) } == true)
        // Two items: the standardised alpha is the Spearman–Brown of r, and λ6 = 1 − 2(1 − r²) / (2 + 2r) = r.
        let r = try #require(result.averageCorrelation.value)
        #expect(isClose(r, (2.0 / 3) / (8.0 / 9).squareRoot(), 1e-14))
        #expect(result.standardisedAlpha.value.map { isClose($0, 2 * r / (1 + r), 1e-14) } == true)
        #expect(result.lambda6.value.map { isClose($0, r, 1e-14) } == true)
        #expect(result.items[0].restCorrelation.value.map { isClose($0, r, 1e-14) } == true)
        #expect(result.items[0].alphaIfDropped.reason == .tooFew)
    }

    @Test func shiftAndScaleOfAnswersChangeNoReliability() throws {
        let rows = [[1, 4, 2], [3, 5, 4], [2, 2, 2], [5, 4, 5], [4, nil, 5], [nil, 3, 1]]
        let plain = try ScaleReliability(moments(rows))
        let moved = try ScaleReliability(moments(rows.map { $0.map { $0.map { 1_000_000_007 + 3 * $0 } } }))
        #expect(isClose(try #require(moved.alpha.value), try #require(plain.alpha.value), 1e-14))
        #expect(isClose(try #require(moved.lambda6.value), try #require(plain.lambda6.value), 1e-12))
        #expect(isClose(try #require(moved.pairwiseAlpha.value), try #require(plain.pairwiseAlpha.value), 1e-13))
        #expect(moved.items.map(\.missing) == [1, 1, 0] && moved.completeRows == 4 && moved.rows == 6)
    }

    @Test func degenerateScalesSayWhy() throws {
        func reliability(_ rows: [[Int?]]) throws -> ScaleReliability { try ScaleReliability(moments(rows)) }
        let empty = try ScaleReliability(CrossMoments(items: 3))
        #expect(empty.alpha.reason == .noObservations && empty.pairwiseAlpha.reason == .noObservations)
        #expect(empty.lambda6.reason == .noObservations && empty.items[0].mean.reason == .noObservations)
        let none = try ScaleReliability(CrossMoments(items: 0))
        #expect(none.alpha.reason == .noObservations && none.items.isEmpty)
        let single = try reliability([[1, 2, 3]])
        #expect(single.alpha.reason == .tooFew && single.mean.value == 2 && single.mean.intervalReason == .tooFew)
        #expect(single.items[0].restCorrelation.reason == .tooFew)
        let oneItem = try reliability([[1], [2], [4]])
        #expect(oneItem.alpha.reason == .tooFew && oneItem.standardisedAlpha.reason == .tooFew)
        #expect(oneItem.items[0].alphaIfDropped.reason == .tooFew && oneItem.items[0].restCorrelation.reason == .tooFew)
        // An item without variance: the raw alpha lives, what standardises does not.
        let constant = try reliability([[1, 3, 3], [2, 3, 2], [3, 3, 4]])
        #expect(constant.alpha.value != nil && constant.standardisedAlpha.reason == .noVariation)
        #expect(constant.lambda6.reason == .noVariation && constant.averageCorrelation.reason == .noVariation)
        #expect(constant.items[1].restCorrelation.reason == .noVariation)
        // Items that cancel out: the sum is the same for everyone.
        let opposite = try reliability([[1, 2, 6], [2, 3, 4], [3, 1, 5]])
        #expect(opposite.alpha.reason == .noVariation && opposite.standardDeviation.value == 0)
        #expect(opposite.lambda6.reason == .singular)
        let alike = try reliability([[1, 1], [2, 2], [4, 4]])
        #expect(alike.alpha.value == 1 && alike.alpha.intervalReason == .noVariation)
        #expect(alike.lambda6.reason == .singular)
        // No complete row, but every pair of items in some.
        let gaps = try reliability([
            [1, 2, nil], [2, 4, nil], [3, 5, nil], [nil, 1, 1], [nil, 2, 4], [1, nil, 2], [3, nil, 5], [2, nil, 2],
        ])
        #expect(gaps.alpha.reason == .noObservations && gaps.pairwiseAlpha.value != nil && gaps.pairwiseAlpha.n == 2)
        #expect(try reliability([[1, 2], [2, 1]]).alpha.reason == .noVariation)
        #expect(try reliability([[1, 2], [2, 3]]).alpha.value == 1)
    }

    @Test func orderOfItemsOnlyMovesThem() throws {
        let rows: [[Int?]] = [[1, 4, 2], [3, 5, 4], [2, 2, 2], [5, 4, 5], [4, nil, 5]]
        let forward = try ScaleReliability(moments(rows))
        let backward = try ScaleReliability(moments(rows.map { $0.reversed() }))
        #expect(isClose(try #require(forward.alpha.value), try #require(backward.alpha.value), 1e-15))
        #expect(isClose(try #require(forward.lambda6.value), try #require(backward.lambda6.value), 1e-13))
        #expect(forward.items.map(\.mean) == backward.items.reversed().map(\.mean))
    }

    @Test func methodsByNameReverseWithinTheScale() throws {
        let reference = try ReferenceCase("survey/alpha_bfi_agreeableness")
        let names = ["A1", "A2", "A3", "A4", "A5"]
        let table = MethodTable(
            numbers: try names.map { (name: $0, cells: try reference.column($0, of: "items.csv")) })
        func values(_ options: EstimateOptions) throws -> [String: Double?] {
            let found = try EstimateMethod.scaleReliability.evaluate(table, options: options)
            return Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.value) })
        }
        // The answers given reach from 1 to 6, so that the scale of the data is that of the items.
        let observed = try values(EstimateOptions(reversed: ["A1"]))
        let stated = try values(EstimateOptions(reversed: ["A1"], scale: 1...6))
        #expect(observed == stated)
        try reference.check("alpha", stated["alpha"] ?? nil)
        try reference.check("item_mean/A1", stated["item_mean_A1"] ?? nil)
        let unreversed = try #require(try values(EstimateOptions())["alpha"] ?? nil)
        #expect(unreversed < 0.6)
        #expect(throws: StatisticsError.missingColumn("A9", method: "scale-reliability", available: names)) {
            try values(EstimateOptions(reversed: ["A9"]))
        }
        #expect(throws: StatisticsError.self) { try values(EstimateOptions(scale: 1...5)) }
        #expect(throws: StatisticsError.scale(.tooManyDecimals(column: "a"))) {
            try EstimateMethod.scaleReliability.evaluate(["a": [1.0 / 3, 2], "b": [1, 2]])
        }
        let tenths = try EstimateMethod.scaleReliability.evaluate(["a": [0.1, 0.2, 0.3, 0.2], "b": [1, 3, 3, 1]])
        #expect(tenths.first { $0.name == "item_mean_a" }?.value == 0.2)
        let counted = try EstimateMethod.scaleReliability.evaluate(["a": [1, 2], "b": [2, 5], "count": [2, 3]])
        let repeated = try EstimateMethod.scaleReliability.evaluate(["a": [1, 1, 2, 2, 2], "b": [2, 2, 5, 5, 5]])
        #expect(counted == repeated)
    }
}
