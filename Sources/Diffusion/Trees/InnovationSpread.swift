/// The trees of one innovation.
public struct InnovationSpread: Sendable, Hashable {
    /// The innovation's number.
    public let innovation: UInt32
    /// Its adopters in the forest's nodes.
    public let nodes: Range<Int>
    /// Those who learned from an owner, from somebody unknown, and from somebody from whom they cannot have.
    public let fromOwner: Int
    public let fromUnknown: Int
    public let cut: Int
    /// How many adopters each generation has, from generation 1; their number is the depth.
    public let widths: [Int]

    /// The adopters.
    public var adopters: Int { nodes.count }
    /// The trees: adopters who learned from no other adopter.
    public var trees: Int { fromOwner + fromUnknown + cut }
    /// The greatest generation.
    public var depth: Int { widths.count }
}

extension AdoptionForest {
    /// The trees of each innovation that anybody adopted, in order of the innovations' numbers.
    ///
    /// - Complexity: O(n) for n adopters.
    public var innovations: [InnovationSpread] {
        var found: [InnovationSpread] = []
        var start = 0
        while start < nodes.count {
            var end = start + 1
            while end < nodes.count, nodes[end].innovation == nodes[start].innovation { end += 1 }
            let own = nodes[start..<end]
            let (owner, unknown) = (own.count { $0.origin == .owner }, own.count { $0.origin == .unknown })
            found.append(
                InnovationSpread(
                    innovation: nodes[start].innovation, nodes: start..<end, fromOwner: owner, fromUnknown: unknown,
                    cut: own.count { $0.origin != nil } - owner - unknown, widths: Self.widths(own)))
            start = end
        }
        return found
    }
}
