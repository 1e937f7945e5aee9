import Disclosure
import Reporting

/// How the rows of a horizontal chart are labelled.
struct RowPlan {
    /// The label of each category, in lines.
    let lines: [[String]]
    /// Whether labels stand above their bars, as on a phone, and not beside them.
    let above: Bool
    /// The left edge of the plot.
    let plotLeft: Double
    /// The right edge of the plot.
    let plotRight: Double
    /// Numbers of observations at the right edge, as text.
    let observations: [String]
}

/// A row that was laid out.
struct PlacedRow {
    /// The top of the bars.
    let top: Double
    let height: Double
    var middle: Double { top + height / 2 }
}

extension ChartDrawing {
    /// Decides where the labels of rows stand.
    func planRows() -> RowPlan {
        let texts = chart.categories.indices.map { index -> String in
            guard let observations, let number = number(observations, index) else { return "" }
            return locale.text(number, .integer)
        }
        let hasObservations = texts.contains { !$0.isEmpty }
        let heading = hasObservations ? smallText.width(locale.text("chart.n")) : 0
        let column = hasObservations ? max(smallText.width(texts), heading) + 22 : 0
        let layout = labelText
        if !size.isNarrow {
            let limit = contentWidth * (chart.categories.count == 1 ? 0.34 : 0.38)
            let lines = chart.categories.map { layout.lines($0.label, within: limit) }
            let fits =
                lines.allSatisfy { $0.count <= 3 }
                && chart.categories.allSatisfy { layout.fitsWords($0.label, within: limit) }
            if fits {
                let width = lines.map { layout.width($0) }.max() ?? 0
                return RowPlan(
                    lines: lines, above: false, plotLeft: left + (width > 0 ? width + 12 : 0),
                    plotRight: right - column, observations: texts)
            }
        }
        let lines = chart.categories.map { layout.lines($0.label, within: contentWidth - column, maximum: 5) }
        return RowPlan(lines: lines, above: true, plotLeft: left, plotRight: right, observations: texts)
    }

    /// The heading of the column with numbers of observations; room for it is taken only beside other headings.
    mutating func drawObservationsHeading(_ plan: RowPlan) {
        guard plan.observations.contains(where: { !$0.isEmpty }) else { return }
        canvas.text(
            locale.text("chart.n"), x: right, y: y + smallFontSize, size: smallFontSize, anchor: .end,
            fill: style.mutedInk)
        y += smallLineHeight
    }

    /// Draws the label of a row and makes room for its bars.
    mutating func placeRow(_ index: Int, _ plan: RowPlan, height: Double, gap: Double) -> PlacedRow {
        let lines = plan.lines[index]
        let labelHeight = Double(lines.count) * lineHeight
        let top: Double
        let labelTop: Double
        if plan.above {
            labelTop = y
            top = y + labelHeight + (lines.isEmpty ? 0 : 2)
            y = top + height + gap
        } else {
            let rowHeight = max(height, labelHeight)
            labelTop = y + (rowHeight - labelHeight) / 2
            top = y + (rowHeight - height) / 2
            y += rowHeight + gap
        }
        for (line, text) in lines.enumerated() {
            canvas.text(
                text, x: left, y: labelTop + (Double(line) + 0.5) * lineHeight + baselineShift(fontSize),
                size: fontSize,
                halo: plan.above ? style.background : nil)
        }
        let observations = plan.observations[index]
        if !observations.isEmpty {
            let middle = plan.above && !lines.isEmpty ? labelTop + lineHeight / 2 : top + height / 2
            canvas.text(
                observations, x: right, y: middle + baselineShift(smallFontSize), size: smallFontSize, anchor: .end,
                fill: style.mutedInk)
        }
        return PlacedRow(top: top, height: height)
    }

    /// Places and labels of ticks along a horizontal value axis.
    func ticks(of scale: LinearScale, count: Int) -> [(x: Double, label: String)] {
        AxisTicks(within: scale.domain, count: count, resolution: chart.format.resolution).values.map {
            (scale($0), locale.text($0, chart.format))
        }
    }

    /// Tick labels in a line above or below the rows; those that would touch another or leave the drawing are left out.
    mutating func drawTickLabels(_ ticks: [(x: Double, label: String)]) {
        let layout = smallText
        var last = -Double.infinity
        for tick in ticks {
            let width = layout.width(tick.label)
            let x = min(max(tick.x, left + width / 2), right - width / 2)
            guard x - width / 2 > last + 6 else { continue }
            canvas.text(
                tick.label, x: x, y: y + smallFontSize, size: smallFontSize, anchor: .middle, fill: style.mutedInk)
            last = x + width / 2
        }
        y += smallLineHeight
    }
}
