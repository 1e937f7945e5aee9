import Disclosure
import Reporting

extension ChartDrawing {
    /// Nodes counted by generation and group, as circles in a grid.
    mutating func drawTreeSummary(_ layout: TreeLayout, _ groups: [String]) {
        drawSummaryNote(
            locale.text("chart.tree-summary", ["count": locale.text(Double(chart.categories.count), .integer)]))
        let most = size.isNarrow ? 5 : 8
        let deepest = layout.generations.indices.filter { !layout.isBelowUnknown[$0] }.map { layout.generations[$0] }
            .max()
        let generations = min((deepest ?? 0) + 1, most)
        var titles = (0..<generations).map { generation in
            generation == most - 1 && (deepest ?? 0) >= most
                ? locale.text("chart.generation-or-later", ["number": locale.text(Double(generation), .integer)])
                : locale.generationTitle(generation)
        }
        if layout.hasUnknown { titles.append(locale.text("chart.unknown-source")) }
        let names = groups + (chart.categories.contains { $0.group == nil } ? ["–"] : [])
        var counts = Array(repeating: Array(repeating: 0, count: titles.count), count: names.count)
        for index in chart.categories.indices {
            let row = chart.categories[index].group.flatMap(groups.firstIndex) ?? names.count - 1
            let column =
                layout.isBelowUnknown[index] ? titles.count - 1 : min(layout.generations[index], generations - 1)
            counts[row][column] += 1
        }
        drawTreeGrid(names, titles, counts, groups.count)
    }

    private mutating func drawTreeGrid(_ names: [String], _ titles: [String], _ counts: [[Int]], _ groups: Int) {
        let limit = contentWidth * 0.24
        let isBeside = !size.isNarrow
        let lines = names.map { smallText.lines($0, within: isBeside ? limit : contentWidth, maximum: 3) }
        let start = left + (isBeside ? smallText.width(lines.flatMap { $0 }) + 12 : 0)
        let width = (right - start) / Double(max(titles.count, 1))
        let heads = titles.map { smallText.lines($0, within: width - 6, maximum: 3) }
        let headLines = Double(heads.map(\.count).max() ?? 1)
        for (column, head) in heads.enumerated() {
            for (line, text) in head.enumerated() {
                canvas.text(
                    text, x: start + (Double(column) + 0.5) * width,
                    y: y + Double(line) * smallLineHeight + smallFontSize, size: smallFontSize, anchor: .middle,
                    fill: style.mutedInk)
            }
        }
        y += headLines * smallLineHeight + 6
        let largest = Double(counts.flatMap { $0 }.max() ?? 1)
        let reach = min(width / 2 - 3, 26)
        for (row, name) in lines.enumerated() {
            if !isBeside {
                for text in name {
                    canvas.text(text, x: left, y: y + smallFontSize, size: smallFontSize)
                    y += smallLineHeight
                }
            }
            let height = max(2 * reach + 4, isBeside ? Double(name.count) * smallLineHeight : 0)
            let middle = y + height / 2
            if isBeside { drawTreeLabel(name, x: left, middle: middle) }
            for (column, count) in counts[row].enumerated() where count > 0 {
                let x = start + (Double(column) + 0.5) * width
                let colour = row < groups ? style.colour(row).mark : style.mutedInk
                canvas.circle(
                    x: x, y: middle, radius: max(reach * (Double(count) / max(largest, 1)).squareRoot(), 2),
                    Canvas.Paint(fill: colour, fillOpacity: 0.3, stroke: colour))
                canvas.text(
                    locale.text(Double(count), .integer), x: x, y: middle + baselineShift(smallFontSize),
                    size: smallFontSize, weight: .bold, anchor: .middle)
            }
            y += height + (isBeside ? 2 : 6)
        }
    }
}
