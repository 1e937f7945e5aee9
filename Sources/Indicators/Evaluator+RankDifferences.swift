import Statistics
import Tabulation

/// Comparisons of several groups.
extension Evaluator {
    /// The levels of one more dimension compared by ranks; rows without a known level stay out.
    func rankDifferences(
        _ rows: RowSelection, _ of: String, _ over: String, _ minimum: Int, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let declared = catalogue.dimension(over) else { return [[]: .absent(.notApplicable)] }
        // Under a name of its own, so that it may be a dimension of the breakdown as well.
        let added = Dimension(
            name: "group", titles: [:], expression: declared.expression(in: rows.table), expressionByTable: [:],
            codeList: nil, showsAllLevels: false, rollUp: nil)
        var groups: [GroupKey: [(level: BreakdownLevel.Level, values: Distribution)]] = [:]
        for (key, values) in numbers(rows, of, and: nil, dimensions + [added], scope) {
            guard let level = key.last else { continue }
            // A group in which nobody answered is none.
            if case .missing = level { continue }
            groups[Array(key.dropLast()), default: []] += values.n > 0 ? [(level, values)] : []
        }
        return groups.mapValues { groups in
            // Sums of floating-point numbers repeat only in a fixed order.
            let ordered = groups.sorted { $0.level.tabulated < $1.level.tabulated }
            guard let ranks = try? KruskalWallis(ordered.map(\.values)) else { return .absent(.notApplicable) }
            let isTested = ordered.allSatisfy { $0.values.n >= minimum }
            var value = Computed(ranks.epsilonSquared)
            value.further = [
                NamedValue("h", isTested ? ranks.test.statistic : nil),
                NamedValue("degreesOfFreedom", isTested ? ranks.test.degreesOfFreedom : nil),
                NamedValue("p", isTested ? ranks.test.p : nil), NamedValue("groups", Double(ordered.count)),
            ]
            value.reveals += ordered.map { RevealedCount("count at \(over) \($0.level.name)", $0.values.n) }
            return value
        }
    }
}
