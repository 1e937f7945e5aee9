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
    /// What a person should know before reading the file, such as what is hidden in a sheet; a sentence each.
    public let notes: [String]
    public let columns: [ColumnInspection]
    /// The rows that were looked at.
    public let rows: Int
    /// Whether those are all rows of the file.
    public let isWhole: Bool
    /// What the rows are likely to be, as definitions name it.
    public let record: String
    /// Whether every column that such a record requires was recognised.
    public let recordIsLikely: Bool
    /// The preset of the survey tool that the file is from; nil when none is recognised.
    public let preset: String?
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
            case .xlsx, .ods: try Self.workbook(kind, path, displayName)
            case .spss: try Self.spss(source)
            case .json, .jsonl: try Self.json(source, kind)
            case .innokyla: try Self.page(source)
            }
        file = displayName
        dialect = content.dialect
        verdict = content.verdict
        sheet = content.sheet
        sheets = content.sheets
        notes = content.notes
        rows = content.rows.count
        isWhole = content.isWhole
        let mark = content.dialect?.dialect.decimalMark
        let preset = content.preset
        let unanswered = preset?.unanswered ?? []
        let names = content.header.map(ReadingPlanner.headerName)
        let inspected = names.enumerated().map { position, name in
            ColumnInspection(
                name: name, title: position < content.titles.count ? content.titles[position] : nil,
                labels: position < content.labels.count ? content.labels[position] : [],
                values: content.rows.map { position < $0.count ? $0[position] : "" }, lines: content.lines,
                decimalMark: mark, unanswered: unanswered)
        }
        self.preset = preset?.name
        let system = Set(names.indices.filter { preset?.takesCare(of: names[$0]) ?? false })
        var guesses = preset == nil ? RecordGuess.ranked(inspected) : RecordGuess.survey(inspected, besides: system)
        let isSurvey = guesses.first?.record == .surveyResponse
        let ownCode = isSurvey ? OwnCode.position(inspected, besides: system) : nil
        if isSurvey { guesses[0] = guesses[0].adding(ownCode: ownCode) }
        let shapes = ShapeGuess.guesses(
            inspected, rows: content.rows, skipping: system.union([ownCode].compactMap(\.self)), preset: preset,
            isJoined: content.isJoined)
        func identified(_ guess: RecordGuess) -> [ColumnInspection] {
            // Who the likeliest kind of record is about stays unseen, also when another kind is proposed.
            let persons = (guess.columns + (guesses.first?.columns ?? [])).filter { $0.field.type == .person }
            return inspected.enumerated().map { position, column in
                if position == ownCode { return column.identifying("respondent") }
                return persons.first { $0.position == position }.map { column.identifying($0.field.name) } ?? column
            }
        }
        let proposed = MappingProposal.first(among: guesses) { guess in
            MappingProposal(
                file: displayName, dialect: content.dialect?.dialect, sheet: content.sheet,
                headerRow: content.headerRow, groupRow: content.groupRow, records: content.records,
                columns: identified(guess), choices: content.choices, guess: guess, preset: preset,
                system: system, shapes: shapes, ownCode: ownCode, secondHeader: content.secondHeader)
        }
        guard let proposed else { throw .noHeader(file: displayName, row: content.headerRow, rows: content.rows.count) }
        // Who the rows of a survey tool are from is in columns of its own, which are not looked into.
        columns = identified(proposed.guess).enumerated().map { position, column in
            guard let preset, system.contains(position), !preset.reads(column.name) else { return column }
            return column.withoutValues
        }
        record = content.proposal?.record.rawValue ?? proposed.guess.record.rawValue
        recordIsLikely = content.proposal != nil || proposed.guess.isLikely
        proposedMapping = content.proposal?.text ?? proposed.text
    }

    struct Content {
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
        /// The preset of the tool that the file is from.
        var preset: Preset?
        /// The variable labels and the labelled values of an SPSS file, by column.
        var titles: [String?] = []
        var labels: [[String]] = []
        /// The multiple-response sets of an SPSS file.
        var choices: [SPSSChoice] = []
        var notes: [String] = []
        /// The row of a sheet with the titles of groups of columns.
        var groupRow: Int?
        /// Where the records of a JSON document are.
        var records: String?
        /// The line or row that looked like a second one of the header, and is read as such.
        var secondHeader: String?
        /// The mapping of a saved page, whose fields are known.
        var proposal: InnokylaProposal?

        /// Whether a question and an option are joined to each name.
        var isJoined: Bool { secondHeader != nil }
    }

    private static func page(_ source: SourceFile) throws(IngestError) -> Content {
        let content = try InnokylaFit.content(source, encoding: nil)
        let page = InnokylaPage(content, file: source.displayName)
        let kind: InnokylaPage.Kind
        switch page.kind {
        case .success(let found): kind = found
        case .failure(let other): throw .noRecordPage(file: source.displayName, looksLike: other.looksLike.rawValue)
        }
        let keys = (InnokylaField.all.map(\.key) + InnokylaField.derived).filter { page.values[$0] != nil }
        return Content(
            header: keys + page.unknown.map(\.heading), headerRow: 1,
            rows: [keys.map { page.values[$0] ?? "" } + page.unknown.map(\.text)], lines: [1], isWhole: !content.isCut,
            verdict: "Innokylä page, \(kind.rawValue)",
            titles: keys.map { key in InnokylaField.all.first { $0.key == key }?.headings.first },
            proposal: InnokylaProposal(kind: kind, file: source.displayName, unknown: page.unknown.map(\.heading)))
    }

    private static func text(_ source: SourceFile) throws(IngestError) -> Content {
        let sample = try source.start(CSVDialect.sampleSize)
        try source.refuseOtherKinds(sample)
        let holdsAll = source.isAll(sample, askedFor: CSVDialect.sampleSize)
        var verdict = CSVDialect.detect(sample, isWhole: holdsAll)
        let preset = Preset.recognised(
            .csv, CSVHeader.rows(sample, dialect: verdict.dialect, count: Preset.mostHeaderRows))
        if let preset { verdict = CSVDialect.detect(sample, isWhole: holdsAll, declared: preset.format) }
        var dialect = verdict.dialect
        var header = try CSVHeader(
            sample, dialect: dialect, file: source.displayName, layout: preset?.layout ?? HeaderLayout())
        let mark = dialect.hasByteOrderMark ? dialect.encoding.byteOrderMark.count : 0
        let text = Array(Transcoder.text(sample.dropFirst(mark), encoding: dialect.encoding).utf8)
        var reader = SimpleCSV(
            text[...], separator: dialect.separator, quote: dialect.quote, newline: dialect.newlineByte)
        var rows: [[String]] = []
        var lines: [Int] = []
        var above: SimpleCSV.Record?
        while rows.count < rowLimit, let record = reader.next(whole: !holdsAll) {
            if record.line < header.line, !record.isBlank { above = record }
            guard record.line >= header.nextLine, !record.isBlank else { continue }
            rows.append(record.fields)
            lines.append(record.line)
        }
        let isWhole = holdsAll && reader.position == text.count
        var secondHeader: String?
        if preset == nil, let line = lines.first, SecondHeader.isLikely(header.names, rows) {
            header = try CSVHeader(sample, dialect: dialect, file: source.displayName, layout: SecondHeader.layout)
            rows.removeFirst()
            lines.removeFirst()
            secondHeader = "line \(line)"
        } else if preset == nil, let above, SecondHeader.isLikely(header.names, below: above.fields, rows) {
            // Questions with many options leave most of the first row empty, so that it passes for a title.
            secondHeader = "line \(header.line)"
            verdict = CSVDialect.detect(
                sample, isWhole: holdsAll, declared: DeclaredFormat(headerRow: above.line))
            dialect = verdict.dialect
            header = try CSVHeader(sample, dialect: dialect, file: source.displayName, layout: SecondHeader.layout)
        }
        return Content(
            header: header.names, headerRow: header.line, rows: rows, lines: lines, isWhole: isWhole, dialect: verdict,
            verdict: verdict.summary, preset: preset,
            titles: (header.aliases.first ?? []).map { $0.isEmpty ? nil : $0 },
            notes: secondHeader.map { [SecondHeader.note($0)] } ?? [], secondHeader: secondHeader)
    }

    private static func workbook(
        _ kind: DeclaredFormat.Kind, _ path: String, _ name: String
    ) throws(IngestError) -> Content {
        do {
            let workbook = try kind.openSpreadsheet(path, name)
            let sheet = try workbook.sheet(.firstVisible).name
            var format = try SheetHeader.proposedFormat(workbook, .firstVisible)
            var header = try SheetHeader(workbook, .firstVisible, sheet: sheet, format: format)
            let preset = Preset.recognised(.xlsx, [header.names])
            var (rows, lines, seen, summary) = try Self.rows(workbook, below: header)
            var secondHeader: String?
            if preset == nil, format.groupRow == nil, let line = lines.first,
                SecondHeader.isLikely(header.names, rows)
            {
                format.header = SecondHeader.layout
                header = try SheetHeader(workbook, .firstVisible, sheet: sheet, format: format)
                (rows, lines, seen, summary) = try Self.rows(workbook, below: header)
                secondHeader = "row \(line)"
            }
            return Content(
                header: header.names, headerRow: header.row, rows: rows, lines: lines, isWhole: summary.reachedEnd,
                verdict: SheetFit.verdict(kind, sheet: sheet), sheet: sheet,
                sheets: workbook.sheets.map { PersonalData.masked($0.name) },
                preset: preset,
                notes: try (secondHeader.map { [SecondHeader.note($0)] } ?? [])
                    + seen.notes(summary).map(\.text) + Self.sheetNotes(workbook, besides: sheet),
                groupRow: format.groupRow, secondHeader: secondHeader)
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
        let choices = try SPSSChoice.all(in: source, dictionary)
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
            }, choices: choices, notes: choices.map(\.summary))
    }
}
