import Diffusion
import Tabulation

extension Evaluator {
    /// What is asked of the spread of each group.
    func spreadFigures(
        _ analysis: SpreadAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let groups = spreads(analysis.spread, where: analysis.filter, by: dimensions, scope)
        var result: [GroupKey: Computed] = [:]
        for (key, data) in groups {
            switch analysis.quantity {
            case .generations:
                let widths = data.forest.widths
                let total = widths.reduce(0, +)
                for (place, width) in widths.enumerated() {
                    result[key + [.number(place + 1)]] = share(width, of: total)
                }
            }
        }
        return result
    }
}
