import Diffusion
import Statistics
import Tabulation

extension Evaluator {
    /// The share of each category among the adopters of a group, by their day of adoption.
    func adopterCategories(
        _ rows: RowSelection, _ cut: AdopterCut, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .distribution(scope.filled(cut.day)), scope))
        var times: [GroupKey: Distribution] = [:]
        for (key, cells) in split(table, dimensions) {
            let entries = cells.compactMap { cell -> Distribution.Entry? in
                guard case .number(let number) = cell.level else { return nil }
                return Distribution.Entry(value: Double(number), count: cell.count)
            }
            if let found = try? Distribution(entries) { times[key] = found }
        }
        switch cut.reach {
        case .group: return ofEachGroup(times, cut.classes.scheme)
        case .whole: return ofTheWhole(times, cut.classes.scheme)
        }
    }

    private func ofEachGroup(_ times: [GroupKey: Distribution], _ scheme: AdopterScheme) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, times) in times {
            let categories = AdopterCategories(timesOfAdoption: times, scheme: scheme)
            for category in scheme.categories {
                result[key + [.code(category.rawValue)]] = Self.part(
                    categories.share(of: category), categories.count(of: category), of: categories.n)
            }
        }
        return result
    }

    /// Each row is in one group, so that the groups together are all adopters.
    private func ofTheWhole(_ times: [GroupKey: Distribution], _ scheme: AdopterScheme) -> [GroupKey: Computed] {
        // In a fixed order: the mean and the standard deviation are sums.
        let groups = times.sorted { left, right in
            left.key.map(\.tabulated).lexicographicallyPrecedes(right.key.map(\.tabulated))
        }
        let named = groups.enumerated().map { (name: String($0.offset), timesOfAdoption: $0.element.value) }
        var result: [GroupKey: Computed] = [:]
        guard let profile = try? AdopterProfile(named, scheme: scheme) else { return result }
        for (index, group) in groups.enumerated() where group.value.n > 0 {
            for category in scheme.categories {
                guard let share = try? profile.shareWithinGroup(of: category, group: index) else { continue }
                result[group.key + [.code(category.rawValue)]] = Self.part(
                    share, profile.count(of: category, group: index), of: group.value.n)
            }
        }
        return result
    }

    private static func part(_ share: Estimate, _ count: Int?, of whole: Int) -> Computed {
        var value = Computed(share)
        // Why nobody is early or late may be told of all adopters, and n is of the group.
        value.n = whole
        value.further = [NamedValue("count", count.map(Double.init))]
        value.reveals = [RevealedCount("part", count ?? 0), RevealedCount("whole", whole)]
        return value
    }
}
