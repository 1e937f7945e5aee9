import Diagnostics
import Foundation
import Records
import Statistics
import Testing

@testable import Pipeline

/// How a follow-up stands: sizes, what is still needed, overdue ones, and those who fell out.
@Suite struct FollowUpStateTests {
    private func definition(
        margin: Double = 0.03, rate: Double = 1, results: [FollowUpDefinition.Result] = []
    ) -> FollowUpDefinition {
        FollowUpDefinition(
            table: "participant", person: "person", exit: "exit", months: 6, population: nil, group: nil, strata: [],
            compared: [], answer: "true", refused: nil, results: results, margin: margin, confidence: 0.95,
            expectedShare: 0.5, responseRate: rate, seed: 7, window: 28, draws: nil,
            location: RecordLocation(file: "x.yaml"))
    }

    private func contacts(_ strata: [Int], margin: Double = 0.03, rate: Double = 1) throws -> [Int] {
        let units = strata.enumerated().flatMap { place, size in
            (0..<size).map { FollowUpDrawTests.unit("\(place)-\($0)", "s\(place)") }
        }
        return try FollowUpState.contacts(wantedOf: units, definition(margin: margin, rate: rate))
            .sorted { $0.key < $1.key }.map(\.value)
    }

    /// n₀ = 1.959964² · 0.25/0.03² = 1067.07, and in 1,000: 1067.07/(1 + 1066.07/1000) = 516.5, so 517. Of 20: 19.65, so all.
    /// Shared out over 600, 300 and 100: 310.2, 155.1 and 51.7, so 310, 155 and 52. At a rate of 0.5 all of 1,000 are too few.
    @Test func sizesAreThoseOfTheFormula() throws {
        #expect(try contacts([1_000]) == [517] && contacts([20]) == [20])
        #expect(try contacts([600, 300, 100]) == [310, 155, 52])
        #expect(try contacts([1_000], rate: 0.5) == [1_000] && contacts([10_000], rate: 0.5) == [1_930])
        // n₀ = 96.04 at ±10 points: of 100 it takes 96.04/(1 + 95.04/100) = 49.2, so 50; a stratum of 2 needs both.
        #expect(try contacts([98, 2], margin: 0.1) == [48, 2])
    }

    /// Each sample is large enough by itself: two of 1,000 take 517 each, and one of 2,000 took 697.
    @Test func eachGroupHasASampleOfItsOwn() throws {
        let units = ["OP1", "OP2"].flatMap { group in
            (0..<1_000).map { FollowUpDrawTests.unit("\(group)-\($0)", "s", group: group) }
        }
        let wanted = try FollowUpState.contacts(wantedOf: units, definition())
        #expect(wanted.map(\.value) == [517, 517])
        #expect(try contacts([2_000]) == [697])
    }

    private func state(
        _ units: [FollowUpUnit], drawn: [FollowUpUnit], _ definition: FollowUpDefinition
    ) throws -> FollowUpState {
        var register = DrawRegister()
        for (place, unit) in drawn.enumerated() {
            register.add(
                DrawRegister.Entry(
                    draw: 1, day: FollowUpDrawTests.day, seed: 7, role: .drawn, order: place + 1, id: unit.id,
                    place: unit.place))
        }
        return try FollowUpState(units, definition, register: register, day: FollowUpDrawTests.day)
    }

