import Indicators
import Testing

@testable import Disclosure

struct ShareTests {
    private func isAllWithheld(_ figure: ProtectedFigure) -> Bool {
        figure.value.isWithheld && figure.n.isWithheld && figure.lower?.isWithheld != false
            && figure.upper?.isWithheld != false && figure.further.allSatisfy(\.value.isWithheld)
            && figure.absence == nil
    }

    /// 3 of 40, 38 of 40 (2 did not), 2 of 3: each gives a small count away; 0 of 40 and all of 40 do not.
    @Test(arguments: [
        (3, 40, true), (38, 40, true), (2, 3, true), (0, 40, false), (40, 40, false), (20, 40, false), (0, 4, true),
    ])
    func withholdsSharesOfSmallPartsAndRests(part: Int, whole: Int, isHidden: Bool) throws {
        let result = try protect([TableMaker.set("s", [TableMaker.share("s", ["region": "04"], part, of: whole)])])
        let figure = result.sets[0].figures[0]
        #expect(isAllWithheld(figure) == isHidden && figure.value.isWithheld == isHidden)
        #expect(result.primaryCount == (isHidden ? 1 : 0))
    }

    /// Shares over two regions and both: 3 of 40 cannot stand beside 23 of 90 and 20 of 50.
    @Test func hidesPartsBehindTotals() throws {
        let set = TableMaker.set(
            "s",
            [
                TableMaker.share("s", [:], 43, of: 140), TableMaker.share("s", ["region": "1"], 3, of: 40),
                TableMaker.share("s", ["region": "2"], 20, of: 50), TableMaker.share("s", ["region": "3"], 20, of: 50),
            ])
        let result = try protect([set])
        #expect(result.primaryCount == 1 && result.secondaryCount == 1)
        #expect(isAllWithheld(result.sets[0].figures[1]) && !result.sets[0].figures[0].value.isWithheld)
    }

    /// The answers 2, 8, 20, 10 of 40 add up to the whole that each of them tells, with no total beside them.
    @Test func knowsThatADistributionAddsUp() throws {
        let answers = [2, 8, 20, 10].enumerated().map { TableMaker.share("d", ["answer": "\($0)"], $1, of: 40) }
        let result = try protect([TableMaker.set("d", answers)])
        #expect(result.sets[0].figures.map(\.value.isWithheld) == [true, true, false, false])
        // Several answers each: nothing adds up, so the small one goes alone.
        let several = [2, 28, 20, 10].enumerated().map { TableMaker.share("d", ["answer": "\($0)"], $1, of: 40) }
        #expect(try protect([TableMaker.set("d", several)]).sets[0].withheldCount == 1)
    }

    /// A figure without a value because there are too few pairs tells by its n how few.
    @Test func withholdsTheReasonOfAnAbsentValueWithItsCount() throws {
        let few = Figure(
            indicator: "c", breakdown: [], value: nil, absence: .tooFew, n: 3, further: [NamedValue("pairs", 3)],
            reveals: [RevealedCount("pairs", 3)])
        let silent = Figure(
            indicator: "c", breakdown: TableMaker.breakdown(["a": "1"]), value: nil, absence: .tooFew, n: 4)
        let none = Figure(
            indicator: "c", breakdown: TableMaker.breakdown(["a": "2"]), value: nil, absence: .noObservations, n: 0)
        let result = try protect([TableMaker.set("c", [few, silent, none], totals: .unrelated)])
        #expect(isAllWithheld(result.sets[0].figures[0]) && isAllWithheld(result.sets[0].figures[1]))
        #expect(result.sets[0].figures[2].value.content == .absent(reason: "no-observations"))
        #expect(result.sets[0].figures[2].absence == .noObservations && result.sets[0].figures[2].n.value == 0)
    }

    @Test func keepsApproximateMarks() throws {
        let about = Figure(
            indicator: "a", breakdown: [], value: 300, n: 1, approximate: true, reveals: [RevealedCount("count", 300)])
        let figure = try protect([TableMaker.set("a", [about])]).sets[0].figures[0]
        #expect(figure.value.value == 300 && figure.value.approximate)
    }
}
