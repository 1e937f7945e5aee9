import Statistics
import Tabulation

/// Estimates for a population from a sample with weights, strata and clusters.
extension Evaluator {
    /// The figures of a weighted estimate by dimensions; each group is a domain of the whole sample.
    func weighted(
        _ rows: RowSelection, _ estimate: WeightedEstimate, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        guard let design = catalogue.design(estimate.design) else { return [:] }
        var over: String?
        let (measure, outcome): (Measure, DesignSample.Outcome)
        switch estimate.quantity {
        case .mean(let of), .total(let of):
            (measure, outcome) = (.distribution(scope.filled(of)), .number(isRatio: false))
        case .ratio(let of, let denominator):
            (measure, outcome) = (.distribution(scope.filled(of)), .number(isRatio: true))
            over = denominator
        case .change(let of, let pairing):
            (measure, outcome) = (.transition(pairing, item: scope.filled(of)), .number(isRatio: false))
        case .share(let part): (measure, outcome) = (.distribution(scope.filled(part)), .truth)
        case .report: (measure, outcome) = (.rows, .rows)
        }
        let axes = DesignSample.groupings(design, over: over, scope.filled)
        var table = answer(request(rows, by: dimensions + axes, measure, scope))
        if case .change = estimate.quantity { table = table.differences }
        let sample = DesignSample(table, design, dimensions: dimensions.count, outcome)
        var result: [GroupKey: Computed] = [:]
        do throws(StatisticsError) {
            let whole = try sample.table()
            let calibration = try sample.calibration(of: whole)
            let factors = DesignSample.factors(calibration)
            let byGroup = Dictionary(grouping: sample.rows, by: \.group)
            for group in sample.groups {
                let own = byGroup[group] ?? []
                result[group] =
                    if case .report = estimate.quantity {
                        try report(
                            sample, design, own, withoutWeight: sample.withoutWeight[group] ?? 0, calibration, factors)
                    } else {
                        try value(sample, estimate.quantity, whole, own, calibration, factors)
                    }
            }
        } catch {
            for group in sample.groups {
                let n = sample.rows.reduce(0) { $0 + ($1.group == group && $1.value != nil ? $1.count : 0) }
                result[group] = .absent(.notApplicable, n: n)
            }
        }
        return result
    }

    /// The estimate for one group, beside what its rows give without weights.
    private func value(
        _ sample: DesignSample, _ quantity: WeightedEstimate.Quantity, _ whole: DesignTable, _ rows: [DesignSample.Row],
        _ calibration: Calibration?, _ factors: [[Int]: Double]?
    ) throws(StatisticsError) -> Computed {
        let estimator = try DesignEstimator(try sample.table(of: rows, within: whole), calibration: calibration)
        let present = rows.filter { $0.value != nil }
        let n = present.reduce(0) { $0 + $1.count }
        let sum = present.reduce(Int128(0)) { $0 + Int128($1.value ?? 0) * Int128($1.count) }
        let below = present.reduce(Int128(0)) { $0 + Int128($1.denominator) * Int128($1.count) }
        let total = Double(sum) / power(sample.decimals.value)
        let design: DesignEstimate
        let unweighted: Double?
        switch quantity {
        case .total: (design, unweighted) = (estimator.total(), n > 0 ? total : nil)
        case .ratio:
            let divisor = Double(below) / power(sample.decimals.denominator)
            (design, unweighted) = (estimator.ratio(), divisor == 0 ? nil : total / divisor)
        case .mean, .share, .change, .report: (design, unweighted) = (estimator.mean(), n > 0 ? total / Double(n) : nil)
        }
        let spread = try WeightSpread(sample.weights(present, factors))
        var value = Computed(design.estimate)
        value.further = [
            NamedValue("weightedN", design.weightedN), NamedValue("standardError", design.estimate.standardError),
        ]
        if case .ratio = quantity {} else { value.further.append(NamedValue("designEffect", design.designEffect)) }
        value.further += [
            NamedValue("degreesOfFreedom", Double(design.degreesOfFreedom)), NamedValue("unweighted", unweighted),
            NamedValue("kish", spread.designEffect.value),
        ]
        if case .share = quantity {
            value.reveals = [RevealedCount("part", Int(clamping: sum)), RevealedCount("whole", n)]
        }
        return value
    }

    /// What the weights of one group are like, and whether those of the whole sample meet the margins.
    private func report(
        _ sample: DesignSample, _ design: Design, _ rows: [DesignSample.Row], withoutWeight: Int,
        _ calibration: Calibration?, _ factors: [[Int]: Double]?
    ) throws(StatisticsError) -> Computed {
        let spread = try WeightSpread(sample.weights(rows, factors))
        let isMet = calibration?.isConverged ?? true
        // Weights that do not meet the margins are no weights of this design.
        var value = isMet ? Computed(spread.designEffect) : .absent(.notApplicable, n: spread.n)
        value.further = [
            NamedValue("effectiveN", isMet ? spread.effectiveSampleSize.value : nil),
            NamedValue("converged", isMet ? 1 : 0),
            NamedValue("iterations", calibration.map { Double($0.iterations) }),
            NamedValue("largestDifference", calibration?.largestDifferences.max()),
            NamedValue("leastWeight", isMet ? spread.least : nil),
            NamedValue("greatestWeight", isMet ? spread.greatest : nil),
            NamedValue("trimmedRows", calibration?.trimming.map { Double($0.trimmedRows) }),
            NamedValue("withoutWeight", Double(withoutWeight)),
        ]
        value.reveals = [RevealedCount("n", spread.n), RevealedCount("without-weight", withoutWeight)]
        // A weight is the population of a level over its rows, so it tells how many they are.
        for (variable, margin) in design.margins.enumerated() {
            for (level, name) in sample.levelNames[variable].enumerated() {
                let count = rows.reduce(0) { $0 + ($1.key.levels[variable] == level ? $1.count : 0) }
                value.reveals.append(RevealedCount("count at \(margin.name) \(name)", count))
            }
        }
        return value
    }
}
