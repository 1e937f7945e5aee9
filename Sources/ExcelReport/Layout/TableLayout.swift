import Disclosure
import Reporting

/// The sizes of a table's columns and rows, in pixels at 100 per cent and in points, from the widths of its texts.
struct TableLayout {
    /// A row with one line of text.
    static let lineHeight = 15.0
    static let rowPadding = 6.75
    private static let columnPadding = 15.0
    /// More room between numbers, whose headings stand close otherwise.
    private static let numberPadding = 9.0
    /// The least that a column of long texts is squeezed to.
    private static let narrowestText = 150.0
    private static let narrowestRowHeader = 190.0
    /// What one step of indentation takes.
    private static let indentWidth = 9.0

    /// Pixels per column.
    private(set) var widths: [Double] = []
    /// Columns with texts that do not fit on one line.
    private(set) var wraps: [Bool] = []
    /// Columns of numbers and days, which stand on the right.
    private(set) var isNumeric: [Bool] = []
    /// Steps by which a column of texts keeps off the numbers before it.
    private(set) var indents: [UInt8] = []
    /// Points.
    private(set) var headingHeight = 0.0

    var totalWidth: Double { widths.reduce(0, +) }

    init(_ table: TablePlan, _ locale: ReportLocale) {
        var measures = table.columns.map { _ in ColumnMeasure() }
        for row in table.rows {
            for (index, cell) in row.prefix(measures.count).enumerated() {
                measures[index].add(cell, locale)
            }
        }
        isNumeric = zip(table.columns, measures).map { $0.format != nil || ($1.hasNumbers && !$1.hasTexts) }
        indents = isNumeric.indices.map { $0 > 0 && isNumeric[$0 - 1] && !isNumeric[$0] ? 1 : 0 }
        for (index, column) in table.columns.enumerated() {
            let content = measures[index].width(column.format, locale)
            let heading = TextMeasure.width(column.title, isBold: true)
            // A heading over numbers may take three lines, so that narrow numbers do not stand far apart.
            let needed = max(TextMeasure.longestWord(column.title, isBold: true), min(heading, heading / 2.6 + 20))
            let padding =
                Self.columnPadding + Double(indents[index]) * Self.indentWidth
                + (isNumeric[index] && index > 0 ? Self.numberPadding : 0)
            widths.append(min(max(max(content, needed) + padding, column.narrowest), column.widest).rounded(.up))
        }
        squeeze(table)
        var headingLines = 1
        for (index, column) in table.columns.enumerated() {
            let isLong = measures[index].text > room(index) || measures[index].hasLineFeed
            wraps.append(isLong && !column.isTechnical)
            headingLines = max(
                headingLines, TextMeasure.lineCount(column.title, width: room(index) + 3, isBold: true))
        }
        headingHeight = Self.height(lines: headingLines) + 6
    }

    /// Takes from the columns of texts what the table is wider than a page, the widest first.
    private mutating func squeeze(_ table: TablePlan) {
        var excess = totalWidth - table.widest
        guard excess > 0 else { return }
        let limits = table.columns.indices.map { index -> Double in
            let least = index < table.rowHeaders ? Self.narrowestRowHeader : Self.narrowestText
            let column = table.columns[index]
            if isNumeric[index] || column.isTechnical { return widths[index] }
            return max(least, column.narrowest, longestWord(table, index) + Self.columnPadding)
        }
        while excess > 0.5 {
            let flexible = widths.indices.filter { widths[$0] > limits[$0] + 0.5 }
            guard let widest = flexible.map({ widths[$0] }).max() else { return }
            let top = flexible.filter { widths[$0] > widest - 1 }
            let next = flexible.map { widths[$0] }.filter { $0 <= widest - 1 }.max() ?? 0
            for index in top {
                let cut = min(widest - max(next, limits[index]), excess / Double(top.count))
                widths[index] -= max(cut, 0.5)
            }
            excess = totalWidth - table.widest
        }
    }

    /// The longest word of a column; of a long listing the first rows stand for all.
    private func longestWord(_ table: TablePlan, _ index: Int) -> Double {
        var longest = TextMeasure.longestWord(table.columns[index].title, isBold: true)
        for row in table.rows.prefix(1000) where index < row.count {
            if case .text(let text) = row[index] { longest = max(longest, TextMeasure.longestWord(text)) }
            if case .sourceText(let text) = row[index] { longest = max(longest, TextMeasure.longestWord(text)) }
        }
        return longest
    }

    /// What a text may take of a column.
    private func room(_ index: Int) -> Double {
        widths[index] - Self.columnPadding + 4 - Double(indents[index]) * Self.indentWidth
    }

    /// The height of a row, in points.
    func height(of row: [Cell]) -> Double {
        var lines = 1
        for index in wraps.indices where wraps[index] && index < row.count {
            switch row[index] {
            case .text(let text), .sourceText(let text):
                lines = max(lines, TextMeasure.lineCount(text, width: room(index)))
            default: break
            }
        }
        return Self.height(lines: lines)
    }

    /// The height of a row with one line of text, in points.
    static let usualHeight = height(lines: 1)

    /// The height of some lines of text, in points.
    static func height(lines: Int) -> Double {
        min(Double(lines) * lineHeight + rowPadding, SheetLimits.rowHeight)
    }
}

/// How wide the cells of a column are.
private struct ColumnMeasure {
    /// Pixels of the widest text.
    var text = 0.0
    var hasLineFeed = false
    var hasTexts = false
    var hasNumbers = false
    private var formatted = 0.0
    private var least = 0.0
    private var most = 0.0
    private var isApproximate = false

    mutating func add(_ cell: Cell, _ locale: ReportLocale) {
        switch cell {
        case .text(let content), .sourceText(let content):
            hasTexts = true
            text = max(text, TextMeasure.width(content))
            if !hasLineFeed, content.utf8.contains(0x0A) { hasLineFeed = true }
        case .number(let number):
            hasNumbers = true
            if let value = number.value {
                least = min(least, value)
                most = max(most, value)
                if number.approximate { isApproximate = true }
            }
        case .formatted(let number, let format):
            hasNumbers = true
            formatted = max(formatted, TextMeasure.width(locale.text(number, format)))
        case .day(let day):
            hasNumbers = true
            formatted = max(formatted, TextMeasure.width(locale.day(day)))
        case .absent: break
        }
    }

    func width(_ format: NumberFormat?, _ locale: ReportLocale) -> Double {
        let form = format ?? .decimal(2)
        var numbers = formatted
        for value in [least, most] where value != 0 {
            numbers = max(numbers, TextMeasure.width(locale.text(value, form)))
        }
        if isApproximate { numbers += TextMeasure.width(locale.approximateWord + " ") }
        return max(text, numbers)
    }
}
