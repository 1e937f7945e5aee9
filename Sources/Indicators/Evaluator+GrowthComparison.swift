import Diffusion
import Statistics
import Tabulation

/// Curves of growth by how far off their forecasts would have been.
extension Evaluator {
    /// What the naive forecast, that each period will be as the one before, is called among models.
    static let naiveModel = "naive"
    /// The levels of the dimension `model`, in order.
    static let comparedModels = GrowthModel.allCases.map(\.rawValue) + [naiveModel]

    /// The root mean squared error of each model's forecasts, in adopters per period.
    func growthComparisons(
        _ rows: RowSelection, _ series: GrowthSeries, _ heldOut: Int?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let (counts, groups) = growthCounts(rows, series, dimensions, scope)
        let last = counts.values.compactMap { $0.keys.max() }.max()
        var result: [GroupKey: Computed] = [:]
        for key in groups {
            for (model, value) in growthComparison(series, heldOut, counts[key] ?? [:], until: last) {
                result[key + [.code(model)]] = value
            }
        }
        return result
    }

    private func growthComparison(
        _ series: GrowthSeries, _ heldOut: Int?, _ counts: [Int: Int], until last: Int?
    ) -> [(model: String, value: Computed)] {
        func all(_ value: Computed) -> [(model: String, value: Computed)] {
            Self.comparedModels.map { ($0, value) }
        }
        guard let last, let first = counts.keys.min() else { return all(.absent(.tooFew)) }
        guard let adopters = Self.sum(counts) else { return all(.absent(.notApplicable)) }
        let byPeriod = (first...last).prefix(GrowthFit.periodLimit + 1).map { counts[$0] ?? 0 }
        let whole = RevealedCount("n", adopters)
        guard byPeriod.count <= GrowthFit.periodLimit else {
            return all(Computed(absence: .notApplicable, n: adopters, reveals: [whole]))
        }
        let comparison = GrowthComparison(
            adopters: byPeriod.map(Double.init), potential: series.potential, holdingOut: heldOut)
        // Errors tell how far the adopters of single periods were from a curve that everybody can draw.
        let least = byPeriod.suffix(comparison.heldOut).filter { $0 > 0 }.min() ?? 0
        return (comparison.errors + [comparison.naive]).map { errors in
            var value = Computed(errors.rollingRMSE)
            value.n = adopters
            value.further = [
                NamedValue("percentageError", errors.rollingMAPE.value.map { $0 / 100 }),
                NamedValue("holdOutError", errors.holdOutRMSE.value),
                NamedValue("heldOut", Double(comparison.heldOut)),
                NamedValue("forecasts", Double(errors.rollingRMSE.n)),
            ]
            value.reveals = [whole] + (errors.rollingRMSE.value == nil ? [] : [RevealedCount("count", least)])
            return (errors.model?.rawValue ?? Self.naiveModel, value)
        }
    }
}
