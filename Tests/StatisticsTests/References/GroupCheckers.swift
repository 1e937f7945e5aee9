import Testing

@testable import Statistics

/// Unpaired groups and tables of counts.
extension ReferenceChecker {
    static let groupCheckers = [twoGroups, independence, severalGroups, covariance]

    /// Two unpaired groups: `data.csv` with value and group, the names of the groups under `groups`.
    static let twoGroups = ReferenceChecker(
        name: "two groups",
        recognises: { $0.has("welch/t") && $0.has("effect/cliffs_delta") && $0.text("groups/group1") != nil },
        values: { reference in
            let rows = try reference.table("data.csv")
            func values(_ group: String?) throws -> Distribution {
                try Distribution(values: rows.compactMap { $0["group"] == group ? Double($0["value"] ?? "") : nil })
            }
            let (first, second) = (
                try values(reference.text("groups/group1")), try values(reference.text("groups/group2"))
            )
            let result = TwoGroups(first.moments, second.moments)
            let ranks = try MannWhitney(first, second)
            let (welch, student, delta) = (
                result.difference.interval, result.pooledDifference.interval, ranks.cliffsDelta
            )
            var found: [String: Double?] = [
                "n1": Double(first.n), "n2": Double(second.n), "n_missing": Double(rows.count - first.n - second.n),
                "mean1": result.first.value, "mean2": result.second.value, "sd1": first.moments.standardDeviation,
                "sd2": second.moments.standardDeviation, "median1": first.median.value, "median2": second.median.value,
                "welch/t": result.welch.statistic, "welch/df": result.welch.degreesOfFreedom, "welch/p": result.welch.p,
                "welch/difference": result.difference.value, "welch/lower": welch?.lowerBound,
                "welch/upper": welch?.upperBound, "student/t": result.student.statistic,
                "student/df": result.student.degreesOfFreedom, "student/p": result.student.p,
                "student/lower": student?.lowerBound, "student/upper": student?.upperBound,
                "effect/cohens_d": result.cohensD.value, "effect/d_lower": result.cohensD.interval?.lowerBound,
                "effect/d_upper": result.cohensD.interval?.upperBound, "effect/hedges_g": result.hedgesG.value,
                "effect/g_lower": result.hedgesG.interval?.lowerBound,
                "effect/g_upper": result.hedgesG.interval?.upperBound,
                "effect/glass_delta_ref": result.glassDelta.value,
                "effect/cliffs_delta": delta.value, "effect/cliffs_delta_lower_effsize": delta.interval?.lowerBound,
                "effect/cliffs_delta_upper_effsize": delta.interval?.upperBound, "effect/rank_biserial": delta.value,
                "effect/vargha_delaney_A": ranks.varghaDelaneyA.value, "mann_whitney/U1": ranks.u1,
                "mann_whitney/U2": ranks.u2, "mann_whitney/has_ties": ranks.hasTies ? 1 : 0,
                "mann_whitney/z_no_correction": ranks.normal.statistic,
                "mann_whitney/p_normal_correction": ranks.normalCorrected.p,
                "mann_whitney/p_normal_no_correction": ranks.normal.p,
            ]
            if let exact = ranks.exactConditional { found["mann_whitney/p_exact_conditional"] = exact.p }
            return found
        })

    /// The independence of rows and columns: `table.csv` with row, column and count, levels in the order of the file.
    static let independence = ReferenceChecker(
        name: "independence", recognises: { $0.has("chisq") && $0.has("cramers_v") && $0.hasFile("table.csv") },
        values: { reference in
            let table = try counts(of: reference, "row", "column")
            let result = try ChiSquare(table)
            var found: [String: Double?] = [
                "n": Double(result.n), "chisq": result.test.statistic, "df": result.test.degreesOfFreedom,
                "p": result.test.p, "min_expected": result.smallestExpected.value,
                "share_expected_below_5": result.shareBelowFive.value, "cramers_v": result.cramersV.value,
                "cramers_v_bias_corrected": result.cramersVCorrected.value, "phi": result.phi.value,
                "cohens_w": result.phi.value, "contingency_C": result.contingencyCoefficient.value,
                "g_statistic": result.likelihoodRatio.statistic, "g_p": result.likelihoodRatio.p,
            ]
            for (i, row) in table.enumerated() {
                for j in row.indices {
                    found["expected_counts/\(i)/\(j)"] = result.expected[i][j]
                    found["adjusted_residuals/\(i)/\(j)"] = result.adjustedResiduals[i][j]
                }
            }
            guard let yates = result.yates else { return found }
            let exact = try FisherExact(table)
            let groups = try table.map { try Proportion($0[1], of: $0[0] + $0[1]) }
            let shares = TwoProportions(groups[1], groups[0])
            let further: [String: Double?] = [
                "yates/chisq": yates.statistic, "yates/p": yates.p, "fisher/p": exact.test.p,
                "fisher/odds_ratio_conditional": exact.odds?.ratio.value, "fisher/lower": exact.odds?.lower,
                "fisher/upper": exact.odds?.upper, "odds_ratio": shares.oddsRatio.value,
                "risk_difference": shares.difference.value,
            ]
            return found.merging(further) { first, _ in first }
        })

