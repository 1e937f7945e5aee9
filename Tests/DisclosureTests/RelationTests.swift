import Indicators
import Records
import Testing

@testable import Disclosure

/// What follows from relations between counts, worked by hand.
struct RelationTests {
    private func withheld(_ set: ProtectedSet) -> [String] {
        set.figures.filter(\.value.isWithheld).map { figure in
            figure.breakdown.isEmpty
                ? "total" : figure.breakdown.map(\.level.text).joined(separator: " ")
        }
    }

    private func byRegion(_ code: String, _ counts: [Int], total: Int?, totals: FigureSet.Totals = .additive)
        -> FigureSet
    {
        let figures = counts.enumerated().map { TableMaker.count(code, ["region": "r\($0)"], $1) }
        return TableMaker.set(code, (total.map { [TableMaker.count(code, [:], $0)] } ?? []) + figures, totals: totals)
    }

    /// 3 + 20 + 30 + 40 = 93: the 3 goes, and 20 as the smallest that hides it; it may be 1 up to 22.
    @Test func withholdsTheSmallestOtherPart() throws {
        let result = try protect([byRegion("a", [3, 20, 30, 40], total: 93)])
        #expect(withheld(result.sets[0]) == ["r0", "r1"])
        #expect(result.audits[0].primary == 1 && result.audits[0].secondary == 1 && result.audits[0].figures == 5)
        #expect(result.narrowest?.lower == 1 && result.narrowest?.upper == 22)
    }

    /// 1 + 1 = 2 beside zeros that are shown: both would be 1, so the sum must not tell.
    @Test func withholdsATotalThatLeavesNoRoom() throws {
        let result = try protect([byRegion("a", [1, 1, 0, 0], total: 2)])
        #expect(withheld(result.sets[0]) == ["total", "r0", "r1"])
        let more = try protect([byRegion("a", [1, 4, 0], total: 5)])
        #expect(withheld(more.sets[0]) == ["total", "r0", "r1"])
        #expect(more.sets[0].figures[3].value.value == 0)
    }

    @Test func publishesAllWhenNothingIsSmall() throws {
        let sets = [byRegion("a", [5, 20, 0], total: 25)]
        let result = try protect(sets)
        #expect(result.primaryCount == 0 && result.secondaryCount == 0 && result.narrowest == nil)
        #expect(result.sets[0].figures.map(\.value.value) == [25, 5, 20, 0])
    }

    /// What the regions leave over, 27 − 25 = 2 of no known region, is a small count as well.
    @Test func hidesWhatThePartsLeaveOver() throws {
        let result = try protect([byRegion("a", [5, 20], total: 27)])
        #expect(!withheld(result.sets[0]).isEmpty)
        #expect(result.primaryCount == 0)
    }

    /// The missing level is a part like any other: with it nothing is left over, and it is small itself.
    @Test func countsAMissingLevelAsAPart() throws {
        let missing = Figure(
            indicator: "a", breakdown: [BreakdownLevel(dimension: "region", level: .missing(.notAnswered))], value: 2,
            n: 2,
            reveals: [RevealedCount("count", 2)])
        let parts = byRegion("a", [5, 20], total: 27)
        let result = try protect([TableMaker.set("a", parts.figures + [missing])])
        #expect(withheld(result.sets[0]) == ["r0", "(not-answered)"])
    }

    /// Persons may be in several regions: from 93 and 20, 30, 40 follows only that r0 has 3 or more, up to 93.
    @Test func knowsThatDistinctPersonsDoNotAddUp() throws {
        let result = try protect([byRegion("a", [4, 20, 30, 40], total: 93, totals: .overlapping)])
        #expect(withheld(result.sets[0]) == ["r0"])
        #expect(result.narrowest?.lower == 3 && result.narrowest?.upper == 93)
        let unrelated = try protect([byRegion("a", [3, 20, 30, 40], total: 93, totals: .unrelated)])
        #expect(withheld(unrelated.sets[0]) == ["r0"] && unrelated.narrowest?.upper == nil)
    }

