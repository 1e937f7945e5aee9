internal import Diffusion
internal import Tabulation

extension Indicator {
    /// The dimensions of its figures, one list for each of its breakdowns.
    public var shapes: [[String]] { withDays(breakdowns.map(shape)) }

    /// The same with the breakdowns that the authority's copy alone shows.
    public var authorityShapes: [[String]] { withDays(computedBreakdowns.map(shape)) }

    /// Targets of one measure and figure for several days are told apart by them.
    private func withDays(_ shapes: [[String]]) -> [[String]] {
        guard case .targets = calculation else { return shapes }
        return shapes + shapes.map { $0 + ["due"] }
    }

    private func shape(_ breakdown: [String]) -> [String] {
        (items.isEmpty ? [] : ["item"]) + breakdown + calculation.addedDimensions
    }

    /// The names of the further numbers that its figures have.
    public var furtherNames: [String] {
        calculation.furtherNames + (adjustment != nil && calculation.testedName != nil ? ["adjustedP"] : [])
            + (shrinks ? Self.shrunkenNames : [])
    }

    /// The names of the further numbers that figures of its method can have, with other keys of its calculation than it has: what a
    /// sentence of the method may hold.
    public var furtherNamesOfMethod: [String] {
        switch calculation {
        case .place(_, .reach): furtherNames + ["new", "populationShare"]
        case .network: furtherNames + ChanceTest.furtherNames
        default: furtherNames
        }
    }

    /// The levels of a dimension that does not come from the catalogue; nil when they are not known before rows are read.
    public func levels(ofAdded dimension: String) -> [String]? {
        switch (calculation, dimension) {
        case (.scale(_, .itemRest(let scale)), "item"): scale.items
        case (_, "item"): items
        case (.adoption(_, .categories(let cut)), "category"): cut.levels
        case (.adoption(_, .growthComparison), "model"): Evaluator.comparedModels
        case (.network, "role"): BrokerageRole.allCases.map(\.rawValue)
        case (.comparison, "direction"): Direction.allCases.map(\.rawValue)
        case (.spread(let analysis), _): analysis.levels(ofAdded: dimension)
        default: nil
        }
    }
}

extension Indicator {
    /// The stable name of its method, which its figures bear, such as `wilson-share`.
    public var method: String { Evaluator.method(of: self) }

    /// Which of its method's coefficients its figures are, such as `quadratic` or `icc2k`; nil where the method has one only.
    public var methodVariant: String? {
        switch calculation {
        case .agreement(_, let agreement): agreement.variant
        case .growth(_, let series): series.variant
        case .place(_, let analysis): analysis.variant
        case .adoption(_, let analysis): analysis.variant
        case .network(let analysis): analysis.variant
        case .exposure(let analysis): analysis.variant
        default: nil
        }
    }

    /// The further numbers of shrunken subgroups.
    static let shrunkenNames = ["shrunken", "shrunkenLower", "shrunkenUpper"]
}

extension Calculation {
    /// The dimensions that figures have besides those of a breakdown.
    public var addedDimensions: [String] {
        switch self {
        case .distribution(_, _, let dimension, _): [dimension]
        case .mentionShare(_, let mentions): [mentions.over]
        case .groupDifference: ["answer"]
        case .comparison(_, let comparison): comparison.addedDimensions
        case .scale(_, let analysis): analysis.addedDimensions
        case .survivalCurve: ["time"]
        case .monthly: ["month"]
        case .network(let analysis): analysis.addedDimensions
        case .exposure(let analysis): analysis.addedDimensions
        case .spread(let analysis): analysis.addedDimensions
        case .place(_, let analysis): analysis.addedDimensions
        case .adoption(_, let analysis): analysis.addedDimensions
        case .targets: ["measure", "indicator"]
        default: []
        }
    }

    /// The levels of the dimension `item` or `category` that it adds, in their order.
    var itemOrder: [String] {
        switch self {
        case .scale(_, .itemRest(let scale)): scale.items
        case .adoption(_, .categories(let cut)): cut.levels
        default: []
        }
    }

    /// Whether the levels that it adds come by value, the greatest first.
    var isRanked: Bool {
        if case .spread(let analysis) = self, case .elementChange = analysis.quantity { true } else { false }
    }

    /// Whether its value is a difference, whose sign tells the direction.
    public var isDifference: Bool {
        switch self {
        case .pairedChange, .comparison(_, .bounds), .comparison(_, .pairedShare), .comparison(_, .means),
            .comparison(_, .shares):
            true
        case .weighted(_, let estimate): if case .change = estimate.quantity { true } else { false }
        case .network(let analysis): analysis.isDifference
        default: false
        }
    }

    /// Whether its value says by its sign which way an effect goes; without, it tells a strength, and is shown without a plus sign.
    public var isDirected: Bool {
        switch self {
        case .spread(let analysis): analysis.isDirected
        case .agreement, .consensus, .scale, .evenness, .comparison(_, .association), .comparison(_, .waves),
            .comparison(_, .categories), .comparison(_, .ranks), .comparison(_, .survival), .place:
            false
        default: true
        }
    }

