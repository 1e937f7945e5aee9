import Statistics

@testable import Diffusion

/// A small random network with times of adoption, and the same as a dense table.
struct RandomDiffusion {
    let nodes: Int
    let isDirected: Bool
    let ties: [(from: UInt32, to: UInt32, weight: Int64)]
    let times: [Int?]

    init(seed: Int, mostNodes: Int = 14, density: Double = 3) {
        var generator = CounterGenerator(seed: 11, replicate: seed)
        nodes = Int.random(in: 1...mostNodes, using: &generator)
        isDirected = Bool.random(using: &generator)
        let count = Int.random(in: 0...max(1, Int(Double(nodes) * density)), using: &generator)
        var found: [(from: UInt32, to: UInt32, weight: Int64)] = []
        for _ in 0..<count {
            let from = UInt32.random(in: 0..<UInt32(nodes), using: &generator)
            let to = UInt32.random(in: 0..<UInt32(nodes), using: &generator)
            found.append((from, to, Int64.random(in: 1...5, using: &generator)))
        }
        ties = found
        times = (0..<nodes).map { _ in
            Int.random(in: 0..<5, using: &generator) == 0 ? nil : Int.random(in: 3...8, using: &generator)
        }
    }

    func network(isWeighted: Bool = false) throws -> SparseNetwork {
        try SparseNetwork(
            nodeCount: nodes, from: ties.map(\.from), to: ties.map(\.to),
            weights: isWeighted ? ties.map(\.weight) : nil,
            isDirected: isDirected)
    }

    /// The weight of the tie between each pair; of binary ties 1.
    func dense(isWeighted: Bool = false) -> [[Double]] {
        var table = [[Double]](repeating: [Double](repeating: 0, count: nodes), count: nodes)
        for (from, to, weight) in ties where from != to {
            let value = isWeighted ? Double(weight) : 1
            table[Int(from)][Int(to)] = isWeighted ? table[Int(from)][Int(to)] + value : 1
            if !isDirected { table[Int(to)][Int(from)] = isWeighted ? table[Int(to)][Int(from)] + value : 1 }
        }
        return table
    }

    /// The same with other numbers for the nodes, and the ties in another order.
    func relabelled(_ order: [Int], _ generator: inout CounterGenerator) -> RandomDiffusion {
        var moved = times
        for (old, new) in order.enumerated() { moved[new] = times[old] }
        return RandomDiffusion(
            nodes: nodes, isDirected: isDirected,
            ties: ties.map { (UInt32(order[Int($0.from)]), UInt32(order[Int($0.to)]), $0.weight) }
                .shuffled(using: &generator),
            times: moved)
    }

    private init(nodes: Int, isDirected: Bool, ties: [(from: UInt32, to: UInt32, weight: Int64)], times: [Int?]) {
        self.nodes = nodes
        self.isDirected = isDirected
        self.ties = ties
        self.times = times
    }
}
