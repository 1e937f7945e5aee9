import Statistics

/// Networks drawn at random like one that was observed.
struct RandomNetworks: Sendable {
    /// What is switched, and what a network is made from then.
    private enum Kind: Sendable {
        case ties(nodeCount: Int, isDirected: Bool)
        case attendance(actorCount: Int, eventCount: Int, least: Int, limit: Int)
    }

    private let kind: Kind
    private let start: TieSwitching
    /// The tries to switch for one network.
    let tries: Int
    /// The pairs that one projection goes through; 0 of ties.
    let pairs: Int

    /// Networks in which every node keeps its number of ties.
    init(_ network: SparseNetwork) {
        kind = .ties(nodeCount: network.nodeCount, isDirected: network.isDirected)
        start = TieSwitching(network)
        tries = Self.tries(start)
        pairs = 0
    }

    /// Projections of two-mode networks in which every actor keeps its number of events and every event its number of actors.
    init(_ network: TwoModeNetwork, least: Int, limit: Int) {
        kind = .attendance(
            actorCount: network.actorCount, eventCount: network.eventCount, least: least, limit: limit)
        // Events are nodes after the actors.
        let shift = UInt32(network.actorCount)
        var from: [UInt32] = []
        for actor in 0..<network.actorCount {
            for _ in network.events.row(actor) { from.append(UInt32(actor)) }
        }
        start = TieSwitching(from: from, to: network.events.targets.map { $0 + shift }, isDirected: true)
        tries = Self.tries(start)
        pairs = network.pairs
    }

    private static func tries(_ start: TieSwitching) -> Int {
        let (tries, overflow) = start.from.count.multipliedReportingOverflow(by: TieSwitching.rounds)
        return overflow ? .max : tries
    }

    /// A network by the seed and its own number.
    func network(_ seed: UInt64, _ replicate: Int) throws(DiffusionError) -> SparseNetwork {
        var switching = start
        var generator = CounterGenerator(seed: seed, replicate: replicate)
        switching.shuffle(&generator)
        switch kind {
        case .ties(let nodeCount, let isDirected):
            return try SparseNetwork(
                nodeCount: nodeCount, from: switching.from, to: switching.to, isDirected: isDirected)
        case .attendance(let actorCount, let eventCount, let least, let limit):
            let shift = UInt32(actorCount)
            let random = try TwoModeNetwork(
                actorCount: actorCount, eventCount: eventCount, actors: switching.from,
                events: switching.to.map { $0 - shift })
            return try random.projection(least: least, limit: limit)
        }
    }
}
