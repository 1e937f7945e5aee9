import Indicators
import Testing

@testable import Disclosure

struct StepUpTests {
    /// Six regions in three areas; most regions have fewer than 5.
    private let parents = ["1": "A", "2": "A", "3": "B", "4": "B", "5": "C", "6": "C"]
    private var relations: CountRelations {
        CountRelations(
            rollUps: [RollUp(child: "region", parent: "nuts2", parentCodes: parents)],
            ladders: [["region", "nuts2", "country"]])
    }

    private func set(_ counts: [Int], by breakdowns: [[String]]) -> FigureSet {
        let fine = counts.enumerated().map { index, count in
            (["region": "\(index + 1)", "nuts2": parents["\(index + 1)"] ?? ""], count)
        }
        return TableMaker.summed("a", fine, by: breakdowns)
    }

    /// Of the regions 1, 2, 3, 4 and 30, 40 four are small; of the areas 3, 7, 70 one is, and needs another.
    @Test func givesWayToTheNextLevel() throws {
        let result = try protect(
            [set([1, 4, 4, 4, 30, 40], by: [[], ["nuts2"], ["region"]])], relations: relations)
        #expect(result.steppedUp.map(\.from) == ["region"] && result.steppedUp.map(\.to) == ["nuts2"])
        #expect(result.steppedUp[0].withheldShare > 0.6 && result.steppedUp[0].breakdown == ["region"])
        #expect(result.sets[0].figures.map { $0.breakdown.map(\.dimension) } == [[], ["nuts2"], ["nuts2"], ["nuts2"]])
        #expect(result.sets[0].withheldCount == 0)
        #expect(result.mostlyWithheld.isEmpty)
    }

    @Test func goesUpToTheCountry() throws {
        let tiny = set([1, 0, 0, 2, 3, 0], by: [[], ["nuts2"], ["region"]])
        let result = try protect([tiny], relations: relations)
        #expect(result.steppedUp.map(\.to) == ["nuts2", "country"])
        #expect(result.sets[0].figures.count == 1 && result.sets[0].figures[0].value.value == 6)
        #expect(try suggestedLevel(for: tiny, insteadOf: "region", relations: relations) == "country")
    }

    @Test func keepsWhatIsMostlyShown() throws {
        let fine = set([1, 20, 30, 40, 50, 60], by: [[], ["nuts2"], ["region"]])
        let result = try protect([fine], relations: relations)
        #expect(result.steppedUp.isEmpty && result.sets[0].figures.count == 10)
        #expect(try suggestedLevel(for: fine, insteadOf: "region", relations: relations) == "region")
    }

    /// Nothing coarser is there: the breakdown stays, and the result says that it tells little.
    @Test func advisesWhereThereIsNothingCoarser() throws {
        let result = try protect([set([1, 2, 3, 4, 30, 40], by: [["region"]])], relations: relations)
        #expect(result.steppedUp.isEmpty)
        #expect(result.mostlyWithheld.map(\.breakdown) == [["region"]])
    }

    /// Two breakdowns with other dimensions step up each by itself.
    @Test func stepsUpWithinCrossTables() throws {
        let fine = (0..<12).map { index in
            let region = "\(index / 2 + 1)"
            return (["region": region, "nuts2": parents[region] ?? "", "sector": index % 2 == 0 ? "p" : "q"], 3)
        }
        let table = TableMaker.summed(
            "a", fine, by: [[], ["sector"], ["nuts2"], ["nuts2", "sector"], ["region"], ["region", "sector"]])
        let result = try protect([table], relations: relations)
        #expect(result.steppedUp.map(\.breakdown) == [["region", "sector"]])
        #expect(result.steppedUp.map(\.to) == ["nuts2"])
        #expect(result.sets[0].withheldCount == 0)
    }
}
