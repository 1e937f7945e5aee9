import Diagnostics
import Testing

@testable import Indicators

/// Innovations side by side from their publication, by hand on a few adoptions.
///
/// A and B were published in August 2023, C in January 2024, D on no known day. A was adopted twice in September and twice in October, B
/// once in each; the as-of day is the last of February.
@Suite struct SpreadAlignmentTests {
    private let survey = SpreadSurvey.example

    @Test func meansAreOfTheInnovationsSeenSoLong() throws {
        let figures = try survey.figures("{kind: aligned-adoption, spread: v}", unit: "adoptions")
        let times = figures.filter { $0.breakdown.count == 1 }.map { $0.breakdown[0].level.name }
        #expect(times == ["0", "1", "2", "3", "4", "5", "6"])
        let first = try figures.at("time=0")
        #expect(try first.value == 0 && first.n == 3 && first.interval == nil && first.further("share") == 0)
        // 2, 1 and 0: the mean is 1, its standard deviation 1, and t with 2 degrees 4.302653; the other limit is below 0.
        let second = try figures.at("time=1")
        #expect(try second.value == 1 && second.n == 3 && isClose(second.further("share"), 2.0 / 3))
        #expect(try second.further("innovations") == 3)
        #expect(second.interval?.lowerBound == 0)
        #expect(isClose(second.interval?.upperBound, 1 + 4.302652729911275 / 3.0.squareRoot(), 1e-9))
        // C was not seen so long: 4 and 2, and t with one degree 12.706205.
        let third = try figures.at("time=2")
        #expect(try third.value == 3 && third.n == 2 && third.further("share") == 1)
        #expect(isClose(third.interval?.upperBound, 3 + 12.706204736432095, 1e-9))
        #expect(third.reveals("count") == 3 && third.reveals("part") == 6 && third.reveals.count == 2)
        #expect(try figures.at("time=6").value == 3 && figures.at("time=6").reveals("count") == 0)
    }

    @Test func longTimesOfFewInnovationsAreLeftOutWhereAsked() throws {
        func times(_ further: String) throws -> [String] {
            try survey.figures("{kind: aligned-adoption, spread: v\(further)}", unit: "adoptions")
                .filter { $0.breakdown.count == 1 }.map { $0.breakdown[0].level.name }
        }
        #expect(try times(", at-least: 3") == ["0", "1"] && times(", at-least: 4").isEmpty)
        #expect(try times(", at-least: 2") == times(""))
    }

    @Test func meansOfGroupsAddUpToThatOfTheWhole() throws {
        let figures = try survey.figures("{kind: aligned-adoption, spread: v}", unit: "adoptions")
        // X and Z of the north: 1, 1 and 0 adoptions after a month; of the south 1, 0 and 0.
        #expect(try isClose(figures.at("region=north", "time=1").value, 2.0 / 3))
        #expect(try isClose(figures.at("region=south", "time=1").value, 1.0 / 3))
        for time in 0...6 {
            let parts = try ["north", "south"].map { try figures.at("region=\($0)", "time=\(time)") }
            let whole = try figures.at("time=\(time)")
            #expect(isClose(parts.reduce(0) { $0 + ($1.value ?? .nan) }, whole.value ?? .nan))
            #expect(parts.reduce(0) { $0 + ($1.reveals("part") ?? 0) } == whole.reveals("part"))
            #expect(parts.allSatisfy { $0.n == whole.n })
        }
    }

    @Test func sharesAreOfTheInnovationsSeenSoLong() throws {
        let figures = try survey.figures("{kind: aligned-adoption, spread: v, value: share}")
        let second = try figures.at("time=1")
        #expect(try isClose(second.value, 2.0 / 3) && second.n == 3 && second.further("mean") == 1)
        // Wilson's interval of 2 in 3.
        #expect(isClose(second.interval?.lowerBound, 0.20765960080204765, 1e-9))
        #expect(isClose(second.interval?.upperBound, 0.9385080552796037, 1e-9))
        #expect(try figures.at("time=2").value == 1 && figures.at("region=south", "time=1").value == 1.0 / 3)
    }

