import Diagnostics
import Disclosure
import Indicators
import Records

/// A table with what charts need to draw it.
struct BuiltTable {
    var table: Table
    /// The levels that each row stands for.
    var rowLevels: [[BreakdownLevel]]
    /// Whether a row is a total over a dimension.
    var isTotal: [Bool]
    /// The numbers of each cell's figure by column id: value and, where there are, its limits.
    var figures: [[ProtectedFigure?]]
    /// The dimension of the rows, after stepping up.
    var dimension: String?
    /// A sentence on a changed level of detail.
    var notice: String?
    /// What heads each row in a chart with groups, where rows are figures; empty otherwise.
    var rowGroups: [String?] = []
    /// The drawing whose nodes are its rows; nil for other tables.
    var drawing: ProtectedDrawing?
    /// The dimension across and the level of each column that it repeats, by the column's id.
    var across: (definition: AcrossDefinition, levels: [String: String])?

    /// Whether a series of a chart draws a column: by its own name, or by that of the column that a dimension across repeats.
    func isDrawn(_ column: String, as name: String) -> Bool {
        column == name || across?.levels[column].map { column == "\(name)-\(slug($0))" } ?? false
    }
}

/// Makes tables from their definitions.
struct TableBuilder {
    let report: DocumentBuilder
    var locale: ReportLocale { report.locale }
    var material: ReportMaterial { report.material }

    func table(_ definition: TableDefinition, _ state: inout DocumentBuilder.BuildState) -> BuiltTable? {
        switch definition.rows {
        case .dimensions(let names, let total, let order):
            return byDimensions(definition, names, total, order, &state)
        case .subgroups(let names, let total): return bySubgroups(definition, names, total, &state)
        case .indicators(let codes): return byIndicators(definition, codes, &state)
        case .figures(let figures): return byFigures(definition, figures, &state)
        case .targets(let code): return targets(definition, code, &state)
        case .listing(let code, let limit, let order): return listing(definition, code, limit, order, &state)
        }
    }

    // MARK: Rows of dimensions

    private func byDimensions(
        _ definition: TableDefinition, _ wanted: [String], _ total: Bool, _ order: String?,
        _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        var names = wanted
        var notice: String?
        for (index, name) in names.enumerated() {
            guard let coarser = steppedUp(name, definition.columns) else { continue }
            notice = locale.text(
                "disclosure.stepped-up",
                ["from": inSentence(dimensionTitle(name)), "to": inSentence(dimensionTitle(coarser))])
            names[index] = coarser
        }
        let columns = expanded(definition, &state)
        var keys: [[BreakdownLevel]] = []
        var seen: Set<[BreakdownLevel]> = []
        for column in columns {
            guard let set = column.indicator.flatMap({ material.sets[$0] }) else { continue }
            for figure in set.figures {
                guard let key = rowKey(figure, names, column.at, total), seen.insert(key).inserted else { continue }
                keys.append(key)
            }
        }
        if let across = definition.across, across.symmetric, let name = names.first, names.count == 1 {
            keys = pairedKeys(name, across, columns)
        }
        keys = ordered(keys, names)
        if let order { keys = sorted(keys, by: order, columns, names, definition, &state) }
        var built = start(definition, columns, names.map { ($0, dimensionTitle($0)) }, &state)
        built.dimension = names.first
        built.notice = notice
        for key in keys {
            var cells: [Cell] = names.map { name in
                .text(key.first { $0.dimension == name }.map(levelTitle) ?? text("table.total"))
            }
            let isTotal = key.count < names.count
            var figures: [ProtectedFigure?] = []
            for column in columns {
                let figure = figure(at: key, column, definition, &state)
                // The first day of all is no total of days.
                let isDay = figure.map { $0.unit == .day || $0.unit == .moment } ?? false
                cells.append(isTotal && isDay ? .text("") : cell(figure, column))
                figures.append(figure)
            }
            if isTotal { built.table.totals.insert(built.table.rows.count) }
            built.table.rows.append(cells)
            built.figures.append(figures)
            built.rowLevels.append(key)
            built.isTotal.append(isTotal)
        }
        return built
    }

    /// The levels of a figure that head its row, when it belongs to the table at all.
    func rowKey(
        _ figure: ProtectedFigure, _ names: [String], _ at: [String: String], _ total: Bool
    ) -> [BreakdownLevel]? {
        var key: [BreakdownLevel] = []
        var fixed = 0
        for level in figure.breakdown {
            if let wanted = at[level.dimension] {
                guard wanted == level.level.name else { return nil }
                fixed += 1
            } else if names.contains(level.dimension) {
                key.append(level)
            } else {
                return nil
            }
        }
        guard fixed == at.count, key.count == names.count || total else { return nil }
        // A partial total keeps the leading dimensions: a region's row over all sectors, not a sector's over all regions.
        let leading = Set(names.prefix(key.count))
        guard key.allSatisfy({ leading.contains($0.dimension) }) else { return nil }
        return names.compactMap { name in key.first { $0.dimension == name } }
    }

    /// Rows in the order of code lists; totals after their parts.
    func ordered(_ keys: [[BreakdownLevel]], _ names: [String]) -> [[BreakdownLevel]] {
        let ranks = keys.enumerated().map { position, key in
            (key: key, rank: names.map { name in key.first { $0.dimension == name }.map { rank($0, position) } ?? [2] })
        }
        return ranks.enumerated().sorted { left, right in
            for (a, b) in zip(left.element.rank, right.element.rank) where a != b {
                return a.lexicographicallyPrecedes(b)
            }
            return left.offset < right.offset
        }.map(\.element.key)
    }

