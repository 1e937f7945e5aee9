import Workers

/// The part that a node plays between two others that are not tied themselves.
public enum BrokerageRole: String, Sendable, Hashable, CaseIterable {
    /// All three are in one group.
    case coordinator
    /// The two are in one group, the broker in another: also called itinerant broker.
    case consultant
    /// The broker brings into its own group what comes from another.
    case gatekeeper
    /// The broker brings out of its own group what goes to another.
    case representative
    /// All three are in different groups.
    case liaison
}

/// Gould and Fernandez's brokerage: how often each node stands between two others, by the groups of the three.
///
/// Node j brokers for i and k when there are ties i → j and j → k and none i → k; the ordered pair counts. A tie without direction goes
/// both ways, so that each open triple counts twice, once as gatekeeper for each time as representative. Triples with a node whose group
/// is not known are left out.
///
/// - SeeAlso: R. V. Gould, R. M. Fernandez (1989), *Sociological Methodology* 19, 89–126, doi:10.2307/270949.
public struct Brokerage: Sendable, Hashable {
    /// How often a role is played, by role.
    public struct Counts: Sendable, Hashable {
        var numbers: [Int]

        init() { numbers = [Int](repeating: 0, count: BrokerageRole.allCases.count) }

        /// How often the role is played.
        public subscript(role: BrokerageRole) -> Int { numbers[role.place] }

        /// How often any role is played.
        public var total: Int { numbers.reduce(0, +) }

        mutating func add(_ other: Counts) { for role in numbers.indices { numbers[role] += other.numbers[role] } }
    }

    /// What each node brokers.
    public let nodes: [Counts]
    /// What the nodes of each group broker.
    public let groups: [Counts]
    /// What is brokered in all.
    public let all: Counts

    /// - Parameter threads: How many threads may be at work; the result is the same for any number.
    /// - Throws: ``DiffusionError/unequalGroups(_:nodes:)``.
    /// - Complexity: O(ties · √ties).
    public init(_ network: SparseNetwork, _ groups: NodeGroups, threads: Int = 1) throws(DiffusionError) {
        guard groups.of.count == network.nodeCount else {
            throw .unequalGroups(groups.of.count, nodes: network.nodeCount)
        }
        self.init(BrokerageTriples(network), groups, threads: threads)
    }

    init(_ triples: BrokerageTriples, _ groups: NodeGroups, threads: Int) {
        nodes = triples.counts(groups, threads: threads)
        var byGroup = [Counts](repeating: Counts(), count: groups.count)
        var all = Counts()
        for (node, counts) in nodes.enumerated() where groups.of[node] >= 0 {
            byGroup[Int(groups.of[node])].add(counts)
            all.add(counts)
        }
        (self.groups, self.all) = (byGroup, all)
    }
}

extension BrokerageRole {
    var place: Int {
        switch self {
        case .coordinator: 0
        case .consultant: 1
        case .gatekeeper: 2
        case .representative: 3
        case .liaison: 4
        }
    }

    /// The place of the role that a broker plays by the groups of the three.
    @inline(__always) static func place(_ first: Int32, _ broker: Int32, _ last: Int32) -> Int {
        if first == broker { return last == broker ? 0 : 3 }
        if last == broker { return 2 }
        return first == last ? 1 : 4
    }
}

/// A network as brokerage is counted in it, for any groups of its nodes.
struct BrokerageTriples: Sendable {
    let collapsed: CollapsedNetwork
    let triangles: TriangleList

    init(_ network: SparseNetwork) {
        collapsed = CollapsedNetwork(network)
        triangles = TriangleList(collapsed)
    }

    /// The steps of one count.
    var steps: Int { triangles.steps + collapsed.network.targets.count }

    /// Pairs i → j → k by the groups of j's neighbours, less those that are closed by i → k: these lie in triangles, so that no pair
    /// is looked at one by one and a node with a million ties costs a million steps.
    func counts(_ groups: NodeGroups, threads: Int) -> [Brokerage.Counts] {
        let jobs = max(1, threads)
        let parts = inParallel(jobs, threads: jobs) { job in closed(groups, from: job, by: jobs) }
        var counts = pairs(groups)
        for part in parts {
            for node in counts.indices {
                for role in 0..<5 { counts[node].numbers[role] -= part[node * 5 + role] }
            }
        }
        return counts
    }

    private func pairs(_ groups: NodeGroups) -> [Brokerage.Counts] {
        let network = collapsed.network
        var counts = [Brokerage.Counts](repeating: Brokerage.Counts(), count: network.nodeCount)
        var (entering, leaving) = ([Int](repeating: 0, count: groups.count), [Int](repeating: 0, count: groups.count))
        for node in 0..<network.nodeCount where groups.of[node] >= 0 {
            let own = Int(groups.of[node])
            var (allIn, allOut) = (0, 0)
            // Pairs of a neighbour with itself, which are none: within the own group, and in another.
            var (sameWithin, sameElsewhere) = (0, 0)
            for tie in network.ties(of: node) {
                let group = Int(groups.of[Int(network.targets[tie])])
                guard group >= 0 else { continue }
                let ways = collapsed.ways[tie]
                if ways & CollapsedNetwork.back != 0 {
                    entering[group] += 1
                    allIn += 1
                }
                if ways & CollapsedNetwork.forth != 0 {
                    leaving[group] += 1
                    allOut += 1
                }
                if ways == 3 { if group == own { sameWithin += 1 } else { sameElsewhere += 1 } }
            }
            var sameGroup = 0
            let (ownIn, ownOut) = (entering[own], leaving[own])
            for tie in network.ties(of: node) {
                let group = Int(groups.of[Int(network.targets[tie])])
                guard group >= 0 else { continue }
                if group != own { sameGroup += entering[group] * leaving[group] }
                (entering[group], leaving[group]) = (0, 0)
            }
            let (otherIn, otherOut) = (allIn - ownIn, allOut - ownOut)
            counts[node].numbers = [
                ownIn * ownOut - sameWithin, sameGroup - sameElsewhere, otherIn * ownOut, ownIn * otherOut,
                otherIn * otherOut - sameGroup,
            ]
        }
        return counts
    }

    /// The closed triples of a part of the triangles: five numbers for each node.
    private func closed(_ groups: NodeGroups, from start: Int, by stride: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: collapsed.network.nodeCount * 5)
        func add(_ first: Int, _ broker: Int, _ last: Int, _ isThere: Bool) {
            guard isThere else { return }
            counts[broker * 5 + BrokerageRole.place(groups.of[first], groups.of[broker], groups.of[last])] += 1
        }
        triangles.forEach(from: start, by: stride) { triangle in
            let (a, b, c) = triangle.nodes
            guard groups.of[a] >= 0, groups.of[b] >= 0, groups.of[c] >= 0 else { return }
            let (ab, ac, bc) = (
                triangle.ways.0 & 1 != 0, triangle.ways.1 & 1 != 0, triangle.ways.2 & 1 != 0
            )
            let (ba, ca, cb) = (
                triangle.ways.0 & 2 != 0, triangle.ways.1 & 2 != 0, triangle.ways.2 & 2 != 0
            )
            add(a, b, c, ab && bc && ac)
            add(c, b, a, cb && ba && ca)
            add(b, a, c, ba && ac && bc)
            add(c, a, b, ca && ab && cb)
            add(a, c, b, ac && cb && ab)
            add(b, c, a, bc && ca && ba)
        }
        return counts
    }
}
