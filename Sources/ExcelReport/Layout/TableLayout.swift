import Disclosure
import Reporting

/// The sizes of a table's columns and rows, in pixels at 100 per cent and in points, from the widths of its texts.
struct TableLayout {
    /// A row with one line of text.
    static let lineHeight = 15.75
    static let rowPadding = 6.0
    private static let columnPadding = 15.0
    private static let narrowest = 84.0

    /// Pixels per column.
    private(set) var widths: [Double] = []
    /// Columns with texts that do not fit on one line.
    private(set) var wraps: [Bool] = []
    /// Points.
    private(set) var headingHeight = 0.0

    var totalWidth: Double { widths.reduce(0, +) }

    init(_ table: TablePlan, _ locale: ReportLocale) {
        var measures = table.columns.map { _ in ColumnMeasure() }
        for row in table.rows {
            for (index, cell) in row.prefix(measures.count).enumerated() {
                measures[index].add(cell, isBold: index < table.rowHeaders, locale)
            }
        }
        var headingLines = 1
        for (column, measure) in zip(table.columns, measures) {
            let content = measure.width(column.format, locale)
            let heading = TextMeasure.width(column.title, isBold: true)
            // A heading over numbers may take three lines, so that narrow numbers do not stand far apart.
            let needed = max(TextMeasure.longestWord(column.title, isBold: true), min(heading, heading / 2.6 + 20))
            let wanted = max(content, needed) + Self.columnPadding
            let width = min(max(wanted, Self.narrowest), max(column.widest, Self.narrowest)).rounded(.up)
            widths.append(width)
            wraps.append(measure.text + Self.columnPadding > width || measure.hasLineFeed)
            headingLines = max(
                headingLines,
                TextMeasure.lineCount(column.title, width: width - Self.columnPadding + 4, isBold: true))
        }
        headingHeight = Self.height(lines: headingLines) + 4
    }

    /// The height of a row, in points.
    func height(of row: [Cell], rowHeaders: Int) -> Double {
        var lines = 1
        for index in wraps.indices where wraps[index] && index < row.count {
            switch row[index] {
            case .text(let text), .sourceText(let text):
                let available = widths[index] - Self.columnPadding + 4
                lines = max(lines, TextMeasure.lineCount(text, width: available, isBold: index < rowHeaders))
            default: break
            }
        }
        return Self.height(lines: lines)
    }

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
    private var formatted = 0.0
    private var least = 0.0
    private var most = 0.0
    private var isApproximate = false

    mutating func add(_ cell: Cell, isBold: Bool, _ locale: ReportLocale) {
        switch cell {
        case .text(let content), .sourceText(let content):
            text = max(text, TextMeasure.width(content, isBold: isBold))
            if !hasLineFeed, content.utf8.contains(0x0A) { hasLineFeed = true }
        case .number(let number):
            if let value = number.value {
                least = min(least, value)
                most = max(most, value)
                if number.approximate { isApproximate = true }
            }
        case .formatted(let number, let format):
            formatted = max(formatted, TextMeasure.width(locale.text(number, format)))
        case .day(let day): formatted = max(formatted, TextMeasure.width(locale.day(day)))
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
