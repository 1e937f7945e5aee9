import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// What figures let be said: a direction or a difference only where the interval or the test leaves no other.
@Suite struct FindingClaimTests {
    private func claim(
        _ code: String, _ value: Double, _ interval: ClosedRange<Double>? = nil, n: Int = 40,
        _ further: [(String, Double?)] = [], state: FigureState = .published
    ) throws -> FindingClaim? {
        let indicator = try #require(try FindingSample.catalogue().indicator(code))
        let figure = ProtectedFigure(
            FindingSample.figure(indicator, value, interval, n: n, further: further), unit: indicator.unit,
            method: indicator.method, state: state)
        return FindingClaim(figure, value, indicator, .usual(for: indicator.method))
    }

    @Test(arguments: ["paired-change", "paired-share", "mean-difference", "share-difference"])
    func aDirectionNeedsAnIntervalOnOneSide(code: String) throws {
        #expect(try claim(code, 0.5, 0.1...0.9) == .up)
        #expect(try claim(code, -0.5, -0.9 ... -0.1) == .down)
        #expect(try claim(code, 0.5, -0.1...1.1) == .unclear)
        #expect(try claim(code, 0.5, 0...1) == .unclear)
        #expect(try claim(code, 0.5, 0.1...0.9, n: 9) == .untested)
        #expect(try claim(code, 0) == .same)
        // Without spread there is no interval, and no direction is claimed of it.
        #expect(try claim(code, 1) == nil)
        // A withheld interval is no missing spread.
        #expect(try claim(code, 0, -1...1, state: .bare) == nil)
    }

    @Test func spreadingGrowsWhereEachBringsMoreThanOne() throws {
        #expect(try claim("reproduction-number", 1.5, 1.2...1.9) == .up)
        #expect(try claim("reproduction-number", 0.5, 0.2...0.9) == .down)
        #expect(try claim("reproduction-number", 1.1, 0.8...1.5) == .unclear)
        #expect(try claim("reproduction-number", 1.2, 1...1.5) == .unclear)
        #expect(try claim("reproduction-number", 1) == nil)
        #expect(try claim("fidelity-trend", -0.3, -0.5 ... -0.1) == .down)
        #expect(try claim("fidelity-trend", 0.1, -0.1...0.3) == .unclear)
    }

    @Test func bothGroupsMustBeLargeEnough() throws {
        let sizes: (Double, Double) -> [(String, Double?)] = { [("firstN", $0), ("secondN", $1)] }
        #expect(try claim("mean-difference", 0.5, 0.1...0.9, n: 49, sizes(40, 9)) == .untested)
        #expect(try claim("mean-difference", 0.5, 0.1...0.9, n: 20, sizes(10, 10)) == .up)
    }

    @Test func anAssociationMustLeaveZero() throws {
        #expect(try claim("association", 0.3, 0.1...0.5) == .up)
        #expect(try claim("association", 0.1, 0...0.3) == .unclear)
        // What a reader sees as 0.00 is at zero.
        #expect(try claim("association", 0.1, 0.004...0.3) == .unclear)
        #expect(try claim("association", 0.3, n: 9) == .untested)
    }

    @Test(arguments: ["wave-comparison", "category-change", "rank-difference"])
    func aTestWithoutAnIntervalDecidesByItsP(code: String) throws {
        #expect(try claim(code, 0.2, [("p", 0.049)]) == .up)
        #expect(try claim(code, 0.2, [("p", 0.05)]) == .unclear)
        // The adjusted p value goes before the plain one.
        #expect(try claim(code, 0.2, [("p", 0.01), ("adjustedP", 0.06)]) == .unclear)
        #expect(try claim(code, 0.2, n: 9, [("p", nil)]) == .untested)
        #expect(try claim(code, 0.2, [("p", 0.01)], state: .bare) == nil)
    }

    @Test(arguments: [
        ("network", "chanceMean"), ("network-change", "chanceMean"), ("network-measure-change", "chanceMean"),
        ("brokerage", "expected"),
        ("moran", "expected"), ("structure-dependence", "chanceMean"),
    ]) func whatIsComparedWithChanceIsAboveOrBelowIt(code: String, expected: String) throws {
        #expect(try claim(code, 0.2, [(expected, 0.1), ("p", 0.049)]) == .up)
        // Below what chance gives, though above zero.
        #expect(try claim(code, 0.2, [(expected, 0.3), ("p", 0.049)]) == .down)
        #expect(try claim(code, 0.2, [(expected, 0.1), ("p", 0.05)]) == .unclear)
        #expect(try claim(code, 0.2, [(expected, 0.1), ("p", 0.01), ("adjustedP", 0.06)]) == .unclear)
        #expect(try claim(code, 0.2) == nil)
        #expect(try claim(code, 0.2, [(expected, 0.1), ("p", 0.01)], state: .bare) == nil)
    }

