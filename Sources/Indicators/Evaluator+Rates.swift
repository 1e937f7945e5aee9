import Diffusion
import Statistics
import Tabulation

/// Rates of events.
extension Evaluator {
    /// The rate of each group with Garwood's exact interval; no event at all still has an upper limit.
    func rates(
        _ rows: RowSelection, _ rate: EventRate, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let events = rate.events(rows)
        let found = completed(values(of: events, by: dimensions, scope).values, events, dimensions, extra: 0)
        let populations = nested(rate.population, dimensions, scope)
        let isPublic = if case .attribute = rate.population { true } else { false }
        var result: [GroupKey: Computed] = [:]
        for (key, count) in found {
            let population = populations(key)
            var value = Self.rate(count.n, population, rate.base)
            value.approximate = population.approximate
            value.further = [
                NamedValue("events", Double(count.n)), NamedValue("population", population.value),
            ]
            // A register's number is public, so that the events are told by the rate.
            value.reveals =
                isPublic
                ? count.reveals
                : count.reveals.map { RevealedCount("numerator-\($0.name)", $0.count) }
                    + population.reveals.map { RevealedCount("denominator-\($0.name)", $0.count) }
            result[key] = value
        }
        return result
    }

    private static func rate(_ events: Int, _ population: Computed, _ base: Double) -> Computed {
        guard let people = population.value else { return .absent(population.absence ?? .partMissing, n: events) }
        guard people > 0 else { return .absent(people == 0 ? .noObservations : .notApplicable, n: events) }
        guard let rate = try? AdoptionRate(count: events, population: people, per: base) else {
            return .absent(.notApplicable, n: events)
        }
        return Computed(rate.rate)
    }
}
