import Statistics
import Tabulation

/// Estimates for a population of which some have answered.
extension Evaluator {
    /// The figures of an estimate by dimensions; each group is a population of its own, with its strata.
    func sampled(
        _ rows: RowSelection, _ estimate: SampleEstimate, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let strata = estimate.strata.enumerated().map { place, expression in
            Dimension(
                name: "stratum \(place + 1)", titles: [:], expression: expression, expressionByTable: [:],
                codeList: nil, showsAllLevels: false, rollUp: nil)
        }
        let axes = dimensions + strata
        let known = "(\(estimate.answered)) and (\(estimate.part))"
        // Those who answered come first: they are whom the figure rests on.
        let answers = counts(answer(request(rows, by: axes, .rows, and: estimate.answered, scope)))
        let successes = counts(answer(request(rows, by: axes, .rows, and: known, scope)))
        let population = answer(request(rows, by: axes, .rows, scope))
        var byGroup: [GroupKey: [SurveyStratum]] = [:]
        var failed: Set<GroupKey> = []
        for cell in population.cells where cell.levels.count == axes.count {
            let group = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            let name = SampleEstimate.stratumName(of: Array(cell.levels.dropFirst(dimensions.count)))
            do throws(StatisticsError) {
                byGroup[group, default: []].append(
                    try SurveyStratum(
                        name, population: cell.aggregate.count, answers: answers[cell.levels] ?? 0,
                        successes: successes[cell.levels] ?? 0))
            } catch {
                failed.insert(group)
            }
        }
        var result: [GroupKey: Computed] = [:]
        for (group, strata) in byGroup {
            let found = failed.contains(group) ? nil : try? StratifiedEstimate(strata)
            result[group] = found.map { value($0, strata, estimate.quantity) } ?? .absent(.notApplicable)
        }
        return result
    }

    private func counts(_ table: CrossTabulation) -> [[Tabulation.Level]: Int] {
        Dictionary(table.cells.map { ($0.levels, $0.aggregate.count) }, uniquingKeysWith: { first, _ in first })
    }

    private func value(
        _ found: StratifiedEstimate, _ strata: [SurveyStratum], _ quantity: SampleEstimate.Quantity
    ) -> Computed {
        let estimate = quantity == .share ? found.share : found.total
        let answers = strata.reduce(0) { $0 + $1.answers }
        let successes = strata.reduce(0) { $0 + $1.successes }
        let plain = answers > 0 ? Double(successes) / Double(answers) : nil
        var value = Computed(estimate)
        value.n = answers
        value.further = [
            NamedValue("populationN", Double(found.population)), NamedValue("count", Double(successes)),
            NamedValue("unweighted", plain.map { quantity == .share ? $0 : $0 * Double(found.population) }),
            NamedValue("standardError", estimate.standardError),
            NamedValue("degreesOfFreedom", Double(found.degreesOfFreedom)),
        ]
        value.reveals = [
            RevealedCount("part", successes), RevealedCount("whole", answers),
            RevealedCount("population", found.population),
        ]
        return value
    }
}
