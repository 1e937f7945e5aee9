/// A place in a file: as much of file, sheet, line and column as is known.
///
/// Printed as `file.xlsx!Sheet:17:column`, the form that editors turn into a link.
public struct RecordLocation: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The file as the user named it, never an absolute path of this machine.
    public let file: String
    /// The sheet of a workbook.
    public let sheet: String?
    /// The line (text) or row (workbook) where the record starts, from 1.
    public let line: Int?
    /// The column's header, or a definition's column number.
    public let column: String?

    public init(file: String, sheet: String? = nil, line: Int? = nil, column: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.line = line
        self.column = column
    }

    public var description: String {
        var text = file
        if let sheet { text += "!\(sheet)" }
        if let line { text += ":\(line)" }
        if let column { text += ":\(column)" }
        return text
    }
}
