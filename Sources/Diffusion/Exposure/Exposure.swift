public import Statistics
internal import Workers

/// How much of a node's surroundings has adopted: for each node and period the share of its ties whose other end has.
///
/// `E_i(t) = Σ_j x_ij a_j(t) / Σ_j x_ij`, with `x_ij` 1 (or the weight) for a tie from i to j, and `a_j(t)` 1 once j has adopted by the
/// end of period t. With a lag ℓ the exposure of a period is that of ℓ periods before, in the network of then; the first ℓ periods
/// have none. A node without ties has exposure 0. Counts and weights are whole numbers, so that a share is the nearest number to the
/// true one, and means are sums that no order changes.
///
/// ```swift
/// let exposure = try Exposure(in: .constant(network), times: try AdoptionTimes([1, 2, nil]))
/// exposure.value(of: 2, at: 1)  // 0.5 where the third node has a tie to each of the others
/// ```
///
/// - SeeAlso: T. W. Valente (1995), *Network Models of the Diffusion of Innovations*; G. G. Vega Yon, T. W. Valente, *netdiffuseR*,
///   `exposure`, whose conventions these are.
public struct Exposure: Sendable {
    /// Exposure in a period.
    public struct Period: Sendable, Hashable {
        public let period: Int
        /// The nodes that had adopted by its end.
        public let adopters: Int
        /// The mean exposure of all nodes, without interval: it is of all of them. Without value in the first `lag` periods
        /// (``Statistics/Unavailable/incomplete``).
        public let mean: Estimate
        /// The nodes with exposure above 0.
        public let exposed: Int
    }

    /// The network.
    public let network: DiffusionNetwork
    /// When nodes adopted.
    public let times: AdoptionTimes
    /// The periods between what is seen and when it counts.
    public let lag: Int

    /// - Throws: ``DiffusionError/otherNodes(networks:times:what:)`` unless the network has the nodes of the times and a network for
    ///   each period; ``Statistics/StatisticsError/unexpectedValue(_:column:allowed:)`` for a weight or a lag below 0.
    public init(in network: DiffusionNetwork, times: AdoptionTimes, lag: Int = 0) throws(DiffusionError) {
        guard lag >= 0 else {
            throw .statistics(.unexpectedValue(Double(lag), column: "lag", allowed: "zero and above"))
        }
        try network.check(times)
        self.network = network
        self.times = times
        self.lag = lag
    }

    /// The exposure of a node in a period; nil in the first periods where there is a lag, and outside the periods.
    ///
    /// - Complexity: O(the node's ties).
    public func value(of node: Int, at period: Int) -> Double? {
        guard times.periods.contains(period) else { return nil }
        return share(of: node, at: period - times.firstPeriod - lag)
    }

    /// The share of a node's ties whose other end had adopted by the period at a place; nil before the first.
    func share(of node: Int, at place: Int) -> Double? {
        guard place >= 0 else { return nil }
        let network = network.network(at: place)
        var (adopted, all): (Int64, Int64) = (0, 0)
        for tie in network.ties(of: node) {
            let weight = network.weights?[tie] ?? 1
            all &+= weight  // the sum of a node's weights was checked at the beginning
            if Int(times.places[Int(network.targets[tie])]) <= place { adopted &+= weight }
        }
        return all > 0 ? Double(adopted) / Double(all) : 0
    }

    /// The exposure of every node in a period, as ``value(of:at:)``.
    public func values(at period: Int) -> [Double?] {
        (0..<times.nodeCount).map { value(of: $0, at: period) }
    }

    /// All periods with the mean over nodes, the same for any number of threads and any numbering of nodes.
    ///
    /// - Complexity: O(ties + nodes) in a constant network, O(nodes · periods + ties of all networks) in one by period; memory goes
    ///   with periods, never with nodes times periods.
    public func periods(threads: Int = 1) -> [Period] {
        let count = times.newAdopters.count
        let nodes = times.nodeCount
        let parts = inParallel(Stretches.count(of: nodes), threads: threads) { stretch in
            stretchSums(of: Stretches.nodes(of: stretch, among: nodes))
        }
        var sums = [FixedPointSum](repeating: FixedPointSum(), count: count)
        var exposed = [Int](repeating: 0, count: count)
        for part in parts {
            for place in 0..<count {
                sums[place].add(part.sums[place])
                exposed[place] += part.exposed[place]
            }
        }
        let adopters = times.cumulativeAdopters
        return (0..<count).map { place in
            let seen = place - lag
            let mean =
                seen < 0
                ? Estimate(unavailable: .incomplete, n: nodes)
                : nodes == 0
                    ? Estimate(unavailable: .noObservations, n: 0)
                    : Estimate(sums[seen].value / Double(nodes), n: nodes)
            return Period(
                period: times.firstPeriod + place, adopters: adopters[place], mean: mean,
                exposed: seen < 0 ? 0 : exposed[seen])
        }
    }

    private typealias Sums = (sums: [FixedPointSum], exposed: [Int])

    private func stretchSums(of nodes: Range<Int>) -> Sums {
        switch network {
        case .constant(let network): changes(of: nodes, in: network)
        case .byPeriod: everyPeriod(of: nodes)
        }
    }

    private func everyPeriod(of nodes: Range<Int>) -> Sums {
        let count = times.newAdopters.count
        var result = Sums([FixedPointSum](repeating: FixedPointSum(), count: count), [Int](repeating: 0, count: count))
        for place in 0..<count {
            for node in nodes {
                guard let share = share(of: node, at: place), share > 0 else { continue }
                result.sums[place].add(share)
                result.exposed[place] += 1
            }
        }
        return result
    }

    /// What each node's exposure is from the periods on in which one of its neighbours adopts, and only there.
    private func changes(of nodes: Range<Int>, in network: SparseNetwork) -> Sums {
        let count = times.newAdopters.count
        var sums = [FixedPointSum](repeating: FixedPointSum(), count: count)
        var exposed = [Int](repeating: 0, count: count)
        var adopted = [Int64](repeating: 0, count: count)
        var places: [Int] = []
        let (offsets, targets, weights, times) = (network.offsets, network.targets, network.weights, times.places)
        for node in nodes {
            var all: Int64 = 0
            for tie in offsets[node]..<offsets[node + 1] {
                let weight = weights?[tie] ?? 1
                all &+= weight
                let place = Int(times[Int(targets[tie])])
                guard place < count, weight > 0 else { continue }
                if adopted[place] == 0 { places.append(place) }
                adopted[place] &+= weight
            }
            guard !places.isEmpty else { continue }
            if places.count > 1 { places.sort() }
            exposed[places[0]] += 1
            var (sum, before): (Int64, Double) = (0, 0)
            for place in places {
                sum &+= adopted[place]
                adopted[place] = 0
                let share = Double(sum) / Double(all)
                sums[place].add(share)
                if before > 0 { sums[place].subtract(before) }
                before = share
            }
            places.removeAll(keepingCapacity: true)
        }
        for place in 1..<max(1, count) {
            sums[place].add(sums[place - 1])
            exposed[place] += exposed[place - 1]
        }
        return (sums, exposed)
    }
}
