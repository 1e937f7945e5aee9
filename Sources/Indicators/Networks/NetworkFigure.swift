internal import Diffusion

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
    /// The number of communities that the Leiden algorithm finds.
    case communities
    /// The mean number of events of an actor, and the attendances of all that there could be: of attendance alone.
    case eventsPerActor = "events-per-actor"
    case bipartiteDensity = "bipartite-density"
    /// The number of rows with an end, or an actor, that is no node of the network.
    case outside

    /// The estimator's measure; nil for what it is none of.
    var measure: NetworkMeasure? {
        switch self {
        case .nodes, .ties, .communities, .eventsPerActor, .bipartiteDensity, .outside: nil
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

    /// Whether it is of who was at what, not of the ties that come from it.
    var needsAttendance: Bool { self == .eventsPerActor || self == .bipartiteDensity }

    /// Whether it says something of ties with directions, or of those without.
    func applies(isDirected: Bool) -> Bool {
        switch self {
        case .strongComponents, .reciprocity, .inCentralisation, .outCentralisation: isDirected
        case .degreeCentralisation: !isDirected
        default: true
        }
    }

    /// Whether random networks in which nodes keep their numbers of ties, or actors those of events, can have other values.
    func variesByChance(ofAttendance isAttendance: Bool) -> Bool {
        guard let measure else { return false }
        return measure.variesByRewiring || isAttendance && [.density, .meanDegree, .isolates].contains(self)
    }

    /// The further numbers besides those of a comparison with chance.
    var furtherNames: [String] {
        switch self {
        case .eventsPerActor, .bipartiteDensity: ["nodes", "events", "attendances"]
        case .communities: ["nodes", "ties", "modularity"]
        default: ["nodes", "ties"] + (needsGroups ? ["internal", "external"] : [])
        }
    }
}
