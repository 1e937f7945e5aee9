import Tabulation

/// Adoptions over time.
extension Evaluator {
    func adoptions(
        _ rows: RowSelection, _ analysis: AdoptionAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        switch analysis {
        case .curve(let series): adoptionCurves(rows, series, dimensions, scope)
        case .rate(let rate): rates(rows, rate, dimensions, scope)
        case .categories(let cut): adopterCategories(rows, cut, dimensions, scope)
        case .growthCurve(let series, let horizon): growthCurves(rows, series, horizon, dimensions, scope)
        case .growthComparison(let series, let heldOut): growthComparisons(rows, series, heldOut, dimensions, scope)
        }
    }

    /// The calendar period of a day as one more dimension.
    func dimension(of period: GrowthSeries.Period, _ day: String) -> Dimension {
        Dimension(
            name: "period", titles: [:], expression: period.expression(day), expressionByTable: [:], codeList: nil,
            showsAllLevels: false, rollUp: nil)
    }
}
