import Diffusion
import Records
import Statistics
import Tabulation

/// Curves of growth fitted to adoptions per period.
extension Evaluator {
    /// The market potential by group, of series that begin with the first adoption of the group and end with the last of any.
    ///
    /// A period that the as-of day cuts short is left out: its few adoptions would look like the end of growth.
    func growthModels(
        _ rows: RowSelection, _ series: GrowthSeries, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let (counts, groups) = growthCounts(rows, series, dimensions, scope)
        guard let last = counts.values.compactMap({ $0.keys.max() }).max() else {
            return Dictionary(uniqueKeysWithValues: groups.map { ($0, .absent(.tooFew)) })
        }
        return Dictionary(
            uniqueKeysWithValues: groups.map { key in
                guard let found = counts[key], let first = found.keys.min() else { return (key, .absent(.tooFew)) }
                return (key, growthModel(series, found, first...last, scope))
            })
    }

    /// Adoptions by group and whole period, and the groups with any, of periods that are not over as well.
    func growthCounts(
        _ rows: RowSelection, _ series: GrowthSeries, _ dimensions: [Dimension], _ scope: Scope
    ) -> (counts: [GroupKey: [Int: Int]], groups: Set<GroupKey>) {
        let period = dimension(of: series.period, series.day)
        let measure = series.distinct.map { Measure.distinct(scope.filled($0)) } ?? .rows
        let table = answer(request(rows, by: dimensions + [period], measure, scope))
        let end = series.period.firstIncomplete(on: context.asOf)
        var counts: [GroupKey: [Int: Int]] = [:]
        var groups: Set<GroupKey> = []
        for (key, cells) in split(table, dimensions) {
            for cell in cells where cell.count > 0 {
                guard let number = series.period.number(cell.level) else { continue }
                groups.insert(key)
                if number < end { counts[key, default: [:]][number] = cell.count }
            }
        }
        return (counts, groups)
    }

    /// The sum of counts; nil beyond what can be added.
    static func sum(_ counts: [Int: Int]) -> Int? {
        var sum = 0
        for count in counts.values {
            let (next, overflow) = sum.addingReportingOverflow(count)
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    private func growthModel(
        _ series: GrowthSeries, _ counts: [Int: Int], _ periods: ClosedRange<Int>, _ scope: Scope
    ) -> Computed {
        guard let adopters = Self.sum(counts) else { return .absent(.notApplicable) }
        let reveals = [RevealedCount("count", adopters)]
        guard periods.count <= GrowthFit.periodLimit else {
            return Computed(absence: .notApplicable, n: adopters, reveals: reveals)
        }
        do {
            let byPeriod = periods.map { Double(counts[$0] ?? 0) }
            let fit = try GrowthFit(series.model, adopters: byPeriod, potential: series.potential)
            let bootstrap =
                fit.isPotentialGiven
                ? nil : scope.bootstrap.map { GrowthBootstrap(fit, horizon: 0, options: $0.options) }
            return Computed(
                value: fit.curve.marketPotential, n: adopters, interval: bootstrap?.marketPotential.interval,
                further: Self.further(of: fit, series, adopters, from: periods.lowerBound), reveals: reveals)
        } catch {
            return Computed(absence: Absence(error.unavailable), n: adopters, reveals: reveals)
        }
    }

    private static func further(
        of fit: GrowthFit, _ series: GrowthSeries, _ adopters: Int, from first: Int
    ) -> [NamedValue] {
        let curve = fit.curve
        let (firstName, secondName) = series.shapeNames
        let time = curve.peakTime ?? 0
        // A curve may have its peak so late that no calendar has a day for it.
        let isNear = time.isFinite && time < Double(GrowthFit.periodLimit) * 10
        let peak = isNear ? series.period.firstDay(of: first + max(0, Int(max(0, time).rounded(.up)) - 1)) : nil
        return (fit.isPotentialGiven ? [] : [NamedValue("potentialError", fit.potentialError)]) + [
            NamedValue(firstName, curve.shape.0), NamedValue("\(firstName)Error", fit.shapeErrors?.0),
            NamedValue(secondName, curve.shape.1), NamedValue("\(secondName)Error", fit.shapeErrors?.1),
            NamedValue("periods", Double(fit.periods)), NamedValue("adopters", Double(adopters)),
            NamedValue("reached", Double(adopters) / curve.marketPotential),
            NamedValue("peak", peak.map { Double($0.number) }), NamedValue("peakTime", time),
            NamedValue("peakSize", curve.peakRate ?? curve.marketPotential * curve.densityGradient(at: 0).value),
            NamedValue("rSquared", fit.rSquared),
        ]
    }
}
