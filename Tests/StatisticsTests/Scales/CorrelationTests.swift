import Testing

@testable import Statistics

@Suite struct CorrelationTests {
    private func correlation(
        _ x: [Double], _ y: [Double], confidence: ConfidenceLevel = .ninetyFive
    ) throws -> Correlation {
        try Correlation(
            try TransitionTable(zip(x, y).map { .init(before: $0, after: $1, count: 1) }), confidence: confidence)
    }

    /// SciPy 1.17.1 `stats.pearsonr`, `spearmanr` and `kendalltau(method='asymptotic')`; z is `norm.isf(p/2)`.
    @Test func valuesWithManyTiesAreThoseOfSciPy() throws {
        let small = try correlation(
            [1, 2, 2, 3, 5, 5, 5, 8], [2.5, 1, 2.5, 4, 4, 6, 3, 3], confidence: .ninety)
        try check(
            small,
            [0.41456532269313234, -0.2862616235219966, 0.8264121236580726, 0.30715935985214354],
            [0.6312993221862689, 0.09320865589290116], [0.44907311951024936, 1.4431863653894124, 0.14896797932950806])
        let reference = try ReferenceCase("survey/alpha_bfi_agreeableness")
        func columns(_ x: String, _ y: String) throws -> Correlation {
            let input = try MethodInput(
                ["x": reference.column(x, of: "items.csv"), "y": reference.column(y, of: "items.csv")],
                wanted: EstimateMethod.correlation.columns, method: "correlation")
            let rows = try input.completeRows("x", "y").rows
            return try correlation(rows.map { $0.values[0] }, rows.map { $0.values[1] })
        }
        try check(
            try columns("A2", "A3"),
            [0.4908665525515533, 0.42057211638489245, 0.5553026655924097, 4.464503077240634e-31],
            [0.46310309976258984, 2.0375283604092926e-27],
            [0.40323604163424553, 10.651350669603177, 1.7185325131154638e-26])
        try check(
            try columns("A1", "A4"),
            [-0.11528793098928936, -0.2013745802783333, -0.02743393310068701, 0.010256059365512318],
            [-0.1221254669765198, 0.006519500274289498],
            [-0.10372433598226137, -2.793974179730025, 0.00520646355802742])
    }

    @Test(arguments: 0..<60) func kendallCountsWhatComparingAllPairsCounts(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cells = (0..<Int.random(in: 2...25, using: &generator)).map { _ in
            TransitionTable.Cell(
                before: Double(Int.random(in: 1...6, using: &generator)),
                after: Double(Int.random(in: 1...9, using: &generator)),
                count: Int.random(in: 1...4, using: &generator))
        }
        let table = try TransitionTable(cells)
        let rows = table.cells.flatMap { [TransitionTable.Cell](repeating: $0, count: $0.count) }
        var (excess, inX, inY) = (0.0, 0.0, 0.0)
        for (index, one) in rows.enumerated() {
            for other in rows[..<index] {
                let (x, y) = (one.before - other.before, one.after - other.after)
                excess += x * y > 0 ? 1 : x * y < 0 ? -1 : 0
                inX += x != 0 ? 1 : 0
                inY += y != 0 ? 1 : 0
            }
        }
        let result = try Correlation(table)
        if inX == 0 || inY == 0 {
            #expect(result.kendall.reason == .noVariation)
        } else {
            #expect(abs(try #require(result.kendall.value) - excess / (inX * inY).squareRoot()) < 1e-13)
        }
        // Turning one side round turns every sign, and swapping the sides changes nothing.
        let turned = try Correlation(
            TransitionTable(table.cells.map { .init(before: -$0.before, after: $0.after, count: $0.count) }))
        let swapped = try Correlation(
            TransitionTable(table.cells.map { .init(before: $0.after, after: $0.before, count: $0.count) }))
        for (part, limit) in [(\Correlation.pearson, 1e-12), (\.spearman, 1e-14), (\.kendall, 1e-14)] {
            guard let value = result[keyPath: part].value else {
                #expect(turned[keyPath: part].reason == result[keyPath: part].reason)
                continue
            }
            #expect(abs(try #require(turned[keyPath: part].value) + value) < limit)
            #expect(abs(try #require(swapped[keyPath: part].value) - value) < limit)
        }
        #expect(try Correlation(TransitionTable(cells.shuffled(using: &generator))) == result)
    }

