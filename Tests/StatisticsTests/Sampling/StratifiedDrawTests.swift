import Testing

@testable import Statistics

@Suite struct StratifiedDrawTests {
    private func units(_ stratum: String, _ count: Int) -> [StratifiedDraw.Unit] {
        (0..<count).map { StratifiedDraw.Unit("\(stratum)-\($0)", stratum: stratum) }
    }

    @Test func everyoneIsDrawnOrInReserveOnce() throws {
        let list = units("young", 9) + units("old", 4) + units("none", 3)
        let draw = try StratifiedDraw(list, sizes: ["young": 5, "old": 4, "none": 0], seed: 42)
        #expect(draw.parts.map(\.stratum) == ["none", "old", "young"] && draw.seed == 42)
        #expect(draw.parts.map(\.drawn.count) == [0, 4, 5] && draw.parts.map(\.reserve.count) == [3, 0, 4])
        for part in draw.parts {
            let own = list.filter { $0.stratum == part.stratum }.map(\.identifier)
            #expect((part.drawn + part.reserve).sorted() == own.sorted())
        }
    }

    @Test(arguments: 0..<100) func neitherOrderNorOtherStrataMatter(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let list = units("a", Int.random(in: 1...40, using: &generator)) + units("b", 12)
        let count = list.count - 12
        let size = Int.random(in: 0...count, using: &generator)
        let draw = try StratifiedDraw(list, sizes: ["a": size, "b": 5], seed: seed)
        let shuffled = try StratifiedDraw(list.shuffled(using: &generator), sizes: ["a": size, "b": 5], seed: seed)
        #expect(draw == shuffled)
        let alone = try StratifiedDraw(list.prefix(count), sizes: ["a": size], seed: seed)
        #expect(alone.parts[0] == draw.parts[0])
        // More of the same seed keep those drawn, and take the reserve in its order.
        let all = try StratifiedDraw(list, sizes: ["a": count, "b": 12], seed: seed)
        #expect(all.parts[0].drawn == draw.parts[0].drawn + draw.parts[0].reserve)
    }

    /// The draw of a seed is to be the same in every release: whoever checks one has the seed and the list. A second program, in
    /// Python 3 by the doc comments alone, drew these.
    @Test func aSeedGivesThisDraw() throws {
        let draw = try StratifiedDraw(units("a", 10), sizes: ["a": 4], seed: 2_026)
        #expect(draw.parts[0].drawn == ["a-4", "a-6", "a-2", "a-3"])
        #expect(draw.parts[0].reserve == ["a-0", "a-5", "a-1", "a-8", "a-7", "a-9"])
    }

    @Test func seedsDiffer() throws {
        let list = units("a", 30)
        let draws = try (0..<200).map { try StratifiedDraw(list, sizes: ["a": 10], seed: $0).parts[0].drawn }
        #expect(Set(draws).count == 200)
    }

    /// 3 of 7 in 21,000 draws: each unit is drawn 9,000 times on average, each of the 35 sets of three 600 times, each unit stands
    /// in each place 3,000 times.
    @Test func everyUnitAndEverySetHasTheSameChance() throws {
        let list = units("a", 7)
        var (single, sets, places): ([String: Int], [Set<String>: Int], [String: Int]) = ([:], [:], [:])
        for seed in 0..<21_000 {
            let part = try StratifiedDraw(list, sizes: ["a": 3], seed: UInt64(seed)).parts[0]
            for unit in part.drawn { single[unit, default: 0] += 1 }
            sets[Set(part.drawn), default: 0] += 1
            for (place, unit) in (part.drawn + part.reserve).enumerated() {
                places["\(place) \(unit)", default: 0] += 1
            }
        }
        func chiSquare(_ counts: some Sequence<Int>, _ expected: Double) -> Double {
            counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        }
        #expect(single.count == 7 && sets.count == 35 && places.count == 49)
        // Each statistic stays below the quantile of χ² that one in ten thousand passes: with 6, 34 and 36 degrees of freedom
        // 27.86, 73.48 and 76.36 (SciPy 1.17.1). Draws of three of seven vary by 4/6 of independent ones.
        #expect(chiSquare(single.values, 9_000) * 6 / 4 < 27.86)
        #expect(chiSquare(sets.values, 600) < 73.48)
        // The 49 places are a Latin square's counts: all rows and columns are fixed, 36 are free, and vary by 7/6.
        #expect(chiSquare(places.values, 3_000) * 6 / 7 < 76.36)
    }

    @Test func listsThatCannotBeDrawnFromAreRefused() throws {
        let list = units("a", 5) + units("b", 2)
        #expect(throws: StatisticsError.sampling(.missingSize(stratum: "b"))) {
            try StratifiedDraw(list, sizes: ["a": 1], seed: 1)
        }
        #expect(throws: StatisticsError.sampling(.unknownStratum("c", known: ["a", "b"]))) {
            try StratifiedDraw(list, sizes: ["a": 1, "b": 1, "c": 0], seed: 1)
        }
        #expect(throws: StatisticsError.sampling(.exceedsPopulation(name: "b", count: 3, population: 2))) {
            try StratifiedDraw(list, sizes: ["a": 1, "b": 3], seed: 1)
        }
        #expect(throws: StatisticsError.negativeCount(-1)) {
            try StratifiedDraw(list, sizes: ["a": 1, "b": -1], seed: 1)
        }
        // The error says how many, and never who.
        let twice = list + [StratifiedDraw.Unit("a-1", stratum: "b")]
        #expect(throws: StatisticsError.sampling(.repeatedUnits(1))) {
            try StratifiedDraw(twice, sizes: ["a": 1, "b": 1], seed: 1)
        }
        #expect(throws: StatisticsError.sampling(.unnamedUnits(1))) {
            try StratifiedDraw(list + [StratifiedDraw.Unit("", stratum: "b")], sizes: ["a": 1, "b": 1], seed: 1)
        }
        #expect(try StratifiedDraw([], sizes: [:], seed: 1).parts.isEmpty)
    }
}
