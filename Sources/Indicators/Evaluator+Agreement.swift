import Statistics
import Tabulation

/// How far raters agree on the same things.
extension Evaluator {
    func agreements(
        _ rows: RowSelection, _ agreement: Agreement, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        let units = agreement.units.enumerated().map { ("unit\($0.offset + 1)", $0.element) }
        let axes = (units + (agreement.raters.map { [("rater", $0.of)] } ?? [])).map { name, expression in
            Dimension(
                name: name, titles: [:], expression: scope.filled(expression), expressionByTable: [:], codeList: nil,
                showsAllLevels: false, rollUp: nil)
        }
        let measure = Measure.distribution(scope.filled(agreement.of))
        let table = answer(request(rows, by: dimensions + axes, measure, scope))
        let places = table.axes.dropFirst(dimensions.count).map(\.places)
        return grouped(table, dimensions, axes: axes.count + 1).mapValues { cells in
            let rated = RatedUnits(cells, depth: units.count, raters: agreement.raters != nil, places: places)
            return switch agreement.coefficient {
            case .krippendorff(let metric): Self.alpha(rated, metric)
            case .fleiss: Self.fleiss(rated)
            case .kappa(let weights, let levels, let raters): Self.kappa(rated, weights, levels, raters)
            case .intraclass(let form, let raters): Self.intraclass(rated, form, raters)
            }
        }
    }

    /// Alpha needs the values given to each unit, not who gave them.
    private static func alpha(_ rated: RatedUnits, _ metric: DisagreementMetric) -> Computed {
        let values = rated.units.compactMap { ratings in
            try? Distribution(
                ratings.compactMap { rating in
                    rating.value.number(in: rated.valueUnit).map { Distribution.Entry(value: $0, count: rating.count) }
                })
        }
        guard let alpha = try? krippendorffAlpha(of: values, metric: metric) else { return .absent(.notApplicable) }
        let compared = values.count { $0.n > 1 }
        var value = Computed(alpha)
        value.further = [NamedValue("units", Double(compared)), NamedValue("ratings", Double(alpha.n))]
        value.reveals = [RevealedCount("n", values.reduce(0) { $0 + $1.n }), RevealedCount("units", compared)]
        return value
    }

    /// The most cells of a table of units by categories.
    private static let largestTable = 10_000_000

    private static func fleiss(_ rated: RatedUnits) -> Computed {
        let (units, size) = rated.withCommonSize()
        let places = Dictionary(
            rated.values.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        guard units.count <= largestTable / max(1, places.count) else { return .absent(.notApplicable, n: units.count) }
        let table = units.map { ratings in
            var counts = [Int](repeating: 0, count: places.count)
            for rating in ratings { places[rating.value].map { counts[$0] += rating.count } }
            return counts
        }
        guard let kappa = try? FleissKappa(table) else { return .absent(.notApplicable, n: units.count) }
        var value = Computed(kappa.kappa)
        value.further = further(
            observed: kappa.observedAgreement, expected: kappa.chanceAgreement, used: units.count,
            ratings: units.count * size, of: rated)
        value.reveals = reveals(used: units.count, ratings: units.count * size, of: rated)
        // The share of agreement of two raters is that of the units they agree on, and with two categories the agreement by chance
        // tells how often each was chosen.
        if size == 2 { value.reveals += agreeing(table.count { $0.contains(2) }, of: units.count) }
        let totals = places.values.sorted().map { place in table.reduce(0) { $0 + $1[place] } }
        if totals.count(where: { $0 > 0 }) == 2 {
            for (level, total) in zip(rated.values, totals) {
                value.reveals.append(RevealedCount("count at \(level.name)", total))
            }
        }
        return value
    }

    /// A rating that is on no level of the scale leaves no figure.
    private static func kappa(
        _ rated: RatedUnits, _ weights: CohensKappa.Weights, _ levels: [BreakdownLevel.Level],
        _ raters: Agreement.Raters
    ) -> Computed {
        let units = rated.complete(raters.levels)
        var counts = levels.map { _ in levels.map { _ in 0 } }
        for pair in units {
            let places = pair.compactMap { level in levels.firstIndex { level.isSame(as: $0, in: rated.valueUnit) } }
            guard places.count == 2 else { return .absent(.notApplicable, n: units.count) }
            counts[places[0]][places[1]] += 1
        }
        guard let kappa = try? CohensKappa(counts, weights: weights) else {
            return .absent(.notApplicable, n: units.count)
        }
        var value = Computed(kappa.kappa)
        value.further = further(
            observed: kappa.observedAgreement, expected: kappa.chanceAgreement, used: units.count,
            ratings: units.count * 2, of: rated)
        value.reveals = reveals(used: units.count, ratings: units.count * 2, of: rated)
        if weights == .unweighted || levels.count == 2 {
            value.reveals += agreeing(levels.indices.reduce(0) { $0 + counts[$1][$1] }, of: units.count)
        }
        // Of two levels kappa, its limits and both agreements tell every cell of the table.
        if levels.count == 2 {
            for (first, row) in zip(levels, counts) {
                for (second, count) in zip(levels, row) {
                    value.reveals.append(RevealedCount("count at \(first.name) \(second.name)", count))
                }
            }
        }
        return value
    }

    private static func intraclass(
        _ rated: RatedUnits, _ form: Agreement.Form, _ raters: Agreement.Raters?
    ) -> Computed {
        let units: [[BreakdownLevel.Level]]
        if let raters {
            units = rated.complete(raters.levels)
        } else {
            // Who gave which does not matter, as each unit has raters of its own.
            units = rated.withCommonSize().units.map { ratings in
                ratings.flatMap { [BreakdownLevel.Level](repeating: $0.value, count: $0.count) }
            }
        }
        let scores = units.map { $0.map { $0.number(in: rated.valueUnit) } }
        guard !scores.joined().contains(nil), let correlation = try? IntraclassCorrelation(scores) else {
            return .absent(.notApplicable, n: units.count)
        }
        let ratings = scores.reduce(0) { $0 + $1.count }
        var value = Computed(form.estimate(of: correlation))
        value.further = further(used: units.count, ratings: ratings, of: rated)
        value.reveals = reveals(used: units.count, ratings: ratings, of: rated)
        return value
    }

    // MARK: Parts

    private static func further(used: Int, ratings: Int, of rated: RatedUnits) -> [NamedValue] {
        [
            NamedValue("units", Double(used)), NamedValue("ratings", Double(ratings)),
            NamedValue("leftOut", Double(rated.units.count - used)),
        ]
    }

    private static func further(
        observed: Estimate, expected: Estimate, used: Int, ratings: Int, of rated: RatedUnits
    ) -> [NamedValue] {
        [NamedValue("observed", observed.value), NamedValue("expected", expected.value)]
            + further(used: used, ratings: ratings, of: rated)
    }

    /// Persons may be those who rate as well as those who are rated, and what is left out is shown as well.
    private static func reveals(used: Int, ratings: Int, of rated: RatedUnits) -> [RevealedCount] {
        [
            RevealedCount("n", ratings), RevealedCount("units", used),
            RevealedCount("left-out", rated.units.count - used),
        ]
    }

    private static func agreeing(_ part: Int, of whole: Int) -> [RevealedCount] {
        [RevealedCount("part", part), RevealedCount("whole", whole)]
    }
}
