import Testing

@testable import Disclosure
@testable import Reporting

/// What charts say in words: estimates with their limits, shares of stages, and alternative texts.
@Suite struct ChartWordsTests {
    private let locale = ReportSample.locale

    private func series(_ values: [Double?], lower: [Double?] = [], upper: [Double?] = []) -> ChartSeries {
        ChartSeries(
            id: "v", label: "Muutos",
            values: values.map { $0.map { ReportSample.number($0) } ?? ReportSample.withheld },
            lower: lower.map { $0.map { ReportSample.number($0) } },
            upper: upper.map { $0.map { ReportSample.number($0) } })
    }

    @Test func estimatesStandWithTheirLimits() {
        let positive = series([0.42, nil, 1], lower: [0.1, 0.2, nil], upper: [0.74, 0.3, 2])
        #expect(locale.estimate(positive, at: 0, .decimal(2)) == "0,42 (0,10–0,74)")
        // The limits of a withheld number would tell where it lies.
        #expect(locale.estimate(positive, at: 1, .decimal(2)) == "[c]")
        #expect(locale.estimate(positive, at: 2, .decimal(2)) == "1,00")
        #expect(locale.estimate(positive, at: 9, .decimal(2)).isEmpty)
        #expect(locale.estimate(positive, at: 0, .signed(2)) == "+0,42 (+0,10…+0,74)")
        // One negative limit, and all are written without a dash.
        let mixed = series([0.42, 0.1], lower: [0.1, -0.2], upper: [0.74, 0.4])
        #expect(locale.estimate(mixed, at: 0, .decimal(2)) == "0,42 (0,10…0,74)")
        #expect(locale.estimate("0,42", observations: "38") == "0,42, n = 38")
        #expect(locale.estimate("0,42", observations: "") == "0,42")
        // Limits in the wrong order are none.
        #expect(locale.estimate(series([1], lower: [2], upper: [0]), at: 0, .integer) == "1")
    }

    @Test func stagesSayWhatTheyKeepOfTheOneBefore() {
        let stages = (0..<7).map { ChartCategory(code: "\($0)", label: "\($0)", group: $0 < 5 ? "a" : "b") }
        var counts = series([400, 212, nil, 100, 0, 1000, 999])
        let shares = stages.indices.map { locale.stageShare(stages, counts, at: $0) }
        #expect(
            shares == [
                // 212 / 400 = 0.53; nothing on either side of what is withheld; 0 of 100; a new group starts anew; and
                // 999 of 1000 are not all.
                nil, "53\u{A0}% edellisestä", nil, nil, "0\u{A0}% edellisestä", nil, "99,9\u{A0}% edellisestä",
            ])
        counts.values[0] = ReportSample.number(400, approximate: true)
        #expect(locale.stageShare(stages, counts, at: 1) == "n.\u{A0}53\u{A0}% edellisestä")
        // Nothing can be a share of none.
        #expect(locale.stageShare(stages, series([0, 5]), at: 1) == nil)
        #expect(locale.stageShare(stages, series([5, -1]), at: 1) == nil)
        #expect(locale.stageShare(stages, series([5]), at: 1) == nil)
    }

    @Test func alternativeTextsHaveGroupsLimitsAndObservations() {
        let categories = [
            ChartCategory(code: "a", label: "Julkinen.", group: "Sektori"),
            ChartCategory(code: "b", label: "Yritykset", group: "Sektori", note: "vähän vastaajia"),
        ]
        let observations = ChartSeries(id: "n", label: "n", values: [38, 9].map { ReportSample.number($0) })
        let change = series([0.42, 0.2], lower: [0.1, 0.1], upper: [0.74, 0.3])
        #expect(
            locale.alternativeText(
                .forest, title: "Otsikko", categories: categories, series: [change, observations], format: .decimal(2))
                == "Pistekuvio. Otsikko: Sektori, Julkinen 0,42 (0,10–0,74), n = 38; "
                + "Sektori, Yritykset 0,20 (0,10–0,30), n = 9 (vähän vastaajia).")
        // Elsewhere numbers of observations have a list of their own, as whole numbers.
        #expect(
            locale.alternativeText(
                .divergingBars, title: "Otsikko", categories: categories, series: [change, observations],
                format: .percent(0))
                == "Haarautuva. Otsikko: Sektori, Julkinen 42\u{A0}%; Sektori, Yritykset 20\u{A0}%. "
                + "n: Sektori, Julkinen 38; Sektori, Yritykset 9.")
    }

    @Test func alternativeTextsOfFlowsAndProfilesSayWhatIsDrawn() {
        let stages = ["Kutsuttu", "Vastasi"].map { ChartCategory(code: $0, label: $0) }
        #expect(
            locale.alternativeText(
                .flow, title: "Otsikko", categories: stages, series: [series([400, 212])], format: .integer)
                == "Vaihekuvio. Otsikko: Kutsuttu 400; Vastasi 212 (53\u{A0}% edellisestä).")
        let ratings = series([4, 3], lower: [2, 3], upper: [5, 3])
        var own = series([5, nil])
        own.label = "Itsearvio"
        #expect(
            locale.alternativeText(
                .profile, title: "Otsikko", categories: stages, series: [ratings, own], format: .integer)
                == "Profiili. Otsikko. Muutos: Kutsuttu 4 (2–5); Vastasi 3 (3–3). Itsearvio: Kutsuttu 5; Vastasi [c].")
    }
}
