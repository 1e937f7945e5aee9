public import Diagnostics
public import Records

extension SourceReader {
    /// What does not fit between a file and its mapping, from the file's first lines only.
    ///
    /// The columns are looked up just as ``read(path:displayName:mapping:codeLists:pseudonymiser:threads:duplicates:sink:)`` does, so
    /// that what is found here is what reading would stop at before the first row.
    ///
    /// - Returns: Everything found, the reading's warnings included; empty when all fits.
    /// - Complexity: O(1) in the file's size, but for the directory of a workbook, the sheets of an OpenDocument spreadsheet and the
    ///   variables of an SPSS file.
    public static func findings(
        path: String, displayName: String, mapping: Mapping, codeLists: [String: CodeList]
    ) -> [Finding] {
        do throws(IngestError) {
            let file = try SourceFile(path: path, displayName: displayName)
            guard file.size > 0 else { throw .empty(file: displayName) }
            let kind = try FileKind.kind(of: displayName, declared: mapping.format.kind)
            switch kind {
            case .csv:
                let fit = try TextFit(file, mapping, codeLists)
                return fit.plan.findings + fit.verdict.findings(displayName)
            case .xlsx, .ods:
                return try explainingWorkbook(displayName) { try SheetFit(path, displayName, kind, mapping, codeLists) }
                    .plan.findings
            case .json, .jsonl: return try JSONFit(file, kind, mapping, codeLists).findings
            case .spss: return try SPSSFit(file, mapping, codeLists).plan.findings
            case .innokyla: return try InnokylaFit(file, mapping, codeLists).plan.findings
            }
        } catch {
            return error.findings
        }
    }

    /// Turns what a workbook throws into errors of ingest.
    static func explainingWorkbook<Result>(_ file: String, _ body: () throws -> Result) throws(IngestError) -> Result {
        do {
            return try body()
        } catch let error as IngestError {
            throw error
        } catch let error as WorkbookReadError {
            throw .workbook(error)
        } catch {
            throw .notReadable(file: file, reason: "\(error)")
        }
    }
}

extension DialectVerdict {
    /// What is not sure about how a file is written.
    func findings(_ file: String) -> [Finding] {
        doubts.map { doubt in
            Finding(
                code: "ingest.doubtful-dialect", severity: .info,
                explanation: Explanation(summary: "\(file): \(doubt)"), location: RecordLocation(file: file))
        }
    }
}

/// A delimited text opened as far as its header, with the mapping fitted to it.
struct TextFit {
    let verdict: DialectVerdict
    let header: CSVHeader
    let plan: ReadingPlan

    init(_ file: SourceFile, _ mapping: Mapping, _ codeLists: [String: CodeList]) throws(IngestError) {
        let sample = try file.start(CSVDialect.sampleSize)
        try file.refuseOtherKinds(sample)
        verdict = CSVDialect.detect(
            sample, isWhole: file.isAll(sample, askedFor: CSVDialect.sampleSize), declared: mapping.format)
        header = try CSVHeader(
            sample, dialect: verdict.dialect, file: file.displayName, layout: mapping.format.header)
        // A header of another encoding would fit no mapping, and the columns would get the blame.
        if verdict.dialect.encoding == .utf8, header.names.contains(where: { $0.contains("\u{FFFD}") }),
            let line = CSVDialect.lineOfInvalidUTF8(sample[...]), line < header.nextLine
        {
            throw .wrongEncoding(
                at: RecordLocation(file: file.displayName, line: line), encoding: .utf8, likely: .windows1252)
        }
        var planner = ReadingPlanner(
            mapping: mapping, codeLists: codeLists, file: file.displayName, header: header.names,
            headerLocation: RecordLocation(file: file.displayName, line: header.line),
            decimalMark: verdict.dialect.decimalMark, aliases: header.aliases)
        do throws(IngestError) {
            plan = try planner.plan()
        } catch {
            if let other = Self.otherSeparator(sample, header, mapping, file.displayName) {
                throw .mappingDoesNotFit(file: file.displayName, findings: [other])
            }
            let rows = CSVHeader.rows(sample, dialect: verdict.dialect, count: Preset.mostHeaderRows)
            throw error.hinting(rows, .csv, mapping)
        }
    }

