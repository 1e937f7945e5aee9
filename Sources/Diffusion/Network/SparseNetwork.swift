import Statistics

/// A network of numbered nodes as compressed sparse rows: memory goes with nodes and ties, never with pairs of nodes.
///
/// The ties of a node are in the order of the nodes at their other end, each once, so equal ties give equal networks in whatever
/// order they come. An undirected tie stands with both its nodes.
public struct SparseNetwork: Sendable, Hashable {
    /// What of the given ties is not in the network as they were.
    public struct Dropped: Sendable, Hashable {
        /// Ties from a node to itself.
        public var loops = 0
        /// Ties that repeat another; their weights are merged.
        public var duplicates = 0
        /// Ties from or to a number that no node has.
        public var unknown = 0

        public init() {}
    }

    /// What becomes of the weights of ties that repeat each other.
    public enum Merging: Sendable, Hashable {
        case sum, greatest
    }

    /// The number of nodes: they are numbered from 0.
    public let nodeCount: Int
    /// Whether a tie goes from one node to the other; else it goes both ways.
    public let isDirected: Bool
    /// Where the ties of each node begin in ``targets``; one more than there are nodes.
    public let offsets: [Int]
    /// The nodes at the other end.
    public let targets: [UInt32]
    /// The weight of each of ``targets`` as a whole number of 10^−``places``; nil where all ties weigh 1.
    public let weights: [Int64]?
    /// The decimals of weights.
    public let places: Int
    /// What was left out or merged.
    public let dropped: Dropped

    /// The ties, each counted once.
    public var tieCount: Int { isDirected ? targets.count : targets.count / 2 }

    /// The network of some ties.
    ///
    /// - Parameters:
    ///   - nodeCount: The number of nodes, below 2³².
    ///   - from: The first node of each tie.
    ///   - to: The second node of each tie, as many.
    ///   - weights: The weight of each tie as a whole number of 10^−places; nil where all weigh 1.
    ///   - places: The decimals of weights.
    ///   - isDirected: Whether ties go one way.
    ///   - merging: What becomes of the weights of ties that repeat each other.
    /// - Throws: ``DiffusionError/unequalTies(from:to:weights:)``, ``DiffusionError/tooManyNodes(_:limit:)``; an overflow of merged
    ///   weights.
    /// - Complexity: O(nodes + ties), in memory too.
    public init(
        nodeCount: Int, from: [UInt32], to: [UInt32], weights: [Int64]? = nil, places: Int = 0, isDirected: Bool,
        merging: Merging = .sum
    ) throws(DiffusionError) {
        guard from.count == to.count, weights.map({ $0.count == from.count }) ?? true else {
            throw .unequalTies(from: from.count, to: to.count, weights: weights?.count)
        }
        guard (0...Int(UInt32.max)).contains(nodeCount) else {
            throw .tooManyNodes(nodeCount, limit: Int(UInt32.max))
        }
        var dropped = Dropped()
        var kept = TieList(weights: weights == nil ? nil : [])
        let size = isDirected ? from.count : from.count * 2
        kept.reserve(size)
        for tie in from.indices {
            let (first, second) = (from[tie], to[tie])
            guard first < nodeCount, second < nodeCount else {
                dropped.unknown += 1
                continue
            }
            if first == second {
                dropped.loops += 1
                continue
            }
            kept.append(first, second, weights?[tie])
            if !isDirected { kept.append(second, first, weights?[tie]) }
        }
        // By the second node and then, keeping that order, by the first.
        let sorted = kept.sorted(by: .to, nodeCount).sorted(by: .from, nodeCount)
        let merged = try sorted.merged(merging, nodeCount)
        dropped.duplicates = (sorted.from.count - merged.targets.count) / (isDirected ? 1 : 2)
        self.nodeCount = nodeCount
        self.isDirected = isDirected
        offsets = merged.offsets
        targets = merged.targets
        self.weights = merged.weights
        self.places = weights == nil ? 0 : places
        self.dropped = dropped
    }

    /// A network of rows that are in order already: each tie once, and one without direction with both its nodes.
    init(
        isDirected: Bool, offsets: [Int], targets: [UInt32], weights: [Int64]? = nil, places: Int = 0,
        dropped: Dropped = Dropped()
    ) {
        nodeCount = offsets.count - 1
        self.isDirected = isDirected
        self.offsets = offsets
        self.targets = targets
        self.weights = weights
        self.places = places
        self.dropped = dropped
    }

    /// The number of ties that begin at a node.
    public func degree(of node: Int) -> Int { offsets[node + 1] - offsets[node] }

