import Testing

@testable import Statistics

/// The same persons before and after.
extension ReferenceChecker {
    static let pairedCheckers = [pairedChange, signedRank, mcNemar]

    /// Pairs of `pre` and `post` in `data.csv`; rows with an empty cell are incomplete.
    private static func pairs(_ reference: ReferenceCase) throws -> (table: TransitionTable, incomplete: Int) {
        let (before, after) = (
            try reference.column("pre", of: "data.csv"), try reference.column("post", of: "data.csv")
        )
        let cells = zip(before, after).compactMap { (before, after) -> TransitionTable.Cell? in
            guard let before, let after else { return nil }
            return TransitionTable.Cell(before: before, after: after, count: 1)
        }
        return (try TransitionTable(cells), before.count - cells.count)
    }

    /// Means, the t test and standardised effects.
    static let pairedChange = ReferenceChecker(
        name: "paired change", recognises: { $0.has("n_pairs") && $0.has("paired_t") && $0.hasFile("data.csv") },
        values: { reference in
            let (table, incomplete) = try pairs(reference)
            let result = try PairedChange(table)
            return [
                "n_pairs": Double(result.n), "n_incomplete": Double(incomplete), "pre/n": Double(result.before.n),
                "pre/mean": result.before.value, "pre/sd": result.standardDeviationBefore.value,
                "pre/median": result.medianBefore.value, "post/n": Double(result.after.n),
                "post/mean": result.after.value, "post/sd": result.standardDeviationAfter.value,
                "post/median": result.medianAfter.value, "mean_difference": result.meanChange.value,
                "sd_difference": result.standardDeviationOfChange.value,
                "se_difference": result.meanChange.standardError, "correlation": result.correlation.value,
                "paired_t/t": result.pairedT.statistic, "paired_t/df": result.pairedT.degreesOfFreedom,
                "paired_t/p": result.pairedT.p, "paired_t/lower": result.meanChange.interval?.lowerBound,
                "paired_t/upper": result.meanChange.interval?.upperBound, "effect/dz": result.cohensDz.value,
                "effect/dz_lower": result.cohensDz.interval?.lowerBound,
                "effect/dz_upper": result.cohensDz.interval?.upperBound, "effect/gz": result.hedgesGz.value,
                "effect/gz_lower": result.hedgesGz.interval?.lowerBound,
                "effect/gz_upper": result.hedgesGz.interval?.upperBound, "effect/d_av": result.dAv.value,
                "effect/d_rm": result.dRm.value, "effect/glass_delta_pre": result.glassDelta.value,
                "effect/J": result.hedgesCorrection.value,
            ]
        })

    /// Wilcoxon's test in its forms and the sign test.
    static let signedRank = ReferenceChecker(
        name: "signed rank", recognises: { $0.has("wilcoxon/W_plus") && $0.hasFile("data.csv") },
        values: { reference in
            let result = try PairedChange(try pairs(reference).table)
            let wilcoxon = result.wilcoxon
            return [
                "wilcoxon/n_nonzero": Double(wilcoxon.nonzero), "wilcoxon/n_zero": Double(wilcoxon.zeros),
                "wilcoxon/has_ties": wilcoxon.hasTies ? 1 : 0, "wilcoxon/W_plus": wilcoxon.positiveRankSum,
                "wilcoxon/W_minus": wilcoxon.negativeRankSum, "wilcoxon/z_no_correction": wilcoxon.normal.statistic,
                "wilcoxon/p_normal_correction": wilcoxon.normalCorrected.p,
                "wilcoxon/p_normal_no_correction": wilcoxon.normal.p,
                "wilcoxon/p_exact_conditional": wilcoxon.exactConditional?.p,
                "wilcoxon/p_exact_exactRankTests": wilcoxon.exactConditional?.p,
                "wilcoxon/pratt_z": wilcoxon.pratt.statistic, "wilcoxon/pratt_p": wilcoxon.pratt.p,
                "wilcoxon/matched_rank_biserial": wilcoxon.matchedRankBiserial.value,
                "wilcoxon/r_z_over_sqrt_n": wilcoxon.effectSizeR.value,
                "sign_test/positive": Double(result.improved.successes),
                "sign_test/negative": Double(result.worsened.successes), "sign_test/p": result.signTest.p,
            ]
        })

    /// Paired yes and no: `table.csv` with first, second and count.
    static let mcNemar = ReferenceChecker(
        name: "McNemar", recognises: { $0.has("chisq_corrected") && $0.has("p_mid") && $0.hasFile("table.csv") },
        values: { reference in
            var counts: [String: Int] = [:]
            for row in try reference.table("table.csv") {
                counts["\(row["first"] ?? "")-\(row["second"] ?? "")"] = Int(row["count"] ?? "")
            }
            let pairs = try PairedYesNo(
                yesYes: counts["yes-yes"] ?? 0, yesNo: counts["yes-no"] ?? 0, noYes: counts["no-yes"] ?? 0,
                noNo: counts["no-no"] ?? 0)
            let result = McNemar(pairs)
            return [
                "n": Double(pairs.n), "b": Double(result.yesNo), "c": Double(result.noYes),
                "chisq_corrected": result.corrected.statistic, "p_corrected": result.corrected.p,
                "chisq": result.chiSquare.statistic, "p": result.chiSquare.p, "p_exact": result.exact.p,
                "p_mid": result.midP.p, "odds_ratio": result.oddsRatio.value, "cohens_g": result.cohensG.value,
                "share_first": pairs.before.share().value, "share_second": pairs.after.share().value,
                "difference": result.difference.value,
                "difference_wald_lower": result.difference.interval?.lowerBound,
                "difference_wald_upper": result.difference.interval?.upperBound,
            ]
        })
}
