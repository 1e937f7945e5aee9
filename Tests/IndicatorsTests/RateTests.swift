import Diagnostics
import Indicators
import Testing

/// Events over the population that they happen in.
@Suite struct RateTests {
    private let rate =
        "{kind: rate, table: survey, where: 'status = 1', population: {kind: count, table: survey}, times: 100}"

    /// Of five things in the north two have the event, of three in the south none.
    private var survey: TimeSurvey {
        TimeSurvey(
            times: [1, 1, 0, 0, 0].map { (time: 3, status: $0, region: "north") }
                + [0, 0, 0].map { (time: 4, status: $0, region: "south") })
    }

    /// Garwood's limits of 2 are 0.242209 and 7.224688, as in his table.
    @Test func theIntervalIsGarwoods() throws {
        let north = try survey.figures(rate).at("region=north")
        #expect(isClose(north.value, 40) && north.n == 2)
        #expect(isClose(north.interval?.lowerBound, 0.242209 / 5 * 100, 1e-5))
        #expect(isClose(north.interval?.upperBound, 7.224688 / 5 * 100, 1e-5))
        #expect(try north.further("events") == 2 && north.further("population") == 5)
        #expect(north.reveals("numerator-count") == 2 && north.reveals("denominator-count") == 5)
        #expect(try survey.figures(rate).at().value == 25)
    }

    /// −ln 0.025 is the upper limit of no event.
    @Test func noEventStillHasAnUpperLimit() throws {
        let none = try survey.figures(rate.replacing("status = 1", with: "status = 7")).at()
        #expect(none.value == 0 && none.interval?.lowerBound == 0)
        #expect(isClose(none.interval?.upperBound, 3.688879454113936 / 8 * 100))
    }

    @Test func aPopulationMayBeTheTimeWatched() throws {
        // 5 × 3 and 3 × 4 days, which are 27.
        let time = rate.replacing(
            "{kind: count, table: survey}", with: "{kind: sum, table: survey, of: 'days_between(origin, day)'}")
        #expect(isClose(try survey.figures(time).at().value, 2.0 / 27 * 100))
        #expect(isClose(try survey.figures(time).at("region=north").value, 2.0 / 15 * 100))
        // Regions with an event, and not events.
        let regions = time.replacing("where:", with: "of: region, where:")
        #expect(isClose(try survey.figures(regions).at().value, 1.0 / 27 * 100))
    }

    @Test func withoutPeopleThereIsNoRate() throws {
        let nobody = rate.replacing("table: survey}", with: "table: survey, where: 'status = 7'}")
        #expect(try survey.figures(nobody).at().absence == .partMissing)
        let zero = rate.replacing("{kind: count, table: survey}", with: "{kind: sum, table: survey, of: '0'}")
        #expect(try survey.figures(zero).at().absence == .noObservations)
        #expect(try survey.figures(zero).at().further("events") == 2)
    }

    @Test func wrongOptionsAreFound() throws {
        func codes(_ text: String) throws -> [String] { try catalogue(text).findings.map(\.code) }
        #expect(try codes(rate.replacing("times: 100", with: "times: 0")) == ["indicators.times"])
        #expect(
            try codes(rate.replacing("{kind: count, table: survey}", with: "{kind: mean, table: survey, of: x}"))
                == ["indicators.nested"])
        #expect(try codes("{kind: rate, table: survey}").count == 1)
    }
}
