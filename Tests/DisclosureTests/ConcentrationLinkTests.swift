import Indicators
import Testing

@testable import Disclosure

/// A concentration gives away the count of each place, wherever else that stands.
@Suite struct ConcentrationLinkTests {
    private let counts = ["01": 12, "02": 20, "04": 31, "05": 0]

    private func concentration(_ population: Population = .persons) -> FigureSet {
        let reveals = counts.keys.sorted().map { RevealedCount("count at region \($0)", counts[$0] ?? 0) }
        let figure = Figure(
            indicator: "gini", breakdown: [], value: 0.3, n: 63, reveals: [RevealedCount("n", 63)] + reveals)
        return FigureSet(
            indicator: "gini", unit: .ratio, population: population, method: "concentration", totals: .additive,
            figures: [figure])
    }

    private func table(_ changed: [String: Int] = [:]) -> FigureSet {
        let all = counts.merging(changed) { _, new in new }.filter { $0.value > 0 }
        return TableMaker.set(
            "people", all.keys.sorted().map { TableMaker.count("people", ["region": $0], all[$0] ?? 0) })
    }

    /// The counts of the table that the concentration gives away as well.
    private func shared(_ table: FigureSet, _ concentration: FigureSet) throws -> [Int] {
        let model = CountModelBuilder.model(
            of: [table, concentration], without: [[], []], policy: try DisclosurePolicy(), relations: CountRelations())
        let last = try #require(model.figures.last)
        return model.figures.dropLast().flatMap(\.cells).filter(last.cells.contains).map { model.cells[$0].count }
    }

    @Test func countsOfPlacesAreThoseOfTheirTable() throws {
        #expect(try shared(table(), concentration()).sorted() == [12, 20, 31])
    }

    @Test func anotherTableIsNotLinked() throws {
        #expect(try shared(table(["04": 30]), concentration()).isEmpty)
        #expect(try shared(table(["05": 3]), concentration()).isEmpty)
        #expect(try shared(table(["02": 0]), concentration()).isEmpty)
        #expect(try shared(table(), concentration(.organisations)).isEmpty)
    }

    /// The two of a group in region 01 are small: the other group has to go as well, or both the region's count and the concentration.
    @Test func aConcentrationDoesNotTellAWithheldCount() throws {
        let small = TableMaker.set(
            "people",
            [
                TableMaker.count("people", [:], 63), TableMaker.count("people", ["region": "01"], 12),
                TableMaker.count("people", ["region": "02"], 20), TableMaker.count("people", ["region": "04"], 31),
                TableMaker.count("people", ["group": "a", "region": "01"], 2),
                TableMaker.count("people", ["group": "b", "region": "01"], 10),
            ])
        let result = try protect([small, concentration()])
        let isWithheld = Dictionary(
            result.sets[0].figures.map { ($0.breakdown.map(\.level.name).joined(separator: "/"), $0.value.isWithheld) },
            uniquingKeysWith: { first, _ in first })
        #expect(isWithheld["a/01"] == true)
        // With the concentration published, 12 − 10 tells the 2.
        #expect(result.sets[1].figures[0].value.isWithheld || isWithheld["b/01"] == true)
    }
}
