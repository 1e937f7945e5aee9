/// How unequal the weights of a sample are, and what that costs.
///
/// - SeeAlso: L. Kish (1965), *Survey Sampling*, Wiley, 11.7; L. Kish (1992), *Journal of Official Statistics* 8(2), 183–200.
public struct WeightSpread: Sendable, Hashable {
    /// The rows, with a weight above zero or not.
    public let n: Int
    /// The sum of weights.
    public let sum: Double
    /// The sum of squared weights.
    public let sumOfSquares: Double
    /// The least weight; nil when there are no rows.
    public let least: Double?
    /// The greatest weight; nil when there are no rows.
    public let greatest: Double?

    /// The spread of the weights of a table as they are.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public init(_ table: DesignTable) throws(StatisticsError) {
        let total = try table.total()
        let unit = DesignScale.power(table.scale.weightDecimals)
        self.init(
            n: total.n, sum: Double(total.w) / unit, sumOfSquares: total.ww.double / unit / unit,
            least: Double(total.leastWeight) / unit, greatest: Double(total.greatestWeight) / unit)
    }

    /// The spread of weights, each with the number of rows that have it.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/design(_:)`` for a weight below zero,
    ///   ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow``.
    public init(_ weights: [(weight: Double, count: Int)]) throws(StatisticsError) {
        var rows = 0
        for entry in weights {
            guard entry.count >= 0 else { throw .negativeCount(entry.count) }
            guard entry.weight.isFinite else { throw .valueNotFinite }
            guard entry.weight >= 0 else { throw .design(.negativeWeight(entry.weight)) }
            let (sum, overflow) = rows.addingReportingOverflow(entry.count)
            guard !overflow else { throw .overflow }
            rows = sum
        }
        let present = weights.filter { $0.count > 0 }.sorted { ($0.weight, $0.count) < ($1.weight, $1.count) }
        self.init(
            n: rows, sum: compensatedSum(present.lazy.map { Double($0.count) * $0.weight }),
            sumOfSquares: compensatedSum(present.lazy.map { Double($0.count) * $0.weight * $0.weight }),
            least: present.first?.weight ?? 0, greatest: present.last?.weight ?? 0)
    }

    init(n: Int, sum: Double, sumOfSquares: Double, least: Double, greatest: Double) {
        self.n = n
        self.sum = sum
        self.sumOfSquares = sumOfSquares
        self.least = n > 0 ? least : nil
        self.greatest = n > 0 ? greatest : nil
    }

    /// Kish's design effect of unequal weights, 1 + CV² = n Σw² / (Σw)²: how many times larger the variance of a mean is
    /// than with equal weights, where the weights have nothing to do with the answers.
    ///
    /// - Returns: 1 or more; ``Unavailable/noObservations`` when n = 0, ``Unavailable/zeroDenominator`` when all weights are 0.
    public var designEffect: Estimate { ratio(Double(n) * sumOfSquares / sum / sum) }

    /// The number of equally weighted rows that would tell as much, (Σw)² / Σw².
    ///
    /// - Returns: At most n; reasons as for ``designEffect``.
    public var effectiveSampleSize: Estimate { ratio(sum / sumOfSquares * sum) }

    private func ratio(_ value: Double) -> Estimate {
        guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        guard sum > 0 else { return Estimate(unavailable: .zeroDenominator, n: n) }
        return Estimate(value, n: n)
    }
}
