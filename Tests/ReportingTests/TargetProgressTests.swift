import Records
import Testing

@testable import Disclosure
@testable import Indicators
@testable import Reporting

/// What is said of targets and budgets, by numbers that are shown.
@Suite struct TargetProgressTests {
    private static let today = CalendarDay(number: 100)

    private func progress(
        _ achieved: ProtectedNumber, of target: Double? = 100, projected: Double? = nil, elapsed: Double? = 0.5,
        due: Int32? = 200, _ code: String = "count"
    ) throws -> TargetProgress {
        TargetProgress(
            achieved: achieved, target: target.map { ReportSample.number($0) },
            projected: projected.map { ReportSample.number($0) }, elapsed: elapsed.map { ReportSample.number($0) },
            due: due.map { CalendarDay(number: $0) }, of: try FindingSample.catalogue().indicator(code),
            asOf: Self.today)
    }

    private func progress(
        _ achieved: Double, of target: Double? = 100, projected: Double? = nil, elapsed: Double? = 0.5,
        due: Int32? = 200, _ code: String = "count"
    ) throws -> TargetProgress {
        try progress(ReportSample.number(achieved), of: target, projected: projected, elapsed: elapsed, due: due, code)
    }

    @Test func beforeTheDay() throws {
        #expect(try progress(100, projected: 200) == .reached)
        #expect(try progress(99, projected: 198) == .onPace)
        #expect(try progress(49, projected: 98) == .behind)
        #expect(try progress(0, projected: 0) == .notBegun)
        #expect(try progress(10, elapsed: 0.1) == .unknown(.tooEarly))
        #expect(try progress(10, elapsed: nil) == .unknown(.wrongTime))
        #expect(try progress(-1, "sum") == .unknown(.negative))
        // A forecast is judged as it is shown: 99.5 people are 100.
        #expect(try progress(49.75, projected: 99.5) == .onPace && progress(49.5, projected: 99.4) == .behind)
        #expect(try progress(0.6, of: 0.5, "share") == .atTarget && progress(0.4, of: 0.5, "share") == .belowTarget)
        #expect(try progress(0, of: 0.5, "mean") == .belowTarget)
    }

    /// The day itself is the last on which it can be reached; later nobody can tell whether it was reached in time.
    @Test func onTheDayAndAfterIt() throws {
        #expect(try progress(100, due: 100) == .reached && progress(99, due: 100) == .notReached)
        #expect(try progress(100, due: 99) == .reachedByNow && progress(99, due: 99) == .notReached)
        #expect(try progress(0, due: 99) == .notReached && progress(0.6, of: 0.5, due: 99, "share") == .reachedByNow)
        #expect(try progress(100, due: nil) == .reached && progress(5, due: nil) == .open)
        #expect(try progress(0, due: nil) == .notBegun)
    }

    @Test func whatCannotBeTold() throws {
        // Of a withheld value nothing, whatever else is known.
        #expect(try progress(ReportSample.withheld, projected: 500) == .unknown(.withheld))
        #expect(try progress(ReportSample.withheld, due: 99) == .unknown(.withheld))
        #expect(try progress(.unrestricted(nil, because: "a test")) == .unknown(.noValue))
        #expect(try progress(5, of: nil) == .unknown(.severalTargets))
        #expect(try progress(5, of: 0) == .unknown(.noTarget) && progress(0, of: 0, due: 99) == .unknown(.noTarget))
    }

