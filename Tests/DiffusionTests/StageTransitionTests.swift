import Statistics
import Testing

@testable import Diffusion

@Suite struct StageTransitionTests {
    private static let (interest, trial, adopted, abandoned) = (0, 1, 2, 3)

    private func entries(_ histories: [[(Int, Int)]]) -> [StageEntry<Int>] {
        histories.enumerated().flatMap { (subject, steps) in
            steps.map { StageEntry(subject: subject, stage: $0.0, day: $0.1) }
        }
    }

    /// Five adopters up to day 100:
    /// A interest 0, trial 10, adopted 30, abandoned 90; B interest 0, adopted 20; C interest 50; D trial 5, adopted 25;
    /// E interest 10, trial 40.
    private let five: [[(Int, Int)]] = [
        [(interest, 0), (trial, 10), (adopted, 30), (abandoned, 90)], [(interest, 0), (adopted, 20)], [(interest, 50)],
        [(trial, 5), (adopted, 25)], [(interest, 10), (trial, 40)],
    ]

    @Test func movesAndTimesByHand() throws {
        let result = try StageTransitions(entries(five), asOf: 100)
        #expect(result.subjects == 5 && result.setAside.isEmpty && result.afterAsOf == 0)
        #expect(result.begun == [4, 1, 0, 0])
        #expect(result.entered == [4, 3, 3, 1])
        #expect(result.remaining == [1, 1, 2, 1])
        #expect(result.count(from: Self.interest, to: Self.trial) == 2)
        #expect(result.count(from: Self.interest, to: Self.adopted) == 1)
        #expect(result.count(from: Self.trial, to: Self.adopted) == 2)
        #expect(result.count(from: Self.adopted, to: Self.abandoned) == 1)
        #expect(result.count(from: Self.abandoned, to: 9) == 0)
        let share = try result.share(from: Self.interest, to: Self.trial)
        // Wilson's 95 % limits of 2 of 4 are 0.15004 and 0.84996 (Newcombe 1998, method 3).
        #expect(share.value == 0.5)
        #expect(abs((share.interval?.lowerBound ?? 0) - 0.150039) < 1e-6)
        // Days in interest: 10, 20, 30 and, still there, 50+. S = 3/4, 1/2, 1/4: half have moved by day 20.
        #expect(result.medianTime(Self.interest)?.time == 20)
        #expect(result.timeInStage[Self.interest].points.map(\.time) == [10, 20, 30, 50])
        // Days in trial: 20 twice and 60+.
        #expect(result.medianTime(Self.trial)?.time == 20)
        // Days adopted: 60, 80+, 75+.
        let disadoption = try #require(result.timeToDisadoption)
        #expect(disadoption.points.map(\.time) == [60, 75, 80] && disadoption.events == 1)
        #expect(abs((disadoption.survival(at: 60).value ?? 0) - 2.0 / 3) < 1e-15)
        #expect(try result.shareDisadopted()?.value == 1.0 / 3)
        #expect(result.medianTime(Self.adopted)?.reason == .notReached)
    }

    @Test func orderOfEntriesAndNamesOfSubjectsDoNotMatter() throws {
        let result = try StageTransitions(entries(five), asOf: 100)
        for seed in 0..<20 {
            var generator = CounterGenerator(seed: 5, replicate: seed)
            let renamed = entries(five).map { StageEntry(subject: "s\(9 - $0.subject)", stage: $0.stage, day: $0.day) }
            // An entry told twice counts once.
            let shuffled = (renamed + renamed.prefix(3)).shuffled(using: &generator)
            #expect(try StageTransitions(shuffled, asOf: 100) == result)
        }
    }

    @Test func whatComesAfterTheAsOfDayIsNotKnownYet() throws {
        let result = try StageTransitions(entries(five), asOf: 24)
        // Known by then: A in trial since 10, B adopted since 20, D in trial since 5, E in interest since 10.
        #expect(result.subjects == 4 && result.afterAsOf == 5)
        #expect(result.remaining == [1, 2, 1, 0])
        #expect(try result.shareDisadopted()?.value == 0)
        #expect(result.timeToDisadoption?.points.map(\.time) == [4])
        let none = try StageTransitions(entries(five), asOf: -1)
        #expect(none.subjects == 0 && none.entered == [0, 0, 0, 0])
        #expect(try none.share(from: 0, to: 1).reason == .noObservations)
        #expect(none.medianTime(0)?.reason == .noObservations)
        #expect(try none.shareDisadopted()?.reason == .noObservations)
    }

