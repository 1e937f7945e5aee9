import Diffusion
import Records
import Statistics
import Tabulation

/// Adoptions per period without gaps.
extension Evaluator {
    /// The figure of each period from the first of any group to that of the as-of day, which may not be over.
    func adoptionCurves(
        _ rows: RowSelection, _ series: AdoptionSeries, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let potential = potential(series.potential, dimensions, scope)
        let axes = dimensions + [dimension(of: series.period, series.day)]
        let selected = series.selected(rows)
        guard let sum = series.sum else {
            let table = answer(request(selected, by: axes, .rows, scope))
            let groups = split(table, dimensions).mapValues { cells in
                Self.byPeriod(cells.map { ($0.level, $0.count) }, series.period)
            }
            return along(series.period, groups) { key, counts, periods in
                self.curve(series, counts, periods, potential?(key))
            }
        }
        let table = answer(request(selected, by: axes, .moments(scope.filled(sum)), scope))
        var groups: [GroupKey: [(level: Tabulation.Level, value: Aggregate)]] = [:]
        for cell in table.cells {
            guard let level = cell.levels.last else { continue }
            let key = cell.levels.dropLast().map(BreakdownLevel.Level.init)
            groups[key, default: []].append((level, cell.aggregate))
        }
        let unit = power(table.places)
        return along(series.period, groups.mapValues { Self.byPeriod($0, series.period) }) { _, sums, periods in
            Self.sums(series, sums, periods, unit)
        }
    }

    private static func byPeriod<Value>(
        _ cells: [(level: Tabulation.Level, value: Value)], _ period: GrowthSeries.Period
    ) -> [Int: Value] {
        var found: [Int: Value] = [:]
        for cell in cells { period.number(cell.level).map { found[$0] = cell.value } }
        return found
    }

    /// The figures of each group by period, from the first period of any group to that of the as-of day.
    private func along<Value>(
        _ period: GrowthSeries.Period, _ groups: [GroupKey: [Int: Value]],
        _ figures: (GroupKey, [Int: Value], ClosedRange<Int>) -> [Computed]
    ) -> [GroupKey: Computed] {
        let last = period.number(of: context.asOf)
        guard let first = groups.values.compactMap({ $0.keys.min() }).min(), first <= last else { return [:] }
        let isOver = period.firstIncomplete(on: context.asOf) > last
        var result: [GroupKey: Computed] = [:]
        for (key, values) in groups where !values.isEmpty {
            // A day far from all others is a mistake, and a row of empty periods would hide it.
            guard last - first < AdoptionCurve<Int>.periodLimit else {
                result[key + [period.level(of: last)]] = .absent(.notApplicable)
                continue
            }
            for (offset, value) in figures(key, values, first...last).enumerated() {
                var value = value
                let isOpen = !isOver && offset == last - first
                value.further.append(NamedValue("incomplete", isOpen ? 1 : nil))
                result[key + [period.level(of: first + offset)]] = value
            }
        }
        return result
    }

    // MARK: Counts

    private func curve(
        _ series: AdoptionSeries, _ counts: [Int: Int], _ periods: ClosedRange<Int>, _ potential: Computed?
    ) -> [Computed] {
        let known = potential.flatMap { $0.value }.flatMap { Int(exactly: $0) }
        let last = periods.upperBound
        let seen = counts.map { (period: $0.key, adoptions: $0.value) }
        let isOver = series.period.firstIncomplete(on: context.asOf) > last
        func made(_ potential: Int?) -> AdoptionCurve<Int>? {
            try? AdoptionCurve(
                seen, from: periods.lowerBound, asOf: last, isComplete: isOver, potential: potential)
        }
        // More adopters than could adopt, or none known, leave the counts and no shares.
        let related = known.flatMap { made($0) }
        guard let curve = related ?? made(nil) else { return periods.map { _ in .absent(.notApplicable) } }
        let absence: Absence? =
            potential == nil || related != nil
            ? nil : known == nil ? potential?.absence ?? .notApplicable : .notApplicable
        return curve.points.map { Self.figure(of: $0, series, curve, potential: known, without: absence) }
    }

