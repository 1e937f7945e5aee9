/// What is asked of a network.
public struct NetworkAnalysis: Sendable, Hashable {
    public enum Quantity: Sendable, Hashable {
        /// A measure of the whole network, and what chance gives where that is asked for.
        case measure(NetworkFigure, ChanceTest?)
        /// What became of its ties or of a measure between two times.
        case change(NetworkChangeFigure, NetworkWindows, ChanceTest?)
        /// How often its nodes stand between two others that have no tie, by role.
        case brokerage(ChanceTest)
        /// The nodes whose participation is public, one by one.
        case actors(NetworkActors)
    }

    public var network: NetworkDefinition
    /// Which of its rows count besides its own condition.
    public var filter: String?
    /// The attribute by which nodes are grouped, for what looks at groups.
    public var attribute: String?
    public var quantity: Quantity

    /// The stable name of the method.
    var method: String {
        switch quantity {
        case .measure(.communities, _): "leiden-communities"
        case .measure: "network-measure"
        case .change(.measure, _, _): "network-measure-change"
        case .change: "network-change"
        case .brokerage: "brokerage"
        case .actors: "network-actors"
        }
    }

    /// Which of the method's measures it is.
    var variant: String? {
        switch quantity {
        case .measure(.communities, _), .brokerage, .actors: nil
        case .measure(let figure, _): figure.rawValue
        case .change(let figure, _, _): figure.name
        }
    }

    var furtherNames: [String] {
        switch quantity {
        case .measure(let figure, let chance):
            figure.furtherNames + (chance == nil ? [] : ChanceTest.furtherNames)
        case .change(let figure, _, let chance):
            figure.furtherNames + (chance == nil ? [] : ChanceTest.furtherNames)
        case .brokerage: ["expected", "ratio", "brokers", "chanceLower", "chanceUpper", "p"]
        case .actors: []
        }
    }

    var addedDimensions: [String] {
        if case .brokerage = quantity { ["role"] } else { [] }
    }

    /// Whether figures have an interval: they are of all nodes and ties there are.
    var hasInterval: Bool { false }

    /// Whether it is no plain count of nodes and ties.
    var isEstimate: Bool {
        switch quantity {
        case .measure(.nodes, _), .measure(.ties, _), .measure(.outside, _), .actors: false
        default: true
        }
    }

    /// Whether its value is a difference of a measure between two times.
    var isDifference: Bool {
        if case .change(.measure, _, _) = quantity { true } else { false }
    }

    var testedName: String? { furtherNames.contains("p") ? "p" : nil }

    /// The fields of a line about an actor; nil where it has figures.
    var listingFields: [String]? {
        guard case .actors = quantity else { return nil }
        return ["subject"] + NetworkActors.fields(of: network)
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "nodes", "ties", "internal", "external", "events", "attendances", "retained", "new", "lost", "brokers":
            .count
        case "p": .probability
        case "modularity", "ratio", "expected": .statistic
        case "before", "after":
            // Ties are counted; a measure has its own form.
            isDifference ? .level : .count
        case "chanceLower", "chanceUpper": if case .brokerage = quantity { .statistic } else { .value }
        default: .value
        }
    }
}

/// The rows of ties of two times; one that holds for both is of both.
public struct NetworkWindows: Sendable, Hashable {
    public var before: String
    public var after: String
}

/// What became of a network between two times.
public enum NetworkChangeFigure: Sendable, Hashable {
    /// The number of ties of both times, of the second alone, and of the first alone.
    case retained, new, lost
    /// The ties of both times, of those of either.
    case jaccard
    /// The difference of a measure, after − before.
    case measure(NetworkFigure)

    /// The names used in catalogues.
    static let names = ["retained", "new", "lost", "jaccard"] + NetworkFigure.allCases.map(\.rawValue)

    init?(_ name: String) {
        switch name {
        case "retained": self = .retained
        case "new": self = .new
        case "lost": self = .lost
        case "jaccard": self = .jaccard
        default:
            guard let figure = NetworkFigure(rawValue: name) else { return nil }
            self = .measure(figure)
        }
    }

    var name: String {
        switch self {
        case .retained: "retained"
        case .new: "new"
        case .lost: "lost"
        case .jaccard: "jaccard"
        case .measure(let figure): figure.rawValue
        }
    }

    var furtherNames: [String] {
        switch self {
        case .jaccard: ["before", "after", "retained", "new", "lost"]
        default: ["before", "after"]
        }
    }
}
