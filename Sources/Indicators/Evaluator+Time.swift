import Records
import Statistics
import Tabulation

extension Evaluator {
    // MARK: Times to a first event

    /// The events and censorings of a tabulation, by group.
    func eventTables(
        _ rows: RowSelection, _ time: TimeToEvent, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: EventTable] {
        var observed = time
        observed.observedUntil = context.asOf.number
        let table = answer(request(rows, by: dimensions, .timeToEvent(observed), scope))
        var counts: [GroupKey: [Int: (events: Int, censored: Int)]] = [:]
        for cell in table.cells where cell.levels.count == dimensions.count + 2 {
            guard case .number(let at) = cell.levels[dimensions.count],
                case .code(let outcome) = cell.levels[dimensions.count + 1]
            else { continue }
            let key = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            var entry = counts[key]?[at] ?? (0, 0)
            if outcome == "event" {
                entry.events += cell.aggregate.count
            } else {
                entry.censored += cell.aggregate.count
            }
            counts[key, default: [:]][at] = entry
        }
        return counts.compactMapValues { byTime in
            try? EventTable(
                byTime.sorted { $0.key < $1.key }.map {
                    .init(time: Double($0.key), events: $0.value.events, censored: $0.value.censored)
                })
        }
    }

    func mediansOfTime(
        _ rows: RowSelection, _ time: TimeToEvent, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        eventTables(rows, time, dimensions, scope).mapValues { Self.median(of: KaplanMeier($0)) }
    }

    /// The median of a curve, with the interval of which both limits are reached.
    static func median(of curve: KaplanMeier) -> Computed {
        // The first time at or below one half: with whole units a midpoint would be a time that nobody had.
        let median = curve.median(convention: .firstTime)
        var interval: ClosedRange<Double>?
        if let lower = median.lower, let upper = median.upper, lower <= upper { interval = lower...upper }
        return Computed(
            value: median.time, absence: median.reason.map(Absence.init), n: median.n, interval: interval,
            further: [
                NamedValue("events", Double(median.events)), NamedValue("lower", median.lower),
                NamedValue("upper", median.upper),
            ],
            reveals: [RevealedCount("n", median.n), RevealedCount("events", median.events)])
    }

    /// The curve as one value per event time and one at time zero, which is 1 unless events fall on that time itself.
    func survivalCurves(
        _ rows: RowSelection, _ time: TimeToEvent, _ every: Int?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, table) in eventTables(rows, time, dimensions, scope) {
            Self.add(KaplanMeier(table), every: every, at: key, to: &result)
        }
        return result
    }

    /// The most times at which a curve is told besides those of its events: more than any axis or table has room for.
    private static let mostTimes = 1_000

    /// Adds the points of a curve.
    ///
    /// - Parameter every: Between events those at risk become fewer as well, as some are observed no longer: how many are left is told
    ///   at each multiple of this time too, up to the last that was observed.
    static func add(
        _ curve: KaplanMeier, every: Int?, at key: GroupKey, to result: inout [GroupKey: Computed]
    ) {
        result[key + [.number(0)]] = Computed(value: 1, n: curve.n, reveals: [RevealedCount("n", curve.n)])
        var held: KaplanMeier.Point?
        var next = every
        var times = 0
        for point in curve.points {
            while let time = next, let every, Double(time) <= point.time, times < mostTimes {
                let isOwn = Double(time) == point.time
                result[key + [.number(time)]] = Self.point(
                    isOwn ? point : held, atRisk: point.atRisk, events: isOwn ? point.events : 0)
                let (following, overflow) = time.addingReportingOverflow(every)
                next = overflow ? nil : following
                times += 1
            }
            if point.events > 0 {
                result[key + [.number(Int(point.time))]] = Self.point(
                    point, atRisk: point.atRisk, events: point.events)
            }
            held = point
        }
    }

    /// - Parameter point: The last point up to this time; nil before the first, where all are still without the event.
    private static func point(_ point: KaplanMeier.Point?, atRisk: Int, events: Int) -> Computed {
        Computed(
            value: point?.survival ?? 1, n: atRisk, interval: point?.interval,
            reveals: [RevealedCount("atRisk", atRisk), RevealedCount("events", events)])
    }

    /// The mean time to the event within a horizon; of those without it the whole horizon counts.
    func restrictedMeans(
        _ rows: RowSelection, _ time: TimeToEvent, _ within: Int, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        eventTables(rows, time, dimensions, scope).mapValues { table in
            let mean = KaplanMeier(table).restrictedMean(upTo: Double(within))
            let events = table.rows.reduce(0) { $1.time <= Double(within) ? $0 + $1.events : $0 }
            var value = Computed(mean)
            value.further = [
                NamedValue("standardError", mean.standardError), NamedValue("events", Double(events)),
            ]
            value.reveals.append(RevealedCount("events", events))
            return value
        }
    }

    // MARK: Months

    /// Counts per calendar month, none left out between the first and the last of any group.
    func months(
        _ rows: RowSelection, _ day: String, _ distinct: String?, _ cumulative: Bool, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        let month = Dimension(
            name: "month", titles: [:], expression: "month(\(day))", expressionByTable: [:], codeList: nil,
            showsAllLevels: false, rollUp: nil)
        let measure = distinct.map { Measure.distinct(scope.filled($0)) } ?? .rows
        let table = answer(request(rows, by: dimensions + [month], measure, scope))
        let groups = split(table, dimensions)
        let all = groups.values.joined().compactMap { cell in
            if case .code(let code) = cell.level { MonthNumber(code) } else { nil }
        }
        guard let first = all.min(), let last = all.max() else { return [:] }
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in groups {
            var counts: [MonthNumber: Int] = [:]
            for cell in cells {
                if case .code(let code) = cell.level, let number = MonthNumber(code) { counts[number] = cell.count }
            }
            var total = 0
            for number in first.value...last.value {
                let count = counts[MonthNumber(value: number)] ?? 0
                total += count
                var value = Computed.count(cumulative ? total : count)
                value.further = [NamedValue(cumulative ? "count" : "cumulative", Double(cumulative ? count : total))]
                result[key + [.code(MonthNumber(value: number).code)]] = value
            }
        }
        return result
    }

    /// Months counted from year 0, to count without gaps.
    struct MonthNumber: Hashable, Comparable {
        let value: Int

        init(value: Int) { self.value = value }

        init?(_ code: String) {
            let parts = code.split(separator: "-")
            guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month) else {
                return nil
            }
            value = year * 12 + month - 1
        }

        var code: String {
            let month = value % 12 + 1
            return "\(value / 12)-\(month < 10 ? "0" : "")\(month)"
        }

        static func < (left: MonthNumber, right: MonthNumber) -> Bool { left.value < right.value }
    }
}
