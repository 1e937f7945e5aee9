import Disclosure
import Reporting

/// Networks of many nodes: names of the most connected only, and groups in place of nodes where there are too many.
extension ChartDrawing {
    /// More nodes than this are drawn as their groups.
    static let mostNodes = 200
    /// Of more nodes than this only the most connected are named, and there is no list of the others.
    static let mostNamedNodes = 40

    /// The names of the nodes with the most ties, as many as stand clear of each other, and a sentence that says which they are.
    mutating func drawMostTied(_ nodes: [NetworkNode], _ ties: [ChartTie], within box: Box) {
        var degrees = Array(repeating: 0, count: nodes.count)
        for tie in ties {
            degrees[tie.from] += 1
            degrees[tie.to] += 1
        }
        let order = nodes.indices.filter { degrees[$0] > 0 }.sorted { first, second in
            degrees[first] == degrees[second]
                ? chart.categories[first].code.utf8.lexicographicallyPrecedes(chart.categories[second].code.utf8)
                : degrees[first] > degrees[second]
        }
        let most = size.isNarrow ? 8 : 20
        let layout = text(smallFontSize, .bold)
        let limit = size.isNarrow ? 96.0 : 150
        var taken: [Box] = []
        var named = 0
        for index in order.prefix(most) {
            let node = nodes[index]
            let lines = layout.lines(chart.categories[index].label, within: limit, maximum: 2)
            let (width, height) = (layout.width(lines), Double(lines.count) * smallLineHeight)
            let free = places(around: node, width: width, height: height, within: box).filter { place, _ in
                !taken.contains(where: place.overlaps)
            }
            // A name may stand on small circles, but on as few as can be.
            let covered = free.map { place in
                nodes.count { other in
                    other.index != index
                        && place.0.overlaps(
                            Box(
                                x: other.centre.x - other.radius, y: other.centre.y - other.radius,
                                width: 2 * other.radius, height: 2 * other.radius))
                }
            }
            // Only the very first names are worth hiding more than one circle for.
            guard let (best, hidden) = zip(free, covered).min(by: { $0.1 < $1.1 }), hidden <= 1 || named < 3 else {
                continue
            }
            let (place, anchor) = best
            taken.append(place)
            named += 1
            let x =
                switch anchor {
                case .start: place.x
                case .middle: place.x + width / 2
                case .end: place.maxX
                }
            for (line, text) in lines.enumerated() {
                canvas.text(
                    text, x: x, y: place.y + (Double(line) + 0.5) * smallLineHeight + baselineShift(smallFontSize),
                    size: smallFontSize, weight: .bold, anchor: anchor, halo: style.background)
            }
        }
        guard named > 0 else { return }
        let sentence = locale.text(
            "chart.network-named",
            ["named": locale.text(Double(named), .integer), "count": locale.text(Double(nodes.count), .integer)])
        drawNote(sentence, y: box.maxY + 8)
        y += Double(smallText.lines(sentence, within: contentWidth, balanced: false).count) * smallLineHeight + 4
    }

    private mutating func drawNote(_ sentence: String, y top: Double) {
        for (line, text) in smallText.lines(sentence, within: contentWidth, balanced: false).enumerated() {
            canvas.text(
                text, x: left, y: top + Double(line) * smallLineHeight + smallFontSize, size: smallFontSize,
                fill: style.mutedInk)
        }
    }

    /// A sentence above a drawing that sums up.
    mutating func drawSummaryNote(_ sentence: String) {
        let lines = smallText.lines(sentence, within: contentWidth, balanced: false)
        drawNote(sentence, y: y)
        y += Double(lines.count) * smallLineHeight + 8
    }

    /// The network of the groups: circles with the number of their nodes, lines with the number of ties between them.
    ///
    /// What is counted is nodes and ties as they stand in the chart, each of which would be drawn if there were fewer; the weights,
    /// of which some may be withheld, do not count.
    mutating func drawNetworkOfGroups() {
        let summary = ChartDrawing(
            chart: chart.summedUpByGroup(nodes: networkGroups), locale: locale, size: size, style: style,
            includesTitle: false)
        drawSummaryNote(
            locale.text("chart.network-summary", ["count": locale.text(Double(chart.categories.count), .integer)]))
        var drawn = summary
        drawn.canvas = canvas
        drawn.y = y
        drawn.drawNetwork()
        canvas = drawn.canvas
        y = drawn.y
    }

    /// The group of each node.
    private var networkGroups: [Int] {
        let series = drawnSeries
        return chart.categories.indices.map { index in
            series.firstIndex { one in
                guard let number = number(one, index) else { return false }
                return number.isWithheld || value(of: number) != nil
            } ?? 0
        }
    }
}

extension Chart {
    /// A network whose nodes are the series of this one.
    fileprivate func summedUpByGroup(nodes: [Int]) -> Chart {
        let groups = series.filter { !ChartDrawing.isAuxiliary($0) }
        var counts = Array(repeating: 0, count: groups.count)
        for group in nodes where counts.indices.contains(group) { counts[group] += 1 }
        var between: [[Int]: Int] = [:]
        for tie in ties where nodes.indices.contains(tie.from) && nodes.indices.contains(tie.to) {
            let ends = [nodes[tie.from], nodes[tie.to]].sorted()
            if ends[0] != ends[1] { between[ends, default: 0] += 1 }
        }
        var chart = self
        chart.categories = groups.map { ChartCategory(code: $0.id, label: $0.label) }
        chart.format = .integer
        chart.valueTitle = ""
        chart.series = groups.indices.map { place in
            ChartSeries(
                id: groups[place].id, label: groups[place].label,
                values: counts.indices.map { index in
                    .unrestricted(
                        index == place ? Double(counts[index]) : nil,
                        because: "each of the nodes counted stands in the chart by itself")
                })
        }
        chart.ties = between.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ends, count in
            ChartTie(
                from: ends[0], to: ends[1],
                weight: .unrestricted(
                    Double(count), because: "each of the ties counted stands in the chart by itself"))
        }
        return chart
    }
}
