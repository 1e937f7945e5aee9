import Glibc

/// The bootstrap of a statistic of counted tables: its standard error, bias and two intervals, from resamples with replacement.
///
/// The percentile interval takes the outer quantiles of the resampled statistic. The BCa interval corrects them for bias (z₀,
/// from the share of resamples below the estimate, ties counted half) and for a spread that changes with the value (the
/// acceleration, from the grouped jackknife); it is the better one for skewed statistics. Quantiles are linear between the
/// ranks (B + 1) p of B resamples.
///
/// A seed gives the same resamples on every machine and in any order; see ``BootstrapOptions``.
///
/// No observations give ``Unavailable/noObservations``. There is a value but no interval with a single observation in a sample
/// or where the statistic is undefined in more than one resample of a hundred (``Unavailable/tooFew``), where all
/// resamples are equal (``Unavailable/noVariation``), and, for BCa, where all lie on one side of the estimate
/// (``Unavailable/notRepresentable``).
///
/// - Complexity: O(B k + k²) for k cells, whatever the counts.
/// - SeeAlso: B. Efron (1987), *JASA* 82(397), 171–185, doi:10.1080/01621459.1987.10478410; A. C. Davison, D. V. Hinkley
///   (1997), *Bootstrap Methods and their Application*, sections 2.4, 5.3 and (for more than one sample) 3.2.
public struct Bootstrap: Sendable, Hashable {
    /// The statistic with the bootstrap's standard error and the percentile interval.
    public let percentile: Estimate
    /// The statistic with the bootstrap's standard error and the BCa interval.
    public let bca: Estimate
    /// The mean of the resampled statistic minus the statistic.
    public let bias: Estimate
    /// z₀, the correction for bias on the normal scale; nil where there is none.
    public let biasCorrection: Double?
    /// The acceleration a; nil where there is none.
    public let acceleration: Double?
    /// The resamples in which the statistic is defined.
    public let usableReplicates: Int

    /// - Parameter undefined: Why the statistic of the table itself may be undefined.
    init(
        _ resampling: CountedResampling, n: Int, undefined: Unavailable, options: BootstrapOptions,
        confidence: ConfidenceLevel
    ) {
        let sizes = resampling.samples.map { resampling.size(of: $0) }
        guard let smallest = sizes.min(), smallest > 0, let value = resampling.statistic(resampling.counts) else {
            let reason = sizes.min() ?? 0 > 0 ? undefined : .noObservations
            self.init(Estimate(unavailable: reason, n: n))
            return
        }
        guard smallest > 1 else {
            self.init(Estimate(value, n: n, noIntervalBecause: .tooFew))
            return
        }
        let replicates = resampling.replicates(0..<options.replicates, seed: options.seed)
            .compactMap { $0 }.filter(\.isFinite).sorted()
        guard replicates.count >= options.replicates - options.replicates / 100 else {
            self.init(Estimate(value, n: n, noIntervalBecause: .tooFew), replicates.count)
            return
        }
        let spread = ReplicateSpread(replicates, about: value)
        guard spread.standardError > 0 else {
            self.init(
                Estimate(value, n: n, standardError: 0, noIntervalBecause: .noVariation), replicates.count)
            return
        }
        let tail = 1 - confidence.upperProbability
        let z0 = GSL.normalQuantile(spread.shareBelow)
        let skew = resampling.acceleration()
        func estimate(_ low: Double, _ high: Double) -> Estimate {
            Estimate(
                value, n: n, standardError: spread.standardError, lower: spread.quantile(low),
                upper: spread.quantile(high))
        }
        let corrected = skew.flatMap { (skew) -> Estimate? in
            guard z0.isFinite, let low = shifted(tail, z0, skew), let high = shifted(1 - tail, z0, skew) else {
                return nil
            }
            return estimate(low, high)
        }
        self.init(
            percentile: estimate(tail, 1 - tail),
            bca: corrected
                ?? Estimate(
                    value, n: n, standardError: spread.standardError, noIntervalBecause: .notRepresentable),
            bias: Estimate(spread.mean - value, n: n), biasCorrection: z0.isFinite ? z0 : nil, acceleration: skew,
            usableReplicates: replicates.count)
    }

    private init(_ estimate: Estimate, _ usable: Int = 0) {
        self.init(
            percentile: estimate, bca: estimate,
            bias: Estimate(unavailable: estimate.reason ?? estimate.intervalReason ?? .tooFew, n: estimate.n),
            biasCorrection: nil, acceleration: nil, usableReplicates: usable)
    }

    private init(
        percentile: Estimate, bca: Estimate, bias: Estimate, biasCorrection: Double?, acceleration: Double?,
        usableReplicates: Int
    ) {
        self.percentile = percentile
        self.bca = bca
        self.bias = bias
        self.biasCorrection = biasCorrection
        self.acceleration = acceleration
        self.usableReplicates = usableReplicates
    }
}

/// The probability at which BCa takes the limit; nil where the correction has no solution.
private func shifted(_ probability: Double, _ z0: Double, _ acceleration: Double) -> Double? {
    let z = z0 + GSL.normalQuantile(probability)
    let scale = 1 - acceleration * z
    guard scale > 0 else { return nil }
    let level = GSL.normalLower(z0 + z / scale)
    return level.isFinite ? level : nil
}
