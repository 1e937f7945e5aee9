import CXLSXWriter

/// A sheet of an open workbook. Rows and columns count from 0.
@safe struct Sheet {
    let name: String
    private let handle: UnsafeMutablePointer<lxw_worksheet>
    private let workbook: UnsafeMutablePointer<lxw_workbook>

    init(
        _ handle: UnsafeMutablePointer<lxw_worksheet>, workbook: UnsafeMutablePointer<lxw_workbook>, name: String
    ) {
        unsafe self.handle = handle
        unsafe self.workbook = workbook
        self.name = name
    }

    // MARK: Cells

    /// Writes a text as a string, whatever it looks like.
    func write(_ text: String, row: Int, column: Int, _ format: CellFormat) throws(ExcelReportError) {
        let status = unsafe worksheet_write_string(handle, UInt32(row), UInt16(column), text, format.handle)
        guard status == LXW_NO_ERROR else { throw refusal(status, row, column) }
    }

    func write(_ number: Double, row: Int, column: Int, _ format: CellFormat) throws(ExcelReportError) {
        let status = unsafe worksheet_write_number(handle, UInt32(row), UInt16(column), number, format.handle)
        guard status == LXW_NO_ERROR else { throw refusal(status, row, column) }
    }

    /// Writes a text that leads to the first cell of another sheet.
    func writeLink(
        _ text: String, to target: String, tip: String, row: Int, column: Int, _ format: CellFormat
    ) throws(ExcelReportError) {
        let address = "internal:\(CellAddress.quoted(target))!A1"
        let status = unsafe worksheet_write_url_opt(
            handle, UInt32(row), UInt16(column), address, format.handle, CellText.shortened(text, bytes: 1500),
            CellText.shortened(tip, bytes: SheetLimits.headingLength))
        guard status == LXW_NO_ERROR else { throw refusal(status, row, column) }
    }

    /// Writes a text whose beginning is in bold.
    func write(
        label: String, _ text: String, row: Int, column: Int, _ format: CellFormat, bold: CellFormat, plain: CellFormat
    ) throws(ExcelReportError) {
        let status = unsafe label.withCString { label in
            unsafe text.withCString { text in
                unsafe kaiku_write_labelled(
                    handle, UInt32(row), UInt16(column), label, bold.handle, text, plain.handle, format.handle)
            }
        }
        guard status == LXW_NO_ERROR else { throw refusal(status, row, column) }
    }

    private func refusal(_ status: lxw_error, _ row: Int, _ column: Int) -> ExcelReportError {
        .refused(
            part: "the cell \(CellAddress.column(column))\(row + 1) of the sheet '\(name)'",
            reason: LibraryReason.text(status))
    }

    // MARK: Filling in

    /// Leaves a cell empty, in its format.
    func writeBlank(row: Int, column: Int, _ format: CellFormat) throws(ExcelReportError) {
        let status = unsafe worksheet_write_blank(handle, UInt32(row), UInt16(column), format.handle)
        guard status == LXW_NO_ERROR else { throw refusal(status, row, column) }
    }

    /// Keeps the rows above one in sight.
    func freeze(above row: Int) { unsafe worksheet_freeze_panes(handle, UInt32(row), 0) }

    /// Lets only unlocked cells be changed; without a password, so that whoever must can take it off.
    func protect() { unsafe kaiku_protect(handle) }

    // MARK: Sizes

    /// - Parameter height: Points.
    func setHeight(_ height: Double, row: Int) {
        _ = unsafe worksheet_set_row(handle, UInt32(row), min(height, SheetLimits.rowHeight), nil)
    }

    /// The height of the rows that have none of their own, in points.
    func setUsualHeight(_ height: Double) { unsafe worksheet_set_default_row(handle, height, 0) }

    /// How much the library underrates widths: it takes a digit of the default font for 7 pixels wide, as in Calibri of
    /// 11 points, and in Arial of 12 points it is 9.
    private static let librarysPixel = 7.0 / 9.0

    /// - Parameter width: Pixels at 100 per cent.
    func setWidth(_ width: Double, column: Int) {
        let pixels = UInt32(max(1, (width * Self.librarysPixel).rounded()))
        _ = unsafe worksheet_set_column_pixels(handle, UInt16(column), UInt16(column), pixels, nil)
    }

    // MARK: Page

