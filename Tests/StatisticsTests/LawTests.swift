import Testing

@testable import Statistics

/// A generator that gives the same numbers for the same seed (SplitMix64), so that a failure names its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct LawTests {
    @Test(arguments: 0..<200) func mergedMomentsAreThoseOfTheUnion(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        // Far from zero, where sums of squares would lose every digit of the spread.
        let values = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
            1e9 + Double(Int.random(in: -50...50, using: &generator)) / 8
        }
        let cut = Int.random(in: 0...values.count, using: &generator)
        let merged = try moments(values[..<cut]).merging(moments(values[cut...]))
        let direct = try Distribution(values: values).moments
        #expect(merged.n == direct.n)
        #expect(isClose(merged.mean, direct.mean, 1e-15))
        #expect(abs(merged.sumOfSquaredDeviations - direct.sumOfSquaredDeviations) < 1e-3)
        // Shifting by 1e9 leaves the spread as it is: eighths are exact in binary, so nearly every digit stays.
        let near = try Distribution(values: values.map { $0 - 1e9 }).moments
        #expect(isClose(direct.sumOfSquaredDeviations, near.sumOfSquaredDeviations, 1e-12))
    }

    private func moments(_ values: ArraySlice<Double>) throws -> Moments {
        var moments = Moments()
        for value in values { try moments.add(value) }
        return moments
    }

    @Test(arguments: 0..<200) func integerMomentsMergeExactlyInAnyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            Int64.random(in: -4_000_000_000_000...4_000_000_000_000, using: &generator)
        }
        var forward = IntegerMoments()
        for value in values { try forward.add(value) }
        let cut = Int.random(in: 0...values.count, using: &generator)
        var (left, right) = (IntegerMoments(), IntegerMoments())
        for value in values[cut...].reversed() { try right.add(value) }
        for value in values[..<cut].shuffled(using: &generator) { try left.add(value) }
        #expect(try right.merging(left) == forward)
        let direct = try Distribution(values: values.map(Double.init)).moments
        #expect(isClose(forward.moments.sumOfSquaredDeviations, direct.sumOfSquaredDeviations, 1e-13))
        #expect(
            try IntegerMoments(n: forward.n, sum: forward.sum, sumOfSquares: forward.sumOfSquares) == forward)
    }

    @Test func integerMomentsKeepEveryDigitNextToTheLargestNumbers() throws {
        // x = m − 1, m, m + 1 has squared deviations 1 + 0 + 1, which a double sum of squares near 2^120 cannot see.
        let m: Int64 = 1 << 60
        var moments = IntegerMoments()
        for value in [m - 1, m, m + 1] { try moments.add(value) }
        #expect(moments.moments.sumOfSquaredDeviations == 2)
        #expect(throws: StatisticsError.overflow) { try moments.add(.max, count: .max) }
    }

    @Test(arguments: 0..<60) func swappingWavesFlipsSigns(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cells = randomCells(&generator)
        let forward = try PairedChange(try TransitionTable(cells))
        let backward = try PairedChange(
            try TransitionTable(cells.map { .init(before: $0.after, after: $0.before, count: $0.count) }))
        #expect(forward.before == backward.after)
        #expect(forward.improved == backward.worsened && forward.same == backward.same)
        expectFlipped(forward.meanChange, backward.meanChange)
        expectFlipped(forward.cohensDz, backward.cohensDz)
        expectFlipped(forward.hedgesGz, backward.hedgesGz)
        expectFlipped(forward.dAv, backward.dAv)
        expectFlipped(forward.dRm, backward.dRm)
        expectFlipped(forward.wilcoxon.matchedRankBiserial, backward.wilcoxon.matchedRankBiserial)
        #expect(forward.signTest.p == backward.signTest.p)
        #expect(forward.wilcoxon.positiveRankSum == backward.wilcoxon.negativeRankSum)
        for (left, right) in [
            (forward.pairedT.p, backward.pairedT.p),
            (forward.wilcoxon.test.p, backward.wilcoxon.test.p),
            (forward.wilcoxon.exactConditional?.p, backward.wilcoxon.exactConditional?.p),
            (forward.wilcoxon.pratt.p, backward.wilcoxon.pratt.p),
        ] {
            #expect(left.flatMap { left in right.map { isClose(left, $0, 1e-10) } } ?? (left == right))
        }
    }

    @Test(arguments: 0..<60) func orderOfRowsChangesNothing(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cells = randomCells(&generator)
        let shuffled = cells.shuffled(using: &generator)
        #expect(try PairedChange(try TransitionTable(cells)) == PairedChange(try TransitionTable(shuffled)))
        let values = cells.map(\.before)
        #expect(
            try Distribution(values: values) == Distribution(values: values.shuffled(using: &generator)))
        let counts = cells.map(\.count)
        #expect(try Diversity(counts: counts) == Diversity(counts: counts.shuffled(using: &generator)))
        let rows = cells.map { EventTable.Row(time: abs($0.before), events: $0.count, censored: 1) }
        let curve = KaplanMeier(try EventTable(rows))
        #expect(KaplanMeier(try EventTable(rows.shuffled(using: &generator))) == curve)
    }

    @Test(arguments: 0..<60) func countedRowsGiveWhatRepeatedRowsGive(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let cells = randomCells(&generator)
        let repeated = cells.flatMap { (cell) in
            [TransitionTable.Cell](
                repeating: .init(before: cell.before, after: cell.after, count: 1), count: cell.count)
        }
        #expect(try TransitionTable(cells) == TransitionTable(repeated))
        let cut = Int.random(in: 0...repeated.count, using: &generator)
        let merged = try TransitionTable(repeated[..<cut]).merging(TransitionTable(repeated[cut...]))
        #expect(try merged == TransitionTable(cells))
    }

    @Test(arguments: 0..<60) func sharesAndCurvesStayBetweenZeroAndOne(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let n = Int.random(in: 1...40, using: &generator)
        let proportion = try Proportion(Int.random(in: 0...n, using: &generator), of: n)
        for method in [Proportion.IntervalMethod.wilson, .wilsonCorrected, .clopperPearson] {
            let share = proportion.share(method: method)
            let (value, interval) = (try #require(share.value), try #require(share.interval))
            #expect(interval.lowerBound >= 0 && interval.upperBound <= 1 && interval.contains(value))
        }
        let rows = (0..<n).map { _ in
            EventTable.Row(
                time: Double(Int.random(in: 0...12, using: &generator)),
                events: Int.random(in: 0...2, using: &generator), censored: Int.random(in: 0...1, using: &generator))
        }
        for scale in KaplanMeier.IntervalScale.allCases {
            let points = KaplanMeier(try EventTable(rows), scale: scale).points
            for (earlier, later) in zip(points, points.dropFirst()) { #expect(later.survival <= earlier.survival) }
            for point in points {
                #expect((0...1).contains(point.survival))
                #expect(point.interval.map { $0.contains(point.survival) && $0.lowerBound >= 0 } ?? true)
            }
        }
    }

    @Test(arguments: 0..<60) func adjustingKeepsOrderAndNeverLowersP(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let family = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
            Bool.random(using: &generator) ? Double.random(in: 0...1, using: &generator) : nil
        }
        for procedure in MultipleComparison.allCases {
            let adjusted = try procedure.adjusted(family)
            for (p, q) in zip(family, adjusted) {
                #expect((p == nil) == (q == nil))
                if let p, let q { #expect(q >= p - 1e-15 && q <= 1) }
            }
            let pairs = zip(family, adjusted).compactMap { (p, q) in p.flatMap { p in q.map { (p, $0) } } }
                .sorted { $0.0 < $1.0 }
            for (left, right) in zip(pairs, pairs.dropFirst()) { #expect(left.1 <= right.1) }
        }
    }

    private func randomCells(_ generator: inout SeededGenerator) -> [TransitionTable.Cell] {
        (0..<Int.random(in: 3...12, using: &generator)).map { _ in
            TransitionTable.Cell(
                before: Double(Int.random(in: 1...50, using: &generator)) / 10,
                after: Double(Int.random(in: 1...60, using: &generator)) / 10,
                count: Int.random(in: 1...4, using: &generator))
        }
    }

    private func expectFlipped(_ left: Estimate, _ right: Estimate, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let first = left.value, let second = right.value else {
            #expect(left.reason == right.reason, sourceLocation: sourceLocation)
            return
        }
        #expect(abs(first + second) <= 1e-12 * max(1, abs(first)), sourceLocation: sourceLocation)
        guard let (one, two) = left.interval.flatMap({ one in right.interval.map { (one, $0) } }) else { return }
        #expect(
            abs(one.lowerBound + two.upperBound) <= 1e-8 * max(1, abs(one.lowerBound)), sourceLocation: sourceLocation)
        #expect(
            abs(one.upperBound + two.lowerBound) <= 1e-8 * max(1, abs(one.upperBound)), sourceLocation: sourceLocation)
    }
}
