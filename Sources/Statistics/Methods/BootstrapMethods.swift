/// Bootstrap intervals by name.
extension EstimateMethod {
    static let bootstrapMethods = [bootstrapMean, bootstrapMeanChange]

    static let bootstrapMean = EstimateMethod(
        "bootstrap-mean", "The mean with percentile and BCa intervals of a seeded bootstrap.",
        columns: [MethodColumn("value", "numbers; empty cells are left out"), .count],
        options: [.seed, .replicates]
    ) { (input, options) throws(StatisticsError) in
        let (distribution, missing) = try input.distribution("value")
        let resamples = try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        return bootstrapValues(
            try Bootstrap(.mean, of: distribution, options: resamples, confidence: options.confidence), "mean",
            [MethodValue("n", distribution.n), MethodValue("n_missing", missing)])
    }

    static let bootstrapMeanChange = EstimateMethod(
        "bootstrap-mean-change",
        "The mean change of paired values with percentile and BCa intervals of a seeded bootstrap.",
        columns: [
            MethodColumn("before", "the value before; a row with an empty cell is left out"),
            MethodColumn("after", "the value after"), .count,
        ], options: [.seed, .replicates]
    ) { (input, options) throws(StatisticsError) in
        let (table, incomplete) = try input.transitions()
        let resamples = try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        return bootstrapValues(
            try Bootstrap(.meanChange, of: table, options: resamples, confidence: options.confidence), "mean_change",
            [MethodValue("n_pairs", table.n), MethodValue("n_incomplete", incomplete)])
    }

    private static func bootstrapValues(_ result: Bootstrap, _ name: String, _ counts: [MethodValue]) -> [MethodValue] {
        var values = counts
        let missing = result.bca.reason ?? result.bca.intervalReason
        values.append(MethodValue(name, result.bca))
        for (kind, estimate) in [("percentile", result.percentile), ("bca", result.bca)] {
            let reason = estimate.reason ?? estimate.intervalReason
            values.append(MethodValue("\(kind)_lower", estimate.interval?.lowerBound, reason: reason))
            values.append(MethodValue("\(kind)_upper", estimate.interval?.upperBound, reason: reason))
        }
        values.append(MethodValue("bootstrap_se", result.bca.standardError, reason: missing))
        values.append(MethodValue("bias", result.bias))
        values.append(MethodValue("z0", result.biasCorrection, reason: missing ?? .notRepresentable))
        values.append(MethodValue("acceleration", result.acceleration, reason: missing ?? .notRepresentable))
        return values
    }
}
