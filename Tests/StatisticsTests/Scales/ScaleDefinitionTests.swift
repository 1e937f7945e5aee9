import Diagnostics
import Testing

@testable import Statistics

@Suite struct ScaleDefinitionTests {
    private func faults(_ make: () throws(StatisticsError) -> ScaleDefinition) -> [ScaleFault] {
        do {
            _ = try make()
            return []
        } catch {
            if case .scale(.unfit(let faults)) = error { return faults }
            return []
        }
    }

    private let ten = (1...10).map { "s\($0)" }

    @Test func meanSumAndRescaledScoreByHand() throws {
        let items = [ScaleDefinition.Item("a"), .init("b", isReversed: true), .init("c")]
        func score(_ kind: ScaleDefinition.Score, _ answers: [Int?]) throws -> ScaleScore? {
            try ScaleDefinition(items: items, low: 1, high: 5, answersNeeded: .count(2), score: kind).score(of: answers)
        }
        // 5, 6 − 2 and 2: the mean is 11/3, the sum 11, and (11/3 − 1) / 4 · 100 = 200/3.
        #expect(try score(.mean, [5, 2, 2]).map { [$0.numerator, $0.denominator] } == [11, 3])
        #expect(try score(.mean, [5, 2, 2])?.millionths == 3_666_667)
        #expect(try score(.sum, [5, 2, 2])?.value == 11)
        #expect(try score(.zeroToHundred, [5, 2, 2])?.millionths == 66_666_667)
        // Two answers, 5 and 4: the sum counts the third as 4.5.
        #expect(try score(.sum, [5, 2, nil])?.value == 13.5)
        #expect(try score(.mean, [5, nil, nil]) == nil)
        #expect(try score(.zeroToHundred, [1, 5, 1])?.value == 0)
        #expect(try score(.zeroToHundred, [5, 1, 5])?.value == 100)
        #expect(throws: StatisticsError.unexpectedValue(6, column: "b", allowed: "whole numbers from 1 to 5")) {
            try score(.mean, [5, 6, nil])
        }
        #expect(throws: StatisticsError.scale(.itemsDiffer(expected: 3, found: 2))) { try score(.mean, [5, 4]) }
    }

    @Test func scoresBelowZeroRoundAwayFromIt() throws {
        let scale = try ScaleDefinition(
            items: ["a", "b", "c"].map { .init($0) }, low: -3, high: 3, answersNeeded: .all, score: .mean)
        #expect(try scale.score(of: [-2, -2, -1])?.millionths == -1_666_667)
        #expect(try scale.score(of: [2, 2, 1])?.millionths == 1_666_667)
        #expect(try scale.score(of: [1, -1, 0]) == scale.score(of: [0, 0, 0]))
    }

    @Test func answersNeededAreRoundedUpFromTheirShare() throws {
        func needed(_ rule: ScaleDefinition.AnswersNeeded, of count: Int) throws -> Int {
            try ScaleDefinition(
                items: (0..<count).map { .init("i\($0)") }, low: 1, high: 5, answersNeeded: rule, score: .mean
            ).leastAnswers
        }
        #expect(try needed(.share(0.55), of: 20) == 11)  // 0.55 · 20 is 11.000000000000002 in doubles
        #expect(try needed(.share(0.8), of: 10) == 8 && needed(.share(0.81), of: 10) == 9)
        #expect(try needed(.share(0.001), of: 3) == 1 && needed(.share(1), of: 3) == 3)
        #expect(try needed(.all, of: 4) == 4 && needed(.count(2), of: 4) == 2)
    }

    @Test func osallisuusindikaattoriIsScoredFromZeroToHundred() throws {
        let scale = try ScaleDefinition.osallisuusindikaattori(items: ten, answersNeeded: .count(8))
        #expect(scale.reversedPositions == [] && scale.low == 1 && scale.high == 5)
        #expect(try scale.score(of: [Int?](repeating: 1, count: 10))?.value == 0)
        #expect(try scale.score(of: [Int?](repeating: 5, count: 10))?.value == 100)
        // A sum of 37 over ten: (3.7 − 1) / 4 · 100 = 67.5.
        #expect(try scale.score(of: [4, 4, 3, 4, 5, 2, 4, 4, 3, 4])?.value == 67.5)
        // Eight answers with the sum 29: (29/8 − 1) / 4 · 100 = 65.625; seven are too few.
        #expect(try scale.score(of: [4, 4, 3, 4, 5, 2, 4, 3, nil, nil])?.millionths == 65_625_000)
        #expect(try scale.score(of: [4, 4, 3, 4, 5, 2, 4, nil, nil, nil]) == nil)
    }

    @Test func osallisuusindikaattoriIsNotChanged() {
        let instrument = ScaleDefinition.Instrument.osallisuusindikaattori
        #expect(
            faults { () throws(StatisticsError) in
                try .osallisuusindikaattori(items: Array(ten.prefix(9)), answersNeeded: .all)
            } == [.instrumentItems(instrument, expected: 10, found: 9)])
        #expect(
            faults { () throws(StatisticsError) in
                try ScaleDefinition(
                    items: ten.map { .init($0, isReversed: $0 == "s3") }, low: 0, high: 4, answersNeeded: .all,
                    score: .sum, instrument: instrument)
            } == [
                .instrumentRange(instrument, low: 0, high: 4), .instrumentReversed(instrument, item: "s3"),
                .instrumentScore(instrument, .sum),
            ])
    }

    @Test func everyFaultIsToldAtOnce() {
        #expect(
            faults { () throws(StatisticsError) in
                try ScaleDefinition(
                    items: ["a", "b", "a", "a"].map { .init($0) }, low: 5, high: 1, answersNeeded: .count(9),
                    score: .mean)
            } == [.repeatedItem("a"), .rangeEmpty(low: 5, high: 1), .answersNeeded(9, items: 4)])
        #expect(
            faults { () throws(StatisticsError) in
                try ScaleDefinition(items: [], low: 0, high: .max, answersNeeded: .share(.nan), score: .mean)
            }.count == 3)
        #expect(
            faults { () throws(StatisticsError) in
                try ScaleDefinition(items: [.init("a")], low: .min, high: 3, answersNeeded: .count(0), score: .mean)
            } == [.rangeTooFar(low: .min, high: 3), .answersNeeded(0, items: 1)])
        let error = StatisticsError.scale(.unfit([.noItems, .rangeEmpty(low: 5, high: 1)]))
        #expect(error.explanation.summary == "a scale has no items")
        #expect(error.explanation.cause == "also: the answers go from 5 to 1, which is no scale")
    }
}
