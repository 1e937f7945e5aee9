import Disclosure
import Indicators

extension ChartBuilder {
    /// The figures that a chart draws: those in the rows and columns of its table that it takes, and those of a network's circles.
    func figures(of chart: Chart, _ definition: ChartDefinition, _ built: BuiltTable) -> [String] {
        // The nodes of a drawing are a listing, which is explained as a whole.
        guard built.drawing == nil, let width = built.figures.first?.count else { return built.table.figures }
        // Figures stand in the columns after those that head the rows.
        let heads = built.table.columns.count - width
        let columns = built.table.columns.indices.filter { index in
            index >= heads && chart.seriesColumns.contains(built.table.columns[index].id)
        }
        var drawn: [ProtectedFigure?] = []
        for row in drawnRows(definition, built) where built.figures.indices.contains(row) {
            drawn += columns.map { built.figures[row][$0 - heads] }
        }
        return references(of: drawn + circles(of: chart, definition))
    }

    private func circles(of chart: Chart, _ definition: ChartDefinition) -> [ProtectedFigure?] {
        guard chart.mark == .network, let circles = definition.circles else { return [] }
        let codes = Set(chart.categories.map(\.code))
        return report.material.sets[circles.indicator]?.figures.filter { figure in
            guard figure.breakdown.count == 1, let level = figure.breakdown.first else { return false }
            return level.dimension == circles.dimension && codes.contains(level.level.name)
        } ?? []
    }
}
