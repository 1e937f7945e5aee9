/// What is asked of adoptions over time.
public enum AdoptionAnalysis: Sendable, Hashable {
    /// Adoptions per period without gaps, up to the period of the as-of day; adds the dimension `period`.
    case curve(AdoptionSeries)
    /// The running total of a fitted curve of growth by period, and of so many periods ahead; adds the dimension `period`.
    case growthCurve(GrowthSeries, horizon: Int)
    /// How far off curves of growth would have been about the last so many periods, a quarter of them if nil; adds the dimension `model`.
    case growthComparison(GrowthSeries, holdingOut: Int?)
    /// The share of adopters in each category from the first to the last; adds the dimension `category`.
    case categories(AdopterCut)
    /// Events over a population or the time of persons.
    case rate(EventRate)

    /// The stable name of the method, as printed beside each value.
    var method: String {
        switch self {
        case .curve(let series): series.method
        case .growthCurve: "growth-curve"
        case .growthComparison: "growth-comparison"
        case .categories(let cut): cut.method
        case .rate: "poisson-rate"
        }
    }

    /// Which of its method's forms it is; nil where there is one only.
    var variant: String? {
        switch self {
        case .curve(let series): series.variant
        case .growthCurve(let series, _): series.variant
        case .growthComparison(let series, _): series.potential == nil ? nil : "given"
        case .categories, .rate: nil
        }
    }

    var addedDimensions: [String] {
        switch self {
        case .curve, .growthCurve: ["period"]
        case .growthComparison: ["model"]
        case .categories: ["category"]
        case .rate: []
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch self {
        case .curve(let series): series.furtherNames
        case .growthCurve: ["observed", "forecast", "new"]
        case .growthComparison: ["percentageError", "holdOutError", "heldOut", "forecasts"]
        case .categories: ["count"]
        case .rate: EventRate.furtherNames
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch self {
        case .curve(let series): series.kind(ofFurther: name)
        case .growthCurve: name == "new" ? .statistic : .count
        case .growthComparison:
            switch name {
            // A forecast may be off by more than all that was seen.
            case "percentageError": .achieved
            case "holdOutError": .statistic
            default: .count
            }
        case .categories: .count
        case .rate: EventRate.kind(ofFurther: name)
        }
    }

    /// How totals relate to their parts.
    var totals: FigureSet.Totals {
        switch self {
        // Each row, and of different values each first row, is in one group.
        case .curve: .additive
        case .growthCurve(let series, _): series.distinct == nil ? .additive : .unrelated
        case .growthComparison: .unrelated
        case .categories(let cut): cut.reach == .whole ? .additive : .unrelated
        case .rate(let rate):
            rate.distinct == nil && Evaluator.totals(of: rate.population) == .additive ? .additive : .unrelated
        }
    }

    /// Whether its value is an estimate, and not a count or a sum.
    var isEstimate: Bool {
        switch self {
        case .curve(let series): series.potential != nil && [.share, .hazard].contains(series.value)
        case .growthCurve, .growthComparison, .categories, .rate: true
        }
    }

    var hasInterval: Bool {
        switch self {
        // All adopters are counted, and a group of its own limits is no sample of others.
        case .categories(let cut): cut.reach == .whole
        case .growthComparison: false
        default: isEstimate
        }
    }

    /// The calculations that it is nested of, besides its own rows.
    public var nested: [Calculation] {
        switch self {
        case .curve(let series): if case .counted(let potential) = series.potential { [potential] } else { [] }
        case .growthCurve, .growthComparison, .categories: []
        case .rate(let rate): [rate.population]
        }
    }
}
