extension Evaluator {
    /// The name of an indicator's method: that of its calculation, unless that names an interval which another has replaced.
    static func method(of indicator: Indicator) -> String {
        if case .mean = indicator.calculation, indicator.bootstrap != nil { return "mean-bootstrap-interval" }
        return method(of: indicator.calculation)
    }

    /// The stable name of the method that a calculation uses, as printed beside each value.
    static func method(of calculation: Calculation) -> String {
        switch calculation {
        case .count: "count"
        case .distinct: "distinct-count"
        case .sum: "sum"
        case .mean: "mean-t-interval"
        case .median: "median"
        case .agreement(_, let agreement): agreement.method
        case .consensus: "ordinal-agreement"
        case .scale(_, let analysis): analysis.method
        case .share: "wilson-share"
        case .ratio: "ratio"
        case .distribution: "distribution-wilson"
        case .groupDifference: "standardised-difference"
        case .recommendation: "recommendation-score"
        case .extreme(_, _, let latest): latest ? "latest" : "earliest"
        case .pairedChange: "paired-change"
        case .comparison(_, let comparison): comparison.method
        case .weighted(_, let estimate): estimate.method
        case .sample(_, let estimate): estimate.method
        case .matchShare: "match-share"
        case .matchCount: "match-count"
        case .repeatShare: "repeat-share"
        case .mentionShare: "mention-share"
        case .evenness: "pielou-evenness"
        case .timeToEvent: "kaplan-meier-median"
        case .survivalCurve: "kaplan-meier"
        case .restrictedMean: "restricted-mean"
        case .growth: "growth-model"
        case .monthly(_, _, _, let cumulative): cumulative ? "cumulative-count" : "monthly-count"
        case .network(let analysis): analysis.method
        case .exposure(let analysis): analysis.method
        case .spread(let analysis): analysis.method
        case .drawing(let drawing): drawing.method
        case .place(_, let analysis): analysis.method
        case .adoption(_, let analysis): analysis.method
        case .attribute: "register"
        case .targets: "target-comparison"
        case .budget: "budget-comparison"
        case .listing: "listing"
        }
    }

    /// How totals relate to parts when the catalogue does not say.
    static func totals(of calculation: Calculation) -> FigureSet.Totals {
        switch calculation {
        // A number of the code list gives nobody away, and the pairs of all groups are the pairs of the whole.
        case .count, .sum, .mean, .median, .agreement, .consensus, .scale, .share, .distribution, .recommendation,
            .attribute, .pairedChange, .matchCount, .groupDifference, .sample:
            .additive
        case .budget(_, let use): totals(of: use.spent)
        case .comparison(_, let comparison): comparison.totals
        case .weighted(_, let estimate): estimate.totals
        case .spread(let analysis): analysis.totals
        case .monthly(_, _, let distinct, let cumulative): distinct == nil && !cumulative ? .additive : .unrelated
        // Each thing is in one group, with an event within the horizon or without.
        case .restrictedMean: .additive
        // Adopters are counted within each period.
        case .growth(_, let series): series.distinct == nil ? .additive : .unrelated
        case .adoption(_, let analysis): analysis.totals
        // All groups have the same nodes; a tie that rows of two groups tell of is one tie of the whole.
        case .network: .overlapping
        case .mentionShare: .overlapping
        case .place(let rows, let analysis): analysis.totals(of: rows)
        case .distinct(let rows, _): rows.oncePer == nil ? .overlapping : .additive
        // What it gives away are the counts that it is computed from.
        case .evenness(let rows, _, let distinct):
            distinct == nil || rows.oncePer != nil ? .additive : .overlapping
        case .ratio(let part, let whole, _):
            totals(of: part) == .additive && totals(of: whole) == .additive ? .additive : .unrelated
        default: .unrelated
        }
    }
}
