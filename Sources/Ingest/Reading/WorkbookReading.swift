internal import Diagnostics
internal import Microdata
internal import Records

extension SourceReader {
    /// Reads a sheet of a workbook.
    static func readWorkbook(
        _ file: SourceFile, path: String, mapping: Mapping, codeLists: [String: CodeList], pseudonymiser: Pseudonymiser,
        _ delivery: SegmentDelivery
    ) throws(IngestError) -> SourceReport {
        try explainingWorkbook(file.displayName) {
            let fit = try SheetFit(path, file.displayName, mapping, codeLists)
            let rows = TableRows(
                plan: fit.plan, file: file.displayName, sheet: fit.sheet, pseudonymiser: pseudonymiser,
                delivery: delivery)
            let summary = try fit.workbook.readRows(sheet: fit.selector) { row in
                // A row with formats only is no row.
                guard row.rowNumber >= fit.header.firstRow, row.cells.contains(where: { !$0.isEmpty }) else { return }
                try rows.add(row)
            }
            try rows.finish()
            let hash = try file.contentHash()
            try file.checkUnchanged()
            return delivery.report(
                plan: fit.plan, sheet: fit.sheet, dialect: nil, verdict: fit.verdict, sha256: hash,
                fingerprint: file.fingerprint, further: summary.findings)
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
    init(_ workbook: WorkbookReader, _ selector: SheetSelector, sheet: String, format: DeclaredFormat) throws {
        var rows: [WorkbookRow] = []
        let wanted = max(Self.sampleRows, format.headerRow ?? 0)
        try workbook.readRows(sheet: selector, firstRows: wanted) { rows.append($0) }
        let filled = rows.filter { row in row.cells.contains { !$0.isEmpty } }
        let found: WorkbookRow?
        if let number = format.headerRow {
            found = filled.first { $0.rowNumber == number }
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
        (names, aliases) = format.header.names(of: cells)
        row = found.rowNumber
        firstRow = format.dataRow ?? last.rowNumber + 1
    }
}