    /// As of 30 June 2024: left 2 December, due 2 June, 28 days ago, so open; left 1 December, due 1 June, 29 days ago, so overdue.
    /// Left 31 December, due 30 June, so due today; left 1 January, due tomorrow, so not due.
    @Test func theWindowEndsAfterItsLastDay() throws {
        let units = [
            FollowUpDrawTests.unit("open", "s", exit: "2023-12-02"),
            FollowUpDrawTests.unit("late", "s", exit: "2023-12-01"),
            FollowUpDrawTests.unit("said", "s", exit: "2023-12-01", answered: true),
            FollowUpDrawTests.unit("not", "s", exit: "2023-12-01", refused: true),
            FollowUpDrawTests.unit("today", "s", exit: "2023-12-31"),
            FollowUpDrawTests.unit("tomorrow", "s", exit: "2024-01-01"),
        ]
        let state = try state(units, drawn: units, definition())
        #expect(state.standings == [.due: 5, .notDue: 1])
        #expect(
            state.months == [.init(month: "2024-06", drawn: 5, answered: 1, refused: 1, open: 3, overdue: 1)])
        #expect(state.contacts.filter(\.isOverdue).map(\.id.pseudonym) == ["late"])
        #expect(Set(state.contacts.map(\.id.pseudonym)) == ["open", "late", "today"])
        #expect(state.lost == [.init(id: units[5].id, reason: .notDue)])
    }

    @Test func whoeverFellOutIsTold() throws {
        let back = FollowUpDrawTests.unit("back", "s", exit: "2024-07-15")
        let outside = FollowUpDrawTests.unit("outside", "s", belongs: false)
        let gone = FollowUpDrawTests.unit("gone", "s")
        let moved = FollowUpDrawTests.unit("moved", "old")
        let state = try state(
            [back, outside, FollowUpDrawTests.unit("moved", "new")], drawn: [back, outside, gone, moved], definition())
        #expect(
            state.lost.map { "\($0.id.pseudonym) \($0.reason.rawValue)" } == [
                "back not-left", "gone not-in-data", "outside not-in-population",
            ])
        #expect(state.moved == 1)
    }

    /// 20 take all at ±3 points, 2 have answered, so 18 are needed; at a rate of 0.5 that would take 36 and only 18 are silent. Drawn are
    /// 10 of whom 8 are open; of the reserve all 10 are to be asked.
    @Test func theReserveIsCalledForWhatIsStillNeeded() throws {
        let units = (0..<20).map { FollowUpDrawTests.unit("p\($0 + 10)", "s", answered: $0 < 2) }
        var register = DrawRegister()
        for (place, unit) in units.enumerated() {
            register.add(
                DrawRegister.Entry(
                    draw: 1, day: FollowUpDrawTests.day, seed: 7, role: place < 10 ? .drawn : .reserve,
                    order: place % 10 + 1, id: unit.id, place: unit.place))
        }
        let state = try FollowUpState(units, definition(rate: 0.5), register: register, day: FollowUpDrawTests.day)
        let stratum = try #require(state.samples.first?.strata.first)
        #expect(stratum.part.stillNeeded == 18 && stratum.part.furtherContacts == 18)
        #expect(stratum.drawn == 10 && stratum.open == 8 && stratum.reserve == 10 && stratum.toCall == 10)
        #expect(!stratum.part.isWithinReach)
    }

    /// Among 6 to whom it applies, 4 answered and 3 say yes: 75 %, and of 6 that is 4.5.
    @Test func resultsAreOfThoseTheyCanBeSaidOf() throws {
        typealias Outcome = FollowUpUnit.Outcome
        let outcomes: [Outcome] =
            (0..<6).map { Outcome(isAmong: true, isKnown: $0 < 4, holds: $0 < 3 || $0 == 5) }
            + [Outcome(isAmong: false, isKnown: true, holds: true)]
        let units = outcomes.enumerated().map { FollowUpDrawTests.unit("p\($0)", "s", answered: true, outcomes: [$1]) }
        let results = [FollowUpDefinition.Result(name: "r", among: nil, answer: nil, part: "true")]
        let result = try #require(
            try state(units, drawn: [], definition(results: results)).samples.first?.results.first)
        #expect(result.answers == 4 && result.observed == 3 && result.estimate.population == 6)
        #expect(agrees(result.estimate.share.value, 0.75) && agrees(result.estimate.total.value, 4.5))
    }

    @Test(arguments: [
        (0.05, 1, "0.1"), (-1.25, 1, "−1.3"), (1234.5, 0, "1235"), (0, 2, "0.00"), (-0.04, 1, "0.0"),
        (9.999, 2, "10.00"),
    ]) func numbersAreRoundedOnce(value: Double, places: Int, text: String) {
        #expect(PlainNumbers.text(value, places) == text)
    }
}
