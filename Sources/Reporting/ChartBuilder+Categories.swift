import Disclosure
import Indicators

/// Which rows of a table a chart draws, and how they are named and grouped.
extension ChartBuilder {
    /// The rows in drawing order: as the table has them, without totals; the total of all first or last where it is wanted.
    func drawnRows(_ definition: ChartDefinition, _ built: BuiltTable) -> [Int] {
        let rows = built.table.rows.indices.filter { built.isTotal.indices.contains($0) }
        let parts = rows.filter { !built.isTotal[$0] && !isWhole($0, definition, built) }
        let wholes = rows.filter { isWhole($0, definition, built) }
        switch definition.total {
        case nil: return parts
        case .first: return wholes + parts
        case .last: return parts + wholes
        }
    }

    /// Whether a row is drawn as the total of all: it has no level or, among figures in groups, no group.
    private func isWhole(_ row: Int, _ definition: ChartDefinition, _ built: BuiltTable) -> Bool {
        guard definition.total != nil else { return false }
        if built.isTotal[row] { return built.rowLevels[row].isEmpty }
        return definition.grouped && built.rowGroups.indices.contains(row) && built.rowGroups[row] == nil
    }

    func categories(
        _ rows: [Int], _ definition: ChartDefinition, _ built: BuiltTable, _ columns: [DrawnColumn]
    ) -> [ChartCategory] {
        let observations = columns.first.flatMap { drawn in drawn.entry.n.flatMap { column($0, beside: drawn, built) } }
        return rows.map { row in
            let levels = built.rowLevels.indices.contains(row) ? built.rowLevels[row] : []
            let level = (definition.grouped ? levels.last : levels.first)?.level
            let heads = built.table.rows[row].prefix(max(built.table.rowHeaders, 1)).map(words)
            let isWhole = isWhole(row, definition, built)
            // A total names itself under each of its headings.
            let label = (definition.grouped ? heads.last : heads.first) ?? ""
            var position: Double?
            if definition.numericAxis, case .number(let number) = level { position = Double(number) }
            var category = ChartCategory(
                code: level?.name ?? label, label: label, position: position,
                group: definition.grouped && !isWhole ? group(row, heads, built) : nil, isTotal: isWhole)
            if let small = definition.small, let column = observations,
                let count = number(built.table.rows[row][column]).value, count < Double(small.below)
            {
                category.note = report.text(small.note)
            }
            return category
        }
    }

    /// What heads the groups: the heading of the table's first column, where rows stand under two.
    func groupTitle(_ built: BuiltTable) -> String {
        built.table.rowHeaders > 1 ? built.table.columns[0].title : locale.text("chart.group")
    }

    private func group(_ row: Int, _ heads: [String], _ built: BuiltTable) -> String? {
        if built.rowGroups.indices.contains(row) { return built.rowGroups[row] }
        return heads.count > 1 ? heads.first : nil
    }

    private func words(_ cell: Cell) -> String {
        if case .text(let text) = cell { text } else { "" }
    }
}
