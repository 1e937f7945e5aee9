public import Records

/// What a figure's number is.
public enum Unit: String, Sendable, Hashable, CaseIterable {
    case attendances, persons, organisations, responses, pairs, events, innovations, adoptions, items
    case regions, sectors, measures
    /// A part of a whole, 0...1; shown as a percentage.
    case share
    /// A difference of two shares, −1...1; shown in percentage points.
    case percentagePoints = "percentage-points"
    /// A point of a declared scale.
    case points
    /// A recommendation score, −1...1; shown as −100...100.
    case score
    /// A standardised difference.
    case effect
    case euros
    case eurosPerAttendance = "euros-per-attendance"
    case per100000 = "per-100000"
    case months, days, years
    case characters
    case ratio
    /// An index from −1 to 1, such as a correlation.
    case index
    /// A calendar day, as days since 1970-01-01.
    case day
    /// A moment, as seconds since 1970-01-01.
    case moment
    case number
}

/// Whom or what a figure counts, which decides whether small counts are protected.
public enum Population: String, Sendable, Hashable, CaseIterable {
    case persons, organisations
    /// Things whose counts are public: events, innovations, money.
    case none
}

/// One level of a breakdown, such as region = 04.
public struct BreakdownLevel: Sendable, Hashable {
    /// The dimension's name, such as `region`.
    public let dimension: String
    public let level: Level

    public init(dimension: String, level: Level) {
        self.dimension = dimension
        self.level = level
    }

    /// A level as plain data: a code, a whole number or a missing reason.
    public enum Level: Sendable, Hashable {
        case code(String)
        case number(Int)
        case missing(MissingReason)
    }
}

/// Why a figure has no value.
public enum Absence: String, Sendable, Hashable, CaseIterable {
    /// Nothing was observed.
    case noObservations = "no-observations"
    /// Fewer observations or pairs than the catalogue's minimum.
    case tooFew = "too-few"
    /// All observations are equal, so the statistic is not defined.
    case noVariation = "no-variation"
    /// The event was not reached within the observed time.
    case notReached = "not-reached"
    /// Growth has not slowed yet, so that its model is not determined.
    case beforeInflection = "before-inflection"
    /// The figure does not apply to this breakdown.
    case notApplicable = "not-applicable"
    /// A part that it is computed from is missing.
    case partMissing = "part-missing"
}

/// A further number of the same estimate, such as a p value or a standard deviation.
public struct NamedValue: Sendable, Hashable {
    public let name: String
    public let value: Double?

    public init(_ name: String, _ value: Double?) {
        self.name = name
        self.value = value
    }
}

/// A count of persons or organisations that a figure would give away.
///
/// A share reveals its numerator and its denominator, a mean its n.
public struct RevealedCount: Sendable, Hashable {
    public let name: String
    public let count: Int

    public init(_ name: String, _ count: Int) {
        self.name = name
        self.count = count
    }
}

/// A figure with what it takes to defend it. Not yet protected: only `Disclosure` takes it further.
public struct Figure: Sendable, Hashable {
    /// The indicator's code.
    public let indicator: String
    /// The levels it is broken down to; empty for the total.
    public let breakdown: [BreakdownLevel]
    /// The value in `unit`; nil when there is none.
    public let value: Double?
    /// Why there is no value.
    public let absence: Absence?
    /// Observations behind it, unweighted.
    public let n: Int
    /// The 95 % interval, in `unit`; nil for a plain count.
    public let interval: ClosedRange<Double>?
    /// Whether a figure marked approximate in its source has entered it.
    public let approximate: Bool
    /// Further numbers of the same estimate, in a stable order.
    public let further: [NamedValue]
    /// The counts of persons or organisations that it gives away.
    public let reveals: [RevealedCount]

    public init(
        indicator: String, breakdown: [BreakdownLevel], value: Double?, absence: Absence? = nil, n: Int,
        interval: ClosedRange<Double>? = nil, approximate: Bool = false, further: [NamedValue] = [],
        reveals: [RevealedCount] = []
    ) {
        self.indicator = indicator
        self.breakdown = breakdown
        self.value = value
        self.absence = absence
        self.n = n
        self.interval = interval
        self.approximate = approximate
        self.further = further
        self.reveals = reveals
    }
}

/// Some figures of one indicator that belong in one table, with how its parts add up.
public struct FigureSet: Sendable, Hashable {
    /// How a total relates to its parts along a dimension.
    public enum Totals: String, Sendable, Hashable {
        /// The total is the sum of its parts.
        case additive
        /// Distinct persons: at least the largest part, at most the sum.
        case overlapping
        /// There is no relation.
        case unrelated
    }

    public let indicator: String
    public let unit: Unit
    public let population: Population
    /// The method's stable name, such as `wilson-share`.
    public let method: String
    /// How totals relate to parts for the counts that the figures give away.
    public let totals: Totals
    public let figures: [Figure]

    public init(
        indicator: String, unit: Unit, population: Population, method: String, totals: Totals, figures: [Figure]
    ) {
        self.indicator = indicator
        self.unit = unit
        self.population = population
        self.method = method
        self.totals = totals
        self.figures = figures
    }
}
