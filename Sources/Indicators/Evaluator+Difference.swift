import Records
import Statistics
import Tabulation

extension Evaluator {
    /// The standardised difference of two groups in the share of each answer.
    ///
    /// It gives away the counts behind both shares, so that it is withheld where one of these is small or could be worked out.
    func differences(
        _ rows: RowSelection, _ of: String, _ groups: Calculation.Groups, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let answers = [groups.first, groups.second].map { condition in
            split(
                answer(request(rows, by: dimensions, .distribution(scope.filled(of)), and: condition, scope)),
                dimensions
            ).mapValues { cells in
                cells.filter { if case .missing = $0.level { false } else { true } }
            }
        }
        var result: [GroupKey: Computed] = [:]
        for key in Set(answers.flatMap(\.keys)) {
            let counts = answers.map { group in
                Dictionary(
                    (group[key] ?? []).map { (BreakdownLevel.Level($0.level), $0.count) },
                    uniquingKeysWith: { first, _ in first })
            }
            let sizes = counts.map { $0.values.reduce(0, +) }
            for level in Set(counts.flatMap(\.keys)) {
                let parts = counts.map { $0[level] ?? 0 }
                result[key + [level]] = difference(parts, of: sizes)
            }
        }
        return result
    }

    func difference(_ parts: [Int], of sizes: [Int]) -> Computed {
        guard let first = try? Proportion(parts[0], of: sizes[0]), let second = try? Proportion(parts[1], of: sizes[1])
        else { return .absent(.notApplicable) }
        var value = Computed(StandardisedDifference(first, second).difference)
        value.further = [
            NamedValue("first", sizes[0] > 0 ? Double(parts[0]) / Double(sizes[0]) : nil),
            NamedValue("second", sizes[1] > 0 ? Double(parts[1]) / Double(sizes[1]) : nil),
        ]
        value.reveals = [
            RevealedCount("first-part", parts[0]), RevealedCount("first-whole", sizes[0]),
            RevealedCount("second-part", parts[1]), RevealedCount("second-whole", sizes[1]),
        ]
        return value
    }
}
