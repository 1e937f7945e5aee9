import Statistics
import Tabulation

/// Comparisons of several waves, of categories, and of what the missing could have said.
extension Evaluator {
    func waveComparisons(
        _ rows: RowSelection, _ of: String, _ waves: Comparison.Waves, _ minimum: Int, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        let measure = Measure.waveValues(
            person: waves.person, wave: waves.wave, waves: waves.codes, item: scope.filled(of))
        let table = answer(request(rows, by: dimensions, measure, scope))
        let unit = table.axes.last.map { power($0.places) } ?? 1
        return grouped(table, dimensions, axes: waves.codes.count).mapValues { cells in
            let cells = cells.compactMap { cell -> JointTable.Cell? in
                let values = cell.levels.compactMap { level -> Double? in
                    if case .number(let number) = level { Double(number) / unit } else { nil }
                }
                return values.count == waves.codes.count ? JointTable.Cell(values: values, count: cell.count) : nil
            }
            guard let table = try? JointTable(waves: waves.codes.count, cells), let result = try? Friedman(table) else {
                return .absent(.notApplicable)
            }
            var value = Computed(result.kendallsW)
            let isTested = result.n >= minimum
            value.further = [
                NamedValue("chiSquare", isTested ? result.test.statistic : nil),
                NamedValue("degreesOfFreedom", isTested ? result.test.degreesOfFreedom : nil),
                NamedValue("p", isTested ? result.test.p : nil),
            ]
            for (name, p) in zip(waves.pairNames, result.adjustedP()) {
                value.further.append(NamedValue(name, isTested ? p : nil))
            }
            value.reveals = [RevealedCount("n", result.n)]
            return value
        }
    }

    /// The share of answers that would have to move to make the distribution before that after.
    func categoryChanges(
        _ rows: RowSelection, _ of: String, _ pairing: Pairing, _ minimum: Int, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .transition(pairing, item: scope.filled(of)), scope))
        return grouped(table, dimensions, axes: 2).mapValues { found in
            let cells = found.map { (from: $0.levels[0], to: $0.levels[1], count: $0.count) }
            // The test takes categories as numbers; which number stands for which makes no difference.
            let levels = Set(cells.flatMap { [$0.from, $0.to] }).sorted()
            let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, Double($0.offset)) })
            let counted = cells.map {
                TransitionTable.Cell(before: numbers[$0.from] ?? 0, after: numbers[$0.to] ?? 0, count: $0.count)
            }
            guard let pairs = try? TransitionTable(counted), let before = try? pairs.before(),
                let after = try? pairs.after(), pairs.n > 0
            else { return .absent(.noObservations) }
            let test = MarginalHomogeneity(pairs)
            let isTested = pairs.n >= minimum
            let moved = levels.indices.reduce(0) { sum, level in
                let place = Double(level)...Double(level)
                return sum + abs(before.count(in: place) - after.count(in: place))
            }
            var value = Computed(value: Double(moved) / 2 / Double(pairs.n), n: pairs.n)
            value.further = [
                NamedValue("chiSquare", isTested ? test.stuartMaxwell.statistic : nil),
                NamedValue("degreesOfFreedom", isTested ? test.stuartMaxwell.degreesOfFreedom : nil),
                NamedValue("p", isTested ? test.stuartMaxwell.p : nil),
                NamedValue("bowkerP", isTested ? test.bowker.p : nil),
            ]
            // With few categories the tests tell how many went which way.
            value.reveals = [RevealedCount("pairs", pairs.n)]
            for cell in cells.sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
                let place = "\(BreakdownLevel.Level(cell.from).name) \(BreakdownLevel.Level(cell.to).name)"
                value.reveals.append(RevealedCount("count at \(place)", cell.count))
            }
            return value
        }
    }

    /// Those who answered before and cannot be paired may have gone to either end of the scale.
    func bounds(
        _ rows: RowSelection, _ of: String, _ pairing: Pairing, _ scale: ClosedRange<Int>, _ dimensions: [Dimension],
        _ scope: Scope
    ) -> [GroupKey: Computed] {
        let pairs = transitions(rows, of, pairing, dimensions, scope)
        let table = answer(request(rows, by: dimensions, .retention(pairing, of: scope.filled(of)), scope))
        let unit = table.axes.dropLast().last.map { power($0.places) } ?? 1
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in grouped(table, dimensions, axes: 2) {
            let entries = cells.compactMap { cell -> Distribution.Entry? in
                guard case .number(let number) = cell.levels[0] else { return nil }
                return .init(value: Double(number) / unit, count: cell.count)
            }
            let matched = pairs[key]
            guard let everybody = try? Distribution(entries), let empty = try? TransitionTable([]),
                let before = try? (matched ?? empty).before()
            else { continue }
            let left = everybody.entries.map { entry in
                Distribution.Entry(
                    value: entry.value, count: max(0, entry.count - before.count(in: entry.value...entry.value)))
            }
            guard let unmatched = try? Distribution(left),
                let bounds = try? MissingPairBounds(
                    matched ?? empty, unmatched: unmatched,
                    scale: Double(scale.lowerBound)...Double(scale.upperBound))
            else {
                // An answer beyond the declared scale: there are no bounds.
                result[key] = .absent(.notApplicable)
                continue
            }
            var value = Computed(bounds.observedChange)
            value.further = [
                NamedValue("unmatched", Double(bounds.unmatched)),
                NamedValue("least", bounds.meanChange?.lowerBound),
                NamedValue("greatest", bounds.meanChange?.upperBound),
                NamedValue("improvedLeast", bounds.shareImproved?.lowerBound),
                NamedValue("improvedGreatest", bounds.shareImproved?.upperBound),
            ]
            value.reveals = [RevealedCount("pairs", bounds.n), RevealedCount("unmatched", bounds.unmatched)]
            result[key] = value
        }
        return result
    }
}
