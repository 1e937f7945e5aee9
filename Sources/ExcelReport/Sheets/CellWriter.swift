import Disclosure
import Records
import Reporting

/// Writes the cells of a table's rows.
///
/// The formats of a column are looked up once, since a listing has a hundred thousand cells.
struct CellWriter {
    private enum Kind: Int, CaseIterable { case number, approximate, text, mark, day }

    private let table: TablePlan
    private let locale: ReportLocale
    private let base: [CellStyle]
    private let numberFormats: [NumberFormat]
    private let cutNotice: String
    private let isNumeric: [Bool]
    /// By column, kind of cell, and whether the row is a total.
    private var known: [CellFormat?]

    init(_ table: TablePlan, _ layout: TableLayout, _ locale: ReportLocale) {
        self.table = table
        self.locale = locale
        base = table.columns.indices.map { index in
            var style = CellStyle(wraps: layout.wraps[index], indent: layout.indents[index], rule: .row)
            if table.columns[index].isTechnical {
                style.colour = Palette.muted
                style.alignment = .cut
            }
            return style
        }
        numberFormats = table.columns.map { $0.format ?? .decimal(2) }
        isNumeric = layout.isNumeric
        cutNotice = locale.text("excel.text-cut")
        known = Array(repeating: nil, count: table.columns.count * Kind.allCases.count * 2)
    }

    mutating func write(
        _ content: [Cell], number: Int, row: Int, _ native: Sheet, _ workbook: borrowing Workbook,
        _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let total = table.totals.contains(number) ? 1 : 0
        for index in table.columns.indices {
            let cell = index < content.count ? content[index] : .absent(reason: "not-applicable")
            if case .text(let text) = cell, !text.isEmpty, let target = table.links[index]?[safe: number] ?? nil {
                var style = base[index]
                style.isUnderlined = true
                style.colour = Palette.accent
                try native.writeLink(
                    clean(text), to: target, tip: locale.text("excel.go-to-sheet", ["sheet": target]), row: row,
                    column: index, formats.format(style, in: workbook))
                continue
            }
            switch cell {
            case .text(let text), .sourceText(let text):
                try write(text, index, row, total, native, workbook, &formats)
            case .number(let number):
                try write(number, numberFormats[index], index, row, total, native, workbook, &formats)
            case .formatted(let number, let format):
                try write(number, format, index, row, total, native, workbook, &formats)
            case .day(let day):
                let serial = Double(day.number) + ExcelDay.epoch
                guard serial >= ExcelDay.first else {
                    try write(locale.day(day), index, row, total, native, workbook, &formats)
                    continue
                }
                let format = cached(.day, index, total, workbook, &formats) { style, locale in
                    style.alignment = .right
                    style.format = NumberFormat.dayCode(locale)
                }
                try native.write(serial, row: row, column: index, format)
            case .absent(let reason): try writeMark(locale.mark(reason), index, row, total, native, workbook, &formats)
            }
        }
    }

    private func clean(_ text: String) -> String { CellText.clean(text, cutNotice: cutNotice) }

    private mutating func write(
        _ text: String, _ index: Int, _ row: Int, _ total: Int, _ native: Sheet,
        _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let content = clean(text)
        guard !content.isEmpty else {
            // A total says nothing of what only its parts have, such as a day.
            let reason = total == 1 ? "not-applicable" : "no-observations"
            return try writeMark(locale.mark(reason), index, row, total, native, workbook, &formats)
        }
        if CellText.looksLikeFormula(content) {
            let style = style(index, total).with { $0.format = "@" }
            return try native.write(content, row: row, column: index, formats.format(style, in: workbook))
        }
        let format = cached(.text, index, total, workbook, &formats) { _, _ in }
        try native.write(content, row: row, column: index, format)
    }

    private mutating func write(
        _ number: ProtectedNumber, _ form: NumberFormat, _ index: Int, _ row: Int, _ total: Int,
        _ native: Sheet, _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        guard let value = number.value, value.isFinite else {
            return try writeMark(locale.text(number, form), index, row, total, native, workbook, &formats)
        }
        let shown = form.cellValue(value)
        let isColumnForm = form == numberFormats[index]
        let format: CellFormat
        switch (isColumnForm, number.approximate) {
        case (true, false):
            format = cached(.number, index, total, workbook, &formats) { style, locale in
                style.alignment = .right
                style.format = form.code(locale)
            }
        case (true, true):
            format = cached(.approximate, index, total, workbook, &formats) { style, locale in
                style.alignment = .right
                style.format = form.code(locale, approximate: true)
            }
        case (false, let approximate):
            let style = style(index, total).with { style in
                style.alignment = .right
                style.format = form.code(locale, approximate: approximate)
            }
            format = formats.format(style, in: workbook)
        }
        try native.write(shown, row: row, column: index, format)
    }

    private mutating func writeMark(
        _ mark: String, _ index: Int, _ row: Int, _ total: Int, _ native: Sheet,
        _ workbook: borrowing Workbook, _ formats: inout FormatBook
    ) throws(ExcelReportError) {
        let isRight = isNumeric[index]
        let format = cached(.mark, index, total, workbook, &formats) { style, locale in
            style.alignment = isRight ? .right : .left
            style.colour = Palette.muted
        }
        if table.leavesEmpty { return try native.writeBlank(row: row, column: index, format) }
        try native.write(mark, row: row, column: index, format)
    }

    private func style(_ index: Int, _ total: Int) -> CellStyle {
        guard total == 1 else { return base[index] }
        return base[index].with { style in
            style.isBold = true
            style.rule = .total
        }
    }

    private mutating func cached(
        _ kind: Kind, _ index: Int, _ total: Int, _ workbook: borrowing Workbook, _ formats: inout FormatBook,
        _ change: (inout CellStyle, ReportLocale) -> Void
    ) -> CellFormat {
        let place = (index * Kind.allCases.count + kind.rawValue) * 2 + total
        if let format = known[place] { return format }
        var style = style(index, total)
        change(&style, locale)
        let format = formats.format(style, in: workbook)
        known[place] = format
        return format
    }
}
