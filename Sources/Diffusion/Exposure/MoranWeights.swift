import Statistics
internal import Workers

/// How near nodes are to each other for Moran's I: weights by row, which the index divides by the sum of their row.
public struct MoranWeights: Sendable {
    /// The most pairs of nodes that weights by distance are kept for: 240 MB.
    public static let pairLimit = 20_000_000
    /// The most steps of weights by distance.
    public static let stepLimit = 10

    /// The number of nodes.
    public let nodeCount: Int
    let offsets: [Int]
    let targets: [UInt32]
    /// The weights before they are divided; nil where all are 1.
    let weights: [Int64]?
    /// The sum of each row; 0 for a node without ties, whose row stays 0.
    let rowSums: [Int64]
    /// The sum of all divided weights: the rows with ties.
    let sum: Double
    /// ½ Σ (w_ij + w_ji)² of the divided weights.
    let symmetricSquares: Double
    /// Σ (row sum + column sum)² of the divided weights.
    let marginSquares: Double

    /// The ties of a network, with their weights where it has them.
    ///
    /// - Throws: For weights below 0 or too large.
    /// - Complexity: O(ties · log of a node's ties).
    public init(ties network: SparseNetwork, threads: Int = 1) throws(DiffusionError) {
        try network.checkWeights()
        self.init(network.offsets, network.targets, network.weights, threads: threads)
    }

    /// One over the number of steps along ties, for pairs of nodes within some steps.
    ///
    /// One step is the nodes that a tie goes to; the way back may be longer, or none. Weights of ties play no part.
    ///
    /// - Parameter steps: The most steps, from 1 to ``stepLimit``.
    /// - Throws: ``DiffusionError/tooManyWithinReach(limit:steps:)`` beyond ``pairLimit``, and for other steps.
    /// - Complexity: O(ties that are passed), in memory O(pairs).
    public init(inverseDistanceIn network: SparseNetwork, steps: Int = 6, threads: Int = 1) throws(DiffusionError) {
        guard (1...Self.stepLimit).contains(steps) else {
            throw .statistics(
                .unexpectedValue(Double(steps), column: "steps", allowed: "1 to \(Self.stepLimit)"))
        }
        // As whole numbers: the least common multiple of all distances, divided by the distance.
        let multiple = (1...steps).reduce(1) { $0 / greatestCommonDivisor($0, $1) * $1 }
        var (offsets, targets, weights): ([Int], [UInt32], [Int64]) = ([0], [], [])
        var seen = [Int32](repeating: -1, count: network.nodeCount)
        var row: [(node: UInt32, distance: Int)] = []
        for node in 0..<network.nodeCount {
            row.removeAll(keepingCapacity: true)
            seen[node] = Int32(truncatingIfNeeded: node)
            var (next, end) = (0, 0)
            for distance in 1...steps {
                if distance == 1 {
                    Self.add(UInt32(node), distance, node, network, &seen, &row)
                } else {
                    while next < end {
                        Self.add(row[next].node, distance, node, network, &seen, &row)
                        next += 1
                    }
                }
                guard row.count > end else { break }
                end = row.count
            }
            guard targets.count + row.count <= Self.pairLimit else {
                throw .tooManyWithinReach(limit: Self.pairLimit, steps: steps)
            }
            row.sort { $0.node < $1.node }
            for (other, distance) in row {
                targets.append(other)
                weights.append(Int64(multiple / distance))
            }
            offsets.append(targets.count)
        }
        self.init(offsets, targets, weights, threads: threads)
    }

    /// Adds to a row the nodes that a tie of one of its nodes goes to and that are not in it yet.
    private static func add(
        _ from: UInt32, _ distance: Int, _ start: Int, _ network: SparseNetwork, _ seen: inout [Int32],
        _ row: inout [(node: UInt32, distance: Int)]
    ) {
        for tie in network.ties(of: Int(from)) {
            let other = network.targets[tie]
            guard seen[Int(other)] != Int32(truncatingIfNeeded: start) else { continue }
            seen[Int(other)] = Int32(truncatingIfNeeded: start)
            row.append((other, distance))
        }
    }

    private init(_ offsets: [Int], _ targets: [UInt32], _ weights: [Int64]?, threads: Int) {
        let nodes = offsets.count - 1
        self.nodeCount = nodes
        self.offsets = offsets
        self.targets = targets
        self.weights = weights
        var rowSums: [Int64] = []
        rowSums.reserveCapacity(nodes)
        for node in 0..<nodes {
            let row = offsets[node]..<offsets[node + 1]
            if let weights { rowSums.append(weights[row].reduce(0, &+)) } else { rowSums.append(Int64(row.count)) }
        }
        self.rowSums = rowSums
        let divided = DividedWeights(weights: weights, rowSums: rowSums)
        sum = Double(rowSums.count { $0 > 0 })
        var columns = [FixedPointSum](repeating: FixedPointSum(), count: nodes)
        for node in 0..<nodes {
            for tie in offsets[node]..<offsets[node + 1] {
                columns[Int(targets[tie])].add(divided.weight(tie, ofRow: node))
            }
        }
        var margins = FixedPointSum()
        for node in 0..<nodes {
            let margin = (rowSums[node] > 0 ? 1.0 : 0.0) + columns[node].value
            margins.add(margin * margin)
        }
        marginSquares = margins.value
        // ½ Σ (w_ij + w_ji)² = Σ w_ij² + Σ w_ij w_ji
        let parts = inParallel(Stretches.count(of: nodes), threads: threads) { stretch in
            var sum = FixedPointSum()
            for node in Stretches.nodes(of: stretch, among: nodes) {
                for tie in offsets[node]..<offsets[node + 1] {
                    let weight = divided.weight(tie, ofRow: node)
                    sum.add(weight * weight)
                    let other = Int(targets[tie])
                    guard let back = Self.place(of: UInt32(node), in: offsets[other]..<offsets[other + 1], targets)
                    else { continue }
                    sum.add(weight * divided.weight(back, ofRow: other))
                }
            }
            return sum
        }
        var squares = FixedPointSum()
        for part in parts { squares.add(part) }
        symmetricSquares = squares.value
    }

    private static func place(of node: UInt32, in range: Range<Int>, _ targets: [UInt32]) -> Int? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if targets[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && targets[low] == node ? low : nil
    }
}

/// Weights divided by the sum of their row.
private struct DividedWeights: Sendable {
    let weights: [Int64]?
    let rowSums: [Int64]

    /// The weight at a place; 0 in a row whose weights are all 0.
    @inline(__always)
    func weight(_ place: Int, ofRow row: Int) -> Double {
        let sum = rowSums[row]
        guard sum > 0 else { return 0 }
        return Double(weights?[place] ?? 1) / Double(sum)
    }
}

private func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
}
