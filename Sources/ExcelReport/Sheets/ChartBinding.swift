import Disclosure
import Reporting

/// Which cells of a marked table a chart draws.
struct ChartBinding {
    /// Rows of the table, from 0, one per category.
    var rows: [Int]
    var categoryColumn: Int
    var seriesColumns: [Int]
    /// Whether the categories are numbers, so that they can stand on a numeric axis.
    var hasNumericCategories: Bool

    /// The binding of a chart to its table; nil when the table does not hold what the chart draws.
    init?(_ chart: Chart, _ table: TablePlan, _ locale: ReportLocale) {
        guard !chart.categories.isEmpty, !chart.seriesColumns.isEmpty,
            let categoryColumn = table.columnIDs.firstIndex(of: chart.categoryColumn)
        else { return nil }
        let series = chart.seriesColumns.compactMap { table.columnIDs.firstIndex(of: $0) }
        guard series.count == chart.seriesColumns.count, series.count == chart.series.count else { return nil }
        var rows: [Int] = []
        var next = 0
        // Tables hold totals besides the categories, so the rows are found by their labels, in order.
        for category in chart.categories {
            guard
                let row = table.rows.indices[next...].first(where: {
                    Self.label(table.rows[$0], categoryColumn, locale) == category.label
                })
            else { return nil }
            rows.append(row)
            next = row + 1
        }
        self.rows = rows
        self.categoryColumn = categoryColumn
        seriesColumns = series
        hasNumericCategories = rows.allSatisfy { row in
            guard table.rows[row].indices.contains(categoryColumn) else { return false }
            return switch table.rows[row][categoryColumn] {
            case .number(let number), .formatted(let number, _): number.value != nil
            default: false
            }
        }
    }

    /// The binding to a part of the categories.
    func limited(to range: Range<Int>) -> ChartBinding {
        var part = self
        part.rows = Array(rows[range])
        return part
    }

    /// Runs of neighbouring rows.
    var runs: [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for row in rows {
            if let last = runs.last, last.upperBound + 1 == row {
                runs[runs.count - 1] = last.lowerBound...row
            } else {
                runs.append(row...row)
            }
        }
        return runs
    }

    private static func label(_ row: [Cell], _ column: Int, _ locale: ReportLocale) -> String? {
        guard row.indices.contains(column) else { return nil }
        switch row[column] {
        case .text(let text), .sourceText(let text): return text
        case .number(let number): return locale.text(number, .integer)
        case .formatted(let number, let format): return locale.text(number, format)
        case .day(let day): return locale.day(day)
        case .absent: return nil
        }
    }
}
