import Foundation
import Indicators
import Testing

@testable import Disclosure

/// What stands beside a distribution: the mean, the share of positive answers, the evenness of groups.
struct DistributionLinkTests {
    private let counts = [2, 12, 30, 40, 16]

    private func level(_ point: Int) -> BreakdownLevel { BreakdownLevel(dimension: "answer", level: .number(point)) }

    private var whole: Int { counts.reduce(0, +) }

    private var answers: FigureSet {
        TableMaker.set(
            "answers",
            counts.enumerated().map { index, count in
                Figure(
                    indicator: "answers", breakdown: [level(index + 1)], value: Double(count) / Double(whole), n: whole,
                    reveals: [RevealedCount("part", count), RevealedCount("whole", whole)])
            })
    }

    private var mean: FigureSet {
        let sum = counts.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
        let value = Double(sum) / Double(whole)
        return TableMaker.set(
            "mean",
            [
                Figure(
                    indicator: "mean", breakdown: [], value: value, n: whole, interval: value - 0.2...value + 0.2,
                    further: [NamedValue("sd", 0.97)], reveals: [RevealedCount("n", whole)])
            ])
    }

    private var positive: FigureSet {
        TableMaker.set("positive", [TableMaker.share("positive", [:], counts[3] + counts[4], of: whole)])
    }

    /// The possible tables of answers for one who knows what is published, by trying all.
    private func possible(_ result: ProtectionResult) -> [[Int]] {
        let shown = result.sets[0].figures.map { !$0.value.isWithheld }
        var tables: [[Int]] = [[]]
        for (index, count) in counts.enumerated() {
            let choices = shown[index] ? [count] : Array(1...whole)
            tables = tables.flatMap { table in
                choices.filter { $0 + table.reduce(0, +) <= whole }.map { table + [$0] }
            }
        }
        tables = tables.filter { $0.reduce(0, +) == whole }
        if result.sets.contains(where: { $0.indicator == "mean" && !$0.figures[0].value.isWithheld }) {
            let sum = counts.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element }
            tables = tables.filter { $0.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element } == sum }
        }
        if result.sets.contains(where: { $0.indicator == "positive" && !$0.figures[0].value.isWithheld }) {
            tables = tables.filter { $0[3] + $0[4] == counts[3] + counts[4] }
        }
        return tables
    }

    /// Two withheld answers follow from n and the mean, so a third goes; what shows the spread goes with them.
    @Test func keepsAMeanAndWithholdsAThirdAnswer() throws {
        let result = try protect([answers, mean, positive])
        #expect(result.sets[0].figures[0].value.isWithheld)
        #expect(result.sets[0].withheldCount == 3 && result.sets[2].withheldCount == 0)
        let shown = result.sets[1].figures[0]
        #expect(shown.value.value == 3.56 && shown.n.value == 100)
        #expect(
            shown.lower?.isWithheld == true && shown.upper?.isWithheld == true
                && shown.further("sd")?.isWithheld == true)
        #expect(result.audits[1].bare == 1 && result.audits[1].secondary == 0)
        let small = possible(result).map { $0[0] }
        #expect(Set(small).count >= 4 && (small.max() ?? 0) >= 5)
    }

    /// Alone, the distribution hides the 2 behind the 12; beside the share of positive answers not behind the 16.
    @Test func countsTheShareOfPositiveAnswersIn() throws {
        let alone = try protect([answers])
        #expect(alone.sets[0].figures.map(\.value.isWithheld) == [true, true, false, false, false])
        let beside = try protect([answers, positive])
        #expect(Set(possible(beside).map { $0[0] }).count >= 4)
        // 2 of 100 below the second point would be told by the share from there on.
        let above = TableMaker.set("above", [TableMaker.share("above", [:], whole - 14, of: whole)])
        let third = try protect([answers, above])
        #expect(third.sets[0].figures.map(\.value.isWithheld) == [true, true, false, false, false])
    }

    @Test func leavesAMeanWholeWhereNoAnswerIsSmall() throws {
        let fine = TableMaker.set(
            "answers",
            [10, 20, 30].enumerated().map { index, count in
                Figure(
                    indicator: "answers", breakdown: [level(index + 1)], value: Double(count) / 60, n: 60,
                    reveals: [RevealedCount("part", count), RevealedCount("whole", 60)])
            })
        let mean = TableMaker.set(
            "mean",
            [
                Figure(
                    indicator: "mean", breakdown: [], value: 140.0 / 60, n: 60, interval: 2...2.6,
                    further: [NamedValue("sd", 0.7)], reveals: [RevealedCount("n", 60)])
            ])
        let result = try protect([fine, mean])
        #expect(result.sets.allSatisfy { $0.withheldCount == 0 } && result.sets[1].figures[0].lower?.value == 2)
    }

    /// The evenness of 40, 3, 30 and 27 tells with their sum what the two withheld ones are.
    @Test func withholdsTheEvennessOfWithheldGroups() throws {
        let groups = ["business": 3, "civil": 27, "public": 40, "research": 30]
        let people = TableMaker.set(
            "people",
            [TableMaker.count("people", [:], 100)]
                + groups.keys.sorted().map { TableMaker.count("people", ["helix": $0], groups[$0] ?? 0) })
        let shares = groups.values.map { Double($0) / 100 }
        let value = Self.entropy(shares) / Self.entropy([0.25, 0.25, 0.25, 0.25])
        let evenness = FigureSet(
            indicator: "evenness", unit: .ratio, population: .persons, method: "pielou-evenness", totals: .unrelated,
            figures: [
                Figure(indicator: "evenness", breakdown: [], value: value, n: 100, reveals: [RevealedCount("n", 100)])
            ])
        let result = try protect([people, evenness])
        #expect(result.sets[0].withheldCount == 2 && result.sets[1].withheldCount == 1)
        let other = FigureSet(
            indicator: "evenness", unit: .ratio, population: .persons, method: "pielou-evenness", totals: .unrelated,
            figures: [
                Figure(indicator: "evenness", breakdown: [], value: 0.5, n: 100, reveals: [RevealedCount("n", 100)])
            ])
        #expect(try protect([people, other]).sets[1].withheldCount == 0)
    }

    private static func entropy(_ shares: [Double]) -> Double { shares.sorted().reduce(0) { $0 - $1 * log($1) } }
}
