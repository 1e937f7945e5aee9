import Disclosure
import Reporting

extension ChartDrawing {
    /// A circle of a network.
    private struct Node {
        let index: Int
        var centre: Point
        let radius: Double
        /// The series it belongs to: the first with a number for it.
        let group: Int
        let number: ProtectedNumber?
    }

    /// Organisations or sectors as circles and their ties as lines; series are groups of circles.
    ///
    /// A circle whose name has no room beside it has a number inside, and its name stands in a list below.
    mutating func drawNetwork() {
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
            ?? NetworkLayout(
                count: count, ties: ties.map { ($0.from, $0.to) }, wide: contentWidth > height
            ).places
        fit(&nodes, places, into: Box(x: left, y: y, width: contentWidth, height: height))
        drawTies(ties, nodes)
        for node in nodes { drawNode(node) }
        let lines = ties.map { (nodes[$0.from].centre, nodes[$0.to].centre) }
        let weights = drawTieLabels(ties, nodes)
        let unnamed = drawNames(
            nodes, lines, avoiding: weights, within: Box(x: left, y: y, width: contentWidth, height: height))
        y += height + 6
        drawNameList(unnamed)
    }

    /// A few circles need less room than many.
    private func networkHeight(_ count: Int) -> Double {
        if count > 30 { return size.isNarrow ? 460 : 560 }
        if count > 7 { return size.isNarrow ? 360 : 420 }
        return size.isNarrow ? 320 : 330
    }

    private func networkNodes(_ series: [ChartSeries]) -> [Node] {
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
        let (least, most) = size.isNarrow ? (8.0, max(9, 19 * crowd)) : (8.5, max(10, 28 * crowd))
        return chart.categories.indices.map { index in
            let share = largest > 0 ? max(value(of: numbers[index]) ?? 0, 0) / largest : 0
            // Areas are in proportion to values, which is how sizes of circles are read.
            return Node(
                index: index, centre: Point(x: 0, y: 0), radius: max(least, most * share.squareRoot()),
                group: groups[index], number: numbers[index])
        }
    }

