import Testing

@testable import Statistics

@Suite struct SurveyReferenceTests {
    @Test(arguments: ["survey/paired_likert_obrienkaiser", "survey/paired_sleep"])
    func pairedChangeIsThatOfR(name: String) throws {
        let reference = try ReferenceCase(name)
        let (before, after) = (
            try reference.column("pre", of: "data.csv"), try reference.column("post", of: "data.csv")
        )
        let table = try TransitionTable(
            zip(before, after).compactMap { (before, after) in
                guard let before, let after else { return nil }
                return TransitionTable.Cell(before: before, after: after, count: 1)
            })
        let result = try PairedChange(table)
        try reference.check("n_pairs", Double(result.n))
        try reference.check("n_incomplete", Double(before.count - result.n))
        try reference.check("pre/n", Double(result.before.n))
        try reference.check("pre/mean", result.before.value)
        try reference.check("pre/sd", result.standardDeviationBefore.value)
        try reference.check("pre/median", result.medianBefore.value)
        try reference.check("post/n", Double(result.after.n))
        try reference.check("post/mean", result.after.value)
        try reference.check("post/sd", result.standardDeviationAfter.value)
        try reference.check("post/median", result.medianAfter.value)
        try reference.check("mean_difference", result.meanChange.value)
        try reference.check("sd_difference", result.standardDeviationOfChange.value)
        try reference.check("se_difference", result.meanChange.standardError)
        try reference.check("correlation", result.correlation.value)
        try reference.check("paired_t/t", result.pairedT.statistic)
        try reference.check("paired_t/df", result.pairedT.degreesOfFreedom)
        try reference.check("paired_t/p", result.pairedT.p)
        try reference.check("paired_t/lower", result.meanChange.interval?.lowerBound)
        try reference.check("paired_t/upper", result.meanChange.interval?.upperBound)
        try reference.check("effect/dz", result.cohensDz.value)
        try reference.check("effect/dz_lower", result.cohensDz.interval?.lowerBound)
        try reference.check("effect/dz_upper", result.cohensDz.interval?.upperBound)
        try reference.check("effect/gz", result.hedgesGz.value)
        try reference.check("effect/gz_lower", result.hedgesGz.interval?.lowerBound)
        try reference.check("effect/gz_upper", result.hedgesGz.interval?.upperBound)
        try reference.check("effect/d_av", result.dAv.value)
        try reference.check("effect/d_rm", result.dRm.value)
        try reference.check("effect/glass_delta_pre", result.glassDelta.value)
        try reference.check("effect/J", result.hedgesCorrection.value)
        let wilcoxon = result.wilcoxon
        try reference.check("wilcoxon/n_nonzero", Double(wilcoxon.nonzero))
        try reference.check("wilcoxon/n_zero", Double(wilcoxon.zeros))
        try reference.check("wilcoxon/has_ties", wilcoxon.hasTies ? 1 : 0)
        try reference.check("wilcoxon/W_plus", wilcoxon.positiveRankSum)
        try reference.check("wilcoxon/W_minus", wilcoxon.negativeRankSum)
        try reference.check("wilcoxon/z_no_correction", wilcoxon.normal.statistic)
        try reference.check("wilcoxon/p_normal_correction", wilcoxon.normalCorrected.p)
        try reference.check("wilcoxon/p_normal_no_correction", wilcoxon.normal.p)
        try reference.check("wilcoxon/p_exact_conditional", wilcoxon.exactConditional?.p)
        try reference.check("wilcoxon/p_exact_exactRankTests", wilcoxon.exactConditional?.p)
        try reference.check("wilcoxon/pratt_z", wilcoxon.pratt.statistic)
        try reference.check("wilcoxon/pratt_p", wilcoxon.pratt.p)
        try reference.check("wilcoxon/matched_rank_biserial", wilcoxon.matchedRankBiserial.value)
        try reference.check("wilcoxon/r_z_over_sqrt_n", wilcoxon.effectSizeR.value)
        try reference.check("sign_test/positive", Double(result.improved.successes))
        try reference.check("sign_test/negative", Double(result.worsened.successes))
        try reference.check("sign_test/p", result.signTest.p)
        #expect(wilcoxon.form == .normalCorrected)
        #expect(reference.unasked == [])
    }

