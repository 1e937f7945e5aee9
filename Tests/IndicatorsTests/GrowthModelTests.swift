import Diagnostics
import Indicators
import Records
import Testing

/// Curves of growth fitted to adoptions per period.
@Suite struct GrowthModelTests {
    private let bass = "{kind: growth-model, table: survey, day: day, period: year}"
    private let bootstrap = "bootstrap: {limits: percentile, replicates: 99, seed: 3}"

    /// Each adopter of a yearly series as a row in some month of the year.
    private func mammography(_ region: String = "north") throws -> ([(day: CalendarDay?, region: String)], SurveyCase) {
        let reference = try SurveyCase("bass_mammography", table: "series.csv", of: "diffusion")
        let adoptions = try reference.rows.flatMap { row in
            let (year, count) = (try #require(Int(row[0])), try #require(Int(row[2])))
            return (0..<count).map { (day: CalendarDay(year: year, month: $0 % 12 + 1, day: 15), region: region) }
        }
        return (adoptions, reference)
    }

    /// R, minpack.lm 1.2.3 (SciPy 1.17.1 agrees).
    @Test func theBassModelIsThatOfNonlinearLeastSquaresInR() throws {
        let (adoptions, reference) = try mammography()
        let total = try TimeSurvey(adoptions: adoptions).figures(bass, further: [bootstrap]).at()
        func number(_ key: String) throws -> Double { try reference.number("nls_discrete.\(key)") }
        #expect(try isClose(total.value, number("m"), 1e-5))
        for (name, key) in [
            ("potentialError", "m_se"), ("externalInfluence", "p"), ("externalInfluenceError", "p_se"),
            ("imitation", "q"), ("imitationError", "q_se"), ("peakTime", "peak_time"), ("peakSize", "peak_rate"),
            ("rSquared", "r2"),
        ] {
            #expect(try isClose(total.further(name), number(key), 1e-5), "\(name)")
        }
        let adopters = adoptions.count
        #expect(try total.n == adopters && total.further("adopters") == Double(adopters))
        #expect(try isClose(total.further("reached"), Double(adopters) / number("m"), 1e-5))
        #expect(try total.further("periods") == 14)
        // 8.88 years after the start of 1965 is in 1973.
        let peak = try #require(CalendarDay(year: 1973, month: 1, day: 1))
        #expect(try total.further("peak") == Double(peak.number))
        #expect(total.reveals.map(\.name) == ["count"] && total.reveals("count") == adopters)
        // Twice two standard errors about the estimate, more or less.
        let interval = try #require(total.interval)
        #expect(try interval.contains(number("m")))
        let width = interval.upperBound - interval.lowerBound
        #expect(try (2 * number("m_se")..<6 * number("m_se")).contains(width))
    }

    @Test func aSeedGivesTheSameIntervalAndAnotherAnother() throws {
        let (adoptions, _) = try mammography()
        let survey = TimeSurvey(adoptions: adoptions)
        let first = try survey.figures(bass, further: [bootstrap]).at()
        let again = try TimeSurvey(adoptions: adoptions.reversed()).figures(bass, further: [bootstrap]).at()
        let other = try survey.figures(bass, further: [bootstrap.replacing("seed: 3", with: "seed: 4")]).at()
        #expect(first.interval == again.interval && first.interval != other.interval)
        #expect(first.value == other.value)
    }

    /// Each adoption three times over, of which one counts.
    @Test func differentValuesAreCountedWithinAPeriod() throws {
        let (adoptions, _) = try mammography()
        let yearly = Dictionary(grouping: adoptions) { $0.day?.parts.year ?? 0 }
        // As many regions as adopters in each year.
        let rows = yearly.values.flatMap { year in
            year.indices.flatMap { place in (0..<3).map { _ in (day: year[place].day, region: "r\(place)") } }
        }
        let text = bass.replacing("day: day", with: "day: day, of: region, potential: 150")
        let total = try TimeSurvey(adoptions: rows).figures(text).at()
        #expect(try isClose(total.further("imitation"), 0.6291875525413587, 1e-5))
        #expect(total.n == adoptions.count)
    }

    @Test func withoutAWordTheIntervalIsOf499Resamples() throws {
        let choice = try #require(try catalogue(bass).catalogue.indicators.first?.bootstrap)
        #expect(choice.replicates == 499 && choice.seed == 1 && choice.limits == .percentile)
        let seeded = try catalogue(bass, further: ["bootstrap: {limits: percentile, seed: 5}"]).catalogue
        #expect(seeded.indicators.first?.bootstrap?.replicates == 499)
        #expect(try catalogue("{kind: mean, table: survey, of: x}").catalogue.indicators.first?.bootstrap == nil)
    }

    /// SciPy 1.17.1: `least_squares` of the same differences of the curve, with complex steps.
    @Test(arguments: [
        ("logistic", 111.53900406265242, 0.8596706668688564, 8.882505375358386),
        ("gompertz", 105.12351829105648, 0.6198900332809476, 8.564327797322838),
    ])
    func otherCurvesAreThoseOfSciPy(model: String, m: Double, rate: Double, inflection: Double) throws {
        let (adoptions, _) = try mammography()
        let text = bass.replacing("period:", with: "model: \(model), period:")
        let total = try TimeSurvey(adoptions: adoptions).figures(text, further: [bootstrap]).at()
        #expect(isClose(total.value, m, 1e-5))
        #expect(try isClose(total.further("rate"), rate, 1e-5))
        #expect(try isClose(total.further("inflection"), inflection, 1e-5))
        #expect(try isClose(total.further("peakTime"), inflection, 1e-5))
    }

    /// p and q by SciPy 1.17.1, `least_squares`, with m = 150.
    @Test func aGivenPotentialIsTheValue() throws {
        let (adoptions, _) = try mammography()
        let survey = TimeSurvey(adoptions: adoptions)
        let text = bass.replacing("period:", with: "potential: 150, period:")
        let total = try survey.figures(text).at()
        #expect(total.value == 150 && total.interval == nil)
        #expect(try isClose(total.further("externalInfluence"), 0.002395043825673147, 1e-5))
        #expect(try isClose(total.further("imitation"), 0.6291875525413587, 1e-5))
        #expect(try isClose(total.further("reached"), Double(adoptions.count) / 150))
        #expect(!total.further.contains { $0.name == "potentialError" })
        // More adopters than that are no error.
        let few = try survey.figures(text.replacing("150", with: "100")).at()
        #expect(few.value == nil && few.absence == .notApplicable && few.n == adoptions.count)
        #expect(few.reveals("count") == adoptions.count)
    }

    @Test(arguments: [("month", 1), ("quarter", 3)]) func periodsAreOfTheCalendar(period: String, months: Int) throws {
        let (_, reference) = try mammography()
        // The yearly series as one of months or quarters, from November 2001, or the fourth quarter of 2001.
        let adoptions = try reference.rows.enumerated().flatMap { place, row in
            let month = 9 + place * months + (months == 1 ? 1 : 0)
            let day = CalendarDay(year: 2001 + month / 12, month: month % 12 + 1, day: 28)
            return [(day: CalendarDay?, region: String)](
                repeating: (day, "north"), count: try #require(Int(row[2])))
        }
        let text = bass.replacing("period: year", with: "period: \(period)")
        let total = try TimeSurvey(adoptions: adoptions).figures(text, further: [bootstrap]).at()
        #expect(try isClose(total.value, reference.number("nls_discrete.m"), 1e-5))
        // The ninth period.
        let peak = months == 1 ? CalendarDay(year: 2002, month: 7, day: 1) : CalendarDay(year: 2003, month: 10, day: 1)
        #expect(try total.further("peak") == Double(try #require(peak).number))
    }

    /// The as-of day is 2024-02-29: the year 2024 is not over, February is.
    @Test func periodsThatAreNotOverTakeNoPart() throws {
        let (adoptions, reference) = try mammography()
        let late = CalendarDay(year: 2024, month: 1, day: 3)
        // The series moved so that it ends in 2023, with some adoptions of 2024.
        let moved = adoptions.map { adoption in
            (
                day: adoption.day.flatMap { CalendarDay(year: $0.parts.year + 45, month: $0.parts.month, day: 15) },
                region: adoption.region
            )
        }
        let survey = TimeSurvey(adoptions: moved + [(late, "north"), (late, "south")])
        let figures = try survey.figures(bass, further: [bootstrap])
        #expect(try isClose(figures.at().value, reference.number("nls_discrete.m"), 1e-5))
        #expect(try figures.at().n == adoptions.count && figures.at().reveals("count") == adoptions.count)
        // A group with nothing but a period that is not over.
        #expect(try figures.at("region=south").absence == .tooFew)
        let months = TimeSurvey(
            adoptions: (1...6).map { (CalendarDay(year: 2024, month: $0 % 2 + 1, day: 1), "north") })
        #expect(try months.figures(bass.replacing("year", with: "month")).at().n == 6)
    }

    @Test func groupsBeginWithTheirOwnFirstAdoption() throws {
        let (north, reference) = try mammography()
        let later = try mammography("south").0.map { adoption in
            (
                day: adoption.day.flatMap { CalendarDay(year: $0.parts.year + 2, month: $0.parts.month, day: 15) },
                region: adoption.region
            )
        }
        let figures = try TimeSurvey(adoptions: north + later).figures(bass, further: [bootstrap])
        let south = try figures.at("region=south")
        #expect(try isClose(south.value, reference.number("nls_discrete.m"), 1e-5))
        #expect(try south.further("periods") == 14)
        // The other one was watched for two years more.
        #expect(try figures.at("region=north").further("periods") == 16)
    }

    @Test func degenerateSeriesHaveReasons() throws {
        func figure(_ counts: [Int], _ text: String? = nil) throws -> Figure {
            let adoptions = counts.enumerated().flatMap { year, count in
                [(day: CalendarDay?, region: String)](
                    repeating: (CalendarDay(year: 1990 + year, month: 6, day: 1), "north"), count: count)
            }
            return try TimeSurvey(adoptions: adoptions).figures(text ?? bass, further: [bootstrap]).at()
        }
        #expect(try figure([]).absence == .noObservations)
        #expect(try figure([3, 5, 2]).absence == .tooFew)
        #expect(try figure([7]).absence == .tooFew)
        // Still growing faster.
        let rising = try figure([1, 2, 4, 8, 16, 32])
        #expect(rising.absence == .beforeInflection && rising.n == 63 && rising.reveals("count") == 63)
        for counts in [[4, 4, 4, 4, 4], [9, 0, 0, 0, 1], [1, 0, 0, 0, 0, 0, 1]] {
            let figure = try figure(counts)
            #expect(figure.value?.isFinite ?? (figure.absence != nil), "\(counts)")
        }
        // More months than are fitted.
        let far = [
            (day: CalendarDay(year: 1800, month: 1, day: 1), region: "north"),
            (day: CalendarDay(year: 2000, month: 1, day: 1), region: "north"),
        ]
        let long = try TimeSurvey(adoptions: far).figures("{kind: growth-model, table: survey, day: day}").at()
        #expect(long.absence == .notApplicable && long.n == 2)
    }

    @Test func wrongOptionsAreFound() throws {
        func codes(_ option: String, _ further: String...) throws -> [String] {
            try catalogue(bass.replacing("day: day", with: "day: day, \(option)"), further: further).findings.map(
                \.code)
        }
        #expect(try codes("model: bas").count == 1)
        #expect(try catalogue(bass.replacing("year", with: "week")).findings.count == 1)
        #expect(try catalogue(bass.replacing(", day: day", with: "")).findings.count == 1)
        #expect(try codes("potential: 0") == ["indicators.potential"])
        #expect(try codes("potential: -4") == ["indicators.potential"])
        #expect(try codes("potential: many").count == 1)
        #expect(try codes("of: thing", "bootstrap: {limits: bca}") == ["indicators.bootstrap"])
        #expect(try codes("potential: 9", bootstrap) == ["indicators.bootstrap"])
        #expect(try codes("of: thing", "bootstrap: {limits: percentile, replicates: 98}") == ["indicators.bootstrap"])
    }
}
