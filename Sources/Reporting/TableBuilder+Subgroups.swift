import Disclosure
import Indicators

/// Tables of subgroups: one dimension below another, each by itself, such as for a forest plot.
extension TableBuilder {
    /// The levels of each dimension under its title, in the order of the definition, and the total of all last.
    func bySubgroups(
        _ definition: TableDefinition, _ wanted: [String], _ total: Bool, _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        var names = wanted
        var notices: [String] = []
        for (index, name) in names.enumerated() {
            guard let coarser = steppedUp(name, definition.columns) else { continue }
            notices.append(
                locale.text(
                    "disclosure.stepped-up",
                    ["from": inSentence(dimensionTitle(name)), "to": inSentence(dimensionTitle(coarser))]))
            names[index] = coarser
        }
        let columns = expanded(definition, &state)
        let heads = [("dimension", text("table.background")), ("level", text("table.subgroup"))]
        var built = start(definition, columns, heads, &state)
        built.notice = notices.isEmpty ? nil : notices.joined(separator: " ")
        for name in names {
            for key in keys(name, columns) {
                append(
                    key, [dimensionTitle(name), key.first.map(levelTitle) ?? ""], columns, definition, &built, &state)
            }
        }
        if total {
            built.table.totals.insert(built.table.rows.count)
            append([], [text("table.total"), text("table.total")], columns, definition, &built, &state)
        }
        return built
    }

    /// The levels of a dimension that any column has, in the order of its code list.
    private func keys(_ name: String, _ columns: [Column]) -> [[BreakdownLevel]] {
        var keys: [[BreakdownLevel]] = []
        var seen: Set<[BreakdownLevel]> = []
        for column in columns {
            for figure in column.indicator.flatMap({ material.sets[$0] })?.figures ?? [] {
                guard let key = rowKey(figure, [name], column.at, false), seen.insert(key).inserted else { continue }
                keys.append(key)
            }
        }
        return ordered(keys, [name])
    }

    private func append(
        _ key: [BreakdownLevel], _ heads: [String], _ columns: [Column], _ definition: TableDefinition,
        _ built: inout BuiltTable, _ state: inout DocumentBuilder.BuildState
    ) {
        let figures = columns.map { figure(at: key, $0, definition, &state) }
        built.table.rows.append(heads.map(Cell.text) + zip(figures, columns).map { cell($0, $1) })
        built.figures.append(figures)
        built.rowLevels.append(key)
        built.isTotal.append(key.isEmpty)
    }
}
