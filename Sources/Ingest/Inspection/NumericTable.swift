/// The numbers and texts of a delimited text file by column, for methods that are run on a file as it is.
public struct NumericTable: Sendable {
    /// The columns of numbers in the order of the file, nil where a field is empty; all have the same length.
    public let numbers: [(name: String, cells: [Double?])]
    /// The columns with other text, by name, nil where a field is empty.
    public let texts: [String: [String?]]

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
        var fields = [[String?]](repeating: [], count: header.names.count)
        var hasText = [Bool](repeating: false, count: header.names.count)
        while let record = reader.next() {
            guard record.line >= header.nextLine, !record.isBlank else { continue }
            for position in header.names.indices {
                let field = position < record.fields.count ? record.fields[position].trimmed : ""
                let number = Self.number(field, dialect.decimalMark)
                if number == nil, !field.isEmpty { hasText[position] = true }
                values[position].append(number)
                fields[position].append(field.isEmpty ? nil : String(field))
            }
        }
        var numbers: [(name: String, cells: [Double?])] = []
        var texts: [String: [String?]] = [:]
        for (position, name) in header.names.enumerated() {
            let name = ReadingPlanner.headerName(name)
            guard !name.isEmpty, texts[name] == nil, !numbers.contains(where: { $0.name == name }) else { continue }
            if hasText[position] {
                texts[name] = fields[position]
            } else {
                numbers.append((name: name, cells: values[position]))
            }
        }
        return NumericTable(numbers: numbers, texts: texts)
    }

    private static func number(_ field: String, _ mark: CSVDialect.DecimalMark) -> Double? {
        Double(mark == .comma ? String(field.map { $0 == "," ? "." : $0 }) : field)
    }
}
