import Testing

@testable import Statistics

@Suite struct MarginalHomogeneityTests {
    private func result(_ counts: [[Int]]) throws -> MarginalHomogeneity {
        MarginalHomogeneity(try TransitionTable(levels: (0..<counts.count).map(Double.init), counts: counts))
    }

    /// Unaided vision of 7,477 women, right by left eye: Stuart (1955) has χ² = 11.96 on 3 degrees of freedom, Bowker's test
    /// 19.11 on 6; more digits by statsmodels 0.15.0 `SquareTable(t).homogeneity()` and `.symmetry()`.
    @Test func visionOfWomenIsAsStuartPublished() throws {
        let counts = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
        let found = try result(counts)
        #expect(isClose(try #require(found.stuartMaxwell.statistic), 11.956569622982544, 1e-10))
        #expect(isClose(try #require(found.stuartMaxwell.p), 0.007533425054800591, 1e-9))
        #expect(found.stuartMaxwell.degreesOfFreedom == 3)
        #expect(isClose(try #require(found.bowker.statistic), 19.106550215266772, 1e-12))
        #expect(isClose(try #require(found.bowker.p), 0.003987419840428568, 1e-10))
        #expect(found.bowker.degreesOfFreedom == 6)
        // Row and column totals: 1976 and 1907, 2256 and 2222, 2456 and 2507, 789 and 841.
        #expect(found.shifts == [-69, -34, 51, 52])
    }

    /// statsmodels 0.15.0, as above.
    @Test func smallTablesAreThoseOfStatsmodels() throws {
        let found = try result([[10, 5, 2], [3, 12, 7], [1, 2, 20]])
        #expect(isClose(try #require(found.stuartMaxwell.statistic), 3.2195121951219576, 1e-12))
        #expect(isClose(try #require(found.stuartMaxwell.p), 0.19993637309772816, 1e-10))
        #expect(isClose(try #require(found.bowker.statistic), 3.6111111111111107, 1e-12))
        #expect(isClose(try #require(found.bowker.p), 0.3066347213170795, 1e-10))
    }

    @Test func levelsWithoutMovesAreLeftOut() throws {
        let plain = try result([[10, 5, 2], [3, 12, 7], [1, 2, 20]])
        // Level 1 is used by nobody who moves, level 3 by nobody at all.
        let wide = try result([
            [10, 0, 5, 0, 2], [0, 44, 0, 0, 0], [3, 0, 12, 0, 7], [0, 0, 0, 0, 0], [1, 0, 2, 0, 20],
        ])
        #expect(isClose(try #require(wide.stuartMaxwell.statistic), try #require(plain.stuartMaxwell.statistic), 1e-12))
        #expect(wide.stuartMaxwell.degreesOfFreedom == 2 && wide.bowker.degreesOfFreedom == 3)
        #expect(wide.bowker.statistic == plain.bowker.statistic)
    }

    @Test func twoLevelsAreMcNemarsTestAndBlocksAddUp() throws {
        let pair = try result([[30, 12], [5, 9]])
        let mcNemar = McNemar(try PairedYesNo(yesYes: 30, yesNo: 12, noYes: 5, noNo: 9)).chiSquare
        #expect(isClose(try #require(pair.stuartMaxwell.statistic), try #require(mcNemar.statistic), 1e-12))
        #expect(isClose(try #require(pair.bowker.statistic), try #require(mcNemar.statistic), 1e-12))
        // Two pairs of levels that exchange only within: 49/17 + 49/11, two degrees of freedom (scipy 1.17.1 chi2.sf).
        let blocks = try result([[1, 12, 0, 0], [5, 1, 0, 0], [0, 0, 1, 9], [0, 0, 2, 1]])
        #expect(isClose(try #require(blocks.stuartMaxwell.statistic), 7.336898395721924, 1e-12))
        #expect(blocks.stuartMaxwell.degreesOfFreedom == 2)
        #expect(isClose(try #require(blocks.stuartMaxwell.p), 0.025516009561905043, 1e-10))
        #expect(blocks.bowker.degreesOfFreedom == 2)
    }

    @Test func tablesWithoutMovesHaveReasons() throws {
        #expect(try result([]).stuartMaxwell.reason == .noObservations)
        let still = try result([[4, 0], [0, 7]])
        #expect(still.stuartMaxwell.reason == .noChange && still.bowker.reason == .noChange)
        #expect(still.shifts == [0, 0])
        let measured = MarginalHomogeneity(
            try TransitionTable((0..<600).map { .init(before: Double($0), after: Double($0) / 2, count: 1) }))
        #expect(measured.stuartMaxwell.reason == .tooLarge && measured.levels == [])
    }

    @Test(arguments: 0..<60) func swappingTheWavesLeavesTheTests(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let size = Int.random(in: 2...6, using: &generator)
        let counts = (0..<size).map { _ in (0..<size).map { _ in max(0, Int.random(in: -4...6, using: &generator)) } }
        let there = try result(counts)
        let back = try result((0..<size).map { (i) in (0..<size).map { counts[$0][i] } })
        #expect(there.stuartMaxwell.reason == back.stuartMaxwell.reason)
        if let a = there.stuartMaxwell.statistic, let b = back.stuartMaxwell.statistic {
            #expect(abs(a - b) <= 1e-9 * max(1, a))
        }
        #expect(there.bowker == back.bowker)
        #expect(there.shifts == back.shifts.map { -$0 } && there.shifts.reduce(0, +) == 0)
    }
}
