import Testing

@testable import Disclosure
@testable import Indicators

struct TargetComparisonTests {
    /// A target is looked up among protected figures: what its indicator withholds is withheld there, but not the target.
    @Test func withholdsWhatATableOfTargetsRepeats() throws {
        let gender = ["f": 3, "m": 30, "o": 12]
        let people = TableMaker.set(
            "people",
            [TableMaker.count("people", [:], 45)]
                + gender.keys.sorted().map { TableMaker.count("people", ["gender": $0], gender[$0] ?? 0) })
        let names = ["people", "people[gender=f]", "people[gender=m]", "people[gender=o]", "others"]
        let list = TargetList(
            indicator: "targets", unit: .number, population: .persons, method: "target-comparison",
            rows: names.map { TargetList.Row(measure: .number(1), indicator: $0, value: 40) })
        let targets = targetComparison(list, among: try protect([people]).sets)
        #expect(targets.figures.map(\.value.isWithheld) == [false, true, false, true, false])
        #expect(targets.figures.map { $0.further("achievedShare")?.isWithheld } == [false, true, false, true, false])
        #expect(targets.figures.allSatisfy { $0.further("target")?.value == 40 })
        #expect(targets.figures[0].further("achievedShare")?.value == 1.125)
        #expect(targets.figures[4].value.content == .absent(reason: "part-missing"))
    }
}
