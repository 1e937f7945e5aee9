/// What is to be drawn, node by node: a network, or who learned an innovation from whom.
public struct DrawingRequest: Sendable, Hashable {
    public enum Subject: Sendable, Hashable {
        case network(NetworkDefinition)
        /// The tree of the innovation with most adoptions among the rows that count.
        case tree(SpreadDefinition)
    }

    public var subject: Subject
    /// Which rows count besides the subject's own condition.
    public var filter: String?
    /// The attribute that groups nodes; nil for none.
    public var attribute: String?

    /// The stable name of the method.
    var method: String {
        switch subject {
        case .network: "network-drawing"
        case .tree: "adoption-tree"
        }
    }

    /// The columns of the list of its nodes.
    var listingFields: [String] {
        let own = ["subject"] + (attribute.map { [$0] } ?? []) + ["members", "ties"]
        return if case .tree = subject { own + ["generation"] } else { own }
    }

    /// The tables that it is made from.
    public var tables: [String] {
        switch subject {
        case .network(let network): network.tables
        case .tree(let spread):
            [spread.rows.table] + [spread.innovations?.rows.table, spread.adopters?.rows.table].compactMap(\.self)
        }
    }
}
