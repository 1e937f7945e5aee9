/// What a further number of a figure is, which decides how it is shown.
public enum FurtherKind: Sendable, Hashable, CaseIterable {
    /// In the unit of the figure's own value.
    case value
    /// One of the two numbers whose difference the value is.
    case level
    /// An answer or rating, on the scale that was asked.
    case answer
    case count
    /// A part of a whole.
    case share
    /// A ratio that may be more than all: what was achieved of a target, or an error of what was seen.
    case achieved
    case probability
    /// A standardised effect or a statistic whose sign tells the direction.
    case effect
    /// Any other number of statistics: a standard deviation, a factor, a statistic without a direction.
    case statistic
    /// A parameter of a model, which may be small: a coefficient of a growth curve or its standard error.
    case coefficient
    /// A day, as days since 1970-01-01.
    case day
    /// How close a computation came to its end.
    case tolerance
}

extension Indicator {
    /// What a further number of its figures is.
    public func kind(ofFurther name: String) -> FurtherKind {
        if name == "adjustedP" { return .probability }
        return Self.shrunkenNames.contains(name) ? .value : calculation.kind(ofFurther: name)
    }
}

extension Calculation {
    func kind(ofFurther name: String) -> FurtherKind {
        switch self {
        case .mean: .statistic
        case .median: name == "mean" ? .value : .answer
        case .consensus: name == "withinOneStep" ? .share : .answer
        case .scale: ["items", "complete", "missing"].contains(name) ? .count : .value
        case .agreement(_, let agreement): agreement.kind(ofFurther: name)
        case .evenness, .monthly: .count
        case .groupDifference: .level
        case .pairedChange: Self.kind(ofChange: name)
        case .comparison(_, let comparison): comparison.kind(ofFurther: name)
        case .weighted(_, let estimate): estimate.kind(ofFurther: name)
        case .sample(_, let estimate): estimate.kind(ofFurther: name)
        case .timeToEvent: name == "events" ? .count : .value
        case .restrictedMean: name == "events" ? .count : .statistic
        case .adoption(_, let analysis): analysis.kind(ofFurther: name)
        case .growth: GrowthSeries.kind(ofFurther: name)
        case .network(let analysis): analysis.kind(ofFurther: name)
        case .exposure(let analysis): analysis.kind(ofFurther: name)
        case .spread(let analysis): analysis.kind(ofFurther: name)
        case .place(_, let analysis): analysis.kind(ofFurther: name)
        case .targets:
            name == "due" ? .day : ["achievedShare", "elapsedShare"].contains(name) ? .achieved : .value
        case .budget: ["usedShare", "timeShare"].contains(name) ? .achieved : .value
        default: name == "count" ? .count : .value
        }
    }

    private static func kind(ofChange name: String) -> FurtherKind {
        switch name {
        case "before", "beforeLower", "beforeUpper", "after", "afterLower", "afterUpper": .level
        case "sd": .statistic
        case "tP", "wilcoxonP", "signP": .probability
        default: .effect
        }
    }
}

extension Comparison {
    func kind(ofFurther name: String) -> FurtherKind {
        switch (self, name) {
        case (.direction, _), (_, "firstN"), (_, "secondN"), (_, "degreesOfFreedom"), (.ranks, "groups"),
            (.bounds, "unmatched"), (.survival, "groups"), (.survival, "events"), (.survival, "strata"):
            .count
        case (_, "before"), (_, "after"), (_, "first"), (_, "second"): .level
        case (.bounds, "least"), (.bounds, "greatest"): .value
        case (.bounds, _): .share
        case (_, "chiSquare"), (.ranks, "h"): .statistic
        case (.survival(_, let groups, _), _) where groups.eventNames.contains { $0.observed == name }: .count
        case (.survival(_, let groups, _), _) where groups.eventNames.contains { $0.expected == name }: .statistic
        // Those of pairs of waves or groups bear the names of both.
        case (.ranks(_, let groups, _), _) where groups.pairNames.contains { $0.p == name }: .probability
        case (_, "p"), (.waves, _), (_, "mcnemarP"), (_, "exactP"), (_, "bowkerP"), (_, "tP"), (_, "mannWhitneyP"):
            .probability
        default: .effect
        }
    }
}

extension WeightedEstimate {
    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        // The error of a change has no direction, and so no plus sign.
        case "standardError": if case .change = quantity { .statistic } else { .value }
        case "unweighted": .value
        case "designEffect", "kish", "leastWeight", "greatestWeight": .statistic
        case "largestDifference": .tolerance
        default: .count
        }
    }
}
