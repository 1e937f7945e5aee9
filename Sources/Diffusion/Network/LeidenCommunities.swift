import CIGraph
public import Statistics

/// Communities of a network: groups with more ties within than chance would give, found by the Leiden algorithm.
///
/// The aim is modularity, over ties without directions (both ways of a pair are summed), with weights where the ties have them. The search
/// starts from random numbers, so that it is run several times with seeds of its own, ten rounds each; of the outcomes the one of largest
/// modularity counts, and of equal ones the first in order of the nodes' communities. Equal networks with equal seeds give equal
/// communities on a version of igraph; nodes in another order may give others.
///
/// - SeeAlso: V. A. Traag, L. Waltman, N. J. van Eck (2019), *Scientific Reports* 9, 5233, doi:10.1038/s41598-019-41695-z.
public struct LeidenCommunities: Sendable, Hashable {
    /// The community of each node; they are numbered in the order of their first nodes.
    public let groups: NodeGroups
    /// The modularity of the communities, without directions.
    public let modularity: Estimate

    /// The rounds of one run.
    public static let rounds = 10

    /// - Parameters:
    ///   - network: The network.
    ///   - seed: The seed of all runs.
    ///   - runs: How many runs there are, one or more.
    /// - Throws: ``DiffusionError/negativeWeight``, ``DiffusionError/networkLibrary(reason:)``, an overflow of weights.
    /// - Complexity: About O(ties) a round.
    public init(_ network: SparseNetwork, seed: UInt64 = 1, runs: Int = 10) throws(DiffusionError) {
        let whole = try Self.undirected(network)
        let count = whole.nodeCount
        guard whole.weights?.allSatisfy({ $0 >= 0 }) ?? true else { throw .negativeWeight }
        let alone = NodeGroups(numbers: (0..<count).map { Int32(truncatingIfNeeded: $0) }, count: count)
        guard whole.tieCount > 0, whole.weights?.contains(where: { $0 > 0 }) ?? true else {
            groups = alone
            modularity = Estimate(unavailable: count == 0 ? .noObservations : .zeroDenominator, n: count)
            return
        }
        let unit = NetworkDegrees.unit(whole.places)
        let degrees = try NetworkDegrees(whole)
        let strengths = (0..<count).map { degrees.strength(of: $0) }
        var weights: [Double]?
        if let given = whole.weights {
            weights = []
            for node in 0..<count {
                for tie in whole.ties(of: node) where node < whole.targets[tie] {
                    weights?.append(Double(given[tie]) / unit)
                }
            }
        }
        let total = strengths.reduce(0, +)
        var best: (groups: NodeGroups, above: Int128, modularity: Estimate)?
        for run in 0..<max(1, runs) {
            var generator = CounterGenerator(seed: seed, replicate: run)
            // igraph's generator takes 32 bits.
            let start = generator.next() >> 33
            let found = try Self.run(whole, weights, strengths, resolution: 1 / total, seed: start)
            let mixing = try GroupMixing(whole, found)
            let above = try mixing.excess().above
            if let known = best {
                guard above > known.above || (above == known.above && Self.precedes(found, known.groups)) else {
                    continue
                }
            }
            best = (found, above, try mixing.modularity())
        }
        groups = best?.groups ?? alone
        modularity = best?.modularity ?? Estimate(unavailable: .notConverged, n: count)
    }

    private static func precedes(_ first: NodeGroups, _ second: NodeGroups) -> Bool {
        first.of.lexicographicallyPrecedes(second.of)
    }

    /// The network without directions, the weights of both ways summed.
    private static func undirected(_ network: SparseNetwork) throws(DiffusionError) -> SparseNetwork {
        guard network.isDirected else { return network }
        var from: [UInt32] = []
        from.reserveCapacity(network.targets.count)
        for node in 0..<network.nodeCount {
            for _ in network.ties(of: node) { from.append(UInt32(node)) }
        }
        let weights = network.weights ?? [Int64](repeating: 1, count: network.targets.count)
        return try SparseNetwork(
            nodeCount: network.nodeCount, from: from, to: network.targets, weights: weights, places: network.places,
            isDirected: false)
    }

    private static func run(
        _ network: SparseNetwork, _ weights: [Double]?, _ strengths: [Double], resolution: Double, seed: UInt64
    ) throws(DiffusionError) -> NodeGroups {
        var found = [Int64](repeating: 0, count: network.nodeCount)
        // An empty list has no address, which is how no weights are told.
        let given = weights ?? []
        try unsafe NetworkLibrary.call(network) { network, room, size in
            unsafe found.withUnsafeMutableBufferPointer { out in
                unsafe given.withUnsafeBufferPointer { weights in
                    unsafe strengths.withUnsafeBufferPointer { strengths in
                        unsafe cigraph_leiden(
                            &network, weights.isEmpty ? nil : weights.baseAddress, strengths.baseAddress, resolution,
                            Int32(rounds), seed, out.baseAddress, room, size)
                    }
                }
            }
        }
        var numbers: [Int64: Int32] = [:]
        let groups = found.map { mark -> Int32 in
            if let known = numbers[mark] { return known }
            let next = Int32(truncatingIfNeeded: numbers.count)
            numbers[mark] = next
            return next
        }
        return NodeGroups(numbers: groups, count: numbers.count)
    }
}
