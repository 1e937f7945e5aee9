import Glibc

/// How two variables go together: linearly (Pearson), by ranks (Spearman), and by the order of pairs (Kendall).
///
/// No pairs give ``Unavailable/noObservations``, one pair ``Unavailable/tooFew``, and a variable whose values are all equal
/// ``Unavailable/noVariation``.
///
/// - SeeAlso: R. A. Fisher (1921), *Metron* 1, 3–32 (z limits); C. Spearman (1904), *American Journal of Psychology* 15(1), 72–101;
///   M. G. Kendall (1945), *Biometrika* 33(3), 239–251 (τ-b); E. C. Fieller, H. O. Hartley, E. S. Pearson (1957), *Biometrika*
///   44(3/4), 470–481 (its limits).
public struct Correlation: Sendable, Hashable {
    /// The number of pairs.
    public let n: Int
    /// Pearson's r, with Fisher's z limits; fewer than four pairs have none (``Unavailable/tooFew``), nor has r = ±1
    /// (``Unavailable/noVariation``).
    public let pearson: Estimate
    /// Whether r is 0: t with n − 2 degrees of freedom, without a statistic when r = ±1.
    public let pearsonTest: TestOutcome
    /// Spearman's ρ: Pearson's correlation of the mid-ranks.
    public let spearman: Estimate
    /// Whether ρ is 0, by the t approximation.
    public let spearmanTest: TestOutcome
    /// Kendall's τ-b, with the z limits of Fieller, Hartley and Pearson: an approximation, rough where many values are tied or τ
    /// is beyond ±0.8. Fewer than five pairs have none (``Unavailable/tooFew``), nor has τ = ±1 (``Unavailable/noVariation``).
    public let kendall: Estimate
    /// Whether τ is 0: z with the variance of tied ranks, without a continuity correction.
    public let kendallTest: TestOutcome

    /// Correlates the two sides of a table of counted pairs: x is its `before`, y its `after`.
    ///
    /// - Throws: ``StatisticsError/overflow`` far beyond 10^12 pairs.
    /// - Complexity: O(m log m) for m distinct pairs.
    public init(_ pairs: TransitionTable, confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let (first, second) = (try pairs.before(), try pairs.after())
        n = pairs.n
        pearson = withFisherLimits(Statistics.pearson(pairs, first.moments, second.moments), confidence)
        pearsonTest = correlationTest(pearson)
        spearman = try rankCorrelation(pairs, first, second)
        spearmanTest = correlationTest(spearman)
        let (tau, test) = try kendallsTau(pairs, first, second)
        (kendall, kendallTest) = (withTauLimits(tau, confidence), test)
    }
}

/// The variance of atanh τ is near 0.437/(n − 4).
private func withTauLimits(_ tau: Estimate, _ confidence: ConfidenceLevel) -> Estimate {
    guard let value = tau.value else { return tau }
    guard abs(value) < perfect else { return Estimate(value, n: tau.n, noIntervalBecause: .noVariation) }
    guard tau.n > 4 else { return Estimate(value, n: tau.n, noIntervalBecause: .tooFew) }
    let margin = confidence.normalDeviate * (0.437 / Double(tau.n - 4)).squareRoot()
    return Estimate(value, n: tau.n, lower: tanh(atanh(value) - margin), upper: tanh(atanh(value) + margin))
}

/// Beyond this r counts as ±1: it differs by rounding only.
private let perfect = 1 - 1e-14

private func withFisherLimits(_ r: Estimate, _ confidence: ConfidenceLevel) -> Estimate {
    guard let value = r.value else { return r }
    guard abs(value) < perfect else { return Estimate(value < 0 ? -1 : 1, n: r.n, noIntervalBecause: .noVariation) }
    guard r.n > 3 else { return Estimate(value, n: r.n, noIntervalBecause: .tooFew) }
    let z = atanh(value)
    let margin = confidence.normalDeviate / Double(r.n - 3).squareRoot()
    return Estimate(value, n: r.n, lower: tanh(z - margin), upper: tanh(z + margin))
}

/// t = r √((n − 2) / (1 − r²)).
private func correlationTest(_ r: Estimate) -> TestOutcome {
    guard let value = r.value else { return TestOutcome(unavailable: r.reason ?? .noVariation, n: r.n) }
    guard r.n > 2 else { return TestOutcome(unavailable: .tooFew, n: r.n) }
    let freedom = Double(r.n - 2)
    guard abs(value) < perfect else { return TestOutcome(degreesOfFreedom: freedom, p: 0, n: r.n) }
    let t = value * (freedom / ((1 - value) * (1 + value))).squareRoot()
    return TestOutcome(
        statistic: t, degreesOfFreedom: freedom, p: GSL.studentTwoSided(t, degreesOfFreedom: freedom), n: r.n)
}

/// Pearson's correlation of mid-ranks, from exact sums: ranks are doubled to stay whole.
private func rankCorrelation(
    _ pairs: TransitionTable, _ first: Distribution, _ second: Distribution
) throws(StatisticsError) -> Estimate {
    let n = pairs.n
    guard n > 1 else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
    let (left, right) = (doubledRanks(first), doubledRanks(second))
    var sums = (x: Int128(0), y: Int128(0), xx: Int128(0), yy: Int128(0), xy: Int128(0))
    for cell in pairs.cells {
        let (x, y, count) = (left[cell.before] ?? 0, right[cell.after] ?? 0, Int128(cell.count))
        sums.x = try sums.x.plus(x.times(count))
        sums.y = try sums.y.plus(y.times(count))
        sums.xx = try sums.xx.plus(x.times(x).times(count))
        sums.yy = try sums.yy.plus(y.times(y).times(count))
        sums.xy = try sums.xy.plus(x.times(y).times(count))
    }
    // Below 2^508: the root of the product, not the product of the roots, makes a perfect correlation exactly 1.
    let spreads =
        (differenceOfProducts(Int128(n), sums.xx, sums.x, sums.x)
        * differenceOfProducts(Int128(n), sums.yy, sums.y, sums.y)).squareRoot()
    guard spreads > 0 else { return Estimate(unavailable: .noVariation, n: n) }
    let products = differenceOfProducts(Int128(n), sums.xy, sums.x, sums.y)
    return Estimate(min(1, max(-1, products / spreads)), n: n)
}

/// Twice the mid-rank of each value.
private func doubledRanks(_ values: Distribution) -> [Double: Int128] {
    var below: Int128 = 0
    var ranks: [Double: Int128] = [:]
    for entry in values.entries {
        ranks[entry.value] = 2 * below + Int128(entry.count) + 1
        below += Int128(entry.count)
    }
    return ranks
}