    private static func figure(
        of point: AdoptionCurve<Int>.Point, _ series: AdoptionSeries, _ curve: AdoptionCurve<Int>, potential: Int?,
        without absence: Absence?
    ) -> Computed {
        var value: Computed
        switch series.value {
        case .new: value = .count(point.adoptions)
        case .cumulative: value = .count(point.cumulative)
        case .share: value = absence.map { .absent($0, n: potential ?? 0) } ?? Computed(point.cumulativeShare)
        case .hazard: value = absence.map { .absent($0) } ?? Computed(point.hazard)
        }
        let isRelated = series.potential != nil && absence == nil
        value.further = [
            NamedValue("new", Double(point.adoptions)), NamedValue("cumulative", Double(point.cumulative)),
        ]
        if series.potential != nil {
            value.further += [
                NamedValue("share", isRelated ? point.cumulativeShare.value : nil),
                NamedValue("atRisk", isRelated ? Double(point.atRisk) : nil),
            ]
        }
        value.further.removeAll { $0.name == series.value.rawValue }
        value.reveals = [RevealedCount("count", point.adoptions), RevealedCount("part", point.cumulative)]
        // Of whom there are few left is told as well as of whom there are few.
        let isShare = series.value == .share || series.value == .hazard
        if let whole = series.potential == nil ? isShare ? curve.adopters : nil : potential {
            value.reveals.append(RevealedCount("whole", whole))
        }
        return value
    }

    // MARK: Sums

    private static func sums(
        _ series: AdoptionSeries, _ sums: [Int: Aggregate], _ periods: ClosedRange<Int>, _ unit: Double
    ) -> [Computed] {
        var (total, n) = (Int128(0), 0)
        return periods.map { number in
            let own = sums[number] ?? Aggregate()
            let (sum, overflow) = total.addingReportingOverflow(own.sum)
            let (count, isTooMany) = n.addingReportingOverflow(own.count)
            guard !overflow, !isTooMany else { return .absent(.notApplicable) }
            (total, n) = (sum, count)
            let (new, cumulative) = (Double(own.sum) / unit, Double(total) / unit)
            let isNew = series.value == .new
            return Computed(
                value: isNew ? new : cumulative, n: isNew ? own.count : n,
                further: [isNew ? NamedValue("cumulative", cumulative) : NamedValue("new", new)],
                reveals: [
                    RevealedCount("count", Int(clamping: Int64(clampedTo: new))),
                    RevealedCount("part", Int(clamping: Int64(clampedTo: cumulative))),
                    RevealedCount("n", isNew ? own.count : n),
                ])
        }
    }

    // MARK: Those who could adopt

    /// Those who could adopt, by group; nil where a curve is of no potential.
    private func potential(
        _ potential: AdoptionSeries.Potential?, _ dimensions: [Dimension], _ scope: Scope
    ) -> ((GroupKey) -> Computed)? {
        switch potential {
        case nil: nil
        case .number(let number): { _ in Computed(value: Double(number), n: number) }
        case .codes(let name): { self.codes(of: name, at: $0, dimensions) }
        case .counted(let calculation): nested(calculation, dimensions, scope)
        }
    }

    /// The codes of a list that were in use on the as-of day: in a group of which a code says the level, those of that level.
    private func codes(of name: String, at key: GroupKey, _ dimensions: [Dimension]) -> Computed {
        guard let list = context.codeLists[name] else { return .absent(.partMissing) }
        var codes = list.codes.filter { $0.validity.contains(context.asOf) }
        for (dimension, level) in zip(dimensions, key) {
            let step = catalogue.dimensions.first { $0.codeList == name && $0.rollUp?.dimension == dimension.name }
            // A list of municipalities names their region as the list of regions is named.
            let attribute = step?.rollUp?.attribute ?? dimension.codeList
            let isOwn = dimension.codeList == name
            guard isOwn || codes.contains(where: { code in attribute.map { code.attributes[$0] != nil } ?? false })
            else { continue }
            guard case .code(let wanted) = level else { return .absent(.notApplicable) }
            codes = codes.filter { code in
                isOwn ? code.code == wanted : attribute.flatMap { code.attributes[$0] } == wanted
            }
        }
        return Computed(value: Double(codes.count), n: codes.count)
    }
}
