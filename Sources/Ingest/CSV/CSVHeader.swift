internal import Diagnostics

/// The names of a file's columns.
struct CSVHeader {
    /// More columns than this no table has: as many as an SPSS file may have, and twice as many as a sheet.
    static let columnLimit = 32_767

    let names: [String]
    /// What else the columns may be called, in lists of their own.
    let aliases: [[String]]
    let line: Int
    /// The line after the header, which may itself span several.
    let nextLine: Int

    /// - Throws: ``IngestError/noHeader(file:row:rows:)`` when no record starts on the header's line,
    ///   ``IngestError/shortHeader(file:rows:found:)`` when the file ends within the header, and
    ///   ``IngestError/tooManyColumns(file:columns:limit:)``.
    init(
        _ sample: [UInt8], dialect: CSVDialect, file: String, layout: HeaderLayout = HeaderLayout()
    ) throws(IngestError) {
        var reader = Self.reader(sample, dialect)
        var lines = 0
        var rows: [[String]] = []
        while rows.count < layout.rows, let record = reader.next() {
            lines = record.line
            guard record.line >= dialect.headerRow else { continue }
            if rows.isEmpty, record.line != dialect.headerRow || record.isBlank { break }
            guard record.fields.count <= Self.columnLimit else {
                throw .tooManyColumns(file: file, columns: record.fields.count, limit: Self.columnLimit)
            }
            if !record.isBlank { rows.append(record.fields) }
        }
        guard !rows.isEmpty else { throw .noHeader(file: file, row: dialect.headerRow, rows: lines) }
        guard rows.count == layout.rows else {
            throw .shortHeader(file: file, rows: layout.rows, found: rows.count)
        }
        if let (row, text) = layout.missing(in: rows) {
            throw .otherHeader(at: RecordLocation(file: file, line: dialect.headerRow), row: row, text: text)
        }
        line = dialect.headerRow
        nextLine = reader.line
        (names, aliases) = layout.names(of: rows)
    }

    private static func reader(_ sample: [UInt8], _ dialect: CSVDialect) -> SimpleCSV {
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let text: ArraySlice<UInt8> =
            if dialect.encoding == .utf8 { sample.dropFirst(mark) } else {
                Array(Transcoder.text(sample.dropFirst(mark), encoding: dialect.encoding).utf8)[...]
            }
        return SimpleCSV(text, separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
    }

    /// The first rows from the header on, those without text left out.
    static func rows(_ sample: [UInt8], dialect: CSVDialect, count: Int) -> [[String]] {
        var reader = reader(sample, dialect)
        var rows: [[String]] = []
        while rows.count < count, let record = reader.next() {
            if record.line >= dialect.headerRow, !record.isBlank { rows.append(record.fields) }
        }
        return rows
    }
}
