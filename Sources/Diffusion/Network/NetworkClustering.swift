public import Statistics
import Workers

/// How often the neighbours of a node are tied to each other; directions and weights are left aside.
///
/// - SeeAlso: D. J. Watts, S. H. Strogatz (1998), *Nature* 393, 440–442, doi:10.1038/30918, for the local coefficient; M. E. J.
///   Newman (2003), *SIAM Review* 45(2), 167–256, doi:10.1137/S003614450342480, for transitivity.
public struct NetworkClustering: Sendable, Hashable {
    /// The triangles that each node is part of.
    public let triangles: [Int]
    /// The ties of each node without directions.
    public let degrees: [Int]

    /// - Parameter threads: How many threads may be at work; the result is the same for any number.
    /// - Complexity: O(ties · √ties).
    public init(_ network: SparseNetwork, threads: Int = 1) {
        self.init(CollapsedNetwork(network), threads: threads)
    }

    init(_ collapsed: CollapsedNetwork, threads: Int) {
        let count = collapsed.network.nodeCount
        degrees = (0..<count).map { collapsed.network.degree(of: $0) }
        let list = TriangleList(collapsed)
        let jobs = max(1, threads)
        let parts = inParallel(jobs, threads: jobs) { job in
            var found = [Int](repeating: 0, count: count)
            list.forEach(from: job, by: jobs) { triangle in
                found[triangle.nodes.0] += 1
                found[triangle.nodes.1] += 1
                found[triangle.nodes.2] += 1
            }
            return found
        }
        var triangles = [Int](repeating: 0, count: count)
        for part in parts { for node in 0..<count { triangles[node] += part[node] } }
        self.triangles = triangles
    }

    /// The triangles of the network.
    public var triangleCount: Int { triangles.reduce(0, +) / 3 }

    /// Transitivity: the share of connected triples that are closed, `3 · triangles / triples`.
    public var transitivity: Estimate {
        let triples = degrees.reduce(Int128(0)) { $0 + Int128($1) * Int128($1 - 1) / 2 }
        guard triples > 0 else { return Estimate(unavailable: .zeroDenominator, n: degrees.count) }
        return Estimate(Double(triangles.reduce(0, +)) / Double(triples), n: degrees.count)
    }

    /// The share of pairs of a node's neighbours that are tied; nil for a node with fewer than two.
    public func local(_ node: Int) -> Double? {
        let degree = Double(degrees[node])
        return degree < 2 ? nil : 2 * Double(triangles[node]) / (degree * (degree - 1))
    }

    /// The mean local coefficient over all nodes, those with fewer than two neighbours as 0.
    public var meanWithLowAsZero: Estimate { mean(over: degrees.count) }

    /// The mean local coefficient over the nodes with two neighbours or more.
    public var meanWithoutLow: Estimate { mean(over: nil) }

    private func mean(over count: Int?) -> Estimate {
        // In order of size, so that the numbering of nodes does not change the last bit.
        let known = degrees.indices.compactMap(local).sorted()
        let n = count ?? known.count
        guard n > 0 else { return Estimate(unavailable: degrees.isEmpty ? .noObservations : .tooFew, n: 0) }
        return Estimate(known.reduce(0, +) / Double(n), n: n)
    }
}
