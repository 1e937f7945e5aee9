import Diagnostics
import Indicators
import Testing

/// How far raters agree, by each coefficient, on rows that go through the tabulation.
@Suite struct AgreementTests {
    // MARK: Reference cases

    /// Cohen (1968): 200 pairs of judgements in three categories; R psych 2.2.9 and vcd 1.4.11.
    private func cohen() throws -> (survey: ItemSurvey, reference: SurveyCase) {
        let reference = try SurveyCase("cohen1968", table: "table.csv", of: "agreement")
        var rows: [[Int?]] = []
        for row in reference.rows {
            let places = try row.prefix(2).map { try #require(["a", "b", "c"].firstIndex(of: $0)) + 1 }
            for _ in 0..<(try #require(Int(row[2]))) {
                let unit = rows.count / 2
                rows += [[unit, 1, places[0]], [unit, 2, places[1]]]
            }
        }
        return (ItemSurvey(["unit", "rater", "score"], rows), reference)
    }

    private static let kappa =
        "{kind: agreement, table: survey, of: score, units: [unit], coefficient: kappa, levels: [1, 2, 3], raters: {of: rater, levels: [1, 2]}}"

    @Test(arguments: [("none", "unweighted"), ("linear", "linear"), ("quadratic", "quadratic")])
    func kappaIsThatOfCohen1968(weights: String, name: String) throws {
        let (survey, reference) = try cohen()
        let figure = try survey.figures(
            Self.kappa.replacing("levels: [1, 2, 3]", with: "weights: \(weights), levels: [1, 2, 3]")
        )
        .at()
        #expect(try isClose(figure.value, reference.number("\(name).kappa"), 1e-8))
        let interval = try #require(figure.interval)
        #expect(try isClose(interval.lowerBound, reference.number("\(name).lower"), 1e-8))
        #expect(try isClose(interval.upperBound, reference.number("\(name).upper"), 1e-8))
        #expect(try isClose(figure.further("observed"), reference.number("\(name).po"), 1e-8))
        #expect(try isClose(figure.further("expected"), reference.number("\(name).pe"), 1e-8))
        #expect(try figure.n == 200 && figure.further("units") == 200 && figure.further("ratings") == 400)
        #expect(try figure.further("leftOut") == 0)
        #expect(figure.reveals("n") == 400 && figure.reveals("units") == 200 && figure.reveals("left-out") == 0)
        // The share of the unweighted agreement is that of 140 of 200 units.
        #expect(figure.reveals("part") == (name == "unweighted" ? 140 : nil))
    }

    /// Raters by role and categories by code, as an expression gives them; weights are none unless named.
    @Test func ratersAndCategoriesMayBeCodes() throws {
        let (survey, reference) = try cohen()
        let codes = Self.kappa.replacing("of: score", with: "of: \"if(score = 1, 'a', if(score = 2, 'b', 'c'))\"")
            .replacing("levels: [1, 2, 3]", with: "levels: [a, b, c]")
            .replacing(
                "of: rater, levels: [1, 2]",
                with: "of: \"if(rater = 1, 'evaluator', 'developer')\", levels: [evaluator, developer]")
        let figure = try survey.figures(codes).at()
        #expect(try isClose(figure.value, reference.number("unweighted.kappa"), 1e-8))
    }

    /// Ten units rated by fourteen; statsmodels 0.15.0, irr 0.84.1 in R.
    @Test func fleissKappaIsThatOfFourteenRaters() throws {
        let reference = try SurveyCase("fleiss_14_raters", table: "ratings.csv", of: "agreement")
        let rows = reference.rows.map { $0.map { Int($0) } }
        func figure(_ rows: [[Int?]]) throws -> Figure {
            try ItemSurvey(["unit", "rater", "score"], rows).figures(
                "{kind: agreement, table: survey, of: score, units: unit, coefficient: fleiss}"
            ).at()
        }
        let whole = try figure(rows)
        #expect(try isClose(whole.value, reference.number("fleiss.kappa"), 1e-9))
        #expect(try isClose(whole.further("observed"), reference.number("fleiss.mean_agreement"), 1e-9))
        #expect(try isClose(whole.further("expected"), reference.number("fleiss.chance_agreement"), 1e-9))
        #expect(try whole.n == 10 && whole.further("ratings") == 140 && whole.further("leftOut") == 0)
        let interval = try #require(whole.interval)
        #expect(interval.contains(try #require(whole.value)))
        // A unit with thirteen ratings, one that nobody rated, and ratings of nothing known change nothing but what is left out.
        let more: [[Int?]] = (1...13).map { [11, $0, 1] } + [[12, 1, nil], [nil, 1, 3], [nil, 2, 3]]
        let figure = try figure(rows + more)
        #expect(try figure.value == whole.value && figure.n == 10 && figure.further("leftOut") == 2)
        #expect(figure.reveals("n") == 140 && figure.reveals("left-out") == 2)
    }

    /// Shrout and Fleiss (1979), table 2: six targets, four judges; R psych 2.2.9.
    @Test(arguments: [
        ("icc1", "ICC1"), ("icc2", "ICC2"), ("icc3", "ICC3"), ("icc1k", "ICC1k"), ("icc2k", "ICC2k"),
        ("icc3k", "ICC3k"),
    ]) func correlationsAreThoseOfShroutAndFleiss1979(form: String, name: String) throws {
        let reference = try SurveyCase("shrout_fleiss_1979", table: "ratings.csv", of: "agreement")
        let rows = reference.rows.map { $0.map { Int($0) } }
        let raters = form.hasPrefix("icc1") ? "" : ", raters: {of: rater, levels: [1, 2, 3, 4]}"
        let calculation =
            "{kind: agreement, table: survey, of: score, units: unit, coefficient: icc, form: \(form)\(raters)}"
        let figure = try ItemSurvey(["unit", "rater", "score"], rows).figures(calculation).at()
        #expect(try isClose(figure.value, reference.number("icc.\(name).icc"), 1e-7))
        let interval = try #require(figure.interval)
        #expect(try isClose(interval.lowerBound, reference.number("icc.\(name).lower"), 1e-7))
        #expect(try isClose(interval.upperBound, reference.number("icc.\(name).upper"), 1e-7))
        #expect(try figure.n == 6 && figure.further("units") == 6 && figure.further("ratings") == 24)
        // Scores in tenths are the same scores.
        let tenths = try ItemSurvey(
            ["unit", "rater", "score"], rows.map { row in row.map { $0.map { $0 * 10 } } }, places: 1
        )
        .figures(calculation).at()
        #expect(isClose(tenths.value, try #require(figure.value), 1e-12))
        // Without a score of the fourth judge the sixth target has too few; a fifth judge's scores are of no judge named.
        let less = try ItemSurvey(["unit", "rater", "score"], rows.filter { $0[0] != 6 || $0[1] != 4 })
            .figures(calculation).at()
        #expect(try less.n == 5 && less.further("leftOut") == 1 && less.further("ratings") == 20)
        if !form.hasPrefix("icc1") {
            let others = try ItemSurvey(["unit", "rater", "score"], rows + (1...6).map { [$0, 5, 1] }).figures(
                calculation)
            #expect(try others.at().value == figure.value && others.at().further("leftOut") == 0)
        }
    }

    /// Krippendorff (2011) with all digits; each coefficient takes the same rows, alpha without being named too.
    @Test(arguments: ["nominal", "ordinal", "interval", "ratio"]) func alphaIsTheDefault(metric: String) throws {
        let reference = try SurveyCase("krippendorff_2011", table: "ratings.csv", of: "agreement")
        let survey = ItemSurvey(["unit", "rater", "score"], reference.rows.map { $0.map { Int($0) } })
        for coefficient in ["", "coefficient: krippendorff, "] {
            let figure = try survey.figures(
                "{kind: agreement, table: survey, of: score, units: unit, \(coefficient)metric: \(metric)}"
            ).at()
            #expect(try isClose(figure.value, reference.number("alpha.\(metric)"), 1e-9))
            #expect(try figure.n == 40 && figure.further("ratings") == reference.number("pairable_values"))
        }
    }

    // MARK: Groups

    /// Each group by itself, and the breakdown's counts under the total.
    @Test func eachGroupHasItsOwnUnits() throws {
        let rows: [[Int?]] = [
            [1, 1, 1], [1, 2, 1], [2, 1, 2], [2, 2, 2], [3, 1, 1], [3, 2, 2], [4, 1, 3], [4, 2, nil],
        ]
        let survey = ItemSurvey(
            ["unit", "rater", "score"], rows, regions: rows.map { ($0[0] ?? 0) < 3 ? "north" : "south" })
        let figures = try survey.figures(Self.kappa)
        let (total, north, south) = (try figures.at(), try figures.at("region=north"), try figures.at("region=south"))
        // North agrees throughout on 1 and 2; of three in all two agree: κ = (2/3 − 4/9) / (1 − 4/9), pₑ = (2 · 1 + 1 · 2) / 9.
        #expect(north.value == 1 && north.n == 2 && north.interval == nil)
        #expect(isClose(total.value, 0.4) && total.n == 3)
        #expect(try total.further("leftOut") == 1 && south.further("leftOut") == 1 && north.further("leftOut") == 0)
        #expect(isClose(south.value, 0) && south.n == 1)
    }

    /// With two levels kappa and both agreements tell every cell.
    @Test func allCellsOfTwoLevelsAreGivenAway() throws {
        let pairs = [(1, 1), (1, 1), (1, 2), (2, 2), (2, 2), (2, 2), (2, 1)]
        let rows = pairs.enumerated().flatMap { unit, pair -> [[Int?]] in [[unit, 1, pair.0], [unit, 2, pair.1]] }
        let figure = try ItemSurvey(["unit", "rater", "score"], rows).figures(
            Self.kappa.replacing("[1, 2, 3]", with: "[1, 2]")
        ).at()
        let cells = ["1 1", "1 2", "2 1", "2 2"].map { figure.reveals("count at \($0)") }
        #expect(cells == [2, 1, 1, 3] && figure.reveals("part") == 5 && figure.reveals("whole") == 7)
        let fleiss = try ItemSurvey(["unit", "rater", "score"], rows).figures(
            "{kind: agreement, table: survey, of: score, units: unit, coefficient: fleiss}"
        ).at()
        #expect(fleiss.reveals("count at 1") == 6 && fleiss.reveals("count at 2") == 8)
        #expect(fleiss.reveals("part") == 5 && fleiss.reveals("whole") == 7)
    }

    // MARK: Degenerate data

    private func all(_ rows: [[Int?]]) throws -> [Figure] {
        let survey = ItemSurvey(["unit", "rater", "score"], rows)
        let two = "raters: {of: rater, levels: [1, 2]}"
        return try [
            "coefficient: kappa, levels: [1, 2, 3], \(two)", "coefficient: fleiss", "coefficient: icc, form: icc1",
            "coefficient: icc, form: icc2k, \(two)", "coefficient: icc, form: icc3, \(two)",
        ].map { try survey.figures("{kind: agreement, table: survey, of: score, units: [unit], \($0)}").at() }
    }

    @Test func withoutRatingsThereIsNothing() throws {
        for rows in [[], [[1, 1, nil], [1, 2, nil]]] as [[[Int?]]] {
            for figure in try all(rows) { #expect(figure.value == nil && figure.absence == .noObservations) }
        }
    }

    @Test func oneUnitIsTooFewOrWithoutLimits() throws {
        let figures = try all([[1, 1, 1], [1, 2, 3]])
        #expect(figures.map(\.n) == [1, 1, 1, 1, 1])
        // κ = (0 − 0) / (1 − 0) of the one pair (1, 3), and Fleiss' (0 − 1/2) / (1 − 1/2).
        #expect(figures[0].value == 0 && figures[1].value == -1)
        #expect(figures.allSatisfy { $0.interval == nil })
        #expect(figures.dropFirst(2).allSatisfy { $0.value == nil && $0.absence == .tooFew })
    }

    @Test func oneRatingOfEachIsTooFew() throws {
        let figures = try all([[1, 1, 1], [2, 1, 3], [3, 1, 2]])
        #expect(figures[0].absence == .noObservations && figures[1].absence == .tooFew && figures[2].absence == .tooFew)
        #expect(try figures[0].further("leftOut") == 3 && figures[3].further("leftOut") == 3)
    }

    @Test func withoutVariationThereIsNone() throws {
        for figure in try all((1...4).flatMap { [[$0, 1, 2], [$0, 2, 2]] }) {
            #expect(figure.value == nil && figure.absence == .noVariation && figure.n == 4)
        }
    }

    /// A rater who rated twice has not given one rating.
    @Test func twoRatingsByTheSameLeaveTheUnitOut() throws {
        let rows: [[Int?]] = [[1, 1, 1], [1, 1, 1], [1, 2, 1], [2, 1, 1], [2, 2, 2], [3, 1, 3], [3, 2, 3]]
        let figures = try all(rows)
        #expect(try figures[0].n == 2 && figures[0].further("leftOut") == 1)
        // One-way forms see three ratings, where most units have two.
        #expect(try figures[2].n == 2 && figures[2].further("leftOut") == 1)
    }

    @Test func aRatingOffTheScaleLeavesNoKappa() throws {
        let figures = try all([[1, 1, 1], [1, 2, 4], [2, 1, 2], [2, 2, 2]])
        #expect(figures[0].value == nil && figures[0].absence == .notApplicable)
        #expect(figures.dropFirst().allSatisfy { $0.value != nil })
        // One that is left out with its unit does no harm.
        #expect(try all([[1, 1, 1], [1, 2, 2], [2, 1, 2], [2, 2, 2], [3, 1, 4]])[0].value != nil)
    }

    @Test func scoresThatAreNoNumbersHaveNoCorrelation() throws {
        let survey = ItemSurvey(["unit", "score"], [[1, 1], [1, 2], [2, 2], [2, 2]])
        let of = "\"if(score = 1, 'a', 'b')\""
        let figure = try survey.figures(
            "{kind: agreement, table: survey, of: \(of), units: unit, coefficient: icc, form: icc1}"
        ).at()
        #expect(figure.value == nil && figure.absence == .notApplicable)
        let fleiss = try survey.figures(
            "{kind: agreement, table: survey, of: \(of), units: unit, coefficient: fleiss}"
        ).at()
        // Two pairs, one agrees; 1 of 4 is a: (1/2 − 10/16) / (1 − 10/16).
        #expect(isClose(fleiss.value, -1.0 / 3))
    }

    // MARK: Definitions

    /// A pseudonym tells persons apart but not who is who, so that nothing can be grouped by it.
    @Test func aPersonIsNoRater() throws {
        let survey = SmallSurvey([(1, "before", "north", 1, 1), (2, "before", "north", 2, 1)])
        let calculation =
            "{kind: agreement, table: survey, of: a, units: [b], coefficient: icc, form: icc3, raters: {of: person, levels: [1, 2]}}"
        let error = #expect(throws: Findings.self) { try survey.figures(calculation) }
        #expect(
            error?.all.contains { $0.explanation.summary.contains("persons cannot be listed or grouped by") } ?? false)
    }

    @Test(arguments: [
        (
            "coefficient: fleiss, metric: nominal", "indicators.agreement",
            "'metric' is no option of coefficient 'fleiss'"
        ),
        (
            "metric: ordinal, weights: linear", "indicators.agreement",
            "'weights' is no option of coefficient 'krippendorff'"
        ),
        (
            "coefficient: icc, form: icc1, raters: {of: rater, levels: [1, 2]}", "indicators.agreement",
            "'raters' is no option of form 'icc1', in which each unit has raters of its own"
        ),
        (
            "coefficient: kappa, levels: [1], raters: {of: rater, levels: [1, 2]}", "indicators.agreement",
            "'levels' of the scale of a kappa are 2 or more different codes or whole numbers"
        ),
        (
            "coefficient: kappa, levels: [1, 2, 1], raters: {of: rater, levels: [1, 2]}", "indicators.agreement",
            "'levels' of the scale of a kappa are 2 or more different codes or whole numbers"
        ),
        (
            "coefficient: kappa, levels: [1, 2], raters: {of: rater, levels: [1, 2, 3]}", "indicators.agreement",
            "'levels' of the raters of a kappa are exactly 2 different codes or whole numbers"
        ),
        (
            "coefficient: icc, form: icc3, raters: {of: rater, levels: [1]}", "indicators.agreement",
            "'levels' of the raters are 2 or more different codes or whole numbers"
        ),
        ("coefficient: kappa, levels: [1, 2]", "definition.missing-key", "the key 'raters' is missing"),
        ("coefficient: icc, form: icc2", "definition.missing-key", "the key 'raters' is missing"),
        ("coefficient: icc", "definition.missing-key", "the key 'form' is missing"),
        ("coefficient: fleiss, units: ", "definition.missing-key", "the key 'units' is missing"),
        ("coefficient: kapa, metric: ordinal", "definition.unknown-value", "'kapa' is not a value of 'coefficient'"),
        (
            "coefficient: kappa, weights: cubic, levels: [1, 2], raters: {of: rater, levels: [1, 2]}",
            "definition.unknown-value", "'cubic' is not a value of 'weights'"
        ),
        ("coefficient: icc, form: icc4", "definition.unknown-value", "'icc4' is not a value of 'form'"),
    ]) func wrongOptionsAreReported(options: String, code: String, problem: String) throws {
        let units = options.contains("units") ? "" : "units: [unit], "
        let found = try catalogue("{kind: agreement, table: survey, of: score, \(units)\(options)}").findings
        #expect(found.map(\.code) == [code])
        #expect(found.first?.explanation.summary.hasSuffix(problem) ?? false, "\(found.map(\.explanation.summary))")
    }
}
