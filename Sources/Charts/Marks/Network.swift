import Disclosure
import Reporting

/// A circle of a network.
struct NetworkNode {
    let index: Int
    var centre: Point
    let radius: Double
    /// The series it belongs to: the first with a number for it.
    let group: Int
    let number: ProtectedNumber?
}

extension ChartDrawing {
    /// Organisations or sectors as circles and their ties as lines; series are groups of circles.
    ///
    /// A circle whose name has no room beside it has a number inside, and its name stands in a list below.
    mutating func drawNetwork() {
        if chart.categories.count > ChartDrawing.mostNodes {
            drawNetworkOfGroups()
            return
        }
        let series = drawnSeries
        if series.count > 1 {
            drawLegend(
                series.enumerated().map {
                    (.point(MarkerShape(series: $0), colour: style.colour($0).mark, hollow: false), $1.label)
                })
        } else {
            drawValueTitle()
        }
        let ties = chart.ties.filter {
            chart.categories.indices.contains($0.from) && chart.categories.indices.contains($0.to) && $0.from != $0.to
        }
        let count = chart.categories.count
        let height = networkHeight(count)
        var nodes = networkNodes(series)
        let onMap = chart.placesOnMap ? RegionPlaces.places(of: chart.categories.map(\.code)) : nil
        let places =
            onMap
            ?? NetworkLayout(keys: chart.categories.map(\.code), ties: ties.map { ($0.from, $0.to) }).places
        fit(&nodes, places, into: Box(x: left, y: y, width: contentWidth, height: height))
        drawTies(ties, nodes)
        for node in nodes { drawNode(node) }
        let lines = ties.map { (nodes[$0.from].centre, nodes[$0.to].centre) }
        if count > ChartDrawing.mostNamedNodes {
            drawMostTied(nodes, ties, within: Box(x: left, y: y, width: contentWidth, height: height))
            y += height + 6
            return
        }
        let weights = drawTieLabels(ties, nodes)
        let unnamed = drawNames(
            nodes, lines, avoiding: weights, within: Box(x: left, y: y, width: contentWidth, height: height))
        y += height + 6
        drawNameList(unnamed)
    }

    /// A few circles need less room than many.
    private func networkHeight(_ count: Int) -> Double {
        if count > 80 { return size.isNarrow ? 520 : 680 }
        if count > 30 { return size.isNarrow ? 460 : 560 }
        if count > 7 { return size.isNarrow ? 360 : 420 }
        return size.isNarrow ? 320 : 330
    }

    private func networkNodes(_ series: [ChartSeries]) -> [NetworkNode] {
        let groups = chart.categories.indices.map { index in
            series.firstIndex { item in
                guard let number = number(item, index) else { return false }
                return number.isWithheld || value(of: number) != nil
            } ?? 0
        }
        let numbers = chart.categories.indices.map { index in
            series.indices.contains(groups[index]) ? number(series[groups[index]], index) : nil
        }
        let largest = numbers.reduce(0) { max($0, value(of: $1) ?? 0) }
        let crowd = min(1, (30 / Double(max(chart.categories.count, 1))).squareRoot())
        // Circles of many nodes have no number inside, and may be smaller.
        let isMany = chart.categories.count > ChartDrawing.mostNamedNodes
        let (least, most) =
            isMany
            ? (size.isNarrow ? 3.2 : 4.5, size.isNarrow ? max(6, 19 * crowd) : max(9, 28 * crowd))
            : size.isNarrow ? (8.0, max(9, 19 * crowd)) : (8.5, max(10, 28 * crowd))
        return chart.categories.indices.map { index in
            let share = largest > 0 ? max(value(of: numbers[index]) ?? 0, 0) / largest : 0
            // Areas are in proportion to values, which is how sizes of circles are read.
            return NetworkNode(
                index: index, centre: Point(x: 0, y: 0), radius: max(least, most * share.squareRoot()),
                group: groups[index], number: numbers[index])
        }
    }

