import Statistics
import Testing

@testable import Diffusion

@Suite struct MoranTests {
    /// Four in a ring with values 1, 1, 0, 0: two alike and two unlike neighbour pairs, so I = 0.
    @Test func aRingIsWorkedByHand() throws {
        let ring = try SparseNetwork(nodeCount: 4, from: [0, 1, 2, 3], to: [1, 2, 3, 0], isDirected: false)
        let weights = try MoranWeights(ties: ring)
        let index = try MoranIndex(of: [1, 1, 0, 0], weights: weights)
        #expect(index.observed.value == 0 && index.expected.value == -1.0 / 3)
        // Alternating values have an unlike neighbour on each side.
        #expect(try MoranIndex(of: [7, 2, 7, 2], weights: weights).observed.value == -1)
        // S0 = 4, S1 = ½ · 8 · 1² = 4, S2 = 4 · 2² = 16, b2 = 1:
        // (4(7·4 − 4·16 + 3·16) − (12·4 − 8·16 + 6·16))/(3·2·1·16) − 1/9 = (48 − 16)/96 − 1/9 = 2/9
        #expect(index.standardDeviation.value.map { abs($0 * $0 - 2.0 / 9) < 1e-15 } == true)
    }

    @Test func oneStepByDistanceIsTheTies() throws {
        for seed in 0..<20 {
            let random = RandomDiffusion(seed: seed)
            let network = try random.network()
            let values = random.times.map { Int64($0 ?? 0) }
            let near = try MoranWeights(inverseDistanceIn: network, steps: 1)
            #expect(
                try MoranIndex(of: values, weights: near)
                    == MoranIndex(of: values, weights: try MoranWeights(ties: network)))
        }
    }

    @Test(arguments: 0..<60) func agreesWithADenseTable(seed: Int) throws {
        let random = RandomDiffusion(seed: seed)
        let n = random.nodes
        let values = random.times.map { Int64($0 ?? -3) }
        let tables: [([[Double]], MoranWeights)] = [
            (random.dense(isWeighted: true), try MoranWeights(ties: try random.network(isWeighted: true), threads: 2)),
            (
                Self.inverseDistances(random.dense(), steps: 3),
                try MoranWeights(inverseDistanceIn: try random.network(), steps: 3)
            ),
        ]
        for (given, weights) in tables {
            let w = given.map { row in
                let all = row.reduce(0, +)
                return all > 0 ? row.map { $0 / all } : row
            }
            let mean = values.reduce(0.0) { $0 + Double($1) } / Double(n)
            let z = values.map { Double($0) - mean }
            let s0 = w.joined().reduce(0, +)
            let squares = z.reduce(0) { $0 + $1 * $1 }
            let found = try MoranIndex(of: values, weights: weights)
            guard s0 > 0, squares > 0 else {
                #expect(found.observed.value == nil)
                continue
            }
            let all = 0..<n
            let product = all.reduce(0.0) { sum, i in sum + all.reduce(0.0) { $0 + w[i][$1] * z[i] * z[$1] } }
            let expected = Double(n) / s0 * product / squares
            #expect(found.observed.value.map { abs($0 - expected) < 1e-13 } == true)
            guard n > 3, let sd = found.standardDeviation.value else { continue }
            let s1 = all.reduce(0.0) { sum, i in
                sum + all.reduce(0.0) { $0 + (w[i][$1] + w[$1][i]) * (w[i][$1] + w[$1][i]) } / 2
            }
            let s2 = all.reduce(0.0) { sum, i in
                let margin = w[i].reduce(0, +) + all.reduce(0.0) { $0 + w[$1][i] }
                return sum + margin * margin
            }
            let size = Double(n)
            let b2 = size * z.reduce(0) { $0 + $1 * $1 * $1 * $1 } / (squares * squares)
            let first = size * ((size * size - 3 * size + 3) * s1 - size * s2 + 3 * s0 * s0)
            let second = b2 * (size * (size - 1) * s1 - 2 * size * s2 + 6 * s0 * s0)
            let variance =
                (first - second) / ((size - 1) * (size - 2) * (size - 3) * s0 * s0) - 1 / ((size - 1) * (size - 1))
            #expect(abs(sd * sd - variance) < 1e-12)
        }
    }

    /// One over the steps from each node to each within some steps, by multiplying out.
    private static func inverseDistances(_ dense: [[Double]], steps: Int) -> [[Double]] {
        let all = dense.indices
        var distance = dense.map { row in row.map { $0 > 0 ? 1 : Int.max } }
        for step in 2...steps {
            for i in all {
                for j in all where i != j && distance[i][j] == .max {
                    if all.contains(where: { distance[i][$0] == step - 1 && $0 != i && dense[$0][j] > 0 }) {
                        distance[i][j] = step
                    }
                }
            }
        }
        return all.map { i in all.map { i == $0 || distance[i][$0] == .max ? 0 : 1 / Double(distance[i][$0]) } }
    }

    @Test func numberingAndThreadsChangeNoDigit() throws {
        for seed in 0..<6 {
            let random = RandomDiffusion(seed: seed, mostNodes: 20_000, density: 4)
            var generator = CounterGenerator(seed: 4, replicate: seed)
            let order = Array(0..<random.nodes).shuffled(using: &generator)
            let other = random.relabelled(order, &generator)
            for isWeighted in [false, true] {
                let first = try MoranIndex(
                    of: random.times.map { Int64($0 ?? 0) },
                    weights: try MoranWeights(ties: try random.network(isWeighted: isWeighted)))
                let second = try MoranIndex(
                    of: other.times.map { Int64($0 ?? 0) },
                    weights: try MoranWeights(ties: try other.network(isWeighted: isWeighted), threads: 3), threads: 2)
                #expect(first == second)
            }
        }
    }

    @Test func permutationsSpreadAsRandomisationSays() throws {
        let random = RandomDiffusion(seed: 8, mostNodes: 60)
        let values = random.times.map { Int64($0 ?? 0) }
        let weights = try MoranWeights(ties: try random.network())
        let index = try MoranIndex(of: values, weights: weights)
        let options = try BootstrapOptions(replicates: 9_999, seed: 5)
        let found = try MoranPermutationTest(of: values, weights: weights, options: options, threads: 2)
        let (sd, mean) = (try #require(index.standardDeviation.value), try #require(index.expected.value))
        // The mean of 9 999 permutations has a standard error of sd/100, their sd one of about sd/141.
        #expect(abs(try #require(found.mean.value) - mean) < 4 * sd / 100)
        #expect(abs(try #require(found.standardDeviation.value) / sd - 1) < 4.0 / 100)
        #expect(found == (try MoranPermutationTest(of: values, weights: weights, options: options)))
        #expect(
            found != (try MoranPermutationTest(of: values, weights: weights, options: BootstrapOptions(seed: 6))))
    }

    @Test func allPermutationsOfAShortChainGiveItsP() throws {
        // Values 1 to 5 along a chain: of all 120 orders those as far from −1/4 as the sorted one.
        let chain = try SparseNetwork(nodeCount: 5, from: [0, 1, 2, 3], to: [1, 2, 3, 4], isDirected: false)
        let weights = try MoranWeights(ties: chain)
        let values: [Int64] = [1, 2, 3, 4, 5]
        func deviation(_ values: [Int64]) throws -> Double {
            abs(try #require(try MoranIndex(of: values, weights: weights).observed.value) + 0.25)
        }
        var orders: [[Int64]] = [[]]
        for value in values {
            orders = orders.flatMap { order in (0...order.count).map { order.inserting(value, $0) } }
        }
        let own = try deviation(values)
        let share = Double(try orders.count { try deviation($0) >= own - 1e-12 }) / 120
        let found = try MoranPermutationTest(
            of: values, weights: weights, options: try BootstrapOptions(replicates: 20_000, seed: 1))
        let p = try #require(found.test.p)
        #expect(abs(p - share) < 4 * (share * (1 - share) / 20_000).squareRoot())
        // Values and weights that do not fit into lanes give the same.
        let wide = values.map { $0 * 100_000 }
        #expect(
            try MoranPermutationTest(
                of: wide, weights: weights, options: try BootstrapOptions(replicates: 20_000, seed: 1)
            ).test.p == p)
    }

    @Test func degenerateInputHasDefinedAnswers() throws {
        let none = try SparseNetwork(nodeCount: 0, from: [], to: [], isDirected: true)
        #expect(try MoranIndex(of: [], weights: try MoranWeights(ties: none)).observed.reason == .noObservations)
        let apart = try MoranWeights(ties: try SparseNetwork(nodeCount: 5, from: [], to: [], isDirected: true))
        #expect(try MoranIndex(of: [1, 2, 3, 4, 5], weights: apart).observed.reason == .zeroDenominator)
        #expect(try MoranIndex(of: [2, 2, 2, 2, 2], weights: apart).observed.reason == .noVariation)
        let test = try MoranPermutationTest(of: [2, 2, 2, 2, 2], weights: apart)
        #expect(test.test.reason == .noVariation && test.mean.reason == .noVariation)
        let pair = try MoranWeights(ties: try SparseNetwork(nodeCount: 2, from: [0], to: [1], isDirected: false))
        let two = try MoranIndex(of: [0, 1], weights: pair)
        #expect(two.observed.value == -1 && two.standardDeviation.reason == .tooFew && two.test.reason == .tooFew)
        #expect(throws: DiffusionError.statistics(.overflow)) { try MoranIndex(of: [.min, .max], weights: pair) }
        #expect(throws: DiffusionError.otherNodes(networks: 2, times: 1, what: "nodes")) {
            try MoranIndex(of: [1], weights: pair)
        }
        #expect(throws: DiffusionError.self) {
            try MoranWeights(inverseDistanceIn: none, steps: 11)
        }
        // 5 000 nodes around one are 25 million pairs within two steps.
        let star = try SparseNetwork(
            nodeCount: 5_001, from: [UInt32](repeating: 0, count: 5_000), to: Array(1...5_000), isDirected: false)
        #expect(throws: DiffusionError.tooManyWithinReach(limit: 20_000_000, steps: 2)) {
            try MoranWeights(inverseDistanceIn: star, steps: 2)
        }
    }
}

extension [Int64] {
    fileprivate func inserting(_ value: Int64, _ place: Int) -> [Int64] {
        var copy = self
        copy.insert(value, at: place)
        return copy
    }
}
