import Indicators
import Testing

/// Comparisons of the catalogue on answers that can be counted by hand.
@Suite struct ComparisonTests {
    /// Six people before and five after; number 6 did not come back, and 5 did not answer a before.
    private let survey = SmallSurvey([
        (1, "before", "north", 2, 1), (2, "before", "north", 3, 1), (3, "before", "south", 4, 2),
        (4, "before", "south", 3, 2), (5, "before", "south", nil, 2), (6, "before", "north", 5, 1),
        (1, "after", "north", 4, 1), (2, "after", "north", 3, 2), (3, "after", "south", 5, 2),
        (4, "after", "south", 2, 2), (5, "after", "south", 4, 1),
    ])
    private let pairing = "table: survey, person: person, wave: wave, from: before, to: after"

    @Test func directionsAreSharesOfThePairs() throws {
        let figures = try survey.figures("{kind: direction-of-change, \(pairing), of: a}")
        // 1 and 3 rose, 2 stayed, 4 fell.
        #expect(try figures.at("direction=improved").value == 0.5)
        #expect(try figures.at("direction=same").value == 0.25)
        #expect(try figures.at("direction=worsened").value == 0.25)
        #expect(try figures.at("direction=improved").n == 4)
        #expect(try figures.at("direction=improved").further("count") == 2)
        #expect(try figures.at("region=south", "direction=worsened").value == 0.5)
        #expect(try figures.at("region=south", "direction=same").value == 0)
        let turned = try survey.figures("{kind: direction-of-change, \(pairing), of: a, higher-is-better: false}")
        #expect(try turned.at("direction=worsened").value == 0.5)
    }

    @Test func pairedSharesSetTheSamePeopleAgainstThemselves() throws {
        let figures = try survey.figures("{kind: paired-share, \(pairing), part: 'a >= 4', minimum-pairs: 4}")
        // Of 1–4: before 3 alone, after 1 and 3. The answer of 5 before is missing, so that it is no pair.
        let total = try figures.at()
        #expect(total.value == 0.25 && total.n == 4)
        #expect(try total.further("before") == 0.25)
        #expect(try total.further("after") == 0.5)
        // One gained and none lost: a fair coin gives that or the opposite in every throw.
        #expect(try total.further("exactP") == 1)
        #expect(total.reveals("gained") == 1 && total.reveals("lost") == 0)
        #expect(try figures.at("region=north").further("exactP") == nil)
        let untested = try survey.figures("{kind: paired-share, \(pairing), part: 'a >= 4', test: false}").at()
        #expect(untested.value == 0.25 && untested.reveals("gained") == nil)
        #expect(untested.further.map(\.name) == ["before", "after"])
    }

    @Test func meansOfTwoGroupsDiffer() throws {
        let figures = try survey.figures(
            "{kind: mean-difference, table: survey, of: a, first: \"wave = 'after'\", second: \"wave = 'before'\", minimum-n: 5}",
            unit: "points")
        // After 4, 3, 5, 2, 4: 3.6; before 2, 3, 4, 3, 5: 3.4.
        let total = try figures.at()
        #expect(isClose(total.value, 0.2))
        #expect(try isClose(total.further("first"), 3.6) && isClose(total.further("second"), 3.4))
        #expect(try total.further("firstN") == 5)
        // SciPy 1.17.1: ttest_ind([4,3,5,2,4],[2,3,4,3,5],equal_var=False); variances are both 1.3, so that df = 8.
        #expect(try isClose(total.further("t"), 0.2 / (2 * 1.3 / 5).squareRoot()))
        #expect(try isClose(total.further("delta"), 0.12))
        #expect(try figures.at("region=north").further("t") == nil)
    }

    @Test func sharesOfTwoGroupsDiffer() throws {
        let figures = try survey.figures(
            "{kind: share-difference, table: survey, where: present(a), part: 'a >= 4', first: \"wave = 'after'\", second: \"wave = 'before'\"}"
        )
        // After 3 of 5, before 2 of 5.
        let total = try figures.at()
        #expect(isClose(total.value, 0.2))
        #expect(total.reveals("first-part") == 3 && total.reveals("second-whole") == 5)
        #expect(try total.further("p") == nil)
    }

    @Test func questionsGoTogetherByCramersV() throws {
        let figures = try survey.figures(
            "{kind: association, table: survey, where: \"wave = 'before'\", of: region, with: b, minimum-n: 6}",
            unit: "effect")
        // Before, the three of the north answered 1 and the three of the south 2.
        let total = try figures.at()
        #expect(isClose(total.value, 1))
        #expect(try isClose(total.further("chiSquare"), 6))
        #expect(total.reveals("count at north 1") == 3 && total.reveals("count at south 1") == 0)
    }

    @Test func thoseWhoCameBackAreSetAgainstThoseWhoDidNot() throws {
        let figures = try survey.figures("{kind: retention-difference, \(pairing), of: region}", unit: "effect")
        // Of the five who came back two are of the north; the one who did not is of the north: all of one group, so no spread.
        let north = try figures.at("answer=north")
        #expect(north.reveals("first-part") == 2 && north.reveals("first-whole") == 5)
        #expect(north.reveals("second-part") == 1 && north.reveals("second-whole") == 1)
        #expect(try isClose(north.further("first"), 0.4))
        #expect(try north.further("second") == 1)
    }

    @Test func testsOfSeveralItemsAreAdjustedTogether() throws {
        let figures = try survey.figures(
            "{kind: paired-share, \(pairing), part: '{item} >= 2', minimum-pairs: 2}",
            further: ["items: [a, b]", "adjustment: bonferroni"])
        // Everybody scored a at least 2 both times, so that there is no change to test.
        #expect(try figures.at("item=a").further.map(\.name).contains("adjustedP") == false)
        #expect(try figures.at("item=b").further("adjustedP") == 1)
    }
}
