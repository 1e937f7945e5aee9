import Statistics

/// Networks with the same ties going out of and into each node as a given one, drawn at random.
///
/// Up to ``switchingLimit`` ties the given network is walked away from by ten attempts for each tie to switch the ends of two ties
/// (a → b, c → d become a → d, c → b), leaving out what would make a loop or a second tie: all networks that can be reached are
/// equally likely in the long run. Larger networks are made by dealing out all ends anew, and switching the few ties that came out as a
/// loop or twice with others until none is left; each network is then nearly equally likely. Where that does not succeed, as in a
/// network that is nearly complete, the ends are switched as in small ones.
///
/// A network without direction keeps the number of ties of each node.
///
/// - SeeAlso: R. Milo and others (2003), arXiv:cond-mat/0312028, for switching and for ties as starting number;
///   B. D. McKay, N. C. Wormald (1990), *Journal of Algorithms* 11(1), 52–67, for dealing out and switching the rest.
public struct DegreePreservingRewiring: Sendable {
    /// How networks are drawn.
    enum Way: Sendable {
        case switching, dealing
    }

    /// The ties of one network, each once.
    struct Ties: Sendable, Hashable {
        var from: [UInt32]
        var to: [UInt32]
    }

    /// The most ties for which ends are switched one by one.
    public static let switchingLimit = 100_000

    let nodeCount: Int
    let isDirected: Bool
    /// The given ties, by their first end.
    let ties: Ties
    /// Where the ties of each first end begin.
    private let offsets: [Int]

    /// - Parameter network: The network; weights play no part.
    public init(_ network: SparseNetwork) {
        nodeCount = network.nodeCount
        isDirected = network.isDirected
        var ties = Ties(from: [], to: [])
        ties.from.reserveCapacity(network.tieCount)
        ties.to.reserveCapacity(network.tieCount)
        var offsets = [0]
        offsets.reserveCapacity(network.nodeCount + 1)
        for node in 0..<network.nodeCount {
            for tie in network.ties(of: node) where network.isDirected || network.targets[tie] > node {
                ties.from.append(UInt32(node))
                ties.to.append(network.targets[tie])
            }
            offsets.append(ties.to.count)
        }
        self.ties = ties
        self.offsets = offsets
    }

    /// The ties of a network with the same degrees, by the seed and a number.
    func rewired(seed: UInt64, replicate: Int, by way: Way? = nil) -> Ties {
        guard ties.to.count > 1 else { return ties }
        var generator = CounterGenerator(seed: seed, replicate: replicate)
        if way ?? (ties.to.count > Self.switchingLimit ? .dealing : .switching) == .dealing {
            let dealt = isDirected ? dealtTargets(&generator) : dealtEnds(&generator)
            if let dealt { return dealt }
        }
        return switched(&generator)
    }

    /// As a network, for those who measure one.
    func network(of ties: Ties) throws(DiffusionError) -> SparseNetwork {
        try SparseNetwork(nodeCount: nodeCount, from: ties.from, to: ties.to, isDirected: isDirected)
    }

    private func key(_ from: UInt32, _ to: UInt32) -> UInt64 { TieSet.key(from, to, isDirected: isDirected) }

    private func switched(_ generator: inout CounterGenerator) -> Ties {
        var switching = TieSwitching(from: ties.from, to: ties.to, isDirected: isDirected)
        switching.shuffle(&generator)
        return Ties(from: switching.from, to: switching.to)
    }

    /// All second ends dealt out anew to the rows; nil when loops and repetitions do not come undone.
    private func dealtTargets(_ generator: inout CounterGenerator) -> Ties? {
        var to = ties.to
        permute(&to, &generator)
        var conflicts: [Int] = []
        var lastRow = [UInt32](repeating: .max, count: nodeCount)
        for tie in to.indices {
            let (row, target) = (ties.from[tie], Int(to[tie]))
            if target == Int(row) || lastRow[target] == row { conflicts.append(tie) }
            lastRow[target] = row
        }
        // Rows are searched for what a switch would repeat: the work is bounded, for rows may be long.
        var work = to.count * 20 + 1_000_000
        func has(_ row: UInt32, _ target: UInt32) -> Bool {
            let range = offsets[Int(row)]..<offsets[Int(row) + 1]
            work -= range.count
            return to[range].contains(target)
        }
        for tie in conflicts {
            while true {
                guard work > 0 else { return nil }
                work -= 1
                let other = generator.place(below: to.count)
                let (row, otherRow) = (ties.from[tie], ties.from[other])
                guard row != otherRow, to[other] != row, to[tie] != otherRow, !has(row, to[other]),
                    !has(otherRow, to[tie])
                else { continue }
                to.swapAt(tie, other)
                break
            }
        }
        return Ties(from: ties.from, to: to)
    }

    /// All ends dealt out anew in pairs; nil when loops and repetitions do not come undone.
    private func dealtEnds(_ generator: inout CounterGenerator) -> Ties? {
        var ends = ties.from + ties.to
        permute(&ends, &generator)
        let count = ties.to.count
        var now = Ties(from: Array(ends[..<count]), to: Array(ends[count...]))
        var known = TieSet(capacity: count)
        var stands = [Bool](repeating: true, count: count)
        var conflicts: [Int] = []
        for tie in 0..<count where now.from[tie] == now.to[tie] || !known.insert(key(now.from[tie], now.to[tie])) {
            stands[tie] = false
            conflicts.append(tie)
        }
        var attempts = count * 10 + 10_000
        for tie in conflicts {
            while !stands[tie] {
                guard attempts > 0 else { return nil }
                attempts -= 1
                let other = generator.place(below: count)
                guard stands[other] else { continue }
                let (a, b) = (now.from[tie], now.to[tie])
                var (c, d) = (now.from[other], now.to[other])
                if generator.next() >> 63 == 1 { swap(&c, &d) }
                guard a != d, c != b, key(a, d) != key(c, b), !known.contains(key(a, d)), !known.contains(key(c, b))
                else { continue }
                known.remove(key(c, d))
                _ = known.insert(key(a, d))
                _ = known.insert(key(c, b))
                now.to[tie] = d
                (now.from[other], now.to[other]) = (c, b)
                stands[tie] = true
            }
        }
        return now
    }
}
