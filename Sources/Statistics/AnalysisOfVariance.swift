/// The comparison of the means of several unpaired groups: Fisher's analysis of variance, and Welch's.
///
/// Hypothesis of the tests: all groups have the same mean. Empty groups are left out; with fewer than two others there is
/// ``Unavailable/tooFew``, without any observation ``Unavailable/noObservations``.
///
/// - SeeAlso: R. A. Fisher (1925), *Statistical Methods for Research Workers*; W. L. Hays (1963), *Statistics for
///   Psychologists* (ω²); B. L. Welch (1951), *Biometrika* 38(3–4), 330–336.
public struct AnalysisOfVariance: Sendable, Hashable {
    /// All observations.
    public let n: Int
    /// The mean of each group with its t interval.
    public let means: [Estimate]
    /// Fisher's test, which assumes equal spreads. Groups of one each are ``Unavailable/tooFew``, and groups without any
    /// spread within ``Unavailable/noVariation``.
    public let test: FTest
    /// η², the share of the spread that lies between the groups, 0...1; without interval.
    public let etaSquared: Estimate
    /// ω², η² without its upward bias; below zero where the groups differ less than chance lets them. Without interval.
    public let omegaSquared: Estimate
    /// Welch's test, which allows for unequal spreads. A group of one is ``Unavailable/tooFew``, and a group without spread,
    /// whose weight would be infinite, ``Unavailable/noVariation``.
    public let welch: FTest

    /// Compares two or more groups by their moments.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public init(_ groups: [Moments], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        means = groups.map { $0.meanEstimate(confidence: confidence) }
        let present = groups.filter { $0.n > 0 }
        var size = 0
        for group in present {
            let (sum, overflow) = size.addingReportingOverflow(group.n)
            guard !overflow else { throw .overflow }
            size = sum
        }
        n = size
        guard present.count > 1, let origin = present.first?.mean else {
            let reason: Unavailable = size == 0 ? .noObservations : .tooFew
            (test, welch) = (FTest(unavailable: reason, n: size), FTest(unavailable: reason, n: size))
            (etaSquared, omegaSquared) = (
                Estimate(unavailable: reason, n: size), Estimate(unavailable: reason, n: size)
            )
            return
        }
        welch = Self.welchTest(present, n: size)
        let total = Double(size)
        let shift = compensatedSum(present.lazy.map { Double($0.n) * ($0.mean - origin) }) / total
        let between = compensatedSum(
            present.lazy.map { (group) in
                let gap = group.mean - origin - shift
                return Double(group.n) * gap * gap
            })
        let within = compensatedSum(present.lazy.map(\.sumOfSquaredDeviations))
        let (freedom, rest) = (Double(present.count - 1), Double(size - present.count))
        guard between + within > 0 else {
            test = FTest(unavailable: .noVariation, n: size)
            (etaSquared, omegaSquared) = (
                Estimate(unavailable: .noVariation, n: size), Estimate(unavailable: .noVariation, n: size)
            )
            return
        }
        etaSquared = Estimate(between / (between + within), n: size)
        guard rest > 0 else {
            test = FTest(unavailable: .tooFew, n: size)
            omegaSquared = Estimate(unavailable: .tooFew, n: size)
            return
        }
        let error = within / rest
        omegaSquared = Estimate((between - freedom * error) / (between + within + error), n: size)
        test =
            error > 0
            ? FTest(between / freedom / error, numerator: freedom, denominator: rest, n: size)
            : FTest(unavailable: .noVariation, n: size)
    }

    /// Welch's test of two or more groups, none of them empty.
    private static func welchTest(_ groups: [Moments], n: Int) -> FTest {
        var parts: [(weight: Double, mean: Double, freedom: Double)] = []
        let origin = groups.first?.mean ?? 0
        for group in groups {
            guard let variance = group.variance else { return FTest(unavailable: .tooFew, n: n) }
            guard variance > 0 else { return FTest(unavailable: .noVariation, n: n) }
            parts.append((Double(group.n) / variance, group.mean - origin, Double(group.n - 1)))
        }
        let k = Double(groups.count)
        let weights = compensatedSum(parts.lazy.map(\.weight))
        let mean = compensatedSum(parts.lazy.map { $0.weight * $0.mean }) / weights
        let between = compensatedSum(parts.lazy.map { $0.weight * ($0.mean - mean) * ($0.mean - mean) }) / (k - 1)
        let spread = compensatedSum(
            parts.lazy.map { (part) in
                let rest = 1 - part.weight / weights
                return rest * rest / part.freedom
            })
        let base = 1 + 2 * (k - 2) / (k * k - 1) * spread
        return FTest(between / base, numerator: k - 1, denominator: (k * k - 1) / (3 * spread), n: n)
    }
}
