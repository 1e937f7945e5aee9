public import Disclosure

/// A category of a chart.
public struct ChartCategory: Sendable, Hashable {
    /// A stable code: a region, a month `2023-11`, an item.
    public var code: String
    public var label: String
    /// Its place on a numeric axis, where the mark has one; the index otherwise.
    public var position: Double?
    /// What heads it and its neighbours of the same group, such as the item of several waves; marks with rows draw it.
    public var group: String?
    /// Whether it stands for all of the other categories.
    public var isTotal: Bool
    /// Why its numbers are to be read with care, such as few answers: a forest plot draws its marker open, and says why below.
    public var note: String?

    public init(
        code: String, label: String, position: Double? = nil, group: String? = nil, isTotal: Bool = false,
        note: String? = nil
    ) {
        self.code = code
        self.label = label
        self.position = position
        self.group = group
        self.isTotal = isTotal
        self.note = note
    }
}

/// A series of a chart: one protected number per category.
public struct ChartSeries: Sendable {
    /// What a series of an adoption curve is.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        /// As its place among the series tells.
        case plain
        /// The running total that was observed.
        case observed
        /// What is new in each period.
        case perPeriod = "per-period"
        /// The running total of a model, which may go on beyond what was observed.
        case model
    }

    public var id: String
    public var label: String
    public var values: [ProtectedNumber]
    /// Limits of intervals, per category, where there are any.
    public var lower: [ProtectedNumber?]
    public var upper: [ProtectedNumber?]
    /// What the limits are, such as least and greatest; nil where they have no titles of their own.
    public var limitsLabel: String?
    public var role: Role

    public init(
        id: String, label: String, values: [ProtectedNumber], lower: [ProtectedNumber?] = [],
        upper: [ProtectedNumber?] = [], limitsLabel: String? = nil, role: Role = .plain
    ) {
        self.id = id
        self.label = label
        self.values = values
        self.lower = lower
        self.upper = upper
        self.limitsLabel = limitsLabel
        self.role = role
    }

    /// Whether it holds numbers of observations, which stand beside the others: `n` those of each row, `<id>.n` those of one
    /// series, `<id>.at-risk` and `<id>.censored` those of a survival curve.
    public var isObservations: Bool {
        id == "n" || [".n", ".at-risk", ".censored"].contains { id.hasSuffix($0) }
    }
}

/// Where a category of a tree comes from.
public enum ChartParent: Sendable, Hashable {
    /// It is where a tree begins, such as an innovation with its developer.
    case origin
    /// The index of another category.
    case category(Int)
    /// It comes from somewhere, and nobody knows where.
    case unknown
}

/// A tie between two categories of a network.
public struct ChartTie: Sendable, Hashable {
    public var from: Int
    public var to: Int
    public var weight: ProtectedNumber

    public init(from: Int, to: Int, weight: ProtectedNumber) {
        self.from = from
        self.to = to
        self.weight = weight
    }
}
