internal import Diagnostics
internal import Records

/// What is in a file that nobody has mapped yet, and a mapping to start from.
///
/// Values are shown only of columns with few different ones, and never of columns that are likely to identify people.
public struct FileInspection: Sendable {
    /// The rows that are looked at.
    static let rowLimit = 20_000

    /// The file as the user named it.
    public let file: String
    public let kind: DeclaredFormat.Kind
    /// How a text file is written; nil for any other.
    public let dialect: DialectVerdict?
    /// How the file was read, in one line.
    public let verdict: String
    /// The sheet that was looked at, and all sheets.
    public let sheet: String?
    public let sheets: [String]
    public let columns: [ColumnInspection]
    /// The rows that were looked at.
    public let rows: Int
    /// Whether those are all rows of the file.
    public let isWhole: Bool
    /// What the rows are likely to be, as definitions name it.
    public let record: String
    /// Whether every column that such a record requires was recognised.
    public let recordIsLikely: Bool
    /// A mapping to start from, as YAML.
    public let proposedMapping: String

    /// Looks at a file.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - displayName: The file as messages should name it.
    /// - Throws: ``IngestError``.
    public init(path: String, displayName: String) throws(IngestError) {
        let source = try SourceFile(path: path, displayName: displayName)
        guard source.size > 0 else { throw .empty(file: displayName) }
        kind = try FileKind.kind(of: displayName, declared: nil)
        let content: Content =
            switch kind {
            case .csv: try Self.text(source)
            case .xlsx: try Self.workbook(path, displayName)
            case .spss: try Self.spss(source)
            }
        file = displayName
        dialect = content.dialect
        verdict = content.verdict
        sheet = content.sheet
        sheets = content.sheets
        rows = content.rows.count
        isWhole = content.isWhole
        let mark = content.dialect?.dialect.decimalMark
        let names = content.header.map(ReadingPlanner.headerName)
        let inspected = names.enumerated().map { position, name in
            ColumnInspection(
                name: name, title: position < content.titles.count ? content.titles[position] : nil,
                labels: position < content.labels.count ? content.labels[position] : [],
                values: content.rows.map { position < $0.count ? $0[position] : "" }, lines: content.lines,
                decimalMark: mark)
        }
        let guesses = RecordGuess.ranked(inspected)
        func identified(_ guess: RecordGuess) -> [ColumnInspection] {
            // Who the likeliest kind of record is about stays unseen, also when another kind is proposed.
            let persons = (guess.columns + (guesses.first?.columns ?? [])).filter { $0.field.type == .person }
            return inspected.enumerated().map { position, column in
                persons.first { $0.position == position }.map { column.identifying($0.field.name) } ?? column
            }
        }
        let proposed = MappingProposal.first(among: guesses) { guess in
            MappingProposal(
                file: displayName, dialect: content.dialect?.dialect, sheet: content.sheet,
                headerRow: content.headerRow, columns: identified(guess), guess: guess)
        }
        guard let proposed else { throw .noHeader(file: displayName, row: content.headerRow, rows: content.rows.count) }
        columns = identified(proposed.guess)
        record = proposed.guess.record.rawValue
        recordIsLikely = proposed.guess.isLikely
        proposedMapping = proposed.text
    }

    private struct Content {
        var header: [String]
        var headerRow: Int
        var rows: [[String]]
        /// The line, sheet row or case number of each.
        var lines: [Int]
        var isWhole: Bool
        var dialect: DialectVerdict?
        var verdict: String
        var sheet: String?
        var sheets: [String] = []
        /// The variable labels and the labelled values of an SPSS file, by column.
        var titles: [String?] = []
        var labels: [[String]] = []
    }

    private static func text(_ source: SourceFile) throws(IngestError) -> Content {
        let sample = try source.start(CSVDialect.sampleSize)
        try source.refuseOtherKinds(sample)
        let holdsAll = source.isAll(sample, askedFor: CSVDialect.sampleSize)
        let verdict = CSVDialect.detect(sample, isWhole: holdsAll)
        let dialect = verdict.dialect
        let header = try CSVHeader(sample, dialect: dialect, file: source.displayName)
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let text = Array(Transcoder.text(sample.dropFirst(mark), encoding: dialect.encoding).utf8)
        var reader = SimpleCSV(
            text[...], separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var rows: [[String]] = []
        var lines: [Int] = []
        while rows.count < rowLimit, let record = reader.next(whole: !holdsAll) {
            guard record.line >= header.nextLine, !record.isBlank else { continue }
            rows.append(record.fields)
            lines.append(record.line)
        }
        let isWhole = holdsAll && reader.position == text.count
        return Content(
            header: header.names, headerRow: header.line, rows: rows, lines: lines, isWhole: isWhole, dialect: verdict,
            verdict: verdict.summary)
    }

    private static func workbook(_ path: String, _ name: String) throws(IngestError) -> Content {
        do {
            let workbook = try WorkbookReader(path: path, displayName: name)
            let sheet = try workbook.sheet(.firstVisible).name
            let header = try SheetHeader(workbook, .firstVisible, sheet: sheet, format: DeclaredFormat())
            var rows: [[String]] = []
            var lines: [Int] = []
            let summary = try workbook.readRows(sheet: .firstVisible, firstRows: rowLimit) { row in
                guard row.rowNumber >= header.firstRow, row.cells.contains(where: { !$0.isEmpty }) else { return }
                rows.append(row.cells.map(WorkbookRowBatch.text))
                lines.append(row.rowNumber)
            }
            return Content(
                header: header.names, headerRow: header.row, rows: rows, lines: lines, isWhole: summary.reachedEnd,
                verdict: SheetFit.verdict(sheet: sheet), sheet: sheet,
                sheets: workbook.sheets.map { PersonalData.masked($0.name) })
        } catch let error as IngestError {
            throw error
        } catch let error as WorkbookReadError {
            throw .workbook(error)
        } catch {
            throw .notReadable(file: name, reason: "\(error)")
        }
    }

    private static func spss(_ source: SourceFile) throws(IngestError) -> Content {
        let reader = try SPSSReader(source)
        let dictionary = reader.dictionary
        var cells = SPSSCells(dictionary, usesLabels: false)
        var rows: [[String]] = []
        var lines: [Int] = []
        let isWhole = try reader.readCases { (number, values) throws(IngestError) in
            if rows.count == rowLimit { return false }
            rows.append(cells.cells(values).map(WorkbookRowBatch.text))
            lines.append(number)
            return true
        }
        return Content(
            header: dictionary.variables.map(\.name), headerRow: 1, rows: rows, lines: lines, isWhole: isWhole,
            verdict: dictionary.summary, titles: dictionary.variables.map(\.title),
            labels: dictionary.variables.map { variable in
                (dictionary.labels(of: variable)?.all ?? []).map { value, label in
                    "\(SPSSCells.text(value, of: variable)) = \(label)"
                }
            })
    }
}
