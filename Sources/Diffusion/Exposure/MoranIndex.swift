public import Statistics
internal import Workers

/// Whether nodes that are near each other are alike: Moran's I.
///
/// `I = n / S0 · Σ_ij w_ij z_i z_j / Σ_i z_i²`, with z the deviations from the mean and w the weights divided by the sum of their row.
/// Without such likeness it is −1/(n − 1) on average; its spread is that of the values dealt out to the nodes at random
/// ("randomisation"), which also gives the two-sided normal p. A node without ties is one of the n, with a row of zeros. Above its
/// expectation means that near nodes are alike, which influence and likeness that was there before both make.
///
/// No nodes give ``Statistics/Unavailable/noObservations``, equal values ``Statistics/Unavailable/noVariation``, no ties
/// ``Statistics/Unavailable/zeroDenominator``; fewer than four nodes have no spread (``Statistics/Unavailable/tooFew``).
///
/// - SeeAlso: P. A. P. Moran (1950), *Biometrika* 37, 17–23; A. D. Cliff, J. K. Ord (1981), *Spatial Processes*, pp. 21 and 46;
///   *netdiffuseR*, `moran`.
public struct MoranIndex: Sendable, Hashable {
    /// The nodes.
    public let n: Int
    /// The index.
    public let observed: Estimate
    /// Its mean when values are dealt out at random, −1/(n − 1).
    public let expected: Estimate
    /// Its standard deviation then.
    public let standardDeviation: Estimate
    /// The two-sided normal test, with (observed − expected)/sd as statistic.
    public let test: TestOutcome

    /// The index of whole numbers, such as periods of adoption, or 0 and 1.
    ///
    /// The index does not depend on the unit: a decimal value is given as a whole number of its last decimal.
    ///
    /// - Parameters:
    ///   - values: The value of each node.
    ///   - weights: How near nodes are, of as many nodes.
    ///   - threads: How many threads may be at work; the index does not depend on it, nor on the numbering of nodes.
    /// - Throws: ``DiffusionError/otherNodes(networks:times:what:)``; ``Statistics/StatisticsError/overflow`` for values and weights too
    ///   large to multiply.
    /// - Complexity: O(pairs with a weight).
    public init(of values: [Int64], weights: MoranWeights, threads: Int = 1) throws(DiffusionError) {
        let prepared = try MoranValues(values, weights)
        let count = values.count
        n = count
        let expectation =
            count > 1
            ? Estimate(-1 / Double(count - 1), n: count)
            : Estimate(unavailable: count == 0 ? .noObservations : .tooFew, n: count)
        expected = expectation
        let why: Unavailable? =
            count == 0
            ? .noObservations : prepared.range == 0 ? .noVariation : weights.sum == 0 ? .zeroDenominator : nil
        if let why {
            observed = Estimate(unavailable: why, n: count)
            standardDeviation = Estimate(unavailable: why, n: count)
            test = TestOutcome(unavailable: why, n: count)
            return
        }
        let index = prepared.index(prepared.product(threads: threads))
        observed = Estimate(index, n: count)
        guard count > 3, let variance = prepared.variance, variance > 0, let mean = expectation.value else {
            let why: Unavailable = count < 4 ? .tooFew : .noVariation
            standardDeviation = Estimate(unavailable: why, n: count)
            test = TestOutcome(unavailable: why, n: count)
            return
        }
        standardDeviation = Estimate(variance.squareRoot(), n: count)
        test = TestOutcome(normal: (index - mean) / variance.squareRoot(), n: count)
    }
}

/// Values made ready for Moran's I: counted from their least one, so that sums over neighbours are exact.
struct MoranValues: Sendable {
    let weights: MoranWeights
    /// The values above the least.
    let values: [Int64]
    /// The greatest of them.
    let range: Int64
    /// Their mean.
    let mean: Double
    /// Σ z² and Σ z⁴, with z as a share of the range.
    let squares: Double
    let fourthPowers: Double

    init(_ given: [Int64], _ weights: MoranWeights) throws(DiffusionError) {
        guard given.count == weights.nodeCount else {
            throw .otherNodes(networks: weights.nodeCount, times: given.count, what: "nodes")
        }
        self.weights = weights
        let (least, greatest) = (given.min() ?? 0, given.max() ?? 0)
        let (range, tooWide) = greatest.subtractingReportingOverflow(least)
        let (_, tooLarge) = range.multipliedReportingOverflow(by: max(1, weights.rowSums.max() ?? 0))
        guard !tooWide, !tooLarge else { throw .statistics(.overflow) }
        self.range = range
        let values = given.map { $0 - least }
        self.values = values
        let mean = Double(values.reduce(Int128(0)) { $0 + Int128($1) }) / Double(max(1, values.count))
        self.mean = mean
        var (squares, fourth) = (FixedPointSum(), FixedPointSum())
        if range > 0 {
            for value in values {
                let z = (Double(value) - mean) / Double(range)
                squares.add(z * z)
                fourth.add(z * z * z * z)
            }
        }
        self.squares = squares.value
        fourthPowers = fourth.value
    }

    /// Moran's I of a sum of products.
    func index(_ product: Double) -> Double { Double(values.count) / weights.sum * product / squares }

    /// Σ_ij w_ij z_i z_j, with z as shares of the range.
    func product(threads: Int) -> Double {
        let nodes = values.count
        let parts = inParallel(Stretches.count(of: nodes), threads: threads) { stretch in
            product(of: Stretches.nodes(of: stretch, among: nodes))
        }
        var sum = FixedPointSum()
        for part in parts { sum.add(part) }
        return sum.value
    }

    private func product(of nodes: Range<Int>) -> FixedPointSum {
        var sum = FixedPointSum()
        let scale = Double(range)
        let (offsets, targets, given, values) = (weights.offsets, weights.targets, weights.weights, values)
        for node in nodes where weights.rowSums[node] > 0 {
            var near: Int64 = 0
            for tie in offsets[node]..<offsets[node + 1] { near &+= (given?[tie] ?? 1) &* values[Int(targets[tie])] }
            let mean = Double(near) / Double(weights.rowSums[node]) - mean
            sum.add((Double(values[node]) - self.mean) / scale * (mean / scale))
        }
        return sum
    }

    /// The variance of the index when the values are dealt out to the nodes at random; nil for fewer than four.
    var variance: Double? {
        let n = Double(values.count)
        guard n > 3, squares > 0, weights.sum > 0 else { return nil }
        let kurtosis = n * fourthPowers / (squares * squares)
        let (s0, s1, s2) = (weights.sum * weights.sum, weights.symmetricSquares, weights.marginSquares)
        let first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0)
        let second = kurtosis * (n * (n - 1) * s1 - 2 * n * s2 + 6 * s0)
        return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0) - 1 / ((n - 1) * (n - 1))
    }
}
