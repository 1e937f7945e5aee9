import Diffusion
import Tabulation

/// The nodes of a network, by number: in the order of their identifiers, or for persons of what they did.
struct NetworkNodes: Sendable {
    /// The identifiers; empty for persons.
    let keys: [String]
    let count: Int
    /// The titles of nodes that have one, by number; empty where the catalogue asks for none.
    var titles: [String?] = []
    /// Whether a node may be named; empty where none may.
    var isPublic: [Bool] = []
    var attributes: [String: NodeAttribute] = [:]

    /// The number of each identifier.
    var numbers: [String: UInt32] {
        Dictionary(zip(keys, 0..<UInt32(keys.count)), uniquingKeysWith: { first, _ in first })
    }
}

/// An attribute of nodes, such as the sector.
struct NodeAttribute: Sendable {
    /// The levels that occur, in order.
    let levels: [Tabulation.Level]
    /// The place of each node's level; nil where it is not known.
    let places: [Int?]

    /// The nodes by their level.
    func groups() throws(DiffusionError) -> NodeGroups { try NodeGroups(places, count: levels.count) }
}

/// A network ready to be measured; rows with an end that is no node are not in it.
struct NetworkData: Sendable {
    let nodes: NetworkNodes
    /// Its ties; of attendance the projection.
    let network: SparseNetwork
    /// Who was at what; nil for networks of ties.
    let twoMode: TwoModeNetwork?
    /// Why there is no network, such as too many pairs.
    let failure: DiffusionError?
    /// The rows that are left out, since an end of theirs is no node.
    var outside = 0

    /// The nodes by the levels of an attribute; nil without one.
    func groups(by attribute: String?) throws(DiffusionError) -> NodeGroups? {
        try attribute.flatMap { nodes.attributes[$0] }?.groups()
    }

    static func empty(
        _ nodes: NetworkNodes, isDirected: Bool, failure: DiffusionError? = nil, outside: Int = 0
    ) -> NetworkData? {
        guard let network = try? SparseNetwork(nodeCount: nodes.count, from: [], to: [], isDirected: isDirected) else {
            return nil
        }
        return NetworkData(nodes: nodes, network: network, twoMode: nil, failure: failure, outside: outside)
    }
}

/// One of the networks of a request: that of a group of the breakdown, and of a part such as before or after.
struct NetworkSlice: Hashable, Sendable {
    let group: GroupKey
    /// The number of the part; nil where the whole was asked for.
    let part: Int?
}