    /// Where the ties of a node are in ``targets`` and ``weights``.
    public func ties(of node: Int) -> Range<Int> { offsets[node]..<offsets[node + 1] }

    /// Each tie once, by its first node: one without direction from its lower node.
    ///
    /// - Parameter body: Called with both nodes and the tie's place in ``targets`` and ``weights``.
    public func forEachTie(_ body: (_ from: UInt32, _ to: UInt32, _ place: Int) -> Void) {
        for node in 0..<nodeCount {
            for tie in ties(of: node) where isDirected || node < targets[tie] {
                body(UInt32(truncatingIfNeeded: node), targets[tie], tie)
            }
        }
    }

    /// The ends of each tie, each once.
    var ends: (from: [UInt32], to: [UInt32]) {
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        from.reserveCapacity(tieCount)
        to.reserveCapacity(tieCount)
        forEachTie { first, second, _ in
            from.append(first)
            to.append(second)
        }
        return (from, to)
    }

    /// Whether there is a tie from a node to another.
    ///
    /// - Complexity: O(log of the node's ties).
    public func hasTie(from node: Int, to other: UInt32) -> Bool {
        var (low, high) = (offsets[node], offsets[node + 1])
        while low < high {
            let middle = (low + high) / 2
            if targets[middle] < other { low = middle + 1 } else { high = middle }
        }
        return low < offsets[node + 1] && targets[low] == other
    }

    /// The network with every tie turned round; itself where ties go both ways.
    public func transposed() -> SparseNetwork {
        guard isDirected else { return self }
        var offsets = [Int](repeating: 0, count: nodeCount + 1)
        for target in targets { offsets[Int(target) + 1] += 1 }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var turned = [UInt32](repeating: 0, count: targets.count)
        var turnedWeights = weights
        for node in 0..<nodeCount {
            for tie in ties(of: node) {
                let place = next[Int(targets[tie])]
                next[Int(targets[tie])] += 1
                turned[place] = UInt32(node)
                if let weight = weights?[tie] { turnedWeights?[place] = weight }
            }
        }
        return SparseNetwork(
            isDirected: true, offsets: offsets, targets: turned, weights: turnedWeights, places: places,
            dropped: dropped)
    }
}

/// Ties as they come, while a network is made of them.
private struct TieList {
    enum End {
        case from, to
    }

    private(set) var from: [UInt32] = []
    private(set) var to: [UInt32] = []
    private(set) var weights: [Int64]?

    init(weights: [Int64]?) { self.weights = weights }

    mutating func reserve(_ count: Int) {
        from.reserveCapacity(count)
        to.reserveCapacity(count)
        weights?.reserveCapacity(count)
    }

    mutating func append(_ first: UInt32, _ second: UInt32, _ weight: Int64?) {
        from.append(first)
        to.append(second)
        if let weight { weights?.append(weight) }
    }

    /// The ties by one end, those with the same as they were.
    func sorted(by end: End, _ nodeCount: Int) -> TieList {
        let keys = end == .from ? from : to
        var next = [Int](repeating: 0, count: nodeCount + 1)
        for key in keys { next[Int(key) + 1] += 1 }
        for node in 0..<nodeCount { next[node + 1] += next[node] }
        var sorted = self
        for tie in keys.indices {
            let place = next[Int(keys[tie])]
            next[Int(keys[tie])] += 1
            sorted.from[place] = from[tie]
            sorted.to[place] = to[tie]
            if let weight = weights?[tie] { sorted.weights?[place] = weight }
        }
        return sorted
    }

    /// Rows of sorted ties, of which those that repeat each other become one.
    func merged(
        _ merging: SparseNetwork.Merging, _ nodeCount: Int
    ) throws(DiffusionError) -> (offsets: [Int], targets: [UInt32], weights: [Int64]?) {
        var offsets = [Int](repeating: 0, count: nodeCount + 1)
        var targets: [UInt32] = []
        var merged: [Int64]? = weights == nil ? nil : []
        targets.reserveCapacity(to.count)
        merged?.reserveCapacity(to.count)
        for tie in from.indices {
            let isRepeated = tie > 0 && from[tie] == from[tie - 1] && to[tie] == to[tie - 1]
            if !isRepeated {
                targets.append(to[tie])
                offsets[Int(from[tie]) + 1] += 1
                if let weight = weights?[tie] { merged?.append(weight) }
            } else if let weight = weights?[tie], let known = merged?.last {
                let (sum, overflow) = known.addingReportingOverflow(weight)
                guard merging == .greatest || !overflow else { throw .statistics(.overflow) }
                merged?[targets.count - 1] = merging == .sum ? sum : max(known, weight)
            }
        }
        for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
        return (offsets, targets, merged)
    }
}
