public import Statistics

/// What became of the ties between two times; weights are left aside.
public struct NetworkChange: Sendable, Hashable {
    /// Ties of both times.
    public let retained: Int
    /// Ties of the second time alone.
    public let new: Int
    /// Ties of the first time alone.
    public let lost: Int

    /// - Parameters:
    ///   - before: The network of the first time.
    ///   - after: The network of the second time, over the same nodes.
    /// - Throws: ``DiffusionError/unlikeNetworks``.
    /// - Complexity: O(nodes + ties).
    public init(from before: SparseNetwork, to after: SparseNetwork) throws(DiffusionError) {
        guard before.nodeCount == after.nodeCount, before.isDirected == after.isDirected else { throw .unlikeNetworks }
        var both = 0
        for node in 0..<before.nodeCount {
            var (old, young) = (before.offsets[node], after.offsets[node])
            while old < before.offsets[node + 1], young < after.offsets[node + 1] {
                let (first, second) = (before.targets[old], after.targets[young])
                if first == second { both += 1 }
                if first <= second { old += 1 }
                if second <= first { young += 1 }
            }
        }
        retained = before.isDirected ? both : both / 2
        new = after.tieCount - retained
        lost = before.tieCount - retained
    }

    /// Jaccard's index: the ties of both times, of those of either, in `0...1`.
    ///
    /// - SeeAlso: T. A. B. Snijders, G. G. van de Bunt, C. E. G. Steglich (2010), *Social Networks* 32(1), 44–60,
    ///   doi:10.1016/j.socnet.2009.02.004: below 0.2 the two times are hardly one network that changes.
    public var jaccard: Estimate {
        let n = retained + new + lost
        return n == 0
            ? Estimate(unavailable: .zeroDenominator, n: 0) : Estimate(Double(retained) / Double(n), n: n)
    }
}