    @Test func onlyPeriodsThatAreOverCount() throws {
        // The first quarter of 2024 is not over: C has none, A and B two.
        let quarters = try survey.figures("{kind: aligned-adoption, spread: v, period: quarter}", unit: "adoptions")
        #expect(quarters.filter { $0.breakdown.count == 1 }.map { $0.breakdown[0].level.name } == ["0", "3"])
        #expect(try quarters.at("time=0").value == 1.5 && quarters.at("time=0").n == 2)
        #expect(try quarters.at("time=3").value == 3)
        let years = try survey.figures("{kind: aligned-adoption, spread: v, period: year}", unit: "adoptions")
        #expect(try years.at("time=0").value == 3 && years.filter { $0.breakdown.count == 1 }.count == 1)
    }

    @Test func innovationsStandSideBySide() throws {
        var survey = survey
        let kind = "{kind: aligned-adoption, spread: v, by: innovation}"
        let figures = try survey.figures(kind, unit: "adoptions")
        // C was not adopted.
        #expect(
            Set(figures.compactMap { $0.breakdown.first { $0.dimension == "innovation" } }.map(\.level.name)) == [
                "A", "B",
            ])
        #expect(try [0, 1, 2, 6].map { try figures.at("innovation=A", "time=\($0)").value } == [0, 2, 4, 4])
        #expect(try [0, 1, 2, 6].map { try figures.at("innovation=B", "time=\($0)").value } == [0, 1, 2, 2])
        let third = try figures.at("innovation=A", "time=2")
        #expect(try third.n == 4 && third.further("new") == 2 && third.interval == nil)
        #expect(third.reveals("count") == 2 && third.reveals("part") == 4)
        #expect(try figures.at("region=north", "innovation=A", "time=2").value == 2)
        // Those before a publication are left out, and what was not seen so long has no value.
        survey.steps += [SpreadSurvey.step("C", "Q", "adopted", 160), SpreadSurvey.step("C", "R", "adopted", 140)]
        let later = try survey.figures(kind, unit: "adoptions")
        #expect(try [0, 1].map { try later.at("innovation=C", "time=\($0)").value } == [1, 1])
        #expect(later.filter { $0.breakdown.first?.level == .code("C") }.count == 2)
        #expect(try later.at("innovation=A", "time=2") == third)
    }

    @Test func thoseWithMostAdoptionsAreTaken() throws {
        func names(_ survey: SpreadSurvey, _ most: Int) throws -> Set<String> {
            Set(
                try survey.figures(
                    "{kind: aligned-adoption, spread: v, by: innovation, most: \(most)}", unit: "adoptions"
                )
                .compactMap { $0.breakdown.first { $0.dimension == "innovation" } }.map(\.level.name))
        }
        #expect(try names(survey, 1) == ["A"])
        // Of equal ones the first.
        var equal = survey
        equal.steps += [SpreadSurvey.step("B", "Q", "adopted", 90), SpreadSurvey.step("B", "R", "adopted", 90)]
        #expect(try names(equal, 1) == ["A"])
        equal.steps.append(SpreadSurvey.step("B", "S", "adopted", 90))
        #expect(try names(equal, 1) == ["B"])
        // By their titles, and by identifiers too where titles are the same.
        var titled = survey
        titled.titleOfInnovation = "owner"
        #expect(try names(titled, 8) == ["O", "P"])
        titled.innovations[1].1 = "O"
        #expect(try names(titled, 8) == ["O (A)", "O (B)"])
    }

    @Test func wrongOptionsAreFound() throws {
        func findings(_ options: String, _ definition: String = SpreadSurvey.example.definition) throws -> [String] {
            try SpreadSurvey.catalogue("{kind: aligned-adoption, spread: v\(options)}", definition, isPlain: true)
                .findings.map(\.explanation.summary)
        }
        #expect(try findings("").isEmpty && findings(", by: innovation, most: 3, period: year").isEmpty)
        #expect(try findings(", period: week").count == 1)
        #expect(try findings(", value: median").count == 1)
        #expect(try findings(", by: sector").count == 1)
        #expect(try findings(", most: 3").count == 1)
        #expect(try findings(", by: innovation, value: mean").count == 1)
        #expect(try findings(", by: innovation, most: 0").count == 1)
        #expect(try findings(", by: innovation, at-least: 2").count == 1 && findings(", at-least: 0").count == 1)
        let bare = "spreads:\n  v: {titles: {en: V}, table: adoption, innovation: i, adopter: a, day: d}"
        let unknown = try findings("", bare)
        #expect(
            unknown.count == 1
                && unknown[0].hasSuffix(
                    "'aligned-adoption' looks at when innovations were published, and the spread 'v' has none")
        )
    }
}
