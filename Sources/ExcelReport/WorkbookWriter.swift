import Diagnostics
public import Reporting

/// Writes a document as an Excel workbook.
///
/// A cover, the contents, the key figures, a sheet with one marked table per table of the document, its longer texts, the
/// definitions, and the notes; charts are native and bound to the tables' cells. The same document gives the same bytes,
/// whatever the machine, its clock and its language.
///
/// - Parameters:
///   - document: What is laid out; nothing is computed.
///   - path: The file, which is made or replaced. It is written in place: whoever publishes it gives a path of its own and
///     moves the finished file.
///   - options: What may be chosen.
/// - Throws: ``ExcelReportError`` when the file cannot be written, or a table does not fit a sheet. The file is then not to
///   be used.
/// - Complexity: O(cells); the workbook is held in memory until it is saved.
public func writeWorkbook(
    _ document: Document, to path: String, options: ExcelReportOptions = ExcelReportOptions()
) throws(ExcelReportError) {
    var plan = WorkbookPlan(document, options: options)
    let sheets = plan.sheets()
    for sheet in sheets {
        guard let table = sheet.table else { continue }
        // Titles, texts and charts stand above the table: a thousand rows are kept for them.
        guard table.rows.count < SheetLimits.rows - 1000, table.columns.count <= SheetLimits.columns else {
            throw .tooLarge(table: table.id, rows: table.rows.count, columns: table.columns.count)
        }
    }
    let cells = sheets.reduce(0) { $0 + ($1.table.map { $0.rows.count * $0.columns.count } ?? 0) }
    let workbook = try Workbook(path: path, size: 1_000_000 + cells * 200)
    var formats = FormatBook()
    for (index, sheet) in sheets.enumerated() {
        var region: TableRegion?
        try workbook.addSheet(named: sheet.name) { (native) throws(ExcelReportError) in
            var writer = SheetWriter(sheet: native.name, document: document, options: options)
            region = try writer.write(sheet, native, workbook, &formats)
            let information = document.information
            if !information.copyMark.isEmpty {
                native.setPrintedMark(information.copyMark, isBold: information.copy == .authority)
            }
            if index == 0 { native.activate() }
        }
        if let region {
            try workbook.defineName(region.name(sheetNumber: index + 1), range: region.range(on: sheet.name))
        }
    }
    if !document.information.build.isEmpty {
        try workbook.setProperty("Build", CellText.shortened(CellText.line(document.information.build), bytes: 255))
    }
    try workbook.close(path: path)
    try WorkbookPackage.replaceProperties(of: path, with: CoreProperties(document).xml)
}

/// Where a marked table stands, for the names by which screen readers find its headings.
struct TableRegion {
    var heading: Int
    var lastRow: Int
    var lastColumn: Int

    /// `TitleRegion1.a5.d20.2`: the table's first and last cell and the number of its sheet, as JAWS reads it.
    func name(sheetNumber: Int) -> String {
        let last = CellAddress.column(lastColumn).lowercased()
        return "TitleRegion1.a\(heading + 1).\(last)\(lastRow + 1).\(sheetNumber)"
    }

    func range(on sheet: String) -> String {
        CellAddress.range(sheet, rows: heading...lastRow, columns: 0...lastColumn)
    }
}
