import Glibc

/// The comparison of two independent shares: the first group against the second, the reference.
public struct TwoProportions: Sendable, Hashable {
    /// The first share minus the second, with Newcombe's hybrid score interval (method 10).
    public let difference: Estimate
    /// The two-sided z test of equal shares with the pooled share; the statistic is z.
    public let test: TestOutcome
    /// Cohen's h: the difference of the shares on the arcsine scale.
    public let cohensH: Estimate
    /// The first share over the second, without interval.
    public let riskRatio: Estimate
    /// The odds of the first group over those of the second, without interval.
    public let oddsRatio: Estimate

    /// Compares two independent shares.
    ///
    /// An empty group gives ``Unavailable/noObservations`` throughout; where all or none of both groups have the
    /// property the test has ``Unavailable/noVariation``; a ratio over zero has ``Unavailable/zeroDenominator``.
    ///
    /// - SeeAlso: R. G. Newcombe (1998), *Statistics in Medicine* 17(8), 873–890.
    public init(_ first: Proportion, _ second: Proportion, confidence: ConfidenceLevel = .ninetyFive) {
        let (total, overflow) = first.n.addingReportingOverflow(second.n)
        let n = overflow ? Int.max : total
        guard first.n > 0, second.n > 0 else {
            let none = Estimate(unavailable: .noObservations, n: n)
            (difference, cohensH, riskRatio, oddsRatio) = (none, none, none, none)
            test = TestOutcome(unavailable: .noObservations, n: n)
            return
        }
        let (n1, n2) = (Double(first.n), Double(second.n))
        let (p1, p2) = (Double(first.successes) / n1, Double(second.successes) / n2)
        let z = confidence.normalDeviate
        let (limits1, limits2) = (first.wilsonLimits(z), second.wilsonLimits(z))
        difference = Estimate(
            p1 - p2, n: n, standardError: (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2).squareRoot(),
            lower: p1 - p2 - hypot(p1 - limits1.lower, limits2.upper - p2),
            upper: p1 - p2 + hypot(limits1.upper - p1, p2 - limits2.lower))
        let pooled = (Double(first.successes) + Double(second.successes)) / (n1 + n2)
        let error = (pooled * (1 - pooled) * (1 / n1 + 1 / n2)).squareRoot()
        if error > 0 {
            let statistic = (p1 - p2) / error
            test = TestOutcome(statistic: statistic, p: GSL.normalTwoSided(statistic), n: n)
        } else {
            test = TestOutcome(unavailable: .noVariation, n: n)
        }
        cohensH = Estimate(2 * asin(p1.squareRoot()) - 2 * asin(p2.squareRoot()), n: n)
        riskRatio = ratio(p1, p2, n: n)
        oddsRatio = ratio(p1 * (1 - p2), p2 * (1 - p1), n: n)
    }
}

/// A ratio without interval, or ``Unavailable/zeroDenominator``.
func ratio(_ numerator: Double, _ denominator: Double, n: Int) -> Estimate {
    denominator == 0
        ? Estimate(unavailable: .zeroDenominator, n: n) : Estimate(numerator / denominator, n: n)
}
