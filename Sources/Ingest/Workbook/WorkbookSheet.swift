public import Diagnostics

/// What a workbook says about one of its sheets.
public struct SheetInfo: Sendable, Hashable {
    /// Whether and how a sheet is hidden.
    public enum Visibility: String, Sendable, Hashable {
        case visible, hidden
        /// Hidden so that only a macro can show it.
        case veryHidden
    }

    /// What a sheet holds; only worksheets have rows.
    public enum Kind: String, Sendable, Hashable {
        case worksheet, chartsheet, dialogsheet, macrosheet, unknown
    }

    /// The name on the sheet's tab.
    public let name: String
    /// The place among the tabs, from 1, hidden sheets and charts counted.
    public let position: Int
    public let visibility: Visibility
    public let kind: Kind
    /// The part of the package that holds the sheet; nil when the workbook names none that exists.
    let part: String?

    /// Whether the sheet is hidden in any way.
    public var isHidden: Bool { visibility != .visible }
}

/// Which sheet to read.
public enum SheetSelector: Sendable, Hashable {
    /// The sheet with this name; letter case is ignored if no name agrees exactly.
    case name(String)
    /// The sheet at this place among the tabs, from 1.
    case position(Int)
    /// The first worksheet that is not hidden.
    case firstVisible
}

/// A rectangle of cells by zero-based columns and one-based rows.
public struct CellRange: Sendable, Hashable, CustomStringConvertible {
    /// Columns, A = 0.
    public let columns: ClosedRange<Int>
    /// Rows, from 1.
    public let rows: ClosedRange<Int>

    public init(columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        self.columns = columns
        self.rows = rows
    }

    /// The range as spreadsheets write it, such as `A1:C2`.
    public var description: String {
        "\(columnName(columns.lowerBound))\(rows.lowerBound):\(columnName(columns.upperBound))\(rows.upperBound)"
    }
}

/// What was seen while the rows of a sheet were read.
public struct SheetSummary: Sendable, Hashable {
    public let sheet: SheetInfo
    /// Rows handed to the caller; rows that the file leaves out are not counted.
    public let rowCount: Int
    /// The number of the last row handed over; 0 when there was none.
    public let lastRowNumber: Int
    /// The widest row's cells up to the last value.
    public let columnCount: Int
    /// Rows handed over that are hidden.
    public let hiddenRowCount: Int
    /// Hidden columns, A = 0, as ranges in the file's order.
    public let hiddenColumns: [ClosedRange<Int>]
    /// Merged ranges in the file's order; only the top-left cell of each was kept.
    public let mergedRanges: [CellRange]
    /// What was odd but could be read, one finding a kind, with the number of cells and the first place.
    public let findings: [Finding]
    /// False when the caller asked for the first rows only and there were more.
    public let reachedEnd: Bool
}
