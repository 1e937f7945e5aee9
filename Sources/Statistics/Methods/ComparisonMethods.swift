/// Paired comparisons and adjusted p-values by name.
extension EstimateMethod {
    static let comparisonMethods = [
        pairedChange, wilcoxonSignedRank, signTest, mcNemar, bonferroni, holm, hochberg, benjaminiHochberg,
        benjaminiYekutieli,
    ]

    static let pairedChange = EstimateMethod(
        "paired-change", "The change of paired values: means, t interval and test, standardised effects, directions.",
        columns: [
            MethodColumn("before", "the value before; a row with an empty cell is left out"),
            MethodColumn("after", "the value after"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try pairedChangeValues(input, options) }

    static let wilcoxonSignedRank = EstimateMethod(
        "wilcoxon-signed-rank", "Wilcoxon's signed-rank test of paired values, exact and approximate.",
        columns: [
            MethodColumn("before", "the value before; a row with an empty cell is left out"),
            MethodColumn("after", "the value after"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try wilcoxonValues(input, options) }

    static let signTest = EstimateMethod(
        "sign-test", "The exact sign test of paired values.",
        columns: [
            MethodColumn("before", "the value before; a row with an empty cell is left out"),
            MethodColumn("after", "the value after"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try signTestValues(input) }

    static let mcNemar = EstimateMethod(
        "mcnemar", "McNemar's test of a paired yes/no answer, in its usual forms.",
        columns: [MethodColumn("before", "1 for yes, 0 for no"), MethodColumn("after", "1 for yes, 0 for no"), .count]
    ) { (input, options) throws(StatisticsError) in try mcNemarValues(input, options) }

    static let bonferroni = EstimateMethod(
        "bonferroni", "p-values adjusted by Bonferroni.",
        columns: [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
    ) { (input, options) throws(StatisticsError) in try adjustedValues(input, .bonferroni) }

    static let holm = EstimateMethod(
        "holm", "p-values adjusted by Holm's step-down procedure.",
        columns: [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
    ) { (input, options) throws(StatisticsError) in try adjustedValues(input, .holm) }

    static let hochberg = EstimateMethod(
        "hochberg", "p-values adjusted by Hochberg's step-up procedure.",
        columns: [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
    ) { (input, options) throws(StatisticsError) in try adjustedValues(input, .hochberg) }

    static let benjaminiHochberg = EstimateMethod(
        "benjamini-hochberg", "p-values adjusted for the false discovery rate by Benjamini and Hochberg.",
        columns: [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
    ) { (input, options) throws(StatisticsError) in try adjustedValues(input, .benjaminiHochberg) }

    static let benjaminiYekutieli = EstimateMethod(
        "benjamini-yekutieli", "p-values adjusted for the false discovery rate under any dependence.",
        columns: [MethodColumn("p", "the p-values of the family; an empty cell is a test that was not made")]
    ) { (input, options) throws(StatisticsError) in try adjustedValues(input, .benjaminiYekutieli) }
}

extension EstimateMethod {
    static func pairedChangeValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (table, incomplete) = try input.transitions()
        let result = try PairedChange(table, confidence: options.confidence)
        var values = [MethodValue("n_pairs", result.n), MethodValue("n_incomplete", incomplete)]
        values.append("before_mean", withInterval: result.before)
        values.append(MethodValue("before_sd", result.standardDeviationBefore))
        values.append(MethodValue("before_median", result.medianBefore))
        values.append("after_mean", withInterval: result.after)
        values.append(MethodValue("after_sd", result.standardDeviationAfter))
        values.append(MethodValue("after_median", result.medianAfter))
        values.append("mean_change", withInterval: result.meanChange)
        values.append(MethodValue("sd_change", result.standardDeviationOfChange))
        values.append(
            MethodValue(
                "se_change", result.meanChange.standardError,
                reason: result.meanChange.reason ?? result.meanChange.intervalReason))
        values.append(MethodValue("correlation", result.correlation))
        values.append("paired_t", test: result.pairedT, statistic: "t")
        values.append("dz", withInterval: result.cohensDz)
        values.append("gz", withInterval: result.hedgesGz)
        values.append("d_av", withInterval: result.dAv)
        values.append(MethodValue("d_rm", result.dRm))
        values.append(MethodValue("glass_delta_before", result.glassDelta))
        values.append(MethodValue("J", result.hedgesCorrection))
        for (name, part) in [("improved", result.improved), ("same", result.same), ("worsened", result.worsened)] {
            values.append(MethodValue("n_\(name)", part.successes))
            values.append("share_\(name)", withInterval: part.share(confidence: options.confidence))
        }
        values.append("wilcoxon", test: result.wilcoxon.test)
        values.append("sign_test", test: result.signTest)
        return values
    }

    static func wilcoxonValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (table, incomplete) = try input.transitions()
        let result = WilcoxonSignedRank(change: try table.change(), confidence: options.confidence)
        var values = [
            MethodValue("n_pairs", table.n), MethodValue("n_incomplete", incomplete),
            MethodValue("n_nonzero", result.nonzero), MethodValue("n_zero", result.zeros),
            MethodValue("W_plus", result.positiveRankSum), MethodValue("W_minus", result.negativeRankSum),
        ]
        values.append("test", test: result.test)
        values.append("normal_correction", test: result.normalCorrected, statistic: "z")
        values.append("normal_no_correction", test: result.normal, statistic: "z")
        if let exact = result.exactConditional { values.append("exact_conditional", test: exact) }
        values.append("pratt", test: result.pratt, statistic: "z")
        values.append("matched_rank_biserial", withInterval: result.matchedRankBiserial)
        values.append(MethodValue("r_z_over_sqrt_n", result.effectSizeR))
        return values
    }

    static func signTestValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        let (table, incomplete) = try input.transitions()
        let change = try table.change()
        let positive = change.entries.reduce(0) { $0 + ($1.value > 0 ? $1.count : 0) }
        let zeros = change.count(in: 0...0)
        var values = [
            MethodValue("n_pairs", table.n), MethodValue("n_incomplete", incomplete),
            MethodValue("positive", positive), MethodValue("negative", change.n - zeros - positive),
        ]
        values.append("sign_test", test: Statistics.signTest(of: change))
        return values
    }

    static func mcNemarValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
    {
        let (table, incomplete) = try input.transitions()
        for cell in table.cells {
            _ = try yesNo(cell.before, column: "before")
            _ = try yesNo(cell.after, column: "after")
        }
        let pairs = table.collapsed(yes: 1...1)
        let result = McNemar(pairs, confidence: options.confidence)
        var values = [
            MethodValue("n", pairs.n), MethodValue("n_incomplete", incomplete), MethodValue("b", pairs.yesNo),
            MethodValue("c", pairs.noYes), MethodValue("share_before", pairs.before.share()),
            MethodValue("share_after", pairs.after.share()),
        ]
        values.append("difference", withInterval: result.difference)
        values.append("difference_score", withInterval: result.scoreDifference)
        values.append("chi_square", test: result.chiSquare, statistic: "statistic")
        values.append("corrected", test: result.corrected, statistic: "statistic")
        values.append("exact", test: result.exact)
        values.append("mid", test: result.midP)
        values.append(MethodValue("odds_ratio", result.oddsRatio))
        values.append(MethodValue("cohens_g", result.cohensG))
        return values
    }

    /// The adjusted p-values in file order; an empty cell stays empty.
    static func adjustedValues(_ input: MethodInput, _ procedure: MultipleComparison) throws(StatisticsError)
        -> [MethodValue]
    {
        let adjusted = try procedure.adjusted(input.cells("p"))
        var values = [MethodValue("n_tests", adjusted.count { $0 != nil })]
        for (index, p) in adjusted.enumerated() {
            values.append(MethodValue("adjusted_\(index + 1)", p, reason: .noObservations))
        }
        return values
    }
}
