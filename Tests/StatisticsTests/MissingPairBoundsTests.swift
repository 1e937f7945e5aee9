import Testing

@testable import Statistics

@Suite struct MissingPairBoundsTests {
    /// Ten pairs on a scale of 1 to 5: six went from 2 to 4, four stayed at 3. The sum of changes is 12.
    private func pairs() throws -> TransitionTable {
        try TransitionTable([
            TransitionTable.Cell(before: 2, after: 4, count: 6), TransitionTable.Cell(before: 3, after: 3, count: 4),
        ])
    }

    @Test func knownValuesBeforeGiveTheTighterBounds() throws {
        // Two of the unmatched had 2, three had 5: sums of change from 2·(−1) + 3·(−4) = −14 to 2·3 + 3·0 = 6.
        let unmatched = try Distribution([.init(value: 2, count: 2), .init(value: 5, count: 3)])
        let bounds = try MissingPairBounds(try pairs(), unmatched: unmatched, scale: 1...5)
        #expect(bounds.n == 15 && bounds.unmatched == 5)
        #expect(bounds.observedChange.value == 1.2 && bounds.observedImproved.value == 0.6)
        let change = try #require(bounds.meanChange)
        #expect(isClose(change.lowerBound, -2.0 / 15, 1e-14) && isClose(change.upperBound, 18.0 / 15, 1e-14))
        // Who is at 5 already cannot improve.
        let share = try #require(bounds.shareImproved)
        #expect(isClose(share.lowerBound, 6.0 / 15, 1e-14) && isClose(share.upperBound, 8.0 / 15, 1e-14))
        let down = try MissingPairBounds(try pairs(), unmatched: unmatched, scale: 1...5, higherIsBetter: false)
        #expect(down.shareImproved == 0...(5.0 / 15) && down.meanChange == bounds.meanChange)
    }

    @Test func aNumberAloneGivesTheWidestBounds() throws {
        let bounds = try MissingPairBounds(try pairs(), unmatchedCount: 5, scale: 1...5)
        let change = try #require(bounds.meanChange)
        #expect(isClose(change.lowerBound, -8.0 / 15, 1e-14) && isClose(change.upperBound, 32.0 / 15, 1e-14))
        #expect(bounds.shareImproved == (6.0 / 15)...(11.0 / 15))
        let none = try MissingPairBounds(try pairs(), unmatchedCount: 0, scale: 1...5)
        #expect(none.meanChange == 1.2...1.2 && none.shareImproved == 0.6...0.6)
    }

    @Test func emptyTablesAndForeignValuesHaveADefinedAnswer() throws {
        let empty = try TransitionTable([TransitionTable.Cell]())
        let nobody = try MissingPairBounds(empty, unmatchedCount: 0, scale: 1...5)
        #expect(nobody.observedChange.reason == .noObservations && nobody.meanChange == nil)
        let unmatched = try MissingPairBounds(empty, unmatchedCount: 3, scale: 1...5)
        #expect(unmatched.observedImproved.reason == .noObservations)
        #expect(unmatched.meanChange == -4...4 && unmatched.shareImproved == 0...1)
        #expect(try MissingPairBounds(empty, unmatchedCount: 3, scale: 2...2).shareImproved == 0...0)
        #expect(throws: StatisticsError.negativeCount(-1)) {
            try MissingPairBounds(empty, unmatchedCount: -1, scale: 1...5)
        }
        #expect(throws: StatisticsError.unexpectedValue(4, column: "after", allowed: "1.0 to 3.0")) {
            try MissingPairBounds(try pairs(), unmatchedCount: 1, scale: 1...3)
        }
        #expect(throws: StatisticsError.overflow) {
            try MissingPairBounds(try pairs(), unmatchedCount: Int.max, scale: 1...5)
        }
    }

    /// Whatever the unmatched would have answered, the complete table is within the bounds.
    @Test(arguments: 0..<100) func everyCompletionIsWithinTheBounds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func cells(_ count: Int) -> [TransitionTable.Cell] {
            (0..<count).map { _ in
                TransitionTable.Cell(
                    before: Double(Int.random(in: 1...5, using: &generator)),
                    after: Double(Int.random(in: 1...5, using: &generator)), count: 1)
            }
        }
        let matched = cells(Int.random(in: 1...20, using: &generator))
        let missing = cells(Int.random(in: 1...10, using: &generator))
        let bounds = try MissingPairBounds(
            try TransitionTable(matched), unmatched: try Distribution(values: missing.map(\.before)), scale: 1...5)
        let loose = try MissingPairBounds(try TransitionTable(matched), unmatchedCount: missing.count, scale: 1...5)
        let complete = try PairedChange(try TransitionTable(matched + missing))
        let (tight, wide) = (try #require(bounds.meanChange), try #require(loose.meanChange))
        let change = try #require(complete.meanChange.value)
        #expect(tight.lowerBound - 1e-12 <= change && change <= tight.upperBound + 1e-12)
        #expect(wide.lowerBound <= tight.lowerBound + 1e-12 && tight.upperBound <= wide.upperBound + 1e-12)
        let share = try #require(complete.improved.share().value)
        #expect(try #require(bounds.shareImproved).contains(share))
    }
}
