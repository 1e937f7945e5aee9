import Statistics
import Testing

@testable import Diffusion

/// What holds for any network.
@Suite struct NetworkLawTests {
    @Test(arguments: 0..<60, [true, false]) func agreesWithATableOfAllPairs(seed: Int, directed: Bool) throws {
        let (dense, sparse) = try DenseNetwork.random(seed, directed: directed)
        let n = dense.n
        let degrees = try NetworkDegrees(sparse)
        for i in 0..<n {
            #expect(degrees.outgoing[i] == dense.tie[i].filter { $0 }.count)
            #expect(degrees.incoming[i] == (0..<n).filter { dense.tie[$0][i] }.count)
        }
        let clustering = NetworkClustering(sparse)
        #expect(clustering.triangles == (0..<n).map(dense.triangles))
        #expect(clustering.degrees == (0..<n).map(dense.neighbours))
        #expect(sparse.coreness() == dense.coreness)

        let distances = dense.distances
        let known = (0..<n).flatMap { i in (0..<n).compactMap { i == $0 ? nil : distances[i][$0] } }
        let found = try NetworkDistances(sparse)
        #expect(found.connectedPairs == known.count && found.diameter == known.max() && !found.isApproximate)
        if !known.isEmpty { #expect(found.mean.value == Double(known.reduce(0, +)) / Double(known.count)) }

        let (weak, strong) = (NetworkComponents.weak(sparse), NetworkComponents.strong(sparse))
        let both = DenseNetwork(
            isDirected: false, tie: (0..<n).map { i in (0..<n).map { i != $0 && dense.isTied(i, $0) } }
        ).distances
        for i in 0..<n {
            for j in 0..<n {
                #expect((weak.of[i] == weak.of[j]) == (both[i][j] != nil))
                #expect((strong.of[i] == strong.of[j]) == (distances[i][j] != nil && distances[j][i] != nil))
            }
        }
        let arcs = (0..<n).flatMap { i in (0..<n).filter { dense.tie[i][$0] }.map { (i, $0) } }
        let pairs = arcs.map { (Double(degrees.outgoing[$0.0]), Double(degrees.incoming[$0.1])) }
        let correlation = arcs.isEmpty ? nil : dense.correlation(pairs)
        let assortativity = try sparse.degreeAssortativity().value
        #expect((correlation == nil) == (assortativity == nil))
        if let correlation, let assortativity { #expect(abs(correlation - assortativity) < 1e-9) }
        let answered = arcs.filter { dense.tie[$0.1][$0.0] }.count
        #expect(sparse.reciprocity.value == (arcs.isEmpty ? nil : Double(answered) / Double(arcs.count)))
    }

    @Test(arguments: 0..<40, [true, false]) func groupsAgreeWithATableOfAllPairs(seed: Int, directed: Bool) throws {
        let (dense, sparse) = try DenseNetwork.random(seed, directed: directed)
        let n = dense.n
        var generator = CounterGenerator(seed: 5, replicate: seed)
        let labels = (0..<n).map { _ in Int.random(in: 0..<3, using: &generator) }
        let groups = try NodeGroups(labels, count: 3)
        let mixing = try GroupMixing(sparse, groups)
        let arcs = (0..<n).flatMap { i in (0..<n).filter { dense.tie[i][$0] }.map { (i, $0) } }
        let factor = directed ? 1 : 2
        #expect(mixing.all.within * factor == arcs.filter { labels[$0.0] == labels[$0.1] }.count)
        #expect(mixing.all.between * factor == arcs.filter { labels[$0.0] != labels[$0.1] }.count)
        for i in 0..<n {
            let own = (0..<n).filter { labels[$0] == labels[i] }
            let within = own.filter { dense.tie[i][$0] }.count + (directed ? own.filter { dense.tie[$0][i] }.count : 0)
            #expect(mixing.nodes[i].within == within)
        }
        if !arcs.isEmpty {
            // Q = 1/m Σ (A_ij − k_i k_j / m) δ, over ordered pairs.
            let m = Double(arcs.count)
            let degrees = try NetworkDegrees(sparse)
            var q = 0.0
            for i in 0..<n {
                for j in 0..<n where labels[i] == labels[j] {
                    q += (dense.tie[i][j] ? 1 : 0) - Double(degrees.outgoing[i]) * Double(degrees.incoming[j]) / m
                }
            }
            let found = try #require(try mixing.modularity().value)
            #expect(abs(found - q / m) < 1e-12)
        }
        let brokerage = try Brokerage(sparse, groups)
        let expected = dense.brokerage(labels)
        #expect(brokerage.nodes.map { counts in BrokerageRole.allCases.map { counts[$0] } } == expected)
        #expect(brokerage.groups.reduce(0) { $0 + $1.total } == brokerage.all.total)
    }

    @Test(arguments: 0..<12, [true, false]) func centralityAgreesWithATableOfAllPairs(seed: Int, directed: Bool) throws
    {
        let (dense, sparse) = try DenseNetwork.random(seed, directed: directed)
        guard sparse.tieCount > 0 else { return }
        let betweenness = try Centrality(.betweenness, sparse)
        for (found, expected) in zip(betweenness.values, dense.betweenness) {
            #expect(abs((found ?? -1) - expected) < 1e-9)
        }
        let distances = dense.distances
        let closeness = try Centrality(.closeness, sparse)
        for i in 0..<dense.n {
            let reached = (0..<dense.n).compactMap { $0 == i ? nil : distances[i][$0] }
            let expected = reached.isEmpty ? nil : Double(reached.count) / Double(reached.reduce(0, +))
            #expect((closeness.values[i] == nil) == (expected == nil))
            if let expected { #expect(abs((closeness.values[i] ?? -1) - expected) < 1e-12) }
        }
        let eigenvector = try Centrality(.eigenvector, sparse)
        if eigenvector.reason == nil {
            // A x is λ x.
            let x = eigenvector.values.map { $0 ?? 0 }
            let product = (0..<dense.n).map { i in
                (0..<dense.n).filter { $0 != i && dense.isTied(i, $0) }.reduce(0) { $0 + x[$1] }
            }
            let eigenvalue = product.max() ?? 0
            for i in 0..<dense.n { #expect(abs(product[i] - eigenvalue * x[i]) < 1e-11) }
        }
        let sum = try Centrality(.pageRank, sparse).values.compactMap { $0 }.reduce(0, +)
        #expect(abs(sum - 1) < 1e-9)
    }

    @Test(arguments: 0..<20, [true, false]) func namesAndOrderDoNotMatter(seed: Int, directed: Bool) throws {
        let (_, network) = try DenseNetwork.random(seed, directed: directed, most: 40)
        let n = network.nodeCount
        var generator = CounterGenerator(seed: 6, replicate: seed)
        let name = (0..<n).shuffled(using: &generator)
        var ties: [(Int, Int)] = []
        for node in 0..<n { for tie in network.ties(of: node) { ties.append((node, Int(network.targets[tie]))) } }
        ties.shuffle(using: &generator)
        let renamed = try SparseNetwork(
            nodeCount: n, from: ties.map { UInt32(name[$0.0]) }, to: ties.map { UInt32(name[$0.1]) },
            isDirected: directed)
        let labels = (0..<n).map { $0 % 3 }
        var moved = [Int](repeating: 0, count: n)
        for node in 0..<n { moved[name[node]] = labels[node] }
        let (groups, otherGroups) = (try NodeGroups(labels, count: 3), try NodeGroups(moved, count: 3))
        let exact = NetworkMeasure.allCases.filter { $0 != .betweennessCentralisation }
        #expect(
            try NetworkSummary(network, groups: groups, measures: exact)
                == NetworkSummary(renamed, groups: otherGroups, measures: exact))
        let (one, other) = (try Brokerage(network, groups), try Brokerage(renamed, otherGroups))
        #expect(one.all == other.all && one.groups == other.groups)
        let coreness = renamed.coreness()
        #expect(network.coreness() == (0..<n).map { coreness[name[$0]] })
        let (first, second) = (try Centrality(.betweenness, network), try Centrality(.betweenness, renamed))
        for node in 0..<n where first.reason == nil {
            #expect(abs((first.values[node] ?? -1) - (second.values[name[node]] ?? -2)) < 1e-9)
        }
    }

    @Test func numberOfThreadsDoesNotMatter() throws {
        let network = try randomNetwork(nodes: 300, ties: 1_500, directed: true)
        let groups = try NodeGroups((0..<300).map { $0 % 4 }, count: 4)
        let one = try NetworkSummary(network, groups: groups, threads: 1)
        let expectation = try BrokerageExpectation(network, groups, replicates: 20, threads: 1)
        let model = NullModel(replicates: 12, threads: 1)
        let null = try model.comparison(of: network, groups: groups, measures: [.transitivity, .eiIndex])
        let sampled = try NetworkDistances(network, limit: 40_000, seed: 3, threads: 1)
        #expect(sampled.isApproximate && sampled.sources == 22)
        for threads in [2, 3, 7] {
            #expect(try NetworkSummary(network, groups: groups, threads: threads) == one)
            let other = try BrokerageExpectation(network, groups, replicates: 20, threads: threads)
            #expect(other.all == expectation.all && other.groups == expectation.groups)
            var threaded = model
            threaded.threads = threads
            let again = try threaded.comparison(of: network, groups: groups, measures: [.transitivity, .eiIndex])
            #expect(again.map(\.comparison) == null.map(\.comparison))
            #expect(try NetworkDistances(network, limit: 40_000, seed: 3, threads: threads) == sampled)
        }
    }

    @Test func aSampleOfSourcesComesNearTheWholeAndSaysSo() throws {
        let network = try randomNetwork(nodes: 2_000, ties: 8_000, directed: false)
        let whole = try NetworkDistances(network, threads: 2)
        let sampled = try NetworkDistances(network, limit: 100 * 18_000, seed: 9)
        #expect(!whole.isApproximate && sampled.isApproximate && sampled.sources == 100)
        let (exact, near) = (try #require(whole.mean.value), try #require(sampled.mean.value))
        #expect(abs(near / exact - 1) < 0.02 && near != exact)
        #expect((sampled.diameter ?? 0) <= (whole.diameter ?? 0))
    }

    @Test(arguments: [true, false]) func aChainAndAStarOfAMillionNodesAreMeasured(directed: Bool) throws {
        let n = 1_000_000
        let chain = try SparseNetwork(
            nodeCount: n, from: (0..<UInt32(n - 1)).map { $0 }, to: (1..<UInt32(n)).map { $0 }, isDirected: directed)
        #expect(NetworkComponents.weak(chain).count == 1)
        #expect(NetworkComponents.strong(chain).count == (directed ? n : 1))
        #expect(Set(chain.coreness()) == [1])
        #expect(NetworkClustering(chain, threads: 2).triangleCount == 0)
        let distances = try NetworkDistances(chain, limit: 5_000_000, seed: 1)
        #expect(distances.isApproximate && (distances.diameter ?? 0) > 100_000)
        #expect(try Centrality(.betweenness, chain).reason == .tooLarge)

        let star = try SparseNetwork(
            nodeCount: n, from: [UInt32](repeating: 0, count: n - 1), to: (1..<UInt32(n)).map { $0 },
            isDirected: directed)
        #expect(NetworkComponents.weak(star).largestShare.value == 1)
        #expect(Set(star.coreness()) == [1])
        #expect(try NetworkDegrees(star.collapsed()).centralisation.value == 1)
        if directed { #expect(try NetworkDegrees(star).outCentralisation.value == 1) }
        // The hub stands between all ordered pairs of the others.
        let groups = try NodeGroups((0..<n).map { $0 % 2 }, count: 2)
        let brokered = try Brokerage(star, groups, threads: 2).nodes[0].total
        #expect(brokered == (directed ? 0 : (n - 1) * (n - 2)))
    }

    @Test func degenerateNetworksHaveReasons() throws {
        for (nodes, ties) in [(0, 0), (1, 0), (2, 0), (5, 0), (2, 1)] {
            for directed in [true, false] {
                let network = try SparseNetwork(
                    nodeCount: nodes, from: ties == 1 ? [0] : [], to: ties == 1 ? [1] : [], isDirected: directed)
                let groups = try NodeGroups([Int?](repeating: 0, count: nodes), count: 1)
                for entry in try NetworkSummary(network, groups: groups).values {
                    #expect((entry.value.value == nil) == (entry.value.reason != nil), "\(entry.measure) \(nodes)")
                    #expect(entry.value.value?.isFinite ?? true)
                }
                let found = try LeidenCommunities(network, runs: 2)
                #expect(found.groups.of.count == nodes)
                _ = try BrokerageExpectation(network, groups, replicates: 3)
                let null = NullModel(replicates: 3)
                for entry in try null.comparison(of: network, groups: groups, measures: NetworkMeasure.allCases) {
                    #expect(entry.comparison.p != nil || entry.comparison.reason != nil)
                }
            }
        }
    }
}

/// Random ties, no two alike, none from a node to itself.
func randomNetwork(nodes: Int, ties: Int, directed: Bool, seed: UInt64 = 1) throws -> SparseNetwork {
    var generator = CounterGenerator(seed: seed, replicate: nodes)
    let drawn = (0..<ties).map { _ in
        (
            UInt32.random(in: 0..<UInt32(nodes), using: &generator),
            UInt32.random(in: 0..<UInt32(nodes), using: &generator)
        )
    }
    return try SparseNetwork(
        nodeCount: nodes, from: drawn.map(\.0), to: drawn.map(\.1), isDirected: directed)
}
