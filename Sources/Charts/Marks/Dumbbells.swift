import Disclosure
import Reporting

extension ChartDrawing {
    /// Before and after as two points on a line, with the limits of their intervals above and below it.
    mutating func drawDumbbells() {
        let series = Array(drawnSeries.prefix(2))
        let colours = [style.colour(1), style.colour(0)]
        drawValueTitle()
        drawLegend(
            series.enumerated().map { (.point(.circle, colour: colours[$0].mark, hollow: $0 == 0), $1.label) })
        let plan = planRows()
        drawObservationsHeading(plan)
        let widest = chart.categories.indices.reduce(0.0) { widest, index in
            series.reduce(widest) {
                max($0, value(of: number($1, index)) == nil ? 0 : boldText.width(label(number($1, index))))
            }
        }
        let marks = dumbbellMarkWidth(series)
        let domain = axisDomain(of: series, includingZero: false, count: 5)
        let start = plan.plotLeft + widest + 16
        let end = max(plan.plotRight - widest - 16 - marks, start + 20)
        let scale = LinearScale(domain, from: start, to: end)
        let ticks = ticks(of: scale, count: size.isNarrow ? 4 : 6)
        let first = y
        var last = y
        for index in chart.categories.indices {
            let row = placeRow(index, plan, height: (fontSize * 1.7).rounded(), gap: plan.above ? 7 : 8)
            drawDumbbell(series, index, row, scale, colours, markX: plan.plotRight - marks)
            last = row.top + row.height
        }
        y = last + 6
        for tick in ticks {
            canvas.gridline(x1: tick.x, y1: first, x2: tick.x, y2: y, Canvas.Paint(stroke: style.gridline))
        }
        y += 2
        drawTickLabels(ticks)
    }

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

    private mutating func drawDumbbell(
        _ series: [ChartSeries], _ index: Int, _ row: PlacedRow, _ scale: LinearScale,
        _ colours: [ChartStyle.SeriesColour], markX: Double
    ) {
        let middle = row.middle
        let baseline = middle + baselineShift(fontSize)
        var points: [(x: Double, low: Double, high: Double, place: Int, number: ProtectedNumber)] = []
        for (place, series) in series.enumerated() {
            guard let number = number(series, index), let value = value(of: number) else { continue }
            let x = scale(value)
            let limits = [lower(series, index), upper(series, index)].compactMap(\.self).map { scale($0) } + [x]
            points.append((x, limits.min() ?? x, limits.max() ?? x, place, number))
        }
        if points.count == 2 {
            canvas.line(
                x1: points[0].x, y1: middle, x2: points[1].x, y2: middle,
                Canvas.Paint(stroke: style.axis, strokeWidth: 2))
        }
        for point in points where point.high > point.low {
            // The intervals of both points share the row: before above the line, after below it.
            let offset = points.count == 1 ? 0 : point.place == 0 ? -fontSize * 0.5 : fontSize * 0.5
            drawWhisker(
                from: point.low, to: point.high, y: middle + offset, colour: colours[point.place].mark, cap: 2.5)
        }
        for point in points {
            drawMarker(
                .circle, at: Point(x: point.x, y: middle), radius: fontSize * 0.4, colour: colours[point.place].mark,
                hollow: point.place == 0)
            if point.number.approximate { showsApproximate = true }
        }
        let low = points.map(\.low).min() ?? scale.start
        let high = points.map(\.high).max() ?? scale.end
        // Values outside the span of both points and intervals: the lesser to the left, the greater to the right.
        let ordered = points.sorted { ($0.x, $0.place) < ($1.x, $1.place) }
        for (place, point) in ordered.enumerated() {
            let toLeft = place == 0 && ordered.count == 2
            canvas.text(
                label(point.number), x: toLeft ? low - 9 : high + 9, y: baseline, size: fontSize,
                weight: point.place == 1 ? .bold : .regular, anchor: toLeft ? .end : .start,
                fill: colours[point.place].text, halo: style.background)
        }
        var x = markX + 4
        for number in dumbbellMarks(series, index) {
            if number.isWithheld {
                drawWithheld(Box(x: x, y: middle - 7, width: withheldWidth, height: 14))
                x += withheldWidth + 4
            }
            canvas.text(label(number), x: x, y: baseline, size: fontSize, fill: style.mutedInk)
            x += labelText.width(label(number)) + 8
        }
    }
}
