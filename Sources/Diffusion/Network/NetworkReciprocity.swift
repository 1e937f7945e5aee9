public import Statistics

extension SparseNetwork {
    /// The share of ties that are answered by one the other way, in `0...1`; 1 where ties have no direction.
    ///
    /// - Complexity: O(nodes + ties).
    public var reciprocity: Estimate {
        guard tieCount > 0 else { return Estimate(unavailable: .zeroDenominator, n: 0) }
        guard isDirected else { return Estimate(1, n: tieCount) }
        return Estimate(Double(answeredTies) / Double(tieCount), n: tieCount)
    }

    /// The ties that are answered by one the other way; all where ties have no direction.
    ///
    /// - Complexity: O(nodes + ties).
    public var answeredTies: Int {
        // An answered tie stands with both its nodes.
        isDirected ? CollapsedNetwork(self).ways.count { $0 == 3 } : tieCount
    }
}
