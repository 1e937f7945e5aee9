import Testing

@testable import Statistics

@Suite struct CrossMomentsTests {
    @Test func sumsAreThoseOfTheRowsByHand() throws {
        var moments = try CrossMoments(items: 2)
        try moments.add([1, 2])
        try moments.add([3, 5], count: 2)
        try moments.add([4, nil])
        try moments.add([nil, nil])
        #expect(moments.rows == 5 && moments.completeRows == 3)
        // x = 1, 3, 3 and y = 2, 5, 5: Σx 7, Σy 12, Σxy 2 + 15 + 15, Σx² 19, Σy² 54.
        #expect(moments.completePairs.map(\.sumOfProducts) == [19, 32, 54])
        #expect(moments.completePairs[1].sumOfFirst == 7 && moments.completePairs[1].sumOfSecond == 12)
        #expect(moments.availablePairs.map(\.n) == [4, 3, 3])
        #expect(moments.availablePairs[0].sumOfFirst == 11)
        // 3 · 32 − 7 · 12 = 12, over 3 · 2.
        #expect(moments.completeCovariance?[0][1] == 2)
        #expect(moments.pairwiseCovariance[1][0] == 2)
        #expect(try moments.available(item: 0).moments.mean == 2.75)
    }

    @Test func coVariancesBelowZeroKeepTheirDigitsFarFromZero() throws {
        // x = m − 1, m, m + 1 and y = −x have the covariance −1, which sums of doubles near 2^120 cannot see.
        let m = 1 << 60
        var moments = try CrossMoments(items: 2)
        for value in [m - 1, m, m + 1] { try moments.add([value, -value]) }
        #expect(moments.completeCovariance == [[1, -1], [-1, 1]])
        #expect(differenceOfProducts(3, 5, 4, 4) == -1)
        // Three values with the sum 3 have squares of at least 3: a difference of −3 must not round to nothing.
        #expect(throws: StatisticsError.valueNotFinite) { try IntegerMoments(n: 3, sum: 3, sumOfSquares: 2) }
        #expect(differenceOfProducts(Int128(1) << 100, Int128(1) << 100, Int128(1) << 100, Int128(1) << 100) == 0)
        #expect(differenceOfProducts(0, 0, Int128(1) << 64, Int128(1) << 64) == -0x1p128)
        #expect(throws: StatisticsError.overflow) { try moments.add([.max, .max], count: .max) }
        #expect(moments.rows == 3)
    }

