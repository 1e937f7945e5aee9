public import Statistics
import Workers

/// Brokerage beside what the numbers of the groups alone give: the groups are dealt out to the nodes anew, at random.
public struct BrokerageExpectation: Sendable {
    /// What is brokered.
    public let observed: Brokerage
    /// For all nodes: a comparison for each role, in the order of ``BrokerageRole/allCases``.
    public let all: [NullComparison]
    /// For the nodes of each group: a comparison for each role.
    public let groups: [[NullComparison]]
    /// The chance of each role for an open triple when groups are dealt out at random; nil with fewer than three nodes of known group.
    public let chances: [Double]?

    /// The steps, replicates × those of one count, above which no groups are dealt out: ``Unavailable/tooLarge``.
    public static let limit = 20_000_000_000

    /// - Parameters:
    ///   - network: The network.
    ///   - groups: The group of each node.
    ///   - replicates: How often groups are dealt out.
    ///   - seed: The seed of random numbers.
    ///   - confidence: The share of outcomes that intervals hold.
    ///   - threads: How many threads may be at work; the result is the same for any number.
    /// - Throws: ``DiffusionError/unequalGroups(_:nodes:)``.
    /// - Complexity: O(replicates · ties · √ties).
    public init(
        _ network: SparseNetwork, _ groups: NodeGroups, replicates: Int = 999, seed: UInt64 = 1,
        confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1
    ) throws(DiffusionError) {
        guard groups.of.count == network.nodeCount else {
            throw .unequalGroups(groups.of.count, nodes: network.nodeCount)
        }
        let triples = BrokerageTriples(network)
        let observed = Brokerage(triples, groups, threads: threads)
        self.observed = observed
        chances = Self.chances(groups)
        let roles = BrokerageRole.allCases
        func estimate(_ counts: Brokerage.Counts, _ role: BrokerageRole) -> Estimate {
            Estimate(Double(counts[role]), n: counts.total)
        }
        let (steps, overflow) = triples.steps.multipliedReportingOverflow(by: max(1, replicates))
        let reason: Unavailable? =
            overflow || steps > Self.limit ? .tooLarge : groups.sizes.reduce(0, +) < 3 ? .tooFew : nil
        if let reason {
            all = roles.map { NullComparison(unavailable: reason, observed: estimate(observed.all, $0)) }
            self.groups = observed.groups.map { counts in
                roles.map { NullComparison(unavailable: reason, observed: estimate(counts, $0)) }
            }
            return
        }
        let drawn = inParallel(max(1, replicates), threads: threads) { replicate in
            var generator = CounterGenerator(seed: seed, replicate: replicate)
            let dealt = Brokerage(triples, groups.permuted(&generator), threads: 1)
            return [dealt.all] + dealt.groups
        }
        func compared(_ counts: Brokerage.Counts, _ place: Int) -> [NullComparison] {
            roles.map { role in
                NullComparison(
                    estimate(counts, role), drawn.map { Double($0[place][role]) }, confidence: confidence)
            }
        }
        all = compared(observed.all, 0)
        self.groups = observed.groups.enumerated().map { compared($1, $0 + 1) }
    }

    /// How often a node would play a role by chance: the open triples that it brokers, times the role's chance. Exact, not drawn.
    public func expected(of node: Int, _ role: BrokerageRole) -> Double? {
        chances.map { Double(observed.nodes[node].total) * $0[role.place] }
    }

    /// With N nodes and groups of n: `Σ n(n−1)(n−2) / N(N−1)(N−2)` for a coordinator, `Σ n(n−1)(N−n) / …` for each of the roles with
    /// two groups, and the rest for a liaison.
    static func chances(_ groups: NodeGroups) -> [Double]? {
        let sizes = groups.sizes.map(Double.init)
        let whole = sizes.reduce(0, +)
        guard whole > 2 else { return nil }
        let triples = whole * (whole - 1) * (whole - 2)
        let one = sizes.reduce(0) { $0 + $1 * ($1 - 1) * ($1 - 2) } / triples
        let two = sizes.reduce(0) { $0 + $1 * ($1 - 1) * (whole - $1) } / triples
        return [one, two, two, two, max(0, 1 - one - 3 * two)]
    }
}
