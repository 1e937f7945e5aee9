/// Correlations by name.
extension EstimateMethod {
    static let correlationMethods = [correlation]

    static let correlation = EstimateMethod(
        "correlation", "Pearson's r with Fisher's limits, Spearman's rho and Kendall's tau-b, with their tests.",
        columns: [
            MethodColumn("x", "numbers; a row with an empty cell is left out"), MethodColumn("y", "numbers"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in
        let (rows, incomplete) = try input.completeRows("x", "y")
        let table = try TransitionTable(
            rows.map { TransitionTable.Cell(before: $0.values[0], after: $0.values[1], count: $0.count) })
        let result = try Correlation(table, confidence: options.confidence)
        var values = [MethodValue("n", result.n), MethodValue("n_incomplete", incomplete)]
        values.append("pearson_r", withInterval: result.pearson)
        values.append("pearson", test: result.pearsonTest, statistic: "t")
        values.append(MethodValue("spearman_rho", result.spearman))
        values.append("spearman", test: result.spearmanTest, statistic: "t")
        values.append(MethodValue("kendall_tau_b", result.kendall))
        values.append("kendall", test: result.kendallTest, statistic: "z")
        return values
    }
}
