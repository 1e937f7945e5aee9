/// Change over two or more waves by name: symmetry of moves, reliable change, and shrinkage of subgroups.
extension EstimateMethod {
    static let pairedMethods = [friedman, stuartMaxwell, bowker, reliableChange, subgroupShrinkage]

    static let friedman = EstimateMethod(
        "friedman",
        "Friedman's test of the same persons over three or more waves, Kendall's W, and pairwise signed-rank tests.",
        columns: [
            MethodColumn("wave1", "the value at the first wave; a row with an empty cell is left out"),
            MethodColumn("wave2", "the value at the second wave"),
        ] + laterWaves.map { MethodColumn($0, required: false, "the value at a further wave") } + [.count]
    ) { (input, options) throws(StatisticsError) in try friedmanValues(input, options) }

    static let stuartMaxwell = EstimateMethod(
        "stuart-maxwell", "Stuart and Maxwell's test that levels are as frequent after as before.",
        columns: transitionColumns
    ) { (input, options) throws(StatisticsError) in try homogeneityValues(input, bowker: false) }

    static let bowker = EstimateMethod(
        "bowker", "Bowker's test that moves between any two levels balance.", columns: transitionColumns
    ) { (input, options) throws(StatisticsError) in try homogeneityValues(input, bowker: true) }

    static let reliableChange = EstimateMethod(
        "reliable-change", "The shares who changed by more than the scale's error of measurement explains.",
        columns: transitionColumns, options: [.reliability]
    ) { (input, options) throws(StatisticsError) in try reliableChangeValues(input, options) }

    static let subgroupShrinkage = EstimateMethod(
        "subgroup-shrinkage", "Estimates of subgroups drawn towards their common mean, with Q, I² and τ² by REML.",
        columns: [
            MethodColumn("estimate", "a value for each group; a row with an empty cell is left out"),
            MethodColumn("se", "its standard error"),
        ]
    ) { (input, options) throws(StatisticsError) in try shrinkageValues(input, options) }

    /// Named one by one, so that no other number of the file, such as an identifier, is taken for a wave.
    private static let laterWaves = (3...9).map { "wave\($0)" }

    private static let transitionColumns = [
        MethodColumn("before", "the value before; a row with an empty cell is left out"),
        MethodColumn("after", "the value after"), MethodColumn.count,
    ]
}

extension EstimateMethod {
    static func friedmanValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let waves = ["wave1", "wave2"] + laterWaves.filter { input.has($0) }
        let (rows, incomplete) = try input.completeRows(waves)
        let table = try JointTable(
            waves: waves.count, rows.map { JointTable.Cell(values: $0.values, count: $0.count) })
        let result = try Friedman(table, confidence: options.confidence)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        values.append("test", test: result.test, statistic: "chi_square")
        values.append(MethodValue("kendalls_w", result.kendallsW))
        for (index, rank) in result.meanRanks.enumerated() {
            values.append(MethodValue("mean_rank_\(index + 1)", rank))
        }
        for (pair, adjusted) in zip(result.pairs, result.adjustedP()) {
            let name = "pair_\(pair.first + 1)_\(pair.second + 1)"
            values.append(name, test: pair.wilcoxon.test)
            values.append(MethodValue("\(name)_p_holm", adjusted, reason: pair.wilcoxon.test.reason))
        }
        return values
    }

    static func homogeneityValues(_ input: MethodInput, bowker: Bool) throws(StatisticsError) -> [MethodValue] {
        let (table, incomplete) = try input.transitions()
        let result = MarginalHomogeneity(table)
        var values = [MethodValue("n_pairs", table.n), MethodValue("n_incomplete", incomplete)]
        values.append("test", test: bowker ? result.bowker : result.stuartMaxwell, statistic: "chi_square")
        if !bowker {
            for (index, shift) in result.shifts.enumerated() {
                values.append(MethodValue("level_\(index + 1)", result.levels[index]))
                values.append(MethodValue("shift_\(index + 1)", shift))
            }
        }
        return values
    }

    static func reliableChangeValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (table, incomplete) = try input.transitions()
        // Without pairs the answer is the same whatever the reliability.
        guard let reliability = options.reliability ?? (table.n == 0 ? 1 : nil) else {
            throw .missingOption(MethodOption.reliability.rawValue, method: reliableChange.name)
        }
        let result = try ReliableChange(table, reliability: reliability, confidence: options.confidence)
        var values = [
            MethodValue("n_pairs", table.n), MethodValue("n_incomplete", incomplete),
            MethodValue("se_measurement", result.standardErrorOfMeasurement),
            MethodValue("se_difference", result.standardErrorOfDifference), MethodValue("threshold", result.threshold),
        ]
        values.append("share_improved", withInterval: result.shareImproved)
        values.append("share_unchanged", withInterval: result.shareUnchanged)
        values.append("share_worsened", withInterval: result.shareWorsened)
        return values
    }

    static func shrinkageValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (rows, incomplete) = try input.completeRows("estimate", "se")
        for row in rows where row.values[1] < 0 {
            throw .unexpectedValue(row.values[1], column: "se", allowed: "numbers of zero or more")
        }
        let groups = rows.map { Estimate($0.values[0], n: 1, standardError: $0.values[1]) }
        let result = SubgroupShrinkage(groups, confidence: options.confidence)
        var values = [MethodValue("n_groups", groups.count), MethodValue("n_incomplete", incomplete)]
        values.append("heterogeneity", test: result.heterogeneity, statistic: "q")
        values.append(MethodValue("i_squared", result.iSquared))
        values.append(MethodValue("tau_squared", result.tauSquared))
        values.append("mean", withInterval: result.mean)
        for (index, estimate) in result.shrunken.enumerated() {
            values.append("shrunken_\(index + 1)", withInterval: estimate)
        }
        return values
    }
}
