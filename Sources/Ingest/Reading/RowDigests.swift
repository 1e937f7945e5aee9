internal import Diagnostics
public import Microdata

extension SourceReader {
    /// The most bytes of a file whose rows are told apart by what is written in them.
    static let digestLimit = 256 << 20

    /// What is written in some rows of a file, made unrecognisable with the key of the store: so that a row can be known again on
    /// another line, and nobody learns from it what it says.
    ///
    /// - Parameter lines: The lines or sheet rows where the records start.
    /// - Returns: 32 hexadecimal digits for each line that was found; nothing for SPSS files, saved pages and text of more than 256 MB, whose
    ///   rows are only counted.
    public static func rowDigests(
        path: String, displayName: String, mapping: Mapping, lines: Set<Int>, pseudonymiser: Pseudonymiser
    ) -> [Int: String] {
        guard !lines.isEmpty else { return [:] }
        var digests: [Int: String] = [:]
        func note(_ line: Int, _ fields: [String]) {
            // Where fields end must count, and a row of one source must not be that of another.
            let text = "kaiku row\u{1F}" + fields.joined(separator: "\u{1F}")
            digests[line] = pseudonymiser.pseudonym(of: text).hexadecimal
        }
        do {
            let file = try SourceFile(path: path, displayName: displayName)
            let kind = try FileKind.kind(of: displayName, declared: mapping.format.kind)
            switch kind {
            case .csv:
                guard file.isCompressed || file.size <= digestLimit else { return [:] }
                let bytes = try file.start(digestLimit)
                let dialect = CSVDialect.detect(
                    Array(bytes.prefix(CSVDialect.sampleSize)), isWhole: bytes.count <= CSVDialect.sampleSize,
                    declared: mapping.format
                ).dialect
                let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
                let text: ArraySlice<UInt8> =
                    if dialect.encoding == .utf8 { bytes.dropFirst(mark) } else {
                        Array(Transcoder.text(bytes.dropFirst(mark), encoding: dialect.encoding).utf8)[...]
                    }
                var reader = SimpleCSV(
                    text, separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
                let last = lines.max() ?? 0
                while let record = reader.next(), record.line <= last {
                    if lines.contains(record.line) { note(record.line, record.fields) }
                }
            case .xlsx, .ods:
                let workbook = try kind.openSpreadsheet(path, displayName)
                try workbook.readRows(sheet: mapping.format.sheet ?? .firstVisible, firstRows: nil) { row in
                    if lines.contains(row.rowNumber) { note(row.rowNumber, row.cells.map(\.digestText)) }
                }
            case .json, .jsonl:
                let reader = try JSONReader(
                    file, layout: kind == .jsonl ? .lines : .document(path: mapping.format.records))
                let last = lines.max() ?? 0
                _ = try reader.read { (number, parsed, _) throws(IngestError) in
                    if lines.contains(number), case .success(let record) = parsed {
                        note(number, record.fields.flatMap { [$0.name, $0.cell.digestText] })
                    }
                    return number < last
                }
            // A page is one row, and its file is what tells it from others.
            case .spss, .innokyla: break
            }
        } catch {
            // What cannot be read has been told by reading; its rows are then known by no digest.
            return digests
        }
        return digests
    }
}

extension WorkbookCell {
    /// The value as text, whatever it looks like in the sheet.
    fileprivate var digestText: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .number(let number): String(number)
        case .date(let day, let second): "\(day)d\(second ?? 0)"
        case .time(let second): "\(second)s"
        case .duration(let seconds): "\(seconds)s"
        case .boolean(let value): value ? "true" : "false"
        case .error(let text): text
        }
    }
}
