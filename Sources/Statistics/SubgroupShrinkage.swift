import Glibc

/// Estimates of subgroups drawn towards their common mean, the more the less certain each is.
///
/// Small groups are at the top and the bottom of any list by chance alone. In the normal–normal model with a variance τ² between
/// groups, group i's best guess is Bᵢ yᵢ + (1 − Bᵢ) μ with Bᵢ = τ²/(τ² + sᵢ²) and variance Bᵢ sᵢ² + (1 − Bᵢ)² Var(μ), where μ
/// is the mean weighted by 1/(τ² + sᵢ²). With τ² = 0 the groups are not told apart, and each gets the common mean.
///
/// A group without a standard error above zero cannot be weighed: it keeps its reason, or ``Unavailable/noVariation``, and the
/// others are shrunken without it. With fewer than two groups left there is nothing to shrink towards: ``Unavailable/tooFew``.
///
/// - SeeAlso: S. W. Raudenbush, A. S. Bryk (1985), *Journal of Educational Statistics* 10(2), 75–98; C. N. Morris (1983),
///   *JASA* 78(381), 47–55; R. DerSimonian, N. Laird (1986), *Controlled Clinical Trials* 7(3), 177–188;
///   J. P. T. Higgins, S. G. Thompson (2002), *Statistics in Medicine* 21(11), 1539–1558 for I²; W. Viechtbauer (2005), *Journal
///   of Educational and Behavioral Statistics* 30(3), 261–293 for the restricted likelihood.
public struct SubgroupShrinkage: Sendable, Hashable {
    /// How the variance between groups is found.
    public enum Variance: String, Sendable, Hashable, Codable, CaseIterable {
        /// From Q by the method of moments, in closed form.
        case derSimonianLaird = "dersimonian-laird"
        /// By restricted maximum likelihood, less biased where groups differ much in size.
        case restrictedLikelihood = "reml"
    }

    /// The shrunken estimates in the order of the groups, each with its standard error and interval.
    public let shrunken: [Estimate]
    /// The common mean μ with its normal interval.
    public let mean: Estimate
    /// The variance between groups τ², zero or more.
    public let tauSquared: Estimate
    /// Cochran's Q test that all groups have the same true value, on k − 1 degrees of freedom.
    public let heterogeneity: TestOutcome
    /// I² = (Q − (k − 1))/Q, at least 0: the share of the variation between groups that chance does not explain.
    public let iSquared: Estimate

    /// Shrinks estimates of separate groups.
    ///
    /// - Parameters:
    ///   - groups: A value with its standard error for each group, of independent groups.
    ///   - variance: How τ² is found.
    ///   - confidence: The level of all intervals.
    public init(
        _ groups: [Estimate], variance: Variance = .restrictedLikelihood, confidence: ConfidenceLevel = .ninetyFive
    ) {
        let usable = groups.compactMap { (group) -> Weighable? in
            guard let value = group.value, let error = group.standardError, error > 0 else { return nil }
            return Weighable(value: value, variance: error * error)
        }
        let n = groups.reduce(0) { $0.addingReportingOverflow($1.n).overflow ? Int.max : $0 + $1.n }
        guard usable.count > 1, let common = Pooled(usable, tauSquared: 0) else {
            let reason: Unavailable =
                groups.isEmpty ? .noObservations : usable.count > 1 ? .notRepresentable : .tooFew
            let none = Estimate(unavailable: reason, n: n)
            shrunken = groups.map { Estimate(unavailable: $0.reason ?? reason, n: $0.n) }
            (mean, tauSquared, iSquared) = (none, none, none)
            heterogeneity = TestOutcome(unavailable: reason, n: usable.count)
            return
        }
        let freedom = Double(usable.count - 1)
        let q = common.spread
        heterogeneity = TestOutcome(
            statistic: q, degreesOfFreedom: freedom, p: GSL.chiSquareUpper(q, degreesOfFreedom: freedom),
            n: usable.count)
        iSquared = Estimate(q > freedom ? (q - freedom) / q : 0, n: n)
        let moment = momentVariance(usable, q: q)
        let found: Double? =
            switch variance {
            case .derSimonianLaird: moment
            case .restrictedLikelihood: likelihoodVariance(usable, start: moment)
            }
        guard let tau = found, let pooled = Pooled(usable, tauSquared: tau) else {
            let none = Estimate(unavailable: .notRepresentable, n: n)
            (mean, tauSquared) = (none, none)
            shrunken = groups.map { Estimate(unavailable: $0.reason ?? .notRepresentable, n: $0.n) }
            return
        }
        tauSquared = Estimate(tau, n: n)
        let z = confidence.normalDeviate
        func estimate(_ value: Double, _ variance: Double, n: Int) -> Estimate {
            let error = variance.squareRoot()
            return Estimate(value, n: n, standardError: error, lower: value - z * error, upper: value + z * error)
        }
        mean = estimate(pooled.mean, pooled.variance, n: n)
        shrunken = groups.map { (group) in
            guard let value = group.value else {
                return Estimate(unavailable: group.reason ?? .noObservations, n: group.n)
            }
            guard let error = group.standardError, error > 0 else {
                return Estimate(unavailable: group.intervalReason ?? .noVariation, n: group.n)
            }
            let own = tau / (tau + error * error)
            return estimate(
                own * value + (1 - own) * pooled.mean,
                own * error * error + (1 - own) * (1 - own) * pooled.variance, n: group.n)
        }
    }
}

