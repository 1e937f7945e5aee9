import Glibc

/// The n, mean and sum of squared deviations of values, enough for mean, variance and t interval; mergeable.
///
/// Values far from zero lose no digits: the squares are of deviations, never of the values (Chan, Golub & LeVeque 1983).
/// Merging is exact in n and correct to rounding in the rest; merge in a fixed order where bytes must repeat, or take
/// ``IntegerMoments``, which are exact in any order.
public struct Moments: Sendable, Hashable, Codable {
    /// How many values.
    public private(set) var n: Int
    /// Their mean; 0 when there are none.
    public private(set) var mean: Double
    /// The sum of squared deviations from the mean, zero or more.
    public private(set) var sumOfSquaredDeviations: Double

    /// The moments of no values.
    public init() {
        n = 0
        mean = 0
        sumOfSquaredDeviations = 0
    }

    /// Moments computed elsewhere, such as by a tabulation.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``; ``StatisticsError/valueNotFinite`` also for a sum of squared
    ///   deviations below zero.
    public init(n: Int, mean: Double, sumOfSquaredDeviations: Double) throws(StatisticsError) {
        guard n >= 0 else { throw .negativeCount(n) }
        guard mean.isFinite, sumOfSquaredDeviations.isFinite, sumOfSquaredDeviations >= 0 else { throw .valueNotFinite }
        self.n = n
        self.mean = n == 0 ? 0 : mean
        self.sumOfSquaredDeviations = n < 2 ? 0 : sumOfSquaredDeviations
    }

    init(unchecked n: Int, mean: Double, sumOfSquaredDeviations: Double) {
        self.n = n
        self.mean = mean
        self.sumOfSquaredDeviations = sumOfSquaredDeviations
    }

    /// Adds a value that occurs `count` times.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/valueNotFinite``,
    ///   ``StatisticsError/overflow``; the moments then stay as they were.
    public mutating func add(_ value: Double, count: Int = 1) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        guard value.isFinite else { throw .valueNotFinite }
        self = try merging(Moments(unchecked: count, mean: value, sumOfSquaredDeviations: 0))
    }

    /// The moments of both sets of values together.
    ///
    /// - Throws: ``StatisticsError/overflow`` when the sums are beyond double precision or n beyond `Int`.
    public func merging(_ other: Moments) throws(StatisticsError) -> Moments {
        if other.n == 0 { return self }
        if n == 0 { return other }
        let (total, overflow) = n.addingReportingOverflow(other.n)
        let delta = other.mean - mean
        let share = Double(other.n) / (Double(n) + Double(other.n))
        let mergedMean = mean + delta * share
        let merged = sumOfSquaredDeviations + other.sumOfSquaredDeviations + delta * delta * Double(n) * share
        guard !overflow, mergedMean.isFinite, merged.isFinite else { throw .overflow }
        return Moments(unchecked: total, mean: mergedMean, sumOfSquaredDeviations: merged)
    }

    /// The sample variance with n − 1 in the denominator; nil when n < 2.
    public var variance: Double? { n < 2 ? nil : max(0, sumOfSquaredDeviations) / Double(n - 1) }

    /// The sample standard deviation; nil when n < 2.
    public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

    /// The standard error of the mean; nil when n < 2.
    public var standardErrorOfMean: Double? { standardDeviation.map { $0 / Double(n).squareRoot() } }

    /// The mean with its t interval.
    ///
    /// n = 0 gives ``Unavailable/noObservations``. n = 1 has a value and no interval (``Unavailable/tooFew``), and so do
    /// equal values (``Unavailable/noVariation``): an interval of no width would claim certainty.
    public func meanEstimate(confidence: ConfidenceLevel = .ninetyFive) -> Estimate {
        if n == 0 { return Estimate(unavailable: .noObservations, n: 0) }
        guard let error = standardErrorOfMean else { return Estimate(mean, n: n, noIntervalBecause: .tooFew) }
        guard error > 0 else { return Estimate(mean, n: n, standardError: 0, noIntervalBecause: .noVariation) }
        let margin = confidence.studentDeviate(degreesOfFreedom: Double(n - 1)) * error
        return Estimate(mean, n: n, standardError: error, lower: mean - margin, upper: mean + margin)
    }
}

/// The exact n, sum and sum of squares of integers; merging is exact, so its order changes nothing.
public struct IntegerMoments: Sendable, Hashable {
    /// How many values.
    public private(set) var n: Int
    /// Their sum.
    public private(set) var sum: Int128
    /// The sum of their squares.
    public private(set) var sumOfSquares: Int128

    /// The moments of no values.
    public init() {
        n = 0
        sum = 0
        sumOfSquares = 0
    }

    /// Moments computed elsewhere, such as by a tabulation.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``; ``StatisticsError/valueNotFinite`` where no values have these sums.
    public init(n: Int, sum: Int128, sumOfSquares: Int128) throws(StatisticsError) {
        guard n >= 0 else { throw .negativeCount(n) }
        guard sumOfSquares >= 0, n > 0 || (sum == 0 && sumOfSquares == 0) else { throw .valueNotFinite }
        self.n = n
        self.sum = sum
        self.sumOfSquares = sumOfSquares
        guard scaledDeviations >= 0 else { throw .valueNotFinite }
    }

    /// Adds a value that occurs `count` times.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``; the moments then stay as they were.
    public mutating func add(_ value: Int64, count: Int = 1) throws(StatisticsError) {
        guard count >= 0 else { throw .negativeCount(count) }
        let product = Int128(value) * Int128(count)  // at most 2^126
        let (squares, overflow) = product.multipliedReportingOverflow(by: Int128(value))
        guard !overflow else { throw .overflow }
        var addend = IntegerMoments()
        addend.n = count
        addend.sum = product
        addend.sumOfSquares = squares
        self = try merging(addend)
    }

    /// The moments of both sets of values together, exactly.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    public func merging(_ other: IntegerMoments) throws(StatisticsError) -> IntegerMoments {
        let (n, first) = n.addingReportingOverflow(other.n)
        let (sum, second) = sum.addingReportingOverflow(other.sum)
        let (squares, third) = sumOfSquares.addingReportingOverflow(other.sumOfSquares)
        guard !first, !second, !third else { throw .overflow }
        var merged = IntegerMoments()
        merged.n = n
        merged.sum = sum
        merged.sumOfSquares = squares
        return merged
    }

    /// The same moments for estimating: the mean and deviations rounded once, from exact sums.
    public var moments: Moments {
        if n == 0 { return Moments() }
        let count = Double(n)
        return Moments(
            unchecked: n, mean: Double(sum) / count, sumOfSquaredDeviations: max(0, scaledDeviations) / count)
    }

    /// n Σx² − (Σx)², subtracted exactly so that nothing cancels, then rounded.
    var scaledDeviations: Double { differenceOfProducts(Int128(n), sumOfSquares, sum, sum) }
}
