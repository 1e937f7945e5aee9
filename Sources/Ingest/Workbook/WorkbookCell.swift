/// The value stored in one cell of a workbook, as its number format shows it.
///
/// A formula is represented by the result that was stored with it; nothing is recalculated.
public enum WorkbookCell: Sendable, Hashable {
    /// No value: the cell is missing, has a style only, holds an empty text, or lies under a merged range.
    case empty
    /// Text, with `_xHHHH_` escapes decoded and the runs of rich text joined; phonetic guides are left out.
    case text(String)
    /// A finite number.
    case number(Double)
    /// A date of the proleptic Gregorian calendar in days since 1970-01-01, and the time in seconds since
    /// midnight to the millisecond; nil when neither the format nor the value has a time.
    case date(dayNumber: Int, secondOfDay: Double?)
    /// A time of day without a date, in seconds since midnight to the millisecond.
    case time(secondOfDay: Double)
    /// Elapsed time such as `[h]:mm`, in seconds to the millisecond; may exceed a day or be negative.
    case duration(seconds: Double)
    /// A truth value.
    case boolean(Bool)
    /// A spreadsheet error as written, such as `#N/A` or `#DIV/0!`.
    case error(String)

    /// Whether the cell has no value.
    public var isEmpty: Bool { self == .empty }
}

/// One row of a sheet.
public struct WorkbookRow: Sendable, Hashable {
    /// The number in the sheet's margin, from 1.
    public internal(set) var rowNumber: Int
    /// The cells from column A (index 0) to the last one with a value; gaps are ``WorkbookCell/empty``.
    public internal(set) var cells: [WorkbookCell]
    /// Whether the row is hidden, by hand or by a filter.
    public internal(set) var isHidden: Bool

    public init(rowNumber: Int, cells: [WorkbookCell], isHidden: Bool = false) {
        self.rowNumber = rowNumber
        self.cells = cells
        self.isHidden = isHidden
    }

    /// The cell at a column, from 0; ``WorkbookCell/empty`` outside the row.
    public subscript(column: Int) -> WorkbookCell { cells.indices.contains(column) ? cells[column] : .empty }
}