    @Test(arguments: 0..<60) func mergedPartsAreTheWholeInAnyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator)
        let whole = try moments(rows)
        let cut = Int.random(in: 0...rows.count, using: &generator)
        let merged = try moments(rows[cut...].shuffled(using: &generator)).merging(moments(rows[..<cut].reversed()))
        #expect(merged == whole)
        #expect(
            try CrossMoments(
                items: 4, rows: whole.rows, completePairs: whole.completePairs, availablePairs: whole.availablePairs)
                == whole)
    }

    @Test(arguments: 0..<60) func reversingTheSumsIsReversingTheRows(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator)
        let items = Set((0..<4).filter { _ in Bool.random(using: &generator) })
        let mapped = rows.map { row in
            row.enumerated().map { index, answer in items.contains(index) ? answer.map { 8 - $0 } : answer }
        }
        let reversed = try moments(rows).reversing(items: items, low: 1, high: 7)
        #expect(try reversed == moments(mapped))
        #expect(try reversed.reversing(items: items, low: 0, high: 8) == moments(rows))
    }

    @Test(arguments: 0..<40) func decimalsOfPartsMayDiffer(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let rows = randomRows(&generator)
        let fine = try moments(rows.map { $0.map { $0.map { $0 * 100 } } }, places: 2)
        #expect(try fine == moments(rows).rescaled(toPlaces: 2))
        #expect(try moments(rows).merging(fine) == fine.merging(fine))
        #expect(try fine.merging(moments(rows)) == fine.merging(fine))
        let (left, right) = (fine.completeCovariance, try moments(rows.map { $0.map { $0.map { $0 * 100 } } }))
        for (one, other) in zip(left ?? [], right.completeCovariance ?? []) {
            for (hundredths, whole) in zip(one, other) { #expect(isClose(hundredths * 10_000, whole, 1e-14)) }
        }
    }

    @Test func sumsThatNoRowsHaveAreRefused() throws {
        var moments = try CrossMoments(items: 2)
        for row in [[1, 2], [3, 1], [2, 2], [5, nil]] { try moments.add(row) }
        let (complete, available) = (moments.completePairs, moments.availablePairs)
        func pair(_ n: Int, _ x: Int128, _ y: Int128, _ xy: Int128) -> CrossMoments.Pair {
            CrossMoments.Pair(n: n, sumOfFirst: x, sumOfSecond: y, sumOfProducts: xy)
        }
        func isRefused(
            rows: Int = 4, _ change: (inout [CrossMoments.Pair], inout [CrossMoments.Pair]) -> Void
        ) -> Bool {
            var (first, second) = (complete, available)
            change(&first, &second)
            do {
                _ = try CrossMoments(items: 2, rows: rows, completePairs: first, availablePairs: second)
                return false
            } catch {
                return error == .scale(.impossibleSums)
            }
        }
        #expect(!isRefused { _, _ in })
        #expect(isRefused(rows: 3) { _, _ in })
        // Σx² below (Σx)² / n, both sums of an item unlike, a pair beyond Cauchy and Schwarz, n of the pair unlike.
        #expect(isRefused { complete, _ in complete[0] = pair(3, 6, 6, 11) })
        #expect(isRefused { complete, _ in complete[0] = pair(3, 6, 7, 14) })
        #expect(
            isRefused { complete, available in
                complete[1] = pair(3, 6, 5, 99)
                available[1] = complete[1]
            })
        #expect(isRefused { complete, _ in complete[1] = pair(2, 6, 5, 9) })
        // Less is available than is complete; the pair differs from the complete one in no row, and yet in its sums.
        #expect(isRefused { _, available in available[0] = pair(2, 6, 6, 18) })
        #expect(isRefused { _, available in available[1] = pair(3, 6, 5, 10) })
        #expect(throws: StatisticsError.scale(.itemsDiffer(expected: 3, found: 1))) {
            try CrossMoments(items: 2, rows: 4, completePairs: [pair(3, 6, 6, 14)], availablePairs: available)
        }
        #expect(throws: StatisticsError.negativeCount(-1)) {
            try CrossMoments(items: 2, rows: -1, completePairs: complete, availablePairs: available)
        }
    }

    @Test func rowsAndPartsOfAnotherSizeAreRefused() throws {
        var moments = try CrossMoments(items: 2)
        #expect(throws: StatisticsError.scale(.itemsDiffer(expected: 2, found: 1))) { try moments.add([1]) }
        #expect(throws: StatisticsError.negativeCount(-2)) { try moments.add([1, 2], count: -2) }
        #expect(throws: StatisticsError.scale(.itemsDiffer(expected: 2, found: 3))) {
            try moments.merging(CrossMoments(items: 3))
        }
        #expect(throws: StatisticsError.scale(.tooManyItems(.max))) { try CrossMoments(items: .max) }
        #expect(throws: StatisticsError.scale(.tooManyPlaces(19))) { try CrossMoments(items: 2, places: 19) }
        #expect(throws: StatisticsError.scale(.noSuchItem(2, items: 2))) {
            try moments.reversing(items: [2], low: 1, high: 5)
        }
        #expect(throws: StatisticsError.scale(.unfit([.rangeEmpty(low: 5, high: 1)]))) {
            try moments.reversing(items: [0], low: 5, high: 1)
        }
        #expect(StatisticsError.scale(.impossibleSums).code == "statistics.impossible-sums")
    }

    private func moments(_ rows: some Sequence<[Int?]>, places: Int = 0) throws -> CrossMoments {
        var moments = try CrossMoments(items: 4, places: places)
        for row in rows { try moments.add(row) }
        return moments
    }

    private func randomRows(_ generator: inout SeededGenerator) -> [[Int?]] {
        (0..<Int.random(in: 0...30, using: &generator)).map { _ in
            (0..<4).map { _ in
                Int.random(in: 0..<6, using: &generator) == 0 ? nil : Int.random(in: 1...7, using: &generator)
            }
        }
    }
}
