import Charts
import Disclosure
import Reporting

extension PageContext {
    /// A figure: two drawings, of which the style sheet shows one, and its numbers or a link to them.
    mutating func chart(_ chart: Chart, at position: Places.Position) -> Values {
        guard let place = places.figures[position] else { return ["template": "paragraph", "content": chart.title] }
        var drawn = chart
        drawn.id = place.anchor  // ids within the drawings begin with it, and it is used once
        let label = locale.text("html.figure", ["number": String(place.number)])
        let standing = places.table(chart.table)
        var values: Values = [
            "template": "chart", "anchor": place.anchor, "captionAnchor": place.anchor + "-caption", "label": label,
            "title": chart.title, "caption": chart.caption,
            "wide": svg(of: drawn, locale: locale, size: .column, style: options.style),
            "narrow": svg(of: drawn, locale: locale, size: .pagePhone, style: options.style),
            "numbersTable": false, "hasDataTables": false, "inPrint": false,
        ]
        if let standing, standing.section == position.section {
            values["numbersTable"] = ["anchor": standing.anchor, "label": self.label(ofTable: standing)] as Values
        } else {
            values["hasDataTables"] = true
            values["dataTables"] = dataTables(chart, anchor: place.anchor, label: label)
            // On paper the numbers stand once: here only when the document has no table of them.
            values["inPrint"] = standing == nil
        }
        return values
    }

    private mutating func dataTables(_ chart: Chart, anchor: String, label: String) -> [Values] {
        var tables = [tableValues(numbers(of: chart), anchor: anchor + "-numbers", label: label)]
        if !chart.ties.isEmpty { tables.append(tableValues(ties(of: chart), anchor: anchor + "-ties", label: label)) }
        return tables
    }

    /// The numbers that a chart draws: a row for each category, a column for each series that has a name, and in a tree what each
    /// category comes from.
    private func numbers(of chart: Chart) -> Table {
        let series = chart.series.filter { !$0.label.isEmpty }
        let hasGroups = chart.categories.contains { $0.group != nil }
        var columns = [TableColumn(id: "category", title: chart.categoryTitle)]
        if hasGroups { columns.insert(TableColumn(id: "group", title: chart.groupTitle), at: 0) }
        let isTree = !chart.parents.isEmpty
        if isTree { columns.append(TableColumn(id: "parent", title: locale.text("chart.parent"))) }
        columns += series.map {
            TableColumn(id: $0.id, title: $0.label, format: $0.isObservations ? .integer : chart.format)
        }
        let rows: [[Cell]] = chart.categories.enumerated().map { index, category in
            let heads: [Cell] =
                hasGroups ? [.text(category.group ?? ""), .text(category.label)] : [.text(category.label)]
            return heads + (isTree ? [.text(locale.source(of: index, in: chart))] : [])
                + series.map { series in
                    .number(
                        series.values.indices.contains(index)
                            ? series.values[index] : .unrestricted(nil, because: "the series ends before this category")
                    )
                }
        }
        return Table(
            id: "numbers", title: chart.title, shortTitle: "", columns: columns, rows: rows,
            rowHeaders: hasGroups ? 2 : 1)
    }

    /// The ties of a network: who with whom, and how strongly.
    private func ties(of chart: Chart) -> Table {
        let columns = [
            TableColumn(id: "from", title: locale.text("html.tie-from")),
            TableColumn(id: "to", title: locale.text("html.tie-to")),
            TableColumn(
                id: "weight", title: chart.tieTitle.isEmpty ? locale.text("html.tie-weight") : chart.tieTitle,
                format: chart.format),
        ]
        let rows: [[Cell]] = chart.ties.compactMap { tie in
            guard chart.categories.indices.contains(tie.from), chart.categories.indices.contains(tie.to) else {
                return nil
            }
            return [
                .text(chart.categories[tie.from].label), .text(chart.categories[tie.to].label), .number(tie.weight),
            ]
        }
        return Table(
            id: "ties", title: locale.text("html.ties", ["title": chart.title]), shortTitle: "", columns: columns,
            rows: rows, rowHeaders: 2)
    }
}

extension ChartSize {
    /// What is left of a phone's 360 pixels between the margins of the page.
    static let pagePhone = ChartSize(name: "phone", width: 328, fontSize: 13)
}
