import Disclosure
import Indicators

/// Networks and trees drawn node by node, of a listing of nodes.
extension ChartBuilder {
    /// Nodes coloured by group; those of a network as circles as large as their number of ties.
    func drawing(
        _ definition: ChartDefinition, _ drawing: ProtectedDrawing, _ built: BuiltTable,
        _ state: inout DocumentBuilder.BuildState
    ) -> Chart {
        let table = built.table
        let titles = TableBuilder(report: report)
        let groups = titles.groups(of: drawing)
        let title = report.sentence(definition.title, &state)
        let categories = drawing.nodes.map { node in
            ChartCategory(
                code: node.key, label: titles.nodeTitle(node, of: drawing),
                group: drawing.form == .tree ? titles.groupTitle(node.group, of: drawing) : nil)
        }
        let series = groups.map { group in
            ChartSeries(
                id: group?.name ?? "none", label: titles.groupTitle(group, of: drawing),
                values: drawing.nodes.map { node in
                    guard node.group == group else {
                        return .unrestricted(nil, because: "the node is in another group")
                    }
                    return .unrestricted(
                        Double(node.ties), because: "only public nodes and groups above the threshold are drawn")
                })
        }
        let ties = drawing.ties.map { tie in
            ChartTie(
                from: tie.from, to: tie.to,
                weight: .unrestricted(
                    Double(tie.count), because: "only public nodes and groups above the threshold are drawn"))
        }
        var chart = Chart(
            id: definition.id, mark: definition.mark, title: title,
            caption: caption(definition, drawing, table, &state), alternativeText: "",
            categoryTitle: table.columns[0].title, valueTitle: valueTitle(definition),
            format: definition.format ?? .integer, categories: categories, series: series,
            ties: drawing.form == .tree ? [] : ties,
            tieTitle: definition.tieTitle.isEmpty ? locale.text("drawing.ties") : report.text(definition.tieTitle),
            parents: drawing.form == .tree ? parents(of: drawing) : [], table: table.id,
            categoryColumn: table.columns[0].id, seriesColumns: [])
        chart.alternativeText =
            drawing.form == .tree ? locale.alternativeText(ofTree: chart) : locale.alternativeText(ofNetwork: chart)
        return chart
    }

    /// Where each node of a tree comes from: those of generation 0 are where it begins.
    private func parents(of drawing: ProtectedDrawing) -> [ChartParent] {
        var parents = drawing.nodes.map { node in node.generation == 0 ? ChartParent.origin : .unknown }
        for tie in drawing.ties where parents.indices.contains(tie.to) { parents[tie.to] = .category(tie.from) }
        return parents
    }

    /// The definition's caption, whom it leaves out, and the source.
    private func caption(
        _ definition: ChartDefinition, _ drawing: ProtectedDrawing, _ table: Table,
        _ state: inout DocumentBuilder.BuildState
    ) -> String {
        var sentences: [String] = []
        if let subject = drawing.subject { sentences.append(locale.text("drawing.subject", ["title": subject])) }
        let merged = drawing.nodes.filter(\.isMerged).reduce(0) { $0 + $1.count }
        if merged > 0 {
            sentences.append(locale.text("drawing.merged", ["count": locale.text(Double(merged), .integer)]))
        }
        let unnamed = drawing.nodes.count { $0.title == nil && !$0.isMerged }
        if unnamed > 0 {
            sentences.append(locale.text("drawing.unnamed.note", ["count": locale.text(Double(unnamed), .integer)]))
        }
        if drawing.omitted > 0 { sentences.append(locale.text("drawing.omitted")) }
        let rest = caption(definition, table, &state)
        return (sentences + (rest.isEmpty ? [] : [rest])).joined(separator: " ")
    }
}

extension TableBuilder {
    /// The groups of a drawing's nodes in the order of their dimension; nil last for those without one.
    func groups(of drawing: ProtectedDrawing) -> [BreakdownLevel.Level?] {
        let attribute = drawing.attribute ?? ""
        let levels = Set(drawing.nodes.compactMap(\.group))
        let known = ordered(levels.map { [BreakdownLevel(dimension: attribute, level: $0)] }, [attribute])
            .compactMap { $0.first?.level }
        let isAnyWithout = drawing.nodes.contains { $0.group == nil }
        return known.map(Optional.some) + (isAnyWithout || known.isEmpty ? [nil] : [])
    }

    /// What a node of a drawing is called.
    func nodeTitle(_ node: ProtectedDrawing.Node, of drawing: ProtectedDrawing) -> String {
        if let title = node.title { return title }
        guard node.isMerged else { return locale.text("drawing.unnamed") }
        let count = locale.text(Double(node.count), .integer)
        guard node.group != nil else { return locale.text("drawing.rest", ["count": count]) }
        return locale.text("drawing.group", ["group": groupTitle(node.group, of: drawing), "count": count])
    }

    /// What a group of nodes is called.
    func groupTitle(_ group: BreakdownLevel.Level?, of drawing: ProtectedDrawing) -> String {
        guard let group, let attribute = drawing.attribute else { return locale.text("drawing.no-group") }
        return levelTitle(BreakdownLevel(dimension: attribute, level: group))
    }
}
