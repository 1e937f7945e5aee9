/// Means, quantiles, shares and concentration by name.
extension EstimateMethod {
    static let shareMethods = [
        mean, quantiles, wilsonShare, wilsonCorrectedShare, clopperPearsonShare, agrestiCoullShare, twoProportions,
        recommendationScore, evenness, gini,
    ]

    static let mean = EstimateMethod(
        "mean", "The mean with its t interval, and the standard deviation.",
        columns: [MethodColumn("value", "numbers; empty cells are left out"), .count]
    ) { (input, options) throws(StatisticsError) in try meanValues(input, options) }

    static let quantiles = EstimateMethod(
        "quantiles", "Least, quartiles (type 7), greatest, and the most frequent value.",
        columns: [MethodColumn("value", "numbers; empty cells are left out"), .count]
    ) { (input, options) throws(StatisticsError) in try quantileValues(input) }

    static let wilsonShare = EstimateMethod(
        "wilson-share", "A share with Wilson's score interval.",
        columns: [
            MethodColumn("value", required: false, "1 for yes and 0 for no; or else:"),
            MethodColumn("successes", required: false, "how many have the property, a row per share"),
            MethodColumn("n", required: false, "out of how many"),
        ]
    ) { (input, options) throws(StatisticsError) in try shareValues(input, .wilson, options) }

    static let wilsonCorrectedShare = EstimateMethod(
        "wilson-corrected-share", "A share with Wilson's score interval and a continuity correction.",
        columns: [
            MethodColumn("value", required: false, "1 for yes and 0 for no; or else:"),
            MethodColumn("successes", required: false, "how many have the property, a row per share"),
            MethodColumn("n", required: false, "out of how many"),
        ]
    ) { (input, options) throws(StatisticsError) in try shareValues(input, .wilsonCorrected, options) }

    static let clopperPearsonShare = EstimateMethod(
        "clopper-pearson-share", "A share with the exact interval of Clopper and Pearson.",
        columns: [
            MethodColumn("value", required: false, "1 for yes and 0 for no; or else:"),
            MethodColumn("successes", required: false, "how many have the property, a row per share"),
            MethodColumn("n", required: false, "out of how many"),
        ]
    ) { (input, options) throws(StatisticsError) in try shareValues(input, .clopperPearson, options) }

    static let agrestiCoullShare = EstimateMethod(
        "agresti-coull-share", "A share with the adjusted Wald interval of Agresti and Coull.",
        columns: [
            MethodColumn("value", required: false, "1 for yes and 0 for no; or else:"),
            MethodColumn("successes", required: false, "how many have the property, a row per share"),
            MethodColumn("n", required: false, "out of how many"),
        ]
    ) { (input, options) throws(StatisticsError) in try shareValues(input, .agrestiCoull, options) }

    static let twoProportions = EstimateMethod(
        "two-proportions", "The difference of two independent shares with Newcombe's interval, and the pooled z test.",
        columns: [
            MethodColumn("successes", "how many have the property, in two rows: the group and its reference"),
            MethodColumn("n", "out of how many"),
        ]
    ) { (input, options) throws(StatisticsError) in try twoProportionValues(input, options) }

    static let recommendationScore = EstimateMethod(
        "recommendation-score", "Share of answers 9–10 minus share of 0–6, in points, with its interval.",
        columns: [MethodColumn("answer", "whole numbers from 0 to 10"), .count]
    ) { (input, options) throws(StatisticsError) in try recommendationValues(input, options) }

    static let evenness = EstimateMethod(
        "evenness", "Shannon, Simpson and their kin, and Pielou's evenness, of counts by category.",
        columns: [MethodColumn("count", "counts by category")]
    ) { (input, options) throws(StatisticsError) in try evennessValues(input) }

    static let gini = EstimateMethod(
        "gini", "Gini's coefficient and its kin, of amounts by holder.",
        columns: [MethodColumn("value", "amounts of zero or more"), .count]
    ) { (input, options) throws(StatisticsError) in try giniValues(input) }
}

