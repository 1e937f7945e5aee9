import Testing

@testable import Statistics

@Suite struct NegativeBinomialTests {
    private func near(_ value: Double?, _ expected: Double, within error: Double) -> Bool {
        value.map { abs($0 - expected) <= error * abs(expected) } ?? false
    }

    /// SciPy 1.17.1: the score of k solved by brentq with digamma, the information by polygamma(1); the maximum is that of
    /// nbinom.logpmf. One count of 200 takes the way by ψ.
    @Test func greatCountsAreThoseOfSciPy() throws {
        let counts = [0, 0, 0, 0, 0, 1, 1, 1, 200, 3, 3, 3, 3]
        let fit = try NegativeBinomialFit(try Distribution(values: counts.map(Double.init)))
        #expect(near(fit.mean.value, 16.53846153846154, within: 1e-13))
        #expect(near(fit.mean.interval?.lowerBound, 4.260419410298427, within: 1e-10))
        #expect(near(fit.mean.interval?.upperBound, 64.20041871887268, within: 1e-10))
        #expect(near(fit.dispersion.value, 0.1622058590093797, within: 1e-10))
        #expect(near(fit.dispersion.standardError, 0.06596253147372136, within: 1e-9))
        #expect(near(fit.dispersion.interval?.lowerBound, 0.07310001380441454, within: 1e-9))
        #expect(near(fit.dispersion.interval?.upperBound, 0.3599279853402962, within: 1e-9))
    }

    @Test func countsWithoutOverdispersionHaveNoDispersion() throws {
        let even = try NegativeBinomialFit(try Distribution(values: [2, 2, 2, 2]))
        // Poisson's: e^±1.96·√(1 / 8).
        #expect(
            even.dispersion.reason == .notReached
                && near(even.mean.interval?.upperBound, 3.9992190027140957, within: 1e-10))
        #expect(try NegativeBinomialFit(try Distribution(values: [])).mean.reason == .noObservations)
        let zeros = try NegativeBinomialFit(try Distribution(values: [0, 0]))
        #expect(zeros.mean.value == 0 && zeros.mean.intervalReason == .noVariation)
        #expect(zeros.dispersion.reason == .noVariation)
        #expect(throws: StatisticsError.self) { try NegativeBinomialFit(try Distribution(values: [1.5])) }
        #expect(throws: StatisticsError.self) { try NegativeBinomialFit(try Distribution(values: [-1])) }
    }
}
