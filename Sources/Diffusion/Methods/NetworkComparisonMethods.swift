import Statistics

/// Brokerage, change between windows, and what chance gives.
extension DiffusionMethod {
    /// The windows up to which each is compared with the next.
    static let mostWindows = 1_000

    static let brokerage = DiffusionMethod(
        "brokerage", "Gould and Fernandez's five roles of nodes between others, and what chance gives.",
        columns: Array(NetworkInput.columns.prefix(2)), options: [.nodes, .undirected, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try brokerageValues(input, options) }

    static let networkChange = DiffusionMethod(
        "network-change", "Ties retained, new and lost from each window to the next, and measures before and after.",
        columns: NetworkInput.columns + [NetworkInput.window], options: [.nodes, .undirected, .seed]
    ) { (input, options) throws(DiffusionError) in try changeValues(input, options) }

    static let networkTest = DiffusionMethod(
        "network-test", "Whether measures, or their change, are more than the nodes' numbers of ties explain.",
        columns: NetworkInput.columns.prefix(2) + [
            MethodColumn("window", required: false, names: true, "the time of the tie, one of two, for their change")
        ], options: [.nodes, .undirected, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try testValues(input, options) }

    private static func brokerageValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let given = try NetworkInput(input, options, method: "brokerage")
        let network = try given.network()
        guard let groups = given.groups else {
            throw .statistics(.missingOption(MethodOption.nodes.rawValue, method: "brokerage"))
        }
        let found = try BrokerageExpectation(
            network, groups, replicates: options.replicates, seed: options.seed, confidence: options.confidence)
        var values = [MethodValue("n", network.nodeCount), MethodValue("brokered", found.observed.all.total)]
        for (place, role) in BrokerageRole.allCases.enumerated() {
            values.append(role.rawValue, comparison: found.all[place])
        }
        for (group, name) in given.groupNames.enumerated() {
            for (place, role) in BrokerageRole.allCases.enumerated() {
                values.append("\(role.rawValue)_group_\(name)", comparison: found.groups[group][place])
            }
        }
        guard network.nodeCount <= nodesInFull else { return values }
        for (node, name) in given.names.enumerated() where groups.of[node] >= 0 {
            for role in BrokerageRole.allCases {
                values.append(MethodValue("\(role.rawValue)_node_\(name)", found.observed.nodes[node][role]))
                values.append(
                    MethodValue(
                        "\(role.rawValue)_node_\(name)_expected", found.expected(of: node, role), reason: .tooFew))
            }
        }
        return values
    }

    private static func changeValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let given = try NetworkInput(input, options, method: "network-change")
        guard given.windows.count <= mostWindows else {
            throw .tooManyWindows(given.windows.count, limit: mostWindows)
        }
        var values = [MethodValue("n", given.names.count), MethodValue("windows", given.windows.count)]
        guard given.windows.count > 1 else {
            let reason: Unavailable = given.windows.isEmpty ? .noObservations : .tooFew
            return values + ["retained", "new", "lost", "jaccard"].map { MethodValue($0, nil, reason: reason) }
        }
        var before = try given.network(window: 0)
        var summary = try NetworkSummary(before, groups: given.groups, seed: options.seed)
        for next in 1..<given.windows.count {
            let after = try given.network(window: next)
            let change = try NetworkChange(from: before, to: after)
            let name = "\(given.windows[next - 1])_\(given.windows[next])"
            values.append(MethodValue("retained_\(name)", change.retained))
            values.append(MethodValue("new_\(name)", change.new))
            values.append(MethodValue("lost_\(name)", change.lost))
            values.append(MethodValue("jaccard_\(name)", change.jaccard))
            if next == 1 { values += windowValues(summary, given.windows[0]) }
            summary = try NetworkSummary(after, groups: given.groups, seed: options.seed)
            values += windowValues(summary, given.windows[next])
            before = after
        }
        return values
    }

    private static func windowValues(_ summary: NetworkSummary, _ window: String) -> [MethodValue] {
        [MethodValue("ties_\(window)", summary.ties)]
            + summary.values.map { MethodValue("\($0.measure.rawValue)_\(window)", $0.value) }
    }

    /// What switching ties can change, but for distances and betweenness, which take a walk from every node each time.
    private static let tested: [NetworkMeasure] = [
        .components, .largestComponentShare, .strongComponents, .transitivity, .clustering, .reciprocity,
        .degreeAssortativity, .groupAssortativity, .modularity, .eiIndex,
    ]

    private static func testValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let given = try NetworkInput(input, options, method: "network-test")
        let model = NullModel(replicates: options.replicates, seed: options.seed, confidence: options.confidence)
        var values = [MethodValue("n", given.names.count)]
        guard input.has("window") else {
            let network = try given.network()
            values.append(MethodValue("ties", network.tieCount))
            let found = try model.comparison(of: network, groups: given.groups, measures: tested)
            for entry in found { values.append(entry.measure.rawValue, comparison: entry.comparison) }
            return values
        }
        guard given.windows.count <= 2 else { throw .tooManyWindows(given.windows.count, limit: 2) }
        guard given.windows.count == 2 else {
            let reason: Unavailable = given.windows.isEmpty ? .noObservations : .tooFew
            return values + [MethodValue("change", nil, reason: reason)]
        }
        let (before, after) = (try given.network(window: 0), try given.network(window: 1))
        let found = try model.comparison(from: before, to: after, groups: given.groups, measures: tested)
        for entry in found { values.append("change_\(entry.measure.rawValue)", comparison: entry.comparison) }
        values.append(try model.change(from: before, to: after))
        return values
    }
}

extension [MethodValue] {
    /// Adds what became of ties with what chance gives.
    mutating func append(_ change: NetworkChangeComparison) {
        append("retained", comparison: change.retained)
        append("new", comparison: change.new)
        append("lost", comparison: change.lost)
        append("jaccard", comparison: change.jaccard)
    }

    /// Adds a value with what chance gives.
    mutating func append(_ name: String, comparison: NullComparison) {
        let reason = comparison.reason
        append(MethodValue(name, comparison.observed))
        append("\(name)_expected", withInterval: comparison.expected)
        append(MethodValue("\(name)_p_greater", comparison.pGreater, reason: reason))
        append(MethodValue("\(name)_p_less", comparison.pLess, reason: reason))
        append(MethodValue("\(name)_p", comparison.p, reason: reason))
    }
}