    /// That the columns are separated otherwise than the mapping declares, which would else be told once for each column.
    private static func otherSeparator(
        _ sample: [UInt8], _ header: CSVHeader, _ mapping: Mapping, _ file: String
    ) -> Finding? {
        guard let declared = mapping.format.separator, header.names.count == 1 else { return nil }
        var format = mapping.format
        format.separator = nil
        let dialect = CSVDialect.detect(sample, isWhole: false, declared: format).dialect
        guard dialect.separator != declared,
            let found = try? CSVHeader(sample, dialect: dialect, file: file, layout: format.header),
            found.names.count > 1
        else { return nil }
        let written = CSVDialect(separator: declared).separatorName
        return Finding(
            code: "ingest.other-separator", severity: .error,
            explanation: Explanation(
                summary:
                    "\(file): the columns are separated by '\(dialect.separatorName)', and the mapping says '\(written)'",
                cause: "the line \(header.line) has \(found.names.count) columns that way, and one the other",
                remedies: [
                    "take `separator:` out of the mapping: it is found by itself",
                    "if the file was opened and saved in between, see that its dates and numbers are still right",
                ]),
            location: RecordLocation(file: file, line: header.line))
    }
}

/// A workbook opened as far as the header of its sheet, with the mapping fitted to it.
struct SheetFit {
    let workbook: any SpreadsheetReader
    let kind: DeclaredFormat.Kind
    let selector: SheetSelector
    let sheet: String
    let header: SheetHeader
    let plan: ReadingPlan

    /// The first rows of a sheet from its header on.
    private static func firstRows(
        _ workbook: any SpreadsheetReader, _ selector: SheetSelector, from header: Int
    ) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try workbook.readRows(sheet: selector, firstRows: header + Preset.mostHeaderRows) { row in
            guard row.rowNumber >= header, row.cells.contains(where: { !$0.isEmpty }) else { return }
            rows.append(row.cells.map(WorkbookRowBatch.text))
        }
        return rows
    }

    /// How the sheet is read, in one line.
    var verdict: String { Self.verdict(kind, sheet: sheet) }

    static func verdict(_ kind: DeclaredFormat.Kind, sheet: String) -> String {
        "\(kind == .ods ? "ODS" : "XLSX") workbook, sheet '\(sheet)'"
    }

    /// - Throws: ``IngestError`` or ``WorkbookReadError``.
    init(
        _ path: String, _ displayName: String, _ kind: DeclaredFormat.Kind, _ mapping: Mapping,
        _ codeLists: [String: CodeList]
    ) throws {
        workbook = try kind.openSpreadsheet(path, displayName)
        self.kind = kind
        selector = mapping.format.sheet ?? .firstVisible
        sheet = try workbook.sheet(selector).name
        header = try SheetHeader(workbook, selector, sheet: sheet, format: mapping.format)
        var planner = ReadingPlanner(
            mapping: mapping, codeLists: codeLists, file: displayName, header: header.names,
            headerLocation: RecordLocation(file: displayName, sheet: sheet, line: header.row), decimalMark: nil,
            aliases: header.aliases)
        do throws(IngestError) {
            plan = try planner.plan()
        } catch {
            throw error.hinting(try Self.firstRows(workbook, selector, from: header.row), kind, mapping)
        }
    }
}

extension SourceFile {
    /// Refuses a file that is named as text and starts as a workbook, archive, page or PDF does: its bytes would fit no mapping, and
    /// the columns would get the blame.
    func refuseOtherKinds(_ sample: [UInt8]) throws(IngestError) {
        // A column may be called PK; what follows here no text has.
        if sample.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            if Array(sample.prefix(256)).contains(Array(ODSReader.mediaType.utf8)) {
                throw .notText(
                    file: displayName, looksLike: FileSignature.openDocument.description,
                    remedy: "rename it to .ods, or set `format: {kind: ods}` in the mapping")
            }
            throw .notText(
                file: displayName, looksLike: "a workbook (.xlsx) or another zip archive",
                remedy:
                    "rename a workbook to .xlsx, or set `format: {kind: xlsx}` in the mapping; unpack other archives")
        }
        let signature = FileSignature(head: Array(sample.prefix(4096)))
        switch signature {
        case .spss:
            throw .notText(
                file: displayName, looksLike: signature.description,
                remedy: "rename it to .sav or .zsav, or set `format: {kind: spss}` in the mapping")
        case .oldExcel, .html, .pdf:
            throw .notText(
                file: displayName, looksLike: signature.description,
                remedy: "open it in Excel or LibreOffice and save it as CSV or .xlsx, or export it again")
        case .gzip:
            throw .notText(file: displayName, looksLike: signature.description, remedy: "unpack it")
        case .json where Self.isSurelyJSON(sample):
            throw .notText(
                file: displayName, looksLike: signature.description,
                remedy:
                    "rename it to .json or .jsonl, or set `format: {kind: json}` in the mapping (`jsonl` for one record a line)"
            )
        default: break
        }
    }

    /// Whether text begins with an object in a list, or with an object and a name in it: no header of a table does.
    private static func isSurelyJSON(_ sample: [UInt8]) -> Bool {
        let marks = sample.prefix(256).filter { $0 > 0x20 && $0 < 0x7F }
        return marks.starts(with: "[{".utf8) || marks.starts(with: "{\"".utf8)
    }
}
