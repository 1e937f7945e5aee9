import Diffusion

/// What is asked of a network.
public struct NetworkAnalysis: Sendable, Hashable {
    public enum Quantity: Sendable, Hashable {
        /// A measure of the whole network.
        case measure(NetworkFigure)
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
        case .measure: "network-measure"
        }
    }

    var furtherNames: [String] {
        switch quantity {
        case .measure: ["nodes", "ties"]
        }
    }

    var addedDimensions: [String] {
        switch quantity {
        case .measure: []
        }
    }

    /// Whether figures have an interval, where there is enough for one.
    var hasInterval: Bool {
        switch quantity {
        case .measure: false
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch quantity {
        case .measure: .count
        }
    }
}

/// A number that describes a whole network, by the names used in catalogues.
public enum NetworkFigure: String, Sendable, Hashable, CaseIterable {
    case nodes, ties, density
    case meanDegree = "mean-degree"
    case isolates, components
    case largestComponentShare = "largest-component-share"
    case strongComponents = "strong-components"
    case transitivity, clustering
    case reciprocity
    case degreeAssortativity = "degree-assortativity"
    case degreeCentralisation = "degree-centralisation"
    case inCentralisation = "in-centralisation"
    case outCentralisation = "out-centralisation"
    case betweennessCentralisation = "betweenness-centralisation"
    case meanDistance = "mean-distance"
    case diameter
    case assortativity, modularity
    case eiIndex = "ei-index"

    /// The estimator's measure; nil for plain counts.
    var measure: NetworkMeasure? {
        switch self {
        case .nodes, .ties: nil
        case .density: .density
        case .meanDegree: .meanDegree
        case .isolates: .isolates
        case .components: .components
        case .largestComponentShare: .largestComponentShare
        case .strongComponents: .strongComponents
        case .transitivity: .transitivity
        case .clustering: .clustering
        case .reciprocity: .reciprocity
        case .degreeAssortativity: .degreeAssortativity
        case .degreeCentralisation: .degreeCentralisation
        case .inCentralisation: .inCentralisation
        case .outCentralisation: .outCentralisation
        case .betweennessCentralisation: .betweennessCentralisation
        case .meanDistance: .meanDistance
        case .diameter: .diameter
        case .assortativity: .groupAssortativity
        case .modularity: .modularity
        case .eiIndex: .eiIndex
        }
    }

    /// Whether it looks at groups of nodes.
    var needsGroups: Bool { measure?.needsGroups ?? false }
}
