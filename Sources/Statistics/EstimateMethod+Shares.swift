/// Means, quantiles and shares by name.
extension EstimateMethod {
    func meanValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [NamedValue] {
        let (distribution, missing) = try input.distribution("value")
        let moments = distribution.moments
        let mean = moments.meanEstimate(confidence: options.confidence)
        var values = [NamedValue("n", distribution.n), NamedValue("n_missing", missing)]
        values.append("mean", withInterval: mean)
        values.append(NamedValue("sd", spread(moments)))
        values.append(
            NamedValue("se", moments.standardErrorOfMean, reason: distribution.n == 0 ? .noObservations : .tooFew))
        return values
    }

    func quantileValues(_ input: MethodInput) throws(StatisticsError) -> [NamedValue] {
        let (distribution, missing) = try input.distribution("value")
        return [
            NamedValue("n", distribution.n), NamedValue("n_missing", missing),
            NamedValue("min", distribution.uncheckedQuantile(0, type: .linear)),
            NamedValue("q25", distribution.uncheckedQuantile(0.25, type: .linear)),
            NamedValue("median", distribution.median),
            NamedValue("q75", distribution.uncheckedQuantile(0.75, type: .linear)),
            NamedValue("max", distribution.uncheckedQuantile(1, type: .linear)),
            NamedValue("mode", distribution.mode, reason: .noObservations),
        ]
    }

    /// One share of a 0/1 column, or one for each row of successes and n.
    func shareValues(
        _ input: MethodInput, _ method: Proportion.IntervalMethod, _ options: EstimateOptions
    ) throws(StatisticsError) -> [NamedValue] {
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
            proportions = try self.proportions(input)
        }
        var values: [NamedValue] = []
        for (index, proportion) in proportions.enumerated() {
            let suffix = proportions.count == 1 ? "" : "_\(index + 1)"
            let share = proportion.share(confidence: options.confidence, method: method)
            values.append(NamedValue("n\(suffix)", proportion.n))
            values.append("share\(suffix)", withInterval: share)
        }
        return values
    }

    func twoProportionValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [NamedValue] {
        let groups = try proportions(input)
        guard groups.count == 2 else { throw .raggedTable(expected: 2, found: groups.count) }
        let comparison = TwoProportions(groups[0], groups[1], confidence: options.confidence)
        var values = [
            NamedValue("share_1", groups[0].share()), NamedValue("share_2", groups[1].share()),
        ]
        values.append("difference", withInterval: comparison.difference)
        values.append("pooled", test: comparison.test, statistic: "z")
        values.append(NamedValue("cohens_h", comparison.cohensH))
        values.append(NamedValue("risk_ratio", comparison.riskRatio))
        values.append(NamedValue("odds_ratio", comparison.oddsRatio))
        return values
    }

    func recommendationValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [NamedValue]
    {
        let (answers, missing) = try input.distribution("answer")
        let result = try RecommendationScore(answers, confidence: options.confidence)
        var values = [
            NamedValue("n", answers.n), NamedValue("n_missing", missing), NamedValue("promoters", result.promoters),
            NamedValue("passives", result.passives), NamedValue("detractors", result.detractors),
        ]
        values.append("score", withInterval: result.score)
        values.append(
            NamedValue(
                "se", result.score.standardError, reason: result.score.reason ?? result.score.intervalReason))
        return values
    }

    func evennessValues(_ input: MethodInput) throws(StatisticsError) -> [NamedValue] {
        var counts: [Int] = []
        for cell in input.cells("count") {
            if let cell { counts.append(try whole(cell, column: "count")) }
        }
        let result = try Diversity(counts: counts)
        return [
            NamedValue("richness", result.richness), NamedValue("total", result.n),
            NamedValue("shannon", result.shannon), NamedValue("shannon_bits", result.shannonBits),
            NamedValue("pielou", result.pielouEvenness), NamedValue("simpson_1_minus_D", result.simpson),
            NamedValue("simpson_unbiased", result.simpsonUnbiased),
            NamedValue("inverse_simpson", result.inverseSimpson), NamedValue("hill_q1", result.hillOne),
            NamedValue("berger_parker", result.bergerParker), NamedValue("herfindahl", result.herfindahl),
            NamedValue("herfindahl_normalised", result.herfindahlNormalised),
        ]
    }

    func giniValues(_ input: MethodInput) throws(StatisticsError) -> [NamedValue] {
        let (amounts, missing) = try input.distribution("value")
        let result = try Inequality(amounts)
        return [
            NamedValue("n", amounts.n), NamedValue("n_missing", missing), NamedValue("mean", result.mean),
            NamedValue("gini", result.gini), NamedValue("gini_bias_corrected", result.giniBiasCorrected),
            NamedValue("mean_absolute_difference", result.meanAbsoluteDifference),
            NamedValue("theil_T", result.theilT), NamedValue("theil_L", result.theilL),
            NamedValue("cv", result.coefficientOfVariation), NamedValue("hoover", result.hoover),
            NamedValue("herfindahl", result.herfindahl), NamedValue("top10_share", result.topTenthShare),
            NamedValue("palma_p90_p10", result.decileRatio), NamedValue("lorenz_at_half", result.lorenzAtHalf),
        ]
    }

    private func proportions(_ input: MethodInput) throws(StatisticsError) -> [Proportion] {
        guard input.has("successes") else {
            throw .missingColumn("successes", method: rawValue, available: input.has("n") ? ["n"] : [])
        }
        guard input.has("n") else { throw .missingColumn("n", method: rawValue, available: ["successes"]) }
        var found: [Proportion] = []
        for row in try input.completeRows("successes", "n").rows {
            found.append(
                try Proportion(whole(row.values[0], column: "successes"), of: whole(row.values[1], column: "n")))
        }
        return found
    }
}
