public import Records

/// A figure of a programme's indicator that was set or reported, as it is typed from the authority's system.
public struct ReportedFigure: Sendable, Hashable {
    /// What the figure is: the kinds of the record `programme-figure`.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case baseline, milestone, target, selected, achieved
    }

    public let indicator: String
    public let kind: Kind
    /// The programme's slug; nil where the row says none.
    public let programme: String?
    /// Of the operation, priority, objective, category of region and gender, as far as the row says them.
    public let cell: FigureCell
    /// The day up to which it was achieved, or by which it is to be reached.
    public let through: CalendarDay?
    /// In the unit of the indicator; shares as percentages, 0 to 100.
    public let value: Double
    /// Why it is lower than what was reported before; nil where nobody says.
    public let correction: String?

    public init(
        indicator: String, kind: Kind, programme: String? = nil, cell: FigureCell, through: CalendarDay?, value: Double,
        correction: String? = nil
    ) {
        self.indicator = indicator
        self.kind = kind
        self.programme = programme
        self.cell = cell
        self.through = through
        self.value = value
        self.correction = correction
    }

    /// The dimensions that a cell may be of, by the columns of the record.
    public static let dimensions = ["operation", "priority", "objective", "fund", "region_category", gender]

    public static let gender = "gender"
}

/// What a figure is of: one level of some dimensions, none for the total.
public struct FigureCell: Sendable, Hashable, Comparable {
    /// In the order of the dimensions' names.
    public let levels: [BreakdownLevel]

    public static let total = FigureCell([])

    public init(_ levels: [BreakdownLevel]) {
        self.levels = levels.sorted { $0.dimension < $1.dimension }
    }

    public var dimensions: [String] { levels.map(\.dimension) }

    public func level(of dimension: String) -> BreakdownLevel.Level? {
        levels.first { $0.dimension == dimension }?.level
    }

    /// The cell without a dimension.
    public func without(_ dimension: String) -> FigureCell { FigureCell(levels.filter { $0.dimension != dimension }) }

    /// The cell of some of its dimensions; nil where it lacks one of them.
    public func restricted(to dimensions: [String]) -> FigureCell? {
        let kept = levels.filter { dimensions.contains($0.dimension) }
        return kept.count == dimensions.count ? FigureCell(kept) : nil
    }

    /// Whether it has all the levels of another cell.
    public func isWithin(_ other: FigureCell) -> Bool { other.levels.allSatisfy { levels.contains($0) } }

    /// The total first, then coarse before fine.
    public static func < (left: FigureCell, right: FigureCell) -> Bool {
        if left.levels.count != right.levels.count { return left.levels.count < right.levels.count }
        let (first, second) = (left.names, right.names)
        return first.lexicographicallyPrecedes(second)
    }

    private var names: [String] { dimensions + levels.map(\.level.name) }
}
