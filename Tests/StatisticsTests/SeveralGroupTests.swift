import Testing

@testable import Statistics

@Suite struct SeveralGroupTests {
    private func sprays() throws -> [Distribution] {
        let rows = try ReferenceCase("survey/k_groups_insectsprays").table("data.csv")
        return try ["A", "B", "C", "D", "E", "F"].map { name in
            try Distribution(values: rows.compactMap { $0["group"] == name ? Double($0["value"] ?? "") : nil })
        }
    }

    /// scikit-posthocs 0.17.1, `posthoc_dunn(data, 'value', 'group', p_adjust=None)`; the second with values divided by 5 and
    /// cut down, so that nearly all are tied; H of that by SciPy 1.12.0, `kruskal`.
    @Test func dunnsPairsAreThoseOfScikitPosthocs() throws {
        let groups = try sprays()
        let result = try KruskalWallis(groups)
        #expect(result.comparisons.count == 15)
        func p(_ result: KruskalWallis, _ first: Int, _ second: Int) throws -> Double {
            try #require(result.comparisons.first { $0.first == first && $0.second == second }?.test.p)
        }
        for (i, j, expected) in [
            (0, 1, 0.7544828796055161), (0, 2, 1.8053276005508838e-06), (0, 3, 0.0018235140917074884),
            (1, 5, 0.9260284004327134), (2, 3, 0.0976181594265628), (2, 5, 2.2229745851851714e-07),
            (3, 4, 0.46357675763394135), (4, 5, 2.080123707485576e-05),
        ] {
            #expect(isClose(try p(result, i, j), expected, 1e-9))
        }
        let coarse = try KruskalWallis(
            groups.map { group in
                try Distribution(group.entries.map { .init(value: ($0.value / 5).rounded(.down), count: $0.count) })
            })
        #expect(isClose(try #require(coarse.test.statistic), 53.91908911420634, 1e-12))
        for (i, j, expected) in [
            (0, 1, 0.7668762286004793), (0, 5, 0.5838954852593892), (1, 2, 1.597092120063029e-06),
            (2, 3, 0.19483799094211296), (3, 4, 0.46932875695758003), (4, 5, 7.566398034333369e-06),
        ] {
            #expect(isClose(try p(coarse, i, j), expected, 1e-9))
        }
    }

