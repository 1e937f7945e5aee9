/// The difference of two groups' mean times without the event within a horizon.
///
/// Δ = ∫₀^τ S₁(t) − S₂(t) dt with the standard error √(se₁² + se₂²) and a normal interval and test. Unlike the log-rank test it
/// needs no proportional hazards, and it is in units of time.
///
/// - SeeAlso: P. Royston, M. K. B. Parmar (2013), *BMC Medical Research Methodology* 13, 152, doi:10.1186/1471-2288-13-152;
///   J. P. Klein, M. L. Moeschberger (2003), *Survival Analysis*, 2nd ed., section 4.5, for the variance.
public struct RestrictedMeanDifference: Sendable, Hashable {
    /// The horizon τ, in the unit of the times.
    public let horizon: Double
    /// The restricted mean of the first group.
    public let first: Estimate
    /// The restricted mean of the second group.
    public let second: Estimate
    /// The first minus the second, with its standard error and interval.
    public let difference: Estimate
    /// The normal test that the difference is zero.
    public let test: TestOutcome

    /// Compares two curves up to a horizon.
    ///
    /// The reason of the group that has no restricted mean is that of the difference. Without any event within the horizon there
    /// is a difference of 0 and no test: ``Unavailable/noVariation``.
    ///
    /// - Parameters:
    ///   - first: A survival curve.
    ///   - second: The curve that it is compared with.
    ///   - horizon: The time up to which the means are taken; see ``commonHorizon(_:)``.
    public init(
        _ first: KaplanMeier, _ second: KaplanMeier, upTo horizon: Double, confidence: ConfidenceLevel = .ninetyFive
    ) {
        self.horizon = horizon
        self.first = first.restrictedMean(upTo: horizon)
        self.second = second.restrictedMean(upTo: horizon)
        let (sum, overflow) = first.n.addingReportingOverflow(second.n)
        let n = overflow ? Int.max : sum
        guard let one = self.first.value, let two = self.second.value else {
            let reason = self.first.reason ?? self.second.reason ?? .noObservations
            difference = Estimate(unavailable: reason, n: n)
            test = TestOutcome(unavailable: reason, n: n)
            return
        }
        let errors = (self.first.standardError ?? 0, self.second.standardError ?? 0)
        let error = (errors.0 * errors.0 + errors.1 * errors.1).squareRoot()
        guard error > 0 else {
            difference = Estimate(one - two, n: n, standardError: 0, noIntervalBecause: .noVariation)
            test = TestOutcome(unavailable: .noVariation, n: n)
            return
        }
        let margin = confidence.normalDeviate * error
        difference = Estimate(
            one - two, n: n, standardError: error, lower: one - two - margin, upper: one - two + margin)
        let z = (one - two) / error
        test = TestOutcome(statistic: z, p: GSL.normalTwoSided(z), n: n)
    }

    /// The largest horizon that all curves can be taken to: the least of their last times; nil when one has no observations.
    ///
    /// A curve that has come down to zero can be taken to any time, so it sets no limit unless all have.
    public static func commonHorizon(_ curves: [KaplanMeier]) -> Double? {
        var open: Double?
        var longest = 0.0
        for curve in curves {
            guard let last = curve.points.last else { return nil }
            longest = max(longest, last.time)
            if last.survival > 0 { open = min(open ?? last.time, last.time) }
        }
        return curves.isEmpty ? nil : open ?? longest
    }
}