    @Test func historiesOutOfOrderAreSetAsideUnderTheirReason() throws {
        let wrong: [[(Int, Int)]] = [
            [(Self.abandoned, 5), (Self.adopted, 10)], [(Self.interest, 0), (Self.abandoned, 9)],
            [(Self.adopted, 3), (Self.trial, 8)], [(Self.adopted, 1), (Self.abandoned, 5), (Self.interest, 9)],
        ]
        let result = try StageTransitions(entries(five + wrong), asOf: 100)
        #expect(result.setAside == [.abandonedBeforeAdopted: 2, .backwards: 2])
        #expect(result.subjects == 5 && result.entered == [4, 3, 3, 1])
        // Adopting again after abandoning is in order; the survival ends with the first abandonment.
        let again = try StageTransitions(
            entries([[(Self.adopted, 0), (Self.abandoned, 10), (Self.adopted, 15)]]), asOf: 20)
        #expect(again.subjects == 1 && again.count(from: Self.abandoned, to: Self.adopted) == 1)
        #expect(again.entered == [0, 0, 2, 1] && again.timeToDisadoption?.points.map(\.time) == [10])
        // On one day the order of the scheme is taken.
        let sameDay = try StageTransitions(entries([[(Self.adopted, 4), (Self.interest, 4)]]), asOf: 4)
        #expect(sameDay.count(from: Self.interest, to: Self.adopted) == 1 && sameDay.setAside.isEmpty)
    }

    @Test func wrongStagesAndDaysAreRefused() throws {
        #expect(throws: DiffusionError.unknownStage("4", known: StageScheme.adoption.stages)) {
            try StageTransitions([StageEntry(subject: 1, stage: 4, day: 0)], asOf: 0)
        }
        #expect(throws: DiffusionError.statistics(.overflow)) {
            try StageTransitions([StageEntry(subject: 1, stage: 0, day: .min)], asOf: .max)
        }
        #expect(StageScheme(["a", "b", "a"]) == nil)
    }

    @Test func theMethodTakesNamesOrNumbers() throws {
        let rows = entries(five)
        let names = ["interest", "trial", "adopted", "abandoned"]
        let table = MethodTable(
            numbers: [
                ("subject", rows.map { Double($0.subject) }), ("day", rows.map { Double($0.day) }),
                ("as_of", rows.map { _ in 100 }),
            ],
            texts: ["stage": rows.map { names[$0.stage] }])
        let values = try DiffusionMethod.stageTransitions.evaluate(table)
        func value(_ name: String, _ values: [MethodValue]) -> Double? { values.first { $0.name == name }?.value }
        #expect(value("n_interest_trial", values) == 2 && value("share_disadopted", values) == 1.0 / 3)
        #expect(value("median_days_interest", values) == 20 && value("set_aside_backwards", values) == 0)
        #expect(values.allSatisfy { $0.value != nil || $0.reason != nil })
        #expect(Set(values.map(\.name)).count == values.count)
        let phases = try DiffusionMethod.stageTransitions.evaluate(
            ["subject": [1, 1, 2, 2, 3], "stage": [10, 20, 20, 10, 10], "day": [0, 7, 0, 3, 5]])
        #expect(value("n_10_20", phases) == 1 && value("set_aside_backwards", phases) == 1)
        #expect(value("remaining_10", phases) == 1 && value("share_disadopted", phases) == nil)
        let unknown = MethodTable(
            numbers: [("subject", [1]), ("day", [2])], texts: ["stage": ["adoptd"]])
        #expect(throws: DiffusionError.unknownStage("adoptd", known: names)) {
            try DiffusionMethod.stageTransitions.evaluate(unknown)
        }
    }
}
