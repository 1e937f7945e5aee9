import Diffusion
import Statistics
import Testing

/// Times from one stage to another, on a few histories.
@Suite struct StagePassageTests {
    private func entries(_ histories: [String: [(stage: Int, day: Int)]]) -> [StageEntry<String>] {
        histories.flatMap { subject, steps in
            steps.map { StageEntry(subject: subject, stage: $0.stage, day: $0.day) }
        }
    }

    /// a adopts after 10 days by way of a trial, b after 40, c not within 60, d was never interested; e adopts only after the as-of day.
    private let histories: [String: [(stage: Int, day: Int)]] = [
        "a": [(0, 0), (1, 4), (2, 10)], "b": [(0, 20), (2, 60)], "c": [(0, 40)], "d": [(2, 50)],
        "e": [(0, 90), (2, 101)],
    ]

    @Test func whateverComesBetweenTheTimeIsToTheFirstDay() throws {
        let passage = try StagePassage(entries(histories), from: .stage(0), to: .stage(2), asOf: 100)
        #expect(passage.curve.n == 4 && passage.curve.events == 2)
        // At 10 days one of four is censored: 2 of the 3 left are without the event; at 40 one of two.
        #expect(passage.curve.points.map(\.time) == [10, 40, 60])
        #expect(passage.curve.points.map(\.censored) == [1, 0, 1])
        #expect(passage.curve.points.map(\.survival) == [0.75, 0.375, 0.375])
        #expect(passage.setAside.isEmpty && passage.endedBefore == 0)
    }

    @Test func otherDaysAreBeginningsAndEndsAsWell() throws {
        let days = ["a": 5, "b": 10, "c": 45, "e": 95]
        let from = try StagePassage(entries(histories), from: .days(days), to: .stage(2), asOf: 100)
        // a 5, b 50; c censored at 55, e at 5; d has no day.
        #expect(from.curve.n == 4 && from.curve.points.map(\.time) == [5, 50, 55])
        let to = try StagePassage(entries(histories), from: .stage(0), to: .days(days), asOf: 100)
        // a 5, c 5 and e 5; b came to it before.
        #expect(to.curve.n == 3 && to.curve.events == 3 && to.endedBefore == 1)
        let later = try StagePassage(entries(histories), from: .stage(0), to: .days(["a": 101]), asOf: 100)
        #expect(later.curve.n == 4 && later.curve.events == 0)
    }

    @Test func historiesOutOfOrderAreSetAside() throws {
        let mixed: [String: [(stage: Int, day: Int)]] = [
            "a": [(2, 0), (3, 30)], "b": [(3, 5)], "c": [(2, 0), (1, 9)], "d": [(2, 0), (3, 10), (2, 20)],
        ]
        let lost = try StagePassage(entries(mixed), from: .stage(2), to: .stage(3), asOf: 100)
        #expect(lost.curve.n == 2 && lost.setAside == [.abandonedBeforeAdopted: 1, .backwards: 1])
        // Back to it: d after ten days, a not within seventy.
        let back = try StagePassage(entries(mixed), from: .stage(3), to: .stage(2), asOf: 100)
        #expect(back.curve.points.map(\.time) == [10, 70] && back.curve.events == 1 && back.endedBefore == 0)
    }

    @Test func noHistoriesAreNoError() throws {
        let none = try StagePassage([StageEntry<String>](), from: .stage(0), to: .stage(2), asOf: 100)
        #expect(none.curve.n == 0 && none.curve.median().reason == .noObservations)
        #expect(throws: DiffusionError.unknownStage("9", known: StageScheme.adoption.stages)) {
            try StagePassage(entries(histories), from: .stage(0), to: .stage(9), asOf: 100)
        }
    }
}
