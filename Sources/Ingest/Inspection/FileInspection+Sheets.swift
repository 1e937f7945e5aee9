extension FileInspection {
    /// Sheets beside the one that is looked at, and the rows of each.
    private static let sheetLimit = 20

    /// The rows of the first visible sheet below its header, with their numbers and what is to be told of them.
    static func rows(
        _ workbook: any SpreadsheetReader, below header: SheetHeader
    ) throws -> (rows: [[String]], lines: [Int], seen: SheetNotes, summary: SheetSummary) {
        var seen = SheetNotes(header: header.names)
        var rows: [[String]] = []
        var lines: [Int] = []
        let summary = try workbook.readRows(sheet: .firstVisible, firstRows: rowLimit) { row in
            guard row.rowNumber >= header.firstRow, row.cells.contains(where: { !$0.isEmpty }) else { return }
            seen.look(at: row)
            rows.append(row.cells.map(WorkbookRowBatch.text))
            lines.append(row.rowNumber)
        }
        return (rows, lines, seen, summary)
    }

    /// What the other sheets of a workbook hold, when there are several.
    static func sheetNotes(_ workbook: any SpreadsheetReader, besides looked: String) throws -> [String] {
        let others = workbook.sheets.filter { $0.name != looked }
        var notes: [String] = []
        for sheet in others.prefix(sheetLimit) {
            let name = "sheet '\(shownName(sheet.name))'\(sheet.isHidden ? ", hidden," : "")"
            guard sheet.kind == .worksheet, sheet.part != nil else {
                notes.append("\(name) has no rows: it is a \(sheet.kind.rawValue)")
                continue
            }
            var rows = 0
            let summary = try workbook.readRows(sheet: .position(sheet.position), firstRows: rowLimit) { row in
                if row.cells.contains(where: { !$0.isEmpty }) { rows += 1 }
            }
            let columns = quantity(summary.columnCount, "column")
            let least = summary.reachedEnd ? "" : "at least "
            notes.append(
                rows == 0
                    ? "\(name) is empty"
                    : "\(name) has \(least)\(quantity(rows, "row")) and \(columns); to read it, declare "
                        + "`format: {sheet: \(MappingProposal.quoted(sheet.name))}`")
        }
        let further = others.count - sheetLimit
        if further > 0 { notes.append("\(further) more \(further == 1 ? "sheet was" : "sheets were") not looked at") }
        return notes
    }
}
