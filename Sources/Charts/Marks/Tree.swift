import Disclosure
import Reporting

extension ChartDrawing {
    /// A tree of more nodes than this is summed up: with a line each they would not fit on a page.
    static let mostTreeNodes = 100

    /// Whether a tree has nodes, which need no numbers.
    var hasNodes: Bool { !chart.categories.isEmpty }

    /// Who learned from whom: generations as columns from the left, or as steps in from the left where they are too many or the
    /// drawing is narrow. Colours and shapes are groups; what comes from an unknown source hangs from it by dashed lines.
    mutating func drawTree() {
        let groups = treeGroups
        let count = chart.categories.count
        let layout = TreeLayout(count: count, parents: chart.parents, outlined: false)
        if count > ChartDrawing.mostTreeNodes {
            drawTreeSummary(layout, groups)
            return
        }
        if !groups.isEmpty {
            drawLegend(
                groups.enumerated().map {
                    (.point(MarkerShape(series: $0), colour: style.colour($0).mark, hollow: false), $1)
                })
        }
        let columns = (layout.generations.max() ?? 0) + 1
        if !size.isNarrow, contentWidth / Double(columns) >= 100 {
            drawTreeColumns(layout, columns, groups)
        } else {
            drawTreeOutline(TreeLayout(count: count, parents: chart.parents, outlined: true), groups)
        }
    }

    /// The names of the groups, as they first come.
    private var treeGroups: [String] {
        var groups: [String] = []
        for group in chart.categories.compactMap(\.group) where !groups.contains(group) { groups.append(group) }
        return groups
    }

    private static let unknownDash = "4 3"

    private func treeLine(isUnknown: Bool) -> Canvas.Paint {
        Canvas.Paint(stroke: style.axis, strokeWidth: 1.2, dash: isUnknown ? ChartDrawing.unknownDash : nil)
    }

    private mutating func drawTreeNode(_ index: Int, at point: Point, _ groups: [String]) {
        let place = chart.categories[index].group.flatMap(groups.firstIndex)
        drawMarker(
            place.map { MarkerShape(series: $0) } ?? .circle, at: point, radius: 5,
            colour: place.map { style.colour($0).mark } ?? style.mutedInk)
    }

    private mutating func drawUnknownSource(at point: Point) {
        canvas.circle(
            x: point.x, y: point.y, radius: 5,
            Canvas.Paint(fill: style.background, stroke: style.mutedInk, strokeWidth: 1.4, dash: "2 2"))
    }

    // MARK: Columns

    private mutating func drawTreeColumns(_ layout: TreeLayout, _ columns: Int, _ groups: [String]) {
        let width = contentWidth / Double(columns)
        // Names in full make a tall tree, and the table has them too.
        let maximum = chart.categories.count > 80 ? 1 : 2
        // The last generation may use the room up to the edge, and the others leave some for the lines.
        func room(_ generation: Int) -> Double { width - (generation == columns - 1 ? 14 : 34) }
        func lines(_ text: String, _ generation: Int) -> [String] {
            smallText.lines(text, within: room(generation), maximum: maximum, balanced: false)
        }
        let labels = chart.categories.indices.map { lines(chart.categories[$0].label, layout.generations[$0]) }
        let source = layout.hasUnknown ? lines(locale.text("chart.unknown-source"), 0) : []
        drawGenerations(columns, width)
        let middles = rowMiddles(layout, labels.map(\.count))
        func x(_ generation: Int) -> Double { left + 6 + Double(generation) * width }
        /// The middle of a row, or between the middles of two.
        func middle(_ row: Double) -> Double {
            let (above, below) = (Int(row.rounded(.down)), Int(row.rounded(.up)))
            guard middles.indices.contains(above), middles.indices.contains(below) else { return y }
            return middles[above] + (row - Double(above)) * (middles[below] - middles[above])
        }
        for index in chart.categories.indices {
            let generation = layout.generations[index]
            let isUnknown = layout.isUnknown[index]
            guard isUnknown || layout.parents[index] != nil else { continue }
            let from = layout.parents[index].map { layout.rows[$0] } ?? layout.unknownRow
            let parentLabel = layout.parents[index].map { labels[$0] } ?? source
            let start = x(generation - 1) + 10 + smallText.width(parentLabel) + 3
            let bend = x(generation) - 14
            let (y1, y2) = (middle(from), middle(layout.rows[index]))
            canvas.path(
                [
                    Point(x: min(start, bend), y: y1), Point(x: bend, y: y1), Point(x: bend, y: y2),
                    Point(x: x(generation) - 5, y: y2),
                ], treeLine(isUnknown: isUnknown))
        }
        if layout.hasUnknown {
            drawUnknownSource(at: Point(x: x(0), y: middle(layout.unknownRow)))
            drawTreeLabel(source, x: x(0) + 10, middle: middle(layout.unknownRow), fill: style.mutedInk)
        }
        for index in chart.categories.indices {
            let point = Point(x: x(layout.generations[index]), y: middle(layout.rows[index]))
            drawTreeNode(index, at: point, groups)
            drawTreeLabel(labels[index], x: point.x + 10, middle: point.y)
        }
    }

