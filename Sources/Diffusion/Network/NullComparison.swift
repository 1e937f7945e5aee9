public import Statistics

/// A value beside what chance gives: the values of random networks, and how many of them are as large or as small.
public struct NullComparison: Sendable, Hashable {
    /// The value observed.
    public let observed: Estimate
    /// The mean of the random networks' values, with the interval that holds the middle of them.
    public let expected: Estimate
    /// The chance of a value as large: `(1 + those as large) / (1 + all)`.
    public let pGreater: Double?
    /// The chance of a value as small.
    public let pLess: Double?
    /// The random networks that have a value.
    public let replicates: Int
    /// Why there is no comparison.
    public let reason: Unavailable?

    /// The two-sided chance: twice the smaller of both, at most 1.
    public var p: Double? { pGreater.flatMap { greater in pLess.map { min(1, 2 * min(greater, $0)) } } }

    /// - Parameters:
    ///   - observed: The value observed.
    ///   - values: Those of the random networks, nil where one has none.
    ///   - confidence: The share of them that the interval holds.
    init(_ observed: Estimate, _ values: [Double?], confidence: ConfidenceLevel) {
        self.observed = observed
        let known = values.compactMap { $0 }
        replicates = known.count
        guard let value = observed.value, let spread = try? Distribution(values: known), spread.n > 0 else {
            reason = observed.reason ?? .noObservations
            expected = Estimate(unavailable: reason ?? .noObservations, n: 0)
            (pGreater, pLess) = (nil, nil)
            return
        }
        reason = nil
        let mean = spread.moments.mean
        let tail = 1 - confidence.upperProbability
        let lower = (try? spread.quantile(tail))?.value ?? mean
        let upper = (try? spread.quantile(1 - tail))?.value ?? mean
        expected = Estimate(mean, n: known.count, lower: lower, upper: upper)
        // Equal values that were added up in another order differ in their last digits.
        let slack = 1e-12 * max(1, abs(value))
        let large = known.count { $0 >= value - slack }
        let small = known.count { $0 <= value + slack }
        pGreater = Double(1 + large) / Double(1 + known.count)
        pLess = Double(1 + small) / Double(1 + known.count)
    }

    init(unavailable reason: Unavailable, observed: Estimate) {
        self.observed = observed
        self.reason = reason
        expected = Estimate(unavailable: reason, n: 0)
        (pGreater, pLess, replicates) = (nil, nil, 0)
    }
}
