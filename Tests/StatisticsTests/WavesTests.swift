import Testing

@testable import Statistics

@Suite struct WavesTests {
    /// Times of rounding first base by three methods, 22 players: Hollander and Wolfe (1973), p. 140, as in R's
    /// `?friedman.test`, which prints χ² = 11.143, df = 2, p = 0.003805; more digits by scipy 1.17.1
    /// `stats.friedmanchisquare(*columns)`.
    private let rounding: [[Double]] = [
        [5.40, 5.50, 5.55], [5.85, 5.70, 5.75], [5.20, 5.60, 5.50], [5.55, 5.50, 5.40], [5.90, 5.85, 5.70],
        [5.45, 5.55, 5.60], [5.40, 5.40, 5.35], [5.45, 5.50, 5.35], [5.25, 5.15, 5.00], [5.85, 5.80, 5.70],
        [5.25, 5.20, 5.10], [5.65, 5.55, 5.45], [5.60, 5.35, 5.45], [5.05, 5.00, 4.95], [5.50, 5.50, 5.40],
        [5.45, 5.55, 5.50], [5.55, 5.55, 5.35], [5.45, 5.50, 5.55], [5.50, 5.45, 5.25], [5.65, 5.60, 5.40],
        [5.70, 5.65, 5.55], [6.30, 6.30, 6.25],
    ]

    private func table(_ rows: [[Double]]) throws -> JointTable {
        try JointTable(waves: rows.first?.count ?? 3, rows.map { JointTable.Cell(values: $0, count: 1) })
    }

    @Test func friedmansTestIsThatOfHollanderAndWolfe() throws {
        let result = try Friedman(try table(rounding))
        #expect(isClose(try #require(result.test.statistic), 11.142857142857132, 1e-12))
        #expect(result.test.degreesOfFreedom == 2)
        #expect(isClose(try #require(result.test.p), 0.003805040775511383, 1e-10))
        #expect(isClose(try #require(result.kendallsW.value), 0.253246753246753, 1e-12))
        #expect(result.pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
    }

    /// A Likert item at four waves with many ties; scipy 1.17.1 `friedmanchisquare` and `rankdata(axis=1)`.
    private let likert: [JointTable.Cell] = [
        .init(values: [1, 2, 2, 3], count: 4), .init(values: [2, 2, 3, 3], count: 7),
        .init(values: [3, 3, 3, 3], count: 5), .init(values: [3, 4, 4, 5], count: 6),
        .init(values: [4, 4, 3, 5], count: 3), .init(values: [5, 4, 4, 4], count: 2),
        .init(values: [2, 3, 5, 1], count: 1), .init(values: [4, 5, 5, 5], count: 8),
    ]

    @Test func tiesAreCorrectedAsInSciPy() throws {
        let result = try Friedman(try JointTable(waves: 4, likert))
        #expect(isClose(try #require(result.test.statistic), 45.37037037037037, 1e-12))
        #expect(isClose(try #require(result.test.p), 7.718796379764325e-10, 1e-9))
        #expect(isClose(try #require(result.kendallsW.value), 0.42009602194787377, 1e-12))
        let ranks = [1.625, 2.4027777777777777, 2.6944444444444446, 3.2777777777777777]
        for (found, expected) in zip(result.meanRanks, ranks) { #expect(isClose(found, expected, 1e-12)) }
        let first = try #require(result.pairs.first)
        let transitions = try #require(try JointTable(waves: 4, likert).transitions(from: 0, to: 1))
        #expect(first.wilcoxon == WilcoxonSignedRank(change: try transitions.change()))
        let adjusted = result.adjustedP()
        #expect(adjusted == (try MultipleComparison.holm.adjusted(result.pairs.map(\.wilcoxon.test.p))))
        #expect(adjusted.count == 6)
    }

    @Test func orderAndPartsOfTheTableChangeNothing() throws {
        let whole = try JointTable(waves: 4, likert)
        let parts = try JointTable(waves: 4, likert[4...].reversed()).merging(try JointTable(waves: 4, likert[..<4]))
        #expect(parts == whole)
        #expect(try Friedman(parts) == Friedman(whole))
        let doubled = try whole.merging(whole)
        #expect(doubled.n == 72)
        let statistic = try #require(try Friedman(doubled).test.statistic)
        #expect(isClose(statistic, 2 * 45.37037037037037, 1e-12))
        // Only the order of a person's values counts.
        let shifted = try JointTable(
            waves: 4, likert.map { JointTable.Cell(values: $0.values.map { $0 * 3 - 40 }, count: $0.count) })
        #expect(try Friedman(shifted).test == Friedman(whole).test)
    }

    @Test func wavesWithoutChangeHaveReasons() throws {
        #expect(try Friedman(try JointTable(waves: 3, [])).test.reason == .noObservations)
        let same = try Friedman(try table([[2, 2, 2], [4, 4, 4]]))
        #expect(same.test.reason == .noChange && same.kendallsW.reason == .noChange)
        #expect(same.meanRanks == [2, 2, 2] && same.adjustedP() == [nil, nil, nil])
        let single = try Friedman(try JointTable(waves: 1, [JointTable.Cell(values: [1], count: 5)]))
        #expect(single.test.reason == .tooFew && single.pairs.isEmpty)
        let none = try Friedman(try JointTable(waves: 0, [JointTable.Cell(values: [], count: 5)]))
        #expect(none.test.reason == .tooFew)
        let one = try Friedman(try table([[1, 2, 3]]))
        #expect(one.test.statistic == 2 && one.kendallsW.value == 1)
        #expect(throws: StatisticsError.raggedTable(expected: 3, found: 2)) {
            try JointTable(waves: 3, [JointTable.Cell(values: [1, 2], count: 1)])
        }
        #expect(throws: StatisticsError.negativeCount(-1)) {
            try JointTable(waves: 1, [JointTable.Cell(values: [1], count: -1)])
        }
        #expect(try JointTable(waves: 1, [JointTable.Cell(values: [1], count: 1)]).transitions(from: 0, to: 1) == nil)
    }
}
