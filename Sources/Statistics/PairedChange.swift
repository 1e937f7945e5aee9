import Glibc

/// The change of paired values, before to after: size, interval, tests and standardised effects.
///
/// Changes are after minus before, rounded to 10 decimals so that noise breaks no ties. Swapping the waves flips every
/// sign and leaves the p-values as they are.
///
/// With no pairs everything is ``Unavailable/noObservations``; with one pair the means have no interval and spreads and
/// tests are ``Unavailable/tooFew``; where all changes are equal the t test and effects are ``Unavailable/noVariation``.
///
/// - SeeAlso: D. Lakens (2013), *Frontiers in Psychology* 4:863, doi:10.3389/fpsyg.2013.00863 for dz, d_av and d_rm;
///   L. V. Hedges (1981), *Journal of Educational Statistics* 6(2), 107–128 for J; J. Algina, H. J. Keselman (2003),
///   *Educational and Psychological Measurement* 63(4), 537–553, doi:10.1177/0013164403256358 for the limits of d_av.
public struct PairedChange: Sendable, Hashable {
    /// The number of pairs.
    public let n: Int
    /// The mean before, with its t interval.
    public let before: Estimate
    /// The mean after, with its t interval.
    public let after: Estimate
    /// The sample standard deviation before.
    public let standardDeviationBefore: Estimate
    /// The sample standard deviation after.
    public let standardDeviationAfter: Estimate
    /// The sample standard deviation of the changes.
    public let standardDeviationOfChange: Estimate
    /// The median before.
    public let medianBefore: Estimate
    /// The median after.
    public let medianAfter: Estimate
    /// The mean change with its t interval, in the unit of the values.
    public let meanChange: Estimate
    /// Pearson's correlation of before and after.
    public let correlation: Estimate
    /// The paired t test of no mean change; two-sided, assuming changes near normal or many pairs.
    public let pairedT: TestOutcome
    /// Cohen's dz, mean over standard deviation of the changes, with limits from the noncentral t distribution.
    public let cohensDz: Estimate
    /// Hedges' gz: dz and its limits times J(n − 1), which takes out the bias of small samples.
    public let hedgesGz: Estimate
    /// The mean change over √((s²before + s²after)/2), with the limits of dz times s_change over that root.
    ///
    /// The spreads seen stand in for the true ones in that factor, which keeps the level well for changes near normal; it needs
    /// no equal spreads before and after, as dz √(2(1 − r)) does. For skewed changes take the BCa limits of ``Bootstrap``.
    public let dAv: Estimate
    /// dz √(2(1 − r)): the effect on the scale of a repeated measure.
    public let dRm: Estimate
    /// Glass's Δ: the mean change over the standard deviation before.
    public let glassDelta: Estimate
    /// The correction J(n − 1) = Γ(ν/2) / (√(ν/2) Γ((ν − 1)/2)).
    public let hedgesCorrection: Estimate
    /// Pairs whose value moved in the wanted direction, out of all; ``Proportion/share(confidence:method:)`` has the rest.
    public let improved: Proportion
    /// Pairs whose value stayed, out of all.
    public let same: Proportion
    /// Pairs whose value moved against the wanted direction, out of all.
    public let worsened: Proportion
    /// Wilcoxon's signed-rank test of the changes.
    public let wilcoxon: WilcoxonSignedRank
    /// The sign test: a fair coin for each pair with a change.
    public let signTest: TestOutcome

