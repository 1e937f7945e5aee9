import Reporting

/// Labels of an upright chart's categories, as many as there is room for.
struct AxisLabels {
    struct Label {
        let index: Int
        let x: Double
        let lines: [String]
    }

    let labels: [Label]
    /// Every how many categories one is labelled.
    let every: Int
}

extension ChartDrawing {
    /// Whether categories follow each other so that a reader can fill in labels left out: places on an axis, or periods.
    var isOrdered: Bool {
        chart.categories.allSatisfy { category in
            if category.position != nil { return true }
            let code = Array(category.code.utf8)
            return code.count >= 4 && code.prefix(4).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        }
    }

    /// The labels that fit below an axis: all of them, on up to three lines, or every second, third and so on.
    ///
    /// - Parameters:
    ///   - places: The middle of each category.
    ///   - band: The width that one category has.
    func axisLabels(at places: [Double], band: Double) -> AxisLabels {
        let count = places.count
        let steps = [1, 2, 3, 4, 5, 6, 10, 12, 20, 24, 50, 100].filter { $0 < max(count, 2) }
        for every in steps {
            let limit = max(band * Double(every) - 6, 1)
            // A label that stands at the end of the axis may reach over its band, as none follows.
            let indexes = stride(from: 0, to: count, by: every)
            var labels: [AxisLabels.Label] = []
            var last = -Double.infinity
            var fits = true
            for index in indexes {
                let text = chart.categories[index].label
                guard smallText.fitsWords(text, within: limit) else {
                    fits = false
                    break
                }
                let lines = smallText.lines(text, within: limit)
                let width = smallText.width(lines)
                let x = min(max(places[index], left + width / 2), right - width / 2)
                if lines.count > (every == 1 ? 3 : 2) || x - width / 2 < last + 4 {
                    fits = false
                    break
                }
                last = x + width / 2
                labels.append(AxisLabels.Label(index: index, x: x, lines: lines))
            }
            if fits { return AxisLabels(labels: labels, every: every) }
        }
        return endLabels(at: places)
    }

    /// The first and the last label only, each on its half of the axis.
    private func endLabels(at places: [Double]) -> AxisLabels {
        guard let first = places.indices.first, let last = places.indices.last else {
            return AxisLabels(labels: [], every: 1)
        }
        let limit = contentWidth / 2 - 8
        let labels = (first == last ? [first] : [first, last]).map { index in
            let lines = smallText.lines(chart.categories[index].label, within: limit, maximum: 3)
            let width = smallText.width(lines)
            let (low, high) = index == first ? (left, left + limit) : (right - limit, right)
            return AxisLabels.Label(
                index: index, x: min(max(places[index], low + width / 2), high - width / 2), lines: lines)
        }
        return AxisLabels(labels: labels, every: max(places.count - 1, 1))
    }

    /// Draws labels below a horizontal axis, with small ticks where not every category has one.
    mutating func drawAxisLabels(_ labels: AxisLabels, places: [Double], withTicks: Bool) {
        if withTicks {
            for label in labels.labels {
                let x = places[label.index]
                canvas.line(x1: x, y1: y, x2: x, y2: y + 4, Canvas.Paint(stroke: style.axis))
            }
            y += 3
        }
        y += 3
        var most = 0
        for label in labels.labels {
            most = max(most, label.lines.count)
            for (line, text) in label.lines.enumerated() {
                canvas.text(
                    text, x: label.x, y: y + smallFontSize + Double(line) * smallLineHeight, size: smallFontSize,
                    anchor: .middle, fill: style.mutedInk)
            }
        }
        y += Double(most) * smallLineHeight + 2
    }

    /// Gridlines across a plot, with their labels to the left.
    mutating func drawHorizontalGrid(
        _ ticks: [(value: Double, label: String)], _ scale: LinearScale, from start: Double, to end: Double
    ) {
        for tick in ticks {
            let y = scale(tick.value)
            let isBase = tick.value == 0
            canvas.gridline(
                x1: start, y1: y, x2: end, y2: y, Canvas.Paint(stroke: isBase ? style.axis : style.gridline))
            canvas.text(
                tick.label, x: start - 8, y: y + baselineShift(smallFontSize), size: smallFontSize, anchor: .end,
                fill: style.mutedInk)
        }
    }

    /// Values and labels of ticks along an upright axis, so far apart that their labels stay clear of each other.
    func verticalTicks(_ domain: ClosedRange<Double>, height: Double) -> [(value: Double, label: String)] {
        let count = max(min(Int(height / (smallLineHeight * 2.2)), 5), 2)
        let ticks = AxisTicks(within: domain, count: count, resolution: chart.format.resolution)
        let values = ticks.values.count > Int(height / smallLineHeight) ? Array(ticks.values.prefix(1)) : ticks.values
        return values.map { ($0, locale.text($0, chart.format)) }
    }
}
