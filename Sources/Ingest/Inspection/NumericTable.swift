/// The numbers of a delimited text file by column, for methods that are run on a file as it is.
public struct NumericTable: Sendable {
    /// The values by column name, nil where a field is empty; all have the same length. Columns with anything but numbers
    /// are left out.
    public let columns: [String: [Double?]]
    /// The columns with other text, by name, with the line of the first such field.
    public let textColumns: [String: Int]

    /// Reads a file of at most 64 MiB.
    ///
    /// - Throws: ``IngestError``.
    public static func read(path: String, displayName: String) throws(IngestError) -> NumericTable {
        let limit = 64 << 20
        let source = try SourceFile(path: path, displayName: displayName)
        guard source.size > 0 else { throw .empty(file: displayName) }
        let bytes = try source.start(limit + 1)
        guard bytes.count <= limit else {
            throw .notReadable(file: displayName, reason: "it has more than \(limit >> 20) MiB")
        }
        let verdict = CSVDialect.detect(
            Array(bytes.prefix(CSVDialect.sampleSize)), isWhole: bytes.count <= CSVDialect.sampleSize)
        let dialect = verdict.dialect
        let header = try CSVHeader(bytes, dialect: dialect, file: displayName)
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let text = Array(Transcoder.text(bytes.dropFirst(mark), encoding: dialect.encoding).utf8)
        var reader = SimpleCSV(
            text[...], separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var values = [[Double?]](repeating: [], count: header.names.count)
        var others: [String: Int] = [:]
        while let record = reader.next() {
            guard record.line >= header.nextLine, !record.isBlank else { continue }
            for position in header.names.indices {
                let field = position < record.fields.count ? record.fields[position].trimmed : ""
                let number = Self.number(field, dialect.decimalMark)
                if number == nil, !field.isEmpty, others[header.names[position]] == nil {
                    others[header.names[position]] = record.line
                }
                values[position].append(number)
            }
        }
        var columns: [String: [Double?]] = [:]
        for (position, name) in header.names.enumerated() {
            let name = ReadingPlanner.headerName(name)
            if !name.isEmpty, others[header.names[position]] == nil, columns[name] == nil {
                columns[name] = values[position]
            }
        }
        return NumericTable(columns: columns, textColumns: others)
    }

    private static func number(_ field: String, _ mark: CSVDialect.DecimalMark) -> Double? {
        Double(mark == .comma ? String(field.map { $0 == "," ? "." : $0 }) : field)
    }
}