    /// The paired change of a transition table.
    ///
    /// - Parameters:
    ///   - table: The counts by value before and after.
    ///   - higherIsBetter: Which direction counts as improved.
    ///   - confidence: The level of all intervals.
    /// - Throws: ``StatisticsError/valueNotFinite`` when a change is beyond double precision.
    public init(
        _ table: TransitionTable, higherIsBetter: Bool = true, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let (first, second, change) = (try table.before(), try table.after(), try table.change())
        let (m1, m2, moments) = (first.moments, second.moments, change.moments)
        n = table.n
        before = m1.meanEstimate(confidence: confidence)
        after = m2.meanEstimate(confidence: confidence)
        (standardDeviationBefore, standardDeviationAfter) = (spread(m1), spread(m2))
        standardDeviationOfChange = spread(moments)
        (medianBefore, medianAfter) = (first.median, second.median)
        meanChange = moments.meanEstimate(confidence: confidence)
        let r = pearson(table, m1, m2)
        correlation = r

        let up = change.entries.reduce(0) { $0 + ($1.value > 0 ? $1.count : 0) }
        let down = change.entries.reduce(0) { $0 + ($1.value < 0 ? $1.count : 0) }
        improved = Proportion(unchecked: higherIsBetter ? up : down, of: n)
        worsened = Proportion(unchecked: higherIsBetter ? down : up, of: n)
        same = Proportion(unchecked: n - up - down, of: n)
        wilcoxon = WilcoxonSignedRank(change: change, confidence: confidence)
        signTest = Statistics.signTest(of: change)

        let average = pooledSpread(m1, m2)
        let averaged = standardised(moments.mean, average, n: n)
        glassDelta = standardised(moments.mean, m1.standardDeviation, n: n)
        let v = Double(n - 1)
        let j = hedgesFactor(degreesOfFreedom: v)
        // One degree of freedom makes J zero: there is no unbiased effect of two pairs.
        hedgesCorrection = j > 0 ? Estimate(j, n: n) : Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n)
        guard let sd = moments.standardDeviation, sd > 0 else {
            let reason: Unavailable = n == 0 ? .noObservations : n == 1 ? .tooFew : .noVariation
            pairedT = TestOutcome(unavailable: reason, n: n)
            let none = Estimate(unavailable: reason, n: n)
            (cohensDz, hedgesGz, dRm) = (none, none, none)
            dAv = averaged.value.map { Estimate($0, n: table.n, noIntervalBecause: reason) } ?? averaged
            return
        }
        let root = Double(n).squareRoot()
        let t = moments.mean / (sd / root)
        pairedT = TestOutcome(
            statistic: t, degreesOfFreedom: v, p: GSL.studentTwoSided(t, degreesOfFreedom: v), n: n)
        let dz = moments.mean / sd
        let limits = noncentralLimits(t: t, degreesOfFreedom: v, confidence: confidence)
        cohensDz = Estimate(dz, n: n, lower: limits.lower / root, upper: limits.upper / root)
        // No averaged.value without an average above zero.
        let factor = sd / (average ?? .nan) / root
        dAv =
            averaged.value.map { Estimate($0, n: table.n, lower: limits.lower * factor, upper: limits.upper * factor) }
            ?? averaged
        hedgesGz =
            j > 0
            ? Estimate(j * dz, n: n, lower: j * limits.lower / root, upper: j * limits.upper / root)
            : Estimate(unavailable: .tooFew, n: n)
        dRm =
            r.value.map { Estimate(dz * max(0, 2 * (1 - $0)).squareRoot(), n: table.n) }
            ?? Estimate(unavailable: r.reason ?? .noVariation, n: table.n)
    }
}

/// The exact sign test: whether rises and falls are equally likely, a fair coin for each pair with a change.
///
/// - Returns: A two-sided p-value; ``Unavailable/noObservations`` without pairs, ``Unavailable/noChange`` without changes.
public func signTest(of change: Distribution) -> TestOutcome {
    let up = change.entries.reduce(0) { $0 + ($1.value > 0 ? $1.count : 0) }
    let down = change.entries.reduce(0) { $0 + ($1.value < 0 ? $1.count : 0) }
    guard up > 0 || down > 0 else {
        return TestOutcome(unavailable: change.n == 0 ? .noObservations : .noChange, n: change.n)
    }
    return TestOutcome(p: GSL.fairBinomialTwoSided(up, down), n: up + down)
}

/// The sample standard deviation as an estimate.
func spread(_ moments: Moments) -> Estimate {
    moments.standardDeviation.map { Estimate($0, n: moments.n) }
        ?? Estimate(unavailable: moments.n == 0 ? .noObservations : .tooFew, n: moments.n)
}

/// Hedges' J(ν), zero for one degree of freedom or fewer.
func hedgesFactor(degreesOfFreedom v: Double) -> Double {
    guard v > 1 else { return 0 }
    return exp(GSL.logGamma(v / 2) - GSL.logGamma((v - 1) / 2)) / (v / 2).squareRoot()
}

/// The limits of the noncentrality under which the t seen is at the outer quantiles; NaN when not to be found.
func noncentralLimits(
    t: Double, degreesOfFreedom: Double, confidence: ConfidenceLevel
) -> (lower: Double, upper: Double) {
    let distribution = NoncentralT(statistic: t, degreesOfFreedom: degreesOfFreedom)
    let high = confidence.upperProbability
    return (
        distribution.noncentrality(whereLowerIs: high) ?? .nan,
        distribution.noncentrality(whereLowerIs: 1 - high) ?? .nan
    )
}

private func pooledSpread(_ first: Moments, _ second: Moments) -> Double? {
    guard let v1 = first.variance, let v2 = second.variance else { return nil }
    return ((v1 + v2) / 2).squareRoot()
}

/// A difference over a spread, or why not.
func standardised(_ difference: Double, _ spread: Double?, n: Int) -> Estimate {
    guard let spread else { return Estimate(unavailable: n == 0 ? .noObservations : .tooFew, n: n) }
    return spread > 0 ? Estimate(difference / spread, n: n) : Estimate(unavailable: .noVariation, n: n)
}

/// Pearson's correlation of a table's two sides.
func pearson(_ table: TransitionTable, _ first: Moments, _ second: Moments) -> Estimate {
    guard table.n > 1 else { return Estimate(unavailable: table.n == 0 ? .noObservations : .tooFew, n: table.n) }
    let (s1, s2) = (first.sumOfSquaredDeviations, second.sumOfSquaredDeviations)
    guard s1 > 0, s2 > 0 else { return Estimate(unavailable: .noVariation, n: table.n) }
    let products = compensatedSum(
        table.cells.lazy.map { Double($0.count) * ($0.before - first.mean) * ($0.after - second.mean) })
    return Estimate(min(1, max(-1, products / (s1.squareRoot() * s2.squareRoot()))), n: table.n)
}
