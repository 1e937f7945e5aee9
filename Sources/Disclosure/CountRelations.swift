/// A dimension whose levels add up to those of a coarser one, such as regions to NUTS 2 areas.
public struct RollUp: Sendable, Hashable {
    public let child: String
    public let parent: String
    /// The parent's code by the child's code; a child's code that is missing here belongs to no parent.
    public let parentCodes: [String: String]

    public init(child: String, parent: String, parentCodes: [String: String]) {
        self.child = child
        self.parent = parent
        self.parentCodes = parentCodes
    }
}

/// Indicators whose counts add up to another one's, breakdown by breakdown: EECO02 + EECO04 + EECO05 = EECO01.
///
/// Parts that do not add up to the total leave a rest, which is protected like a count that is published: so a single part says
/// that one indicator counts some of those of another, such as EECO03 among EECO02. Some levels of an indicator are named as in
/// `attendances[event_kind=workshop]`.
public struct CountIdentity: Sendable, Hashable {
    public let total: String
    public let parts: [String]

    public init(total: String, parts: [String]) {
        self.total = total
        self.parts = parts
    }
}

/// An indicator that accumulates along a dimension, so that the difference of neighbouring levels is a count as well.
public struct RunningTotal: Sendable, Hashable {
    public let indicator: String
    /// The dimension along which it grows, such as `month`; its levels follow in the order of the figures.
    public let dimension: String
    /// The indicator that has the differences, when one is published.
    public let increments: String?

    public init(indicator: String, dimension: String, increments: String? = nil) {
        self.indicator = indicator
        self.dimension = dimension
        self.increments = increments
    }
}

/// What is known of how counts relate, beyond what each set says of its own totals.
public struct CountRelations: Sendable, Hashable {
    public let rollUps: [RollUp]
    public let identities: [CountIdentity]
    public let runningTotals: [RunningTotal]
    /// Dimensions from fine to coarse, such as region, nuts2, country; where a set has no figures by the last one, its
    /// figures without the dimension stand for it.
    public let ladders: [[String]]

    public init(
        rollUps: [RollUp] = [], identities: [CountIdentity] = [], runningTotals: [RunningTotal] = [],
        ladders: [[String]] = []
    ) {
        self.rollUps = rollUps
        self.identities = identities
        self.runningTotals = runningTotals
        self.ladders = ladders
    }
}
