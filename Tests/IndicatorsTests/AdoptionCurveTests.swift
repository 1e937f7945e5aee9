import Diagnostics
import Indicators
import Records
import Testing

/// Adoptions per period without gaps, up to the as-of day 2024-02-29.
@Suite struct AdoptionCurveTests {
    private let curve = "{kind: adoption-curve, table: survey, day: day}"

    private func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay? {
        CalendarDay(year: year, month: month, day: day)
    }

    /// Two in January 2023, two in March, and one on the last day of the year.
    private var survey: TimeSurvey {
        TimeSurvey(adoptions: [
            (day(2023, 3, 20), "south"), (day(2023, 1, 15), "north"), (day(2023, 1, 31), "north"),
            (day(2023, 12, 31), "south"), (day(2023, 3, 1), "north"),
        ])
    }

    private func with(_ options: String) -> String { curve.replacing("day: day", with: "day: day, \(options)") }

    @Test func periodsRunWithoutGapsToTheAsOfDay() throws {
        let figures = try survey.figures(curve)
        let total = figures.filter { $0.breakdown.count == 1 }
        #expect(total.map { $0.breakdown[0].level.name }.first == "2023-01")
        #expect(total.map { $0.breakdown[0].level.name }.last == "2024-02")
        #expect(total.map(\.value) == [2, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5])
        let march = try figures.at("period=2023-03")
        #expect(try march.further("new") == 2 && march.n == 4 && march.interval == nil)
        #expect(march.reveals("count") == 2 && march.reveals("part") == 4 && march.reveals("whole") == nil)
        // February of the as-of day is over.
        #expect(try figures.at("period=2024-02").further("incomplete") == nil)
        // Groups begin together, so that their curves can be compared.
        let south = figures.filter { $0.breakdown.first?.level.name == "south" }
        #expect(south.map(\.value) == [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2])
    }

    @Test func aPeriodThatIsNotOverIsMarked() throws {
        let years = try survey.figures(with("period: year, value: new"))
        #expect(try years.at("period=2023").value == 5 && years.at("period=2024").value == 0)
        #expect(try years.at("period=2023").further("incomplete") == nil)
        #expect(try years.at("period=2024").further("incomplete") == 1)
        #expect(try years.at("period=2024").further("cumulative") == 5)
        let quarters = try survey.figures(with("period: quarter, value: new")).filter { $0.breakdown.count == 1 }
        #expect(quarters.map { $0.breakdown[0].level.name } == ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1"])
        #expect(quarters.map(\.value) == [4, 0, 0, 1, 0])
    }

    /// Wilson's limits by hand: 4 of 10 have adopted by March; of 8 who had not, 2 did so in March.
    @Test func sharesOfThoseWhoCouldAdoptHaveWilsonsInterval() throws {
        let share = try survey.figures(with("value: share, potential: 10")).at("period=2023-03")
        #expect(share.value == 0.4 && share.n == 10)
        #expect(isClose(share.interval?.lowerBound, 0.16818032970623614))
        #expect(isClose(share.interval?.upperBound, 0.6873262302663417))
        #expect(try share.further("atRisk") == 8 && share.further("new") == 2 && share.further("cumulative") == 4)
        #expect(share.reveals("part") == 4 && share.reveals("whole") == 10 && share.reveals("count") == 2)
        let hazard = try survey.figures(with("value: hazard, potential: 10")).at("period=2023-03")
        #expect(hazard.value == 0.25 && hazard.n == 8)
        #expect(isClose(hazard.interval?.lowerBound, 0.071479212752109))
        #expect(isClose(hazard.interval?.upperBound, 0.5907245696898311))
        #expect(try hazard.further("share") == 0.4)
        // Without a potential all seen adopt, and nothing is uncertain.
        let seen = try survey.figures(with("value: share")).at("period=2023-03")
        #expect(seen.value == 0.8 && seen.interval == nil && seen.reveals("whole") == 5)
        // Nobody is left to adopt.
        let last = try survey.figures(with("value: hazard, potential: 5")).at("period=2024-01")
        #expect(last.value == nil && last.absence == .noObservations)
    }

    @Test func moreAdoptersThanCouldAdoptLeaveNoShare() throws {
        let share = try survey.figures(with("value: share, potential: 4"))
        #expect(try share.at("period=2023-01").absence == .notApplicable)
        #expect(try share.at("period=2023-01").further("cumulative") == 2)
        let count = try survey.figures(with("potential: 4")).at("period=2023-12")
        #expect(try count.value == 5 && count.further("share") == nil && count.further("atRisk") == nil)
    }

