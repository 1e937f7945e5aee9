import Foundation
import Testing

@testable import Diffusion

/// Networks that tests share.
enum NetworkCase {
    /// Zachary's karate club: 34 members, 78 ties, and the two factions after the split (W. W. Zachary 1977, *Journal of Anthropological
    /// Research* 33(4), 452–473; ties and factions as in networkx 3.6.1).
    static func karate() throws -> (network: SparseNetwork, factions: NodeGroups) {
        let others: [[UInt32]] = [
            [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31], [2, 3, 7, 13, 17, 19, 21, 30],
            [3, 7, 8, 9, 13, 27, 28, 32], [7, 12, 13], [6, 10], [6, 10, 16], [16], [], [30, 32, 33], [33], [], [], [],
            [33], [32, 33], [32, 33], [], [], [32, 33], [33], [32, 33], [], [32, 33], [25, 27, 29, 32, 33],
            [25, 27, 31], [31], [29, 33], [33], [31, 33], [32, 33], [32, 33], [32, 33], [33], [],
        ]
        let ties = others.enumerated().flatMap { node, others in others.map { (UInt32(node), $0) } }
        let network = try SparseNetwork(
            nodeCount: 34, from: ties.map(\.0), to: ties.map(\.1), isDirected: false)
        let hi: Set = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21]
        return (network, try NodeGroups((0..<34).map { hi.contains($0) ? 0 : 1 }, count: 2))
    }
}
