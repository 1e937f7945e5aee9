/// A table as comma-separated values after RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it.
///
/// Nothing in it depends on a language. A text that a spreadsheet would take for a formula stands behind an apostrophe; numbers are
/// written as they are.
public struct CommaSeparated: Sendable {
    /// A field of a row.
    public enum Field: Sendable, Hashable {
        case text(String)
        case number(Double)
        case empty
    }

    private var rows: [[Field]]

    /// - Parameter header: The names of the columns.
    public init(header: [String]) { rows = [header.map(Field.text)] }

    public mutating func append(_ row: [Field]) { rows.append(row) }

    public var bytes: [UInt8] {
        let text = rows.map { $0.map(Self.written).joined(separator: ",") + "\r\n" }.joined()
        return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    }

    private static func written(_ field: Field) -> String {
        switch field {
        case .empty: return ""
        case .number(let value):
            guard value.isFinite else { return "" }
            return value == value.rounded() && value.magnitude < 9e15 ? String(Int64(value)) : value.description
        case .text(let text):
            let isFormula = text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
            let safe = isFormula ? "'" + text : text
            guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
            return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }
    }
}
