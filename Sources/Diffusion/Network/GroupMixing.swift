public import Statistics

/// How the ties of a network run within and between groups of nodes: E–I index, assortativity and modularity of given groups.
///
/// Ties with an end whose group is not known are left out and counted. All sums are of whole numbers, so no order changes them.
public struct GroupMixing: Sendable, Hashable {
    /// The ties of one group, or of all.
    public struct Ties: Sendable, Hashable {
        /// Ties with both ends in the same group.
        public internal(set) var within = 0
        /// Ties with one end in another group.
        public internal(set) var between = 0

        /// Krackhardt and Stern's E–I index: `(between − within) / (between + within)`, in `−1...1`; −1 where all ties stay within.
        ///
        /// - SeeAlso: D. Krackhardt, R. N. Stern (1988), *Social Psychology Quarterly* 51(2), 123–140, doi:10.2307/2786835.
        public var index: Estimate {
            let n = within + between
            guard n > 0 else { return Estimate(unavailable: .zeroDenominator, n: 0) }
            return Estimate(Double(between - within) / Double(n), n: n)
        }
    }

    /// The ties of all groups, each once.
    public let all: Ties
    /// The ties of each group; a tie between groups counts for both.
    public let groups: [Ties]
    /// The ties of each node, both ways.
    public let nodes: [Ties]
    /// The ties with an end whose group is not known.
    public let unknown: Int
    private let arcs: Arcs

    /// Weighted arcs by group: an undirected tie is two.
    private struct Arcs: Sendable, Hashable {
        var within: Int128 = 0
        var leaving: [Int128]
        var entering: [Int128]
        var total: Int128 = 0
        var isNegative = false
    }

    /// - Parameters:
    ///   - network: The network; its weights count for modularity and assortativity alone.
    ///   - groups: The group of each node.
    /// - Throws: ``DiffusionError/unequalGroups(_:nodes:)``.
    /// - Complexity: O(nodes + ties + groups).
    public init(_ network: SparseNetwork, _ groups: NodeGroups) throws(DiffusionError) {
        guard groups.of.count == network.nodeCount else {
            throw .unequalGroups(groups.of.count, nodes: network.nodeCount)
        }
        let none = [Int128](repeating: 0, count: groups.count)
        var arcs = Arcs(leaving: none, entering: none)
        var all = Ties()
        var byGroup = [Ties](repeating: Ties(), count: groups.count)
        var byNode = [Ties](repeating: Ties(), count: network.nodeCount)
        var unknown = 0
        for node in 0..<network.nodeCount {
            let group = Int(groups.of[node])
            for tie in network.ties(of: node) {
                let other = Int(network.targets[tie])
                let otherGroup = Int(groups.of[other])
                let isFirst = network.isDirected || node < other
                guard group >= 0, otherGroup >= 0 else {
                    unknown += isFirst ? 1 : 0
                    continue
                }
                let weight = Int128(network.weights?[tie] ?? 1)
                arcs.isNegative = arcs.isNegative || weight < 0
                arcs.total += weight
                arcs.leaving[group] += weight
                arcs.entering[otherGroup] += weight
                if group == otherGroup {
                    arcs.within += weight
                    byNode[node].within += 1
                    if network.isDirected { byNode[other].within += 1 }
                    if isFirst {
                        all.within += 1
                        byGroup[group].within += 1
                    }
                } else {
                    byNode[node].between += 1
                    if network.isDirected { byNode[other].between += 1 }
                    if isFirst {
                        all.between += 1
                        byGroup[group].between += 1
                        byGroup[otherGroup].between += 1
                    }
                }
            }
        }
        (self.all, self.groups, nodes, self.unknown, self.arcs) = (all, byGroup, byNode, unknown, arcs)
    }

    /// Newman's assortativity by group: `(Σ e_gg − Σ a_g b_g) / (1 − Σ a_g b_g)` over the shares of arcs within groups, from them and to
    /// them; 1 where all ties stay within, 0 as expected by chance. With weights where the ties have them.
    ///
    /// - Throws: an overflow of products of weights.
    /// - SeeAlso: M. E. J. Newman (2003), *Physical Review E* 67, 026126, doi:10.1103/PhysRevE.67.026126.
    public func assortativity() throws(DiffusionError) -> Estimate {
        let n = all.within + all.between
        guard arcs.total > 0, !arcs.isNegative else { return Estimate(unavailable: .zeroDenominator, n: n) }
        let (above, squared, chance) = try excess()
        guard squared != chance else { return Estimate(unavailable: .noVariation, n: n) }
        return Estimate(Double(above) / Double(squared - chance), n: n)
    }

    /// The modularity of the groups: `Σ (e_gg − a_g b_g)`, with weights where the ties have them. Ties with directions give the directed
    /// modularity of Leicht and Newman, without them that of Newman and Girvan.
    ///
    /// - Throws: an overflow of products of weights.
    /// - SeeAlso: M. E. J. Newman, M. Girvan (2004), *Physical Review E* 69, 026113, doi:10.1103/PhysRevE.69.026113; E. A. Leicht,
    ///   M. E. J. Newman (2008), *Physical Review Letters* 100, 118703, doi:10.1103/PhysRevLett.100.118703.
    public func modularity() throws(DiffusionError) -> Estimate {
        let n = all.within + all.between
        guard arcs.total > 0, !arcs.isNegative else { return Estimate(unavailable: .zeroDenominator, n: n) }
        let (above, squared, _) = try excess()
        return Estimate(Double(above) / Double(squared), n: n)
    }

    /// Total · within − chance, total², and chance: the sum of products of what leaves and enters each group.
    func excess() throws(DiffusionError) -> (above: Int128, squared: Int128, chance: Int128) {
        var chance: Int128 = 0
        for group in arcs.leaving.indices {
            chance = try exactSum(chance, exactProduct(arcs.leaving[group], arcs.entering[group]))
        }
        let (within, squared) = (
            try exactProduct(arcs.total, arcs.within), try exactProduct(arcs.total, arcs.total)
        )
        return (try exactSum(within, -chance), squared, chance)
    }
}

/// - Throws: an overflow.
func exactProduct(_ first: Int128, _ second: Int128) throws(DiffusionError) -> Int128 {
    let (product, overflow) = first.multipliedReportingOverflow(by: second)
    guard !overflow else { throw .statistics(.overflow) }
    return product
}

/// - Throws: an overflow.
func exactSum(_ first: Int128, _ second: Int128) throws(DiffusionError) -> Int128 {
    let (sum, overflow) = first.addingReportingOverflow(second)
    guard !overflow else { throw .statistics(.overflow) }
    return sum
}