    /// Scales places to a box, with room for names at its sides, and pushes circles apart that touch.
    private func fit(_ nodes: inout [Node], _ places: [Point], into box: Box) {
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
    private func pushApart(_ nodes: inout [Node], within box: Box) -> Bool {
        var moved = false
        for i in nodes.indices {
            for j in nodes.indices where j > i {
                let wanted = nodes[i].radius + nodes[j].radius + 5
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

    private mutating func drawTies(_ ties: [ChartTie], _ nodes: [Node]) {
        let largest = ties.reduce(0) { max($0, value(of: $1.weight) ?? 0) }
        for tie in ties {
            let (from, to) = (nodes[tie.from].centre, nodes[tie.to].centre)
            if let weight = value(of: tie.weight) {
                let share = largest > 0 ? max(weight, 0) / largest : 0
                canvas.line(
                    x1: from.x, y1: from.y, x2: to.x, y2: to.y,
                    Canvas.Paint(stroke: "#9aa7b2", strokeWidth: 1 + 5 * share))
            } else if tie.weight.isWithheld {
                showsWithheldTie = true
                canvas.line(x1: from.x, y1: from.y, x2: to.x, y2: to.y, ChartDrawing.withheldTie(style))
            }
        }
    }

    /// Writes the weights of a few ties on their lines; returns where they stand.
    ///
    /// A weight stands in the middle of its line, or to one side of that where another line crosses or another weight stands.
    private mutating func drawTieLabels(_ ties: [ChartTie], _ nodes: [Node]) -> [Box] {
        guard ties.count <= 15 else { return [] }
        let circles = nodes.map { node in
            let reach = node.radius + 2
            return Box(x: node.centre.x - reach, y: node.centre.y - reach, width: 2 * reach, height: 2 * reach)
        }
        var taken: [Box] = []
        for (index, tie) in ties.enumerated() {
            let text = label(tie.weight)
            let (from, to) = (nodes[tie.from].centre, nodes[tie.to].centre)
            let width = smallText.width(text) + 4
            let boxes = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75].map { share in
                Box(
                    x: from.x + (to.x - from.x) * share - width / 2,
                    y: from.y + (to.y - from.y) * share - smallLineHeight / 2, width: width, height: smallLineHeight)
            }
            let free = boxes.filter { box in
                !taken.contains(where: box.overlaps) && !circles.contains(where: box.overlaps)
            }
            let clear = free.first { box in
                !ties.indices.contains { other in
                    other != index
                        && box.isCrossed(from: nodes[ties[other].from].centre, to: nodes[ties[other].to].centre)
                }
            }
            guard let box = clear ?? free.first else { continue }
            taken.append(box)
            canvas.text(
                text, x: box.x + width / 2, y: box.y + smallLineHeight / 2 + baselineShift(smallFontSize),
                size: smallFontSize, weight: .bold, anchor: .middle, halo: style.background)
        }
        return taken
    }

    private mutating func drawNode(_ node: Node) {
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

    /// Writes names beside circles where there is room, the largest first; returns the circles left without.
    private mutating func drawNames(
        _ nodes: [Node], _ ties: [(Point, Point)], avoiding weights: [Box], within box: Box
    ) -> [Node] {
        let showsValues = nodes.count <= 20
        let layout = smallText
        let circles = nodes.map {
            Box(
                x: $0.centre.x - $0.radius - 1, y: $0.centre.y - $0.radius - 1, width: 2 * $0.radius + 2,
                height: 2 * $0.radius + 2)
        }
        var taken = weights
        var unnamed: [Node] = []
        let limit = size.isNarrow ? 124.0 : 170
        for node in nodes.sorted(by: { ($0.radius, $1.index) > ($1.radius, $0.index) }) {
            let value = showsValues || node.number?.isWithheld == true ? label(node.number) : ""
            let name = chart.categories[node.index].label + (value.isEmpty ? "" : " \(value)")
            let lines = layout.lines(name, within: limit, maximum: 3)
            let width = layout.width(lines)
            let height = Double(lines.count) * smallLineHeight
            let free = places(around: node, width: width, height: height, within: box).filter { place, _ in
                !taken.contains(where: place.overlaps)
                    && !zip(nodes, circles).contains { $0.index != node.index && place.overlaps($1) }
            }
            // Of the free places the one that the fewest ties cross, and of those the first.
            let crossings = free.map { place in ties.count { place.0.isCrossed(from: $0.0, to: $0.1) } }
            let best = zip(free, crossings).min { $0.1 < $1.1 }?.0
            guard let (place, anchor) = best else {
                unnamed.append(node)
                continue
            }
            taken.append(place)
            let x =
                switch anchor {
                case .start: place.x
                case .middle: place.x + width / 2
                case .end: place.maxX
                }
            for (line, text) in lines.enumerated() {
                canvas.text(
                    text, x: x, y: place.y + (Double(line) + 0.5) * smallLineHeight + baselineShift(smallFontSize),
                    size: smallFontSize, anchor: anchor, halo: style.background)
            }
        }
        return unnamed.sorted { $0.index < $1.index }
    }

    /// Where a name may stand: right of its circle, left, below and above it, and there also shifted to stay inside.
    private func places(around node: Node, width: Double, height: Double, within box: Box) -> [(Box, Canvas.Anchor)] {
        let (x, y) = (node.centre.x, node.centre.y)
        let gap = node.radius + 4
        let below = y + gap - 1
        let above = y - gap - height + 1
        let shifted = min(max(x - width / 2, box.x), box.maxX - width)
        let toRight = max(x - node.radius, box.x)
        let toLeft = min(x + node.radius, box.maxX) - width
        let candidates: [(x: Double, y: Double, anchor: Canvas.Anchor)] = [
            (x + gap, y - height / 2, .start), (x - gap - width, y - height / 2, .end),
            (shifted, below, .middle), (shifted, above, .middle),
            (toRight, below, .start), (toRight, above, .start), (toLeft, below, .end), (toLeft, above, .end),
        ]
        return candidates.map { (Box(x: $0.x, y: $0.y, width: width, height: height), $0.anchor) }.filter { place, _ in
            place.x >= box.x && place.maxX <= box.maxX && place.y >= box.y && place.maxY <= box.maxY
        }
    }

    /// Numbers inside circles without a name, and the names in a list.
    private mutating func drawNameList(_ nodes: [Node]) {
        guard !nodes.isEmpty else { return }
        let size = 9.0
        for (place, node) in nodes.enumerated() {
            let isPlain = node.number?.isWithheld == true || value(of: node.number) == nil
            if isPlain {
                canvas.circle(
                    x: node.centre.x, y: node.centre.y, radius: node.radius - 2, Canvas.Paint(fill: style.background))
            }
            canvas.text(
                "\(place + 1)", x: node.centre.x, y: node.centre.y + baselineShift(size), size: size, weight: .bold,
                anchor: .middle, fill: isPlain ? style.ink : style.textColour(on: style.colour(node.group).mark))
        }
        let columns = self.size.isNarrow ? 1 : 2
        let width = (contentWidth - Double(columns - 1) * 16) / Double(columns)
        let numbers = smallText.width("\(nodes.count)") + 8
        // Down the first column, then down the second.
        let rows = (nodes.count + columns - 1) / columns
        for row in 0..<rows {
            var most = 0
            for column in 0..<columns where column * rows + row < nodes.count {
                let place = column * rows + row
                let node = nodes[place]
                let x = left + Double(column) * (width + 16)
                let mark = node.number?.isWithheld == true ? " \(locale.withheldMark)" : ""
                let lines = smallText.lines(
                    chart.categories[node.index].label + mark, within: width - numbers, balanced: false)
                most = max(most, lines.count)
                let baseline = y + smallLineHeight / 2 + baselineShift(smallFontSize)
                canvas.text(
                    "\(place + 1)", x: x, y: baseline, size: smallFontSize, weight: .bold, fill: style.mutedInk)
                for (line, text) in lines.enumerated() {
                    canvas.text(
                        text, x: x + numbers, y: baseline + Double(line) * smallLineHeight, size: smallFontSize)
                }
            }
            y += Double(most) * smallLineHeight
        }
    }
}