    @Test(arguments: [("survey/nps_0_10_scale_demo", 0...10), ("survey/ordinal_bfi_O3", 1...6)])
    func distributionOfAnItemIsThatOfR(name: String, levels: ClosedRange<Int>) throws {
        let reference = try ReferenceCase(name)
        let answers = try reference.column("answer", of: "data.csv")
        let valid = answers.compactMap { $0 }
        let distribution = try Distribution(values: valid)
        try reference.check("n_total", Double(answers.count))
        try reference.check("n_valid", Double(distribution.n))
        try reference.check("n_missing", Double(answers.count - valid.count))
        for level in levels {
            let value = Double(level)
            let proportion = distribution.proportion(in: value...value)
            try reference.check("counts/\(level)", Double(proportion.successes))
            try reference.check("percent_valid/\(level)", proportion.share().scaled(by: 100).value)
            let total = try Proportion(proportion.successes, of: answers.count)
            try reference.check("percent_total/\(level)", total.share().scaled(by: 100).value)
            let below = distribution.proportion(in: 0...value)
            try reference.check("cumulative_percent_valid/\(level)", below.share().scaled(by: 100).value)
            try reference.check("wilson/\(level)/lower", proportion.share().interval?.lowerBound)
            try reference.check("wilson/\(level)/upper", proportion.share().interval?.upperBound)
        }
        let mean = distribution.meanEstimate()
        try reference.check("mean", mean.value)
        try reference.check("sd", distribution.moments.standardDeviation)
        try reference.check("se", mean.standardError)
        try reference.check("mean_t_lower", mean.interval?.lowerBound)
        try reference.check("mean_t_upper", mean.interval?.upperBound)
        try reference.check("median", distribution.median.value)
        try reference.check("q25_type7", try distribution.quantile(0.25).value)
        try reference.check("q75_type7", try distribution.quantile(0.75).value)
        try reference.check("mode", distribution.mode)
        let top = Double(levels.upperBound - 1)...Double(levels.upperBound)
        let bottom = Double(levels.lowerBound)...Double(levels.lowerBound + 1)
        try reference.check("top2_share", distribution.proportion(in: top).share().value)
        try reference.check("bottom2_share", distribution.proportion(in: bottom).share().value)
        try reference.check("skewness_g1", distribution.skewness.value)
        if levels == 0...10 {
            let score = try RecommendationScore(distribution)
            try reference.check("nps/promoters", Double(score.promoters))
            try reference.check("nps/passives", Double(score.passives))
            try reference.check("nps/detractors", Double(score.detractors))
            try reference.check("nps/nps", score.score.value)
            try reference.check("nps/se", score.score.standardError)
            try reference.check("nps/lower", score.score.interval?.lowerBound)
            try reference.check("nps/upper", score.score.interval?.upperBound)
        }
        #expect(reference.unasked == [])
    }

    @Test func intervalsOfSharesAreThoseOfNewcombe1998() throws {
        let reference = try ReferenceCase("survey/wilson_newcombe1998")
        let methods: [(Proportion.IntervalMethod, String)] = [
            (.wilson, "wilson"), (.wilsonCorrected, "wilson_cc"), (.clopperPearson, "clopper_pearson"),
            (.agrestiCoull, "agresti_coull"),
        ]
        let rows = try reference.table("counts.csv")
        for (level, confidence) in [("level_95", ConfidenceLevel.ninetyFive), ("level_90", .ninety)] {
            for (index, row) in rows.enumerated() {
                let proportion = try Proportion(
                    try #require(Int(row["successes"] ?? "")), of: try #require(Int(row["n"] ?? "")))
                for (method, prefix) in methods {
                    let share = proportion.share(confidence: confidence, method: method)
                    try reference.check("\(level)/\(index)/p", share.value)
                    try reference.check("\(level)/\(index)/\(prefix)_lower", share.interval?.lowerBound)
                    try reference.check("\(level)/\(index)/\(prefix)_upper", share.interval?.upperBound)
                }
            }
        }
        #expect(reference.unasked == [])
    }

    @Test func mcNemarIsThatOfAgresti() throws {
        let reference = try ReferenceCase("survey/mcnemar_approval")
        var counts: [String: Int] = [:]
        for row in try reference.table("table.csv") {
            counts["\(row["first"] ?? "")-\(row["second"] ?? "")"] = Int(row["count"] ?? "")
        }
        let pairs = try PairedYesNo(
            yesYes: counts["yes-yes"] ?? 0, yesNo: counts["yes-no"] ?? 0, noYes: counts["no-yes"] ?? 0,
            noNo: counts["no-no"] ?? 0)
        let result = McNemar(pairs)
        try reference.check("n", Double(pairs.n))
        try reference.check("b", Double(result.yesNo))
        try reference.check("c", Double(result.noYes))
        try reference.check("chisq_corrected", result.corrected.statistic)
        try reference.check("p_corrected", result.corrected.p)
        try reference.check("chisq", result.chiSquare.statistic)
        try reference.check("p", result.chiSquare.p)
        try reference.check("p_exact", result.exact.p)
        try reference.check("p_mid", result.midP.p)
        try reference.check("odds_ratio", result.oddsRatio.value)
        try reference.check("cohens_g", result.cohensG.value)
        try reference.check("share_first", pairs.before.share().value)
        try reference.check("share_second", pairs.after.share().value)
        try reference.check("difference", result.difference.value)
        try reference.check("difference_wald_lower", result.difference.interval?.lowerBound)
        try reference.check("difference_wald_upper", result.difference.interval?.upperBound)
        #expect(reference.unasked == [])
    }

    @Test func adjustedPValuesAreThoseOfBenjaminiAndHochberg() throws {
        let reference = try ReferenceCase("survey/padjust_bh1995")
        let family = try reference.column("p", of: "pvalues.csv")
        for procedure in MultipleComparison.allCases {
            let name = procedure.rawValue.replacing("-", with: "_")
            let adjusted = try procedure.adjusted(family)
            for (index, p) in adjusted.enumerated() { try reference.check("\(name)/\(index)", p) }
        }
        for (name, procedure) in [("holm", MultipleComparison.holm), ("benjamini_hochberg", .benjaminiHochberg)] {
            let rejected = try procedure.adjusted(family).count { ($0 ?? 1) <= 0.05 }
            try reference.check("rejected_05/\(name)", Double(rejected))
        }
        #expect(reference.unasked == [])
    }
}
