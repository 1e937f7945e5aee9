/// A list of the actors of a network who may be named.
public struct NetworkActors: Sendable, Hashable {
    /// What they are put in order by, the largest first.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case degree, betweenness, closeness, eigenvector, brokerage
    }

    public var order: Order
    /// How many lines there are at most.
    public var limit: Int

    /// The decimal places of centralities.
    static let places = 4

    /// The fields of a line besides the subject.
    static func fields(of network: NetworkDefinition) -> [String] {
        ["title"] + network.attributeNames + Order.allCases.map(\.rawValue)
    }
}
