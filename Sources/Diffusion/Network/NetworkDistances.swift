public import Statistics
import Workers

/// How many steps apart the nodes of a network are, along its ties' directions; weights are left aside.
///
/// Exact up to a number of steps; above it the distances are those from a random sample of nodes, and ``isApproximate`` says so: the
/// mean is then an estimate, and the diameter the longest distance found, which the true one may exceed.
public struct NetworkDistances: Sendable, Hashable {
    /// The mean distance over the ordered pairs of nodes with a way from the one to the other.
    public let mean: Estimate
    /// The longest of these distances; nil without ties.
    public let diameter: Int?
    /// The ordered pairs with a way, among those looked at.
    public let connectedPairs: Int
    /// The nodes from which distances were taken.
    public let sources: Int
    /// Whether only some nodes were taken.
    public let isApproximate: Bool

    /// - Parameters:
    ///   - network: The network.
    ///   - limit: The steps, sources × (nodes + ties), up to which every node is taken; above it as many as it allows.
    ///   - seed: The seed of the sample.
    ///   - threads: How many threads may be at work; the result is the same for any number.
    /// - Throws: an overflow of the sum of distances.
    public init(
        _ network: SparseNetwork, limit: Int = 2_000_000_000, seed: UInt64 = 1, threads: Int = 1
    ) throws(DiffusionError) {
        let count = network.nodeCount
        let effort = max(1, count + network.targets.count)
        let affordable = max(1, limit / effort)
        let chosen = affordable >= count ? Array(0..<count) : Self.sample(affordable, of: count, seed)
        sources = chosen.count
        isApproximate = chosen.count < count
        let jobs = max(1, min(threads * 4, chosen.count))
        let parts = inParallel(jobs, threads: threads) { job in
            var walk = Walk(network)
            for index in Swift.stride(from: job, to: chosen.count, by: jobs) { walk.add(from: chosen[index]) }
            return walk.found
        }
        var total = Found()
        for part in parts { total.merge(part) }
        guard !total.overflowed else { throw .statistics(.overflow) }
        connectedPairs = total.pairs
        diameter = total.pairs > 0 ? total.longest : nil
        guard total.pairs > 0 else {
            mean = Estimate(unavailable: count == 0 ? .noObservations : .notReached, n: count)
            return
        }
        mean = Estimate(Double(total.sum) / Double(total.pairs), n: count)
    }

    /// Different numbers below `count`, in order (Floyd's algorithm).
    static func sample(_ size: Int, of count: Int, _ seed: UInt64) -> [Int] {
        var generator = CounterGenerator(seed: seed, replicate: 0)
        var chosen: Set<Int> = []
        for last in (count - size)..<count {
            let drawn = Int.random(in: 0...last, using: &generator)
            if !chosen.insert(drawn).inserted { chosen.insert(last) }
        }
        return chosen.sorted()
    }

    private struct Found: Sendable {
        var (sum, pairs, longest) = (0, 0, 0)
        var overflowed = false

        mutating func merge(_ other: Found) {
            let (total, overflow) = sum.addingReportingOverflow(other.sum)
            sum = total
            overflowed = overflowed || other.overflowed || overflow
            pairs += other.pairs
            longest = max(longest, other.longest)
        }
    }

    /// Walks in breadth from one node after the other, with room that is used again.
    private struct Walk {
        private let network: SparseNetwork
        private var distances: [UInt32]
        private var queue: [UInt32] = []
        private(set) var found = Found()

        init(_ network: SparseNetwork) {
            self.network = network
            distances = [UInt32](repeating: .max, count: network.nodeCount)
        }

        mutating func add(from source: Int) {
            queue.removeAll(keepingCapacity: true)
            queue.append(UInt32(source))
            distances[source] = 0
            var next = 0
            var (sum, longest) = (0, 0)
            while next < queue.count {
                let node = Int(queue[next])
                next += 1
                let distance = distances[node]
                // A sum of one source is at most that of a chain, nodes · (nodes − 1) / 2, which is below 2⁶³.
                sum += Int(distance)
                longest = Int(distance)
                for tie in network.ties(of: node) {
                    let other = Int(network.targets[tie])
                    guard distances[other] == .max else { continue }
                    distances[other] = distance + 1
                    queue.append(network.targets[tie])
                }
            }
            for node in queue { distances[Int(node)] = .max }
            var one = Found()
            (one.sum, one.pairs, one.longest) = (sum, queue.count - 1, longest)
            found.merge(one)
        }
    }
}