    /// Scales places to a box, with room for names at its sides, and pushes circles apart that touch.
    private func fit(_ nodes: inout [NetworkNode], _ places: [Point], into box: Box) {
        let margin = Double(nodes.map(\.radius).max() ?? 0) + lineHeight
        let side = size.isNarrow ? 40.0 : 90
        let (lowX, highX) = (places.map(\.x).min() ?? 0, places.map(\.x).max() ?? 0)
        let (lowY, highY) = (places.map(\.y).min() ?? 0, places.map(\.y).max() ?? 0)
        let inner = Box(
            x: box.x + side, y: box.y + margin, width: box.width - 2 * side, height: box.height - 2 * margin)
        // Stretching one way somewhat uses the room better and leaves the shape readable.
        let scaleX = highX - lowX > 1e-6 ? inner.width / (highX - lowX) : 0
        let scaleY = highY - lowY > 1e-6 ? inner.height / (highY - lowY) : 0
        let fitX = scaleY > 0 ? min(scaleX, 1.7 * scaleY) : scaleX
        let fitY = scaleX > 0 ? min(scaleY, 1.7 * scaleX) : scaleY
        for index in nodes.indices {
            nodes[index].centre = Point(
                x: inner.x + inner.width / 2 + (places[index].x - (lowX + highX) / 2) * fitX,
                y: inner.y + inner.height / 2 + (places[index].y - (lowY + highY) / 2) * fitY)
        }
        for _ in 0..<60 where !pushApart(&nodes, within: box) { break }
    }

    /// One round of pushing; whether any two circles were too close.
    private func pushApart(_ nodes: inout [NetworkNode], within box: Box) -> Bool {
        var moved = false
        for i in nodes.indices {
            for j in nodes.indices where j > i {
                let wanted = nodes[i].radius + nodes[j].radius + (nodes.count > 80 ? 3 : 5)
                var (dx, dy) = (nodes[j].centre.x - nodes[i].centre.x, nodes[j].centre.y - nodes[i].centre.y)
                var length = (dx * dx + dy * dy).squareRoot()
                guard length < wanted - 0.01 else { continue }
                if length < 1e-6 {
                    // Two circles in one place part in a direction that follows from their order.
                    (dx, dy, length) = (Double(j % 3) - 1, 1, 1)
                }
                let push = (wanted - length) / 2 / length
                nodes[i].centre.x -= dx * push
                nodes[i].centre.y -= dy * push
                nodes[j].centre.x += dx * push
                nodes[j].centre.y += dy * push
                moved = true
            }
        }
        for i in nodes.indices {
            let radius = nodes[i].radius + 2
            nodes[i].centre.x = min(max(nodes[i].centre.x, box.x + radius), box.maxX - radius)
            nodes[i].centre.y = min(max(nodes[i].centre.y, box.y + radius), box.maxY - radius)
        }
        return moved
    }

    static func withheldTie(_ style: ChartStyle) -> Canvas.Paint {
        Canvas.Paint(stroke: style.mutedInk, strokeWidth: 1.4, dash: "2 4")
    }

    private mutating func drawTies(_ ties: [ChartTie], _ nodes: [NetworkNode]) {
        let largest = ties.reduce(0) { max($0, value(of: $1.weight) ?? 0) }
        let isMany = nodes.count > ChartDrawing.mostNamedNodes
        for tie in ties {
            let (from, to) = (nodes[tie.from].centre, nodes[tie.to].centre)
            if let weight = value(of: tie.weight) {
                let share = largest > 0 ? max(weight, 0) / largest : 0
                canvas.line(
                    x1: from.x, y1: from.y, x2: to.x, y2: to.y,
                    Canvas.Paint(
                        stroke: isMany ? "#c3ccd3" : "#9aa7b2", strokeWidth: isMany ? 0.7 + 1.3 * share : 1 + 5 * share)
                )
            } else if tie.weight.isWithheld {
                showsWithheldTie = true
                canvas.line(x1: from.x, y1: from.y, x2: to.x, y2: to.y, ChartDrawing.withheldTie(style))
            }
        }
    }

    private mutating func drawNode(_ node: NetworkNode) {
        let shape = MarkerShape(series: node.group)
        if node.number?.isWithheld == true {
            showsWithheld = true
            canvas.circle(
                x: node.centre.x, y: node.centre.y, radius: node.radius,
                Canvas.Paint(fill: hatch, stroke: style.mutedInk, strokeWidth: 1.5))
        } else if value(of: node.number) == nil {
            canvas.circle(
                x: node.centre.x, y: node.centre.y, radius: node.radius,
                Canvas.Paint(fill: style.empty, stroke: style.axis, dash: "3 3"))
        } else {
            drawMarker(
                shape, at: node.centre, radius: shape == .circle ? node.radius : node.radius * 0.88,
                colour: style.colour(node.group).mark)
        }
    }
}
