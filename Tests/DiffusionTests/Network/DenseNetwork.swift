import Statistics

@testable import Diffusion

/// A small network as a table of all pairs, with measures written straight from their definitions: slow, and independent of the
/// code that is tested.
struct DenseNetwork {
    let isDirected: Bool
    /// `tie[i][j]`: whether there is a tie from i to j.
    let tie: [[Bool]]

    var n: Int { tie.count }

    /// Whether i and j are tied, whichever way.
    func isTied(_ i: Int, _ j: Int) -> Bool { tie[i][j] || tie[j][i] }

    /// A random network with its sparse form, ties in random order.
    static func random(_ seed: Int, directed: Bool, most: Int = 14) throws -> (DenseNetwork, SparseNetwork) {
        var generator = CounterGenerator(seed: 41, replicate: seed)
        let n = Int.random(in: 1...most, using: &generator)
        let chance = [0.05, 0.2, 0.5, 0.9][seed % 4]
        var tie = [[Bool]](repeating: [Bool](repeating: false, count: n), count: n)
        var ties: [(UInt32, UInt32)] = []
        for i in 0..<n {
            for j in 0..<n where i != j && (directed || i < j) && generator.nextUniform() < chance {
                tie[i][j] = true
                if !directed { tie[j][i] = true }
                ties.append((UInt32(i), UInt32(j)))
            }
        }
        ties.shuffle(using: &generator)
        let sparse = try SparseNetwork(
            nodeCount: n, from: ties.map(\.0), to: ties.map(\.1), isDirected: directed)
        return (DenseNetwork(isDirected: directed, tie: tie), sparse)
    }

    /// Distances by Floyd and Warshall; nil where there is no way.
    var distances: [[Int?]] {
        let far = Int.max / 4
        var found = (0..<n).map { i in (0..<n).map { j in i == j ? 0 : tie[i][j] ? 1 : far } }
        for k in 0..<n {
            for i in 0..<n { for j in 0..<n { found[i][j] = min(found[i][j], found[i][k] + found[k][j]) } }
        }
        return found.map { $0.map { $0 == far || $0 > far ? nil : $0 } }
    }

    func triangles(of i: Int) -> Int {
        var found = 0
        for j in 0..<n { for k in 0..<j where isTied(i, j) && isTied(i, k) && isTied(j, k) { found += 1 } }
        return found
    }

    func neighbours(of i: Int) -> Int { (0..<n).filter { $0 != i && isTied(i, $0) }.count }

    /// Coreness by taking nodes away until all left have k.
    var coreness: [Int] {
        var core = [Int](repeating: 0, count: n)
        for k in 1...max(1, n) {
            var left = Set(0..<n)
            while let weak = left.first(where: { i in left.filter { $0 != i && isTied(i, $0) }.count < k }) {
                left.remove(weak)
            }
            for node in left { core[node] = k }
        }
        return core
    }

    /// Betweenness by the number of shortest paths through each node.
    var betweenness: [Double] {
        let distance = distances
        // Shortest paths from i to j, counted along growing distance.
        var paths = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
        for i in 0..<n {
            paths[i][i] = 1
            for length in 1...max(1, n) {
                for j in 0..<n where distance[i][j] == length {
                    for k in 0..<n where distance[i][k] == length - 1 && tie[k][j] { paths[i][j] += paths[i][k] }
                }
            }
        }
        return (0..<n).map { k in
            var sum = 0.0
            for i in 0..<n {
                for j in 0..<n where i != j && i != k && j != k {
                    guard let whole = distance[i][j], let first = distance[i][k], let second = distance[k][j],
                        first + second == whole
                    else { continue }
                    sum += paths[i][k] * paths[k][j] / paths[i][j]
                }
            }
            return isDirected ? sum : sum / 2
        }
    }

    func correlation(_ pairs: [(Double, Double)]) -> Double? {
        let count = Double(pairs.count)
        let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
        let (xx, yy) = (
            pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }, pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
        )
        guard xx > 1e-9, yy > 1e-9 else { return nil }
        return pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) } / (xx * yy).squareRoot()
    }

    /// The brokerage roles of each node by looking at all triples.
    func brokerage(_ groups: [Int]) -> [[Int]] {
        (0..<n).map { j in
            var counts = [0, 0, 0, 0, 0]
            for i in 0..<n where i != j && tie[i][j] {
                for k in 0..<n where k != j && k != i && tie[j][k] && !tie[i][k] {
                    switch (groups[i] == groups[j], groups[j] == groups[k], groups[i] == groups[k]) {
                    case (true, true, _): counts[0] += 1
                    case (false, false, true): counts[1] += 1
                    case (false, true, _): counts[2] += 1
                    case (true, false, _): counts[3] += 1
                    case (false, false, false): counts[4] += 1
                    }
                }
            }
            return counts
        }
    }
}
