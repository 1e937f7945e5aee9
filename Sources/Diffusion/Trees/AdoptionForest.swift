public import Statistics

/// Who learned an innovation from whom: for each innovation the trees below those who learned from its owner or from somebody
/// unknown.
///
/// The owner is generation 0. An adopter without a source that can be believed begins a tree in generation 1, which for an unknown
/// source is the least that it can be; whoever learned from an adopter is in the generation after theirs. Several rows of one
/// innovation and adopter are one adoption, that of the first day; rows without a day come last. A source on the same day as the
/// adopter, or on an unknown day, is believed. What cannot be is a ``SourceFinding``.
///
/// Neither the order of the rows nor the numbers of adopters and innovations matter.
///
/// - Complexity: O(n log n) for n rows, without recursion.
public struct AdoptionForest: Sendable, Hashable {
    /// Where a branch begins.
    public enum Origin: Sendable, Hashable {
        /// The innovation's owner.
        case owner
        /// Nobody is named.
        case unknown
        /// Somebody is named from whom it cannot be.
        case cut(SourceFinding)
    }

    /// An adopter of one innovation.
    public struct Node: Sendable, Hashable {
        /// The index of the row that tells of it.
        public let row: Int
        public let innovation: UInt32
        public let adopter: UInt32
        public let day: Int32?
        /// The source that the rows name, believed or not; nil also where they contradict each other.
        public let source: UInt32?
        /// The place in ``AdoptionForest/nodes`` of the one whom it learned from; nil for a root.
        public fileprivate(set) var parent: Int?
        /// Where the branch begins; nil where there is a parent.
        public fileprivate(set) var origin: Origin?
        /// Links from the owner, or from the unknown source, who are generation 0.
        public fileprivate(set) var generation = 1
        /// How many learned from it.
        public fileprivate(set) var offspring = 0
        /// How many learned from it, from these, and so on.
        public fileprivate(set) var descendants = 0
    }

    /// The adopters in order of innovation and adopter.
    public let nodes: [Node]
    /// The rows with each finding, in ascending order; findings that there are none of are missing.
    public let findings: [SourceFinding: [Int]]

    /// The forest of some rows.
    ///
    /// - Parameters:
    ///   - adoptions: The rows in any order.
    ///   - owners: The owners of each innovation. An owner that is named as a source is believed on any day.
    public init(_ adoptions: [Adoption], owners: [UInt32: Set<UInt32>] = [:]) {
        var (nodes, findings) = distinct(adoptions)
        let keys = nodes.map { key($0.innovation, $0.adopter) }
        for place in nodes.indices where nodes[place].origin == nil {
            let node = nodes[place]
            guard let source = node.source else {
                nodes[place].origin = .unknown
                continue
            }
            if owners[node.innovation]?.contains(source) ?? false {
                nodes[place].origin = .owner
                continue
            }
            let parent = keys.place(of: key(node.innovation, source))
            guard let parent, parent != place else {
                nodes[place].origin = .cut(source == node.adopter ? .itself : .neverAdopted)
                continue
            }
            if let day = node.day, let earlier = nodes[parent].day, earlier > day {
                nodes[place].origin = .cut(.adoptedLater)
            } else {
                nodes[place].parent = parent
            }
        }
        cutCircles(&nodes)
        grow(&nodes)
        for node in nodes {
            if case .cut(let finding) = node.origin, finding != .contradiction {
                findings[finding, default: []].append(node.row)
            }
        }
        self.nodes = nodes
        self.findings = findings.mapValues { $0.sorted() }
    }

    /// The adoptions with a source that is believed, owners apart: the sum of the adopters' offspring.
    public var links: Int { nodes.count { $0.parent != nil } }

    /// The adoptions learned from an owner.
    public var fromOwner: Int { nodes.count { $0.origin == .owner } }

    /// The adoptions whose source is not named.
    public var fromUnknown: Int { nodes.count { $0.origin == .unknown } }

    /// The greatest generation; 0 without adopters.
    public var depth: Int { nodes.reduce(0) { max($0, $1.generation) } }

    /// How many adopters each generation has, from generation 1.
    public var widths: [Int] { Self.widths(nodes) }

    /// How many adopters each generation has, from generation 1, of the branches that begin at an owner: only their generations are
    /// known for certain.
    public var widthsFromOwner: [Int] {
        let isFromOwner = isFromOwner
        return Self.widths(zip(nodes, isFromOwner).lazy.filter(\.1).map(\.0))
    }

    /// Whether the branch of each of the ``nodes`` begins at an owner.
    public var isFromOwner: [Bool] {
        var isFromOwner = [Bool](repeating: false, count: nodes.count)
        for place in nodes.indices.sorted(by: { nodes[$0].generation < nodes[$1].generation }) {
            isFromOwner[place] = nodes[place].parent.map { isFromOwner[$0] } ?? (nodes[place].origin == .owner)
        }
        return isFromOwner
    }

    /// The numbers of offspring of all adopters.
    public var offspring: Distribution {
        get throws(DiffusionError) { try distribution(nodes.lazy.map(\.offspring)) }
    }

