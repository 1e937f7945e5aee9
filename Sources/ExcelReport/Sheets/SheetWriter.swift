import Reporting

/// Writes one planned sheet: title, lines, charts and the table, from the top down in the first column.
struct SheetWriter {
    /// The width of texts, in pixels: what a page of A4 upright holds at full size.
    static let textWidth = 650.0
    /// The widest sheet that is printed upright, in pixels; at more the print would become small.
    private static let widestUpright = 790.0
    /// As much of a row's largest height as is left to a chart, in pixels.
    private static let tallestLevel = 480.0
    private static let tallestRow = 520.0

    let sheet: String
    let document: Document
    let options: ExcelReportOptions
    private var row = 0

    init(sheet: String, document: Document, options: ExcelReportOptions) {
        self.sheet = sheet
        self.document = document
        self.options = options
    }

    var locale: ReportLocale { document.locale }

    /// - Returns: Where the marked table stands, if there is one.
    mutating func write(
        _ plan: SheetPlan, _ native: Sheet, _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) -> TableRegion? {
        let layout = plan.table.map { TableLayout($0, locale) }
        let isProse = plan.table == nil
        let available = isProse ? Self.textWidth : max(layout?.totalWidth ?? 0, Self.textWidth)
        if isProse { native.setWidth(Self.textWidth, column: 0) }
        try writeTitle(plan, layout, native, workbook, &formats)
        for line in plan.lines { try write(line, width: available, wraps: isProse, native, workbook, &formats) }
        var charts: [(ChartPainter, row: Int, top: Int)] = []
        if let table = plan.table {
            for (place, chart) in plan.charts.enumerated() {
                guard let painter = ChartPainter(chart, table, locale, available: available) else { continue }
                let number = chart.number ?? plan.firstFigure + place
                let name = locale.text("excel.figure", ["number": String(number)])
                // The source stands with the table, once.
                let isSource = plan.tableLines.contains { $0.text + "." == painter.chart.caption }
                let caption = isSource ? "" : painter.chart.caption
                charts.append(
                    (painter, row, try leaveRoom(painter, name, caption, available, native, workbook, &formats)))
            }
        }
        for line in plan.tableLines { try write(line, width: available, wraps: isProse, native, workbook, &formats) }
        guard let table = plan.table, let layout else {
            native.setPage(
                isLandscape: false, isOnePage: plan.kind == .cover, lastRow: max(row - 1, 0), lastColumn: 0,
                heading: nil)
            return nil
        }
        let heading = row
        try write(table, layout, native, workbook, &formats)
        for (painter, chartRow, top) in charts {
            try native.addChart(
                painter.kind, row: chartRow, left: 0, top: top, width: painter.width, height: painter.height,
                description: painter.description
            ) { (chart) throws(ExcelReportError) in
                painter.paint(chart, sheet: sheet, heading: heading)
            }
        }
        // A tall chart would be cut by the end of a page that lies down.
        let isTall = charts.contains { $0.0.height > Self.tallestLevel }
        native.setPage(
            isLandscape: layout.totalWidth > Self.widestUpright && !isTall, isOnePage: false, lastRow: row - 1,
            lastColumn: lastPrintedColumn(layout, title: titleWidth(plan.title, layout)), heading: heading)
        return TableRegion(heading: heading, lastRow: row - 1, lastColumn: table.columns.count - 1)
    }

    /// Makes rows as tall as a chart, with its number and caption below it.
    ///
    /// A row has a largest height, so a tall chart takes two, and its number stands above it.
    /// - Returns: How far below the top of the first row the chart starts, in pixels.
    private mutating func leaveRoom(
        _ painter: ChartPainter, _ name: String, _ caption: String, _ width: Double, _ native: Sheet,
        _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) -> Int {
        let room = painter.height + 30
        guard room > Self.tallestRow else {
            let line = SheetLine(.small, caption, label: name)
            try write(line, width: width, wraps: false, room: room, native, workbook, &formats)
            return 12
        }
        native.setHeight(Self.tallestRow * 0.75, row: row)
        let style = CellStyle(isBold: true, colour: Palette.muted, vertical: .top)
        try native.write(clean(name), row: row, column: 0, formats.format(style, in: workbook))
        row += 1
        let line = SheetLine(.small, caption.isEmpty ? painter.chart.valueTitle : caption)
        try write(
            line, width: width, wraps: false, room: room + 22 - Self.tallestRow, native, workbook, &formats)
        return 34
    }

    /// The column up to which texts above the table run.
    private func lastPrintedColumn(_ layout: TableLayout, title: Double) -> Int {
        let missing = max(Self.textWidth, title) - layout.totalWidth
        // Columns that nobody set a width for are 64 pixels wide.
        return layout.widths.count - 1 + (missing > 0 ? Int((missing / 64).rounded(.up)) : 0)
    }

    // MARK: Lines

    /// A title stands in one cell; one that would run far beyond its table goes on in those below, as else a page would have to be as wide.
    private mutating func writeTitle(
        _ plan: SheetPlan, _ layout: TableLayout?, _ native: Sheet, _ workbook: borrowing Workbook,
        _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let isCover = plan.kind == .cover
        let size = isCover ? 24 : titleSize(plan.title, layout)
        let style = CellStyle(
            size: size, isBold: true, colour: Palette.accent, vertical: .bottom, wraps: plan.table == nil)
        let text = clean(plan.title)
        let parts = layout.map { titleLines(text, $0) } ?? [text]
        for (place, part) in parts.enumerated() {
            let lines =
                layout == nil ? TextMeasure.lineCount(part, width: Self.textWidth * 12 / size - 12, isBold: true) : 1
            let gap = place > 0 ? 0.0 : isCover ? 18 : 12
            native.setHeight(Double(lines) * size * 1.25 + gap, row: row)
            try native.write(part, row: row, column: 0, formats.format(style, in: workbook))
            row += 1
        }
    }

