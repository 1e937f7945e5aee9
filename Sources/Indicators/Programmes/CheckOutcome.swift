/// What a check of a programme gave.
public struct CheckOutcome: Sendable {
    public let check: ProgrammeCheck
    /// The comparisons that were made and hold.
    public internal(set) var held = 0
    /// The comparisons that there is something to say of: those that do not hold, and of aims all.
    public internal(set) var cells: [CheckedCell] = []

    init(_ check: ProgrammeCheck) { self.check = check }

    /// Those that do not hold.
    public var broken: [CheckedCell] { cells.filter { $0.state == .broken } }

    /// Whether anything was there to be compared.
    public var wasMade: Bool { held > 0 || !cells.isEmpty }
}

/// A comparison in one cell.
public struct CheckedCell: Sendable, Hashable {
    public enum State: Sendable, Hashable {
        case broken
        /// A fall that somebody has logged, with the reason.
        case corrected(String)
        /// A milestone or target that is reached.
        case reached
        /// One that is not, and not due yet.
        case pending
    }

    public enum Relation: String, Sendable, Hashable {
        case equal
        case atMost = "at-most"
        /// The left side stands alone: it is there and should not be, or is missing.
        case isMissing = "is-missing"
        case isSuperfluous = "is-superfluous"
        case notBoth = "not-both"
    }

    public let cell: FigureCell
    public let left: CheckedSide
    public let relation: Relation
    /// Empty where the left side stands alone.
    public let right: CheckedSide
    public let state: State
    /// Of an aim: the day by which it is to be reached.
    public let due: FigureBasis?

    init(
        _ cell: FigureCell, _ left: CheckedSide, _ relation: Relation, _ right: CheckedSide = CheckedSide([]),
        state: State = .broken, due: FigureBasis? = nil
    ) {
        self.cell = cell
        self.left = left
        self.relation = relation
        self.right = right
        self.state = state
        self.due = due
    }
}

/// One side of a comparison: figures that are added up.
public struct CheckedSide: Sendable, Hashable {
    public let terms: [CheckedTerm]
    /// What is compared with beside figures, such as 100 percent.
    public let limit: Double?

    init(_ terms: [CheckedTerm], limit: Double? = nil) {
        self.terms = terms
        self.limit = limit
    }

    /// The sum; nil where a figure is not known.
    public var value: Double? {
        var sum = limit ?? 0
        for term in terms {
            guard let value = term.value else { return nil }
            sum += value
        }
        return sum
    }
}

/// A figure of a comparison.
public struct CheckedTerm: Sendable, Hashable {
    public let indicator: String
    public let basis: FigureBasis
    public let cell: FigureCell
    public let value: Double?

    init(_ indicator: String, _ basis: FigureBasis, _ cell: FigureCell, _ value: Double?) {
        self.indicator = indicator
        self.basis = basis
        self.cell = cell
        self.value = value
    }

    /// The figure's name, such as `EECO02[gender=F]`.
    public var name: String {
        let levels = cell.levels.map { "\($0.dimension)=\($0.level.name)" }
        return levels.isEmpty ? indicator : "\(indicator)[\(levels.joined(separator: ", "))]"
    }
}
