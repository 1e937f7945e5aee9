import Disclosure
import Reporting

extension ChartDrawing {
    /// Before and after as two points joined by a line, with a smaller one for during between them.
    ///
    /// Where there are intervals, each point stands with its own a little apart from the others, so that intervals which overlap
    /// are told apart: before above, after below.
    mutating func drawDumbbells() {
        let series = Array(drawnSeries.prefix(3))
        let looks = DumbbellLook.looks(series.count, style)
        drawValueTitle()
        drawLegend(
            zip(series, looks).map { (.point($1.shape, colour: $1.colour.mark, hollow: $1.isHollow), $0.label) })
        let isSpread = series.contains { series in
            chart.categories.indices.contains { lower(series, $0) != nil && upper(series, $0) != nil }
        }
        let widest = chart.categories.indices.reduce(0.0) { widest, index in
            series.indices.filter { looks[$0].isLabelled }.reduce(widest) {
                let number = number(series[$1], index)
                return max($0, value(of: number) == nil ? 0 : boldText.width(label(number)))
            }
        }
        let marks = dumbbellMarkWidth(series)
        let plan = planRows(RowNeeds(leastPlot: 2 * (widest + 16) + marks + 110))
        drawObservationsHeading(plan)
        let domain = axisDomain(of: series, includingZero: false, count: 5)
        let start = plan.plotLeft + widest + 16
        let end = max(plan.plotRight - widest - 16 - marks, start + 20)
        let scale = LinearScale(domain, from: start, to: end)
        let ticks = ticks(of: scale, count: size.isNarrow ? 4 : 6)
        let height = (fontSize * (isSpread ? series.count > 2 ? 2.3 : 1.9 : 1.7)).rounded()
        var strips = RowStrips()
        for index in chart.categories.indices {
            let row = placeRow(index, plan, height: height, gap: plan.above ? 7 : plan.isGrouped ? 4 : 8)
            let points = dumbbellPoints(series, index, row, scale, looks, isSpread: isSpread)
            drawDumbbell(points, row, scale)
            drawDumbbellMarks(series, index, row, at: plan.plotRight - marks)
            strips.add(row, margin: plan.isGrouped || plan.above ? 2 : 4)
        }
        y = (strips.spans.last?.bottom ?? y) + 2
        drawGrid(ticks, strips)
        y += 2
        drawTickLabels(ticks)
    }

    /// A point that is drawn.
    private struct DumbbellPoint {
        let x: Double
        let y: Double
        /// The ends of its interval; its own place where it has none.
        let low: Double
        let high: Double
        let number: ProtectedNumber
        let look: DumbbellLook
    }

    private func dumbbellPoints(
        _ series: [ChartSeries], _ index: Int, _ row: PlacedRow, _ scale: LinearScale, _ looks: [DumbbellLook],
        isSpread: Bool
    ) -> [DumbbellPoint] {
        let shown = series.indices.filter { value(of: number(series[$0], index)) != nil }
        return shown.compactMap { place in
            guard let number = number(series[place], index), let value = value(of: number) else { return nil }
            let x = scale(value)
            let limits = [lower(series[place], index), upper(series[place], index)].compactMap(\.self).map { scale($0) }
            // A point by itself stands on the middle of its row.
            let isAlone = shown.count == 1 || !isSpread
            return DumbbellPoint(
                x: x, y: row.middle + (isAlone ? 0 : looks[place].offset * fontSize),
                low: limits.min().map { min($0, x) } ?? x,
                high: limits.max().map { max($0, x) } ?? x, number: number, look: looks[place])
        }
    }

    private mutating func drawDumbbell(_ points: [DumbbellPoint], _ row: PlacedRow, _ scale: LinearScale) {
        for point in points where point.high > point.low {
            drawWhisker(from: point.low, to: point.high, y: point.y, colour: point.look.colour.mark, cap: 3)
        }
        canvas.path(
            points.map { Point(x: $0.x, y: $0.y) }, Canvas.Paint(stroke: style.axis, strokeWidth: 2, roundJoin: true))
        // The smaller points between come last, so that none hides them.
        for point in points.filter(\.look.isLabelled) + points.filter({ !$0.look.isLabelled }) {
            drawMarker(
                point.look.shape, at: Point(x: point.x, y: point.y), radius: fontSize * point.look.radius,
                colour: point.look.colour.mark, hollow: point.look.isHollow)
            if point.number.approximate { showsApproximate = true }
        }
        let low = points.map(\.low).min() ?? scale.start
        let high = points.map(\.high).max() ?? scale.end
        // Values outside the span of all points and intervals: the lesser to the left, the greater to the right.
        let ordered = points.filter(\.look.isLabelled).sorted { ($0.x, $0.look.offset) < ($1.x, $1.look.offset) }
        for (place, point) in ordered.enumerated() {
            let toLeft = place == 0 && ordered.count == 2
            canvas.text(
                label(point.number), x: toLeft ? low - 9 : high + 9, y: row.middle + baselineShift(fontSize),
                size: fontSize, weight: point.look.isHollow ? .regular : .bold, anchor: toLeft ? .end : .start,
                fill: point.look.colour.text, halo: style.background)
        }
    }

    // MARK: Withheld and absent points

    /// Room for the marks of withheld and absent points, at a place that depends on no value.
    private func dumbbellMarkWidth(_ series: [ChartSeries]) -> Double {
        chart.categories.indices.reduce(0) { widest, index in
            max(widest, dumbbellMarks(series, index).reduce(0) { $0 + markWidth($1) })
        }
    }

    private func markWidth(_ number: ProtectedNumber) -> Double {
        labelText.width(label(number)) + (number.isWithheld ? withheldWidth + 4 : 0) + 8
    }

    private func dumbbellMarks(_ series: [ChartSeries], _ index: Int) -> [ProtectedNumber] {
        series.compactMap { number($0, index) }.filter { value(of: $0) == nil }
    }

    private mutating func drawDumbbellMarks(_ series: [ChartSeries], _ index: Int, _ row: PlacedRow, at left: Double) {
        var x = left + 4
        for number in dumbbellMarks(series, index) {
            if number.isWithheld {
                drawWithheld(Box(x: x, y: row.middle - 7, width: withheldWidth, height: 14))
                x += withheldWidth + 4
            }
            canvas.text(
                label(number), x: x, y: row.middle + baselineShift(fontSize), size: fontSize, fill: style.mutedInk)
            x += labelText.width(label(number)) + 8
        }
    }
}

/// How the points of one series of dumbbells look.
private struct DumbbellLook {
    let colour: ChartStyle.SeriesColour
    let shape: MarkerShape
    let isHollow: Bool
    /// In font sizes.
    let radius: Double
    /// From the middle of the row down, in font sizes.
    let offset: Double
    /// Whether its value stands in the row.
    var isLabelled: Bool { offset != 0 }

    /// Of before and after, with during between them where there are three.
    static func looks(_ count: Int, _ style: ChartStyle) -> [DumbbellLook] {
        let distance = count > 2 ? 0.55 : 0.34
        let before = DumbbellLook(
            colour: style.colour(1), shape: .circle, isHollow: true, radius: 0.4, offset: -distance)
        let during = DumbbellLook(
            colour: style.colour(2), shape: .diamond, isHollow: false, radius: 0.3, offset: 0)
        let after = DumbbellLook(
            colour: style.colour(0), shape: .circle, isHollow: false, radius: 0.4, offset: distance)
        return count > 2 ? [before, during, after] : Array([before, after].prefix(count))
    }
}
