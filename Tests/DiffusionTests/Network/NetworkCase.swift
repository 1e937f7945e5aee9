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

    /// 50 bird species on 18 islands of the Sipoo archipelago, a bit for each island (vegan 2.6.4, data set `sipoo`; species and islands in
    /// the order of their names, as in the reference case networks/attendance_sipoo).
    static func sipoo() throws -> TwoModeNetwork {
        let islands: [UInt32] = [
            0x00400, 0x00048, 0x00E20, 0x20000, 0x00240, 0x3AF78, 0x00400, 0x00400, 0x17E7F, 0x00040, 0x00440,
            0x00020, 0x00E72, 0x08000, 0x00240, 0x3FFFF, 0x00400, 0x00440, 0x22050, 0x20000, 0x00009, 0x3ADD0,
            0x00460, 0x22140, 0x00001, 0x00400, 0x00400, 0x02008, 0x064EB, 0x00600, 0x00008, 0x00660, 0x00460,
            0x34E7D, 0x00400, 0x00640, 0x00040, 0x34FF8, 0x00404, 0x20041, 0x00400, 0x00E40, 0x20420, 0x06E6A,
            0x00440, 0x00450, 0x20E60, 0x22E7B, 0x20648, 0x00440,
        ]
        let rows = islands.enumerated().flatMap { species, bits in
            (0..<UInt32(18)).filter { bits >> $0 & 1 == 1 }.map { (UInt32(species), $0) }
        }
        return try TwoModeNetwork(
            actorCount: 50, eventCount: 18, actors: rows.map(\.0), events: rows.map(\.1))
    }
}
