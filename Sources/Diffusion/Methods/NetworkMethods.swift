import Statistics

/// Measures of networks: ties by `from` and `to`, nodes with groups in a second file.
extension DiffusionMethod {
    static let networkMethods = [
        network, centrality, communities, brokerage, networkChange, networkTest, twoMode, twoModeTest,
    ]

    /// The nodes up to which values of each are given.
    static let nodesInFull = 1_000

    static let network = DiffusionMethod(
        "network", "Measures of a whole network; of each node for up to 1 000 nodes.",
        columns: NetworkInput.columns, options: [.nodes, .undirected, .seed]
    ) { (input, options) throws(DiffusionError) in
        let given = try NetworkInput(input, options, method: "network")
        let network = try given.network()
        return try summaryValues(given, network, options) + nodeValues(given, network)
    }

    static let centrality = DiffusionMethod(
        "centrality", "Betweenness, closeness, eigenvector centrality and PageRank of nodes.",
        columns: Array(NetworkInput.columns.prefix(2)), options: [.nodes, .undirected]
    ) { (input, options) throws(DiffusionError) in
        let given = try NetworkInput(input, options, method: "centrality")
        let network = try given.network()
        var values = [MethodValue("n", network.nodeCount)]
        let isFull = network.nodeCount <= nodesInFull
        for measure in Centrality.Measure.allCases {
            let found = try Centrality(measure, network)
            let known = found.values.compactMap { $0 }.sorted()
            let reason = found.reason ?? .noObservations
            values.append(MethodValue("\(measure.rawValue)_max", known.last, reason: reason))
            let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
            values.append(MethodValue("\(measure.rawValue)_mean", mean, reason: reason))
            if measure == .betweenness {
                values.append(MethodValue("centralisation_betweenness", found.betweennessCentralisation))
            }
            guard isFull else { continue }
            for (node, name) in given.names.enumerated() {
                values.append(MethodValue("\(measure.rawValue)_node_\(name)", found.values[node], reason: reason))
            }
        }
        return values
    }

    static let communities = DiffusionMethod(
        "communities", "Communities by the Leiden algorithm with modularity as its aim, the best of ten seeded runs.",
        columns: NetworkInput.columns, options: [.nodes, .undirected, .seed]
    ) { (input, options) throws(DiffusionError) in
        let given = try NetworkInput(input, options, method: "communities")
        let network = try given.network()
        let found = try LeidenCommunities(network, seed: options.seed)
        let sizes = found.groups.sizes.sorted(by: >)
        var values = [
            MethodValue("n", network.nodeCount), MethodValue("communities", found.groups.count),
            MethodValue("modularity", found.modularity),
        ]
        for (index, size) in sizes.prefix(100).enumerated() { values.append(MethodValue("size_\(index + 1)", size)) }
        guard network.nodeCount <= nodesInFull else { return values }
        for (node, name) in given.names.enumerated() {
            values.append(MethodValue("community_node_\(name)", Int(found.groups.of[node]) + 1))
        }
        return values
    }

    private static func summaryValues(
        _ given: NetworkInput, _ network: SparseNetwork, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let summary = try NetworkSummary(network, groups: given.groups, seed: options.seed)
        let components = NetworkComponents.weak(network)
        var values = [
            MethodValue("n", network.nodeCount), MethodValue("ties", network.tieCount),
            MethodValue("loops", network.dropped.loops), MethodValue("duplicates", network.dropped.duplicates),
            MethodValue("n_incomplete", given.incomplete),
        ]
        for entry in summary.values { values.append(MethodValue(entry.measure.rawValue, entry.value)) }
        values.append(MethodValue("distances_approximate", summary.distancesAreApproximate ? 1 : 0))
        for (index, size) in components.sizesInOrder.prefix(10).enumerated() {
            values.append(MethodValue("component_size_\(index + 1)", size))
        }
        if network.weights != nil {
            values.append(MethodValue("mean_strength", try NetworkDegrees(network).meanStrength))
        }
        guard let groups = given.groups else { return values }
        let mixing = try GroupMixing(network, groups)
        if network.weights != nil {
            values.append(MethodValue("modularity_of_group_weighted", try mixing.modularity()))
        }
        values.append(MethodValue("internal_ties", mixing.all.within))
        values.append(MethodValue("external_ties", mixing.all.between))
        values.append(MethodValue("ties_without_group", mixing.unknown))
        for (group, name) in given.groupNames.enumerated() {
            values.append(MethodValue("internal_ties_group_\(name)", mixing.groups[group].within))
            values.append(MethodValue("external_ties_group_\(name)", mixing.groups[group].between))
            values.append(MethodValue("ei_index_group_\(name)", mixing.groups[group].index))
        }
        return values
    }

    private static func nodeValues(
        _ given: NetworkInput, _ network: SparseNetwork
    ) throws(DiffusionError) -> [MethodValue] {
        guard network.nodeCount <= nodesInFull else { return [] }
        let (degrees, clustering) = (try NetworkDegrees(network), NetworkClustering(network))
        let (coreness, components) = (network.coreness(), NetworkComponents.weak(network))
        var mixing: GroupMixing?
        if let groups = given.groups { mixing = try GroupMixing(network, groups) }
        var values: [MethodValue] = []
        for (node, name) in given.names.enumerated() {
            values.append(MethodValue("degree_node_\(name)", degrees.all[node]))
            if network.isDirected {
                values.append(MethodValue("indegree_node_\(name)", degrees.incoming[node]))
                values.append(MethodValue("outdegree_node_\(name)", degrees.outgoing[node]))
            }
            if network.weights != nil {
                values.append(MethodValue("strength_node_\(name)", degrees.strength(of: node)))
            }
            values.append(MethodValue("local_clustering_node_\(name)", clustering.local(node), reason: .tooFew))
            values.append(MethodValue("coreness_node_\(name)", coreness[node]))
            values.append(MethodValue("component_node_\(name)", Int(components.of[node]) + 1))
            if let mixing { values.append(MethodValue("ei_index_node_\(name)", mixing.nodes[node].index)) }
        }
        return values
    }
}
