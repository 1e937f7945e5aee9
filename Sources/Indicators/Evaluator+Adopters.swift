import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// The share of each of Rogers' categories among adopters, by their day of adoption.
    func adopterCategories(
        _ rows: RowSelection, _ day: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .distribution(scope.filled(day)), scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(table, dimensions) {
            let entries = cells.compactMap { cell -> Distribution.Entry? in
                guard case .number(let number) = cell.level else { return nil }
                return Distribution.Entry(value: Double(number), count: cell.count)
            }
            guard let times = try? Distribution(entries) else { continue }
            let categories = AdopterCategories(timesOfAdoption: times)
            for category in AdopterCategory.allCases {
                var value = Computed(categories.share(of: category))
                let count = categories.count(of: category)
                value.further = [NamedValue("count", count.map(Double.init))]
                value.reveals = [RevealedCount("part", count ?? 0), RevealedCount("whole", categories.n)]
                result[key + [.code(category.rawValue)]] = value
            }
        }
        return result
    }
}
