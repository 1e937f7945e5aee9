import Disclosure
import Indicators
import Records

/// Tables whose rows and columns are the two ends of pairs without a direction, such as ties between sectors.
///
/// The catalogue counts each pair of groups once, under one order of the two; the table shows it in both of its cells.
extension TableBuilder {
    /// The levels across: those that stand at either end of a pair.
    func pairedLevels(
        _ across: AcrossDefinition, _ codes: [String], _ names: [String], _ definition: TableDefinition
    ) -> [String] {
        guard case .dimensions(let rows, _, _) = definition.rows, let row = rows.first else { return names }
        var all = names
        for code in codes {
            for figure in material.sets[code]?.figures ?? []
            where figure.breakdown.contains(where: { $0.dimension == across.dimension }) {
                for level in figure.breakdown where level.dimension == row && !all.contains(level.level.name) {
                    all.append(level.level.name)
                }
            }
        }
        return all
    }

    /// The rows: one for each level across.
    func pairedKeys(_ name: String, _ across: AcrossDefinition, _ columns: [Column]) -> [[BreakdownLevel]] {
        var seen: Set<String> = []
        return columns.compactMap { $0.at[across.dimension] }.filter { seen.insert($0).inserted }.map {
            [BreakdownLevel(dimension: name, level: level($0))]
        }
    }

    /// The figure of a cell; in a table of pairs that of either order.
    func figure(
        at key: [BreakdownLevel], _ column: Column, _ definition: TableDefinition,
        _ state: inout DocumentBuilder.BuildState
    ) -> ProtectedFigure? {
        guard let set = column.indicator.flatMap({ material.sets[$0] }) else { return nil }
        let plain = set.figure(
            at: key + column.at.map { BreakdownLevel(dimension: $0.key, level: level($0.value)) })
        guard let across = definition.across, across.symmetric, let own = key.first, key.count == 1,
            let other = column.at[across.dimension], own.level.name != other
        else { return plain }
        var at = column.at
        at[across.dimension] = own.level.name
        let mirrored = set.figure(
            at: [BreakdownLevel(dimension: own.dimension, level: level(other))]
                + at.map { BreakdownLevel(dimension: $0.key, level: level($0.value)) })
        guard let plain else { return mirrored }
        guard let mirrored, mirrored.value.value != 0 else { return plain }
        guard plain.value.value == 0 else {
            state.report(
                "report.not-symmetric", definition.location,
                "the table '\(definition.id)' is declared symmetric, and '\(set.indicator)' counts pairs in both orders",
                "let the dimensions '\(own.dimension)' and '\(across.dimension)' put the two ends of a pair in order")
            return plain
        }
        return mirrored
    }

    /// Rows in the order of a column's values, the least first; rows without a value come last, and totals after them.
    func sorted(
        _ keys: [[BreakdownLevel]], by order: String, _ columns: [Column], _ names: [String],
        _ definition: TableDefinition, _ state: inout DocumentBuilder.BuildState
    ) -> [[BreakdownLevel]] {
        guard let column = columns.first(where: { $0.id == order }) else {
            state.report(
                "report.unknown-column", definition.location,
                "the table '\(definition.id)' is ordered by a column '\(order)' that it lacks",
                "write one of \(columns.map(\.id).joined(separator: ", "))")
            return keys
        }
        let values = keys.map { key -> Double in
            guard key.count == names.count else { return .infinity }
            // A withheld number must not be told by the place of its row.
            return figure(at: key, column, definition, &state)?.value.value ?? .greatestFiniteMagnitude
        }
        return keys.indices.sorted { (values[$0], $0) < (values[$1], $1) }.map { keys[$0] }
    }
}
