import Testing

@testable import Statistics

@Suite struct WholeNumberTests {
    @Test(arguments: [1, 2, 3, 7, 100, 4_097]) func numbersBelowABoundAreEquallyLikely(bound: Int) {
        var generator = CounterGenerator(seed: 11, replicate: bound)
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<bound * 400 { counts[generator.whole(below: bound)] += 1 }
        let statistic = counts.reduce(0.0) { $0 + Double(($1 - 400) * ($1 - 400)) / 400 }
        let freedom = Double(bound - 1)
        #expect(statistic <= freedom + 4.5 * (2 * freedom).squareRoot())
    }

    /// With 3 · 2⁶¹ numbers, 2⁶⁴ words give three words to two of three numbers and two to the third, if none is taken anew.
    @Test func noNumberOfALargeBoundIsMoreLikely() {
        var generator = CounterGenerator(seed: 12, replicate: 0)
        let bound = 3 << 61
        var counts = [0, 0, 0]
        for _ in 0..<30_000 {
            let number = generator.whole(below: bound)
            #expect((0..<bound).contains(number))
            counts[number % 3] += 1
        }
        // 10,000 each, give or take five standard deviations of 82; with the bias 11,250 and 7,500.
        #expect(counts.allSatisfy { abs($0 - 10_000) < 410 }, "\(counts)")
    }

    @Test func boundsOfNothing() {
        var generator = CounterGenerator(seed: 12, replicate: 0)
        #expect(generator.whole(below: 0) == 0 && generator.whole(below: -3) == 0 && generator.whole(below: 1) == 0)
    }

    /// scipy 1.17.1 `stats.hypergeom(50, 17, 20).pmf`, and the same by the three other ways to name the groups.
    @Test(arguments: [(17, 20), (33, 20), (17, 30), (33, 30)])
    func hypergeometricCountsHaveTheirChances(marked: Int, drawn: Int) {
        let chances = [
            1.2161596018899216e-05, 0.0002953530461732667, 0.0029929108678891023, 0.016835123631876198,
            0.058922932711566706, 0.13617744448895414, 0.21501701761413813, 0.23651871937555197,
            0.18302043761203426, 0.09982932960656413, 0.038195569588598446, 0.010127613148492013,
            0.0018229703667285624, 0.00021573613807438614, 1.598045467217675e-05, 6.848766288075749e-07,
            1.4760272172577047e-08, 1.1576684056923171e-10,
        ]
        var counts = [Int](repeating: 0, count: chances.count)
        for replicate in 0..<40_000 {
            var generator = CounterGenerator(seed: 3, replicate: replicate)
            var found = generator.hypergeometric(population: 50, marked: marked, drawn: drawn)
            if marked == 33 { found = drawn - found }
            if drawn == 30 { found = 17 - found }
            counts[found] += 1
        }
        // The cells of 3 to 10 expect 40 or more; what is outside counts as one.
        let rest = chances[..<3].reduce(0, +) + chances[11...].reduce(0, +)
        let outside = counts[..<3].reduce(0, +) + counts[11...].reduce(0, +)
        let cells = zip(counts[3...10], chances[3...10]).map { ($0, $1) } + [(outside, rest)]
        let statistic = cells.reduce(0.0) {
            $0 + (Double($1.0) - 40_000 * $1.1) * (Double($1.0) - 40_000 * $1.1) / (40_000 * $1.1)
        }
        #expect(statistic < 31.83, "one in ten thousand passes this with 8 degrees of freedom")
    }
}
