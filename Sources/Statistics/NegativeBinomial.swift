import Glibc

/// The mean of counts that vary more than Poisson's, after the negative binomial distribution with mean μ and dispersion k, whose
/// variance is μ + μ²/k: the smaller k is, the more of the whole comes from a few.
///
/// μ is the mean of the counts; k is found by maximum likelihood. Counts whose variance is not above their mean have no finite k
/// (``Unavailable/notReached``): they are taken as Poisson's, k without end. No counts give ``Unavailable/noObservations``.
///
/// - SeeAlso: J. O. Lloyd-Smith, S. J. Schreiber, P. E. Kopp, W. M. Getz (2005), *Nature* 438, 355–359, doi:10.1038/nature04153;
///   J. O. Lloyd-Smith (2007), *PLoS ONE* 2(2), e180, doi:10.1371/journal.pone.0000180, for k by maximum likelihood.
public struct NegativeBinomialFit: Sendable, Hashable {
    /// The counts.
    public let n: Int
    /// The mean, with the interval μ·e^±z√((1/μ + 1/k)/n), of the delta method on the log scale; none when all counts are 0.
    public let mean: Estimate
    /// k, with its interval on the log scale from the observed information.
    public let dispersion: Estimate

    /// Fits counts.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for a value that is no count.
    /// - Complexity: O(d) for d distinct counts, some hundred times.
    public init(_ counts: Distribution, confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        for entry in counts.entries {
            guard entry.value >= 0, entry.value.rounded() == entry.value else {
                throw .unexpectedValue(entry.value, column: "count", allowed: "whole numbers from 0")
            }
        }
        let n = counts.n
        self.n = n
        let moments = counts.moments
        let mean = moments.mean
        guard n > 0, mean > 0 else {
            self.mean =
                n == 0
                ? Estimate(unavailable: .noObservations, n: 0) : Estimate(0, n: n, noIntervalBecause: .noVariation)
            dispersion = Estimate(unavailable: n == 0 ? .noObservations : .noVariation, n: n)
            return
        }
        let likelihood = DispersionLikelihood(counts, mean: mean)
        let isOverdispersed = moments.sumOfSquaredDeviations / Double(n) > mean * (1 + 1e-12)
        let k = isOverdispersed ? likelihood.maximum : nil
        let error = ((1 / mean + (k.map { 1 / $0 } ?? 0)) / Double(n)).squareRoot()
        let margin = confidence.normalDeviate * error
        self.mean = Estimate(
            mean, n: n, standardError: mean * error, lower: mean * exp(-margin), upper: mean * exp(margin))
        dispersion =
            k.map { (k) in
                let information = likelihood.information(k)
                guard information > 0 else { return Estimate(k, n: n, noIntervalBecause: .notRepresentable) }
                let error = 1 / information.squareRoot()
                let margin = confidence.normalDeviate * error / k
                return Estimate(
                    k, n: n, standardError: error, lower: k * exp(-margin), upper: k * exp(margin))
            } ?? Estimate(unavailable: .notReached, n: n)
    }
}

/// The likelihood of k at the mean of the counts: its slope and its curvature.
private struct DispersionLikelihood {
    /// Stretches of j from 0 to the greatest count, with how many counts are above each of them.
    private let stretches: [(from: Double, to: Double, above: Double)]
    private let mean: Double
    private let n: Double

    init(_ counts: Distribution, mean: Double) {
        var stretches: [(from: Double, to: Double, above: Double)] = []
        var (from, above) = (0.0, counts.n)
        for entry in counts.entries {
            if entry.value > from { stretches.append((from, entry.value, Double(above))) }
            above -= entry.count
            from = entry.value
        }
        self.stretches = stretches
        self.mean = mean
        n = Double(counts.n)
    }

    /// Σ over counts y of Σ 1/(k + j) for j < y, less n ln(1 + μ/k).
    private func slope(_ k: Double) -> Double {
        let sums = stretches.lazy.map { (from, to, above) in
            above * (to - from <= 64 ? sum(from, to) { 1 / (k + $0) } : GSL.digamma(k + to) - GSL.digamma(k + from))
        }
        return compensatedSum(sums) - n * log1p(mean / k)
    }

    func information(_ k: Double) -> Double {
        let sums = stretches.lazy.map { (from, to, above) in
            above
                * (to - from <= 64
                    ? sum(from, to) { 1 / ((k + $0) * (k + $0)) } : GSL.trigamma(k + from) - GSL.trigamma(k + to))
        }
        return compensatedSum(sums) - n * mean / (k * (k + mean))
    }

    private func sum(_ from: Double, _ to: Double, _ term: (Double) -> Double) -> Double {
        var (sum, place) = (0.0, from)
        while place < to {
            sum += term(place)
            place += 1
        }
        return sum
    }

    /// Where the slope turns from above zero to below; nil where it does not before k is so large that only Poisson's is left.
    var maximum: Double? {
        var (low, high) = (log(1e-9), log(1e7))
        guard slope(exp(low)) > 0, slope(exp(high)) < 0 else { return nil }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if slope(exp(middle)) > 0 { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }
}
