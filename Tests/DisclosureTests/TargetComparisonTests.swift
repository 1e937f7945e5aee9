import Records
import Testing

@testable import Disclosure
@testable import Indicators

struct TargetComparisonTests {
    private static func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(iso: text)) }

    private static func list(_ rows: [TargetList.Row], asOf: String = "2023-05-10") throws -> TargetList {
        TargetList(
            indicator: "targets", unit: .number, population: .persons, method: "target-comparison", asOf: try day(asOf),
            paceFrom: 0.25, rows: rows)
    }

    private static func row(
        _ indicator: String, _ value: Double? = 100, from start: String = "2023-05-01", due: String?,
        grows: Bool = true, several: Bool = false
    ) throws -> TargetList.Row {
        TargetList.Row(
            measure: .code("1"), indicator: indicator, value: value, due: try due.map(day), start: try day(start),
            grows: grows, isOneOfSeveral: several)
    }

    /// 45 people, of whom 3, 30 and 12 are of each gender: the 3 are withheld, and with them the 12.
    private static func people() throws -> [ProtectedSet] {
        let gender = ["f": 3, "m": 30, "o": 12]
        let people = TableMaker.set(
            "people",
            [TableMaker.count("people", [:], 45)]
                + gender.keys.sorted().map { TableMaker.count("people", ["gender": $0], gender[$0] ?? 0) })
        return try protect([people]).sets
    }

    /// A target is looked up among protected figures: what its indicator withholds is withheld there, but not the target.
    @Test func withholdsWhatATableOfTargetsRepeats() throws {
        let names = ["people", "people[gender=f]", "people[gender=m]", "people[gender=o]", "others"]
        let rows = try names.map { try Self.row($0, 40, due: "2023-05-20") }
        let targets = targetComparison(try Self.list(rows), among: try Self.people())
        let withheld = [false, true, false, true, false]
        #expect(targets.figures.map(\.value.isWithheld) == withheld)
        #expect(targets.figures.map { $0.further("achievedShare")?.isWithheld } == withheld)
        #expect(targets.figures.map { $0.further("projected")?.isWithheld } == withheld)
        #expect(targets.figures.allSatisfy { $0.further("target")?.value == 40 })
        #expect(targets.figures.allSatisfy { $0.further("elapsedShare")?.value == 0.5 })
        #expect(targets.figures[0].further("achievedShare")?.value == 1.125)
        #expect(targets.figures[4].value.content == .absent(reason: "part-missing"))
        #expect(targets.figures[4].further("projected")?.value == nil)
    }

    /// On 10 May: of 1–20 May ten days of twenty have passed, so that 45 become 45 / 0.5 = 90 by the last day.
    @Test(
        arguments: [
            ("2023-05-01", "2023-05-20", 0.5, 90), ("2023-05-10", "2023-05-11", 0.5, 90),
            // A quarter of 1 May – 9 June, forty days: 45 / 0.25; of 1 May – 10 June less than a quarter has passed.
            ("2023-05-01", "2023-06-09", 0.25, 180), ("2023-05-01", "2023-06-10", 10.0 / 41, nil),
            // The day has come, is over, or the time has not begun.
            ("2023-05-01", "2023-05-10", 1, nil), ("2023-05-10", "2023-05-10", 1, nil),
            ("2023-05-01", "2023-05-09", 1, nil),
            ("2023-05-11", "2023-05-30", 0, nil), ("2023-05-20", "2023-05-20", 0, nil),
            // It would end before it starts.
            ("2023-05-20", "2023-05-19", nil, nil),
        ] as [(String, String, Double?, Double?)])
    func goesOnAtThePaceSoFar(start: String, due: String, elapsed: Double?, projected: Double?) throws {
        let rows = [try Self.row("people", from: start, due: due)]
        let figure = targetComparison(try Self.list(rows), among: try Self.people()).figures[0]
        #expect(figure.further("elapsedShare")?.value == elapsed)
        #expect(figure.further("projected")?.value == projected)
        #expect(figure.further("due")?.value == Double(try Self.day(due).number))
    }

    /// Shares have no pace, what has no day has none, and neither has what has not begun, or a sum that credit notes brought below zero.
    @Test func hasNoForecastOfWhatHasNoPace() throws {
        func set(_ name: String, _ value: Double) -> ProtectedSet {
            let figure = ProtectedFigure(
                indicator: name, breakdown: [], unit: .euros, method: "sum", value: ProtectedNumber(.value(value)),
                n: ProtectedNumber(.value(2)), lower: nil, upper: nil, further: [], absence: nil)
            return ProtectedSet(indicator: name, unit: .euros, population: .none, method: "sum", figures: [figure])
        }
        let rows = [
            try Self.row("sum", due: "2023-05-20", grows: false), try Self.row("sum", due: nil),
            try Self.row("credit", due: "2023-05-20"), try Self.row("nothing", due: "2023-05-20"),
        ]
        let sets = [set("sum", 40), set("credit", -5), set("nothing", 0)]
        let found = targetComparison(try Self.list(rows), among: sets).figures
        let forecasts = found.map { $0.further("projected")?.content }
        #expect(forecasts == .init(repeating: .absent(reason: "not-applicable"), count: 4))
        #expect(found[1].further("due")?.value == nil && found[1].further("elapsedShare")?.value == nil)
        #expect(found.map { $0.further("achievedShare")?.value } == [0.4, 0.4, -0.05, 0])
    }

    @Test func staysApproximate() throws {
        let about = ProtectedFigure(
            indicator: "people", breakdown: [], unit: .persons, method: "sum",
            value: ProtectedNumber(.value(300), approximate: true), n: ProtectedNumber(.value(9)), lower: nil,
            upper: nil,
            further: [], absence: nil)
        let set = ProtectedSet(
            indicator: "people", unit: .persons, population: .persons, method: "sum", figures: [about])
        let found = targetComparison(try Self.list([try Self.row("people", due: "2023-05-20")]), among: [set]).figures[
            0]
        #expect(found.further("projected") == ProtectedNumber(.value(600), approximate: true))
        #expect(found.further("achievedShare") == ProtectedNumber(.value(3), approximate: true))
        #expect(found.further("target")?.approximate == false)
    }

    /// Milestones of one measure and figure are told apart by their days; a target that is zero, or stands twice, has no share.
    @Test func tellsMilestonesApart() throws {
        let rows = [
            try Self.row("people", 20, due: "2023-05-05", several: true),
            try Self.row("people", 60, due: "2023-05-20", several: true), try Self.row("people", 0, due: "2023-05-20"),
            try Self.row("people", nil, due: "2023-05-20"),
        ]
        let found = targetComparison(try Self.list(rows), among: try Self.people())
        #expect(found.figures.map { $0.breakdown.map(\.level.name) }[0] == ["1", "people", "2023-05-05"])
        #expect(found.figures.map { $0.breakdown.map(\.dimension) }[2] == ["measure", "indicator"])
        #expect(found.figures.map { $0.further("achievedShare")?.value } == [2.25, 0.75, nil, nil])
        #expect(found.figures.map { $0.further("target")?.value } == [20, 60, 0, nil])
        let levels = [
            BreakdownLevel(dimension: "due", level: .code("2023-05-20")),
            BreakdownLevel(dimension: "measure", level: .code("1")),
            BreakdownLevel(dimension: "indicator", level: .code("people")),
        ]
        #expect(found.figure(at: levels)?.further("target")?.value == 60)
    }
}
