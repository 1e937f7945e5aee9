internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads a sheet of a workbook.
    static func readWorkbook(
        _ file: SourceFile, path: String, kind: DeclaredFormat.Kind, mapping: Mapping, codeLists: [String: CodeList],
        pseudonymiser: Pseudonymiser, _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        try explainingWorkbook(file.displayName) {
            let fit = try SheetFit(path, file.displayName, kind, mapping, codeLists)
            let rows = TableRows(
                plan: fit.plan, file: file.displayName, sheet: fit.sheet, pseudonymiser: pseudonymiser,
                delivery: delivery)
            var notes = SheetNotes(fit.plan)
            let summary = try fit.workbook.readRows(sheet: fit.selector, firstRows: nil) { row in
                // A row with formats only is no row.
                guard row.rowNumber >= fit.header.firstRow, row.cells.contains(where: { !$0.isEmpty }) else { return }
                notes.look(at: row)
                try rows.add(row)
            }
            try rows.finish()
            let hash = try file.contentHash()
            try file.checkUnchanged()
            return delivery.report(
                plan: fit.plan, sheet: fit.sheet, dialect: nil, verdict: fit.verdict, sha256: hash,
                fingerprint: file.fingerprint, further: summary.findings + notes.findings(file.displayName, summary))
        }
    }
}

/// The column names of a sheet.
struct SheetHeader {
    /// The rows that are looked at for a header.
    private static let sampleRows = 60

    let names: [String]
    /// What else the columns may be called, in lists of their own.
    let aliases: [[String]]
    /// The row of the sheet.
    let row: Int
    /// The first row of data.
    let firstRow: Int

    /// - Throws: ``IngestError/noHeader(file:row:rows:)`` when the header's row is empty.
    init(
        _ workbook: any SpreadsheetReader, _ selector: SheetSelector, sheet: String, format: DeclaredFormat
    ) throws {
        let (filled, merged) = try Self.sample(workbook, selector, format)
        let found: WorkbookRow?
        if let number = format.headerRow {
            found = filled.first { $0.rowNumber == number }
        } else if let group = format.groupRow {
            found = filled.first { $0.rowNumber > group }
        } else {
            // The first row that has at least half as many cells as the widest: titles stand in one or two.
            let width = filled.map { row in row.cells.count { !$0.isEmpty } }.max() ?? 0
            found = filled.first { row in
                let cells = row.cells.count { !$0.isEmpty }
                return cells * 2 >= width && (width == 1 || cells > 1)
            }
        }
        guard let found else {
            throw IngestError.noHeader(
                file: "\(workbook.displayName)!\(sheet)", row: format.headerRow ?? 1, rows: filled.last?.rowNumber ?? 0)
        }
        let header = filled.filter { $0.rowNumber >= found.rowNumber }.prefix(format.header.rows)
        guard header.count == format.header.rows, let last = header.last else {
            throw IngestError.shortHeader(
                file: "\(workbook.displayName)!\(sheet)", rows: format.header.rows, found: header.count)
        }
        let cells = header.map { $0.cells.map(WorkbookRowBatch.text) }
        if let (row, text) = format.header.missing(in: cells) {
            throw IngestError.otherHeader(
                at: RecordLocation(file: workbook.displayName, sheet: sheet, line: found.rowNumber), row: row,
                text: text)
        }
        let (written, others) = format.header.names(of: cells)
        let group = format.groupRow.flatMap { number in filled.first { $0.rowNumber == number } }
        names = group.map { HeaderGroups($0, merged: merged).joined(with: written) } ?? written
        aliases = others
        row = found.rowNumber
        firstRow = format.dataRow ?? last.rowNumber + 1
    }

    /// The first rows that have a value, and the merged ranges among them.
    private static func sample(
        _ workbook: any SpreadsheetReader, _ selector: SheetSelector, _ format: DeclaredFormat
    ) throws -> (rows: [WorkbookRow], merged: [CellRange]) {
        var rows: [WorkbookRow] = []
        let wanted = max(sampleRows, format.headerRow ?? 0)
        let summary = try workbook.readRows(sheet: selector, firstRows: wanted) { rows.append($0) }
        return (rows.filter { row in row.cells.contains { !$0.isEmpty } }, summary.mergedRanges)
    }

    /// What a mapping would declare of a sheet's header: the rows of it when merged titles stand above the names, and else nothing.
    static func proposedFormat(_ workbook: any SpreadsheetReader, _ selector: SheetSelector) throws -> DeclaredFormat {
        let sheet = try workbook.sheet(selector).name
        let header = try SheetHeader(workbook, selector, sheet: sheet, format: DeclaredFormat())
        let (rows, merged) = try sample(workbook, selector, DeclaredFormat())
        guard let found = HeaderGroups.rows(header.row, width: header.names.count, among: rows, merged: merged) else {
            return DeclaredFormat()
        }
        return DeclaredFormat(headerRow: found.header, groupRow: found.group)
    }
}
