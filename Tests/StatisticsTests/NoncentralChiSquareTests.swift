import Testing

@testable import Statistics

@Suite struct NoncentralChiSquareTests {
    /// mpmath 1.4.1 with 30 digits: the Poisson mixture of `gammainc(…, regularized=True)`; SciPy 1.12.0, `ncx2.cdf`, agrees.
    @Test(arguments: [
        (138.289841626008, 9.0, 100.0, 0.917855669054871648), (5, 1, 3, 0.692839123180931835),
        (456.87415626044, 1, 380, 0.970015813920578912), (10, 4, 0.5, 0.936818519482487846),
        (1000, 20, 1200, 0.000474504178802525796),
    ])
    func theDistributionIsThatOfThePoissonMixture(x: Double, v: Double, noncentrality: Double, p: Double) {
        let distribution = NoncentralChiSquare(statistic: x, degreesOfFreedom: v)
        #expect(isClose(distribution.lower(noncentrality: noncentrality), p, 1e-12))
    }

    /// SciPy 1.12.0: `brentq(lambda nc: ncx2.cdf(x, df, nc) - p, 0, …)` for p of 0.975 and 0.025, over n · (min(r, c) − 1).
    @Test(arguments: [
        (138.289841626008, 9.0, 1776.0, 0.22352701636890185, 0.31798810293757174),
        (456.87415626044, 1, 2201, 0.4138277043073582, 0.4973818619905101),
        (4, 3, 50, 0, 0.5064656021039562), (11.5, 4, 160, 0.028482924077802896, 0.39405403591611865),
        (30000, 6, 400_000, 0.2707393506123228, 0.27693755924181473),
    ])
    func limitsAreThoseOfRootFinding(x: Double, v: Double, scale: Double, lower: Double, upper: Double) throws {
        let limits = try #require(NoncentralChiSquare(statistic: x, degreesOfFreedom: v).limits(.ninetyFive))
        #expect(isClose((limits.lower / scale).squareRoot(), lower, 1e-9))
        #expect(isClose((limits.upper / scale).squareRoot(), upper, 1e-9))
    }

    @Test func cramersVHasTheseLimitsOrSaysWhyNot() throws {
        let table = [[68, 20, 15, 5], [119, 84, 54, 29], [26, 17, 14, 14], [7, 94, 10, 16]]
        let result = try ChiSquare(table)
        #expect(isClose(try #require(result.cramersV.interval?.lowerBound), 0.22352701636890185, 1e-9))
        #expect(isClose(try #require(result.cramersV.interval?.upperBound), 0.31798810293757174, 1e-9))
        let wide = try ChiSquare(table, confidence: .ninetyNine)
        #expect(try #require(wide.cramersV.interval).lowerBound < 0.2235)
        let even = try ChiSquare([[10, 10], [10, 10]])
        #expect(even.cramersV.value == 0 && even.cramersV.intervalReason == .notReached)
        let chance = try ChiSquare([[10, 12], [11, 9]])
        #expect(chance.cramersV.interval?.lowerBound == 0)
        let huge = try ChiSquare([[1_000_000_000, 1], [1, 1_000_000_000]])
        #expect(huge.cramersV.intervalReason == .tooLarge && huge.cramersV.value != nil)
        let full = try ChiSquare([[5, 0], [0, 5]])
        #expect(full.cramersV.value == 1 && full.cramersV.interval?.upperBound == 1)
    }

    @Test func itFallsAsTheNoncentralityGrows() {
        let distribution = NoncentralChiSquare(statistic: 30, degreesOfFreedom: 3)
        let values = [0, 1e-6, 0.1, 1, 10, 30, 100, 1000, 1e5].map { distribution.lower(noncentrality: $0) }
        for (earlier, later) in zip(values, values.dropFirst()) { #expect(later < earlier && later >= 0) }
        #expect(NoncentralChiSquare(statistic: 0, degreesOfFreedom: 3).limits(.ninetyFive) == nil)
    }
}
