import Records
import Statistics
import Tabulation

extension Evaluator {
    /// The values of a calculation by dimensions, and the names of the dimensions that it adds.
    func values(
        of calculation: Calculation, by dimensions: [Dimension], _ scope: Scope
    ) -> (values: [GroupKey: Computed], extra: [String]) {
        switch calculation {
        case .count(let rows, let asked): return (counts(rows, asked, dimensions, scope), [])
        case .distinct(let rows, let of):
            return (grouped(rows, dimensions, .distinct(scope.filled(of)), scope) { .count($0.count) }, [])
        case .sum(let rows, let of, let approximate): return (sums(rows, of, approximate, dimensions, scope), [])
        case .mean(let rows, let of): return (means(rows, of, dimensions, scope), [])
        case .median(let rows, let of): return (medians(rows, of, dimensions, scope), [])
        case .agreement(let rows, let agreement): return (agreements(rows, agreement, dimensions, scope), [])
        case .consensus(let rows, let of, let levels): return (consensuses(rows, of, levels, dimensions, scope), [])
        case .scale(let rows, let analysis):
            return (scaleFigures(rows, analysis, dimensions, scope), calculation.addedDimensions)
        case .share(let rows, let part): return (shares(rows, part, dimensions, scope), [])
        case .ratio(let part, let whole, let factor):
            return (ratios(part, whole, factor, dimensions, scope), [])
        case .distribution(let rows, let of, _, let levels):
            return (distributions(rows, of, levels, dimensions, scope), calculation.addedDimensions)
        case .groupDifference(let rows, let of, let groups):
            return (differences(rows, of, groups, dimensions, scope), calculation.addedDimensions)
        case .recommendation(let rows, let of): return (recommendations(rows, of, dimensions, scope), [])
        case .extreme(let rows, let of, let latest): return (extremes(rows, of, latest, dimensions, scope), [])
        case .pairedChange(let rows, let of, let pairing, let minimum, let higherIsBetter):
            return (changes(rows, of, pairing, minimum, higherIsBetter, dimensions, scope), [])
        case .comparison(let rows, let comparison):
            return (compared(rows, comparison, dimensions, scope), calculation.addedDimensions)
        case .weighted(let rows, let estimate): return (weighted(rows, estimate, dimensions, scope), [])
        case .sample(let rows, let estimate): return (sampled(rows, estimate, dimensions, scope), [])
        case .matchShare(let rows, let pairing):
            return (matches(rows, pairing, dimensions, scope).mapValues { share($0.both, of: $0.base) }, [])
        case .matchCount(let rows, let pairing):
            return (matches(rows, pairing, dimensions, scope).mapValues { .count($0.both) }, [])
        case .repeatShare(let rows, let person, let of, let least):
            return (repeats(rows, person, of, least, dimensions, scope), [])
        case .mentionShare(let rows, let mentions):
            return (self.mentions(rows, mentions, dimensions, scope), calculation.addedDimensions)
        case .evenness(let rows, let over, let distinct):
            return (evenness(rows, over, distinct, dimensions, scope), [])
        case .timeToEvent(let rows, let time): return (mediansOfTime(rows, time, dimensions, scope), [])
        case .survivalCurve(let rows, let time, let every):
            return (survivalCurves(rows, time, every, dimensions, scope), calculation.addedDimensions)
        case .monthly(let rows, let day, let distinct, let cumulative):
            return (months(rows, day, distinct, cumulative, dimensions, scope), calculation.addedDimensions)
        case .restrictedMean(let rows, let time, let within):
            return (restrictedMeans(rows, time, within, dimensions, scope), [])
        case .growth(let rows, let series): return (growthModels(rows, series, dimensions, scope), [])
        case .network(let analysis):
            return (networkFigures(analysis, dimensions, scope), calculation.addedDimensions)
        case .exposure(let analysis):
            return (exposureFigures(analysis, dimensions, scope), calculation.addedDimensions)
        case .spread(let analysis):
            return (spreadFigures(analysis, dimensions, scope), calculation.addedDimensions)
        case .drawing: return ([:], [])
        case .place(let rows, let analysis):
            return (placed(rows, analysis, dimensions, scope), calculation.addedDimensions)
        case .adoption(let rows, let analysis):
            return (adoptions(rows, analysis, dimensions, scope), calculation.addedDimensions)
        case .attribute: return ([:], [])
        case .targets: return ([:], calculation.addedDimensions)
        case .budget(let rows, let use): return (budgetUses(rows, use, dimensions, scope), [])
        case .listing: return ([:], [])
        }
    }

    // MARK: Counts and sums

