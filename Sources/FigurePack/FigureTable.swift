import Disclosure
import Reporting

/// The numbers of a figure as comma-separated values, for whoever draws it anew; an approximate number has the locale's word in a
/// column beside it.
struct FigureTable {
    let chart: Chart
    let locale: ReportLocale

    private var values: SeparatedValues { SeparatedValues(locale: locale) }

    /// One row per category: code, its group where there are groups, label, in a tree what it comes from, then each series with its limits.
    var categories: String {
        var header = [locale.text("chart.code")]
        var columns: [(ChartCategory, Int) -> String] = []
        columns.append { category, _ in text(category.code) }
        if chart.categories.contains(where: { $0.group != nil }) {
            header.append(chart.groupTitle)
            columns.append { category, _ in text(category.group ?? "") }
        }
        header.append(chart.categoryTitle)
        columns.append { category, _ in text(category.label) }
        if !chart.parents.isEmpty {
            header.append(locale.text("chart.parent"))
            columns.append { _, index in text(locale.source(of: index, in: chart)) }
        }
        for series in chart.series {
            header.append(series.label)
            let format = series.isObservations ? NumberFormat.integer : chart.format
            columns.append { _, index in number(at: index, of: series.values, format) }
            if series.values.contains(where: \.approximate) {
                header.append(locale.text("chart.approximate-column", ["series": series.label]))
                columns.append { _, index in
                    series.values.indices.contains(index) && series.values[index].approximate
                        ? text(locale.approximateWord) : ""
                }
            }
            for (key, limits) in [("chart.lower-column", series.lower), ("chart.upper-column", series.upper)]
            where limits.contains(where: { $0 != nil }) {
                header.append(locale.text(key, ["series": series.label]))
                columns.append { _, index in
                    // A limit without its number would tell where the number lies.
                    guard series.values.indices.contains(index), series.values[index].value != nil else {
                        return number(at: index, of: series.values, format)
                    }
                    return limits.indices.contains(index) ? limits[index].map { number($0, format) } ?? "" : ""
                }
            }
        }
        let rows = chart.categories.enumerated().map { index, category in columns.map { $0(category, index) } }
        return file([header.map(text)] + rows)
    }

    /// One row per tie of a network: codes and labels of both ends, and the weight.
    var ties: String {
        let code = locale.text("chart.code")
        let weight = [chart.tieTitle, chart.valueTitle].first { !$0.isEmpty } ?? chart.title
        var rows = [[code, chart.categoryTitle, code, chart.categoryTitle, weight].map(text)]
        for tie in chart.ties {
            guard chart.categories.indices.contains(tie.from), chart.categories.indices.contains(tie.to) else {
                continue
            }
            let (from, to) = (chart.categories[tie.from], chart.categories[tie.to])
            rows.append([
                text(from.code), text(from.label), text(to.code), text(to.label), number(tie.weight, chart.format),
            ])
        }
        return file(rows)
    }

    private func number(at index: Int, of numbers: [ProtectedNumber], _ format: NumberFormat) -> String {
        numbers.indices.contains(index) ? number(numbers[index], format) : ""
    }

    private func file(_ rows: [[String]]) -> String { values.file(rows) }

    private func number(_ number: ProtectedNumber, _ format: NumberFormat) -> String { values.number(number, format) }

    private func text(_ text: String) -> String { values.text(text) }
}
