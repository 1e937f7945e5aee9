extension FileInspection {
    /// Sheets beside the one that is looked at, and the rows of each.
    private static let sheetLimit = 20

    /// What the other sheets of a workbook hold, when there are several.
    static func sheetNotes(_ workbook: any SpreadsheetReader, besides looked: String) throws -> [String] {
        let others = workbook.sheets.filter { $0.name != looked }
        var notes: [String] = []
        for sheet in others.prefix(sheetLimit) {
            let name = "sheet '\(shortened(sheet.name))'\(sheet.isHidden ? ", hidden," : "")"
            guard sheet.kind == .worksheet, sheet.part != nil else {
                notes.append("\(name) has no rows: it is a \(sheet.kind.rawValue)")
                continue
            }
            var rows = 0
            let summary = try workbook.readRows(sheet: .position(sheet.position), firstRows: rowLimit) { row in
                if row.cells.contains(where: { !$0.isEmpty }) { rows += 1 }
            }
            let columns = "\(summary.columnCount) \(summary.columnCount == 1 ? "column" : "columns")"
            let least = summary.reachedEnd ? "" : "at least "
            notes.append(
                rows == 0
                    ? "\(name) is empty"
                    : "\(name) has \(least)\(rows) \(rows == 1 ? "row" : "rows") and \(columns); to read it, declare "
                        + "`format: {sheet: \(MappingProposal.quoted(sheet.name))}`")
        }
        if others.count > sheetLimit { notes.append("\(others.count - sheetLimit) sheets more were not looked at") }
        return notes
    }
}
