import Statistics

/// Ties that are switched at random so that every node keeps its number of them.
///
/// Two ties a–b and c–d become a–d and c–b, unless that would tie a node to itself or repeat a tie; then they stay as they are, so that in
/// the long run every network with these numbers of ties has the same chance. With directions a ring of three that no other tie touches
/// cannot be turned round by such steps.
///
/// - SeeAlso: S. Maslov, K. Sneppen (2002), *Science* 296, 910–913, doi:10.1126/science.1065103; R. Milo et al. (2003), *On the uniform
///   generation of random graphs with prescribed degree sequences*, arXiv:cond-mat/0312028, for how many steps it takes.
struct TieSwitching: Sendable {
    /// The tries for each tie.
    static let rounds = 10

    private(set) var from: [UInt32]
    private(set) var to: [UInt32]
    private let isDirected: Bool
    private var known: TieSet

    init(_ network: SparseNetwork) {
        let (from, to) = network.ends
        self.init(from: from, to: to, isDirected: network.isDirected)
    }

    /// - Parameters: Ties, each once and none from a node to itself.
    init(from: [UInt32], to: [UInt32], isDirected: Bool) {
        (self.from, self.to, self.isDirected) = (from, to, isDirected)
        known = TieSet(capacity: from.count)
        for tie in from.indices { _ = known.insert(key(from[tie], to[tie])) }
    }

    private func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
        TieSet.key(first, second, isDirected: isDirected)
    }

    /// Tries to switch as often as there are ties, ``rounds`` times over.
    mutating func shuffle(_ generator: inout CounterGenerator) {
        guard from.count > 1 else { return }
        for _ in 0..<from.count * Self.rounds {
            let first = Int.random(in: 0..<from.count, using: &generator)
            let second = Int.random(in: 0..<from.count, using: &generator)
            let (a, b) = (from[first], to[first])
            var (c, d) = (from[second], to[second])
            // Without directions a tie has no first end: either is taken with the same chance.
            if !isDirected, generator.next() & 1 == 1 { (c, d) = (d, c) }
            guard a != d, c != b, a != c, b != d else { continue }
            let (one, other) = (key(a, d), key(c, b))
            guard !known.contains(one), !known.contains(other) else { continue }
            known.remove(key(a, b))
            known.remove(key(c, d))
            _ = known.insert(one)
            _ = known.insert(other)
            (from[first], to[first]) = (a, d)
            (from[second], to[second]) = (c, b)
        }
    }
}
