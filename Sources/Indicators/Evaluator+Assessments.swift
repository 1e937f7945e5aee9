import Statistics
import Tabulation

/// Ratings: their middle and range, and how far they are of one mind.
extension Evaluator {
    func medians(
        _ rows: RowSelection, _ of: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        numbers(rows, of, and: nil, dimensions, scope).mapValues { values in
            var value = Computed(values.median)
            value.further = [
                NamedValue("lowerQuartile", (try? values.quantile(0.25))?.value),
                NamedValue("upperQuartile", (try? values.quantile(0.75))?.value),
                NamedValue("least", values.entries.first?.value), NamedValue("greatest", values.entries.last?.value),
                NamedValue("mean", values.moments.meanEstimate().value),
            ]
            return value
        }
    }

    /// How far ratings agree on ordered levels. A rating that is on none of them leaves no figure, and one rating no agreement.
    func consensuses(
        _ rows: RowSelection, _ of: String, _ levels: [Int], _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        numbers(rows, of, and: nil, dimensions, scope).mapValues { ratings in
            var counts = levels.map { _ in 0 }
            for entry in ratings.entries {
                guard let place = Int(exactly: entry.value).flatMap(levels.firstIndex) else {
                    return .absent(.notApplicable, n: ratings.n)
                }
                counts[place] += entry.count
            }
            guard let agreement = try? ordinalAgreement(of: counts),
                let steps = try? Distribution(
                    counts.enumerated().map { Distribution.Entry(value: Double($0.offset), count: $0.element) })
            else { return .absent(.notApplicable, n: ratings.n) }
            var value = Computed(ratings.n == 1 ? Estimate(unavailable: .tooFew, n: 1) : agreement)
            let near = steps.median.value.map { steps.count(in: ($0 - 1)...($0 + 1)) }
            value.further = [
                NamedValue("least", ratings.entries.first?.value),
                NamedValue("greatest", ratings.entries.last?.value), NamedValue("median", ratings.median.value),
                NamedValue("withinOneStep", near.map { Double($0) / Double(max(1, steps.n)) }),
            ]
            value.reveals = [RevealedCount("part", near ?? 0), RevealedCount("whole", steps.n)]
            return value
        }
    }
}