extension EstimateMethod {
    static func meanValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue] {
        let (distribution, missing) = try input.distribution("value")
        let moments = distribution.moments
        let mean = moments.meanEstimate(confidence: options.confidence)
        var values = [MethodValue("n", distribution.n), MethodValue("n_missing", missing)]
        values.append("mean", withInterval: mean)
        values.append(MethodValue("sd", spread(moments)))
        values.append(
            MethodValue("se", moments.standardErrorOfMean, reason: distribution.n == 0 ? .noObservations : .tooFew))
        return values
    }

    static func quantileValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        let (distribution, missing) = try input.distribution("value")
        return [
            MethodValue("n", distribution.n), MethodValue("n_missing", missing),
            MethodValue("min", distribution.uncheckedQuantile(0, type: .linear)),
            MethodValue("q25", distribution.uncheckedQuantile(0.25, type: .linear)),
            MethodValue("median", distribution.median),
            MethodValue("q75", distribution.uncheckedQuantile(0.75, type: .linear)),
            MethodValue("max", distribution.uncheckedQuantile(1, type: .linear)),
            MethodValue("mode", distribution.mode, reason: .noObservations),
        ]
    }

    /// One share of a 0/1 column, or one for each row of successes and n.
    static func shareValues(
        _ input: MethodInput, _ method: Proportion.IntervalMethod, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        var proportions: [Proportion] = []
        if input.has("value") {
            var successes = 0
            var n = 0
            for value in input.cells("value") {
                guard let value else { continue }
                successes += try yesNo(value, column: "value") ? 1 : 0
                n += 1
            }
            proportions = [try Proportion(successes, of: n)]
        } else {
            proportions = try countedProportions(input)
        }
        var values: [MethodValue] = []
        for (index, proportion) in proportions.enumerated() {
            let suffix = proportions.count == 1 ? "" : "_\(index + 1)"
            let share = proportion.share(confidence: options.confidence, method: method)
            values.append(MethodValue("n\(suffix)", proportion.n))
            values.append("share\(suffix)", withInterval: share)
        }
        return values
    }

    static func twoProportionValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let groups = try countedProportions(input)
        guard groups.count == 2 else { throw .raggedTable(expected: 2, found: groups.count) }
        let comparison = TwoProportions(groups[0], groups[1], confidence: options.confidence)
        var values = [
            MethodValue("share_1", groups[0].share()), MethodValue("share_2", groups[1].share()),
        ]
        values.append("difference", withInterval: comparison.difference)
        values.append("pooled", test: comparison.test, statistic: "z")
        values.append(MethodValue("cohens_h", comparison.cohensH))
        values.append(MethodValue("risk_ratio", comparison.riskRatio))
        values.append(MethodValue("odds_ratio", comparison.oddsRatio))
        return values
    }

    static func recommendationValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError)
        -> [MethodValue]
    {
        let (answers, missing) = try input.distribution("answer")
        let result = try RecommendationScore(answers, confidence: options.confidence)
        var values = [
            MethodValue("n", answers.n), MethodValue("n_missing", missing), MethodValue("promoters", result.promoters),
            MethodValue("passives", result.passives), MethodValue("detractors", result.detractors),
        ]
        values.append("score", withInterval: result.score)
        values.append(
            MethodValue(
                "se", result.score.standardError, reason: result.score.reason ?? result.score.intervalReason))
        return values
    }

    static func evennessValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        var counts: [Int] = []
        for cell in input.cells("count") {
            if let cell { counts.append(try MethodInput.whole(cell, column: "count")) }
        }
        let result = try Diversity(counts: counts)
        return [
            MethodValue("richness", result.richness), MethodValue("total", result.n),
            MethodValue("shannon", result.shannon), MethodValue("shannon_bits", result.shannonBits),
            MethodValue("pielou", result.pielouEvenness), MethodValue("simpson_1_minus_D", result.simpson),
            MethodValue("simpson_unbiased", result.simpsonUnbiased),
            MethodValue("inverse_simpson", result.inverseSimpson), MethodValue("hill_q1", result.hillOne),
            MethodValue("berger_parker", result.bergerParker), MethodValue("herfindahl", result.herfindahl),
            MethodValue("herfindahl_normalised", result.herfindahlNormalised),
        ]
    }

    static func giniValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
        let (amounts, missing) = try input.distribution("value")
        let result = try Inequality(amounts)
        return [
            MethodValue("n", amounts.n), MethodValue("n_missing", missing), MethodValue("mean", result.mean),
            MethodValue("gini", result.gini), MethodValue("gini_bias_corrected", result.giniBiasCorrected),
            MethodValue("mean_absolute_difference", result.meanAbsoluteDifference),
            MethodValue("theil_T", result.theilT), MethodValue("theil_L", result.theilL),
            MethodValue("cv", result.coefficientOfVariation), MethodValue("hoover", result.hoover),
            MethodValue("herfindahl", result.herfindahl), MethodValue("top10_share", result.topTenthShare),
            MethodValue("palma_p90_p10", result.decileRatio), MethodValue("lorenz_at_half", result.lorenzAtHalf),
        ]
    }

    private static func countedProportions(_ input: MethodInput) throws(StatisticsError) -> [Proportion] {
        guard input.has("successes") else {
            throw .missingColumn("successes", method: "a share", available: input.has("n") ? ["n"] : [])
        }
        guard input.has("n") else { throw .missingColumn("n", method: "a share", available: ["successes"]) }
        var found: [Proportion] = []
        for row in try input.completeRows("successes", "n").rows {
            found.append(
                try Proportion(
                    MethodInput.whole(row.values[0], column: "successes"),
                    of: MethodInput.whole(row.values[1], column: "n")))
        }
        return found
    }
}
