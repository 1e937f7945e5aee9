public import Disclosure
public import Indicators

/// What stands in a cell of a transmission's table.
public enum TransmissionValue: Sendable, Hashable {
    case number(ProtectedNumber)
    /// An informed estimate that stands in place of a count.
    case estimate(Double)
    case year(Int)
    /// A code or a list of codes, never a text from a source.
    case text(String)
    /// Nothing, with the reason: missing is not zero.
    case empty(Emptiness)

    /// The number when there is one and it is shown.
    public var count: Double? {
        switch self {
        case .number(let number): number.value
        case .estimate(let value): value
        case .year, .text, .empty: nil
        }
    }
}

/// An informed estimate in a table, with what was counted in its place.
public struct TransmissionEstimate: Sendable, Hashable {
    public let cell: [BreakdownLevel]
    public let indicator: String
    /// The place of the column among those of the table.
    public let column: Int
    public let value: Double
    public let counted: TransmissionValue
    /// Where it is from; empty where no row says.
    public let sources: [String]
}

/// Why a cell of a transmission is empty.
public enum Emptiness: String, Sendable, Hashable, CaseIterable {
    /// It counts entities or operations, which have no gender.
    case notByGender = "not-by-gender"
    /// Neither the programme nor an operation has set such a figure.
    case notPlanned = "not-planned"
    /// The authority's table does not ask for it.
    case notWanted = "not-wanted"
    /// It was not asked or not observed: no value, and not zero.
    case notObserved = "not-observed"
    /// The catalogue does not compute the indicator in this grain.
    case notComputed = "not-computed"
    /// The indicator's rule does not hold on the last day of the data.
    case notValid = "not-valid"
}

/// A row of a transmission's table: an indicator in a cell of the grain.
public struct TransmissionRow: Sendable, Hashable {
    /// The levels of the grain, in its order.
    public let cell: [BreakdownLevel]
    public let indicator: String
    /// A value per column, in their order.
    public let values: [TransmissionValue]
}

/// A table of a transmission with its rows.
public struct TransmissionTable: Sendable {
    public let layout: TransmissionTableLayout
    /// Cell by cell, and within one in the order of the layout's indicators.
    public let rows: [TransmissionRow]
    /// Cells with counts whose operation is of another programme, by the names of their levels: they are in no row.
    public let ofOthers: [[String]]
    /// How many figures of the plan leave open which of several cells they are of: they are in no row.
    public let unplaced: Int
    /// The values that are informed estimates, in the order of the rows.
    public let estimates: [TransmissionEstimate]
    /// Indicators with estimates that are not used, since they are counted person by person.
    public let refused: [String]
}

/// The sheet of one operation.
public struct OperationSheet: Sendable {
    /// The operation, as a level of its dimension.
    public let operation: BreakdownLevel
    /// The indicators that are typed, in the order of the layout.
    public let rows: [TransmissionRow]
    /// All records, and what is missing in those that are not complete; each with one number.
    public let beside: [TransmissionRow]
}

/// What is sent of a programme: its tables and the sheets of its operations.
public struct ProgrammeTransmission: Sendable {
    public let layout: TransmissionLayout
    public let programme: Programme
    /// The version that is prepared; nil when the programme has none any more.
    public let version: TransmissionVersion?
    public let tables: [TransmissionTable]
    public let sheets: [OperationSheet]
    /// The versions of the rules that its indicators follow, by code.
    public let rules: [String: Int]
}
