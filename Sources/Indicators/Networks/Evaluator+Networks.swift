import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// What is asked of the network of each group.
    func networkFigures(
        _ analysis: NetworkAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        switch analysis.quantity {
        case .measure(let figure):
            let networks = networks(analysis.network, where: analysis.filter, by: dimensions, scope)
            var result: [GroupKey: Computed] = [:]
            for (slice, data) in networks { result[slice.group] = measured(figure, data, analysis.attribute) }
            return result
        }
    }

    private func measured(_ figure: NetworkFigure, _ data: NetworkData, _ attribute: String?) -> Computed {
        let nodes = data.nodes.count
        let ties = data.network.tieCount
        var value: Computed
        do throws(DiffusionError) {
            if let failure = data.failure { throw failure }
            switch figure.measure {
            case nil: value = .count(figure == .nodes ? nodes : ties)
            case let measure?:
                let groups = try attribute.flatMap { data.nodes.attributes[$0] }?.groups()
                let summary = try NetworkSummary(data.network, groups: groups, measures: [measure])
                value = summary[measure].map { Computed($0) } ?? .absent(.notApplicable, n: nodes)
            }
        } catch { value = .absent(.notApplicable, n: nodes) }
        value.further = [NamedValue("nodes", Double(nodes)), NamedValue("ties", Double(ties))]
        value.reveals = [RevealedCount("nodes", nodes), RevealedCount("ties", ties)]
        return value
    }
}