/// A group's estimate and its sampling variance, above zero.
private struct Weighable {
    let value: Double
    let variance: Double
}

/// The mean of groups weighted by 1/(τ² + sᵢ²).
private struct Pooled {
    let mean: Double
    let variance: Double
    /// Σ w (y − μ)², Cochran's Q when τ² = 0.
    let spread: Double
    let weights: [Double]

    /// nil where the weights are beyond double precision.
    init?(_ groups: [Weighable], tauSquared: Double) {
        weights = groups.map { 1 / ($0.variance + tauSquared) }
        let total = compensatedSum(weights)
        guard total.isFinite, total > 0, let origin = groups.first?.value else { return nil }
        let centre = origin + compensatedSum(zip(groups, weights).lazy.map { $1 * ($0.value - origin) }) / total
        mean = centre
        variance = 1 / total
        spread = compensatedSum(zip(groups, weights).lazy.map { $1 * ($0.value - centre) * ($0.value - centre) })
        guard centre.isFinite, spread.isFinite else { return nil }
    }
}

/// DerSimonian and Laird's τ².
private func momentVariance(_ groups: [Weighable], q: Double) -> Double {
    let weights = groups.map { 1 / $0.variance }
    let total = compensatedSum(weights)
    let scale = total - compensatedSum(weights.lazy.map { $0 * $0 }) / total
    return scale > 0 ? max(0, (q - Double(groups.count - 1)) / scale) : 0
}

/// The τ² of greatest restricted likelihood: 0, or the root of its derivative.
///
/// Its derivative by τ² is ½ [Σw²(y − μ)² − Σw + Σw²/Σw] with w = 1/(τ² + s²). It is below zero for large τ²; the first change of
/// sign upwards from 0, or from the moment estimate where the likelihood falls at 0 already, is the maximum.
///
/// - Returns: nil where no change of sign is found within double precision.
private func likelihoodVariance(_ groups: [Weighable], start: Double) -> Double? {
    func slope(_ tau: Double) -> Double {
        guard let pooled = Pooled(groups, tauSquared: tau) else { return .nan }
        let total = compensatedSum(pooled.weights)
        let squares = compensatedSum(pooled.weights.lazy.map { $0 * $0 })
        let pull = compensatedSum(
            zip(groups, pooled.weights).lazy.map { (group, weight) in
                let gap = weight * (group.value - pooled.mean)
                return gap * gap
            })
        return pull - (total - squares / total)
    }
    let least = groups.map(\.variance).min() ?? 0
    guard slope(0).isFinite else { return nil }
    if slope(0) <= 0, start == 0 || slope(start) <= 0 { return 0 }
    var (low, high) = (slope(0) > 0 ? 0 : start, max(start, least) * 2)
    for _ in 0..<2_000 {
        let found = slope(high)
        guard found.isFinite else { return nil }
        if found <= 0 { return root(between: low, and: high, of: slope) }
        (low, high) = (high, high * 2)
    }
    return nil
}