    /// Whether its value is an estimate, which another sample would have given otherwise, and not a count, a sum, a day or a ratio of
    /// such.
    ///
    /// Things set in the order of estimates are ranked, though chance may have ordered them.
    public var isEstimate: Bool {
        switch self {
        case .count, .distinct, .sum, .extreme, .ratio, .monthly, .matchCount, .attribute, .targets, .budget,
            .listing, .drawing:
            false
        case .place(_, let analysis): analysis.isEstimate
        case .adoption(_, let analysis): analysis.isEstimate
        case .spread(let analysis): analysis.isEstimate
        case .network(let analysis): analysis.isEstimate
        default: true
        }
    }

    /// Whether its figures have an interval, where there are enough observations for one.
    public var hasInterval: Bool {
        switch self {
        case .agreement(_, let agreement): if case .krippendorff = agreement.coefficient { false } else { true }
        case .median, .consensus, .evenness, .scale(_, .itemRest), .comparison(_, .waves),
            .comparison(_, .categories), .comparison(_, .ranks), .comparison(_, .survival):
            false
        case .growth(_, let series): series.potential == nil
        case .network(let analysis): analysis.hasInterval
        case .exposure(let analysis): analysis.hasInterval
        case .spread(let analysis): analysis.hasInterval
        case .place(_, let analysis): analysis.hasInterval
        case .adoption(_, let analysis): analysis.hasInterval
        case .weighted(_, let estimate): estimate.quantity != .report
        default: isEstimate
        }
    }

    /// Whether its value adds up what comes, and so has a pace: a count, a number of different things, or a sum. A share or a mean may rise
    /// and fall however much time has passed.
    public var grows: Bool {
        switch self {
        case .count, .distinct, .sum: true
        default: false
        }
    }

    /// Whether its figures are set against a plan, and have a status in words.
    public var hasStatus: Bool {
        switch self {
        case .targets, .budget: true
        default: false
        }
    }

    /// The least number of pairs, or of people in each group, for a test; nil where there is no test.
    public var minimumForTests: Int? {
        switch self {
        case .pairedChange(_, _, _, let minimum, _): minimum
        case .comparison(_, .pairedShare(_, _, let minimum, _)), .comparison(_, .means(_, _, let minimum)),
            .comparison(_, .shares(_, _, let minimum)), .comparison(_, .waves(_, _, let minimum)),
            .comparison(_, .categories(_, _, let minimum)), .comparison(_, .association(_, _, let minimum)),
            .comparison(_, .ranks(_, _, let minimum)), .comparison(_, .survival(_, _, let minimum)):
            minimum
        default: nil
        }
    }

    /// Which further number is the p value that is adjusted for several tests; nil when there is no test.
    public var testedName: String? {
        switch self {
        case .pairedChange: "wilcoxonP"
        case .comparison(_, let comparison): comparison.testedName
        case .spread(let analysis): analysis.testedName
        case .network(let analysis): analysis.testedName
        case .exposure(let analysis): analysis.testedName
        default: nil
        }
    }

    /// The fields of a listing's lines, `subject` first; nil for what is no listing.
    public var listingFields: [String]? {
        switch self {
        case .listing(_, let subjects):
            ["subject"] + subjects.attributes.map(\.name) + subjects.aggregations.map(\.name)
        case .spread(let analysis): analysis.listingFields
        case .drawing(let drawing): drawing.listingFields
        case .network(let analysis): analysis.listingFields
        default: nil
        }
    }

    /// The names of the further numbers of an estimate, as the evaluation gives them.
    var furtherNames: [String] {
        switch self {
        case .mean: ["sd"]
        case .median: ["lowerQuartile", "upperQuartile", "least", "greatest", "mean"]
        case .agreement(_, let agreement): agreement.furtherNames
        case .consensus: ["least", "greatest", "median", "withinOneStep"]
        case .scale(_, let analysis): analysis.furtherNames
        case .share, .distribution, .matchShare, .repeatShare, .mentionShare: ["count"]
        case .pairedChange:
            [
                "before", "beforeLower", "beforeUpper", "after", "afterLower", "afterUpper", "sd", "t", "tP", "dz",
                "dzLower", "dzUpper", "wilcoxonP", "signP",
            ]
                + ["gz", "dav", "rankBiserial"].flatMap { [$0, "\($0)Lower", "\($0)Upper"] }
        case .comparison(_, let comparison): comparison.furtherNames
        case .weighted(_, let estimate): estimate.furtherNames
        case .sample: SampleEstimate.furtherNames
        case .evenness: ["richness"]
        case .groupDifference: ["first", "second"]
        case .timeToEvent: ["events", "lower", "upper"]
        case .restrictedMean: ["standardError", "events"]
        case .growth(_, let series): series.furtherNames
        case .place(_, let analysis): analysis.furtherNames
        case .adoption(_, let analysis): analysis.furtherNames
        case .monthly(_, _, _, let cumulative): [cumulative ? "count" : "cumulative"]
        case .network(let analysis): analysis.furtherNames
        case .exposure(let analysis): analysis.furtherNames
        case .spread(let analysis): analysis.furtherNames
        case .targets: ["target", "achievedShare", "due", "elapsedShare", "projected"]
        case .budget: ["budget", "left", "usedShare", "timeShare"]
        default: []
        }
    }
}
