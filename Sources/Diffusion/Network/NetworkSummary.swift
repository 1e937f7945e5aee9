public import Statistics

/// A measure of a whole network.
public enum NetworkMeasure: String, Sendable, Hashable, CaseIterable {
    case density
    case meanDegree = "mean_degree"
    case isolates, components
    case largestComponentShare = "largest_component_share"
    case strongComponents = "strong_components"
    case transitivity
    /// The mean local clustering, nodes with fewer than two neighbours as 0.
    case clustering = "clustering_mean"
    /// The mean local clustering over nodes with two neighbours or more.
    case clusteringWithoutLow = "clustering_mean_without_low_degree"
    case reciprocity
    case degreeAssortativity = "degree_assortativity"
    case degreeCentralisation = "centralisation_degree"
    case inCentralisation = "centralisation_indegree"
    case outCentralisation = "centralisation_outdegree"
    case betweennessCentralisation = "centralisation_betweenness"
    case meanDistance = "mean_distance"
    case diameter
    case groupAssortativity = "group_assortativity"
    /// Of the given groups, without directions and weights.
    case modularity = "modularity_of_group"
    case eiIndex = "ei_index"

    /// Whether it takes groups of nodes.
    public var needsGroups: Bool { self == .groupAssortativity || self == .modularity || self == .eiIndex }

    /// Whether it says something of ties with directions, or of those without.
    func applies(isDirected: Bool) -> Bool {
        switch self {
        case .strongComponents, .reciprocity, .inCentralisation, .outCentralisation: isDirected
        case .degreeCentralisation: !isDirected
        default: true
        }
    }

    /// Whether it may change when ties are switched so that every node keeps its number of them.
    public var variesByRewiring: Bool {
        switch self {
        case .density, .meanDegree, .isolates, .degreeCentralisation, .inCentralisation, .outCentralisation: false
        default: true
        }
    }
}

/// Measures of a whole network, each with what it takes to defend it or the reason that there is none.
public struct NetworkSummary: Sendable, Hashable {
    /// The number of nodes.
    public let nodes: Int
    /// The number of ties.
    public let ties: Int
    /// The measures, in the order asked for.
    public let values: [Value]
    /// Whether distances are those from a sample of nodes; the diameter is then the longest distance found.
    public let distancesAreApproximate: Bool

    /// A measure and its value.
    public struct Value: Sendable, Hashable {
        public let measure: NetworkMeasure
        public let value: Estimate
    }

    /// The value of a measure; nil when it was not asked for or does not apply.
    public subscript(measure: NetworkMeasure) -> Estimate? { values.first { $0.measure == measure }?.value }

    /// - Parameters:
    ///   - network: The network; weights are left aside.
    ///   - groups: The group of each node, for the measures of groups.
    ///   - measures: The measures wanted; those that do not apply to the network are left out.
    ///   - seed: The seed of a sample of nodes, where distances are taken from one.
    ///   - threads: How many threads may be at work; the result is the same for any number.
    /// - Throws: ``DiffusionError``.
    public init(
        _ network: SparseNetwork, groups: NodeGroups? = nil, measures: [NetworkMeasure] = NetworkMeasure.allCases,
        seed: UInt64 = 1, threads: Int = 1
    ) throws(DiffusionError) {
        var parts = Parts(network: network.withoutWeights, groups: groups, seed: seed, threads: threads)
        var values: [Value] = []
        for measure in measures where measure.applies(isDirected: network.isDirected) {
            guard !measure.needsGroups || groups != nil else { continue }
            values.append(Value(measure: measure, value: try parts.value(of: measure)))
        }
        (nodes, ties) = (network.nodeCount, network.tieCount)
        self.values = values
        distancesAreApproximate = parts.distances?.isApproximate ?? false
    }

    /// What several measures share, made when first wanted.
    private struct Parts {
        let network: SparseNetwork
        let groups: NodeGroups?
        let seed: UInt64
        let threads: Int
        var degrees: NetworkDegrees?
        var components: NetworkComponents?
        var clustering: NetworkClustering?
        var distances: NetworkDistances?
        var mixing: GroupMixing?

        mutating func value(of measure: NetworkMeasure) throws(DiffusionError) -> Estimate {
            let n = network.nodeCount
            switch measure {
            case .density: return try allDegrees().density
            case .meanDegree: return try allDegrees().mean
            case .isolates: return Estimate(Double(try allDegrees().isolates), n: n)
            case .degreeCentralisation: return try allDegrees().centralisation
            case .inCentralisation: return try allDegrees().inCentralisation
            case .outCentralisation: return try allDegrees().outCentralisation
            case .components: return Estimate(Double(weakComponents().count), n: n)
            case .largestComponentShare: return weakComponents().largestShare
            case .strongComponents: return Estimate(Double(NetworkComponents.strong(network).count), n: n)
            case .transitivity: return allClustering().transitivity
            case .clustering: return allClustering().meanWithLowAsZero
            case .clusteringWithoutLow: return allClustering().meanWithoutLow
            case .reciprocity: return network.reciprocity
            case .degreeAssortativity: return try network.degreeAssortativity()
            case .betweennessCentralisation: return try Centrality(.betweenness, network).betweennessCentralisation
            case .meanDistance: return try allDistances().mean
            case .diameter:
                let distances = try allDistances()
                guard let diameter = distances.diameter else {
                    return Estimate(unavailable: distances.mean.reason ?? .notReached, n: n)
                }
                return Estimate(Double(diameter), n: n)
            case .groupAssortativity, .modularity, .eiIndex: return try groupValue(of: measure)
            }
        }

        private mutating func groupValue(of measure: NetworkMeasure) throws(DiffusionError) -> Estimate {
            guard let groups else { return Estimate(unavailable: .noObservations, n: 0) }
            if measure == .modularity { return try GroupMixing(network.collapsed(), groups).modularity() }
            if mixing == nil { mixing = try GroupMixing(network, groups) }
            guard let mixing else { return Estimate(unavailable: .noObservations, n: 0) }
            return measure == .eiIndex ? mixing.all.index : try mixing.assortativity()
        }

        private mutating func allDegrees() throws(DiffusionError) -> NetworkDegrees {
            if let degrees { return degrees }
            let made = try NetworkDegrees(network)
            degrees = made
            return made
        }

        private mutating func weakComponents() -> NetworkComponents {
            if let components { return components }
            let made = NetworkComponents.weak(network)
            components = made
            return made
        }

        private mutating func allClustering() -> NetworkClustering {
            if let clustering { return clustering }
            let made = NetworkClustering(network, threads: threads)
            clustering = made
            return made
        }

        private mutating func allDistances() throws(DiffusionError) -> NetworkDistances {
            if let distances { return distances }
            let made = try NetworkDistances(network, seed: seed, threads: threads)
            distances = made
            return made
        }
    }
}