    @Test func pearsonIsThatOfCrossMoments() throws {
        var moments = try CrossMoments(items: 2)
        let (x, y) = ([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8])
        for (x, y) in zip(x, y) { try moments.add([x, y]) }
        let matrix = try #require(correlationMatrix(moments.completeCovariance))
        let result = try correlation(x.map(Double.init), y.map(Double.init))
        #expect(isClose(try #require(result.pearson.value), matrix[0][1], 1e-14))
    }

    @Test func degeneratePairsSayWhy() throws {
        let none = try correlation([], [])
        #expect(none.pearson.reason == .noObservations && none.kendall.reason == .noObservations)
        #expect(none.spearmanTest.reason == .noObservations)
        let one = try correlation([1], [2])
        #expect(one.pearson.reason == .tooFew && one.spearman.reason == .tooFew && one.kendallTest.reason == .tooFew)
        let two = try correlation([1, 2], [5, 3])
        #expect(two.pearson.value == -1 && two.pearson.intervalReason == .noVariation)
        #expect(two.pearsonTest.reason == .tooFew && two.kendall.value == -1)
        // S = −1 and its variance 1·2·9/18 = 1.
        #expect(two.kendallTest.statistic == -1)
        let three = try correlation([1, 2, 3], [1, 3, 2])
        #expect(isClose(try #require(three.pearson.value), 0.5, 1e-14) && three.pearson.intervalReason == .tooFew)
        let line = try correlation([1, 2, 3, 4], [2, 4, 6, 8])
        #expect(line.pearson.intervalReason == .noVariation && line.pearsonTest.p == 0)
        #expect(line.pearsonTest.statistic == nil && line.spearman.value == 1 && line.kendall.value == 1)
        let flat = try correlation([1, 2, 3], [4, 4, 4])
        #expect(flat.pearson.reason == .noVariation && flat.spearman.reason == .noVariation)
        #expect(flat.kendall.reason == .noVariation && flat.kendallTest.reason == .noVariation)
        let values = try EstimateMethod.correlation.evaluate(["x": [1, 2, 3, nil], "y": [2, 4, 6, 1]])
        #expect(values.first { $0.name == "pearson_t" }?.reason == .notRepresentable)
        #expect(values.first { $0.name == "n_incomplete" }?.value == 1)
    }

    @Test func manyPairsAreCountedExactlyOrRefused() throws {
        let many = try Correlation(
            TransitionTable([
                .init(before: 1, after: 1, count: 400_000_000), .init(before: 2, after: 2, count: 600_000_000),
                .init(before: 1, after: 2, count: 1),
            ]))
        #expect(try #require(many.kendall.value) > 0.999_999 && many.kendallTest.p == 0)
        #expect(throws: StatisticsError.overflow) {
            try Correlation(
                TransitionTable([
                    .init(before: 1, after: 1, count: .max / 2), .init(before: 2, after: 2, count: .max / 2),
                ]))
        }
    }

    private func check(
        _ result: Correlation, _ pearson: [Double], _ spearman: [Double], _ kendall: [Double],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let pairs = [
            (result.pearson.value, pearson[0]), (result.pearson.interval?.lowerBound, pearson[1]),
            (result.pearson.interval?.upperBound, pearson[2]), (result.pearsonTest.p, pearson[3]),
            (result.spearman.value, spearman[0]), (result.spearmanTest.p, spearman[1]),
            (result.kendall.value, kendall[0]), (result.kendallTest.statistic, kendall[1]),
            (result.kendallTest.p, kendall[2]),
        ]
        for (found, expected) in pairs {
            let found = try #require(found, sourceLocation: sourceLocation)
            #expect(isClose(found, expected, 1e-10), "\(found), expected \(expected)", sourceLocation: sourceLocation)
        }
    }
}