    /// Several unpaired groups: `data.csv` with value and group.
    static let severalGroups = ReferenceChecker(
        name: "several groups", recognises: { $0.has("kruskal/H") && $0.has("welch_anova/F") },
        values: { reference in
            let rows = try reference.table("data.csv")
            let names = Set(rows.compactMap { $0["group"] }).sorted()
            let groups = try names.map { name in
                try Distribution(values: rows.compactMap { $0["group"] == name ? Double($0["value"] ?? "") : nil })
            }
            let ranks = try KruskalWallis(groups)
            let means = try AnalysisOfVariance(groups.map(\.moments))
            return [
                "n": Double(ranks.n), "kruskal/H": ranks.test.statistic, "kruskal/df": ranks.test.degreesOfFreedom,
                "kruskal/p": ranks.test.p, "kruskal/epsilon2": ranks.epsilonSquared.value,
                "anova/F": means.test.statistic,
                "anova/df1": means.test.numeratorDegreesOfFreedom, "anova/df2": means.test.denominatorDegreesOfFreedom,
                "anova/p": means.test.p, "anova/eta2": means.etaSquared.value, "anova/omega2": means.omegaSquared.value,
                "welch_anova/F": means.welch.statistic, "welch_anova/df1": means.welch.numeratorDegreesOfFreedom,
                "welch_anova/df2": means.welch.denominatorDegreesOfFreedom, "welch_anova/p": means.welch.p,
            ]
        })

    /// Groups adjusted for the value before: `data.csv` with group, pre and post; `Treat<group>` for each but the reference.
    static let covariance = ReferenceChecker(
        name: "covariance", recognises: { $0.has("coefficients/Prewt/estimate") && $0.has("sigma") },
        values: { reference in
            let rows = try reference.table("data.csv")
            var groups: [String: CovariateMoments] = [:]
            for row in rows {
                guard let group = row["group"], let pre = Double(row["pre"] ?? ""), let post = Double(row["post"] ?? "")
                else { continue }
                try groups[group, default: CovariateMoments()].add(covariate: pre, outcome: post)
            }
            let names = groups.keys.sorted()
            let treated = Set(reference.keys("coefficients"))
            let place = try #require(names.firstIndex { !treated.contains("Treat\($0)") })
            let result = try AnalysisOfCovariance(names.compactMap { groups[$0] }, reference: place)
            var found: [String: Double?] = [
                "r2": result.rSquared.value, "sigma": result.sigma.value, "df": Double(result.degreesOfFreedom),
            ]
            let coefficients = [("(Intercept)", result.intercept), ("Prewt", result.slope)]
            let treatments = zip(names, result.groups).compactMap { name, group in group.map { ("Treat\(name)", $0) } }
            for (name, coefficient) in coefficients + treatments {
                found["coefficients/\(name)/estimate"] = coefficient.estimate.value
                found["coefficients/\(name)/se"] = coefficient.estimate.standardError
                found["coefficients/\(name)/t"] = coefficient.test.statistic
                found["coefficients/\(name)/p"] = coefficient.test.p
            }
            return found
        })

    /// A table of counts from `table.csv`, rows and columns in the order of the file.
    static func counts(of reference: ReferenceCase, _ row: String, _ column: String) throws -> [[Int]] {
        let rows = try reference.table("table.csv")
        var (rowNames, columnNames): ([String], [String]) = ([], [])
        for record in rows {
            let (r, c) = (record[row] ?? "", record[column] ?? "")
            if !rowNames.contains(r) { rowNames.append(r) }
            if !columnNames.contains(c) { columnNames.append(c) }
        }
        var table = [[Int]](repeating: [Int](repeating: 0, count: columnNames.count), count: rowNames.count)
        for record in rows {
            let i = try #require(rowNames.firstIndex(of: record[row] ?? ""))
            let j = try #require(columnNames.firstIndex(of: record[column] ?? ""))
            table[i][j] = try #require(Int(record["count"] ?? ""))
        }
        return table
    }
}