    /// One value per cell of a tabulation whose only axes are the dimensions.
    private func grouped(
        _ rows: RowSelection, _ dimensions: [Dimension], _ measure: Measure, _ scope: Scope,
        _ value: (Aggregate) -> Computed
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, measure, scope))
        return Dictionary(
            table.cells.map { ($0.levels.map(BreakdownLevel.Level.init), value($0.aggregate)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func counts(
        _ rows: RowSelection, _ asked: String?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let found = grouped(rows, dimensions, .rows, scope) { .count($0.count) }
        guard let asked else { return found }
        var all = rows
        all.filter = asked
        let known = grouped(all, dimensions, .rows, scope) { .count($0.count) }.filter { $0.value.n > 0 }
        let groups = Set(found.keys).union(known.keys)
        return Dictionary(
            uniqueKeysWithValues: groups.map { group in
                (group, known[group] == nil ? .absent(.noObservations) : found[group] ?? .count(0))
            })
    }

    private func sums(
        _ rows: RowSelection, _ of: String, _ approximate: String?, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let moments = answer(request(rows, by: dimensions, .moments(scope.filled(of)), scope))
        var marked: Set<GroupKey> = []
        if let approximate {
            let table = answer(request(rows, by: dimensions, .rows, and: approximate, scope))
            for cell in table.cells where cell.aggregate.count > 0 {
                marked.insert(cell.levels.map(BreakdownLevel.Level.init))
            }
        }
        var result: [GroupKey: Computed] = [:]
        for cell in moments.cells {
            let key = cell.levels.map(BreakdownLevel.Level.init)
            let sum = Double(cell.aggregate.sum) / power(moments.places)
            result[key] = Computed(
                value: sum, n: cell.aggregate.count, approximate: marked.contains(key),
                reveals: [RevealedCount("count", Int(clamping: Int64(clampedTo: sum)))])
        }
        return result
    }

    private func means(
        _ rows: RowSelection, _ of: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .moments(scope.filled(of)), scope))
        let unit = 1 / power(table.places)
        var result: [GroupKey: Computed] = [:]
        for cell in table.cells {
            let sums = cell.aggregate
            guard let moments = try? IntegerMoments(n: sums.count, sum: sums.sum, sumOfSquares: sums.sumOfSquares)
            else { continue }
            var value = Computed(moments.moments.meanEstimate(), times: unit)
            value.further = [NamedValue("sd", moments.moments.standardDeviation.map { $0 * unit })]
            result[cell.levels.map(BreakdownLevel.Level.init)] = value
        }
        return result
    }

    private func extremes(
        _ rows: RowSelection, _ of: String, _ latest: Bool, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .moments(scope.filled(of)), scope))
        var result: [GroupKey: Computed] = [:]
        for cell in table.cells {
            let value = latest ? cell.aggregate.maximum : cell.aggregate.minimum
            result[cell.levels.map(BreakdownLevel.Level.init)] = Computed(
                value: value.map { Double($0) / power(table.places) }, n: cell.aggregate.count,
                reveals: [RevealedCount("n", cell.aggregate.count)])
        }
        return result
    }

    // MARK: Shares

    private func shares(
        _ rows: RowSelection, _ part: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let whole = answer(request(rows, by: dimensions, .rows, scope))
        let parts = answer(request(rows, by: dimensions, .rows, and: part, scope))
        let counts = Dictionary(
            parts.cells.map { ($0.levels, $0.aggregate.count) }, uniquingKeysWith: { first, _ in first })
        var result: [GroupKey: Computed] = [:]
        for cell in whole.cells {
            result[cell.levels.map(BreakdownLevel.Level.init)] = share(
                counts[cell.levels] ?? 0, of: cell.aggregate.count)
        }
        return result
    }

    /// A share with Wilson's interval, and the two counts that it gives away.
    func share(_ part: Int, of whole: Int) -> Computed {
        guard let proportion = try? Proportion(part, of: whole) else { return .absent(.notApplicable, n: whole) }
        var value = Computed(proportion.share())
        value.further = [NamedValue("count", Double(part))]
        value.reveals = [RevealedCount("part", part), RevealedCount("whole", whole)]
        return value
    }

    private func ratios(
        _ part: Calculation, _ whole: Calculation, _ factor: Double, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        // A count of nothing over something is zero, not absent.
        let parts = completed(values(of: part, by: dimensions, scope).values, part, dimensions, extra: 0)
        let wholes = nested(whole, dimensions, scope)
        var result: [GroupKey: Computed] = [:]
        for (key, top) in parts {
            let bottom = wholes(key)
            var value = Computed(n: top.n, approximate: top.approximate || bottom.approximate)
            if let above = top.value, let below = bottom.value, below != 0 {
                value.value = above / below * factor
            } else {
                value.absence = bottom.value == 0 ? .noObservations : bottom.absence ?? top.absence ?? .partMissing
            }
            // A register's number is public, so such a ratio gives away the numerator itself, under its own name.
            value.reveals =
                if case .attribute = whole { top.reveals } else {
                    top.reveals.map { RevealedCount("numerator-\($0.name)", $0.count) }
                        + bottom.reveals.map { RevealedCount("denominator-\($0.name)", $0.count) }
                }
            result[key] = value
        }
        return result
    }

    /// A calculation that another one divides by, at each group; asked for once, whatever the groups are.
    func nested(
        _ calculation: Calculation, _ dimensions: [Dimension], _ scope: Scope
    ) -> (GroupKey) -> Computed {
        let found = values(of: calculation, by: dimensions, scope).values
        return { key in
            guard case .attribute(let dimension, let name) = calculation else {
                return found[key] ?? .absent(.partMissing)
            }
            return self.attribute(name, of: dimension, at: key, dimensions)
        }
    }

    /// What a code list holds at a group: of its level, or summed over the levels that roll up to it, or over all.
    private func attribute(_ name: String, of dimension: String, at key: GroupKey, _ dimensions: [Dimension])
        -> Computed
    {
        guard let declared = catalogue.dimension(dimension),
            let list = declared.codeList.flatMap({ context.codeLists[$0] })
        else { return .absent(.partMissing) }
        var codes = list.codes
        if let index = dimensions.firstIndex(where: { $0.name == dimension }) {
            guard case .code(let code) = key[index] else { return .absent(.notApplicable) }
            codes = codes.filter { $0.code == code }
        } else if let step = declared.rollUp, let index = dimensions.firstIndex(where: { $0.name == step.dimension }) {
            guard case .code(let code) = key[index] else { return .absent(.notApplicable) }
            codes = codes.filter { $0.attributes[step.attribute] == code }
        }
        let numbers = codes.compactMap { $0.attributes[name].flatMap(Double.init) }
        guard !numbers.isEmpty, numbers.count == codes.count else { return .absent(.partMissing) }
        return Computed(value: numbers.reduce(0, +), n: numbers.count)
    }

    // MARK: Answers

    /// The cells of a tabulation with further axes besides dimensions, by group.
    func grouped(
        _ table: CrossTabulation, _ dimensions: [Dimension], axes: Int
    ) -> [GroupKey: [(levels: [Tabulation.Level], count: Int)]] {
        var result: [GroupKey: [(levels: [Tabulation.Level], count: Int)]] = [:]
        for cell in table.cells where cell.levels.count == dimensions.count + axes {
            let key = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            result[key, default: []].append((Array(cell.levels.dropFirst(dimensions.count)), cell.aggregate.count))
        }
        return result
    }

    /// The cells of a tabulation with one axis more than dimensions, by group.
    func split(_ table: CrossTabulation, _ dimensions: [Dimension]) -> [GroupKey: [(
        level: Tabulation.Level, count: Int
    )]] {
        var result: [GroupKey: [(level: Tabulation.Level, count: Int)]] = [:]
        for cell in table.cells {
            guard let last = cell.levels.last else { continue }
            let key = cell.levels.prefix(dimensions.count).map(BreakdownLevel.Level.init)
            result[key, default: []].append((last, cell.aggregate.count))
        }
        return result
    }

    private func distributions(
        _ rows: RowSelection, _ of: String, _ levels: [BreakdownLevel.Level], _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .distribution(scope.filled(of)), scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(table, dimensions) {
            let present = cells.filter { if case .missing = $0.level { false } else { true } }
            let n = present.reduce(0) { $0 + $1.count }
            for level in levels where !present.contains(where: { BreakdownLevel.Level($0.level) == level }) {
                result[key + [level]] = share(0, of: n)
            }
            for cell in present { result[key + [BreakdownLevel.Level(cell.level)]] = share(cell.count, of: n) }
        }
        return result
    }

    private func recommendations(
        _ rows: RowSelection, _ of: String, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let table = answer(request(rows, by: dimensions, .distribution(scope.filled(of)), scope))
        var result: [GroupKey: Computed] = [:]
        for (key, cells) in split(table, dimensions) {
            let entries = cells.compactMap { cell -> Distribution.Entry? in
                guard case .number(let number) = cell.level else { return nil }
                return Distribution.Entry(value: Double(number), count: cell.count)
            }
            guard let answers = try? Distribution(entries), let score = try? RecommendationScore(answers) else {
                result[key] = .absent(.notApplicable)
                continue
            }
            // The catalogue's unit is −1...1, the estimator's points of a hundred.
            result[key] = Computed(score.score, times: 0.01)
        }
        return result
    }
}

/// Ten to the number of decimal places by which whole numbers are scaled.
func power(_ places: Int) -> Double { (0..<max(0, places)).reduce(1.0) { value, _ in value * 10 } }

extension Int64 {
    /// The nearest whole number, held within the type.
    init(clampedTo value: Double) {
        self = value.isNaN ? 0 : value >= 9.2e18 ? .max : value <= -9.2e18 ? .min : Int64(value.rounded())
    }
}
