import Diagnostics
import Indicators
import Testing

/// Times to an event compared by groups, and their mean within a horizon.
@Suite struct SurvivalTests {
    private static let keys =
        "table: survey, key: thing, origin: origin, unit: days, events: {table: survey, where: 'status = 1', key: thing, day: day}"
    private let difference = "{kind: survival-difference, \(keys), over: region}"
    private func mean(_ within: String) -> String { "{kind: restricted-mean, \(Self.keys), within: \(within)}" }

    private func survey(_ name: String) throws -> (TimeSurvey, SurveyCase) {
        let reference = try SurveyCase(name, table: "data.csv", of: "survival")
        let times = try reference.rows.map { row in
            (time: try #require(Int(row[0])), status: try #require(Int(row[1])), region: row[2])
        }
        return (TimeSurvey(times: times), reference)
    }

    /// R, survival 3.5.3: `survdiff`.
    @Test(arguments: [("lung", ["male", "female"]), ("ovarian", ["1", "2"])])
    func groupsDifferAsByTheLogRankTestInR(name: String, groups: [String]) throws {
        let (survey, reference) = try survey(name)
        let figures = try survey.figures(difference)
        let total = try figures.at()
        #expect(try isClose(total.value, reference.number("logrank.chisq"), 1e-8))
        #expect(try isClose(total.further("p"), reference.number("logrank.p"), 1e-8))
        #expect(try total.further("degreesOfFreedom") == 1 && total.further("groups") == 2)
        #expect(try total.further("events") == reference.number("events"))
        #expect(try Double(total.n) == reference.number("n") && total.interval == nil)
        // Within one level of the dimension there is nothing to compare.
        #expect(try figures.at("region=\(groups[0])").absence == .tooFew)
        let named = try survey.figures(
            difference.replacing("over: region", with: "over: region, groups: ['\(groups[0])', '\(groups[1])', x]")
        ).at()
        #expect(isClose(named.value, try #require(total.value), 1e-12))
        for group in groups {
            let (observed, expected) = (
                try reference.number("logrank.observed.\(group)"), try reference.number("logrank.expected.\(group)")
            )
            #expect(try named.further("\(group)-observed") == observed)
            #expect(try isClose(named.further("\(group)-expected"), expected, 1e-8))
            #expect(try total.reveals("n at region \(group)") == Int(reference.number("median_loglog.\(group).n")))
            #expect(total.reveals("events at region \(group)") == Int(observed))
        }
        #expect(try named.further("x-observed") == nil && named.further("groups") == 2)
        #expect(named.reveals("n at region x") == nil && named.reveals("n") == total.n)
    }

    /// statsmodels 0.15.0, `survdiff` with `strata`: the place of the row modulo 3.
    @Test func groupsAreComparedWithinStrata() throws {
        let (survey, reference) = try survey("lung")
        let stratified = difference.replacing("over: region", with: "over: region, strata: stratum")
        let total = try survey.figures(stratified).at()
        #expect(isClose(total.value, 9.599850741965488, 1e-9))
        #expect(try isClose(total.further("p"), 0.001945931860983463, 1e-9))
        #expect(try total.further("strata") == 3 && total.further("groups") == 2 && total.n == 228)
        #expect(try total.further("events") == reference.number("events"))
        let named = try survey.figures(
            stratified.replacing("over: region", with: "over: region, groups: [female, male]")
        ).at()
        #expect(named.value == total.value)
        #expect(try named.further("male-observed") == reference.number("logrank.observed.male"))
        // Where each stratum has one group there is nothing to compare within it.
        let alone = try survey.figures(difference.replacing("over: region", with: "over: region, strata: region")).at()
        #expect(alone.value == nil && alone.absence == .noVariation)
        let unknown = try catalogue(difference.replacing("over: region", with: "over: region, strata: regoin"))
        #expect(unknown.findings.count == 1)
    }

    private func curve(_ every: String) -> String { "{kind: survival-curve, \(Self.keys)\(every)}" }

    /// Those at risk at a time are those whose own time is no less, counted here by one.
    @Test(arguments: ["lung", "ovarian"]) func thoseAtRiskAreToldAtEachMultiple(name: String) throws {
        let (survey, reference) = try survey(name)
        let times = try reference.rows.map { try #require(Int($0[0])) }
        let last = try #require(times.max())
        let plain = try survey.figures(curve("")).filter { $0.breakdown.count == 1 }
        let told = try survey.figures(curve(", every: 90")).filter { $0.breakdown.count == 1 }
        func time(_ figure: Figure) throws -> Int {
            guard case .number(let time) = try #require(figure.breakdown.last).level else { return -1 }
            return time
        }
        let known = try Dictionary(uniqueKeysWithValues: told.map { (try time($0), $0) })
        // What is told without multiples is told with them.
        for figure in plain { #expect(try known[time(figure)] == figure) }
        let multiples = stride(from: 90, through: last, by: 90)
        #expect(try Set(known.keys) == Set(plain.map(time)).union(multiples))
        for multiple in multiples {
            let figure = try #require(known[multiple])
            #expect(figure.n == times.count { $0 >= multiple } && figure.reveals("atRisk") == figure.n)
            let before = try plain.last { try time($0) <= multiple }
            #expect(figure.value == before?.value && figure.interval == before?.interval)
        }
        #expect(try catalogue(curve(", every: 0")).findings.map(\.code) == ["indicators.every"])
    }

    /// R, survival 3.5.3: `survfit` with `rmean`; the interval is ± 1.959964 standard errors.
    @Test(arguments: ["lung", "ovarian"]) func restrictedMeansAreThoseOfR(name: String) throws {
        let (survey, reference) = try survey(name)
        let horizon = try Int(reference.number("rmst.tau"))
        let total = try survey.figures(mean("\(horizon)"), unit: "days").at()
        let (value, error) = (try reference.number("rmst.rmst"), try reference.number("rmst.se"))
        #expect(isClose(total.value, value, 1e-8))
        #expect(try isClose(total.further("standardError"), error, 1e-8))
        #expect(isClose(total.interval?.lowerBound, value - 1.959963984540054 * error, 1e-8))
        #expect(isClose(total.interval?.upperBound, value + 1.959963984540054 * error, 1e-8))
        let events = survey.rows.count { row in row.isEvent && Int(row.day - row.origin) <= horizon }
        #expect(try total.further("events") == Double(events))
        #expect(total.reveals("events") == events && total.reveals("n") == survey.rows.count)
    }

    @Test func groupsThatAreNotNamedStayOut() throws {
        let (ovarian, reference) = try survey("ovarian")
        let times = ovarian.rows.map {
            (time: Int($0.day - $0.origin), status: $0.isEvent ? 1 : 0, region: $0.region)
        }
        let others = (1...30).map { (time: $0, status: 1, region: "3") }
        let survey = TimeSurvey(times: others + times)
        let named = difference.replacing("over: region", with: "over: region, groups: ['2', '1']")
        let figures = try survey.figures(named)
        let total = try figures.at()
        #expect(try isClose(total.value, reference.number("logrank.chisq"), 1e-8))
        #expect(try total.n == 26 && total.further("groups") == 2 && total.further("events") == 12)
        #expect(total.reveals("n at region 3") == nil && total.reveals("n at region 1") == 13)
        #expect(try figures.at("region=3").absence == .noObservations)
        let all = try survey.figures(difference).at()
        #expect(try all.further("groups") == 3 && all.further("degreesOfFreedom") == 2 && all.n == 56)
    }

    @Test func fewInAGroupAreNotTested() throws {
        let (survey, _) = try survey("ovarian")
        let few = try survey.figures(difference.replacing("over:", with: "minimum-n: 14, over:")).at()
        #expect(few.value == nil && few.absence == .tooFew && few.n == 26)
        #expect(try few.further("p") == nil && few.further("events") == 12)
        #expect(try survey.figures(difference.replacing("over:", with: "minimum-n: 13, over:")).at().value != nil)
    }

    @Test func severalTestsAreOneFamily() throws {
        let (survey, reference) = try survey("lung")
        let total = try survey.figures(difference, further: ["adjustment: holm"]).at()
        // The figures of one region have no test, so that the family is of one.
        #expect(try isClose(total.further("adjustedP"), reference.number("logrank.p"), 1e-8))
    }

    @Test func degenerateDataHaveReasons() throws {
        func of(_ rows: [(Int, Int, String)], _ calculation: String) throws -> Figure {
            try TimeSurvey(times: rows.map { (time: $0.0, status: $0.1, region: $0.2) }).figures(
                calculation.replacing("over:", with: "minimum-n: 2, over:")
            ).at()
        }
        #expect(try of([], difference).absence == .noObservations)
        #expect(try of([(5, 1, "a"), (6, 1, "a")], difference).absence == .tooFew)
        // Nobody had the event.
        #expect(try of([(5, 0, "a"), (6, 0, "a"), (5, 0, "b"), (6, 0, "b")], difference).absence == .noVariation)
        #expect(try of([], mean("5")).absence == .noObservations)
        #expect(try of([(5, 0, "a")], mean("6")).absence == .notReached)
        // Without events within the horizon all of it is without, and nothing varies.
        let whole = try of([(5, 0, "a"), (9, 1, "a")], mean("5"))
        #expect(try whole.value == 5 && whole.interval == nil && whole.further("events") == 0)
        // Everybody had the event: 1 and 3 days are two on average, whatever the horizon.
        #expect(try of([(1, 1, "a"), (3, 1, "a")], mean("100")).value == 2)
    }

    @Test(arguments: ["0", "-3", "10000001"]) func horizonsAreAboveZero(within: String) throws {
        let found = try catalogue(mean(within)).findings
        #expect(found.map(\.code) == ["indicators.within"])
    }

    @Test func wrongOptionsAreFound() throws {
        #expect(try catalogue(difference.replacing("over: region", with: "over: regoin")).findings.count == 1)
        #expect(try catalogue(difference.replacing(", over: region", with: "")).findings.count == 1)
        #expect(try catalogue(difference.replacing("unit: days", with: "unit: weeks")).findings.count == 1)
        #expect(
            try catalogue(difference.replacing("over:", with: "groups: [a], over:")).findings.map(\.code)
                == ["indicators.groups"])
        #expect(try catalogue(mean("5").replacing(", within: 5", with: "")).findings.count == 1)
        #expect(try catalogue(mean("5.5")).findings.count == 1)
        #expect(try catalogue(mean("5"), further: ["bootstrap: {limits: bca}"]).findings.count == 1)
    }
}
