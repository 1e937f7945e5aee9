import Diagnostics
import Disclosure
import Indicators
import Records

/// Makes charts from tables of the same document.
struct ChartBuilder {
    let report: DocumentBuilder
    var locale: ReportLocale { report.locale }

    func chart(_ definition: ChartDefinition, _ state: inout DocumentBuilder.BuildState) -> Chart? {
        guard let built = state.tables[definition.table] else {
            state.report(
                "report.unknown-table", definition.location,
                "the chart '\(definition.id)' draws a table that is not there",
                "put the table '\(definition.table)' before the chart")
            return nil
        }
        if definition.mark == .network { return network(definition, built, &state) }
        let table = built.table
        let columns = definition.series.flatMap { name in
            table.columns.enumerated().filter { built.isDrawn($0.element.id, as: name) }
        }
        guard !columns.isEmpty else {
            state.report(
                "report.unknown-column", definition.location,
                "the chart '\(definition.id)' draws columns that the table '\(table.id)' lacks",
                "write some of \(table.columns.map(\.id).joined(separator: ", "))")
            return nil
        }
        let drawn = table.rows.indices.filter { built.isTotal.indices.contains($0) && !built.isTotal[$0] }
        let categories = drawn.map { row in category(built, row, definition) }
        let title = report.sentence(definition.title, &state)
        let series = columns.enumerated().map { index, column in
            ChartSeries(
                id: column.element.id, label: column.element.title,
                values: drawn.map { number(table.rows[$0][column.offset]) },
                lower: limits(definition.lower, index, table, drawn),
                upper: limits(definition.upper, index, table, drawn))
        }
        let format = definition.format ?? columns.first?.element.format ?? .integer
        var mark = definition.mark
        // The map has the tiles of regions only: at another level of detail the same numbers are bars.
        if mark == .tileMap, built.dimension != "region" { mark = .bars }
        return Chart(
            id: definition.id, mark: mark, title: title, caption: caption(definition, table, &state),
            alternativeText: locale.alternativeText(
                mark, title: title, categories: categories, series: series, format: format),
            categoryTitle: table.columns[0].title, valueTitle: valueTitle(definition), format: format,
            categories: categories, series: series, domain: definition.domain, table: table.id,
            categoryColumn: table.columns[0].id, seriesColumns: columns.map(\.element.id))
    }

    /// What the value axis shows; nothing where the definition does not say.
    func valueTitle(_ definition: ChartDefinition) -> String {
        definition.valueTitle.isEmpty ? "" : report.text(definition.valueTitle)
    }

    /// What stands below the chart: a sentence of the definition, and the source.
    func caption(_ definition: ChartDefinition, _ table: Table, _ state: inout DocumentBuilder.BuildState) -> String {
        let own = definition.caption.map { report.sentence($0, &state) } ?? ""
        guard !table.source.isEmpty else { return own }
        return own + (own.isEmpty ? "" : " ") + locale.text("chart.source", ["source": table.source])
    }

    private func category(_ built: BuiltTable, _ row: Int, _ definition: ChartDefinition) -> ChartCategory {
        let label = if case .text(let text) = built.table.rows[row][0] { text } else { "" }
        let level = built.rowLevels.indices.contains(row) ? built.rowLevels[row].first?.level : nil
        var position: Double?
        if definition.numericAxis, case .number(let number) = level { position = Double(number) }
        return ChartCategory(code: level?.name ?? label, label: label, position: position)
    }

    func number(_ cell: Cell) -> ProtectedNumber {
        switch cell {
        case .number(let number), .formatted(let number, _): number
        default: .unrestricted(nil, because: "the table has no number here")
        }
    }

    private func limits(_ names: [String], _ index: Int, _ table: Table, _ drawn: [Int]) -> [ProtectedNumber?] {
        guard names.indices.contains(index), let column = table.columns.firstIndex(where: { $0.id == names[index] })
        else { return [] }
        return drawn.map { number(table.rows[$0][column]) }
    }
}

extension ChartBuilder {
    /// A label as it stands in a list: a statement without its full stop.
    static func inList(_ label: String) -> String { label.hasSuffix(".") ? String(label.dropLast()) : label }
}

extension Chart.Mark {
    /// The name used in locale keys.
    var name: String {
        switch self {
        case .bars: "bars"
        case .columns: "columns"
        case .stackedBars: "stacked-bars"
        case .lines: "lines"
        case .steps: "steps"
        case .divergingBars: "diverging-bars"
        case .dumbbells: "dumbbells"
        case .adoptionCurve: "adoption-curve"
        case .tileMap: "tile-map"
        case .network: "network"
        }
    }
}
