import Diagnostics
import Indicators
import Testing

/// Comparisons of several groups, and how far ratings agree.
@Suite struct GroupTests {
    private let ranks = "{kind: rank-difference, table: survey, of: a, over: region, minimum-n: 12}"

    /// InsectSprays: six groups of twelve.
    @Test func groupsOfRowsDifferAsInR() throws {
        let reference = try SurveyCase("k_groups_insectsprays", table: "data.csv")
        let survey = ItemSurvey(["a"], reference.rows.map { [Int($0[0])] }, regions: reference.rows.map { $0[1] })
        let figures = try survey.figures(ranks)
        let total = try figures.at()
        #expect(total.n == 72)
        #expect(try isClose(total.value, reference.number("kruskal.epsilon2"), 1e-8))
        #expect(try isClose(total.further("h"), reference.number("kruskal.H"), 1e-8))
        #expect(try isClose(total.further("p"), reference.number("kruskal.p"), 1e-8))
        #expect(try total.further("degreesOfFreedom") == 5 && total.further("groups") == 6)
        #expect(total.reveals("count at region A") == 12 && total.reveals("n") == 72)
        // Within one level of the dimension there is nothing to compare.
        #expect(try figures.at("region=A").absence == .tooFew)
        let untested = try survey.figures(ranks.replacing("12", with: "13")).at()
        #expect(untested.value == total.value)
        #expect(try untested.further("p") == nil && untested.further("h") == nil && untested.further("groups") == 6)
    }

    private func sprays() throws -> ItemSurvey {
        let rows = try SurveyCase("k_groups_insectsprays", table: "data.csv").rows
        return ItemSurvey(["a"], rows.map { [Int($0[0])] }, regions: rows.map { $0[1] })
    }

    /// z and p of `posthoc_dunn(data, 'value', 'group', p_adjust='holm')`, scikit-posthocs 0.17.1, whose p without adjustment is that
    /// of the z given here by SciPy 1.17.1, `rankdata`.
    @Test(arguments: [
        ("A-B", -0.31273384526703646, 1.0), ("A-C", 4.774077606654594, 2.346925880716149e-05),
        ("A-D", 3.1175655200057637, 0.012764598641952419), ("A-E", 3.850535469850379, 0.0011785985881994376),
        ("A-F", -0.4055767055806874, 1.0), ("B-C", 5.086811451921631, 5.0978692364958486e-06),
        ("B-D", 3.4302993652728, 0.004823325320837881), ("B-E", 4.163269315117415, 0.00034509526336561086),
        ("B-F", -0.09284286031365101, 1.0), ("C-D", -1.6565120866488305, 0.5857089565593767),
        ("C-E", -0.9235421368042152, 1.0), ("C-F", -5.179654312235281, 3.334461877777757e-06),
        ("D-E", 0.7329699498446154, 1.0), ("D-F", -3.5231422255864513, 0.0038381619821371772),
        ("E-F", -4.256112175431067, 0.0002496148448982691),
    ]) func pairsOfGroupsAreComparedAsByDunn(pair: String, z: Double, p: Double) throws {
        let named = ranks.replacing("region,", with: "region, groups: [A, B, C, D, E, F],")
        let figures = try sprays().figures(named)
        let total = try figures.at()
        #expect(try isClose(total.further("\(pair)-z"), z, 1e-9) && isClose(total.further("\(pair)-p"), p, 1e-9))
        let all = try sprays().figures(ranks).at()
        #expect(try total.value == all.value && total.further("h") == all.further("h"))
        #expect(all.further.count == 4 && total.further.count == 34)
        // Within one level there is no pair.
        #expect(try figures.at("region=A").further("\(pair)-z") == nil)
        let few = try sprays().figures(named.replacing("minimum-n: 12", with: "minimum-n: 13")).at()
        #expect(try few.further("\(pair)-z") == nil && few.further("\(pair)-p") == nil)
    }

    /// As above, of the rows of three groups only.
    @Test func onlyNamedGroupsAreComparedAndInTheirOrder() throws {
        let named = ranks.replacing("region,", with: "region, groups: [F, C, A, X],")
        let total = try sprays().figures(named).at()
        #expect(try total.n == 36 && total.further("groups") == 3)
        for (pair, z, p) in [
            ("F-C", 4.454793274202127, 2.5192220575762718e-05), ("F-A", 0.5532096222865386, 0.5801198788212834),
            ("C-A", -3.901583651915588, 0.00019113085024012835),
        ] {
            #expect(try isClose(total.further("\(pair)-z"), z, 1e-9) && isClose(total.further("\(pair)-p"), p, 1e-9))
        }
        // Nobody answered in the group X.
        #expect(try total.further("A-X-z") == nil && total.further("F-X-p") == nil)
        #expect(total.reveals("count at region F") == 12 && total.reveals("count at region X") == nil)
        #expect(total.reveals("count at region B") == nil)
    }

    @Test(arguments: [
        ("[A]", "there are 1: A"), ("[A, B, A]", "there are 3: A, B, A"), ("[]", "there is none"),
        ("[A, B, C, D, E, F, G, H, I, J]", "there are 10: A, B, C, D, E, F, G, H, I, J"),
    ]) func groupsAreTwoToNineDifferentLevels(groups: String, cause: String) throws {
        let found = try catalogue(ranks.replacing("region,", with: "region, groups: \(groups),")).findings
        let finding = try #require(found.first)
        #expect(found.count == 1 && finding.code == "indicators.groups" && finding.explanation.cause == cause)
    }

