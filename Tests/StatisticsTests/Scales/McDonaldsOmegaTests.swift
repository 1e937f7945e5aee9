import Testing

@testable import Statistics

@Suite struct McDonaldsOmegaTests {
    /// From the same items: the zero of the slopes of the discrepancy found by SciPy 1.17.1 `optimize.root` (hybr) after
    /// `minimize` (BFGS), and the standard error by the delta method with a numeric Jacobian. statsmodels 0.15.0
    /// `Factor(corr=R, n_factor=1, method='ml')` gives 0.85632679 and 0.84054449 for attitude, 0.71728386 and 0.72670711 for
    /// agreeableness; semopy 2.3.11 `Model.fit(obj='MLW')` the discrepancies 0.9819721 and 0.0725680 where it stops.
    @Test func omegaIsThatOfIndependentMinimisers() throws {
        let attitude = McDonaldsOmega(try items("survey/alpha_attitude"))
        try expect(
            attitude, omega: 0.8563267929538703, standardised: 0.8405444896887649, error: 0.040494621724571,
            discrepancy: 0.9811243693296516, chiSquare: 28.4526067105599, p: 0.012382406098788564)
        // In the order of the names.
        let loadings = [
            0.3778453030706257, 0.9022410807686547, 0.2460927701807748, 0.730696668329775, 0.5927055592006597,
            0.7649943304053429, 0.8524773614566712,
        ]
        for (found, expected) in zip(try #require(attitude.model).loadings, loadings) {
            #expect(isClose(found, expected, 1e-9))
        }
        let agreeableness = McDonaldsOmega(
            try items("survey/alpha_bfi_agreeableness").reversing(items: [0], low: 1, high: 6))
        try expect(
            agreeableness, omega: 0.7172837806122095, standardised: 0.7267070293876228, error: 0.020171941496497522,
            discrepancy: 0.0725678745597742, chiSquare: 35.05028341237094, p: 1.4702806230536054e-06)
        // Without reversing, the factor takes the item with the other sign: loadings alike, omega of the sum lower.
        let raw = McDonaldsOmega(try items("survey/alpha_bfi_agreeableness"))
        #expect(isClose(-(try #require(raw.model).loadings[0]), try #require(agreeableness.model).loadings[0], 1e-9))
        #expect(try #require(raw.omega.value) < 0.6)
    }

