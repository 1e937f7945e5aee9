public import Diffusion
public import Tabulation

/// A network as a catalogue declares it: from which rows its ties come, and which nodes there are.
public struct NetworkDefinition: Sendable, Hashable {
    /// Where ties come from.
    public enum Source: Sendable, Hashable {
        case ties(Ties)
        case attendance(Attendance)
    }

    /// Rows that each tell of a tie between two nodes.
    public struct Ties: Sendable, Hashable {
        public var rows: RowSelection
        /// The expressions of a row's two nodes.
        public var from: String
        public var to: String
        /// Whether a tie goes from the one to the other only.
        public var isDirected: Bool
        /// How strong a tie is; nil where all are alike. Rows of one pair of nodes add up.
        public var weight: String?
    }

    /// Rows that each tell that an actor was at an event: who shares events has a tie.
    public struct Attendance: Sendable, Hashable {
        /// Who was there.
        public enum Actor: Sendable, Hashable {
            /// A column of persons, who have no names in a network.
            case person(String)
            /// An organisation, by its identifier.
            case organisation(String)
        }

        public var rows: RowSelection
        public var actor: Actor
        /// The expression of the event.
        public var event: String
        public var weighting: ProjectionWeighting
        /// The least number of shared events that makes a tie.
        public var least: Int
        /// Attributes of the actor, by expressions over its rows: that which most of them say counts.
        public var attributes: [Grouping]
    }

    /// The table of all nodes: those without a tie are nodes too, and an end that is none of them makes no tie.
    public struct Nodes: Sendable, Hashable {
        public var rows: RowSelection
        public var key: String
        /// The column with the node's title.
        public var title: String?
        /// Which nodes may be named in what is published: their participation is public. nil for none.
        public var isPublic: String?
        public var attributes: [Grouping]
    }

    public let name: String
    /// Titles by language.
    public let titles: [String: String]
    public let source: Source
    public let nodes: Nodes?

    /// The rows that ties are made from.
    public var rows: RowSelection {
        switch source {
        case .ties(let ties): ties.rows
        case .attendance(let attendance): attendance.rows
        }
    }

    /// The tables that it is made from.
    public var tables: [String] { [rows.table] + (nodes.map { [$0.rows.table] } ?? []) }

    /// The names of attributes that its nodes have.
    public var attributeNames: [String] {
        var names = nodes?.attributes.map(\.name) ?? []
        if case .attendance(let attendance) = source { names += attendance.attributes.map(\.name) }
        return names
    }

    public var isDirected: Bool {
        if case .ties(let ties) = source { ties.isDirected } else { false }
    }

    /// Whether its ties come from events that actors share.
    public var isAttendance: Bool {
        if case .attendance = source { true } else { false }
    }

    /// Whether its nodes are persons.
    public var isOfPersons: Bool {
        if case .attendance(let attendance) = source, case .person = attendance.actor { true } else { false }
    }
}
