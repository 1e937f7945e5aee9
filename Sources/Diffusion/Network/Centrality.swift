import CIGraph
public import Statistics

/// How central each node of a network is, by igraph but for the eigenvector; weights are left aside.
///
/// Betweenness and closeness walk from every node: above a stated number of steps they are refused with ``Unavailable/tooLarge``
/// rather than estimated. Eigenvector and PageRank take some dozens of rounds over the ties, at any size; where the eigenvector does not
/// settle, as on long chains, it is ``Unavailable/notConverged``.
public struct Centrality: Sendable {
    /// A measure of centrality.
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        /// The shortest paths between other nodes that lead through the node, each as one over all that tie for shortest.
        ///
        /// - SeeAlso: L. C. Freeman (1977), *Sociometry* 40(1), 35–41, doi:10.2307/3033543.
        case betweenness
        /// The number of nodes that it reaches by the sum of distances to them, along ties that leave it.
        case closeness
        /// The share in the centrality of the node's neighbours, the largest 1. Directions are left aside.
        ///
        /// - SeeAlso: P. Bonacich (1987), *American Journal of Sociology* 92(5), 1170–1182, doi:10.1086/228631.
        case eigenvector
        /// The share of time that a walker along ties is there, who starts anew at random with chance 0.15 at every step.
        ///
        /// - SeeAlso: S. Brin, L. Page (1998), *Computer Networks* 30, 107–117, doi:10.1016/S0169-7552(98)00110-X.
        case pageRank = "pagerank"
    }

    /// The measure.
    public let measure: Measure
    /// The value of each node, by number; nil for a node without one (closeness of one that reaches none), and all nil with a reason.
    public let values: [Double?]
    /// Why there are no values.
    public let reason: Unavailable?
    private let isDirected: Bool

    /// - Parameters:
    ///   - measure: The measure.
    ///   - network: The network.
    ///   - limit: The steps, nodes × (nodes + ties), up to which betweenness and closeness are computed: some ten seconds.
    /// - Throws: ``DiffusionError/networkLibrary(reason:)``.
    /// - Complexity: O(nodes · (nodes + ties)) for betweenness and closeness, O(nodes + ties) a round for the others.
    public init(_ measure: Measure, _ network: SparseNetwork, limit: Int = 1_000_000_000) throws(DiffusionError) {
        self.measure = measure
        isDirected = network.isDirected
        let count = network.nodeCount
        let none = [Double?](repeating: nil, count: count)
        guard network.tieCount > 0 else {
            (values, reason) = (none, count == 0 ? .noObservations : .zeroDenominator)
            return
        }
        let (steps, overflow) = count.multipliedReportingOverflow(by: count + network.targets.count)
        if measure == .betweenness || measure == .closeness, overflow || steps > limit {
            (values, reason) = (none, .tooLarge)
            return
        }
        if measure == .eigenvector {
            let found = EigenvectorCentrality(network.collapsed())
            (values, reason) = (found.reason == nil ? found.values : none, found.reason)
            return
        }
        let found = try Self.found(measure, network)
        values = found.map { $0.isFinite ? $0 : nil }
        reason = nil
    }

    private static func found(_ measure: Measure, _ network: SparseNetwork) throws(DiffusionError) -> [Double] {
        switch measure {
        case .betweenness:
            try unsafe NetworkLibrary.values(network) { given, out, room, size in
                unsafe cigraph_betweenness(&given, out, room, size)
            }
        case .closeness:
            try unsafe NetworkLibrary.values(network) { given, out, room, size in
                unsafe cigraph_closeness(&given, out, room, size)
            }
        case .pageRank, .eigenvector:
            try unsafe NetworkLibrary.values(network) { given, out, room, size in
                unsafe cigraph_pagerank(&given, 0.85, out, room, size)
            }
        }
    }

    /// The value of a node over the largest that there can be, `(n − 1)(n − 2)` paths and half of them without directions; for
    /// betweenness alone.
    public func normalisedBetweenness(of node: Int) -> Double? {
        let n = Double(values.count)
        guard measure == .betweenness, n > 2 else { return nil }
        return values[node].map { $0 / ((n - 1) * (n - 2) / (isDirected ? 1 : 2)) }
    }

    /// Freeman's centralisation of betweenness: `Σ (max − b) / (n − 1)` over normalised values, 1 for a star; for betweenness alone.
    public var betweennessCentralisation: Estimate {
        let n = values.count
        if let reason { return Estimate(unavailable: reason, n: n) }
        guard n > 2, measure == .betweenness else { return Estimate(unavailable: .tooFew, n: n) }
        // In order of size, so that the numbering of nodes does not change the last bit.
        let known = values.indices.compactMap(normalisedBetweenness).sorted()
        let greatest = known.last ?? 0
        return Estimate(known.reduce(0) { $0 + (greatest - $1) } / Double(n - 1), n: n)
    }
}
