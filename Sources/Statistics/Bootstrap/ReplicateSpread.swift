/// The resampled values of a statistic, and what follows from them.
public struct ReplicateSpread: Sendable, Hashable {
    /// The values in ascending order.
    let sorted: [Double]
    /// Their mean; 0 without any.
    public let mean: Double
    /// Their standard deviation; 0 with fewer than two, or where all are equal but for rounding.
    public let standardError: Double
    /// The share of resamples below the estimate, ties counted half.
    let shareBelow: Double

    /// The spread of resamples in any order about the value of the data themselves; those that are not finite are left out.
    public init(replicates: [Double], about value: Double) {
        self.init(replicates.filter(\.isFinite).sorted(), about: value)
    }

    /// The spread of resamples in ascending order.
    init(_ sorted: [Double], about value: Double) {
        self.sorted = sorted
        let count = Double(sorted.count)
        let centre = sorted.isEmpty ? 0 : value + compensatedSum(sorted.lazy.map { $0 - value }) / count
        mean = centre
        let extreme = max(abs(sorted.first ?? 0), abs(sorted.last ?? 0), abs(value))
        // The same mean may come out of different cells with another last digit; that is still a tie.
        let noise = extreme * 1e-12
        let range = (sorted.last ?? 0) - (sorted.first ?? 0)
        let squares = compensatedSum(sorted.lazy.map { ($0 - centre) * ($0 - centre) })
        standardError = range > noise && count > 1 ? (squares / (count - 1)).squareRoot() : 0
        let below = sorted.count { $0 < value - noise }
        let equal = sorted.count { abs($0 - value) <= noise }
        shareBelow = (Double(below) + Double(equal) / 2) / count
    }

    /// The value at rank (B + 1) p of B resamples, linear between two ranks, the extremes beyond them; NaN without any.
    public func quantile(_ probability: Double) -> Double {
        guard let first = sorted.first, let last = sorted.last else { return .nan }
        let rank = (Double(sorted.count) + 1) * probability
        if rank <= 1 { return first }
        guard let low = Int(exactly: rank.rounded(.down)), low < sorted.count else { return last }
        return sorted[low - 1] + (rank - Double(low)) * (sorted[low] - sorted[low - 1])
    }

    /// The percentile interval: from the quantile below it to the one above.
    public func interval(_ confidence: ConfidenceLevel) -> Interval? {
        Interval(lower: quantile(1 - confidence.upperProbability), upper: quantile(confidence.upperProbability))
    }
}
