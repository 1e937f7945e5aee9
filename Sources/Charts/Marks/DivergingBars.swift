import Disclosure
import Reporting

extension ChartDrawing {
    /// Likert shares: the neutral part of every row is centred on one line, disagreement grows to the left and agreement to the
    /// right, so that rows can be compared at a glance. Set apart, the neutral parts start from a line of their own at the right.
    mutating func drawDivergingBars() {
        let series = drawnSeries
        let colours = style.divergingColours(series.count)
        drawValueTitle()
        drawLegend(zip(series, colours).map { (.swatch(Canvas.Paint(fill: $1)), $0.label) })
        let plan = planRows()
        drawObservationsHeading(plan)
        let rows = chart.categories.indices.map { extents(of: series, at: $0) }
        let layout = divergingLayout(rows, plan)
        let height = (fontSize * (plan.isGrouped ? 1.6 : 1.9)).rounded()
        var strips = RowStrips()
        for (index, extents) in rows.enumerated() {
            let row = placeRow(index, plan, height: height, gap: plan.above ? 9 : plan.isGrouped ? 4 : 8)
            // Of a line through the rows, labels above them leave parts.
            strips.add(row, margin: plan.isGrouped ? 2 : plan.above ? 3 : 4)
            var x = layout.centre - layout.scale(extents.left) - extents.leftWithheld
            let begin = x
            for (place, series) in series.enumerated() where place != layout.apart {
                guard let number = number(series, index) else { continue }
                drawPart(number, at: &x, row, layout.scale, colour: colours[place])
            }
            let sides = series.indices.filter { $0 != layout.apart }.map { number(series[$0], index) }
            drawMark(of: sides, at: x, isEmpty: x == begin, row)
            if let apart = layout.apart, let neutral = number(series[apart], index) {
                var x = layout.apartLeft
                drawPart(neutral, at: &x, row, layout.scale, colour: colours[apart])
                drawMark(of: [neutral], at: x, isEmpty: x == layout.apartLeft, row)
            }
        }
        for x in layout.apart == nil ? [layout.centre] : [layout.centre, layout.apartLeft] {
            for span in strips.spans {
                canvas.gridline(x1: x, y1: span.top, x2: x, y2: span.bottom, Canvas.Paint(stroke: style.axis))
            }
        }
        y = (strips.spans.last?.bottom ?? y) + 2
    }

    /// The mark after a bar with withheld parts, or in place of one.
    private mutating func drawMark(of numbers: [ProtectedNumber?], at x: Double, isEmpty: Bool, _ row: PlacedRow) {
        let isWithheld = numbers.contains { $0?.isWithheld == true }
        guard isWithheld || isEmpty, let text = isWithheld ? locale.withheldMark : numbers.first.map(label) else {
            return
        }
        canvas.text(text, x: x + 6, y: row.middle + baselineShift(fontSize), size: fontSize, fill: style.mutedInk)
    }

    /// Where the bars of all rows stand.
    private struct DivergingLayout {
        let scale: LinearScale
        let centre: Double
        /// The place of the series that is set apart, and where its bars start.
        let apart: Int?
        let apartLeft: Double
    }

    private func divergingLayout(_ rows: [DivergingExtents], _ plan: RowPlan) -> DivergingLayout {
        let room = plan.plotRight - plan.plotLeft
        let gap = apartSeries == nil ? 0 : fontSize * 1.4
        /// The width of each part when a unit of the values has so many pixels.
        func parts(_ pixels: Double) -> (left: Double, right: Double, apart: Double) {
            rows.reduce((0, 0, 0)) { widest, row in
                (
                    max(widest.0, row.left * pixels + row.leftWithheld),
                    max(widest.1, row.right * pixels + row.rightWithheld),
                    max(widest.2, row.apart * pixels + row.apartWithheld)
                )
            }
        }
        // Rows with signs of withheld numbers are seldom those with the longest bars: what fits is found by halving.
        let total = rows.reduce(0) { max($0, $1.left + $1.right + $1.apart) }
        var (least, most) = (0.0, total > 0 ? room / total : 0)
        for _ in 0..<40 {
            let middle = (least + most) / 2
            let parts = parts(middle)
            if parts.left + parts.right + gap + parts.apart <= room { least = middle } else { most = middle }
        }
        let pixels = max(least, total > 0 ? 20 / total : 0)
        let widths = parts(pixels)
        let isBare = widths.left + widths.right == 0
        return DivergingLayout(
            scale: LinearScale(0...(total > 0 ? total : 1), from: 0, to: max(total * pixels, 1)),
            centre: plan.plotLeft + (isBare ? room / 2 : widths.left), apart: apartSeries,
            apartLeft: plan.plotLeft + widths.left + widths.right + gap)
    }

    /// The place of the neutral middle when it is set apart.
    private var apartSeries: Int? {
        let count = drawnSeries.count
        return chart.setsNeutralApart && count > 1 && !count.isMultiple(of: 2) ? count / 2 : nil
    }

    /// How far a row reaches to both sides of the middle.
    private struct DivergingExtents {
        /// In the unit of the values.
        var left = 0.0
        var right = 0.0
        var apart = 0.0
        /// Room for signs of withheld numbers, in pixels.
        var leftWithheld = 0.0
        var rightWithheld = 0.0
        var apartWithheld = 0.0
    }

    /// The width of what stands in place of a bar without any part, such as the mark of an absent number.
    private func emptyMarkWidth(_ series: [ChartSeries], _ index: Int) -> Double {
        series.reduce(0) { max($0, labelText.width(label(number($1, index)))) } + 10
    }

    private func extents(of series: [ChartSeries], at index: Int) -> DivergingExtents {
        var result = DivergingExtents()
        for (place, series) in series.enumerated() {
            guard let number = number(series, index) else { continue }
            let value = max(value(of: number) ?? 0, 0)
            let room = number.isWithheld ? withheldWidth + 1.5 : 0
            if place == apartSeries {
                result.apart = value
                result.apartWithheld = room
                continue
            }
            // 1 left of the middle, 0 right of it, one half for the neutral middle of an odd scale.
            let count = drawnSeries.count
            let share = 2 * place + 1 == count ? 0.5 : 2 * place + 1 < count ? 1 : 0
            result.left += value * share
            result.right += value * (1 - share)
            result.leftWithheld += room * share
            result.rightWithheld += room * (1 - share)
        }
        // Room for the mark after withheld parts, or in place of a bar.
        let mark = labelText.width(locale.withheldMark) + 10
        if result.leftWithheld + result.rightWithheld > 0 { result.rightWithheld += mark }
        if result.left + result.right + result.leftWithheld + result.rightWithheld == 0 {
            result.rightWithheld = emptyMarkWidth(series, index)
        }
        if apartSeries != nil {
            if result.apartWithheld > 0 { result.apartWithheld += mark }
            if result.apart + result.apartWithheld == 0 { result.apartWithheld = emptyMarkWidth(series, index) }
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
