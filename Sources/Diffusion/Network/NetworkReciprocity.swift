public import Statistics

extension SparseNetwork {
    /// The share of ties that are answered by one the other way, in `0...1`; 1 where ties have no direction.
    ///
    /// - Complexity: O(nodes + ties).
    public var reciprocity: Estimate {
        guard tieCount > 0 else { return Estimate(unavailable: .zeroDenominator, n: 0) }
        guard isDirected else { return Estimate(1, n: tieCount) }
        // An answered tie stands with both its nodes.
        let answered = CollapsedNetwork(self).ways.reduce(0) { $0 + ($1 == 3 ? 1 : 0) }
        return Estimate(Double(answered) / Double(tieCount), n: tieCount)
    }
}
