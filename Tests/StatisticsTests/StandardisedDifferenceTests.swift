import Testing

@testable import Statistics

@Suite struct StandardisedDifferenceTests {
    private func difference(_ a: Int, _ n: Int, _ b: Int, _ m: Int) throws -> Estimate {
        StandardisedDifference(try Proportion(a, of: n), try Proportion(b, of: m)).difference
    }

    /// By hand: shares 0.6 and 0.4 have the variance 0.24 each, so that d = 0.2/√0.24; with 50 and 100 people its variance is
    /// 1/50 + 1/100 + d²/300, where d² = 1/6.
    @Test func agreesWithTheFormula() throws {
        let found = try difference(30, 50, 40, 100)
        let d = 0.2 / 0.24.squareRoot()
        let error = (0.03 + 1.0 / 6 / 300).squareRoot()
        #expect(abs((found.value ?? 0) - d) < 1e-12)
        #expect(found.n == 150)
        #expect(abs((found.interval?.lowerBound ?? 0) - (d - 1.959963984540054 * error)) < 1e-9)
        #expect(abs((found.interval?.upperBound ?? 0) - (d + 1.959963984540054 * error)) < 1e-9)
    }

    @Test func changesItsSignWithTheGroups() throws {
        for (a, n, b, m) in [(3, 10, 7, 9), (0, 5, 4, 8), (6, 6, 1, 12), (0, 4, 0, 9), (4, 4, 9, 9)] {
            let (one, other) = (try difference(a, n, b, m), try difference(b, m, a, n))
            #expect(one.value == other.value.map { $0 == 0 ? 0 : -$0 })
            // Who does not give an answer gives the others.
            let rest = try difference(n - a, n, m - b, m)
            #expect(abs((one.value ?? 0) + (rest.value ?? 0)) < 1e-12)
        }
    }

    @Test func saysWhyThereIsNone() throws {
        #expect(try difference(0, 0, 1, 2).reason == .noObservations)
        #expect(try difference(1, 2, 0, 0).reason == .noObservations)
        #expect(try difference(5, 5, 0, 5).reason == .noVariation)
        #expect(try difference(5, 5, 3, 3).value == 0)
    }
}