    /// The size of a title, in points: smaller where it would run far beyond the table.
    private func titleSize(_ title: String, _ layout: TableLayout?) -> Double {
        guard let layout else { return 18 }
        return [18, 16].first { TextMeasure.width(title, isBold: true) * $0 / 12 <= Self.room(layout) } ?? 14
    }

    private static func room(_ layout: TableLayout) -> Double { max(layout.totalWidth, textWidth) }

    private func titleLines(_ title: String, _ layout: TableLayout) -> [String] {
        let scale = titleSize(title, layout) / 12
        guard TextMeasure.width(title, isBold: true) * scale > Self.room(layout) else { return [title] }
        return TextMeasure.lines(title, width: Self.room(layout) / scale / TextMeasure.bold)
    }

    private func titleWidth(_ title: String, _ layout: TableLayout) -> Double {
        let widest = titleLines(title, layout).map { TextMeasure.width($0, isBold: true) }.max() ?? 0
        return widest * titleSize(title, layout) / 12
    }

    private mutating func write(
        _ line: SheetLine, width: Double, wraps: Bool, room chart: Double = 0, _ native: Sheet,
        _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let style = Self.style(line, wraps: wraps)
        let text = clean((line.style == .bullet ? "•\u{A0}" : "") + line.text)
        let label = line.label.isEmpty ? "" : clean(line.label) + (line.text.isEmpty ? "" : ":\u{A0}")
        let whole = label + text
        let room = width - 12 - Double(style.indent) * 12
        let parts = wraps ? [whole] : TextMeasure.lines(whole, width: room * 12 / style.size)
        for (place, part) in parts.enumerated() {
            let lines = wraps ? TextMeasure.lineCount(part, width: room * 12 / style.size) : 1
            let gap = place == 0 ? max(Self.space(above: line.style), chart * 0.75) : 0
            native.setHeight(
                Double(lines) * TableLayout.lineHeight * style.size / 12 + gap + (place == parts.count - 1 ? 3 : 0),
                row: row)
            let format = formats.format(style, in: workbook)
            if let target = line.link {
                try native.writeLink(
                    part, to: target, tip: locale.text("excel.go-to-sheet", ["sheet": target]), row: row, column: 0,
                    format)
            } else if place == 0, !label.isEmpty, part.utf8.count > label.utf8.count {
                try native.write(
                    label: label, String(part.dropFirst(label.count)), row: row, column: 0, format,
                    bold: formats.format(style.with { $0.isBold = true }, in: workbook), plain: format)
            } else {
                try native.write(part, row: row, column: 0, format)
            }
            row += 1
        }
    }

    private static func style(_ line: SheetLine, wraps: Bool) -> CellStyle {
        var style = CellStyle(vertical: .bottom, wraps: wraps)
        switch line.style {
        case .subtitle:
            style.size = 14
            style.colour = Palette.muted
        case .heading:
            style.size = 14
            style.isBold = true
            style.colour = Palette.accent
        case .body: break
        case .bullet: style.indent = 1
        case .notice: style.isBold = true
        case .alert:
            style.isBold = true
            style.colour = Palette.alert
        case .small: style.colour = Palette.muted
        }
        if line.link != nil {
            style.isUnderlined = true
            style.colour = Palette.accent
        }
        return style
    }

    /// Room above a line, in points, in place of empty rows, which screen readers read out.
    private static func space(above style: SheetLine.Style) -> Double {
        switch style {
        case .subtitle: 2
        case .heading: 18
        case .body, .notice, .alert: 5
        case .bullet: 3
        case .small: 4
        }
    }

    func clean(_ text: String) -> String { CellText.clean(text, cutNotice: locale.text("excel.text-cut")) }

    // MARK: The table

    private mutating func write(
        _ table: TablePlan, _ layout: TableLayout, _ native: Sheet, _ workbook: borrowing Workbook,
        _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let heading = row
        var headings: [(text: String, format: CellFormat)] = []
        for (index, column) in table.columns.enumerated() {
            native.setWidth(layout.widths[index], column: index)
            let style = CellStyle(
                isBold: true, colour: Palette.accent, alignment: layout.isNumeric[index] ? .right : .left,
                vertical: .bottom, wraps: true, indent: layout.indents[index], rule: .heading)
            headings.append((column.title, formats.format(style, in: workbook)))
        }
        // The chart's data need the headings in the cells before the table is marked.
        native.setHeight(layout.headingHeight, row: heading)
        try native.addTable(
            named: table.name, rows: heading...(heading + table.rows.count), headings: headings,
            hasFilters: options.tablesHaveFilters)
        native.setUsualHeight(TableLayout.usualHeight)
        var cells = CellWriter(table, layout, locale)
        for (index, content) in table.rows.enumerated() {
            row += 1
            let height = layout.height(of: content)
            if height != TableLayout.usualHeight { native.setHeight(height, row: row) }
            try cells.write(content, number: index, row: row, native, workbook, &formats)
        }
        row += 1
    }
}
