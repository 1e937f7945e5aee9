/// What is asked of adoptions over time.
public enum AdoptionAnalysis: Sendable, Hashable {
    /// Adoptions per period without gaps, up to the period of the as-of day; adds the dimension `period`.
    case curve(AdoptionSeries)

    /// The stable name of the method, as printed beside each value.
    var method: String {
        switch self {
        case .curve(let series): series.method
        }
    }

    /// Which of its method's forms it is; nil where there is one only.
    var variant: String? {
        switch self {
        case .curve(let series): series.variant
        }
    }

    var addedDimensions: [String] {
        switch self {
        case .curve: ["period"]
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch self {
        case .curve(let series): series.furtherNames
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch self {
        case .curve(let series): series.kind(ofFurther: name)
        }
    }

    /// How totals relate to their parts.
    var totals: FigureSet.Totals {
        switch self {
        // Each row, and of different values each first row, is in one group.
        case .curve: .additive
        }
    }

    /// Whether its value is an estimate, and not a count or a sum.
    var isEstimate: Bool {
        switch self {
        case .curve(let series): series.potential != nil && [.share, .hazard].contains(series.value)
        }
    }

    var hasInterval: Bool { isEstimate }

    /// The calculations that it is nested of, besides its own rows.
    public var nested: [Calculation] {
        switch self {
        case .curve(let series): if case .counted(let potential) = series.potential { [potential] } else { [] }
        }
    }
}
