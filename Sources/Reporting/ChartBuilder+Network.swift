import Disclosure
import Indicators

/// Networks drawn from a table with one group at the rows and the other across.
extension ChartBuilder {
    /// Groups as circles, and the numbers of the table's cells as ties between them.
    ///
    /// In a symmetric table a pair stands in two cells and is drawn once; its diagonal, ties within a group, stays in the table.
    func network(
        _ definition: ChartDefinition, _ built: BuiltTable, _ state: inout DocumentBuilder.BuildState
    ) -> Chart? {
        let table = built.table
        let columns = table.columns.enumerated().compactMap { index, column -> (index: Int, level: String)? in
            guard definition.series.contains(where: { built.isDrawn(column.id, as: $0.column) }),
                let level = built.across?.levels[column.id]
            else { return nil }
            return (index, level)
        }
        guard let across = built.across?.definition, let format = columns.first.map({ table.columns[$0.index].format })
        else {
            state.report(
                "report.network", definition.location,
                "the network '\(definition.id)' draws a table that has no columns across to tie its rows to",
                "give the table '\(definition.table)' an `across:`, and name its column under `series:`")
            return nil
        }
        let isOneGroup = across.symmetric || hasSameLevels(built.dimension, across.dimension)
        var nodes = Nodes()
        let rows = table.rows.indices.filter { built.isTotal.indices.contains($0) && !built.isTotal[$0] }
        let rowNodes = rows.map { row -> Int in
            let label = if case .text(let text) = table.rows[row][0] { text } else { "" }
            return nodes.place(built.rowLevels[row].first?.level.name ?? label, label, group: 0)
        }
        let titles = TableBuilder(report: report)
        let columnNodes = columns.map { column -> Int in
            let level = BreakdownLevel(dimension: across.dimension, level: titles.level(column.level))
            return nodes.place(column.level, titles.levelTitle(level), group: isOneGroup ? 0 : 1)
        }
        var ties: [ChartTie] = []
        for (row, from) in zip(rows, rowNodes) {
            for (column, to) in zip(columns, columnNodes) where from != to {
                if across.symmetric && from > to { continue }
                let weight = number(table.rows[row][column.index])
                guard weight.isWithheld || (weight.value ?? 0) != 0 else { continue }
                ties.append(ChartTie(from: from, to: to, weight: weight))
            }
        }
        var drawn = table
        // The circles have a source of their own.
        let circled = definition.circles.flatMap { report.material.catalogue.indicator($0.indicator) }
        let tables = circled.map { DocumentBuilder.tables(of: $0.calculation) } ?? []
        for source in tables.compactMap({ report.material.sources[$0] }) where !drawn.source.contains(source) {
            drawn.source += (drawn.source.isEmpty ? "" : "; ") + source
        }
        let title = report.sentence(definition.title, &state)
        let series = circles(definition, nodes, [built.dimension ?? "", across.dimension], &state)
        let tieTitle =
            definition.tieTitle.isEmpty ? valueTitle(definition) : report.text(definition.tieTitle)
        let tieFormat = definition.format ?? format ?? .integer
        return Chart(
            id: definition.id, mark: .network, title: title, caption: caption(definition, drawn, &state),
            alternativeText: alternativeText(title, nodes, series, ties, tieTitle, tieFormat),
            categoryTitle: table.columns[0].title, valueTitle: valueTitle(definition), format: tieFormat,
            categories: nodes.categories, series: series, ties: ties, tieTitle: tieTitle,
            placesOnMap: definition.placesOnMap, table: table.id, categoryColumn: table.columns[0].id,
            seriesColumns: columns.map { table.columns[$0.index].id })
    }

    /// The circles of a network, each once.
    private struct Nodes {
        var categories: [ChartCategory] = []
        var groups: [Int] = []

        mutating func place(_ code: String, _ label: String, group: Int) -> Int {
            if let known = categories.indices.first(where: { categories[$0].code == code && groups[$0] == group }) {
                return known
            }
            categories.append(ChartCategory(code: code, label: label))
            groups.append(group)
            return categories.count - 1
        }
    }

    private func hasSameLevels(_ first: String?, _ second: String) -> Bool {
        let catalogue = report.material.catalogue
        guard let list = first.flatMap({ catalogue.dimension($0)?.codeList }) else { return false }
        return list == catalogue.dimension(second)?.codeList
    }

    /// One series for each group of circles, with the numbers that they are as large as.
    private func circles(
        _ definition: ChartDefinition, _ nodes: Nodes, _ dimensions: [String],
        _ state: inout DocumentBuilder.BuildState
    ) -> [ChartSeries] {
        let set = definition.circles.flatMap { report.material.sets[$0.indicator] }
        if let wanted = definition.circles, set == nil {
            _ = report.figure(wanted.indicator, &state, at: definition.location)
        }
        let groups = Set(nodes.groups).sorted()
        let indicator = definition.circles.flatMap { report.material.catalogue.indicator($0.indicator) }
        return groups.map { group in
            let title =
                groups.count > 1
                ? TableBuilder(report: report).dimensionTitle(dimensions[group])
                : indicator?.title(in: locale.language) ?? ""
            let values = nodes.categories.indices.map { index -> ProtectedNumber in
                guard nodes.groups[index] == group, let wanted = definition.circles, let set,
                    let figure = set.figure(at: [
                        BreakdownLevel(
                            dimension: wanted.dimension,
                            level: TableBuilder(report: report).level(nodes.categories[index].code))
                    ])
                else { return .unrestricted(nil, because: "the circle has no number of its own") }
                return figure.value
            }
            return ChartSeries(id: groups.count > 1 ? dimensions[group] : "circles", label: title, values: values)
        }
    }

    /// The network in words: how large its circles are, and its ties, of many the strongest.
    private func alternativeText(
        _ title: String, _ nodes: Nodes, _ series: [ChartSeries], _ ties: [ChartTie], _ tieTitle: String,
        _ format: NumberFormat
    ) -> String {
        var sentences = [locale.text("chart.kind.network"), title.hasSuffix(".") ? title : title + "."]
        for line in series {
            let sizes = zip(nodes.categories, line.values).filter { $0.1.value != nil || $0.1.isWithheld }
            guard !sizes.isEmpty else { continue }
            let list = sizes.map { "\($0.0.label) \(locale.text($0.1, .integer))" }.joined(separator: "; ")
            sentences.append(locale.text("chart.alt.all", ["series": line.label, "list": list]))
        }
        let shown = ties.count <= 15 ? ties : Array(strongest(ties).prefix(10))
        let list = shown.map { tie in
            "\(nodes.categories[tie.from].label) – \(nodes.categories[tie.to].label) \(locale.text(tie.weight, format))"
        }
        let key = ties.count <= 15 ? "chart.alt.all" : "chart.alt.some"
        if !list.isEmpty {
            sentences.append(
                locale.text(key, ["series": tieTitle.isEmpty ? title : tieTitle, "list": list.joined(separator: "; ")]))
        }
        return sentences.joined(separator: " ")
    }

    private func strongest(_ ties: [ChartTie]) -> [ChartTie] {
        ties.enumerated().sorted { left, right in
            let (a, b) = (left.element.weight.value ?? -1, right.element.weight.value ?? -1)
            return a == b ? left.offset < right.offset : a > b
        }.map(\.element)
    }
}