    /// A figure is measured by the target of the next day that has not passed, else by that of the last one, else by one without a day.
    @Test(
        arguments: [
            ([-5, 0, 10, nil], 0), ([10, 3, -1], 3), ([-5, -9, nil], -5), ([nil, 4], 4), ([nil], nil),
        ] as [([Int32?], Int32?)])
    func theNextTargetCounts(days: [Int32?], expected: Int32?) throws {
        let levels = [("measure", "1"), ("indicator", "count")].map {
            BreakdownLevel(dimension: $0.0, level: .code($0.1))
        }
        let missing = ProtectedNumber.unrestricted(nil, because: "a test")
        let rows = days.map { day in
            ProtectedFigure(
                indicator: "targets",
                breakdown: levels + [
                    BreakdownLevel(dimension: "due", level: .code(day.map { "\($0)" } ?? "none"))
                ], unit: .number, method: "target-comparison", value: ReportSample.number(7), n: missing, lower: nil,
                upper: nil,
                further: [
                    ProtectedNamedValue(name: "target", value: ReportSample.number(Double(day ?? 100) + 1000)),
                    ProtectedNamedValue(name: "due", value: day.map { ReportSample.number(Double($0)) } ?? missing),
                ], absence: nil)
        }
        let set = ProtectedSet(
            indicator: "targets", unit: .number, population: .none, method: "target-comparison", figures: rows)
        let builder = DocumentBuilder(
            material: ReportMaterial(
                catalogue: try FindingSample.catalogue(), codeLists: [:], sets: [set], listings: [], stepUps: [:],
                sources: [:]), locale: try FindingSample.locale("fi"), occasion: ReportSample.builder.occasion,
            supplements: [:])
        let figure = ProtectedFigure(
            indicator: "count", breakdown: [], unit: .persons, method: "count", value: ReportSample.number(7),
            n: missing,
            lower: nil, upper: nil, further: [], absence: nil)
        let indicator = try #require(builder.material.catalogue.indicator("count"))
        let target = try #require(builder.target(of: indicator, figure))
        #expect(target.target.value == Double(expected ?? 100) + 1000)
        let other = ProtectedFigure(
            indicator: "count", breakdown: [BreakdownLevel(dimension: "region", level: .code("01"))], unit: .persons,
            method: "count", value: ReportSample.number(7), n: missing, lower: nil, upper: nil, further: [],
            absence: nil)
        #expect(builder.target(of: indicator, other) == nil)
    }

    @Test func everyNameHasWordsInEveryLanguage() throws {
        for language in FindingSample.languages {
            let texts = try FindingSample.locale(language).texts
            for name in TargetProgress.names { #expect(texts["target.\(name)"] != nil, "\(language) \(name)") }
            for status in BudgetStatus.allCases {
                #expect(texts["budget.status.\(status.rawValue)"] != nil, "\(language) \(status)")
            }
        }
    }

    // MARK: Budgets

    private func status(
        _ spent: ProtectedNumber, of budget: Double?, used: Double?, time: Double?
    ) -> BudgetStatus {
        let further = [("budget", budget), ("usedShare", used), ("timeShare", time)].compactMap { name, value in
            value.map { ProtectedNamedValue(name: name, value: ReportSample.number($0)) }
        }
        return BudgetStatus(
            ProtectedFigure(
                indicator: "b", breakdown: [], unit: .euros, method: "budget-comparison", value: spent,
                n: ReportSample.number(1), lower: nil, upper: nil, further: further, absence: nil), margin: 0.1)
    }

    @Test func moneyBesideItsBudgetAndTheTime() {
        func status(_ spent: Double, time: Double?) -> BudgetStatus {
            self.status(ReportSample.number(spent), of: 100, used: spent / 100, time: time)
        }
        #expect(status(101, time: 0.5) == .over && status(101, time: 1) == .over && status(100, time: 1) == .within)
        #expect(status(0, time: 1) == .within)
        // Ten points from the time are within the margin, also where binary numbers say 0.1 is a little more.
        #expect(
            status(60, time: 0.5) == .inStep && status(40, time: 0.5) == .inStep && status(70, time: 0.8) == .inStep)
        #expect(status(61, time: 0.5) == .faster && status(39, time: 0.5) == .slower)
        #expect(status(5, time: 0) == .ahead && status(5, time: nil) == .unknown)
        // Credit notes beyond what was spent are slower than any time.
        #expect(status(-5, time: 0.5) == .slower)
        #expect(self.status(ReportSample.number(5), of: nil, used: nil, time: nil) == .noBudget)
        #expect(self.status(ReportSample.number(5), of: 0, used: nil, time: nil) == .noBudget)
        #expect(self.status(ReportSample.withheld, of: 100, used: nil, time: 1) == .withheld)
    }
}
