import Statistics
import Tabulation

/// Comparisons of groups by the time to a first event.
extension Evaluator {
    /// The log-rank test over the levels of one more dimension; things without a known level stay out.
    ///
    /// With strata the groups are compared within each level of another dimension. Where groups are named, the others stay out as well, and of each the events seen and expected are given.
    func survivalDifferences(
        _ rows: RowSelection, _ time: TimeToEvent, _ over: Comparison.Groups, _ minimum: Int,
        _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let declared = catalogue.dimension(over.dimension) else { return [[]: .absent(.notApplicable)] }
        let stratum = over.strata.flatMap(catalogue.dimension)
        if over.strata != nil, stratum == nil { return [[]: .absent(.notApplicable)] }
        // Under names of their own, so that they may be dimensions of the breakdown as well.
        let added = [Self.axis("group", declared, rows)] + (stratum.map { [Self.axis("stratum", $0, rows)] } ?? [])
        var strata: [GroupKey: [BreakdownLevel.Level?: [TimedGroup]]] = [:]
        for (key, table) in eventTables(rows, time, dimensions + added, scope) where table.n > 0 {
            let own = key.suffix(added.count)
            guard let level = own.first, !own.contains(where: { if case .missing = $0 { true } else { false } })
            else { continue }
            strata[Array(key.dropLast(added.count)), default: [:]][stratum == nil ? nil : own.last, default: []].append(
                TimedGroup(level: level, table: table))
        }
        return strata.mapValues { strata in
            // Sums of floating-point numbers repeat only in a fixed order.
            let sorted = strata.sorted { ($0.key?.tabulated ?? .number(0)) < ($1.key?.tabulated ?? .number(0)) }
            return Self.logRank(sorted.map(\.value), over, minimum)
        }
    }

    private static func axis(_ name: String, _ dimension: Dimension, _ rows: RowSelection) -> Dimension {
        Dimension(
            name: name, titles: [:], expression: dimension.expression(in: rows.table), expressionByTable: [:],
            codeList: nil, showsAllLevels: false, rollUp: nil)
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

    /// The groups over all strata, in their order; nil where their counts cannot be added.
    private static func merged(_ strata: [[TimedGroup]], _ names: [String]) -> [TimedGroup]? {
        let tables = Dictionary(grouping: strata.joined(), by: \.level)
        let merged = tables.compactMap { level, groups -> TimedGroup? in
            (try? EventTable(groups.flatMap(\.table.rows))).map { TimedGroup(level: level, table: $0) }
        }
        return merged.count == tables.count ? ordered(merged, names) : nil
    }

    private static func logRank(_ strata: [[TimedGroup]], _ over: Comparison.Groups, _ minimum: Int) -> Computed {
        guard let groups = merged(strata, over.codes), let none = try? EventTable([]) else {
            return .absent(.notApplicable)
        }
        let tables = strata.map { stratum in
            groups.map { group in stratum.first { $0.level == group.level }?.table ?? none }
        }
        guard let compared = try? LogRank(strata: tables) else { return .absent(.notApplicable) }
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
        if over.strata != nil { value.further.append(NamedValue("strata", Double(strata.count))) }
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
