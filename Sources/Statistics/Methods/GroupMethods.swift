/// Unpaired groups, tables and agreement by name.
extension EstimateMethod {
    static let groupMethods = [twoGroups, mannWhitney, chiSquare, cohensKappa, krippendorffAlpha]

    static let twoGroups = EstimateMethod(
        "two-groups", "The difference of two unpaired groups: Welch's and Student's t, Cohen's d, Hedges' g.",
        columns: [
            MethodColumn("value", "numbers; a row with an empty cell is left out"),
            MethodColumn("group", names: true, "two names or numbers; the second in order is the reference"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try twoGroupValues(input, options) }

    static let mannWhitney = EstimateMethod(
        "mann-whitney", "The Mann–Whitney test of two unpaired groups, with Cliff's delta.",
        columns: [
            MethodColumn("value", "numbers; a row with an empty cell is left out"),
            MethodColumn("group", names: true, "two names or numbers; the second in order is the reference"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try mannWhitneyValues(input, options) }

    static let chiSquare = EstimateMethod(
        "chi-square", "Pearson's test of independence of rows and columns, with Cramér's V.",
        columns: [
            MethodColumn("row", names: true, "a name or number for each row"),
            MethodColumn("column", names: true, "a name or number for each column"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try chiSquareValues(input, options) }

    static let cohensKappa = EstimateMethod(
        "cohens-kappa", "The agreement of two raters beyond chance: unweighted, linear and quadratic.",
        columns: [
            MethodColumn("rater1", "the first rater's category, a number in the order of the scale"),
            MethodColumn("rater2", "the second rater's category"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try kappaValues(input, options) }

    static let krippendorffAlpha = EstimateMethod(
        "krippendorff-alpha", "The agreement of any number of raters: nominal, ordinal, interval and ratio.",
        columns: [
            MethodColumn("unit", names: true, "a name or number for what is rated"),
            MethodColumn("value", "a rater's value; an empty cell is a value not given"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try alphaValues(input) }
}

extension EstimateMethod {
    static func twoGroupValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (first, second, incomplete) = try groups(input)
        let (m1, m2) = (first.moments, second.moments)
        let result = TwoGroups(m1, m2, confidence: options.confidence)
        var values = [
            MethodValue("n1", first.n), MethodValue("n2", second.n), MethodValue("n_incomplete", incomplete),
        ]
        values.append("mean1", withInterval: result.first)
        values.append(MethodValue("sd1", spread(m1)))
        values.append(MethodValue("median1", first.median))
        values.append("mean2", withInterval: result.second)
        values.append(MethodValue("sd2", spread(m2)))
        values.append(MethodValue("median2", second.median))
        values.append("difference", withInterval: result.difference)
        values.append("welch", test: result.welch, statistic: "t")
        values.append("pooled_difference", withInterval: result.pooledDifference)
        values.append("student", test: result.student, statistic: "t")
        values.append("cohens_d", withInterval: result.cohensD)
        values.append("hedges_g", withInterval: result.hedgesG)
        values.append(MethodValue("glass_delta", result.glassDelta))
        return values
    }

    static func mannWhitneyValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (first, second, incomplete) = try groups(input)
        let result = try MannWhitney(first, second, confidence: options.confidence)
        var values = [
            MethodValue("n1", first.n), MethodValue("n2", second.n), MethodValue("n_incomplete", incomplete),
            MethodValue("U1", result.u1), MethodValue("U2", result.u2),
        ]
        values.append("normal_correction", test: result.normalCorrected, statistic: "z")
        values.append("normal_no_correction", test: result.normal, statistic: "z")
        if let exact = result.exactConditional { values.append("exact_conditional", test: exact) }
        values.append("cliffs_delta", withInterval: result.cliffsDelta)
        values.append(MethodValue("vargha_delaney_A", result.varghaDelaneyA))
        return values
    }

    static func chiSquareValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (rows, incomplete) = try input.completeRows("row", "column")
        let result = try ChiSquare(try crossTable(rows, sharedLevels: false), confidence: options.confidence)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        values.append(MethodValue("chi_square", result.test.statistic, reason: result.test.reason))
        values.append(MethodValue("df", result.test.degreesOfFreedom, reason: result.test.reason))
        values.append(MethodValue("p", result.test.p, reason: result.test.reason))
        values.append(MethodValue("min_expected", result.smallestExpected))
        values.append(MethodValue("share_expected_below_5", result.shareBelowFive))
        values.append("cramers_v", withInterval: result.cramersV)
        values.append(MethodValue("cramers_v_bias_corrected", result.cramersVCorrected))
        values.append(MethodValue("phi", result.phi))
        values.append(MethodValue("contingency_C", result.contingencyCoefficient))
        values.append("likelihood_ratio", test: result.likelihoodRatio, statistic: "g")
        if let yates = result.yates { values.append("yates", test: yates, statistic: "chi_square") }
        return values
    }

    static func kappaValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try input.completeRows("rater1", "rater2")
        let table = try crossTable(rows, sharedLevels: true)
        var values: [MethodValue] = []
        for weights in CohensKappa.Weights.allCases {
            let result = try CohensKappa(table, weights: weights, confidence: options.confidence)
            if values.isEmpty {
                values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
            }
            let name = weights.rawValue
            values.append(MethodValue("observed_\(name)", result.observedAgreement))
            values.append(MethodValue("chance_\(name)", result.chanceAgreement))
            values.append("kappa_\(name)", withInterval: result.kappa)
            values.append("test_\(name)", test: result.test, statistic: "z")
        }
        return values
    }

    static func alphaValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try input.completeRows("unit", "value")
        var units: [Double: [Distribution.Entry]] = [:]
        for row in rows {
            units[row.values[0], default: []].append(Distribution.Entry(value: row.values[1], count: row.count))
        }
        var given: [Distribution] = []
        for unit in units.keys.sorted() { given.append(try Distribution(units[unit] ?? [])) }
        var values = [MethodValue("units", given.count), MethodValue("n_missing", incomplete)]
        for metric in DisagreementMetric.allCases {
            let alpha = try Statistics.krippendorffAlpha(of: given, metric: metric)
            if metric == .nominal { values.append(MethodValue("pairable_values", alpha.n)) }
            values.append(MethodValue("alpha_\(metric.rawValue)", alpha))
        }
        return values
    }

    /// The two groups of a file, the smaller number first.
    private static func groups(
        _ input: MethodInput
    ) throws(StatisticsError) -> (first: Distribution, second: Distribution, incomplete: Int) {
        let (rows, incomplete) = try input.completeRows("value", "group")
        let names = Set(rows.map { $0.values[1] }).sorted()
        guard names.count < 3 else {
            throw .unexpectedValue(names[2], column: "group", allowed: "two values, one for each group")
        }
        var entries: [[Distribution.Entry]] = [[], []]
        for row in rows {
            entries[row.values[1] == names[0] ? 0 : 1].append(
                Distribution.Entry(value: row.values[0], count: row.count))
        }
        return (try Distribution(entries[0]), try Distribution(entries[1]), incomplete)
    }

    /// The cells of the largest table that is laid out.
    static let largestTable = 10_000_000

    /// Counts by two numbered categories in ascending order; with shared levels both sides have the same ones.
    static func crossTable(
        _ rows: [MethodInput.Row], sharedLevels: Bool, limit: Int = 1000
    ) throws(StatisticsError) -> [[Int]] {
        var first = Set(rows.map { $0.values[0] })
        var second = Set(rows.map { $0.values[1] })
        if sharedLevels {
            first.formUnion(second)
            second = first
        }
        guard first.count <= limit, second.count <= 1000, first.count <= largestTable / max(1, second.count) else {
            throw .overflow
        }
        let (rowIndex, columnIndex) = (indexed(first), indexed(second))
        var table = [[Int]](repeating: [Int](repeating: 0, count: second.count), count: first.count)
        for row in rows {
            guard let i = rowIndex[row.values[0]], let j = columnIndex[row.values[1]] else { continue }
            let (sum, overflow) = table[i][j].addingReportingOverflow(row.count)
            guard !overflow else { throw .overflow }
            table[i][j] = sum
        }
        return table
    }

    private static func indexed(_ levels: Set<Double>) -> [Double: Int] {
        Dictionary(uniqueKeysWithValues: levels.sorted().enumerated().map { ($0.element, $0.offset) })
    }
}
