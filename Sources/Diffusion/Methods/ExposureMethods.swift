import Statistics

/// Who is exposed to adopters, and what follows from it: methods of a file of ties and a file of nodes.
extension DiffusionMethod {
    static let exposureMethods = [
        exposure, threshold, infectiousness, susceptibility, moran, structureDependence,
    ]

    private static let allColumns = TieTable.columns + [TieTable.weight, TieTable.period]

    static let exposure = DiffusionMethod(
        "exposure",
        "The share of a node's ties whose other end has adopted: mean by period, and of up to 1,000 nodes each.",
        columns: allColumns, options: [.nodes, .undirected, .lag]
    ) { (input, options) throws(DiffusionError) in try exposureValues(input, options) }

    static let threshold = DiffusionMethod(
        "threshold", "Exposure at the own time of adoption: mean, four classes, and classes by adopter category.",
        columns: allColumns, options: [.nodes, .undirected, .lag]
    ) { (input, options) throws(DiffusionError) in try thresholdValues(input, options) }

    static let infectiousness = DiffusionMethod(
        "infectiousness",
        "How soon those who look to an adopter follow it; --lag is how many periods count, 1 without it.",
        columns: TieTable.columns + [TieTable.period], options: [.nodes, .undirected, .lag]
    ) { (input, options) throws(DiffusionError) in
        try contagionValues(input, options, method: "infectiousness") { (table, isNormalised) throws(DiffusionError) in
            try Infectiousness(
                in: table.network, times: table.times, periods: max(1, options.lag), isNormalised: isNormalised,
                threads: options.threads
            ).measure
        }
    }

    static let susceptibility = DiffusionMethod(
        "susceptibility",
        "How soon an adopter followed those whom it looks to; --lag is how many periods count, 1 without it.",
        columns: TieTable.columns + [TieTable.period], options: [.nodes, .undirected, .lag]
    ) { (input, options) throws(DiffusionError) in
        try contagionValues(input, options, method: "susceptibility") { (table, isNormalised) throws(DiffusionError) in
            try Susceptibility(
                in: table.network, times: table.times, periods: max(1, options.lag), isNormalised: isNormalised,
                threads: options.threads
            ).measure
        }
    }

    static let structureDependence = DiffusionMethod(
        "structure-dependence", "Mean threshold and exposure against networks rewired with the same degrees.",
        columns: TieTable.columns, options: [.nodes, .undirected, .lag, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try structureValues(input, options) }

    private static func exposureValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let table = try TieTable(input, options, method: "exposure")
        let exposure = try Exposure(in: table.network, times: table.times, lag: options.lag)
        var values = table.summary
        for (index, point) in exposure.periods(threads: options.threads).enumerated() {
            let row = "_\(index + 1)"
            values.append(MethodValue("period\(row)", point.period))
            values.append(MethodValue("adopters\(row)", point.adopters))
            values.append(MethodValue("mean_exposure\(row)", point.mean))
            values.append(MethodValue("exposed\(row)", point.exposed))
        }
        guard table.names.count <= TieTable.printedNodes else { return values }
        for (node, name) in table.names.enumerated() {
            for (index, period) in table.times.periods.enumerated() {
                values.append(
                    MethodValue(
                        "exposure_\(name)_\(index + 1)", exposure.value(of: node, at: period), reason: .incomplete))
            }
        }
        return values
    }

    private static func thresholdValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let group = MethodColumn("group", required: false, names: true, "a group, for a mean of each")
        let table = try TieTable(input, options, method: "threshold", extra: [group])
        let exposure = try Exposure(in: table.network, times: table.times, lag: options.lag)
        let result = try AdoptionThreshold(exposure, confidence: options.confidence, threads: options.threads)
        var values = table.summary
        values.append(MethodValue("n", result.distribution.n))
        values.append(MethodValue("n_adopters_without", result.adoptersWithout))
        values.append("mean", withInterval: result.mean)
        values.append(MethodValue("sd", result.standardDeviation))
        for index in 0..<3 {
            values.append(MethodValue("limit_\(index + 1)", result.limits.map { $0[index] }, reason: result.reason))
        }
        for wanted in ThresholdClass.allCases {
            values.append(
                MethodValue("n_\(wanted.printed)", result.count(of: wanted).map(Double.init), reason: result.reason))
        }
        if let cross = result.crossTable(with: try table.times.categories()) {
            for category in AdopterCategory.allCases {
                for wanted in ThresholdClass.allCases {
                    let name = category.rawValue.split(separator: "-").joined(separator: "_")
                    values.append(MethodValue("n_\(name)_\(wanted.printed)", cross[category]?[wanted] ?? 0))
                }
            }
        }
        values += try groupMeans(table, result, options)
        guard table.names.count <= TieTable.printedNodes else { return values }
        for (node, name) in table.names.enumerated() {
            values.append(MethodValue("threshold_\(name)", result.values[node], reason: .incomplete))
        }
        return values
    }

    private static func groupMeans(
        _ table: TieTable, _ result: AdoptionThreshold, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let groups = table.nodes.cells("group")
        guard !groups.isEmpty else { return [] }
        var byGroup: [Double: [Double]] = [:]
        for (node, row) in table.rows.enumerated() {
            guard let group = groups[row], let value = result.values[node] else { continue }
            byGroup[group, default: []].append(value)
        }
        var values: [MethodValue] = []
        for group in byGroup.keys.sorted() {
            let found = try estimating { () throws(StatisticsError) in try Distribution(values: byGroup[group] ?? []) }
            values.append(
                "mean_\(table.nodes.label(group, of: "group"))",
                withInterval: found.meanEstimate(confidence: options.confidence))
        }
        return values
    }

    private static func contagionValues(
        _ input: MethodInput, _ options: EstimateOptions, method: String,
        _ measure: (TieTable, Bool) throws(DiffusionError) -> ContagionMeasure
    ) throws(DiffusionError) -> [MethodValue] {
        let table = try TieTable(input, options, method: method)
        let (normalised, plain) = (try measure(table, true), try measure(table, false))
        var values = table.summary
        values.append(MethodValue("n_comparable", plain.comparable))
        values.append(MethodValue("mean", plain.mean))
        values.append(MethodValue("mean_normalised", normalised.mean))
        guard table.names.count <= TieTable.printedNodes else { return values }
        for (node, name) in table.names.enumerated() {
            values.append(MethodValue("value_\(name)", plain.values[node], reason: .incomplete))
            values.append(MethodValue("normalised_\(name)", normalised.values[node], reason: .incomplete))
        }
        return values
    }

    private static func structureValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let table = try TieTable(input, options, method: "structure-dependence")
        let resampling = try estimating { () throws(StatisticsError) in
            try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        }
        let result = try StructureDependence(
            in: try table.constantNetwork(method: "structure-dependence"), times: table.times, lag: options.lag,
            options: resampling, confidence: options.confidence, threads: options.threads)
        var values = table.summary
        values.append(MethodValue("replicates", result.replicates))
        for (name, found) in [("threshold", result.threshold), ("exposure", result.exposure)] {
            values.append(MethodValue("mean_\(name)", found.observed))
            values.append("rewired_\(name)", withInterval: found.rewired)
            values.append("\(name)", test: found.test)
        }
        return values
    }
}

extension ThresholdClass {
    fileprivate var printed: String { rawValue.split(separator: "-").joined(separator: "_") + "_threshold" }
}
