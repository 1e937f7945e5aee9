import Disclosure
import Indicators

/// Which columns of a table a chart draws, with their limits and numbers of observations.
extension ChartBuilder {
    /// A column that is drawn as a series.
    struct DrawnColumn {
        let index: Int
        /// The entry of the chart that names it.
        let entry: SeriesDefinition
    }

    /// The columns that a chart names, in its order.
    func drawnColumns(_ definition: ChartDefinition, _ built: BuiltTable) -> [DrawnColumn] {
        definition.series.flatMap { entry in
            built.table.columns.indices.filter { built.isDrawn(built.table.columns[$0].id, as: entry.column) }
                .map { DrawnColumn(index: $0, entry: entry) }
        }
    }

    /// The series, and for each the column that holds its numbers.
    func series(
        _ columns: [DrawnColumn], _ rows: [Int], _ definition: ChartDefinition, _ built: BuiltTable
    ) -> (series: [ChartSeries], columns: [String]) {
        let table = built.table
        func numbers(_ index: Int) -> [ProtectedNumber] { rows.map { number(table.rows[$0][index]) } }
        func limits(_ own: String?, _ listed: [String], _ place: Int, _ drawn: DrawnColumn) -> Int? {
            let name = own ?? (listed.indices.contains(place) ? listed[place] : nil)
            return name.flatMap { column($0, beside: drawn, built) }
        }
        var series: [ChartSeries] = []
        for (place, drawn) in columns.enumerated() {
            let column = table.columns[drawn.index]
            let lower = limits(drawn.entry.lower, definition.lower, place, drawn)
            let upper = limits(drawn.entry.upper, definition.upper, place, drawn)
            var one = ChartSeries(
                id: column.id, label: column.title, values: numbers(drawn.index), lower: lower.map(numbers) ?? [],
                upper: upper.map(numbers) ?? [])
            one.role = drawn.entry.role
            // A panel of its own bears the level alone.
            if definition.facets != nil, let level = built.across?.levels[column.id] {
                one.label = levelTitle(level, built)
            }
            if let lower, let upper {
                one.limitsLabel = locale.text(
                    "chart.limits", ["lower": table.columns[lower].title, "upper": table.columns[upper].title])
            }
            series.append(one)
        }
        var ids = series.map(\.id)
        let observations = columns.map { drawn in drawn.entry.n.flatMap { column($0, beside: drawn, built) } }
        let label = locale.text("chart.n")
        if let first = observations.first, let first, observations.allSatisfy({ $0 == first }) {
            // One column of numbers for all series belongs to the rows.
            series.append(ChartSeries(id: "n", label: label, values: numbers(first)))
            ids.append(table.columns[first].id)
        } else {
            for (drawn, index) in zip(columns, observations) {
                guard let index else { continue }
                let column = table.columns[drawn.index]
                series.append(
                    ChartSeries(
                        id: column.id + ".n", label: "\(column.title): \(label)", values: numbers(index)))
                ids.append(table.columns[index].id)
            }
        }
        for drawn in columns {
            let counts = [("at-risk", drawn.entry.atRisk), ("censored", drawn.entry.censored)]
            for (suffix, name) in counts {
                guard let index = name.flatMap({ column($0, beside: drawn, built) }) else { continue }
                let own = table.columns[drawn.index]
                series.append(
                    ChartSeries(
                        id: "\(own.id).\(suffix)", label: "\(own.title): \(locale.text("chart.\(suffix)"))",
                        values: numbers(index)))
                ids.append(table.columns[index].id)
            }
        }
        return (series, ids)
    }

    private func levelTitle(_ level: String, _ built: BuiltTable) -> String {
        guard let across = built.across?.definition else { return level }
        let titles = TableBuilder(report: report)
        return titles.levelTitle(BreakdownLevel(dimension: across.dimension, level: titles.level(level)))
    }

    /// More panels than this would be too small to compare.
    private static let mostFacets = 12

    /// The columns that are drawn: with facets those of the levels across, without their total. Nil where facets are not possible,
    /// which is then reported.
    func panels(
        _ columns: [DrawnColumn], _ definition: ChartDefinition, _ built: BuiltTable,
        _ state: inout DocumentBuilder.BuildState
    ) -> [DrawnColumn]? {
        guard let facets = definition.facets else { return columns }
        guard let across = built.across, across.definition.dimension == facets else {
            state.report(
                "report.facets", definition.location,
                "the chart '\(definition.id)' has `facets: \(facets)`, which its table does not have across",
                "give the table '\(definition.table)' an `across:` with the dimension '\(facets)'")
            return nil
        }
        let panels = columns.filter { across.levels[built.table.columns[$0.index].id] != nil }
        guard panels.count <= Self.mostFacets else {
            state.report(
                "report.facets", definition.location,
                "the chart '\(definition.id)' would have \(panels.count) maps, more than \(Self.mostFacets)",
                "name the levels that are drawn in the `across:` of the table '\(definition.table)', or draw one column"
            )
            return nil
        }
        return panels
    }

    /// The first row that is a forecast: where the column of the definition is not zero, or without one where nothing is observed
    /// any more and a model goes on.
    func forecastStart(
        _ rows: [Int], _ series: [ChartSeries], _ definition: ChartDefinition, _ built: BuiltTable
    ) -> Int? {
        guard definition.mark == .adoptionCurve else { return nil }
        if let name = definition.forecast {
            guard let column = built.table.columns.firstIndex(where: { $0.id == name }) else { return nil }
            for (place, row) in rows.enumerated() {
                let flag = number(built.table.rows[row][column])
                if let value = flag.value, value != 0 { return place }
            }
            return nil
        }
        guard let observed = lastPlace(.observed, series), let model = lastPlace(.model, series), model > observed
        else {
            return nil
        }
        return observed + 1
    }

    /// The last place at which a series of a role has a number, shown or withheld.
    private func lastPlace(_ role: ChartSeries.Role, _ series: [ChartSeries]) -> Int? {
        var last: Int?
        for one in series where one.role == role {
            for (place, number) in one.values.enumerated() where number.isWithheld || number.value != nil {
                last = max(last ?? place, place)
            }
        }
        return last
    }

    /// The place of a column that a series names besides its own: with a dimension across, the one at the same level.
    func column(_ name: String, beside drawn: DrawnColumn, _ built: BuiltTable) -> Int? {
        let columns = built.table.columns
        if let level = built.across?.levels[columns[drawn.index].id],
            let repeated = columns.firstIndex(where: { $0.id == "\(name)-\(slug(level))" })
        {
            return repeated
        }
        return columns.firstIndex { $0.id == name }
    }
}
