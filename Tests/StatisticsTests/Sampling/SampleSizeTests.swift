import Diagnostics
import Testing

@testable import Statistics

@Suite struct SampleSizeTests {
    private func stratum(_ name: String, _ population: Int, _ answers: Int = 0) throws -> SampleSize.Stratum {
        try SampleSize.Stratum(name, population: population, answers: answers)
    }

    /// Cochran (1977), sections 4.2 and 4.4: ±5 % with t = 2 and p = 50 % takes 400 of very many, and 356 of an island of 3,200.
    @Test func anIslandOf3200Takes356AsInCochran() throws {
        let two = try ConfidenceLevel(0.954499736103642)  // of two standard errors
        let precision = try SamplePrecision(margin: 0.05, confidence: two)
        #expect(isClose(precision.answersWithoutPopulation, 400, 1e-12))
        #expect(try precision.answers(population: 3_200) == 356)
    }

    /// R. V. Krejcie, D. W. Morgan (1970), *Educational and Psychological Measurement* 30(3), 607–610, table 1: ±5 % at 95 %.
    /// They round to the nearest, and in two rows as they like, so one apart is the same.
    @Test(arguments: [
        (10, 10), (50, 44), (100, 80), (220, 140), (500, 217), (1_000, 278), (5_000, 357), (10_000, 370),
        (100_000, 384), (1_000_000, 384),
    ])
    func publishedTableIsMet(population: Int, answers: Int) throws {
        let own = try SamplePrecision(margin: 0.05).answers(population: population)
        #expect((answers - 1...answers + 1).contains(own), "\(own)")
    }

    /// NumPy 2.4.6, SciPy 1.17.1: ⌈n₀/(1 + (n₀ − 1)/N)⌉, n₀ = 1067.0718946372572.
    @Test(arguments: [
        (0, 0), (1, 1), (2, 2), (3, 3), (10, 10), (50, 48), (100, 92), (500, 341), (1_000, 517), (1_067, 534),
        (5_000, 880), (100_000, 1_056), (1_000_000_000, 1_068),
    ])
    func threePointsAt95PerCent(population: Int, answers: Int) throws {
        let precision = try SamplePrecision()
        #expect(isClose(precision.answersWithoutPopulation, 1067.0718946372572, 1e-13))
        #expect(try precision.answers(population: population) == answers)
    }

    @Test func otherSharesAndLevels() throws {
        // n₀ = 663.4896601021214, n = 362.937… (SciPy 1.17.1)
        let precision = try SamplePrecision(margin: 0.04, confidence: .ninetyNine, expectedShare: 0.2)
        #expect(isClose(precision.answersWithoutPopulation, 663.4896601021214, 1e-13))
        #expect(try precision.answers(population: 800) == 363)
    }

    @Test func extremeMarginsTakeAllOrOne() throws {
        for margin in [1e-9, 1e-200] {
            #expect(try SamplePrecision(margin: margin).answers(population: 4_321) == 4_321)
            #expect(try SamplePrecision(margin: margin).answers(population: .max) > 0)
        }
        #expect(try SamplePrecision(margin: 0.999).answers(population: 4_321) == 1)
        #expect(try SamplePrecision(margin: 1e-200).answers(population: .max) == .max)
    }

    /// NumPy 2.4.6: z √(p(1 − p)/n · (N − n)/(N − 1)).
    @Test(arguments: [
        (1, 2, 0.979981992270027), (100, 1_000, 0.09301577436565599), (517, 1_000, 0.02996840609334122),
        (516, 1_000, 0.030028468375701233), (900, 1_000, 0.010335086040628442), (37, 41, 0.05094683782388056),
    ])
    func marginOfAnswers(answers: Int, population: Int, margin: Double) throws {
        let own = try SamplePrecision().margin(answers: answers, population: population)
        #expect(isClose(own.value ?? 0, margin, 1e-12) && own.n == answers)
    }

    @Test func marginsOfNoneAndAll() throws {
        let precision = try SamplePrecision()
        #expect(try precision.margin(answers: 0, population: 5).reason == .noObservations)
        #expect(try precision.margin(answers: 0, population: 0).reason == .noObservations)
        #expect(try precision.margin(answers: 1, population: 1).value == 0)
        #expect(try precision.margin(answers: 7, population: 7).value == 0)
    }

