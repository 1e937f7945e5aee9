import Disclosure
import Indicators
import Microdata
import Reporting

/// What changed since the previous build of the same pipeline: values that a reader saw then and sees now.
struct ChangeSupplement {
    /// A value as it was published.
    struct Published: Hashable {
        let indicator: String
        /// The breakdown as text; empty for the total.
        let breakdown: String
        let value: Double?
        let withheld: Bool
    }

    let catalogue: Catalogue
    let locale: ReportLocale
    let builder: DocumentBuilder
    /// nil when there was no build before.
    let previous: [Published]?
    let now: [ProtectedSet]

    /// The most changes listed one by one.
    static let listed = 60

    /// The values of protected sets as rows for the store.
    static func rows(of sets: [ProtectedSet]) -> [ResultRow] {
        sets.flatMap { set in
            set.figures.map { figure in
                ResultRow(
                    indicator: set.indicator, breakdown: name(of: figure.breakdown),
                    json: figure.value.isWithheld ? "\"withheld\"" : figure.value.value.map { $0.description } ?? "null"
                )
            }
        }
    }

    /// Rows of the store as published values.
    static func published(_ rows: [ResultRow]) -> [Published] {
        rows.map { row in
            Published(
                indicator: row.indicator, breakdown: row.breakdown, value: Double(row.json),
                withheld: row.json == "\"withheld\"")
        }
    }

    static func name(of breakdown: [BreakdownLevel]) -> String {
        breakdown.map { "\($0.dimension)=\($0.level.name)" }.joined(separator: ", ")
    }

    var blocks: [Block] {
        guard let previous else { return [.paragraph(locale.text("changes.first-build"))] }
        let before = Dictionary(
            previous.map { (Key(indicator: $0.indicator, breakdown: $0.breakdown), $0) },
            uniquingKeysWith: { first, _ in first })
        var rows: [[Cell]] = []
        var total = 0
        for set in now {
            guard let indicator = catalogue.indicator(set.indicator) else { continue }
            let format = builder.format(of: indicator)
            for figure in set.figures {
                let key = Key(indicator: set.indicator, breakdown: Self.name(of: figure.breakdown))
                let old = before[key]
                guard old == nil || !same(old, figure) else { continue }
                total += 1
                guard rows.count < Self.listed else { continue }
                // What was published before was protected then, and stays public.
                let then: Cell =
                    if let old, !old.withheld, let value = old.value {
                        .formatted(.unrestricted(value, because: "it was published in the previous build"), format)
                    } else {
                        .text(old?.withheld == true ? locale.withheldMark : locale.text("changes.none"))
                    }
                rows.append([
                    .text(indicator.title(in: locale.language)), .text(builder.breakdownTitle(figure.breakdown)), then,
                    .formatted(figure.value, format),
                ])
            }
        }
        guard total > 0 else { return [.paragraph(locale.text("changes.no-changes"))] }
        let table = Table(
            id: "changes", title: locale.text("changes.table"), shortTitle: locale.text("changes.table.short"),
            columns: [
                TableColumn(id: "indicator", title: locale.text("table.indicator")),
                TableColumn(id: "breakdown", title: locale.text("column.breakdown")),
                TableColumn(id: "before", title: locale.text("column.previous-build")),
                TableColumn(id: "now", title: locale.text("column.this-build")),
            ], rows: rows, rowHeaders: 2)
        let sentence = locale.text(
            "changes.summary",
            ["all": locale.text(Double(total), .integer), "shown": locale.text(Double(rows.count), .integer)])
        return [.paragraph(sentence), .table(table)]
    }

    private struct Key: Hashable {
        let indicator: String
        let breakdown: String
    }

    private func same(_ old: Published?, _ figure: ProtectedFigure) -> Bool {
        guard let old else { return false }
        if old.withheld || figure.value.isWithheld { return old.withheld == figure.value.isWithheld }
        return old.value == figure.value.value
    }
}
