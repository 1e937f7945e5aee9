import Disclosure
import Reporting

/// The words of a network: weights on lines, names beside circles, and a list of the names that have no room.
extension ChartDrawing {
    /// Writes the weights of a few ties on their lines; returns where they stand.
    ///
    /// A weight stands in the middle of its line, or to one side of that where another line crosses or another weight stands.
    mutating func drawTieLabels(_ ties: [ChartTie], _ nodes: [NetworkNode]) -> [Box] {
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

    /// Writes names beside circles where there is room, the largest first; returns the circles left without.
    mutating func drawNames(
        _ nodes: [NetworkNode], _ ties: [(Point, Point)], avoiding weights: [Box], within box: Box
    ) -> [NetworkNode] {
        let showsValues = nodes.count <= 20
        let layout = smallText
        let circles = nodes.map {
            Box(
                x: $0.centre.x - $0.radius - 1, y: $0.centre.y - $0.radius - 1, width: 2 * $0.radius + 2,
                height: 2 * $0.radius + 2)
        }
        var taken = weights
        var unnamed: [NetworkNode] = []
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
    func places(around node: NetworkNode, width: Double, height: Double, within box: Box) -> [(
        Box, Canvas.Anchor
    )] {
        let (x, y) = (node.centre.x, node.centre.y)
        // The corners of a diamond or triangle reach beyond its radius.
        let gap = node.radius * (MarkerShape(series: node.group) == .circle ? 1 : 1.16) + 4
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
    mutating func drawNameList(_ nodes: [NetworkNode]) {
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
