import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// How often each role is played by all nodes together.
    ///
    /// A figure gives away how many nodes play the role: from a handful of triples it would be told who.
    static func brokered(
        _ data: NetworkData, _ attribute: String?, _ chance: ChanceTest
    ) -> [(role: BrokerageRole, value: Computed)] {
        let ties = RevealedCount("ties", data.network.tieCount)
        guard data.failure == nil, let groups = try? data.groups(by: attribute),
            let found = try? BrokerageExpectation(
                data.network, groups, replicates: chance.replicates, seed: chance.seed)
        else { return BrokerageRole.allCases.map { ($0, .absent(.notApplicable, n: data.nodes.count)) } }
        let known = groups.sizes.reduce(0, +)
        let total = found.observed.all.total
        return zip(BrokerageRole.allCases, found.all).enumerated().map { place, entry in
            let (role, comparison) = entry
            let count = found.observed.all[role]
            let brokers = found.observed.nodes.count { $0[role] > 0 }
            // Exact where the mean over deals would be close.
            let expected = found.chances.map { Double(total) * $0[place] }
            let ratio = expected.flatMap { $0 > 0 ? Double(count) / $0 : nil }
            let spread = comparison.expected.interval
            return (
                role,
                Computed(
                    value: Double(count), n: known,
                    further: [
                        NamedValue("expected", expected), NamedValue("ratio", ratio),
                        NamedValue("brokers", Double(brokers)), NamedValue("chanceLower", spread?.lowerBound),
                        NamedValue("chanceUpper", spread?.upperBound), NamedValue("p", comparison.p),
                    ], reveals: [RevealedCount("nodes", known), ties, RevealedCount("brokers", brokers)])
            )
        }
    }
}
