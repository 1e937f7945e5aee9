import Diffusion
import Records
import Statistics
import Tabulation

extension Evaluator {
    /// What is asked of the spread of each group.
    func spreadFigures(
        _ analysis: SpreadAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        if analysis.isOfInnovations { return dimensions.isEmpty ? reuseFigures(analysis, scope) : [:] }
        let found = spreads(analysis.spread, where: analysis.filter, by: dimensions, scope)
        guard let pool = SpreadPool(found, until: context.asOf.number) else { return [:] }
        do throws(DiffusionError) {
            switch analysis.quantity {
            case .transitions: return try transitions(pool)
            case .passage(let passage): return try passageCurves(passage, pool).mapValues(Self.median)
            case .passageCurve(let passage, let every): return points(try passageCurves(passage, pool), every)
            case .disadoption: return try disadoption(pool)
            case .generations: return generations(pool)
            case .depth: return depths(pool)
            case .reproduction(let period, let attribute): return try reproduction(period, by: attribute, pool)
            case .concentration(let top): return try concentration(top, pool)
            case .crossingShare(let attribute): return try crossings(attribute, pool)
            case .crossingFlows(let attribute, _, _): return try flows(attribute, pool)
            case .fidelity(let weight): return try fidelity(weight, pool)
            case .fidelityByGeneration(let weight): return try fidelityByGeneration(weight, pool)
            case .fidelityTrend(let weight): return try fidelityTrend(weight, pool)
            case .elementUse: return try elementUses(pool)
            case .elementChange: return try elementChanges(pool)
            case .aligned(let alignment): return try alignments(alignment, pool)
            case .spreaders, .reuse, .reuseDepth, .mostReused: return [:]
            }
        } catch {
            return Dictionary(
                pool.groups.map { ($0, Computed.absent(.notApplicable)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    // MARK: Stages

    private func transitions(_ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        guard let scheme = pool.scheme else { return [:] }
        let asOf = Int(context.asOf.number)
        let groups = try pool.entries.map { (entries) throws(DiffusionError) in
            try StageTransitions(entries, scheme: scheme, asOf: asOf)
        }
        var result: [GroupKey: Computed] = [:]
        for (key, transitions) in zip(pool.groups, groups) {
            for (from, name) in scheme.stages.enumerated() {
                let entered = transitions.entered[from]
                guard entered > 0 else { continue }
                let days = transitions.medianTime(from)?.time
                func add(_ to: String, _ count: Int) {
                    var value = share(count, of: entered)
                    value.further.append(NamedValue("medianDays", days))
                    result[key + [.code(name), .code(to)]] = value
                }
                for (to, other) in scheme.stages.enumerated()
                where groups.contains(where: { $0.count(from: from, to: to) > 0 }) {
                    add(other, transitions.count(from: from, to: to))
                }
                add(SpreadAnalysis.remaining, transitions.remaining[from])
            }
        }
        return result
    }

    private func disadoption(_ pool: SpreadPool) throws(DiffusionError) -> [GroupKey: Computed] {
        guard let scheme = pool.scheme else { return [:] }
        var result: [GroupKey: Computed] = [:]
        for (key, entries) in zip(pool.groups, pool.entries) {
            let transitions = try StageTransitions(entries, scheme: scheme, asOf: Int(context.asOf.number))
            guard let curve = transitions.timeToDisadoption else { continue }
            result[key] = share(curve.events, of: curve.n)
        }
        return result
    }

    private func passageCurves(
        _ passage: SpreadAnalysis.Passage, _ pool: SpreadPool
    ) throws(DiffusionError) -> [GroupKey: KaplanMeier] {
        guard let scheme = pool.scheme else { return [:] }
        var result: [GroupKey: KaplanMeier] = [:]
        for (key, entries) in zip(pool.groups, pool.entries) {
            let passage = try StagePassage(
                entries, scheme: scheme, from: mark(passage.from, entries, pool), to: mark(passage.to, entries, pool),
                asOf: Int(context.asOf.number)
            ) { start, end in
                switch passage.unit {
                case .days: end - start
                case .months: day(end).fullMonths(since: day(start))
                }
            }
            result[key] = passage.curve
        }
        return result
    }

    private func day(_ number: Int) -> CalendarDay { CalendarDay(number: Int32(clamping: number)) }

    private func mark(
        _ mark: SpreadAnalysis.Passage.Mark, _ entries: [StageEntry<SpreadPool.Pair>], _ pool: SpreadPool
    ) -> StageMark<SpreadPool.Pair> {
        switch mark {
        case .stage(let place): return .stage(place)
        case .published:
            var days: [SpreadPool.Pair: Int] = [:]
            for entry in entries { days[entry.subject] = pool.data.published[entry.subject.innovation].map(Int.init) }
            return .days(days)
        }
    }

    private func points(_ curves: [GroupKey: KaplanMeier], _ every: Int?) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, curve) in curves where curve.n > 0 { Self.add(curve, every: every, at: key, to: &result) }
        return result
    }
}
