/// Nodes and their ties, each by itself. Not yet protected: only `Disclosure` says which nodes may be named and what of the others
/// may be shown.
public struct Drawing: Sendable, Hashable {
    /// What is drawn.
    public enum Form: Sendable, Hashable {
        /// A network without an order.
        case network
        /// A tree: every tie leads from a node to one that learned from it.
        case tree
    }

    /// A node.
    public struct Node: Sendable, Hashable {
        /// Its identifier; a number for persons.
        public let key: String
        public let title: String?
        /// The level of its attribute; nil when it is not known or none was asked for.
        public let group: BreakdownLevel.Level?
        /// Whether it may be named.
        public let isPublic: Bool
        /// Of a tree: the steps from the innovation's owner.
        public let generation: Int?

        public init(
            key: String, title: String?, group: BreakdownLevel.Level?, isPublic: Bool, generation: Int? = nil
        ) {
            self.key = key
            self.title = title
            self.group = group
            self.isPublic = isPublic
            self.generation = generation
        }
    }

    /// A tie between two nodes, by their places.
    public struct Tie: Sendable, Hashable {
        public let from: Int
        public let to: Int

        public init(from: Int, to: Int) {
            self.from = from
            self.to = to
        }
    }

    public let indicator: String
    public let form: Form
    /// The attribute of groups, which is also the name of their dimension; nil for none.
    public let attribute: String?
    /// What is drawn, where that is not the whole: the title of the tree's innovation.
    public let subject: String?
    /// In the order of their keys.
    public let nodes: [Node]
    public let ties: [Tie]

    public init(
        indicator: String, form: Form, attribute: String?, subject: String? = nil, nodes: [Node], ties: [Tie]
    ) {
        self.indicator = indicator
        self.form = form
        self.attribute = attribute
        self.subject = subject
        self.nodes = nodes
        self.ties = ties
    }
}
