/// What the places of rows tell: how crowded they are, how special, how far off, how many by when; and when phenomena are spoken of.
///
/// Places are the levels of a dimension with a code list, such as regions, those without rows included.
public enum PlaceAnalysis: Sendable, Hashable {
    /// How unevenly rows, or different values of a column, are spread over places.
    case concentration(Concentration)
    /// The share of rows for which `part` holds in a group over their share in all groups.
    case quotient(part: String)
    /// The borders between a place and the nearest that has rows; without a breakdown by the places their mean.
    case nearest(Neighbourhood)
    /// The number of places that have rows, by calendar period or in all.
    case reach(Reached)
    /// Kleinberg's bursts of each level of a dimension over calendar periods; adds that dimension.
    case bursts(BurstSearch)

    /// A measure of concentration.
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        case gini, herfindahl
        /// The share of rows in the fifth of places, or of inhabitants, that have most.
        case topShare = "top-share"
    }

    /// The places over which a concentration is measured, and how.
    public struct Concentration: Sendable, Hashable {
        public var over: String
        public var measure: Measure
        /// The attribute of the code list that has the inhabitants, by which a place has its due; nil where all places count alike.
        public var weight: String?
        /// The column whose different values are counted in each place; nil for rows.
        public var distinct: String?
    }

    /// Places, and which of them adjoin.
    public struct Neighbourhood: Sendable, Hashable {
        public var over: String
        /// The attribute of the code list that has the codes of a place's neighbours, apart by spaces.
        public var neighbours: String
        /// The attribute of the code list that has the inhabitants, by whom the mean is; nil where all places count alike.
        public var weight: String?
    }

    /// Places that are reached.
    public struct Reached: Sendable, Hashable {
        public var over: String
        /// The attribute of the code list that has the inhabitants, whose share in the places reached is given as well; nil for none.
        public var weight: String?
        /// The day of a row and the period that it is counted by; nil for the places reached in all.
        public var time: Time?

        /// Calendar periods of a day.
        public struct Time: Sendable, Hashable {
            public var day: String
            public var period: GrowthSeries.Period
        }
    }

    /// Phenomena, and what makes a burst of one.
    public struct BurstSearch: Sendable, Hashable {
        /// The dimension of phenomena.
        public var over: String
        public var day: String
        public var period: GrowthSeries.Period
        /// The column of documents, of which one may have several rows; nil where each row is one.
        public var distinct: String?
        /// How many times its usual share a burst has.
        public var ratio: Double
        /// How hard it is to begin a burst.
        public var gamma: Double
    }
}

extension PlaceAnalysis {
    /// The stable name of its method.
    var method: String {
        switch self {
        case .concentration: "concentration"
        case .quotient: "location-quotient"
        case .nearest: "nearest-adopter"
        case .reach(let reached): reached.time == nil ? "reach" : "cumulative-reach"
        case .bursts: "bursts"
        }
    }

    /// The measure of a concentration, such as `gini` and `gini-weighted`; nil for methods that have one only.
    var variant: String? {
        guard case .concentration(let concentration) = self else { return nil }
        return concentration.measure.rawValue + (concentration.weight == nil ? "" : "-weighted")
    }

    /// The dimensions that its figures have besides those of a breakdown.
    var addedDimensions: [String] {
        switch self {
        case .reach(let reached): reached.time == nil ? [] : ["period"]
        case .bursts(let search): [search.over]
        case .concentration, .quotient, .nearest: []
        }
    }

    /// The dimension that no breakdown may have, as the calculation goes over it.
    var takenDimension: String? {
        switch self {
        case .concentration(let concentration): concentration.over
        case .reach(let reached): reached.over
        case .bursts(let search): search.over
        case .quotient, .nearest: nil
        }
    }

    /// Whether its value would have been another in another sample.
    var isEstimate: Bool {
        switch self {
        case .concentration, .quotient, .bursts: true
        case .nearest, .reach: false
        }
    }

    /// Whether its figures have an interval, where there are enough observations for one.
    var hasInterval: Bool { if case .quotient = self { true } else { false } }

    /// The names of its further numbers.
    var furtherNames: [String] {
        switch self {
        case .concentration: ["levels", "empty", "largestShare", "elsewhere"]
        case .quotient: ["count", "share", "wholeShare"]
        case .nearest: ["levels", "withAdopter", "withoutWay", "farthest"]
        case .reach(let reached):
            (reached.time == nil ? [] : ["new"]) + ["levels", "share"]
                + (reached.weight == nil ? [] : ["populationShare"])
        case .bursts: ["count", "ordinaryShare", "burstWeight", "burstPeriods", "burstStart", "burstEnd"]
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "largestShare", "share", "wholeShare", "populationShare", "ordinaryShare": .share
        case "burstWeight": .statistic
        case "burstStart", "burstEnd": .day
        default: .count
        }
    }

    /// How totals relate to parts for the counts that it gives away.
    func totals(of rows: RowSelection) -> FigureSet.Totals {
        switch self {
        case .concentration(let concentration):
            concentration.distinct == nil || rows.oncePer != nil ? .additive : .overlapping
        case .quotient: .additive
        // A place may be reached by several groups.
        case .reach: .overlapping
        case .nearest, .bursts: .unrelated
        }
    }
}
