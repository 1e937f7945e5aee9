import Glibc

/// So many out of so many: a part that is no larger than its whole.
public struct Proportion: Sendable, Hashable {
    /// How many have the property.
    public let successes: Int
    /// Out of how many.
    public let n: Int

    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/successesExceedTotal(successes:total:)``.
    public init(_ successes: Int, of n: Int) throws(StatisticsError) {
        guard successes >= 0 else { throw .negativeCount(successes) }
        guard n >= 0 else { throw .negativeCount(n) }
        guard successes <= n else { throw .successesExceedTotal(successes: successes, total: n) }
        self.init(unchecked: successes, of: n)
    }

    init(unchecked successes: Int, of n: Int) {
        self.successes = successes
        self.n = n
    }

    /// Those without the property.
    public var failures: Int { n - successes }

    /// How the interval of a share is made.
    public enum IntervalMethod: String, Sendable, Hashable, Codable, CaseIterable {
        /// The score interval of Wilson (1927): close to its level even for small n and shares near 0 or 1.
        case wilson
        /// Wilson's interval with a continuity correction (Newcombe 1998, method 4).
        case wilsonCorrected = "wilson-corrected"
        /// The exact interval of Clopper and Pearson (1934): never below its level, so wider.
        case clopperPearson = "clopper-pearson"
        /// The adjusted Wald interval of Agresti and Coull (1998), not cut off at 0 and 1.
        case agrestiCoull = "agresti-coull"
    }

    /// The share with its interval.
    ///
    /// - Returns: A share in 0...1; ``Unavailable/noObservations`` when n = 0.
    /// - SeeAlso: R. G. Newcombe (1998), *Statistics in Medicine* 17(8), 857–872.
    public func share(
        confidence: ConfidenceLevel = .ninetyFive, method: IntervalMethod = .wilson
    ) -> Estimate {
        guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        let total = Double(n)
        let share = Double(successes) / total
        let limits =
            switch method {
            case .wilson: wilsonLimits(confidence.normalDeviate)
            case .wilsonCorrected: correctedLimits(confidence.normalDeviate)
            case .clopperPearson: exactLimits(confidence)
            case .agrestiCoull: adjustedLimits(confidence.normalDeviate)
            }
        let error = (share * (1 - share) / total).squareRoot()
        return Estimate(share, n: n, standardError: error, lower: limits.lower, upper: limits.upper)
    }

    typealias Limits = (lower: Double, upper: Double)

    func wilsonLimits(_ z: Double) -> Limits {
        let (x, total) = (Double(successes), Double(n))
        let centre = (x + z * z / 2) / (total + z * z)
        let margin = z / (total + z * z) * (x * Double(failures) / total + z * z / 4).squareRoot()
        return (successes == 0 ? 0 : max(0, centre - margin), failures == 0 ? 1 : min(1, centre + margin))
    }

    private func correctedLimits(_ z: Double) -> Limits {
        let (x, total) = (Double(successes), Double(n))
        let correction = min(0.5, abs(x - total / 2))  // as R's prop.test does against one half
        func limit(_ shifted: Double, _ sign: Double) -> Double {
            let share = shifted / total
            let root = (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot()
            return (share + z * z / (2 * total) + sign * z * root) / (1 + z * z / total)
        }
        let lower = successes == 0 ? 0 : max(0, limit(x - correction, -1))
        let upper = failures == 0 ? 1 : min(1, limit(x + correction, 1))
        return (lower, upper)
    }

    private func exactLimits(_ confidence: ConfidenceLevel) -> Limits {
        let (x, rest) = (Double(successes), Double(failures))
        let tail = 1 - confidence.upperProbability
        let lower = successes == 0 ? 0 : GSL.betaQuantile(tail, x, rest + 1)
        let upper = failures == 0 ? 1 : GSL.betaQuantile(confidence.upperProbability, x + 1, rest)
        return (lower, upper)
    }

    private func adjustedLimits(_ z: Double) -> Limits {
        let total = Double(n) + z * z
        let centre = (Double(successes) + z * z / 2) / total
        let margin = z * (centre * (1 - centre) / total).squareRoot()
        return (centre - margin, centre + margin)
    }
}
