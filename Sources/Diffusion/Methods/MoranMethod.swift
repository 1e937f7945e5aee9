import Statistics

/// Whether those who are near each other adopt at like times.
extension DiffusionMethod {
    static let moran = DiffusionMethod(
        "moran",
        "Moran's I of the time of adoption, or of value, with a permutation test; and of having adopted by each period. "
            + "--weighting ties or distance (within 6 steps).",
        columns: TieTable.columns + [TieTable.weight], options: [.nodes, .undirected, .weighting, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try moranValues(input, options) }

    private enum Weighting: String, CaseIterable {
        case ties, distance
    }

    private static func moranValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let value = MethodColumn("value", required: false, "what is compared instead of the time of adoption")
        let table = try TieTable(input, options, method: "moran", extra: [value])
        guard let weighting = Weighting(rawValue: options.weighting ?? "ties") else {
            throw .unknownWeighting(options.weighting ?? "", known: Weighting.allCases.map(\.rawValue))
        }
        let resampling = try estimating { () throws(StatisticsError) in
            try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        }
        let network = try table.constantNetwork(method: "moran")
        let compared = try table.wholeNumbers(table.nodes.has("value") ? "value" : "time")
        let part = try network.part { compared[$0] != nil }
        let whole = try weights(network, weighting, options)
        let near = part.nodeCount == network.nodeCount ? whole : try weights(part, weighting, options)
        let values = compared.compactMap { $0 }
        let index = try MoranIndex(of: values, weights: near, threads: options.threads)
        let dealt = try MoranPermutationTest(of: values, weights: near, options: resampling, threads: options.threads)
        var results = table.summary
        results.append(MethodValue("n", index.n))
        results.append(MethodValue("observed", index.observed))
        results.append(MethodValue("expected", index.expected))
        results.append(MethodValue("sd", index.standardDeviation))
        results.append(MethodValue("p", index.test.p, reason: index.test.reason))
        results.append(MethodValue("replicates", dealt.replicates))
        results.append(MethodValue("permutation_mean", dealt.mean))
        results.append(MethodValue("permutation_sd", dealt.standardDeviation))
        results.append(MethodValue("permutation_p", dealt.test.p, reason: dealt.test.reason))
        for (place, period) in table.times.periods.enumerated() {
            let adopted = table.times.places.map { $0 <= Int32(truncatingIfNeeded: place) ? Int64(1) : 0 }
            let index = try MoranIndex(of: adopted, weights: whole, threads: options.threads)
            let row = "_\(place + 1)"
            results.append(MethodValue("period\(row)", period))
            results.append(MethodValue("observed\(row)", index.observed))
            results.append(MethodValue("sd\(row)", index.standardDeviation))
            results.append(MethodValue("p\(row)", index.test.p, reason: index.test.reason))
        }
        return results
    }

    private static func weights(
        _ network: SparseNetwork, _ weighting: Weighting, _ options: EstimateOptions
    ) throws(DiffusionError) -> MoranWeights {
        switch weighting {
        case .ties: try MoranWeights(ties: network, threads: options.threads)
        case .distance: try MoranWeights(inverseDistanceIn: network, threads: options.threads)
        }
    }
}
