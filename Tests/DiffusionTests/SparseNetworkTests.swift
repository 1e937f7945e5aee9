import Statistics
import Testing

@testable import Diffusion

@Suite struct SparseNetworkTests {
    @Test func tiesAreSortedMergedAndCountedWhereTheyCannotStand() throws {
        let network = try SparseNetwork(
            nodeCount: 4, from: [2, 0, 0, 3, 0, 1, 9], to: [1, 3, 1, 3, 1, 0, 0], weights: [5, 1, 2, 7, 4, 1, 1],
            places: 1, isDirected: true)
        #expect(network.offsets == [0, 2, 3, 4, 4])
        #expect(network.targets == [1, 3, 0, 1])
        #expect(network.weights == [6, 1, 1, 5])
        #expect(network.tieCount == 4)
        #expect(network.dropped.loops == 1 && network.dropped.duplicates == 1 && network.dropped.unknown == 1)
        #expect(network.hasTie(from: 0, to: 3) && !network.hasTie(from: 3, to: 0))
        let turned = network.transposed()
        #expect(turned.targets == [1, 0, 2, 0] && turned.weights == [1, 6, 5, 1])
        #expect(turned.transposed() == network)
    }

    @Test func withoutDirectionBothWaysAreOneTie() throws {
        let network = try SparseNetwork(
            nodeCount: 3, from: [0, 1, 2], to: [1, 0, 1], weights: [2, 3, 4], isDirected: false, merging: .greatest)
        #expect(network.tieCount == 2 && network.dropped.duplicates == 1)
        #expect(network.targets == [1, 0, 2, 1] && network.weights == [3, 3, 4, 4])
        #expect(network.transposed() == network)
    }

    @Test func unequalListsAndOverflowAreErrors() throws {
        #expect(throws: DiffusionError.unequalTies(from: 1, to: 0, weights: nil)) {
            try SparseNetwork(nodeCount: 2, from: [0], to: [], isDirected: true)
        }
        #expect(throws: DiffusionError.statistics(.overflow)) {
            try SparseNetwork(nodeCount: 2, from: [0, 0], to: [1, 1], weights: [.max, 1], isDirected: true)
        }
        #expect(try SparseNetwork(nodeCount: 0, from: [], to: [], isDirected: false).tieCount == 0)
    }

    @Test(arguments: 0..<40) func orderOfTiesDoesNotMatterAndADenseTableAgrees(seed: Int) throws {
        var generator = CounterGenerator(seed: 7, replicate: seed)
        let nodes = Int.random(in: 1...12, using: &generator)
        let ties = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
            (
                UInt32.random(in: 0..<UInt32(nodes), using: &generator),
                UInt32.random(in: 0..<UInt32(nodes), using: &generator), Int64.random(in: 1...9, using: &generator)
            )
        }
        for isDirected in [true, false] {
            func network(_ ties: [(UInt32, UInt32, Int64)]) throws -> SparseNetwork {
                try SparseNetwork(
                    nodeCount: nodes, from: ties.map(\.0), to: ties.map(\.1), weights: ties.map(\.2),
                    isDirected: isDirected)
            }
            let sparse = try network(ties)
            #expect(try network(ties.shuffled(using: &generator)) == sparse)
            var dense = [[Int64]](repeating: [Int64](repeating: 0, count: nodes), count: nodes)
            for (from, to, weight) in ties where from != to {
                dense[Int(from)][Int(to)] += weight
                if !isDirected { dense[Int(to)][Int(from)] += weight }
            }
            for node in 0..<nodes {
                let found = sparse.ties(of: node).map { (Int(sparse.targets[$0]), sparse.weights?[$0] ?? 0) }
                #expect(found.map(\.0) == (0..<nodes).filter { dense[node][$0] > 0 })
                #expect(found.map(\.1) == dense[node].filter { $0 > 0 })
            }
        }
    }
}