    @Test func groupsThatDifferInTimeDoSoByTheirP() throws {
        #expect(try claim("survival-difference", 10.3, [("p", 0.001)]) == .up)
        #expect(try claim("survival-difference", 1.1, [("p", 0.3)]) == .unclear)
        #expect(try claim("survival-difference", 4, [("p", 0.04), ("adjustedP", 0.08)]) == .unclear)
        #expect(try claim("survival-difference", 10.3, [("p", 0.001)], state: .bare) == nil)
    }

    @Test func aQuotientIsComparedWithOne() throws {
        func claim(_ interval: ClosedRange<Double>?) throws -> FindingClaim? {
            let indicator = try #require(try FindingSample.catalogue().indicator("location-quotient"))
            let value = interval.map { ($0.lowerBound + $0.upperBound) / 2 } ?? 0
            let figure = FindingSample.figure(indicator, value, interval)
            return FindingClaim(
                ProtectedFigure(figure, unit: indicator.unit, method: indicator.method, state: .published), value,
                indicator, nil)
        }
        #expect(try claim(1.01...1.8) == .up && claim(0.2...0.99) == .down)
        #expect(try claim(0.7...1.4) == .unclear && claim(1...1.4) == .unclear && claim(nil) == nil)
    }

    private func claim(
        _ code: String, _ value: Double, n: Int = 40, _ further: [(String, Double?)], state: FigureState = .published
    ) throws -> FindingClaim? {
        try claim(code, value, nil, n: n, further, state: state)
    }

    @Test func unchangedMarginsAreTheSame() throws {
        #expect(try claim("category-change", 0, [("p", nil)]) == .same)
        #expect(try claim("category-change", 0.1, [("p", nil)]) == nil)
        #expect(try claim("rank-difference", 0.1, [("p", nil)]) == .untested)
    }

    @Test(arguments: ["group-difference", "retention-difference"]) func groupsAreUnlikeBeyondTheMarginOnly(code: String)
        throws
    {
        #expect(try claim(code, 0.3, 0.11...0.5) == .up)
        #expect(try claim(code, -0.3, -0.5 ... -0.11) == .down)
        #expect(try claim(code, 0.05, -0.02...0.09) == .same)
        #expect(try claim(code, 0.1, 0.05...0.2) == .unclear)
        #expect(try claim(code, 0.3) == nil)
    }

    @Test func boundsMayTurnWhatThePairsSay() throws {
        let bounds: (Double, Double) -> [(String, Double?)] = { [("least", $0), ("greatest", $1), ("unmatched", 7)] }
        #expect(try claim("change-bounds", 0.5, 0.2...0.8, bounds(0.1, 0.9)) == .up)
        #expect(try claim("change-bounds", 0.5, 0.2...0.8, bounds(-0.1, 0.9)) == .upOpen)
        #expect(try claim("change-bounds", -0.5, -0.8 ... -0.2, bounds(-0.9, -0.1)) == .down)
        #expect(try claim("change-bounds", -0.5, -0.8 ... -0.2, bounds(-0.9, 0)) == .downOpen)
        #expect(try claim("change-bounds", 0.5, -0.2...0.8, bounds(0.1, 0.9)) == .unclear)
        #expect(try claim("change-bounds", 0.5, 0.2...0.8) == nil)
    }

    @Test func aTargetIsMetFromAllOfIt() throws {
        #expect(try claim("targets", 10, [("target", 10), ("achievedShare", 1)]) == .met)
        #expect(try claim("targets", 9, [("target", 10), ("achievedShare", 0.9)]) == .partly)
        #expect(try claim("targets", 0, [("target", 10), ("achievedShare", 0)]) == .notMet)
    }

    @Test func sizesFollowTheConvention() {
        let name: (String, Double) -> String? = { SizeConvention.usual(for: $0)?.name(of: $1) }
        #expect(name("paired-change", -0.5) == "medium" && name("paired-change", 0.19) == "negligible")
        #expect(name("kruskal-wallis", 0.06) == "medium" && name("friedman", 0.5) == "large")
        #expect(name("krippendorff-alpha", -0.1) == "poor" && name("krippendorff-alpha", 0) == "slight")
        #expect(name("krippendorff-alpha", 0.2) == "slight" && name("krippendorff-alpha", 0.21) == "fair")
        #expect(name("krippendorff-alpha", 1) == "almost-perfect")
        #expect(name("cohens-kappa", 0.61) == "substantial" && name("fleiss-kappa", -0.01) == "poor")
        #expect(name("intraclass-correlation", 0.49) == "poor" && name("intraclass-correlation", 0.5) == "moderate")
        #expect(name("intraclass-correlation", 0.75) == "good" && name("intraclass-correlation", 0.9) == "excellent")
        #expect(name("scale-reliability", -2) == "low" && name("scale-reliability", 0.8) == "fairly-high")
        #expect(name("retention-difference", -0.1) == "alike" && name("retention-difference", 0.11) == "unlike")
        #expect(SizeConvention.usual(for: "mcnemar") == nil)
    }
}
