import Statistics
import Tabulation

/// Comparisons of several groups.
extension Evaluator {
    /// The levels of one more dimension compared by ranks; rows without a known level stay out.
    ///
    /// Where groups are named, the others stay out as well, and each pair of them is compared.
    func rankDifferences(
        _ rows: RowSelection, _ of: String, _ over: Comparison.Groups, _ minimum: Int, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let declared = catalogue.dimension(over.dimension) else { return [[]: .absent(.notApplicable)] }
        // Under a name of its own, so that it may be a dimension of the breakdown as well.
        let added = Dimension(
            name: "group", titles: [:], expression: declared.expression(in: rows.table), expressionByTable: [:],
            codeList: nil, showsAllLevels: false, rollUp: nil)
        var groups: [GroupKey: [Group]] = [:]
        for (key, values) in numbers(rows, of, and: nil, dimensions + [added], scope) {
            guard let level = key.last else { continue }
            // A group in which nobody answered is none.
            if case .missing = level { continue }
            groups[Array(key.dropLast()), default: []] += values.n > 0 ? [(level, values)] : []
        }
        return groups.mapValues { groups in
            let ordered = over.codes.isEmpty ? Self.sorted(groups) : Self.named(groups, over.codes)
            guard let ranks = try? KruskalWallis(ordered.map(\.values)) else { return .absent(.notApplicable) }
            // A named group in which nobody answered is none, as one that is not named.
            let present = ordered.filter { $0.values.n > 0 }
            let isTested = present.allSatisfy { $0.values.n >= minimum }
            var value = Computed(ranks.epsilonSquared)
            value.further = [
                NamedValue("h", isTested ? ranks.test.statistic : nil),
                NamedValue("degreesOfFreedom", isTested ? ranks.test.degreesOfFreedom : nil),
                NamedValue("p", isTested ? ranks.test.p : nil), NamedValue("groups", Double(present.count)),
            ]
            for (pair, names) in zip(Self.pairs(of: ranks, groups: over.codes.count), over.pairNames) {
                value.further += [
                    NamedValue(names.z, isTested ? pair.z : nil), NamedValue(names.p, isTested ? pair.p : nil),
                ]
            }
            value.reveals += present.map {
                RevealedCount("count at \(over.dimension) \($0.level.name)", $0.values.n)
            }
            return value
        }
    }

    private typealias Group = (level: BreakdownLevel.Level, values: Distribution)

    /// Sums of floating-point numbers repeat only in a fixed order.
    private static func sorted(_ groups: [Group]) -> [Group] {
        groups.sorted { $0.level.tabulated < $1.level.tabulated }
    }

    /// The groups of some names in their order, each with or without answers.
    private static func named(_ groups: [Group], _ names: [String]) -> [Group] {
        names.compactMap { name in
            if let group = groups.first(where: { $0.level.name == name }) { return group }
            return (try? Distribution(values: [Double]())).map { (.code(name), $0) }
        }
    }

    /// Dunn's z of each pair of groups in their order, and its p value adjusted by Holm for all pairs that are compared; nil where
    /// either group has no answers.
    private static func pairs(of ranks: KruskalWallis, groups: Int) -> [(z: Double?, p: Double?)] {
        // p-values of tests are in 0...1, so there is nothing to throw.
        let adjusted = (try? MultipleComparison.holm.adjusted(ranks.comparisons.map(\.test.p))) ?? []
        let compared = zip(ranks.comparisons, adjusted)
        return (0..<groups).flatMap { first in
            ((first + 1)..<max(first + 1, groups)).map { second in
                let found = compared.first { $0.0.first == first && $0.0.second == second }
                return (found?.0.test.statistic, found?.1)
            }
        }
    }
}