    @Test(arguments: 0..<300) func theAnswersNeededAreTheFewestThatMeetTheMargin(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let precision = try SamplePrecision(
            margin: Double.random(in: 0.005...0.3, using: &generator),
            confidence: seed % 2 == 0 ? .ninetyFive : .ninety,
            expectedShare: Double.random(in: 0.1...0.9, using: &generator))
        let population = Int.random(in: 2...20_000, using: &generator)
        let needed = try precision.answers(population: population)
        #expect((1...population).contains(needed))
        let reached = try precision.margin(answers: needed, population: population).value ?? 1
        #expect(reached <= precision.margin * (1 + 1e-9))
        if needed > 1 {
            let before = try precision.margin(answers: needed - 1, population: population).value ?? 0
            #expect(before > precision.margin)
        }
    }

    /// 517 of 1,000, of which 51.7, 103.4, 361.9: remainders .7, .4, .9, and 2 are left over.
    @Test func whatIsLeftGoesToTheLargestRemainders() throws {
        let size = try SampleSize(
            [try stratum("a", 100), try stratum("b", 200), try stratum("c", 700)], precision: try SamplePrecision(),
            responseRate: 0.6)
        #expect(size.parts.map(\.needed) == [52, 103, 362] && size.needed == 517)
        // 52/.6 = 86.7, 103/.6 = 171.7, 362/.6 = 603.3
        #expect(size.parts.map(\.contacts) == [87, 172, 604] && size.contacts == 863)
        #expect(size.parts.allSatisfy(\.isWithinReach) && size.stillNeeded == 517)
    }

    @Test func smallStrataGetTwoOrAllTheyHave() throws {
        // 92 of 100: 1 and 2 of the small ones as least, 89 of the rest of 97.
        let size = try SampleSize(
            [try stratum("one", 1), try stratum("two", 2), try stratum("none", 0), try stratum("rest", 97)],
            precision: try SamplePrecision())
        #expect(size.parts.map(\.needed) == [1, 2, 0, 89] && size.neededWithoutStrata == 92)
        // A margin of 30 % takes 10 of 100, but seven strata take 14.
        let many = try SampleSize(
            (0..<7).map { try stratum("s\($0)", $0 == 0 ? 40 : 10) },
            precision: try SamplePrecision(margin: 0.3))
        #expect(many.neededWithoutStrata == 10 && many.parts.allSatisfy { $0.needed == 2 } && many.needed == 14)
    }

    @Test func equalRemaindersGoToTheLargerStratumThenToTheName() throws {
        #expect(proportionalAllocation(of: 5, over: [("b", 10), ("a", 10)]) == [2, 3])
        // Quotas 2.5 and 7.5: the larger one gets the unit.
        #expect(proportionalAllocation(of: 10, over: [("a", 25), ("b", 75)]) == [2, 8])
        #expect(proportionalAllocation(of: 0, over: []) == [])
        #expect(proportionalAllocation(of: .max, over: [("a", .max - 5), ("b", 5)]) == [.max - 5, 5])
    }

