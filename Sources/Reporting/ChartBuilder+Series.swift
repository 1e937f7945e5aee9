import Disclosure

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
        return (series, ids)
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
