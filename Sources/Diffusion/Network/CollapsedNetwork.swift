extension SparseNetwork {
    /// The network without weights.
    public var withoutWeights: SparseNetwork {
        SparseNetwork(isDirected: isDirected, offsets: offsets, targets: targets, dropped: dropped)
    }

    /// The network without directions and weights: two nodes are tied when there is a tie either way.
    public func collapsed() -> SparseNetwork { CollapsedNetwork(self).network }
}

/// The ties of a network without their directions, and which ways each goes.
struct CollapsedNetwork: Sendable {
    /// The way from the node of the row to the other, and the way back.
    static let forth: UInt8 = 1
    static let back: UInt8 = 2

    /// Without directions and weights.
    let network: SparseNetwork
    /// The ways of each of the network's targets.
    let ways: [UInt8]

    init(_ network: SparseNetwork) {
        guard network.isDirected else {
            self.network = network.withoutWeights
            ways = [UInt8](repeating: Self.forth | Self.back, count: network.targets.count)
            return
        }
        let turned = network.transposed()
        var offsets = [0]
        var targets: [UInt32] = []
        var ways: [UInt8] = []
        offsets.reserveCapacity(network.nodeCount + 1)
        targets.reserveCapacity(network.targets.count)
        ways.reserveCapacity(network.targets.count)
        for node in 0..<network.nodeCount {
            var (out, back) = (network.offsets[node], turned.offsets[node])
            let (outEnd, backEnd) = (network.offsets[node + 1], turned.offsets[node + 1])
            while out < outEnd || back < backEnd {
                let leaving = out < outEnd ? Int(network.targets[out]) : .max
                let entering = back < backEnd ? Int(turned.targets[back]) : .max
                targets.append(UInt32(truncatingIfNeeded: min(leaving, entering)))
                ways.append((leaving <= entering ? Self.forth : 0) | (entering <= leaving ? Self.back : 0))
                if leaving <= entering { out += 1 }
                if entering <= leaving { back += 1 }
            }
            offsets.append(targets.count)
        }
        self.network = SparseNetwork(isDirected: false, offsets: offsets, targets: targets)
        self.ways = ways
    }
}