    @Test func groupsWithoutAnswersAreNone() throws {
        func figure(_ rows: [[Int?]], _ regions: [String]) throws -> Figure {
            try ItemSurvey(["a"], rows, regions: regions).figures(ranks).at()
        }
        #expect(try figure([], []).absence == .noObservations)
        #expect(try figure([[nil], [nil]], ["A", "B"]).absence == .noObservations)
        #expect(try figure([[1], [2], [nil]], ["A", "A", "B"]).absence == .tooFew)
        #expect(try figure([[1], [1]], ["A", "B"]).absence == .noVariation)
        let three = try figure([[1], [2], [nil]], ["A", "B", "C"])
        #expect(try three.value == 1 && three.further("groups") == 2)
    }

    @Test func severalTestsAreAdjustedTogether() throws {
        let survey = ItemSurvey(
            ["a", "b"], [[1, 1], [2, 2], [3, 1], [4, 2]], regions: ["A", "A", "B", "B"])
        let figures = try survey.figures(
            "{kind: rank-difference, table: survey, of: '{item}', over: region, minimum-n: 2}",
            further: ["items: [a, b]", "adjustment: bonferroni"])
        // Ranks 1, 2 against 3, 4: H = 12/20 · (1.5² + 3.5²) · 2 − 15 = 2.4, and ε² = H/(N − 1).
        let a = try figures.at("item=a")
        #expect(isClose(a.value, 0.8))
        #expect(try isClose(a.further("h"), 2.4))
        let p = try #require(try a.further("p"))
        #expect(try isClose(a.further("adjustedP"), 2 * p))
    }

    // MARK: Consensus

    private func consensus(_ counts: [Int], levels: [Int]? = nil) throws -> Figure {
        let levels = levels ?? counts.indices.map { $0 + 1 }
        let rows = zip(levels, counts).flatMap { level, count in [[Int?]](repeating: [level], count: count) }
        return try ItemSurvey(["a"], rows).figures(
            "{kind: consensus, table: survey, of: a, levels: [\(levels.map(String.init).joined(separator: ", "))]}"
        ).at()
    }

    /// A of one level, of all alike, and of both ends, as van der Eijk (2001) defines them.
    @Test func agreementGoesFromOneToMinusOne() throws {
        #expect(try consensus([0, 0, 6, 0, 0]).value == 1)
        #expect(try consensus([2, 2, 2, 2, 2]).value == 0)
        #expect(try consensus([3, 0, 0, 0, 3]).value == -1)
        // Two neighbours of five: U = 1, A = 1 − 1/4.
        #expect(try consensus([0, 3, 3, 0, 0]).value == 0.75)
    }

    @Test func ratingsNearTheMedianAreCountedInSteps() throws {
        let figure = try consensus([1, 0, 2, 2, 1])
        #expect(try figure.further("least") == 1 && figure.further("greatest") == 5)
        // 1, 3, 3, 4, 4, 5: the median is 3.5, and 3 and 4 are within a step of it.
        #expect(try figure.further("median") == 3.5)
        #expect(try isClose(figure.further("withinOneStep"), 4.0 / 6))
        #expect(figure.reveals("part") == 4 && figure.reveals("whole") == 6)
        // Steps are those of the levels, whatever their numbers.
        let wide = try consensus([1, 0, 2, 2, 1], levels: [0, 25, 50, 75, 100])
        #expect(try wide.value == figure.value && wide.further("median") == 62.5)
        #expect(try wide.further("withinOneStep") == figure.further("withinOneStep"))
    }

    @Test func oneRatingIsNoConsensus() throws {
        #expect(try consensus([0, 0, 0, 0, 0]).absence == .noObservations)
        let one = try consensus([0, 0, 1, 0, 0])
        #expect(one.absence == .tooFew && one.n == 1)
        #expect(try one.further("median") == 3)
        let beyond = try ItemSurvey(["a"], [[1], [6]]).figures(
            "{kind: consensus, table: survey, of: a, levels: [1, 2, 3]}"
        ).at()
        #expect(beyond.value == nil && beyond.absence == .notApplicable)
    }

    // MARK: Association

    /// The lady who tasted tea (Fisher 1935): 3 of 4 right, p = 34/70.
    @Test func associationsHaveFishersTestAndNoIntervalOfFew() throws {
        let rows = [[1, 1], [1, 1], [1, 1], [1, 2], [2, 1], [2, 2], [2, 2], [2, 2]].map { $0.map(Optional.some) }
        let survey = ItemSurvey(["a", "b"], rows)
        func figure(_ minimum: Int) throws -> Figure {
            try survey.figures("{kind: association, table: survey, of: a, with: b, minimum-n: \(minimum)}").at()
        }
        let tested = try figure(8)
        #expect(isClose(tested.value, 0.5))
        #expect(try isClose(tested.further("exactP"), 34.0 / 70))
        #expect(tested.interval != nil)
        let few = try figure(9)
        #expect(few.value == tested.value && few.interval == nil)
        #expect(try few.further("exactP") == nil && few.further("p") == nil && few.further("chiSquare") == nil)
    }
}
