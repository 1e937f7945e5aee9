import Diagnostics
import Indicators
import Records
import Testing

/// Curves of growth period by period, as of 2024-02-29.
@Suite struct GrowthCurveTests {
    private let curve = "{kind: growth-curve, table: survey, day: day, period: year, horizon: 2}"
    private let bootstrap = "bootstrap: {limits: percentile, replicates: 99, seed: 3}"

    private func mammography() throws -> ([(day: CalendarDay?, region: String)], SurveyCase) {
        let reference = try SurveyCase("bass_mammography", table: "series.csv", of: "diffusion")
        let adoptions = try reference.rows.flatMap { row in
            let (year, count) = (try #require(Int(row[0])), try #require(Int(row[2])))
            return (0..<count).map { (day: CalendarDay(year: year, month: $0 % 12 + 1, day: 15), region: "north") }
        }
        return (adoptions, reference)
    }

    /// m F(t) with m, p and q of R, minpack.lm 1.2.3 (SciPy 1.17.1 agrees); the forecast adds m (F(t) − F(t − 1)) to those seen.
    @Test func theBassCurveIsThatOfTheParametersOfR() throws {
        let (adoptions, reference) = try mammography()
        let total = try TimeSurvey(adoptions: adoptions).figures(curve, further: [bootstrap]).filter {
            $0.breakdown.count == 1
        }
        let (m, p, q) = try (
            reference.number("nls_discrete.m"), reference.number("nls_discrete.p"), reference.number("nls_discrete.q")
        )
        func reached(_ t: Double) -> Double {
            m * (1 - exponential(-(p + q) * t)) / (1 + q / p * exponential(-(p + q) * t))
        }
        #expect(total.count == 16)
        var observed = 0.0
        for (index, row) in reference.rows.enumerated() {
            let figure = total[index]
            observed += try #require(Double(row[2]))
            #expect(isClose(figure.value, reached(Double(index + 1)), 1e-5), "\(index)")
            #expect(try figure.further("observed") == observed && figure.further("forecast") == 0)
            let new = reached(Double(index + 1)) - reached(Double(index))
            #expect(try isClose(figure.further("new"), new, 1e-4))
            #expect(try #require(figure.interval).contains(try #require(figure.value)))
            #expect(figure.n == adoptions.count && figure.reveals("part") == Int(observed))
        }
        let (last, next) = (total[14], total[15])
        let ahead = [15.0, 16].map { reached($0) - reached($0 - 1) }
        #expect(isClose(last.value, Double(adoptions.count) + ahead[0], 1e-5))
        #expect(isClose(next.value, Double(adoptions.count) + ahead[0] + ahead[1], 1e-5))
        #expect(try next.further("forecast") == 1 && next.further("observed") == nil)
        let widths = try [last, next].map { try #require($0.interval) }
        #expect(widths[0].lowerBound >= Double(adoptions.count))
        #expect(next.reveals.map(\.name) == ["n"])
    }

    /// e^x by its series about the nearest multiple of a small step, good to 1e-12 for the values here.
    private func exponential(_ x: Double) -> Double {
        let half = x / 1_024
        var (sum, term) = (1.0, 1.0)
        for k in 1...12 {
            term *= half / Double(k)
            sum += term
        }
        return (0..<10).reduce(sum) { value, _ in value * value }
    }

    @Test func aGivenPotentialHasAnIntervalToo() throws {
        let (adoptions, _) = try mammography()
        let text = curve.replacing("period:", with: "potential: 150, period:")
        let total = try TimeSurvey(adoptions: adoptions).figures(text, further: [bootstrap])
        let ahead = try #require(
            total.first { $0.breakdown.count == 1 && $0.further.contains { $0.name == "forecast" && $0.value == 1 } })
        #expect(ahead.interval != nil)
        #expect(try catalogue(text).catalogue.indicators.first?.bootstrap?.replicates == 499)
    }

    @Test func aSeriesThatCannotBeFittedSaysWhyInEachPeriod() throws {
        func figures(_ counts: [Int], _ text: String) throws -> [Figure] {
            let adoptions = counts.enumerated().flatMap { year, count in
                [(day: CalendarDay?, region: String)](
                    repeating: (CalendarDay(year: 1990 + year, month: 6, day: 1), "north"), count: count)
            }
            return try TimeSurvey(adoptions: adoptions).figures(text, further: [bootstrap]).filter {
                $0.breakdown.count == 1
            }
        }
        let rising = try figures([1, 2, 4, 8, 16, 32], curve)
        #expect(rising.count == 6 && rising.allSatisfy { $0.value == nil && $0.absence == .beforeInflection })
        #expect(try rising[2].further("observed") == 7 && rising[2].reveals("part") == 7 && rising[2].n == 63)
        #expect(try figures([3, 5, 2], curve).map(\.absence) == [.tooFew, .tooFew, .tooFew])
        #expect(try figures([], curve).isEmpty)
        let few = curve.replacing("period:", with: "potential: 40, period:")
        #expect(try figures([1, 2, 4, 8, 16, 32], few).first?.absence == .notApplicable)
        // Nothing but the year of the as-of day, which is not over.
        let open = TimeSurvey(adoptions: [(CalendarDay(year: 2024, month: 1, day: 3), "north")])
        #expect(try open.figures(curve, further: [bootstrap]).at("period=2024").absence == .tooFew)
    }

    private let comparison = "{kind: growth-comparison, table: survey, day: day, period: year}"

    /// SciPy 1.17.1, `least_squares` of the first 11, 12 and 13 years, and the last year repeated.
    @Test(arguments: [
        ("bass", 2.0021024048747114, 0.717822619324867, 2.6807311245804826),
        ("gompertz", 6.409911208329216, 2.8501909541318664, 8.81510372095292),
        ("logistic", 2.042380601455961, 0.7344691608294492, 2.741050031419672),
        ("naive", 8.356634091147782, 4.45, 11.210114480533491),
    ]) func forecastErrorsAreThoseOfSciPy(model: String, error: Double, share: Double, holdOut: Double) throws {
        let (adoptions, _) = try mammography()
        let figures = try TimeSurvey(adoptions: adoptions).figures(comparison, unit: "adoptions")
        let figure = try figures.at("model=\(model)")
        #expect(isClose(figure.value, error, 1e-5) && figure.n == adoptions.count && figure.interval == nil)
        #expect(try isClose(figure.further("percentageError"), share, 1e-5))
        #expect(try isClose(figure.further("holdOutError"), holdOut, 1e-5))
        #expect(try figure.further("heldOut") == 3 && figure.further("forecasts") == 6)
        // The least of the three years: 6, 5 and 1.
        #expect(figure.reveals("n") == adoptions.count && figure.reveals("count") == 1)
    }

    @Test func comparisonsSayWhyThereIsNoError() throws {
        func figures(_ counts: [Int], _ text: String) throws -> [Figure] {
            let adoptions = counts.enumerated().flatMap { year, count in
                [(day: CalendarDay?, region: String)](
                    repeating: (CalendarDay(year: 1990 + year, month: 6, day: 1), "north"), count: count)
            }
            return try TimeSurvey(adoptions: adoptions).figures(text).filter { $0.breakdown.count == 1 }
        }
        let rising = try figures([1, 2, 4, 8, 16, 32], comparison)
        #expect(rising.count == 4 && rising.allSatisfy { $0.value == nil && $0.absence == .beforeInflection })
        #expect(rising.allSatisfy { $0.n == 63 && $0.reveals.map(\.name) == ["n"] })
        #expect(try figures([3, 5, 2], comparison).allSatisfy { $0.absence == .tooFew })
        let known = comparison.replacing("period:", with: "potential: 200, hold-out: 1, period:")
        let given = try figures([1, 2, 4, 8, 16, 32], known)
        #expect(try given.count == 4 && given.allSatisfy { try $0.value != nil && $0.further("heldOut") == 1 })
        // 16 instead of 32.
        #expect(given.last?.value == 16)
        let open = TimeSurvey(adoptions: [(CalendarDay(year: 2024, month: 1, day: 3), "north")])
        #expect(try open.figures(comparison).at("model=bass").absence == .tooFew)
        #expect(try catalogue(comparison.replacing("period:", with: "hold-out: 0, period:")).findings.count == 1)
    }

    @Test func wrongOptionsAreFound() throws {
        func codes(_ horizon: String, _ further: String...) throws -> [String] {
            try catalogue(curve.replacing("horizon: 2", with: horizon), further: further).findings.map(\.code)
        }
        #expect(try codes("horizon: -1") == ["indicators.horizon"])
        #expect(try codes("horizon: 121") == ["indicators.horizon"])
        #expect(try codes("model: bas").count == 1)
        #expect(try codes("potential: 0") == ["indicators.potential"])
        #expect(try codes("horizon: 3", "bootstrap: {limits: bca}") == ["indicators.bootstrap"])
    }
}