    /// FI20 has one region, so its 30 tells that region's; Uusimaa's 3 + 25 = 28 is told by FI1B.
    @Test func followsRollUps() throws {
        let regions = ["01": ("FI1B", 3), "02": ("FI1B", 25), "04": ("FI19", 40), "21": ("FI20", 30)]
        let fine = regions.keys.sorted().map { (["region": $0, "nuts2": regions[$0]?.0 ?? ""], regions[$0]?.1 ?? 0) }
        let set = TableMaker.summed("a", fine, by: [[], ["nuts2"], ["region"]])
        let relations = CountRelations(rollUps: [
            RollUp(child: "region", parent: "nuts2", parentCodes: regions.mapValues { $0.0 })
        ])
        let result = try protect([set], relations: relations)
        #expect(withheld(result.sets[0]) == ["01", "02"])
        // Without the roll-up an outsider would seem to know less.
        let naive = try protect([byRegion("a", [3, 25, 40, 30], total: 98)])
        #expect(withheld(naive.sets[0]) == ["r0", "r1"])
    }

    /// EECO02 + EECO04 + EECO05 = EECO01 for women: 3 + 12 + 20 = 35.
    @Test func protectsAcrossIdentities() throws {
        func set(_ code: String, _ count: Int) -> FigureSet {
            TableMaker.set(code, [TableMaker.count(code, ["gender": "f"], count)])
        }
        let sets = [set("EECO01", 35), set("EECO02", 3), set("EECO04", 12), set("EECO05", 20)]
        let free = try protect(sets)
        #expect(free.sets.flatMap { withheld($0) }.count == 1)
        let identity = CountIdentity(total: "EECO01", parts: ["EECO02", "EECO04", "EECO05"])
        let result = try protect(sets, relations: CountRelations(identities: [identity]))
        #expect(result.sets.map { withheld($0).count } == [0, 1, 1, 0])
        #expect(result.narrowest?.lower == 1 && result.narrowest?.upper == 14)
    }

    /// Two indicators that count the same persons share one pattern, declared or seen to agree.
    @Test func linksTablesOfTheSamePersons() throws {
        let means = TableMaker.set(
            "mean",
            [40, 3, 17, 20].enumerated().map { index, n in
                Figure(
                    indicator: "mean",
                    breakdown: index == 0 ? [] : [BreakdownLevel(dimension: "region", level: .number(index))],
                    value: 3.5, n: n, interval: 3...4, reveals: [RevealedCount("n", n)])
            })
        let shares = TableMaker.set(
            "share",
            [(20, 40), (9, 17), (11, 20)].enumerated().map { index, share in
                Figure(
                    indicator: "share",
                    breakdown: index == 0 ? [] : [BreakdownLevel(dimension: "region", level: .number(index + 1))],
                    value: Double(share.0) / Double(share.1), n: share.1,
                    reveals: [RevealedCount("part", share.0), RevealedCount("whole", share.1)])
            })
        let result = try protect([means, shares])
        #expect(withheld(result.sets[0]) == ["1", "2"])
        // The whole of the share in region 2 is the n that the mean withholds.
        #expect(withheld(result.sets[1]).contains("2"))
    }

    /// Of 40 adoptions in two months and 43 in three, the third month had 3.
    @Test func hidesSmallStepsOfRunningTotals() throws {
        let figures = [20, 40, 43, 60].enumerated().map {
            Figure(
                indicator: "c", breakdown: [BreakdownLevel(dimension: "month", level: .number($0))], value: Double($1),
                n: $1,
                reveals: [RevealedCount("count", $1)])
        }
        let set = TableMaker.set("c", figures, totals: .unrelated, population: .organisations)
        #expect(try protect([set]).secondaryCount == 0)
        let relations = CountRelations(runningTotals: [RunningTotal(indicator: "c", dimension: "month")])
        let result = try protect([set], relations: relations)
        #expect(result.secondaryCount == 1 && withheld(result.sets[0]).allSatisfy { $0 == "1" || $0 == "2" })
    }
}
