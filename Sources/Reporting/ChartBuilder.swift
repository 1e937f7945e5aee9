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
        if let drawing = built.drawing, definition.mark == (drawing.form == .tree ? .tree : .network) {
            return self.drawing(definition, drawing, built, &state)
        }
        if definition.mark == .tree || built.drawing != nil && definition.mark == .network {
            state.report(
                "report.drawing", definition.location,
                "the chart '\(definition.id)' draws a table that does not list the nodes of a \(definition.mark.name)",
                "give it a table with `rows: {listing: …}` of an indicator of kind adoption-tree or network-drawing")
            return nil
        }
        if definition.mark == .network { return network(definition, built, &state) }
        let table = built.table
        let named = drawnColumns(definition, built)
        guard !named.isEmpty else {
            state.report(
                "report.unknown-column", definition.location,
                "the chart '\(definition.id)' draws columns that the table '\(table.id)' lacks",
                "write some of \(table.columns.map(\.id).joined(separator: ", "))")
            return nil
        }
        guard let columns = panels(named, definition, built, &state) else { return nil }
        let rows = drawnRows(definition, built)
        let title = report.sentence(definition.title, &state)
        let categories = categories(rows, definition, built, columns)
        if definition.mark == .adopterBell, !AdopterShares.are(categories.map(\.code)) {
            state.report(
                "report.adopter-bell", definition.location,
                "the chart '\(definition.id)' draws rows that are not Rogers' five categories of adopters",
                "give the table '\(table.id)' the rows of one indicator `adopter-categories` with five classes, "
                    + "or draw another mark, such as columns")
            return nil
        }
        let (series, seriesColumns) = series(columns, rows, definition, built)
        let forecastStart = forecastStart(rows, series, definition, built)
        let format = definition.format ?? table.columns[columns[0].index].format ?? .integer
        var mark = definition.mark
        // The map has the tiles of regions only: at another level of detail the same numbers are bars.
        if mark == .tileMap, built.dimension != "region" { mark = .bars }
        let isGrouped = categories.contains { $0.group != nil }
        let heads = table.columns.prefix(max(table.rowHeaders, 1))
        let head = (definition.grouped ? heads.last : heads.first) ?? table.columns[0]
        return Chart(
            id: definition.id, mark: mark, title: title, caption: caption(definition, table, &state),
            alternativeText: locale.alternativeText(
                mark, title: title, categories: categories, series: series, format: format,
                forecastStart: forecastStart),
            categoryTitle: head.title, valueTitle: valueTitle(definition), format: format,
            categories: categories, series: series, domain: definition.domain, tickStep: definition.tickStep,
            forecastStart: forecastStart, isFaceted: mark == .tileMap && definition.facets != nil,
            groupTitle: isGrouped ? groupTitle(built) : "", reference: definition.reference,
            setsNeutralApart: definition.setsNeutralApart, table: table.id, categoryColumn: head.id,
            seriesColumns: seriesColumns)
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

    func number(_ cell: Cell) -> ProtectedNumber {
        switch cell {
        case .number(let number), .formatted(let number, _): number
        default: .unrestricted(nil, because: "the table has no number here")
        }
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
        case .adopterBell: "adopter-bell"
        case .tileMap: "tile-map"
        case .network: "network"
        case .tree: "tree"
        case .forest: "forest"
        case .flow: "flow"
        case .profile: "profile"
        }
    }
}