    /// The middle of each row below the top of what is to be drawn, which moves below them.
    ///
    /// A row is as high as the labels of its leaf and of what it comes from, as long as that has no other offspring: these stand
    /// in the same row.
    private mutating func rowMiddles(_ layout: TreeLayout, _ lines: [Int]) -> [Double] {
        var heights = [Int](repeating: 1, count: layout.rowCount)
        for index in layout.rows.indices {
            let row = Int(layout.rows[index])
            guard Double(row) == layout.rows[index], heights.indices.contains(row) else { continue }
            heights[row] = max(heights[row], lines[index])
        }
        return heights.map { height in
            let size = Double(height) * smallLineHeight + 4
            y += size
            return y - size / 2
        }
    }

    mutating func drawTreeLabel(_ lines: [String], x: Double, middle: Double, fill: String? = nil) {
        for (line, text) in lines.enumerated() {
            let shift = (Double(line) - Double(lines.count - 1) / 2) * smallLineHeight
            canvas.text(
                text, x: x, y: middle + shift + baselineShift(smallFontSize), size: smallFontSize, fill: fill)
        }
    }

    private mutating func drawGenerations(_ columns: Int, _ width: Double) {
        let titles = (0..<columns).map {
            smallText.lines(locale.generationTitle($0), within: width - 12, maximum: 2, balanced: false)
        }
        for (column, lines) in titles.enumerated() {
            for (line, text) in lines.enumerated() {
                canvas.text(
                    text, x: left + Double(column) * width, y: y + Double(line) * smallLineHeight + smallFontSize,
                    size: smallFontSize, weight: .bold, fill: style.mutedInk)
            }
        }
        y += Double(titles.map(\.count).max() ?? 1) * smallLineHeight + 5
    }

    // MARK: Outline

    private mutating func drawTreeOutline(_ layout: TreeLayout, _ groups: [String]) {
        let deepest = Double(max(layout.generations.max() ?? 1, 1))
        let step = min(18, contentWidth * 0.4 / deepest)
        func x(_ generation: Int) -> Double { left + 6 + Double(generation) * step }
        // The middle of each row, by its number: labels have one line or two.
        var middles: [Int: Double] = [:]
        func lines(_ text: String, _ generation: Int) -> [String] {
            smallText.lines(text, within: right - x(generation) - 11, maximum: 2, balanced: false)
        }
        var rows: [(row: Int, lines: [String], generation: Int, index: Int?)] = layout.order.map { index in
            let generation = layout.generations[index]
            return (Int(layout.rows[index]), lines(chart.categories[index].label, generation), generation, index)
        }
        if layout.hasUnknown {
            rows.append((Int(layout.unknownRow), lines(locale.text("chart.unknown-source"), 0), 0, nil))
        }
        rows.sort { $0.row < $1.row }
        for row in rows {
            if row.generation == 0, row.row > 0 { y += 5 }
            middles[row.row] = y + smallLineHeight / 2
            y += Double(row.lines.count) * smallLineHeight + 3
        }
        for row in rows {
            guard let index = row.index, let end = middles[row.row] else { continue }
            let isUnknown = layout.isUnknown[index]
            guard isUnknown || layout.parents[index] != nil else { continue }
            let from = layout.parents[index].map { layout.rows[$0] } ?? layout.unknownRow
            guard let start = middles[Int(from)] else { continue }
            let parentX = x(row.generation - 1)
            canvas.path(
                [Point(x: parentX, y: start + 5), Point(x: parentX, y: end), Point(x: x(row.generation) - 5, y: end)],
                treeLine(isUnknown: isUnknown))
        }
        for row in rows {
            guard let middle = middles[row.row] else { continue }
            let point = Point(x: x(row.generation), y: middle)
            if let index = row.index {
                drawTreeNode(index, at: point, groups)
            } else {
                drawUnknownSource(at: point)
            }
            for (line, text) in row.lines.enumerated() {
                canvas.text(
                    text, x: point.x + 10, y: middle + Double(line) * smallLineHeight + baselineShift(smallFontSize),
                    size: smallFontSize, fill: row.index == nil ? style.mutedInk : nil)
            }
        }
    }
}
