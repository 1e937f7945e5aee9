import Statistics
import Tabulation

/// Scales: how their items go together, from the counts of each pair of answers.
extension Evaluator {
    func scaleFigures(
        _ rows: RowSelection, _ analysis: ScaleAnalysis, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: Computed] {
        var result: [GroupKey: Computed] = [:]
        for (key, answers) in itemAnswers(rows, analysis.scale, dimensions, scope) {
            let moments = try? answers.moments(of: analysis.scale.definition)
            let found = moments.flatMap { moments in (try? ScaleReliability(moments)).map { (moments, $0) } }
            switch analysis {
            case .reliability:
                result[key] =
                    found.map { Self.reliability($1, McDonaldsOmega($0).omega) } ?? .absent(.notApplicable)
            case .itemRest(let scale):
                for (place, item) in scale.items.enumerated() {
                    result[key + [.code(item)]] =
                        found.map { Self.itemRest($1.items[place], rows: $1.rows) } ?? .absent(.notApplicable)
                }
            }
        }
        return result
    }

    private static func reliability(_ found: ScaleReliability, _ omega: Estimate) -> Computed {
        var value = Computed(found.alpha)
        value.further = [
            NamedValue("omega", omega.value), NamedValue("omegaLower", omega.interval?.lowerBound),
            NamedValue("omegaUpper", omega.interval?.upperBound),
            NamedValue("standardisedAlpha", found.standardisedAlpha.value),
            NamedValue("averageR", found.averageCorrelation.value), NamedValue("items", Double(found.items.count)),
            NamedValue("complete", Double(found.completeRows)),
        ]
        return value
    }

    private static func itemRest(_ item: ScaleReliability.Item, rows: Int) -> Computed {
        var value = Computed(item.restCorrelation)
        value.further = [
            NamedValue("alphaDropped", item.alphaIfDropped.value), NamedValue("itemMean", item.mean.value),
            NamedValue("itemSd", item.standardDeviation.value), NamedValue("missing", Double(item.missing)),
        ]
        value.reveals += [RevealedCount("answered", rows - item.missing), RevealedCount("missing", item.missing)]
        return value
    }

    // MARK: Counts of pairs

    /// The answers to each pair of a scale's items, in each group of rows.
    private func itemAnswers(
        _ rows: RowSelection, _ scale: Scale, _ dimensions: [Dimension], _ scope: Scope
    ) -> [GroupKey: ItemAnswers] {
        let columns = scale.columns
        // A mean that needs every item is missing where any is; other than `answered` it also takes numbers only.
        let complete = "present(mean_of(\(columns.count), \(columns.joined(separator: ", "))))"
        let pairs = columns.indices.flatMap { first in (first..<columns.count).map { (first, $0) } }
        let tables = pairs.map { first, second in
            let axes = (first == second ? [first] : [first, second]).enumerated().map { place, item in
                Dimension(
                    name: "answer\(place + 1)", titles: [:], expression: columns[item], expressionByTable: [:],
                    codeList: nil, showsAllLevels: false, rollUp: nil)
            }
            return (
                all: answer(request(rows, by: dimensions + axes, .rows, scope)),
                complete: answer(request(rows, by: dimensions + axes, .rows, and: complete, scope))
            )
        }
        let places = tables.map { $0.all.axes.dropFirst(dimensions.count).map(\.places).max() ?? 0 }.max() ?? 0
        let available = tables.map { answers(in: $0.all, after: dimensions.count, places: places) }
        let whole = tables.map { answers(in: $0.complete, after: dimensions.count, places: places) }
        var result: [GroupKey: ItemAnswers] = [:]
        for key in available.first?.keys.map(\.self) ?? [] {
            result[key] = ItemAnswers(
                places: places, available: available.map { $0[key] ?? [] }, complete: whole.map { $0[key] ?? [] })
        }
        return result
    }

    /// The answers of a table's cells by group; values with fewer decimals than `places` get more.
    private func answers(
        in table: CrossTabulation, after dimensions: Int, places: Int
    ) -> [GroupKey: [ItemAnswers.Cell]] {
        let units = table.axes.dropFirst(dimensions).map { axis -> Int in
            // Of more decimals than 18 a unit does not fit, nor does any column have them.
            (axis.places..<max(axis.places, min(18, places))).reduce(1 as Int) { unit, _ in unit * 10 }
        }
        var result: [GroupKey: [ItemAnswers.Cell]] = [:]
        // The cells of a group come one after the other: its key is made once, not once for each.
        var (group, own) = (table.cells.first?.levels.prefix(dimensions) ?? [], [ItemAnswers.Cell]())
        func end() {
            if !own.isEmpty { result[group.map(BreakdownLevel.Level.init), default: []] += own }
            own = []
        }
        for cell in table.cells where cell.levels.count == dimensions + units.count {
            if cell.levels.prefix(dimensions) != group {
                end()
                group = cell.levels.prefix(dimensions)
            }
            guard let unit = units.first, let otherUnit = units.last, let level = cell.levels.last else { continue }
            own.append(
                ItemAnswers.Cell(
                    first: ItemAnswers.Answer(cell.levels[dimensions], unit: unit),
                    second: ItemAnswers.Answer(level, unit: otherUnit), count: cell.aggregate.count))
        }
        end()
        return result
    }
}