    /// A4, one page wide, without gridlines.
    ///
    /// - Parameters:
    ///   - isOnePage: Whether everything is fitted to one page, and not to the page's width only.
    ///   - lastRow, lastColumn: The last cell that is printed.
    ///   - heading: The row repeated on every page.
    func setPage(isLandscape: Bool, isOnePage: Bool, lastRow: Int, lastColumn: Int, heading: Int?) {
        unsafe worksheet_set_paper(handle, 9)
        if isLandscape {
            unsafe worksheet_set_landscape(handle)
        } else {
            unsafe worksheet_set_portrait(handle)
        }
        unsafe worksheet_fit_to_pages(handle, 1, isOnePage ? 1 : 0)
        unsafe worksheet_set_margins(handle, 0.6, 0.6, 0.7, 0.7)
        unsafe worksheet_gridlines(handle, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
        _ = unsafe worksheet_print_area(handle, 0, 0, UInt32(lastRow), UInt16(lastColumn))
        if let heading { _ = unsafe worksheet_repeat_rows(handle, UInt32(heading), UInt32(heading)) }
    }

    /// Prints a line on every page: boldly at its head and at its foot, or quietly at its foot.
    ///
    /// - Parameter text: Shown as it is, up to the 255 bytes that the library takes with its codes.
    func setPrintedMark(_ text: String, isBold: Bool) {
        // An ampersand starts a code.
        let line = CellText.shortened(CellText.line(text), bytes: 200).replacing("&", with: "&&")
        if isBold {
            let code = "&C&\"Arial,Bold\"&11&K\(Palette.digits(Palette.alert))\(line)"
            _ = unsafe worksheet_set_header(handle, code)
            _ = unsafe worksheet_set_footer(handle, code)
        } else {
            _ = unsafe worksheet_set_footer(
                handle, "&L&\"Arial,Regular\"&8&K\(Palette.digits(Palette.muted))\(line)")
        }
    }

    /// Makes this the sheet that is seen when the workbook is opened, with the cursor in its first cell.
    func activate() {
        unsafe worksheet_activate(handle)
        unsafe worksheet_set_first_sheet(handle)
        unsafe worksheet_set_selection(handle, 0, 0, 0, 0)
    }

    // MARK: Tables and charts

    /// Marks cells as a table with a heading row, which it also writes.
    ///
    /// No table style is set: styles look different in every program, and the cells' own formats do not.
    func addTable(
        named name: String, rows: ClosedRange<Int>, headings: [(text: String, format: CellFormat)], hasFilters: Bool
    ) throws(ExcelReportError) {
        guard let table = unsafe kaiku_table_new(UInt16(headings.count)) else {
            throw .refused(part: "the table '\(name)'", reason: SystemReason.text(12))
        }
        defer { unsafe kaiku_table_free(table) }
        for (index, heading) in headings.enumerated() {
            unsafe kaiku_table_set_heading(table, UInt16(index), heading.text, heading.format.handle)
        }
        let status = unsafe kaiku_table_add(
            handle, UInt32(rows.lowerBound), UInt32(rows.upperBound), name, hasFilters ? 0 : 1, table)
        guard status == LXW_NO_ERROR else {
            throw .refused(part: "the table '\(name)'", reason: LibraryReason.text(status))
        }
    }

    /// Adds a chart over a cell.
    ///
    /// - Parameters:
    ///   - left, top, width, height: Pixels at 100 per cent, from the cell's corner.
    ///   - description: The alternative text.
    func addChart(
        _ kind: NativeChart.Kind, row: Int, left: Int, top: Int, width: Double, height: Double, description: String,
        _ body: (NativeChart) throws(ExcelReportError) -> Void
    ) throws(ExcelReportError) {
        guard let chart = unsafe workbook_add_chart(workbook, UInt8(kind.type.rawValue)) else {
            throw .refused(part: "a chart of the sheet '\(name)'", reason: SystemReason.text(12))
        }
        try body(unsafe NativeChart(chart, kind))
        let status = unsafe description.withCString { text in
            unsafe kaiku_insert_chart(
                handle, UInt32(row), chart, Int32(left), Int32(top), width * Self.librarysPixel, height, text)
        }
        guard status == LXW_NO_ERROR else {
            throw .refused(part: "a chart of the sheet '\(name)'", reason: LibraryReason.text(status))
        }
    }
}
