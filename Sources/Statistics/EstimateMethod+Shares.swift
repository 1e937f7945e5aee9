/// Means, quantiles and shares by name.
extension EstimateMethod {
    func meanValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue] {
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

    func quantileValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
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
    func shareValues(
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
            proportions = try self.proportions(input)
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

    func twoProportionValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
    {
        let groups = try proportions(input)
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

    func recommendationValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
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

    func evennessValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
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

    func giniValues(_ input: MethodInput) throws(StatisticsError) -> [MethodValue] {
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

    private func proportions(_ input: MethodInput) throws(StatisticsError) -> [Proportion] {
        guard input.has("successes") else {
            throw .missingColumn("successes", method: rawValue, available: input.has("n") ? ["n"] : [])
        }
        guard input.has("n") else { throw .missingColumn("n", method: rawValue, available: ["successes"]) }
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
