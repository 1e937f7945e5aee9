import Diffusion
import Statistics
import Tabulation

/// Curves of growth period by period, with what they forecast.
extension Evaluator {
    /// The running total of the fitted curve by period, then that of the periods ahead; where nothing can be fitted, the reason and
    /// what was seen.
    func growthCurves(
        _ rows: RowSelection, _ series: GrowthSeries, _ horizon: Int, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let (counts, groups) = growthCounts(rows, series, dimensions, scope)
        let last = counts.values.compactMap { $0.keys.max() }.max()
        var result: [GroupKey: Computed] = [:]
        for key in groups {
            guard let last, let own = counts[key], let first = own.keys.min() else {
                // Nothing but a period that is not over.
                let open = series.period.firstIncomplete(on: context.asOf)
                result[key + [series.period.level(of: open)]] = .absent(.tooFew)
                continue
            }
            for (offset, value) in growthCurve(series, horizon, own, first...last, scope).enumerated() {
                result[key + [series.period.level(of: first + offset)]] = value
            }
        }
        return result
    }

    private func growthCurve(
        _ series: GrowthSeries, _ horizon: Int, _ counts: [Int: Int], _ periods: ClosedRange<Int>, _ scope: Scope
    ) -> [Computed] {
        guard let adopters = Self.sum(counts), periods.count <= GrowthFit.periodLimit else {
            return [.absent(.notApplicable)]
        }
        let byPeriod = periods.map { counts[$0] ?? 0 }
        do {
            let fit = try GrowthFit(series.model, adopters: byPeriod.map(Double.init), potential: series.potential)
            let bootstrap = scope.bootstrap.map { GrowthBootstrap(fit, horizon: horizon, options: $0.options) }
            var seen = Self.seen(byPeriod, adopters)
            for index in seen.indices {
                let end = Double(index + 1)
                seen[index].value = fit.curve.cumulativeAdopters(at: end)
                seen[index].interval = bootstrap?.cumulativeCurve[index].interval
                seen[index].further.append(NamedValue("new", fit.curve.adopters(inPeriod: index + 1)))
            }
            var total = Double(adopters)
            let ahead = fit.forecast(periods: horizon).enumerated().map { index, new in
                total += new
                return Computed(
                    value: total, n: adopters, interval: bootstrap?.cumulativeForecast[index].interval,
                    further: [NamedValue("observed", nil), NamedValue("forecast", 1), NamedValue("new", new)],
                    reveals: [RevealedCount("n", adopters)])
            }
            return seen + ahead
        } catch {
            return Self.seen(byPeriod, adopters).map { period in
                var period = period
                period.absence = Absence(error.unavailable)
                period.further.append(NamedValue("new", nil))
                return period
            }
        }
    }

    /// The periods without what a curve makes of them.
    private static func seen(_ byPeriod: [Int], _ adopters: Int) -> [Computed] {
        var total = 0
        return byPeriod.map { count in
            total += count
            return Computed(
                n: adopters, further: [NamedValue("observed", Double(total)), NamedValue("forecast", 0)],
                reveals: [
                    RevealedCount("count", count), RevealedCount("part", total), RevealedCount("n", adopters),
                ])
        }
    }
}