    /// The place of an adopter of an innovation in ``nodes``; nil where there is none.
    ///
    /// - Complexity: O(log n).
    public func node(innovation: UInt32, adopter: UInt32) -> Int? {
        let wanted = key(innovation, adopter)
        let place = lowerBound(nodes.count) { key(nodes[$0].innovation, nodes[$0].adopter) < wanted }
        guard place < nodes.count, key(nodes[place].innovation, nodes[place].adopter) == wanted else { return nil }
        return place
    }

    static func widths(_ nodes: some Sequence<Node>) -> [Int] {
        var widths: [Int] = []
        for node in nodes {
            while widths.count < node.generation { widths.append(0) }
            widths[node.generation - 1] += 1
        }
        return widths
    }
}

/// A distribution of counts, each counted once.
func distribution(_ counts: some Sequence<Int>) throws(DiffusionError) -> Distribution {
    var tally: [Int: Int] = [:]
    for count in counts { tally[count, default: 0] += 1 }
    let entries = tally.map { Distribution.Entry(value: Double($0.key), count: $0.value) }
    return try estimating { () throws(StatisticsError) in try Distribution(entries) }
}

private func key(_ innovation: UInt32, _ adopter: UInt32) -> UInt64 { UInt64(innovation) << 32 | UInt64(adopter) }

/// The first of some places that is not before what is looked for.
private func lowerBound(_ count: Int, _ isBefore: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
        let middle = low + (high - low) / 2
        if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
}

extension [UInt64] {
    /// The place of a key in sorted keys; nil where it is not among them.
    fileprivate func place(of wanted: UInt64) -> Int? {
        let place = lowerBound(count) { self[$0] < wanted }
        return place < count && self[place] == wanted ? place : nil
    }
}

/// One node for each innovation and adopter, sorted by these, and the rows that repeat or contradict another.
private func distinct(_ adoptions: [Adoption]) -> ([AdoptionForest.Node], [SourceFinding: [Int]]) {
    let order = adoptions.indices.map { (key: key(adoptions[$0].innovation, adoptions[$0].adopter), row: $0) }
        .sorted { $0.key == $1.key ? $0.row < $1.row : $0.key < $1.key }
    var nodes: [AdoptionForest.Node] = []
    nodes.reserveCapacity(order.count)
    var findings: [SourceFinding: [Int]] = [:]
    var start = 0
    while start < order.count {
        var end = start + 1
        while end < order.count, order[end].key == order[start].key { end += 1 }
        let rows = order[start..<end].map(\.row)
        start = end
        let first = rows.lazy.compactMap { adoptions[$0].day }.min()
        let told = rows.filter { adoptions[$0].day == first }
        let sources = Set(told.compactMap { adoptions[$0].source })
        let row = told.first { adoptions[$0].source != nil } ?? told[0]
        let isContradicted = sources.count > 1
        let adoption = adoptions[row]
        nodes.append(
            AdoptionForest.Node(
                row: row, innovation: adoption.innovation, adopter: adoption.adopter, day: first,
                source: isContradicted ? nil : adoption.source, parent: nil,
                origin: isContradicted ? .cut(.contradiction) : nil))
        if isContradicted { findings[.contradiction, default: []] += told.filter { adoptions[$0].source != nil } }
        let left = rows.filter { (other) in
            let contradicts = isContradicted && adoptions[other].day == first && adoptions[other].source != nil
            return other != row && !contradicts
        }
        if !left.isEmpty { findings[.repetition, default: []] += left }
    }
    return (nodes, findings)
}

/// Makes every adopter on a circle of links a root.
private func cutCircles(_ nodes: inout [AdoptionForest.Node]) {
    // 0 not seen, else the walk that saw it first.
    var walks = [Int](repeating: 0, count: nodes.count)
    for start in nodes.indices where walks[start] == 0 {
        let walk = start + 1
        var place: Int? = start
        while let current = place, walks[current] == 0 {
            walks[current] = walk
            place = nodes[current].parent
        }
        guard var current = place, walks[current] == walk else { continue }
        while let next = nodes[current].parent {
            nodes[current].parent = nil
            nodes[current].origin = .cut(.circle)
            current = next
        }
    }
}

/// Offspring and descendants from the leaves up, then generations from the roots down.
private func grow(_ nodes: inout [AdoptionForest.Node]) {
    for place in nodes.indices {
        if let parent = nodes[place].parent { nodes[parent].offspring += 1 }
    }
    var pending = nodes.map(\.offspring)
    var order = nodes.indices.filter { pending[$0] == 0 }
    order.reserveCapacity(nodes.count)
    var next = 0
    while next < order.count {
        let place = order[next]
        next += 1
        guard let parent = nodes[place].parent else { continue }
        nodes[parent].descendants += nodes[place].descendants + 1
        pending[parent] -= 1
        if pending[parent] == 0 { order.append(parent) }
    }
    for place in order.reversed() {
        if let parent = nodes[place].parent { nodes[place].generation = nodes[parent].generation + 1 }
    }
}
