import Statistics
import Tabulation

/// Comparisons of groups by the time to a first event.
extension Evaluator {
    /// The log-rank test over the levels of one more dimension; things without a known level stay out.
    ///
    /// Where groups are named, the others stay out as well, and of each the events seen and expected are given.
    func survivalDifferences(
        _ rows: RowSelection, _ time: TimeToEvent, _ over: Comparison.Groups, _ minimum: Int,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let declared = catalogue.dimension(over.dimension) else { return [[]: .absent(.notApplicable)] }
        // Under a name of its own, so that it may be a dimension of the breakdown as well.
        let added = Dimension(
            name: "group", titles: [:], expression: declared.expression(in: rows.table), expressionByTable: [:],
            codeList: nil, showsAllLevels: false, rollUp: nil)
        var groups: [GroupKey: [TimedGroup]] = [:]
        for (key, table) in eventTables(rows, time, dimensions + [added], scope) {
            guard let level = key.last, table.n > 0 else { continue }
            if case .missing = level { continue }
            groups[Array(key.dropLast()), default: []].append(TimedGroup(level: level, table: table))
        }
        return groups.mapValues { groups in Self.logRank(Self.ordered(groups, over.codes), over, minimum) }
    }

    /// A level of the dimension with its events and censorings.
    private struct TimedGroup {
        let level: BreakdownLevel.Level
        let table: EventTable
    }

    /// Named groups in their order, others in that of their levels: sums of floating-point numbers repeat only in a fixed order.
    private static func ordered(_ groups: [TimedGroup], _ names: [String]) -> [TimedGroup] {
        guard !names.isEmpty else { return groups.sorted { $0.level.tabulated < $1.level.tabulated } }
        return names.compactMap { name in groups.first { $0.level.name == name } }
    }

    private static func logRank(_ groups: [TimedGroup], _ over: Comparison.Groups, _ minimum: Int) -> Computed {
        guard let compared = try? LogRank(groups.map(\.table)) else { return .absent(.notApplicable) }
        let events = groups.reduce(0) { $0 + $1.table.events }
        var value = Computed(n: compared.test.n)
        if let reason = compared.test.reason {
            value.absence = Absence(reason)
        } else if groups.contains(where: { $0.table.n < minimum }) {
            value.absence = .tooFew
        } else {
            value.value = compared.test.statistic
        }
        let isTested = value.value != nil
        value.further = [
            NamedValue("degreesOfFreedom", isTested ? compared.test.degreesOfFreedom : nil),
            NamedValue("p", isTested ? compared.test.p : nil), NamedValue("groups", Double(groups.count)),
            NamedValue("events", Double(events)),
        ]
        for (code, names) in zip(over.codes, over.eventNames) {
            // A named group that nobody is in is none.
            let place = groups.firstIndex { $0.level.name == code }
            value.further += [
                NamedValue(names.observed, place.map { compared.observed[$0] }),
                NamedValue(names.expected, place.map { compared.expected[$0] }),
            ]
        }
        value.reveals = [RevealedCount("n", compared.test.n), RevealedCount("events", events)]
        for group in groups {
            value.reveals += [
                RevealedCount("n at \(over.dimension) \(group.level.name)", group.table.n),
                RevealedCount("events at \(over.dimension) \(group.level.name)", group.table.events),
            ]
        }
        return value
    }
}
