import Statistics

/// What group each node of a network is in, such as its sector or its region.
public struct NodeGroups: Sendable, Hashable {
    /// The number of groups: they are numbered from 0.
    public let count: Int
    /// The group of each node; −1 for a node whose group is not known.
    public let of: [Int32]

    /// - Parameters:
    ///   - groups: The group of each node, nil where it is not known.
    ///   - count: The number of groups.
    /// - Throws: ``DiffusionError/unknownGroup(_:groups:)``.
    public init(_ groups: [Int?], count: Int) throws(DiffusionError) {
        guard count >= 0, count <= Int(Int32.max) else { throw .unknownGroup(count, groups: Int(Int32.max)) }
        for case .some(let group) in groups where !(0..<count).contains(group) {
            throw .unknownGroup(group, groups: count)
        }
        self.count = count
        of = groups.map { $0.map { Int32($0) } ?? -1 }
    }

    init(numbers: [Int32], count: Int) {
        of = numbers
        self.count = count
    }

    /// The nodes of each group.
    public var sizes: [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for group in of where group >= 0 { sizes[Int(group)] += 1 }
        return sizes
    }

    /// The same groups dealt out to the nodes anew, every way with the same chance; nodes without a group keep having none.
    func permuted(_ generator: inout CounterGenerator) -> NodeGroups {
        let known = of.indices.filter { of[$0] >= 0 }
        var dealt = known.map { of[$0] }
        dealt.shuffle(using: &generator)
        var numbers = of
        for (node, group) in zip(known, dealt) { numbers[node] = group }
        return NodeGroups(numbers: numbers, count: count)
    }
}
