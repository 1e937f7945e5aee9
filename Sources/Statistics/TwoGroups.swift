import Glibc

/// The comparison of two unpaired groups, such as two waves answered by different people: the first against the second.
///
/// An empty group gives ``Unavailable/noObservations``, a group of one ``Unavailable/tooFew`` for what needs a spread, and
/// groups without spread ``Unavailable/noVariation``.
///
/// - SeeAlso: B. L. Welch (1947), *Biometrika* 34(1–2), 28–35; J. Cohen (1988), *Statistical Power Analysis*;
///   L. V. Hedges (1981), *Journal of Educational Statistics* 6(2), 107–128.
public struct TwoGroups: Sendable, Hashable {
    /// The mean of the first group with its t interval.
    public let first: Estimate
    /// The mean of the second group, the reference, with its t interval.
    public let second: Estimate
    /// The first mean minus the second, with Welch's interval, which allows for unequal spreads.
    public let difference: Estimate
    /// Welch's t test of equal means.
    public let welch: TestOutcome
    /// The first mean minus the second, with Student's interval, which assumes equal spreads.
    public let pooledDifference: Estimate
    /// Student's t test of equal means.
    public let student: TestOutcome
    /// The difference over the pooled standard deviation, with limits from the noncentral t distribution.
    public let cohensD: Estimate
    /// Cohen's d and its limits times J(n₁ + n₂ − 2).
    public let hedgesG: Estimate
    /// The difference over the standard deviation of the second group.
    public let glassDelta: Estimate

    /// Compares two groups by their moments.
    public init(_ first: Moments, _ second: Moments, confidence: ConfidenceLevel = .ninetyFive) {
        self.first = first.meanEstimate(confidence: confidence)
        self.second = second.meanEstimate(confidence: confidence)
        let (total, overflow) = first.n.addingReportingOverflow(second.n)
        let n = overflow ? Int.max : total
        let (n1, n2) = (Double(first.n), Double(second.n))
        let gap = first.mean - second.mean
        guard first.n > 0, second.n > 0 else {
            let none = Estimate(unavailable: .noObservations, n: n)
            (difference, pooledDifference, cohensD, hedgesG, glassDelta) = (none, none, none, none, none)
            (welch, student) = (
                TestOutcome(unavailable: .noObservations, n: n), TestOutcome(unavailable: .noObservations, n: n)
            )
            return
        }
        glassDelta = standardised(gap, second.standardDeviation, n: n)
        if let v1 = first.variance, let v2 = second.variance {
            let (e1, e2) = (v1 / n1, v2 / n2)
            let freedom = (e1 + e2) * (e1 + e2) / (e1 * e1 / (n1 - 1) + e2 * e2 / (n2 - 1))
            (difference, welch) = compared(gap, (e1 + e2).squareRoot(), freedom, n, confidence)
        } else {
            difference = Estimate(gap, n: n, noIntervalBecause: .tooFew)
            welch = TestOutcome(unavailable: .tooFew, n: n)
        }
        let freedom = n1 + n2 - 2
        guard freedom > 0 else {
            pooledDifference = Estimate(gap, n: n, noIntervalBecause: .tooFew)
            student = TestOutcome(unavailable: .tooFew, n: n)
            (cohensD, hedgesG) = (Estimate(unavailable: .tooFew, n: n), Estimate(unavailable: .tooFew, n: n))
            return
        }
        let sd = ((first.sumOfSquaredDeviations + second.sumOfSquaredDeviations) / freedom).squareRoot()
        let scale = (1 / n1 + 1 / n2).squareRoot()
        (pooledDifference, student) = compared(gap, sd * scale, freedom, n, confidence)
        guard sd > 0 else {
            let none = Estimate(unavailable: .noVariation, n: n)
            (cohensD, hedgesG) = (none, none)
            return
        }
        let limits = noncentralLimits(t: gap / (sd * scale), degreesOfFreedom: freedom, confidence: confidence)
        let (lower, upper) = (limits.lower * scale, limits.upper * scale)
        cohensD = Estimate(gap / sd, n: n, lower: lower, upper: upper)
        let j = hedgesFactor(degreesOfFreedom: freedom)
        hedgesG =
            j > 0
            ? Estimate(j * gap / sd, n: n, lower: j * lower, upper: j * upper) : Estimate(unavailable: .tooFew, n: n)
    }
}

/// A difference with its t interval and t test, or why there is neither.
private func compared(
    _ gap: Double, _ error: Double, _ freedom: Double, _ n: Int, _ confidence: ConfidenceLevel
) -> (Estimate, TestOutcome) {
    guard error > 0 else {
        return (
            Estimate(gap, n: n, standardError: 0, noIntervalBecause: .noVariation),
            TestOutcome(unavailable: .noVariation, n: n)
        )
    }
    let margin = confidence.studentDeviate(degreesOfFreedom: freedom) * error
    let t = gap / error
    return (
        Estimate(gap, n: n, standardError: error, lower: gap - margin, upper: gap + margin),
        TestOutcome(
            statistic: t, degreesOfFreedom: freedom, p: GSL.studentTwoSided(t, degreesOfFreedom: freedom), n: n)
    )
}
