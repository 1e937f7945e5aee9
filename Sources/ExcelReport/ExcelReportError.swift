public import Diagnostics

/// Why a workbook could not be written.
public enum ExcelReportError: ExplainedError, Hashable {
    /// The file cannot be made or opened for writing.
    case cannotOpen(path: String, reason: String)
    /// The file was opened, but could not be written to its end.
    case notSaved(path: String, reason: String)
    /// The document asks for something that a workbook cannot hold.
    case refused(part: String, reason: String)
    /// A table has more rows or columns than a sheet can hold.
    case tooLarge(table: String, rows: Int, columns: Int)

    public var code: String {
        switch self {
        case .cannotOpen: "excel.cannot-open"
        case .notSaved: "excel.not-saved"
        case .refused: "excel.refused"
        case .tooLarge: "excel.too-large"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .cannotOpen(let path, let reason):
            Explanation(
                summary: "\(path): the workbook cannot be written here", cause: reason,
                remedies: [
                    "choose a folder that exists and that you may write to, with --output",
                    "close the workbook if it is open in another program",
                ])
        case .notSaved(let path, let reason):
            Explanation(
                summary: "\(path): the workbook was not saved whole", cause: reason,
                remedies: ["make room on the disk and run the command again"])
        case .refused(let part, let reason):
            Explanation(
                summary: "the workbook cannot hold \(part)", cause: reason,
                remedies: ["shorten or change it in the report definition"])
        case .tooLarge(let table, let rows, let columns):
            Explanation(
                summary: "the table '\(table)' with \(rows) rows and \(columns) columns does not fit a sheet",
                cause: "a sheet holds \(SheetLimits.rows) rows and \(SheetLimits.columns) columns, headings included",
                remedies: [
                    "set a limit of rows for the table in the report definition",
                    "take the rows from the data package instead",
                ])
        }
    }
}

/// What a sheet of an Excel workbook can hold.
enum SheetLimits {
    static let rows = 1_048_576
    static let columns = 16_384
    /// UTF-16 units in a cell.
    static let textLength = 32_767
    /// Characters in a sheet's name.
    static let nameLength = 31
    /// Characters in the heading of a marked table.
    static let headingLength = 255
    /// The tallest row, in points.
    static let rowHeight = 409.0
    /// Links in a sheet.
    static let links = 65_000
}
