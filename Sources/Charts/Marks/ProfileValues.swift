import Disclosure
import Reporting

/// The values of a profile as text: a column per series or, where there is no room, lines of their own.
struct ProfileValues {
    let texts: [[String]]
    /// From the right edge of each series' column to that of the last, in pixels.
    let ends: [Double]
    let needs: RowNeeds
    /// Lines above each row; none where the values stand in columns.
    let ownLines: Int

    init(_ drawing: ChartDrawing, _ series: [ChartSeries]) {
        let categories = drawing.chart.categories
        texts = series.map { series in categories.indices.map { drawing.label(drawing.number(series, $0)) } }
        let widths = zip(series, texts).map { series, texts in
            let isWithheld = categories.indices.contains { drawing.number(series, $0)?.isWithheld == true }
            let sign = isWithheld ? drawing.withheldWidth + 4 : 0
            return max(drawing.smallText.width(texts), drawing.fontSize) + sign + 14
        }
        let columns = widths.reduce(0, +)
        let isNarrow = drawing.size.isNarrow
        // Values at the end of a label need one.
        let hasLabels = !isNarrow || categories.allSatisfy { !$0.label.isEmpty }
        if hasLabels, columns < drawing.contentWidth * (isNarrow ? 0.42 : 0.38) {
            ownLines = 0
            needs = RowNeeds(labelShare: 0.34, columns: columns, columnsAbove: columns, leastPlot: 170)
        } else {
            ownLines = series.count
            needs = RowNeeds(standsAbove: true)
        }
        ends = widths.indices.map { widths[($0 + 1)...].reduce(0, +) }
    }
}

extension ChartDrawing {
    /// The markers of the series above their columns of values.
    mutating func drawProfileHeadings(_ values: ProfileValues, _ series: [ChartSeries], _ plan: RowPlan) {
        let hasObservations = plan.observations.contains { !$0.isEmpty }
        if values.ownLines == 0, series.count > 1 {
            for place in series.indices {
                let x = plan.columnsRight - values.ends[place] - fontSize * 0.5
                drawProfileSign(place, at: Point(x: x, y: y + smallLineHeight / 2))
            }
            if !hasObservations { y += smallLineHeight }
        }
        drawObservationsHeading(plan)
        y += 2
    }

    private mutating func drawProfileSign(_ place: Int, at point: Point) {
        let colour = style.colour(place).mark
        if place == 1 {
            drawOpenDiamond(at: point, radius: 4, colour: colour)
        } else {
            drawMarker(profileShape(place), at: point, radius: 4.5, colour: colour)
        }
    }

    /// The values of a row.
    mutating func drawProfileValues(
        _ values: ProfileValues, _ series: [ChartSeries], _ index: Int, _ row: PlacedRow, _ plan: RowPlan,
        middle: Double
    ) {
        for (place, series) in series.enumerated() {
            guard let number = number(series, index) else { continue }
            let text = values.texts[place][index]
            var x = plan.columnsRight - values.ends[place]
            var line = row.labelMiddle ?? middle
            if values.ownLines > 0 {
                line = row.top + (Double(place) + 0.5) * smallLineHeight
                drawProfileSign(place, at: Point(x: left + 7, y: line))
                x = left + 20 + smallText.width(text) + (number.isWithheld ? withheldWidth + 4 : 0)
            }
            if number.isWithheld {
                let signLeft = x - smallText.width(text) - withheldWidth - 4
                drawWithheld(Box(x: signLeft, y: line - 6.5, width: withheldWidth, height: 13))
            }
            canvas.text(
                text, x: x, y: line + baselineShift(smallFontSize), size: smallFontSize, anchor: .end,
                fill: value(of: number) == nil ? style.mutedInk : style.colour(place).text)
        }
    }
}
