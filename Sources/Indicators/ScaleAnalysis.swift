/// What the items of a scale are asked.
public enum ScaleAnalysis: Sendable, Hashable {
    /// How consistently they measure one thing: Cronbach's alpha and McDonald's omega.
    case reliability(Scale)
    /// How each goes together with the others; adds the dimension `item`.
    case itemRest(Scale)

    public var scale: Scale {
        switch self {
        case .reliability(let scale), .itemRest(let scale): scale
        }
    }

    /// The stable name of its method.
    var method: String {
        switch self {
        case .reliability: "scale-reliability"
        case .itemRest: "item-rest"
        }
    }

    /// The dimensions that its figures have besides those of a breakdown.
    var addedDimensions: [String] {
        switch self {
        case .reliability: []
        case .itemRest: ["item"]
        }
    }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch self {
        case .reliability:
            ["omega", "omegaLower", "omegaUpper", "standardisedAlpha", "averageR", "items", "complete"]
        case .itemRest: ["alphaDropped", "itemMean", "itemSd", "missing"]
        }
    }
}
