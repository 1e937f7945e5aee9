import Testing

@testable import Statistics

@Suite struct GroupReferenceTests {
    @Test(arguments: [
        ("survey/two_groups_toothgrowth", "OJ", "VC"), ("survey/two_groups_bfi_A1_gender", "female", "male"),
    ])
    func twoGroupsAreThoseOfR(name: String, firstGroup: String, secondGroup: String) throws {
        let reference = try ReferenceCase(name)
        let rows = try reference.table("data.csv")
        let values = { (group: String) in
            rows.compactMap { $0["group"] == group ? Double($0["value"] ?? "") : nil }
        }
        let first = try Distribution(values: values(firstGroup))
        let second = try Distribution(values: values(secondGroup))
        let result = TwoGroups(first.moments, second.moments)
        try reference.check("n1", Double(first.n))
        try reference.check("n2", Double(second.n))
        try reference.check("n_missing", Double(rows.count - first.n - second.n))
        try reference.check("mean1", result.first.value)
        try reference.check("mean2", result.second.value)
        try reference.check("sd1", first.moments.standardDeviation)
        try reference.check("sd2", second.moments.standardDeviation)
        try reference.check("median1", first.median.value)
        try reference.check("median2", second.median.value)
        try reference.check("welch/t", result.welch.statistic)
        try reference.check("welch/df", result.welch.degreesOfFreedom)
        try reference.check("welch/p", result.welch.p)
        try reference.check("welch/difference", result.difference.value)
        try reference.check("welch/lower", result.difference.interval?.lowerBound)
        try reference.check("welch/upper", result.difference.interval?.upperBound)
        try reference.check("student/t", result.student.statistic)
        try reference.check("student/df", result.student.degreesOfFreedom)
        try reference.check("student/p", result.student.p)
        try reference.check("student/lower", result.pooledDifference.interval?.lowerBound)
        try reference.check("student/upper", result.pooledDifference.interval?.upperBound)
        try reference.check("effect/cohens_d", result.cohensD.value)
        try reference.check("effect/d_lower", result.cohensD.interval?.lowerBound)
        try reference.check("effect/d_upper", result.cohensD.interval?.upperBound)
        try reference.check("effect/hedges_g", result.hedgesG.value)
        try reference.check("effect/g_lower", result.hedgesG.interval?.lowerBound)
        try reference.check("effect/g_upper", result.hedgesG.interval?.upperBound)
        try reference.check("effect/glass_delta_ref", result.glassDelta.value)
        let ranks = try MannWhitney(first, second)
        try reference.check("effect/cliffs_delta", ranks.cliffsDelta.value)
        try reference.check("effect/cliffs_delta_lower_effsize", ranks.cliffsDelta.interval?.lowerBound)
        try reference.check("effect/cliffs_delta_upper_effsize", ranks.cliffsDelta.interval?.upperBound)
        try reference.check("effect/rank_biserial", ranks.cliffsDelta.value)
        try reference.check("effect/vargha_delaney_A", ranks.varghaDelaneyA.value)
        try reference.check("mann_whitney/U1", ranks.u1)
        try reference.check("mann_whitney/U2", ranks.u2)
        try reference.check("mann_whitney/has_ties", ranks.hasTies ? 1 : 0)
        try reference.check("mann_whitney/z_no_correction", ranks.normal.statistic)
        try reference.check("mann_whitney/p_normal_correction", ranks.normalCorrected.p)
        try reference.check("mann_whitney/p_normal_no_correction", ranks.normal.p)
        if first.n + second.n <= MannWhitney.exactLimit {
            try reference.check("mann_whitney/p_exact_conditional", ranks.exactConditional?.p)
        }
        #expect(reference.unasked == [])
        // Swapping the groups flips the signs.
        let swapped = TwoGroups(second.moments, first.moments)
        #expect(swapped.difference.value == result.difference.value.map { -$0 })
        #expect(try MannWhitney(second, first).u1 == ranks.u2)
    }

