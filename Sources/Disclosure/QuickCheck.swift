import Indicators

extension Protection {
    /// Whether there may be anything to hide: a small count, or a difference between published counts that may be small.
    ///
    /// Most builds with thousands of respondents have nothing, and should not pay for the model. When in doubt, yes.
    func mayNeedProtection() -> Bool {
        let declared = Set(
            relations.identities.compactMap { FigureReference($0.total)?.indicator }
                + relations.runningTotals.map(\.indicator))
        return sets.contains { set in
            guard policy.protects(set.population), policy.exemptions[set.indicator] == nil else { return false }
            return declared.contains(set.indicator) || RunningCount(method: set.method) != nil
                || set.figures.contains(where: givesAwaySmallCount)
                || (set.totals == .additive && mayLeaveRest(set))
        }
    }

    /// Whether a figure will be withheld for its own counts.
    func isSmall(_ set: Int, _ figure: Int) -> Bool {
        policy.exemptions[sets[set].indicator] == nil && givesAwaySmallCount(sets[set].figures[figure])
    }

    /// Whether one of its counts, or the rest of its whole, may not be shown.
    private func givesAwaySmallCount(_ figure: Figure) -> Bool {
        if figure.reveals.isEmpty { return policy.isSensitive(figure.n) && figure.n > 0 }
        if figure.reveals.contains(where: { policy.isSensitive($0.count) }) { return true }
        guard figure.reveals.count > 1 else { return false }
        return CountName.pairs.contains { pair in
            guard let part = figure.reveals.first(where: { $0.name == pair.part }),
                let whole = figure.reveals.first(where: { $0.name == pair.whole })
            else { return false }
            return whole.count > part.count && policy.isSensitive(whole.count - part.count)
        }
    }

    /// Whether the sums over two breakdowns differ: where they agree, no part can be left over in any total.
    private func mayLeaveRest(_ set: FigureSet) -> Bool {
        var sums: [[String]: [String: Int]] = [:]
        var shape: [String] = []
        var sum: [String: Int] = [:]
        var single = ("", 0)
        func flush() {
            if !single.0.isEmpty { sum[single.0, default: 0] &+= single.1 }
            single = ("", 0)
            sums[shape.sorted(), default: [:]].merge(sum) { $0 &+ $1 }
            sum = [:]
        }
        for figure in set.figures {
            if shape.count != figure.breakdown.count
                || !zip(shape, figure.breakdown).allSatisfy({ $0 == $1.dimension })
            {
                flush()
                shape = figure.breakdown.map(\.dimension)
            }
            for revealed in figure.reveals {
                if revealed.name == single.0 || single.0.isEmpty {
                    single = (revealed.name, single.1 &+ revealed.count)
                } else {
                    sum[revealed.name, default: 0] &+= revealed.count
                }
            }
        }
        flush()
        let found = sums.values.filter { !$0.isEmpty }
        guard let first = found.first else { return false }
        return found.contains { $0 != first }
    }
}