    @Test func twoGroupsAreTheTwoSampleTests() throws {
        let (first, second) = (try Distribution(values: [1, 2, 2, 5, 7]), try Distribution(values: [2, 3, 3, 9]))
        let ranks = try KruskalWallis([first, second])
        let z = try #require(MannWhitney(first, second).normal.statistic)
        #expect(isClose(try #require(ranks.test.statistic), z * z, 1e-12))
        #expect(isClose(try #require(ranks.comparisons.first?.test.statistic), z, 1e-12))
        let means = try AnalysisOfVariance([first.moments, second.moments])
        let two = TwoGroups(first.moments, second.moments)
        #expect(isClose(try #require(means.test.p), try #require(two.student.p), 1e-12))
        #expect(isClose(try #require(means.welch.p), try #require(two.welch.p), 1e-12))
        #expect(
            isClose(
                try #require(means.welch.denominatorDegreesOfFreedom), try #require(two.welch.degreesOfFreedom), 1e-12))
    }

    @Test func shiftingAndRankKeepingChangesLeaveTheTests() throws {
        let groups = try sprays()
        let far = try groups.map { group in
            try Distribution(group.entries.map { .init(value: $0.value + 1e9, count: $0.count) })
        }
        #expect(try KruskalWallis(far).test == KruskalWallis(groups).test)
        // A mean near 1e9 is known to 1e-7; sums of squares as such would lose every digit.
        let (near, shifted) = (
            try AnalysisOfVariance(groups.map(\.moments)), try AnalysisOfVariance(far.map(\.moments))
        )
        #expect(isClose(try #require(shifted.test.statistic), try #require(near.test.statistic), 1e-7))
        #expect(isClose(try #require(shifted.welch.statistic), try #require(near.welch.statistic), 1e-7))
        let squared = try groups.map { group in
            try Distribution(group.entries.map { .init(value: $0.value * $0.value, count: $0.count) })
        }
        #expect(try KruskalWallis(squared).test == KruskalWallis(groups).test)
    }

    @Test func mergedPartsAreTheWholeAndEmptyGroupsChangeNothing() throws {
        let groups = try sprays()
        let (left, right) = (try Distribution(values: [0, 3, 14, 20]), try Distribution(values: [7, 10, 10, 12]))
        let whole = try Distribution(values: [0, 3, 14, 20, 7, 10, 10, 12])
        let merged = try left.merging(right)
        #expect(try KruskalWallis(groups + [merged]) == KruskalWallis(groups + [whole]))
        let moments = groups.map(\.moments)
        let parts = try AnalysisOfVariance(moments + [try left.moments.merging(right.moments)])
        let direct = try AnalysisOfVariance(moments + [whole.moments])
        #expect(isClose(try #require(parts.test.statistic), try #require(direct.test.statistic), 1e-13))
        let none = try Distribution(values: [])
        let ranks = try KruskalWallis([none] + groups)
        #expect(try ranks.test == KruskalWallis(groups).test)
        #expect(ranks.meanRanks.first?.reason == .noObservations && ranks.comparisons.first?.first == 1)
        #expect(try AnalysisOfVariance([Moments()] + moments).welch == AnalysisOfVariance(moments).welch)
    }

    @Test func groupsThatCannotBeComparedSayWhy() throws {
        let (none, one) = (try Distribution(values: []), try Distribution(values: [2]))
        let (same, other) = (try Distribution(values: [2, 2, 2]), try Distribution(values: [3, 3]))
        #expect(try KruskalWallis([]).test.reason == .noObservations)
        #expect(try KruskalWallis([none, none]).epsilonSquared.reason == .noObservations)
        #expect(try KruskalWallis([same, none]).test.reason == .tooFew)
        #expect(try KruskalWallis([same, one]).test.reason == .noVariation)
        #expect(try KruskalWallis([same, one]).comparisons.first?.test.reason == .noVariation)
        #expect(try KruskalWallis([same, other]).epsilonSquared.value == 1)
        #expect(try AnalysisOfVariance([]).test.reason == .noObservations)
        #expect(try AnalysisOfVariance([one.moments]).etaSquared.reason == .tooFew)
        #expect(try AnalysisOfVariance([one.moments, try Distribution(values: [4]).moments]).test.reason == .tooFew)
        #expect(try AnalysisOfVariance([one.moments, same.moments]).welch.reason == .tooFew)
        let apart = try AnalysisOfVariance([same.moments, other.moments])
        #expect(apart.test.reason == .noVariation && apart.etaSquared.value == 1)
        #expect(apart.welch.reason == .noVariation)
        let flat = try AnalysisOfVariance([same.moments, one.moments])
        #expect(flat.etaSquared.reason == .noVariation && flat.test.reason == .noVariation)
        // F < 1: the means of 1, 5 and 2, 4 are equal, so ω² = (0 − 1 · 5)/(10 + 5).
        let even = try AnalysisOfVariance([
            try Distribution(values: [1, 5]).moments, try Distribution(values: [2, 4]).moments,
        ])
        #expect(even.omegaSquared.value.map { isClose($0, -1.0 / 3, 1e-12) } == true && even.test.p == 1)
    }

    @Test func methodsByNameTakeNamesOfGroups() throws {
        let rows = try ReferenceCase("survey/k_groups_insectsprays").table("data.csv")
        let table = MethodTable(
            numbers: [("value", rows.map { Double($0["value"] ?? "") })], texts: ["group": rows.map { $0["group"] }])
        func value(_ name: String, _ method: EstimateMethod) throws -> Double {
            try #require(try method.evaluate(table).first { $0.name == name }?.value, "\(name)")
        }
        #expect(isClose(try value("H", .kruskalWallis), 54.6913446223714, 1e-10))
        #expect(isClose(try value("dunn_1_2_p", .kruskalWallis), 0.7544828796055161, 1e-9))
        #expect(isClose(try value("test_F", .oneWayAnova), 34.7022820554917, 1e-10))
        #expect(isClose(try value("eta_squared", .oneWayAnova), 0.724439015562794, 1e-10))
        #expect(isClose(try value("test_df2", .welchAnova), 30.0425605087674, 1e-10))
        #expect(try value("n_6", .welchAnova) == 12)
    }
}
