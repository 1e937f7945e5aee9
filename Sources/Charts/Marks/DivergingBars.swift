import Disclosure
import Reporting

extension ChartDrawing {
    /// Likert shares: the neutral part of every row is centred on one line, disagreement grows to the left and agreement to the
    /// right, so that rows can be compared at a glance.
    mutating func drawDivergingBars() {
        let series = drawnSeries
        let colours = style.divergingColours(series.count)
        drawValueTitle()
        drawLegend(zip(series, colours).map { (.swatch(Canvas.Paint(fill: $1)), $0.label) })
        let plan = planRows()
        drawObservationsHeading(plan)
        let rows = chart.categories.indices.map { extents(of: series, at: $0) }
        let most = rows.reduce(DivergingExtents()) {
            DivergingExtents(
                left: max($0.left, $1.left), right: max($0.right, $1.right),
                leftWithheld: max($0.leftWithheld, $1.leftWithheld),
                rightWithheld: max($0.rightWithheld, $1.rightWithheld))
        }
        let marks = most.leftWithheld + most.rightWithheld > 0 ? labelText.width(locale.withheldMark) + 10 : 0
        let start = plan.plotLeft + most.leftWithheld
        let width = max(plan.plotRight - start - most.rightWithheld - marks, 20)
        let total = most.left + most.right
        let scale = LinearScale(0...(total > 0 ? total : 1), from: 0, to: width)
        let centre = start + scale(total > 0 ? most.left : 0.5)
        let height = (fontSize * 1.9).rounded()
        let first = y
        var last = y
        for (index, extents) in rows.enumerated() {
            let row = placeRow(index, plan, height: height, gap: plan.above ? 9 : 8)
            var x = centre - scale(extents.left) - extents.leftWithheld
            let begin = x
            for (place, series) in series.enumerated() {
                guard let number = number(series, index) else { continue }
                drawPart(number, at: &x, row, scale, colour: colours[place])
            }
            let numbers = series.map { number($0, index) }
            let isWithheld = numbers.contains { $0?.isWithheld == true }
            if isWithheld || x == begin, let text = isWithheld ? locale.withheldMark : numbers.first.map(label) {
                canvas.text(
                    text, x: x + 6, y: row.middle + baselineShift(fontSize), size: fontSize, fill: style.mutedInk)
            }
            last = row.top + row.height
            // One line would cross labels that stand above their bars.
            if plan.above {
                canvas.gridline(
                    x1: centre, y1: row.top - 3, x2: centre, y2: last + 3, Canvas.Paint(stroke: style.axis))
            }
        }
        if !plan.above {
            canvas.gridline(x1: centre, y1: first - 4, x2: centre, y2: last + 4, Canvas.Paint(stroke: style.axis))
        }
        y = last + 4
    }

    /// How far a row reaches to both sides of the middle.
    private struct DivergingExtents {
        /// In the unit of the values.
        var left = 0.0
        var right = 0.0
        /// Room for signs of withheld numbers, in pixels.
        var leftWithheld = 0.0
        var rightWithheld = 0.0
    }

    private func extents(of series: [ChartSeries], at index: Int) -> DivergingExtents {
        var result = DivergingExtents()
        for (place, series) in series.enumerated() {
            guard let number = number(series, index) else { continue }
            let value = max(value(of: number) ?? 0, 0)
            let room = number.isWithheld ? withheldWidth + 1.5 : 0
            // 1 left of the middle, 0 right of it, one half for the neutral middle of an odd scale.
            let count = drawnSeries.count
            let share = 2 * place + 1 == count ? 0.5 : 2 * place + 1 < count ? 1 : 0
            result.left += value * share
            result.right += value * (1 - share)
            result.leftWithheld += room * share
            result.rightWithheld += room * (1 - share)
        }
        return result
    }
}

extension ChartStyle {
    /// Colours of a scale's points, from the most negative to the most positive.
    func divergingColours(_ count: Int) -> [String] {
        guard diverging.count == 5 else { return (0..<count).map { colour($0).mark } }
        let side = count / 2
        func between(_ strong: String, _ weak: String, _ place: Int) -> String {
            guard side > 1, let a = Colour(hex: strong), let b = Colour(hex: weak) else { return strong }
            return a.mixed(with: b, share: Double(place) / Double(side - 1)).hex
        }
        let negative = (0..<side).map { between(diverging[0], diverging[1], $0) }
        let positive = (0..<side).map { between(diverging[4], diverging[3], $0) }.reversed()
        return negative + (count.isMultiple(of: 2) ? [] : [diverging[2]]) + positive
    }
}