    @Test(arguments: 0..<300) func allocationsAddUpWithinTheirBounds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let strata = (0..<Int.random(in: 1...12, using: &generator)).map { place in
            (name: "s\(place)", population: Int.random(in: 0...(place % 3 == 0 ? 4 : 300), using: &generator))
        }
        let whole = strata.reduce(0) { $0 + $1.population }
        let size = Int.random(in: 0...whole, using: &generator)
        let units = proportionalAllocation(of: size, over: strata)
        let least = strata.reduce(0) { $0 + min(2, $1.population) }
        #expect(units.reduce(0, +) == max(size, least))
        for (own, stratum) in zip(units, strata) {
            #expect(own >= min(2, stratum.population) && own <= stratum.population)
            // Nobody gets more than the quota of the whole rounded up, but by the least of two.
            let quota = whole > 0 ? Double(size) * Double(stratum.population) / Double(whole) : 0
            #expect(own <= max(2, Int(quota.rounded(.up))))
        }
        let order = strata.indices.shuffled(using: &generator)
        #expect(proportionalAllocation(of: size, over: order.map { strata[$0] }) == order.map { units[$0] })
    }

    @Test func whatIsStillNeededIsCountedStratumByStratum() throws {
        // Margins: NumPy 2.4.6.
        let size = try SampleSize(
            [
                try stratum("a", 400, 120), try stratum("b", 350, 30), try stratum("c", 200, 50),
                try stratum("d", 50, 50),
            ],
            precision: try SamplePrecision(), responseRate: 0.5)
        // 517 · 400/1000 = 206.8, 180.95, 103.4, 25.85
        #expect(size.parts.map(\.needed) == [207, 181, 103, 26])
        #expect(size.parts.map(\.stillNeeded) == [87, 151, 53, 0] && size.stillNeeded == 291)
        // Twice as many, but no more than have not answered: 280, 320, 150.
        #expect(size.parts.map(\.furtherContacts) == [174, 302, 106, 0] && size.furtherContacts == 582)
        // 207/.5 = 414 are more than 400: the stratum cannot give as many.
        #expect(size.parts.map(\.isWithinReach) == [false, false, false, false])
        #expect(size.parts.map(\.contacts) == [400, 350, 200, 50])
        #expect(isClose(size.marginNow.value ?? 0, 0.05370268236889297, 1e-12))
        #expect(isClose(size.stratifiedMarginNow.value ?? 0, 0.07122735473125479, 1e-12))
        // 32 of the 92 are missing, twice as many would be contacted, and 40 have not answered.
        let late = try SampleSize([try stratum("a", 100, 60)], precision: try SamplePrecision(), responseRate: 0.5)
        #expect(late.stillNeeded == 32 && late.furtherContacts == 40)
        let begun = try SampleSize([try stratum("a", 9, 3), try stratum("b", 9)], precision: try SamplePrecision())
        #expect(begun.stratifiedMarginNow.reason == .tooFew && begun.marginNow.value != nil)
        let fresh = try SampleSize([try stratum("a", 9)], precision: try SamplePrecision())
        #expect(fresh.stratifiedMarginNow.reason == .noObservations && fresh.marginNow.reason == .noObservations)
        let none = try SampleSize([], precision: try SamplePrecision())
        #expect(none.needed == 0 && none.marginNow.reason == .noObservations)
    }

    @Test func plansThatCannotBeAreRefused() throws {
        let precision = try SamplePrecision()
        #expect(throws: StatisticsError.sampling(.responseRate(0))) {
            try SampleSize([], precision: precision, responseRate: 0)
        }
        let error = StatisticsError.sampling(.responseRate(0))
        #expect(error.explanation.summary == "nobody can be reached at a response rate of 0.0")
        #expect(error.explanation.remedies.first == "take the rate of an earlier survey")
        for rate in [-0.1, 1.1, .nan, .infinity] {
            #expect(throws: StatisticsError.self) { try SampleSize([], precision: precision, responseRate: rate) }
        }
        for margin in [0, 1, -1, 3, .nan, .infinity] {
            #expect(throws: StatisticsError.self) { try SamplePrecision(margin: margin) }
            #expect(throws: StatisticsError.self) { try SamplePrecision(expectedShare: margin) }
        }
        #expect(StatisticsError.sampling(.margin(3)).explanation.remedies == ["write 0.03"])
        #expect(throws: StatisticsError.negativeCount(-1)) { try precision.answers(population: -1) }
        #expect(throws: StatisticsError.self) { try precision.margin(answers: 3, population: 2) }
        #expect(throws: StatisticsError.self) { try SampleSize.Stratum("a", population: 2, answers: 3) }
        #expect(throws: StatisticsError.negativeCount(-1)) { try SampleSize.Stratum("a", population: -1) }
        let twice = [try stratum("a", 4), try stratum("a", 5)]
        #expect(throws: StatisticsError.sampling(.repeatedName("a"))) { try SampleSize(twice, precision: precision) }
        let large = [try stratum("a", .max), try stratum("b", 5)]
        #expect(throws: StatisticsError.overflow) { try SampleSize(large, precision: precision) }
        // A tiny rate: all are contacted, which is not enough.
        let rare = try SampleSize([try stratum("a", 100)], precision: precision, responseRate: 1e-300)
        #expect(rare.contacts == 100 && rare.parts.allSatisfy { !$0.isWithinReach })
    }
}