    @Test(arguments: ["survey/chisq_haireye", "survey/chisq_titanic_sex_survived"])
    func independenceIsThatOfR(name: String) throws {
        let reference = try ReferenceCase(name)
        let table = try counts(try reference.table("table.csv"), "row", "column")
        let result = try ChiSquare(table)
        try reference.check("n", Double(result.n))
        try reference.check("chisq", result.test.statistic)
        try reference.check("df", result.test.degreesOfFreedom)
        try reference.check("p", result.test.p)
        try reference.check("min_expected", result.smallestExpected.value)
        try reference.check("share_expected_below_5", result.shareBelowFive.value)
        try reference.check("cramers_v", result.cramersV.value)
        try reference.check("cramers_v_bias_corrected", result.cramersVCorrected.value)
        try reference.check("phi", result.phi.value)
        try reference.check("cohens_w", result.phi.value)
        try reference.check("contingency_C", result.contingencyCoefficient.value)
        try reference.check("g_statistic", result.likelihoodRatio.statistic)
        try reference.check("g_p", result.likelihoodRatio.p)
        for (i, row) in table.enumerated() {
            for j in row.indices {
                try reference.check("expected_counts/\(i)/\(j)", result.expected[i][j])
                try reference.check("adjusted_residuals/\(i)/\(j)", result.adjustedResiduals[i][j])
            }
        }
        if let yates = result.yates {
            try reference.check("yates/chisq", yates.statistic)
            try reference.check("yates/p", yates.p)
            let groups = table.map { (successes: $0[1], n: $0[0] + $0[1]) }
            let shares = TwoProportions(
                try Proportion(groups[1].successes, of: groups[1].n),
                try Proportion(groups[0].successes, of: groups[0].n))
            try reference.check("odds_ratio", shares.oddsRatio.value)
            try reference.check("risk_difference", shares.difference.value)
            // Fisher's test is not among the estimators.
            #expect(reference.unasked.allSatisfy { $0.hasPrefix("fisher/") } && reference.unasked.count == 4)
        } else {
            #expect(reference.unasked == [])
        }
    }

    @Test(arguments: ["agreement/cohen1968", "agreement/visual_acuity_women"])
    func kappaIsThatOfThePublishedTables(name: String) throws {
        let reference = try ReferenceCase(name)
        let table = try counts(try reference.table("table.csv"), "rater1", "rater2")
        for weights in CohensKappa.Weights.allCases {
            let result = try CohensKappa(table, weights: weights)
            try reference.check("n", Double(result.n))
            try reference.check("\(weights.rawValue)/po", result.observedAgreement.value)
            try reference.check("\(weights.rawValue)/pe", result.chanceAgreement.value)
            try reference.check("\(weights.rawValue)/kappa", result.kappa.value)
            try reference.check("\(weights.rawValue)/se", result.kappa.standardError)
            try reference.check("\(weights.rawValue)/lower", result.kappa.interval?.lowerBound)
            try reference.check("\(weights.rawValue)/upper", result.kappa.interval?.upperBound)
            try reference.check("\(weights.rawValue)/se0", result.standardErrorUnderChance)
            try reference.check("\(weights.rawValue)/z", result.test.statistic)
        }
        #expect(reference.unasked == [])
    }

    @Test func alphaIsThatOfKrippendorff2011() throws {
        let reference = try ReferenceCase("agreement/krippendorff_2011")
        let rows = try reference.table("ratings.csv")
        var units: [String: [Double]] = [:]
        for row in rows { units[row["unit"] ?? "", default: []] += Double(row["value"] ?? "").map { [$0] } ?? [] }
        let given = try units.values.map { try Distribution(values: $0) }
        try reference.check("units", Double(units.count))
        try reference.check("raters", Double(Set(rows.map { $0["rater"] ?? "" }).count))
        try reference.check("missing", Double(rows.count { ($0["value"] ?? "").isEmpty }))
        for metric in DisagreementMetric.allCases {
            let alpha = try krippendorffAlpha(of: given, metric: metric)
            try reference.check("alpha/\(metric.rawValue)", alpha.value)
            try reference.check("pairable_values", Double(alpha.n))
            let published = try #require(try reference.number("published/\(metric.rawValue)"))
            #expect(abs((alpha.value ?? 0) - published) < 0.0005)
        }
        #expect(reference.unasked == [])
    }

    @Test func groupsAndTablesWithoutSpreadSayWhy() throws {
        let (none, one) = (try Distribution(values: []), try Distribution(values: [2]))
        let same = try Distribution(values: [2, 2, 2])
        #expect(TwoGroups(none.moments, same.moments).difference.reason == .noObservations)
        #expect(TwoGroups(one.moments, one.moments).student.reason == .tooFew)
        #expect(TwoGroups(one.moments, same.moments).welch.reason == .tooFew)
        #expect(TwoGroups(same.moments, same.moments).welch.reason == .noVariation)
        #expect(TwoGroups(same.moments, same.moments).cohensD.reason == .noVariation)
        #expect(try MannWhitney(none, same).normal.reason == .noObservations)
        #expect(try MannWhitney(same, same).normal.reason == .noVariation)
        #expect(try MannWhitney(one, same).cliffsDelta.intervalReason == .tooFew)
        let apart = try MannWhitney(try Distribution(values: [5, 6]), same)
        #expect(apart.cliffsDelta.value == 1 && apart.cliffsDelta.intervalReason == .noVariation)
        // Ranks 2, 2, 2, 4, 5: of the ten choices of two only 4 + 5 is 3 away from the mean 6; 2 + 2 is 2 away.
        #expect(apart.exactConditional?.p.map { abs($0 - 0.1) < 1e-12 } == true)
        #expect(try ChiSquare([]).test.reason == .noObservations)
        #expect(try ChiSquare([[3, 4], [0, 0]]).test.reason == .noVariation)
        #expect(try CohensKappa([[0]]).kappa.reason == .noObservations)
        #expect(try CohensKappa([[5, 0], [0, 0]]).kappa.reason == .noVariation)
        #expect(try CohensKappa([[5, 0], [0, 5]]).kappa.value == 1)
        #expect(try krippendorffAlpha(of: [], metric: .nominal).reason == .noObservations)
        #expect(try krippendorffAlpha(of: [one], metric: .nominal).reason == .tooFew)
        #expect(try krippendorffAlpha(of: [same], metric: .interval).reason == .noVariation)
    }

