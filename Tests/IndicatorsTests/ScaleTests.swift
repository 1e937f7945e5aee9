import Diagnostics
import Indicators
import Testing

/// Scores and reliabilities of the catalogue's scales.
@Suite struct ScaleTests {
    /// Four rows of three items from 1 to 5.
    private let survey = ItemSurvey(
        ["a", "b", "c"], [[5, 1, 4], [4, 2, nil], [nil, nil, 3], [1, 5, 1]],
        regions: ["north", "north", "south", "south"])

    private func scale(_ rest: String, items: String = "[a, b, c]", answers: String = "[1, 5]") -> String {
        "scales:\n  mood: {titles: {en: Mood}, items: \(items), answers: \(answers)\(rest.isEmpty ? "" : ", " + rest)}"
    }

    // MARK: Scores

    @Test func scoresAreMeansOfTheAnswersAndNeedTheirLeastNumber() throws {
        let scale = scale("reversed: [b], minimum-answered: 2")
        let figures = try survey.figures(
            "{kind: mean, table: survey, of: '{score:mood}'}", unit: "points", scales: scale)
        // (5 + 5 + 4)/3, (4 + 4)/2, none of one answer, (1 + 1 + 1)/3.
        let total = try figures.at()
        #expect(total.n == 3)
        #expect(isClose(total.value, (14.0 / 3 + 4 + 1) / 3))
        #expect(try figures.at("region=south").value == 1)
    }

    @Test func withoutALeastNumberEveryItemIsNeeded() throws {
        let total = try survey.figures(
            "{kind: mean, table: survey, of: '{score:mood}'}", unit: "points", scales: scale("reversed: [b]")
        ).at()
        #expect(total.n == 2)
        #expect(isClose(total.value, (14.0 / 3 + 1) / 2))
    }

    @Test func sumsFillInTheMeanOfTheOthers() throws {
        let figures = try survey.figures(
            "{kind: median, table: survey, of: '{score:mood}'}", unit: "points",
            scales: scale("reversed: [b], minimum-answered: 1, score: sum"))
        // 14, 3 · 4, 3 · 3, 3.
        #expect(try figures.at().value == 10.5)
        #expect(try figures.at().further("greatest") == 14 && figures.at().further("least") == 3)
    }

    @Test func percentsGoFromTheLeastToTheGreatestAnswer() throws {
        let figures = try survey.figures(
            "{kind: median, table: survey, of: '{score:mood}'}", unit: "points",
            scales: scale("reversed: [b], minimum-answered: 1, score: percent"))
        // (14/3 − 1) · 25 = 91.666…, 75, 50, 0.
        #expect(try figures.at().value == 62.5)
        #expect(try figures.at().further("least") == 0)
        #expect(try figures.at().further("greatest") == 91.666_666_667)
    }

    /// 100/3 a step is no decimal, and still the ends and the middle are hit.
    @Test func percentsOfThreeStepsAreExactWhereTheyCanBe() throws {
        let survey = ItemSurvey(["a", "b"], [[4, 1], [1, 4], [3, 1], [2, 3], [1, 2]])
        let scales = scale("reversed: [b], score: percent", items: "[a, b]", answers: "[1, 4]")
        func count(_ condition: String) throws -> Double? {
            try survey.figures("{kind: count, table: survey, where: '\(condition)'}", unit: "persons", scales: scales)
                .at().value
        }
        // Reversed b: 4, 1, 4, 2, 3. Means 4, 1, 3.5, 2, 2: 100, 0, 83.333…, 33.333…, 33.333…
        #expect(try count("{score:mood} = 100") == 1)
        #expect(try count("{score:mood} = 0") == 1)
        #expect(try count("{score:mood} = 83.333333333") == 1)
        #expect(try count("{score:mood} between 33.333333333 and 33.333333334") == 2)
        let halves = ItemSurvey(["a", "b"], [[4, 4]])
        let half = try halves.figures(
            "{kind: count, table: survey, where: '{score:mood} = 50'}", unit: "persons", scales: scales)
        #expect(try half.at().value == 1)
    }

    @Test func scoresStandInDimensionsAndGroups() throws {
        let text = scale("reversed: [b], minimum-answered: 2").replacing(
            "scales:", with: "  level: {titles: {en: Level}, expression: 'band({score:mood}, 3)'}\nscales:")
        let ranks = try survey.figures(
            "{kind: rank-difference, table: survey, of: a, over: level}", scales: text
        ).at()
        // Scores below 3: one row with a = 1; from 3 on: two, with 5 and 4; without a score: one.
        #expect(try ranks.further("groups") == 2 && ranks.n == 3)
        let difference = try survey.figures(
            "{kind: mean-difference, table: survey, of: a, first: '{score:mood} > 3', second: '{score:mood} <= 3'}",
            unit: "points", scales: text
        ).at()
        #expect(difference.value == 3.5)
    }

