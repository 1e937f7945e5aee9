import Testing

@testable import Statistics

/// Unpaired groups, tables and agreement beyond their reference cases.
@Suite struct GroupTests {
    @Test func swappingGroupsFlipsSigns() throws {
        let first = try Distribution(values: [1, 2, 2, 5, 7])
        let second = try Distribution(values: [2, 3, 3, 9])
        let result = TwoGroups(first.moments, second.moments)
        let swapped = TwoGroups(second.moments, first.moments)
        #expect(swapped.difference.value == result.difference.value.map { -$0 })
        #expect(swapped.glassDelta.value != result.glassDelta.value.map { -$0 })
        #expect(try MannWhitney(second, first).u1 == MannWhitney(first, second).u2)
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
}
