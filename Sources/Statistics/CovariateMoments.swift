/// The cross-products of a covariate and an outcome in one group, such as the value before and after; mergeable.
///
/// Kept as deviations from the means, which say the same as n, Σx, Σy, Σx², Σxy and Σy², but lose no digits when the values
/// are far from zero (Chan, Golub & LeVeque 1983). Merge in a fixed order where bytes must repeat.
public struct CovariateMoments: Sendable, Hashable, Codable {
    /// How many pairs.
    public private(set) var n: Int
    /// The mean of the covariate; 0 when there are no pairs.
    public private(set) var covariateMean: Double
    /// The mean of the outcome; 0 when there are no pairs.
    public private(set) var outcomeMean: Double
    /// Σ(x − x̄)².
    public private(set) var covariateSquares: Double
    /// Σ(x − x̄)(y − ȳ).
    public private(set) var products: Double
    /// Σ(y − ȳ)².
    public private(set) var outcomeSquares: Double

    /// The moments of no pairs.
    public init() {
        n = 0
        (covariateMean, outcomeMean) = (0, 0)
        (covariateSquares, products, outcomeSquares) = (0, 0, 0)
    }

    /// The moments of the pairs of a table, the covariate before and the outcome after; by two passes over the sorted cells,
    /// so that their order in the file changes nothing.
    public init(_ table: TransitionTable) {
        self.init()
        guard let first = table.cells.first else { return }
        let count = Double(table.n)
        let (x0, y0) = (first.before, first.after)
        let shiftX = compensatedSum(table.cells.lazy.map { Double($0.count) * ($0.before - x0) }) / count
        let shiftY = compensatedSum(table.cells.lazy.map { Double($0.count) * ($0.after - y0) }) / count
        let gaps = table.cells.map { (Double($0.count), ($0.before - x0) - shiftX, ($0.after - y0) - shiftY) }
        n = table.n
        (covariateMean, outcomeMean) = (x0 + shiftX, y0 + shiftY)
        covariateSquares = compensatedSum(gaps.lazy.map { $0.0 * $0.1 * $0.1 })
        products = compensatedSum(gaps.lazy.map { $0.0 * $0.1 * $0.2 })
        outcomeSquares = compensatedSum(gaps.lazy.map { $0.0 * $0.2 * $0.2 })
    }

    /// Adds a pair that occurs `count` times.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``, ``StatisticsError/overflow``; the
    ///   moments then stay as they were.
    public mutating func add(covariate: Double, outcome: Double, count: Int = 1) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        guard covariate.isFinite, outcome.isFinite else { throw .valueNotFinite }
        var pair = CovariateMoments()
        (pair.n, pair.covariateMean, pair.outcomeMean) = (count, covariate, outcome)
        self = try merging(pair)
    }

    /// The moments of both sets of pairs together.
    ///
    /// - Throws: ``StatisticsError/overflow`` when the sums are beyond double precision or n beyond `Int`.
    public func merging(_ other: CovariateMoments) throws(StatisticsError) -> CovariateMoments {
        if other.n == 0 { return self }
        if n == 0 { return other }
        var merged = self
        let (total, overflow) = n.addingReportingOverflow(other.n)
        let share = Double(other.n) / (Double(n) + Double(other.n))
        let weight = Double(n) * share
        let (dx, dy) = (other.covariateMean - covariateMean, other.outcomeMean - outcomeMean)
        merged.n = total
        merged.covariateMean += dx * share
        merged.outcomeMean += dy * share
        merged.covariateSquares += other.covariateSquares + dx * dx * weight
        merged.products += other.products + dx * dy * weight
        merged.outcomeSquares += other.outcomeSquares + dy * dy * weight
        let sums = [merged.covariateMean, merged.outcomeMean, merged.covariateSquares, merged.outcomeSquares]
        guard !overflow, sums.allSatisfy(\.isFinite), merged.products.isFinite else { throw .overflow }
        return merged
    }
}
