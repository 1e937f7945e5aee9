/// Several unpaired groups by name, and exact tests of tables.
extension EstimateMethod {
    static let severalGroupMethods = [kruskalWallis, oneWayAnova, welchAnova, ancova, fisherExact]

    private static let groupColumns = [
        MethodColumn("value", "numbers; a row with an empty cell is left out"),
        MethodColumn("group", names: true, "a name or number for each group"), .count,
    ]

    static let kruskalWallis = EstimateMethod(
        "kruskal-wallis", "The Kruskal–Wallis test of several groups by ranks, and Dunn's test of each pair.",
        columns: groupColumns
    ) { (input, options) throws(StatisticsError) in try kruskalWallisValues(input) }

    static let oneWayAnova = EstimateMethod(
        "one-way-anova", "The means of several groups: Fisher's analysis of variance, η² and ω².",
        columns: groupColumns
    ) { (input, options) throws(StatisticsError) in try anovaValues(input, options, welch: false) }

    static let welchAnova = EstimateMethod(
        "welch-anova", "The means of several groups whose spreads differ: Welch's analysis of variance.",
        columns: groupColumns
    ) { (input, options) throws(StatisticsError) in try anovaValues(input, options, welch: true) }

    static let ancova = EstimateMethod(
        "ancova", "Groups after an intervention, adjusted for the value before: coefficients and adjusted means.",
        columns: [
            MethodColumn("before", "the value before; a row with an empty cell is left out"),
            MethodColumn("after", "the value after"),
            MethodColumn("group", names: true, "a name or number for each group; the first in order is the reference"),
            .count,
        ]
    ) { (input, options) throws(StatisticsError) in try ancovaValues(input, options) }

    static let fisherExact = EstimateMethod(
        "fisher-exact", "Fisher's exact test of independence; for a 2 × 2 table also the odds ratio.",
        columns: [
            MethodColumn("row", names: true, "a name or number for each row"),
            MethodColumn("column", names: true, "a name or number for each column"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try fisherValues(input, options) }
}

extension EstimateMethod {
    static func kruskalWallisValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        let (groups, incomplete) = try distributions(input)
        let result = try KruskalWallis(groups)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        for (index, group) in groups.enumerated() {
            values.append(MethodValue("n_\(index + 1)", group.n))
            values.append(MethodValue("median_\(index + 1)", group.median))
            values.append(MethodValue("mean_rank_\(index + 1)", result.meanRanks[index]))
        }
        values.append(MethodValue("H", result.test.statistic, reason: result.test.reason))
        values.append(MethodValue("df", result.test.degreesOfFreedom, reason: result.test.reason))
        values.append(MethodValue("p", result.test.p, reason: result.test.reason))
        values.append(MethodValue("epsilon_squared", result.epsilonSquared))
        for pair in result.comparisons {
            let name = "dunn_\(pair.first + 1)_\(pair.second + 1)"
            values.append(MethodValue("\(name)_difference", pair.difference))
            values.append(name, test: pair.test, statistic: "z")
        }
        return values
    }

    /// Both analyses give the groups first; only their test differs.
    static func anovaValues(
        _ input: MethodInput, _ options: EstimateOptions, welch: Bool
    ) throws(StatisticsError) -> [MethodValue] {
        let (groups, incomplete) = try distributions(input)
        let moments = groups.map(\.moments)
        let result = try AnalysisOfVariance(moments, confidence: options.confidence)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        for (index, group) in moments.enumerated() {
            values.append(MethodValue("n_\(index + 1)", group.n))
            values.append("mean_\(index + 1)", withInterval: result.means[index])
            values.append(MethodValue("sd_\(index + 1)", spread(group)))
        }
        values.append("test", test: welch ? result.welch : result.test)
        if !welch {
            values.append(MethodValue("eta_squared", result.etaSquared))
            values.append(MethodValue("omega_squared", result.omegaSquared))
        }
        return values
    }

    static func ancovaValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
    {
        let (rows, incomplete) = try input.completeRows("before", "after", "group")
        var cells: [Double: [TransitionTable.Cell]] = [:]
        for row in rows {
            cells[row.values[2], default: []].append(
                TransitionTable.Cell(before: row.values[0], after: row.values[1], count: row.count))
        }
        var groups: [CovariateMoments] = []
        for name in cells.keys.sorted() { groups.append(CovariateMoments(try TransitionTable(cells[name] ?? []))) }
        let result = try AnalysisOfCovariance(groups, confidence: options.confidence)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        func append(_ name: String, _ coefficient: AnalysisOfCovariance.Coefficient) {
            let estimate = coefficient.estimate
            values.append(name, withInterval: estimate)
            values.append(
                MethodValue("\(name)_se", estimate.standardError, reason: estimate.reason ?? estimate.intervalReason))
            values.append(MethodValue("\(name)_t", coefficient.test.statistic, reason: coefficient.test.reason))
            values.append(MethodValue("\(name)_p", coefficient.test.p, reason: coefficient.test.reason))
        }
        append("intercept", result.intercept)
        append("before", result.slope)
        for (index, group) in result.groups.enumerated() {
            if let group { append("group_\(index + 1)", group) }
        }
        for (index, mean) in result.adjustedMeans.enumerated() {
            values.append(MethodValue("n_\(index + 1)", groups[index].n))
            values.append("adjusted_mean_\(index + 1)", withInterval: mean)
        }
        values.append(MethodValue("before_mean", result.covariateMean))
        values.append(MethodValue("r_squared", result.rSquared))
        values.append(MethodValue("sigma", result.sigma))
        values.append(MethodValue("df", Double(result.degreesOfFreedom)))
        values.append("equal_means", test: result.equalMeans)
        values.append("equal_slopes", test: result.equalSlopes)
        return values
    }

    static func fisherValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
    {
        let (rows, incomplete) = try input.completeRows("row", "column")
        let table = try crossTable(rows, sharedLevels: false)
        let result = try FisherExact(table, confidence: options.confidence)
        var values = [
            MethodValue("n", result.n), MethodValue("n_incomplete", incomplete),
            MethodValue("p", result.test.p, reason: result.test.reason),
        ]
        if let odds = result.odds {
            let reason = odds.ratio.reason ?? odds.ratio.intervalReason
            values.append(MethodValue("odds_ratio", odds.ratio))
            values.append(MethodValue("odds_ratio_lower", odds.lower, reason: reason))
            values.append(MethodValue("odds_ratio_upper", odds.upper, reason: reason))
        }
        return values
    }

    /// The values of each group, in order of the groups' numbers.
    private static func distributions(
        _ input: MethodInput
    ) throws(StatisticsError) -> (groups: [Distribution], incomplete: Int) {
        let (rows, incomplete) = try input.completeRows("value", "group")
        var entries: [Double: [Distribution.Entry]] = [:]
        for row in rows {
            entries[row.values[1], default: []].append(
                Distribution.Entry(value: row.values[0], count: row.count))
        }
        var groups: [Distribution] = []
        for name in entries.keys.sorted() { groups.append(try Distribution(entries[name] ?? [])) }
        return (groups, incomplete)
    }
}