    @Test func thePotentialIsCountedByTheSameGroups() throws {
        // 3 of north and 2 of south, of whom 1 adopted by March.
        let counted = try survey.figures(with("value: share, potential: {kind: count, table: survey}"))
        let south = try counted.at("region=south", "period=2023-03")
        #expect(south.value == 0.5 && south.n == 2)
        #expect(isClose(south.interval?.lowerBound, 0.09453120573423074))
        #expect(try counted.at("period=2023-03").value == 0.8)
    }

    @Test func theCodesOfAListThatAreInUseAreAPotential() throws {
        let codes = ["north", "south", "east"].map { Code(code: $0, titles: [:]) }
        let old = Code(code: "west", titles: [:], validity: Validity(to: day(2020, 12, 31)))
        let list = CodeList(name: "areas", codes: codes + [old])
        let text = with("value: share, of: region, potential: {codes: areas}")
        let reached = try survey.figures(text, codeLists: [list])
        #expect(try reached.at("period=2023-02").value == 1.0 / 3 && reached.at("period=2024-01").value == 2.0 / 3)
        #expect(try reached.at("period=2023-02").n == 3)
        // A list that is not there gives no potential.
        #expect(try survey.figures(text).at("period=2023-02").absence == .partMissing)
    }

    /// Each region counts once, when it is first reached: in every period anew it would count three times.
    @Test func differentValuesCountOnceInThePeriodOfTheirFirstRow() throws {
        let figures = try survey.figures(with("of: region, value: new, period: quarter"))
        #expect(figures.filter { $0.breakdown.count == 1 }.map(\.value) == [2, 0, 0, 0, 0])
        let late = try survey.figures(with("of: region, where: \"day >= 2023-03-10\""))
        #expect(try late.at("period=2023-03").value == 1)
        // North has no row that counts.
        #expect(try late.at("period=2024-02").value == 1)
    }

    @Test func numbersAreAddedUp() throws {
        let sums = try survey.figures(with("sum: \"if(region = 'north', 2.5, -1)\", period: quarter"))
        #expect(try sums.at("period=2023-Q1").value == 6.5 && sums.at("period=2023-Q1").n == 4)
        #expect(try sums.at("period=2023-Q4").value == 5.5 && sums.at("period=2023-Q4").further("new") == -1)
        let new = try survey.figures(with("sum: \"if(region = 'north', 2.5, -1)\", period: year, value: new"))
        #expect(try new.at("period=2024").value == 0 && new.at("period=2024").further("cumulative") == 5.5)
        #expect(try new.at("region=north", "period=2023").value == 7.5)
    }

    @Test func daysBeyondTheCalendarOfACurveAreNoCurve() throws {
        #expect(try TimeSurvey(adoptions: []).figures(curve).isEmpty)
        // After the as-of day nothing has been seen.
        #expect(try TimeSurvey(adoptions: [(day(2024, 3, 1), "north")]).figures(curve).isEmpty)
        let later = try TimeSurvey(adoptions: [(day(2024, 2, 1), "north"), (day(2024, 3, 1), "north")]).figures(curve)
        #expect(try later.at("period=2024-02").value == 1)
        let far = TimeSurvey(adoptions: [(day(900, 1, 1), "north"), (day(2023, 1, 1), "north")])
        let figure = try far.figures(curve).at("period=2024-02")
        #expect(figure.value == nil && figure.absence == .notApplicable)
    }

    @Test func wrongOptionsAreFound() throws {
        func codes(_ options: String) throws -> [String] { try catalogue(with(options)).findings.map(\.code) }
        #expect(try codes("value: shares").count == 1)
        #expect(try codes("period: week").count == 1)
        #expect(try codes("potential: 0") == ["indicators.potential"])
        #expect(try codes("potential: 2.5") == ["indicators.potential"])
        #expect(try codes("potential: many") == ["indicators.potential"])
        #expect(try codes("potential: {kind: mean, table: survey, of: x}") == ["indicators.nested"])
        #expect(try codes("sum: x, value: share") == ["indicators.sum"])
        #expect(try codes("sum: x, potential: 9") == ["indicators.sum"])
        #expect(try codes("sum: x, of: region") == ["indicators.sum"])
        #expect(try codes("of: region, once-per: {key: thing, earliest: day}") == ["indicators.once-per"])
        #expect(try catalogue(curve.replacing(", day: day", with: "")).findings.count == 1)
    }
}
