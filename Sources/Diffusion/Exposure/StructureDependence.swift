public import Statistics
internal import Workers

/// Whether thresholds and exposure depend on who is tied to whom, or would be the same in any network with the same degrees.
///
/// The mean is set against that of networks drawn by ``DegreePreservingRewiring``, with the times of adoption left to their nodes. A mean
/// threshold above those of rewired networks means that nodes adopted with more adopters around them than chance brings.
/// `p = 2 · min((1 + #{m_r ≤ m}) / (R + 1), (1 + #{m_r ≥ m}) / (R + 1))`, at most 1. Each network depends on the seed and its number
/// alone, so the result is the same for any number of threads; nodes numbered otherwise get other networks.
///
/// Weights of ties play no part. Fewer than two ties have nothing to switch (``Statistics/Unavailable/tooFew``).
///
/// - SeeAlso: *netdiffuseR*, `struct_test`, which divides by R and adds no 1; B. Phipson, G. K. Smyth (2010), *Statistical Applications
///   in Genetics and Molecular Biology* 9(1), 39.
public struct StructureDependence: Sendable, Hashable {
    /// A mean against those of rewired networks.
    public struct Comparison: Sendable, Hashable {
        /// The mean in the network as it is.
        public let observed: Estimate
        /// The mean over rewired networks, with the range that holds the level's share of them.
        public let rewired: Estimate
        /// The two-sided test, with the observed mean as statistic.
        public let test: TestOutcome
    }

    /// The mean threshold of adopters.
    public let threshold: Comparison
    /// The mean exposure of all nodes in all periods.
    public let exposure: Comparison
    /// The networks drawn.
    public let replicates: Int

    /// - Parameters:
    ///   - network: The network, the same in all periods.
    ///   - times: When nodes adopted.
    ///   - lag: The periods between seeing others adopt and adopting.
    ///   - options: How many networks are drawn, and from which seed.
    ///   - confidence: The level of the range of rewired networks.
    ///   - threads: How many threads may be at work.
    /// - Throws: As ``Exposure/init(in:times:lag:)``.
    /// - Complexity: O(replicates · ties).
    public init(
        in network: SparseNetwork, times: AdoptionTimes, lag: Int = 0, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1
    ) throws(DiffusionError) {
        _ = try Exposure(in: .constant(network), times: times, lag: lag)
        let rewiring = DegreePreservingRewiring(network)
        let means = StructureMeans(network, times, lag)
        let observed = means.of(rewiring.ties)
        replicates = options.replicates
        let drawn: [StructureMeans.Pair] =
            rewiring.ties.to.count < 2
            ? []
            : inParallel(options.replicates, threads: threads) { number in
                means.of(rewiring.rewired(seed: options.seed, replicate: number))
            }
        threshold = Self.comparison(
            observed.threshold, drawn.map(\.threshold), n: means.thresholds, confidence)
        exposure = Self.comparison(
            observed.exposure, drawn.map(\.exposure), n: means.periods > 0 ? times.nodeCount : 0, confidence)
    }

    private static func comparison(
        _ observed: Double, _ drawn: [Double], n: Int, _ confidence: ConfidenceLevel
    ) -> Comparison {
        let why: Unavailable? = n == 0 ? .noObservations : drawn.isEmpty ? .tooFew : nil
        if let why {
            let value = n == 0 ? Estimate(unavailable: why, n: 0) : Estimate(observed, n: n)
            return Comparison(
                observed: value, rewired: Estimate(unavailable: why, n: 0), test: TestOutcome(unavailable: why, n: n))
        }
        let value = Estimate(observed, n: n)
        let chance = NullComparison(value, drawn, confidence: confidence)
        return Comparison(
            observed: value, rewired: chance.expected,
            test: TestOutcome(statistic: observed, p: chance.p ?? 1, n: n))
    }
}

/// The two means of any ties between the same nodes.
private struct StructureMeans: Sendable {
    struct Pair: Sendable {
        let threshold: Double
        let exposure: Double
    }

    let places: [Int32]
    let degrees: [Int32]
    let isDirected: Bool
    let lag: Int
    /// The periods in which there is exposure.
    let periods: Int
    /// The adopters with a threshold.
    let thresholds: Int

    init(_ network: SparseNetwork, _ times: AdoptionTimes, _ lag: Int) {
        places = times.places
        isDirected = network.isDirected
        degrees = (0..<network.nodeCount).map { Int32(truncatingIfNeeded: network.degree(of: $0)) }
        self.lag = lag
        periods = max(0, times.newAdopters.count - lag)
        thresholds = times.newAdopters.dropFirst(lag).reduce(0, +)
    }

    func of(_ ties: DegreePreservingRewiring.Ties) -> Pair {
        // For each node its neighbours that adopted in time, and for how many periods any of them was an adopter.
        var before = [Int32](repeating: 0, count: places.count)
        var during = [Int64](repeating: 0, count: places.count)
        func see(_ node: UInt32, _ other: UInt32) {
            let place = places[Int(other)]
            guard place != AdoptionTimes.never else { return }
            let own = places[Int(node)]
            if own != AdoptionTimes.never, Int(place) <= Int(own) - lag { before[Int(node)] &+= 1 }
            if Int(place) < periods { during[Int(node)] &+= Int64(periods - Int(place)) }
        }
        for tie in ties.to.indices {
            see(ties.from[tie], ties.to[tie])
            if !isDirected { see(ties.to[tie], ties.from[tie]) }
        }
        var (threshold, exposure) = (FixedPointSum(), FixedPointSum())
        for node in places.indices where degrees[node] > 0 {
            let degree = Double(degrees[node])
            if before[node] > 0 { threshold.add(Double(before[node]) / degree) }
            if during[node] > 0 { exposure.add(Double(during[node]) / degree / Double(periods)) }
        }
        return Pair(
            threshold: threshold.value / Double(max(1, thresholds)),
            exposure: exposure.value / Double(max(1, places.count)))
    }
}