    private func rank(_ level: BreakdownLevel, _ position: Int) -> [Int] {
        switch level.level {
        case .missing: return [1, 0]
        case .number(let number): return [0, number]
        case .code(let code):
            let list =
                material.catalogue.dimension(level.dimension)?.codeList ?? (level.dimension == "item" ? "items" : nil)
            if let index = list.flatMap({ material.codeLists[$0]?.index(of: code) }) { return [0, index] }
            return [0, Int.max] + code.utf8.map(Int.init)
        }
    }

    func steppedUp(_ name: String, _ columns: [ColumnDefinition]) -> String? {
        for column in columns {
            if let code = column.indicator, let coarser = material.stepUps[code]?[name] { return coarser }
        }
        return nil
    }

    // MARK: Other rows

    private func byIndicators(
        _ definition: TableDefinition, _ codes: [String], _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        let columns = expanded(definition, &state)
        var built = start(definition, columns, [("indicator", text("table.indicator"))], &state)
        for code in codes {
            guard let indicator = material.catalogue.indicator(code), let set = material.sets[code] else {
                _ = report.figure(code, &state, at: definition.location)
                continue
            }
            let figures = columns.map { column in
                set.figure(at: column.at.map { BreakdownLevel(dimension: $0.key, level: level($0.value)) })
            }
            append(
                &built, label: indicator.title(in: locale.language), figures, columns,
                levels: [BreakdownLevel(dimension: "indicator", level: .code(code))])
        }
        return built
    }

    private func byFigures(
        _ definition: TableDefinition, _ wanted: [KeyFigureDefinition], _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        let columns = expanded(definition, &state)
        var built = start(definition, columns, [("figure", text("table.figure"))], &state)
        for entry in wanted {
            guard let figure = report.figure(entry.figure, &state, at: definition.location) else { continue }
            let title =
                entry.label.map(text) ?? material.catalogue.indicator(figure.indicator)?.title(in: locale.language)
                ?? entry.figure
            append(
                &built, label: title, columns.map { _ in figure }, columns,
                levels: [BreakdownLevel(dimension: "indicator", level: .code(entry.figure))])
            built.rowGroups.append(entry.group.map(text) ?? dimension(of: entry.figure))
        }
        return built
    }

    /// The title of the one dimension that a figure is broken down by.
    private func dimension(of figure: String) -> String? {
        guard let levels = FigureReference(figure)?.levels, levels.count == 1 else { return nil }
        return levels.keys.first.map(dimensionTitle)
    }

    private func targets(
        _ definition: TableDefinition, _ code: String, _ state: inout DocumentBuilder.BuildState
    ) -> BuiltTable? {
        guard let set = material.sets[code] else {
            _ = report.figure(code, &state, at: definition.location)
            return nil
        }
        let columns = expanded(definition, &state)
        let heads = [("measure", dimensionTitle("measure")), ("indicator", text("table.indicator"))]
        var built = start(definition, columns, heads, &state)
        for figure in set.figures {
            guard let name = figure.breakdown.first(where: { $0.dimension == "indicator" })?.level.name,
                let measure = figure.breakdown.first(where: { $0.dimension == "measure" })
            else { continue }
            let indicator = FigureReference(name).flatMap { material.catalogue.indicator($0.indicator) }
            var cells: [Cell] = [.text(levelTitle(measure)), .text(targetTitle(name))]
            for column in columns { cells.append(targetCell(figure, column, indicator)) }
            built.table.rows.append(cells)
            built.figures.append(columns.map { _ in figure })
            built.rowLevels.append(figure.breakdown)
            built.isTotal.append(false)
        }
        return built
    }

    /// A figure that a target names, in words, such as `Osallistumiset (läsnä)`.
    func targetTitle(_ name: String) -> String {
        let reference = FigureReference(name)
        let indicator = reference.flatMap { material.catalogue.indicator($0.indicator) }
        let title = indicator?.title(in: locale.language) ?? name
        guard let reference, !reference.levels.isEmpty else { return title }
        let levels = reference.levels.sorted { $0.key < $1.key }.map {
            levelTitle(BreakdownLevel(dimension: $0.key, level: level($0.value)))
        }
        return "\(title) (\(levels.joined(separator: ", ")))"
    }

    private func targetCell(_ figure: ProtectedFigure, _ column: Column, _ indicator: Indicator?) -> Cell {
        let format = indicator.map(report.format) ?? .decimal(2)
        switch column.show {
        case "value": return .formatted(figure.value, format)
        case "target": return figure.further("target").map { .formatted($0, format) } ?? .absent(reason: "no-target")
        case "projected":
            return figure.further("projected").map { .formatted($0, format) } ?? .absent(reason: "not-applicable")
        case "due": return figure.day("due").map(Cell.day) ?? .absent(reason: "not-applicable")
        case "status":
            return .text(report.words(TargetProgress(figure, of: indicator, asOf: report.occasion.asOf)))
        case "unit": return .text(text("unit.\(indicator?.unit.rawValue ?? "number")"))
        default: return cell(figure, column)
        }
    }

    private func append(
        _ built: inout BuiltTable, label: String, _ figures: [ProtectedFigure?], _ columns: [Column],
        levels: [BreakdownLevel]
    ) {
        built.table.rows.append([.text(label)] + zip(figures, columns).map { cell($0, $1, mixed: true) })
        built.figures.append(figures)
        built.rowLevels.append(levels)
        built.isTotal.append(false)
    }

    func text(_ key: String) -> String { locale.text(key) }

    /// A title as it stands within a sentence: without the capital at its start.
    func inSentence(_ title: String) -> String { title.prefix(1).lowercased() + title.dropFirst() }
}
