import Diffusion
import Records
import Statistics
import Tabulation

extension Evaluator {
    // MARK: Innovations side by side

    /// Adoptions by months since an innovation's publication, of all innovations or of each of those with most.
    ///
    /// All innovations with a day of publication take part in every group, with those adoptions that are of the group, so that the means
    /// of groups add up to that of the whole.
    func alignments(
        _ alignment: SpreadAlignment, _ pool: SpreadPool
    ) throws(DiffusionError) -> [GroupKey: Computed] {
        let aligned = try adoptions(by: alignment.period, pool).map { (adoptions) throws(DiffusionError) in
            try self.aligned(adoptions, by: alignment.period, pool.data)
        }
        let groups = zip(pool.groups, aligned)
        let months = alignment.period.months
        var result: [GroupKey: Computed] = [:]
        switch alignment.form {
        case .all(let value, let least):
            for (key, found) in groups {
                for step in found.steps where step.innovations >= least {
                    let time = BreakdownLevel.Level.number(step.sincePublication * months)
                    result[key + [time]] = Self.figure(of: step, value, found.curves)
                }
            }
        case .each(let most):
            let levels = Self.levels(of: Self.leading(aligned, most: most), pool.data)
            for (key, found) in groups {
                for curve in found.curves {
                    guard let level = levels[curve.name] else { continue }
                    for (since, (new, cumulative)) in zip(curve.adoptions, curve.cumulative).enumerated() {
                        result[key + [level, .number(since * months)]] = Computed(
                            value: Double(cumulative), n: cumulative, further: [NamedValue("new", Double(new))],
                            reveals: [RevealedCount("count", new), RevealedCount("part", cumulative)])
                    }
                }
            }
        }
        return result
    }

    private typealias AdoptionsByPeriod = [UInt32: [Int: Int]]

    /// The adoptions of each group, of each innovation, by the number of their period.
    private func adoptions(by period: GrowthSeries.Period, _ pool: SpreadPool) -> [AdoptionsByPeriod] {
        var adoptions = [AdoptionsByPeriod](repeating: [:], count: pool.groups.count)
        for node in pool.forest.nodes {
            guard let day = node.day else { continue }
            let number = period.number(of: CalendarDay(number: day))
            adoptions[pool.group(of: node)][node.innovation, default: [:]][number, default: 0] += 1
        }
        return adoptions
    }

    /// Innovations by their identifiers.
    private func aligned(
        _ adoptions: AdoptionsByPeriod, by period: GrowthSeries.Period, _ data: SpreadData
    ) throws(DiffusionError) -> AlignedAdoption<Int> {
        let last = period.number(of: context.asOf)
        let innovations = data.published.map { number, day in
            AlignedAdoption<Int>.Innovation(
                name: data.innovations[Int(number)], published: period.number(of: CalendarDay(number: day)),
                adoptions: (adoptions[number] ?? [:]).map { (period: $0.key, adoptions: $0.value) })
        }
        return try AlignedAdoption(
            innovations, asOf: last, isComplete: period.firstIncomplete(on: context.asOf) > last)
    }

    private static func figure(
        of step: AlignedAdoption<Int>.Step, _ wanted: SpreadAlignment.Value, _ curves: [AlignedAdoption<Int>.Curve]
    ) -> Computed {
        let innovations = NamedValue("innovations", Double(step.innovations))
        var value: Computed
        switch wanted {
        case .mean:
            value = Computed(step.meanCumulative)
            // A number of adoptions is never below zero, as t limits may be.
            value.interval = value.interval.map { max(0, $0.lowerBound)...max(0, $0.upperBound) }
            value.further = [innovations, NamedValue("share", step.shareAdopted.value)]
        case .share:
            value = Computed(step.shareAdopted)
            value.further = [innovations, NamedValue("mean", step.meanCumulative.value)]
        }
        // The mean of so many innovations tells the sum of their adoptions, and the next mean those of a period.
        let seen = curves.filter { $0.cumulative.count > step.sincePublication }
        value.reveals = [
            RevealedCount("count", seen.reduce(0) { $0 + $1.adoptions[step.sincePublication] }),
            RevealedCount("part", seen.reduce(0) { $0 + $1.cumulative[step.sincePublication] }),
        ]
        return value
    }

    /// The identifiers of the innovations with most adoptions in all groups together, of equal ones the first.
    private static func leading(_ groups: [AlignedAdoption<Int>], most: Int) -> [String] {
        var totals: [String: Int] = [:]
        for curve in groups.flatMap(\.curves) { totals[curve.name, default: 0] += curve.cumulative.last ?? 0 }
        return totals.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
            .map(\.key)
    }

    /// What innovations are called: by their titles, where these are told; by their identifiers too, where two have the same.
    private static func levels(of identifiers: [String], _ data: SpreadData) -> [String: BreakdownLevel.Level] {
        let titles = Dictionary(
            data.innovationTitles.map { (data.innovations[Int($0.key)], $0.value) },
            uniquingKeysWith: { first, _ in first })
        let uses = Dictionary(grouping: identifiers) { titles[$0] ?? $0 }.mapValues(\.count)
        return Dictionary(
            identifiers.map { identifier in
                let title = titles[identifier] ?? identifier
                return (identifier, .code(uses[title] == 1 ? title : "\(title) (\(identifier))"))
            }, uniquingKeysWith: { first, _ in first })
    }
}
