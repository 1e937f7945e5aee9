import Diffusion

/// What its figures look like.
extension SpreadAnalysis {
    /// The stable name of the method.
    var method: String {
        switch quantity {
        case .transitions: "stage-transitions"
        case .passage: "stage-time"
        case .passageCurve: "stage-survival"
        case .disadoption: "disadoption"
        case .generations: "adoption-generations"
        case .depth: "adoption-depth"
        case .reproduction: "reproduction-number"
        case .concentration: "spreading-share"
        case .spreaders, .mostReused: "listing"
        case .crossingShare: "crossing-share"
        case .crossingFlows: "crossing-flows"
        case .reuse: "reuse"
        case .reuseDepth: "reuse-depth"
        case .fidelity: "core-fidelity"
        case .fidelityByGeneration: "fidelity-by-generation"
        case .fidelityTrend: "fidelity-trend"
        case .elementUse: "element-use"
        case .elementChange: "element-change"
        case .aligned(let alignment): alignment.method
        }
    }

    var furtherNames: [String] {
        switch quantity {
        case .transitions: ["count", "medianDays"]
        case .passage: ["events", "lower", "upper"]
        case .passageCurve, .spreaders, .mostReused, .fidelityByGeneration: []
        case .disadoption, .crossingShare, .crossingFlows, .reuse, .elementUse, .elementChange: ["count"]
        case .generations: ["count", "ownerCount", "ownerShare"]
        case .depth: ["meanGeneration"]
        case .reproduction(let period, _):
            ["offspring", "greatest", "dispersion", "dispersionIndex", "withoutOffspring"]
                + (period == nil ? [] : ["censored"])
        case .concentration: ["gini", "actors", "adoptions"]
        case .reuseDepth: ["meanLength", "reused"]
        case .fidelity: ["pooled", "keptShare", "adaptedShare", "droppedShare", "elements"]
        case .fidelityTrend: ["p"]
        case .aligned(let alignment): alignment.furtherNames
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        if case .aligned = quantity { return SpreadAlignment.kind(ofFurther: name) }
        return switch name {
        case "count", "ownerCount", "events", "medianDays", "offspring", "greatest", "censored", "actors", "adoptions",
            "reused", "elements":
            .count
        case "ownerShare", "withoutOffspring", "keptShare", "adaptedShare", "droppedShare": .share
        case "p": .probability
        case "dispersion", "dispersionIndex", "gini", "meanGeneration", "meanLength": .statistic
        default: .value
        }
    }

    var addedDimensions: [String] {
        switch quantity {
        case .transitions(let from, let to), .crossingFlows(_, let from, let to): [from, to]
        case .passageCurve: ["time"]
        case .generations, .fidelityByGeneration: ["generation"]
        case .reproduction(let period, let attribute):
            (attribute.map { [$0] } ?? []) + (period == nil ? [] : ["period"])
        case .reuse(let byYear): byYear ? ["period"] : []
        case .elementUse: ["element", "use"]
        case .elementChange: ["element"]
        case .aligned(let alignment): alignment.addedDimensions
        default: []
        }
    }

    /// The level of a stage that nothing follows yet.
    static let remaining = "remaining"

    /// The levels of a dimension that it adds, in their order; nil where the data decide.
    func levels(ofAdded dimension: String) -> [String]? {
        switch quantity {
        case .transitions(dimension, _): spread.stages
        case .transitions(_, dimension): spread.stages + [Self.remaining]
        case .elementUse where dimension == "use": ElementUse.Use.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// The order of the codes of all dimensions that it adds.
    var addedOrder: [String] {
        switch quantity {
        case .transitions: spread.stages + [Self.remaining]
        // Elements come by their names, the uses of each in this order.
        case .elementUse: ElementUse.Use.allCases.map(\.rawValue)
        default: []
        }
    }

    /// Whether figures have an interval, where there is enough for one.
    var hasInterval: Bool {
        switch quantity {
        case .depth, .reuseDepth, .spreaders, .mostReused: false
        case .aligned(let alignment): alignment.isEstimate
        default: true
        }
    }

    /// Whether its value is an estimate, and not the greatest of what was seen.
    var isEstimate: Bool { hasInterval }

    /// Whether its value says by its sign which way an effect goes.
    var isDirected: Bool { if case .fidelityTrend = quantity { true } else { false } }

    /// Which further number is the p value that is adjusted for several tests.
    var testedName: String? { isDirected ? "p" : nil }

    /// How totals relate to parts: an adoption is in one group, an actor may be in several.
    var totals: FigureSet.Totals {
        switch quantity {
        case .passageCurve, .spreaders, .mostReused: .unrelated
        case .concentration: .overlapping
        default: .additive
        }
    }
}