    /// The correlations of six school subjects of 220 boys, D. N. Lawley and A. E. Maxwell (1971); one factor by SciPy 1.17.1 as
    /// above, and to 2e-6 by statsmodels 0.15.0.
    @Test func loadingsOfSchoolSubjects() throws {
        let upper = [
            [1, 0.439, 0.410, 0.288, 0.329, 0.248], [1, 0.351, 0.354, 0.320, 0.329], [1, 0.164, 0.190, 0.181],
            [1, 0.595, 0.470], [1, 0.464], [1],
        ]
        let correlation = (0..<6).map { i in (0..<6).map { j in upper[min(i, j)][abs(i - j)] } }
        let model = try OneFactorModel(correlation: correlation)
        let expected = [
            0.4944120261007405, 0.5365153709266981, 0.3481194235615031, 0.731089661955864, 0.7340313518498686,
            0.6154707849565828,
        ]
        for (found, loading) in zip(model.loadings, expected) { #expect(isClose(found, loading, 1e-9)) }
        #expect(isClose(model.discrepancy, 0.2412792692973138, 1e-10))
    }

    @Test func threeItemsHaveAClosedForm() throws {
        // λ₁² = r₁₂ r₁₃ / r₂₃, and so on: every correlation is explained.
        let model = try OneFactorModel(correlation: [[1, 0.42, 0.48], [0.42, 1, 0.56], [0.48, 0.56, 1]])
        for (found, expected) in zip(model.loadings, [0.6, 0.7, 0.8]) { #expect(isClose(found, expected, 1e-10)) }
        for (found, expected) in zip(model.uniquenesses, [0.64, 0.51, 0.36]) { #expect(isClose(found, expected, 1e-9)) }
        #expect(model.discrepancy < 1e-14)
        // With a loading below zero.
        let turned = try OneFactorModel(correlation: [[1, -0.42, -0.48], [-0.42, 1, 0.56], [-0.48, 0.56, 1]])
        for (found, expected) in zip(turned.loadings, [-0.6, 0.7, 0.8]) { #expect(isClose(found, expected, 1e-10)) }
    }

    @Test(arguments: 0..<100) func aMatrixMadeOfOneFactorGivesItBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let k = Int.random(in: 3...12, using: &generator)
        let loadings = (0..<k).map { _ in Double.random(in: 0.2...0.95, using: &generator) }
        let correlation = (0..<k).map { i in (0..<k).map { j in i == j ? 1 : loadings[i] * loadings[j] } }
        let model = try OneFactorModel(correlation: correlation)
        for (found, expected) in zip(model.loadings, loadings) { #expect(isClose(found, expected, 1e-7)) }
    }

    @Test(arguments: 0..<200) func anyAnswersGiveAMinimumOrAReason(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let k = Int.random(in: 3...7, using: &generator)
        var moments = try CrossMoments(items: k)
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            let common = Int.random(in: -2...2, using: &generator)
            try moments.add((0..<k).map { _ in common + Int.random(in: 1...5, using: &generator) })
        }
        let result = McDonaldsOmega(moments)
        #expect((result.omega.value == nil) == (result.omega.reason != nil))
        #expect(result.omega.reason != .notConverged)
        guard let model = result.model, let correlation = correlationMatrix(moments.completeCovariance) else { return }
        let omega = try #require(result.omega.value)
        #expect((0...1).contains(omega) && result.omega.interval.map { $0.contains(omega) } ?? true)
        #expect(model.uniquenesses.allSatisfy { $0 > 0 && $0 <= 1 + 1e-9 })
        // At a maximum of the likelihood the model gives each item its variance back.
        for (loading, uniqueness) in zip(model.loadings, model.uniquenesses) {
            #expect(abs(loading * loading + uniqueness - 1) < 1e-8)
        }
        let factor = try #require(CholeskyFactor(correlation))
        let point = Discrepancy(correlation: correlation, logDeterminant: factor.logDeterminant)
            .evaluated(model.loadings + model.uniquenesses)
        #expect(try #require(point).gradient.allSatisfy { abs($0) < 1e-6 })
    }

    @Test func whatHasNoFactorSaysWhy() throws {
        // λ₁² = 0.8 · 0.8 / 0.5 = 1.28 leaves the item a variance of −0.28.
        #expect(throws: Unavailable.improperSolution) {
            try OneFactorModel(correlation: [[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])
        }
        #expect(throws: Unavailable.tooFew) { try OneFactorModel(correlation: [[1, 0.5], [0.5, 1]]) }
        #expect(throws: Unavailable.tooFew) { try OneFactorModel(correlation: []) }
        #expect(throws: Unavailable.singular) {
            try OneFactorModel(correlation: [[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
        }
        // Correlations that contradict each other.
        #expect(throws: Unavailable.singular) {
            try OneFactorModel(correlation: [[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
        }
        #expect(McDonaldsOmega(try CrossMoments(items: 4)).omega.reason == .noObservations)
        var moments = try CrossMoments(items: 3)
        try moments.add([1, 2, 3])
        #expect(McDonaldsOmega(moments).omega.reason == .tooFew)
        try moments.add([2, 2, 5])
        #expect(McDonaldsOmega(moments).omega.reason == .noVariation)
        try moments.add([2, 3, 5])
        #expect(McDonaldsOmega(moments).omega.reason == .singular)
        #expect(McDonaldsOmega(moments).fit.reason == .singular)
    }

    @Test func nothingInCommonIsNoCrash() throws {
        let identity = (0..<4).map { i in (0..<4).map { j in i == j ? 1.0 : 0 } }
        do {
            let model = try OneFactorModel(correlation: identity)
            #expect(model.discrepancy < 1e-9)
        } catch { #expect([.notConverged, .improperSolution].contains(error)) }
    }

    @Test func omegaByNameHasItsLoadings() throws {
        let reference = try ReferenceCase("survey/alpha_attitude")
        let columns = try reference.keys("item_mean").map {
            (name: $0, cells: try reference.column($0, of: "items.csv"))
        }
        let values = try EstimateMethod.mcDonaldsOmega.evaluate(MethodTable(numbers: columns))
        func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
        #expect(isClose(try #require(value("omega")), 0.8563267929538703, 1e-9))
        #expect(isClose(try #require(value("loading_rating")), 0.8524773614566712, 1e-9))
        #expect(value("fit_df") == 14 && value("k") == 7 && value("n_complete") == 30)
    }

    private func items(_ name: String) throws -> CrossMoments {
        let reference = try ReferenceCase(name)
        let names = reference.keys("item_mean")
        var moments = try CrossMoments(items: names.count)
        for row in try reference.table("items.csv") { try moments.add(names.map { Int(row[$0] ?? "") }) }
        return moments
    }

    private func expect(
        _ result: McDonaldsOmega, omega: Double, standardised: Double, error: Double, discrepancy: Double,
        chiSquare: Double, p: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let pairs = [
            (result.omega.value, omega, 1e-9), (result.standardisedOmega.value, standardised, 1e-9),
            (result.omega.standardError, error, 1e-6), (result.model?.discrepancy, discrepancy, 1e-9),
            (result.fit.statistic, chiSquare, 1e-9), (result.fit.p, p, 1e-7),
        ]
        for (found, expected, tolerance) in pairs {
            let found = try #require(found, sourceLocation: sourceLocation)
            #expect(
                isClose(found, expected, tolerance), "\(found), expected \(expected)", sourceLocation: sourceLocation)
        }
        let limits = try #require(result.omega.interval, sourceLocation: sourceLocation)
        #expect(isClose(limits.upperBound - omega, 1.959963984540054 * error, 1e-6), sourceLocation: sourceLocation)
    }
}