    @Test func scoresChangeBetweenWaves() throws {
        let survey = SmallSurvey([
            (1, "before", "north", 1, 3), (2, "before", "south", 2, nil), (3, "before", "south", nil, nil),
            (1, "after", "north", 3, 3), (2, "after", "south", 5, 4), (3, "after", "south", 5, 5),
        ])
        let total = try survey.figures(
            "{kind: paired-change, table: survey, person: person, wave: wave, from: before, to: after, of: '{score:mood}'}",
            unit: "points", scales: scale("minimum-answered: 1", items: "[a, b]")
        ).at()
        // 2 → 3, 2 → 4.5, and the third has no score before.
        #expect(total.value == 1.75 && total.n == 2)
        #expect(try total.further("before") == 2)
    }

    @Test func itemsAreNumbers() {
        for kind in ["scale-reliability", "item-rest"] {
            #expect(throws: (any Error).self) {
                try survey.figures(
                    "{kind: \(kind), table: survey, scale: mood}", scales: scale("", items: "[a, region]"))
            }
        }
    }

    /// The ten statements, each once left out and once beyond the least number of answers.
    @Test func theInclusionScaleIsScoredAsItsAuthorsLaidDown() throws {
        let names = (1...10).map { "s\($0)" }
        let survey = ItemSurvey(
            names,
            [
                [Int?](repeating: 5, count: 10), [Int?](repeating: 3, count: 7) + [nil, nil, nil],
                [1, 2] + [Int?](repeating: nil, count: 8),
            ])
        let scales =
            "scales:\n  esis: {titles: {en: Inclusion}, preset: osallisuusindikaattori, minimum-answered: 7, items: [\(names.joined(separator: ", "))]}"
        let figures = try survey.figures(
            "{kind: mean, table: survey, of: '{score:esis}'}", unit: "points", scales: scales)
        #expect(try figures.at().value == 75 && figures.at().n == 2)
    }

    // MARK: Findings

    private func findings(_ calculation: String, _ scales: String, further: [String] = []) throws -> [Explanation] {
        try catalogue(calculation, scales: scales, further: further).findings.map(\.explanation)
    }

    private let scored = "{kind: mean, table: survey, of: '{score:mood}'}"

    @Test func anUnknownScaleIsReportedWithTheNearestName() throws {
        let found = try findings("{kind: mean, table: survey, where: '{score:mod} > 3', of: a}", scale(""))
        #expect(found.map(\.summary) == ["x.yaml:12: 'mod' is not a scale"])
        #expect(found.first?.remedies == ["write 'mood'"])
        let other = try findings("{kind: scale-reliability, table: survey, scale: moods}", scale(""))
        #expect(other.first?.remedies == ["write 'mood'"])
    }

    @Test(arguments: [
        ("reversed: [d]", "'d' is not an item of the scale"),
        ("minimum-answered: 4", "4 answers cannot be needed of 3 items"),
        (
            "preset: osallisuusindikaattori, minimum-answered: 2",
            "osallisuusindikaattori has 10 items, not 3, and they must not be changed"
        ),
        ("preset: osallisuusindikaattori", "the key 'minimum-answered' is missing"),
        ("score: average", "'average' is not a value of 'score'"),
    ])
    func whatIsWrongWithAScaleIsReported(rest: String, summary: String) throws {
        let found = try findings(scored, scale(rest))
        #expect(found.map(\.summary).contains { $0.hasSuffix(summary) }, "\(found.map(\.summary))")
        // The placeholder itself is right.
        #expect(!found.map(\.summary).contains { $0.contains("is not a scale") })
    }

    @Test func aPresetIsNotChanged() throws {
        let names = (1...10).map { "s\($0)" }.joined(separator: ", ")
        let found = try findings(
            scored,
            "scales:\n  mood: {titles: {en: M}, preset: osallisuusindikaattori, minimum-answered: 7, items: [\(names)], reversed: [s2], answers: [0, 4], score: sum}"
        )
        #expect(
            found.map(\.summary) == [
                "x.yaml:5: osallisuusindikaattori has answers from 1 to 5, not from 0 to 4",
                "x.yaml:5: osallisuusindikaattori has no reversed items, so 's2' cannot be reversed",
                "x.yaml:5: osallisuusindikaattori is scored from 0 to 100, not as sum",
            ])
    }

    @Test func answersAndLevelsAreInOrder() throws {
        #expect(
            try findings(scored, scale("", answers: "[5, 1]")).map(\.summary)
                == ["x.yaml:5: the answers go from 5 to 1, which is no scale"])
        #expect(
            try findings(scored, scale("", answers: "[1, 2, 3]")).first?.summary
                == "x.yaml:5: 'answers' are the least and the greatest answer")
        #expect(try findings("{kind: consensus, table: survey, of: a, levels: [1, 3, 2]}", "").count == 1)
        #expect(
            try findings("{kind: item-rest, table: survey, scale: mood}", scale(""), further: ["items: [a]"]).count == 1
        )
    }

    // MARK: Reliability

    private static let agreeableness =
        "scales:\n  agreeable: {titles: {en: A}, items: [A1, A2, A3, A4, A5], reversed: [A1], answers: [1, 6]}"

    private func bfi(places: Int = 0) throws -> (survey: ItemSurvey, reference: SurveyCase) {
        let reference = try SurveyCase("alpha_bfi_agreeableness", table: "items.csv")
        let unit = places == 0 ? 1 : 10
        return (
            ItemSurvey(
                reference.header, reference.rows.map { row in row.map { Int($0).map { $0 * unit } } },
                regions: reference.rows.indices.map { $0 % 3 == 0 ? "north" : "south" }, places: places), reference
        )
    }

    /// psych 2.2.9, as the case says.
    @Test(arguments: [0, 1]) func alphaOfRowsIsThatOfR(places: Int) throws {
        let (survey, reference) = try bfi(places: places)
        let figures = try survey.figures(
            "{kind: scale-reliability, table: survey, scale: agreeable}", scales: Self.agreeableness)
        let total = try figures.at()
        #expect(try isClose(total.value, reference.number("alpha"), 1e-8))
        #expect(try isClose(total.interval?.lowerBound, reference.number("feldt_lower"), 1e-8))
        #expect(try isClose(total.interval?.upperBound, reference.number("feldt_upper"), 1e-8))
        #expect(try isClose(total.further("standardisedAlpha"), reference.number("alpha_standardised"), 1e-8))
        #expect(try isClose(total.further("averageR"), reference.number("average_r"), 1e-8))
        #expect(try total.further("complete") == 484 && total.further("items") == 5)
        #expect(total.reveals("n") == 484)
        let omega = try #require(try total.further("omega"))
        #expect(
            try #require(try total.further("omegaLower")) < omega && omega < #require(try total.further("omegaUpper")))
        // Parts of the rows have alphas of their own.
        #expect(try figures.at("region=north").n + figures.at("region=south").n == 484)
    }

    @Test func itemsOfRowsAreThoseOfR() throws {
        let (survey, reference) = try bfi()
        let figures = try survey.figures(
            "{kind: item-rest, table: survey, scale: agreeable}", scales: Self.agreeableness)
        for item in reference.header {
            let figure = try figures.at("item=\(item)")
            #expect(try isClose(figure.value, reference.number("item_rest_r.\(item)"), 1e-8))
            for (name, path) in [
                ("alphaDropped", "alpha_if_dropped"), ("itemMean", "item_mean"), ("itemSd", "item_sd"),
                ("missing", "item_missing"),
            ] {
                #expect(try isClose(figure.further(name), reference.number("\(path).\(item)"), 1e-8), "\(name) \(item)")
            }
            #expect(try figure.reveals("missing").map(Double.init) == reference.number("item_missing.\(item)"))
        }
        #expect(try figures.at("region=south", "item=A5").value != nil)
    }

    @Test func theOrderOfRowsDoesNotMatter() throws {
        let (survey, _) = try bfi()
        let turned = ItemSurvey(survey.items, survey.rows.reversed(), regions: survey.regions.reversed())
        for kind in ["scale-reliability", "item-rest"] {
            let calculation = "{kind: \(kind), table: survey, scale: agreeable}"
            #expect(
                try turned.figures(calculation, scales: Self.agreeableness)
                    == survey.figures(calculation, scales: Self.agreeableness))
        }
    }

    @Test func itemsStandInTheOrderOfTheScale() throws {
        let figures = try survey.figures(
            "{kind: item-rest, table: survey, scale: mood}", scales: scale("", items: "[c, a, b]"))
        #expect(figures.prefix(3).map { $0.breakdown.map(\.level.name) } == [["c"], ["a"], ["b"]])
    }

    @Test func scalesWithoutEnoughToTellHaveAReason() throws {
        let reliability = "{kind: scale-reliability, table: survey, scale: mood}"
        func absence(_ rows: [[Int?]], items: String = "[a, b, c]") throws -> Absence? {
            let figure = try ItemSurvey(["a", "b", "c"], rows).figures(reliability, scales: scale("", items: items))
                .at()
            #expect(figure.value == nil)
            return figure.absence
        }
        #expect(try absence([]) == .noObservations)
        #expect(try absence([[1, nil, 2], [2, 3, nil]]) == .noObservations)
        #expect(try absence([[1, 2, 3]]) == .tooFew)
        #expect(try absence([[1, 2, 3], [2, 3, 4]], items: "[a]") == .tooFew)
        #expect(try absence([[1, 2, 3], [1, 2, 3]]) == .noVariation)
        // Items that are equal agree perfectly.
        let same = try ItemSurvey(["a", "b", "c"], [[1, 1, 1], [4, 4, 4], [5, 5, 5]]).figures(
            reliability, scales: scale("")
        ).at()
        #expect(isClose(same.value, 1) && same.interval == nil)
    }
}