    @Test func methodsByNameGiveTheSame() throws {
        let tooth = try ReferenceCase("survey/two_groups_toothgrowth")
        let rows = try tooth.table("data.csv")
        let columns: MethodTable = [
            "value": rows.map { Double($0["value"] ?? "") }, "group": rows.map { $0["group"] == "OJ" ? 1 : 2 },
        ]
        func value(_ name: String, _ values: [MethodValue]) -> Double? { values.first { $0.name == name }?.value }
        let groups = try EstimateMethod.twoGroups.evaluate(columns)
        try tooth.check("welch/p", value("welch_p", groups))
        try tooth.check("effect/g_upper", value("hedges_g_upper", groups))
        let ranks = try EstimateMethod.mannWhitney.evaluate(columns)
        try tooth.check("mann_whitney/U1", value("U1", ranks))
        try tooth.check("effect/cliffs_delta_lower_effsize", value("cliffs_delta_lower", ranks))
        #expect(throws: StatisticsError.self) {
            try EstimateMethod.twoGroups.evaluate(["value": [1, 2, 3], "group": [1, 2, 3]])
        }

        let titanic = try ReferenceCase("survey/chisq_titanic_sex_survived")
        let table = try EstimateMethod.chiSquare.evaluate([
            "row": [1, 1, 2, 2], "column": [1, 2, 1, 2], "count": [1364, 367, 126, 344],
        ])
        try titanic.check("chisq", value("chi_square", table))
        try titanic.check("yates/chisq", value("yates_chi_square", table))

        let alpha = try ReferenceCase("agreement/krippendorff_2011")
        let ratings = try EstimateMethod.krippendorffAlpha.evaluate([
            "unit": try alpha.column("unit", of: "ratings.csv"), "value": try alpha.column("value", of: "ratings.csv"),
        ])
        try alpha.check("alpha/ordinal", value("alpha_ordinal", ratings))
        try alpha.check("missing", value("n_missing", ratings))

        let acuity = try ReferenceCase("agreement/visual_acuity_women")
        let kappas = try EstimateMethod.cohensKappa.evaluate([
            "rater1": try acuity.column("rater1", of: "table.csv"),
            "rater2": try acuity.column("rater2", of: "table.csv"),
            "count": try acuity.column("count", of: "table.csv"),
        ])
        for weights in CohensKappa.Weights.allCases {
            try acuity.check("\(weights.rawValue)/lower", value("kappa_\(weights.rawValue)_lower", kappas))
        }
    }

    /// Limits of dz found with SciPy 1.17.1 by adaptive integration of the noncentral t distribution, n and dz as given.
    @Test(arguments: [
        (2, 0.5, -1.0865581840952447, 1.9283448860849495), (3, -1.2, -2.7148638956871523, 0.42362767126942596),
        (5, 0.0, -0.8765225405765817, 0.8765225405765815), (10, 4.0, 2.0746434340546784, 5.908196616583478),
        (200, 0.3, 0.15795300175720559, 0.44132463834916913),
        (5000, 0.02, -0.007721848557769277, 0.047719848586281116), (5000, 1.5, 1.459555356460295, 1.540369861297274),
    ])
    func noncentralLimitsAreThoseOfAdaptiveIntegration(n: Int, dz: Double, lower: Double, upper: Double) {
        let root = Double(n).squareRoot()
        let limits = noncentralLimits(t: dz * root, degreesOfFreedom: Double(n - 1), confidence: .ninetyFive)
        #expect(isClose(limits.lower / root, lower, 1e-9))
        #expect(isClose(limits.upper / root, upper, 1e-9))
    }

    /// A square or oblong table of counts, rows and columns in the order of the file.
    private func counts(_ rows: [[String: String]], _ row: String, _ column: String) throws -> [[Int]] {
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
