/// Means, shares, totals and ratios of samples with weights, by name.
extension EstimateMethod {
    static let weightMethods = [
        weightedMean, weightedShare, weightedTotal, weightedRatio, kishDesignEffect, raking, postStratification,
    ]

    /// The columns that tell how a sample was drawn.
    static let designColumns = [
        MethodColumn("stratum", required: false, names: true, "a name or number for each stratum of the design"),
        MethodColumn(
            "cluster", required: false, names: true,
            "a name or number for each cluster (primary sampling unit) within its stratum; rows without the column"),
        MethodColumn(
            "population", required: false,
            "how many first-stage units the population has in the row's stratum; empty where it is not known"),
    ]

    private static let weight = MethodColumn("weight", "how many units of the population a row stands for")
    private static let group = MethodColumn(
        "group", required: false, names: true, "a name or number for each subgroup to estimate as well")

    static let weightedMean = EstimateMethod(
        "weighted-mean", "A weighted mean with the standard error of its design, whole and by subgroup.",
        columns: [MethodColumn("value", "numbers; empty cells are left out"), weight] + designColumns + [group, .count]
    ) { (input, options) throws(StatisticsError) in
        try designValues(input, options, "mean") { $0.mean() }
    }

    static let weightedTotal = EstimateMethod(
        "weighted-total", "A weighted total with the standard error of its design, whole and by subgroup.",
        columns: [MethodColumn("value", "numbers; empty cells are left out"), weight] + designColumns + [group, .count]
    ) { (input, options) throws(StatisticsError) in
        try designValues(input, options, "total") { $0.total() }
    }

    static let weightedRatio = EstimateMethod(
        "weighted-ratio", "The ratio of two weighted totals with the standard error of its design.",
        columns: [
            MethodColumn("value", "numbers; a row with an empty cell is left out"),
            MethodColumn("denominator", "what their total is divided by"), weight,
        ] + designColumns + [group, .count]
    ) { (input, options) throws(StatisticsError) in
        try designValues(input, options, "ratio") { $0.ratio() }
    }

    static let weightedShare = EstimateMethod(
        "weighted-share", "The weighted share of each answer with the standard error of its design.",
        columns: [
            MethodColumn("value", names: true, "a name or number for each answer; empty cells are left out"), weight,
        ]
            + designColumns + [.count]
    ) { (input, options) throws(StatisticsError) in try weightedShareValues(input, options) }

    static let kishDesignEffect = EstimateMethod(
        "kish-design-effect", "What unequal weights cost: Kish's design effect and the effective n.",
        columns: [weight, .count]
    ) { (input, options) throws(StatisticsError) in
        let sample = try DesignRows(input, value: nil)
        let spread = try WeightSpread(try sample.table())
        return [MethodValue("n", spread.n), MethodValue("n_incomplete", sample.incomplete)] + spreadValues(spread)
    }
}

extension EstimateMethod {
    private static func designValues(
        _ input: MethodInput, _ options: EstimateOptions, _ name: String,
        _ estimate: (DesignEstimator) -> DesignEstimate
    ) throws(StatisticsError) -> [MethodValue] {
        let sample = try DesignRows(input, value: "value", levels: ["group"])
        let table = try sample.table()
        let result = estimate(try DesignEstimator(table, confidence: options.confidence))
        var values = sample.counts(result.estimate.n)
        values.append(MethodValue("weighted_n", result.weightedN))
        values.append(MethodValue("df", result.degreesOfFreedom))
        values.append(name, design: result)
        // The rows without a group are level 0, so that they stay in the design of the others.
        for place in 0..<sample.codes(0).count {
            let domain = table.domain { $0.levels == [place + 1] }
            let part = estimate(try DesignEstimator(domain, confidence: options.confidence))
            let number = place + 1
            values.append(MethodValue("group_\(number)", sample.codes(0)[place]))
            values.append(MethodValue("n_\(number)", part.estimate.n))
            values.append(MethodValue("weighted_n_\(number)", part.weightedN))
            values.append(name, design: part, suffix: "_\(number)")
        }
        return values
    }

    static func weightedShareValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        // Each answer is a level; a row without one is level 0 and has no outcome.
        let sample = try DesignRows(input, value: nil, levels: ["value"])
        let table = try sample.table().domain { $0.levels != [0] }
        let whole = try DesignEstimator(try table.indicator { _ in true }, confidence: options.confidence).mean()
        var values = sample.counts(whole.estimate.n)
        values.append(MethodValue("weighted_n", whole.weightedN))
        values.append(MethodValue("df", whole.degreesOfFreedom))
        for place in 0..<sample.codes(0).count {
            let share = try table.indicator { $0.levels == [place + 1] }
            let own = try table.domain { $0.levels == [place + 1] }.total().outcome.n
            values.append(MethodValue("level_\(place + 1)", sample.codes(0)[place]))
            values.append(MethodValue("n_\(place + 1)", own))
            values.append(
                "share", design: try DesignEstimator(share, confidence: options.confidence).mean(),
                suffix: "_\(place + 1)")
        }
        return values
    }

    static func spreadValues(_ spread: WeightSpread) -> [MethodValue] {
        [
            MethodValue("sum_weights", spread.sum),
            MethodValue("min_weight", spread.least, reason: .noObservations),
            MethodValue("max_weight", spread.greatest, reason: .noObservations),
            MethodValue("kish_design_effect", spread.designEffect),
            MethodValue("effective_n", spread.effectiveSampleSize),
        ]
    }
}

extension [MethodValue] {
    /// Adds an estimate with its t limits, and its standard error, z limits, variation and design effects where it has them.
    mutating func append(_ name: String, design: DesignEstimate, suffix: String = "", effects: Bool = true) {
        let missing = design.estimate.reason ?? design.estimate.intervalReason
        append(MethodValue("\(name)\(suffix)", design.estimate))
        append(MethodValue("\(name)_lower\(suffix)", design.estimate.interval?.lowerBound, reason: missing))
        append(MethodValue("\(name)_upper\(suffix)", design.estimate.interval?.upperBound, reason: missing))
        append(MethodValue("\(name)_se\(suffix)", design.estimate.standardError, reason: missing))
        append(MethodValue("\(name)_z_lower\(suffix)", design.normalInterval?.lowerBound, reason: missing))
        append(MethodValue("\(name)_z_upper\(suffix)", design.normalInterval?.upperBound, reason: missing))
        let why = missing ?? .zeroDenominator
        append(MethodValue("\(name)_cv\(suffix)", design.coefficientOfVariation, reason: why))
        guard effects else { return }
        if let effect = design.designEffect { append(MethodValue("design_effect\(suffix)", effect)) }
        if let effect = design.designEffectWithoutReplacement {
            append(MethodValue("design_effect_without_replacement\(suffix)", effect))
        }
    }
}
