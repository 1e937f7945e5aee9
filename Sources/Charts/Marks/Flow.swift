import Disclosure
import Reporting

extension ChartDrawing {
    /// What is left of a course at each stage: bars from one line, and between them what each stage keeps of the one before.
    ///
    /// Several series, such as waves, are drawn below one another to one scale.
    mutating func drawFlow() {
        let series = drawnSeries
        drawValueTitle()
        let plan = planRows(RowNeeds(narrowShare: 0.34))
        let scale = flowScale(series, plan)
        for (place, series) in series.enumerated() {
            if drawnSeries.count > 1 { drawFlowHeading(series, isFirst: place == 0) }
            if place == 0 { drawObservationsHeading(plan) }
            drawCourse(series, plan, scale)
        }
    }

    private mutating func drawFlowHeading(_ series: ChartSeries, isFirst: Bool) {
        if !isFirst { y += 6 }
        for line in boldText.lines(series.label, within: contentWidth) {
            canvas.text(
                line, x: left, y: y + lineHeight / 2 + baselineShift(fontSize), size: fontSize, weight: .bold)
            y += lineHeight
        }
        y += 4
    }

    /// The scale of all bars, with room for the values at their ends.
    private func flowScale(_ series: [ChartSeries], _ plan: RowPlan) -> LinearScale {
        var most = 0.0
        var room = 0.0
        for series in series {
            for index in chart.categories.indices {
                guard let number = number(series, index) else { continue }
                most = max(most, value(of: number) ?? 0)
                room = max(room, boldText.width(label(number)) + 10 + (number.isWithheld ? withheldWidth : 0))
            }
        }
        if let domain = chart.domain, domain.upperBound.isFinite { most = max(most, domain.upperBound) }
        let end = max(plan.plotRight - room, plan.plotLeft + 20)
        return LinearScale(0...(most > 0 ? most : 1), from: plan.plotLeft, to: end)
    }

    /// The stages of one series.
    private mutating func drawCourse(_ series: ChartSeries, _ plan: RowPlan, _ scale: LinearScale) {
        let colour = style.colour(0).mark
        let height = (fontSize * 1.7).rounded()
        let gap = (fontSize * 1.75).rounded()
        var previous: (bottom: Double, end: Double)?
        for index in chart.categories.indices {
            let isLast =
                index == chart.categories.count - 1
                || chart.categories[index + 1].group != chart.categories[index].group
            let share = locale.stageShare(chart.categories, series, at: index)
            // What a stage keeps stands above its label, where that stands above its bar.
            if plan.above, let share, let previous { drawStageShare(share, top: previous.bottom, bottom: y) }
            let row = placeRow(index, plan, height: height, gap: isLast ? 12 : gap)
            guard let number = number(series, index) else {
                previous = nil
                continue
            }
            let end = value(of: number).map { scale(max($0, 0)) }
            if !plan.above, let share, let previous, let end {
                drawLink(from: previous, to: (row.top, end), base: scale.start, colour: colour)
                drawStageShare(share, top: previous.bottom, bottom: row.top, x: scale.start)
            }
            drawStage(number, from: scale.start, to: end, row, colour: colour)
            previous = end.map { (row.top + height, $0) }
        }
    }

    private mutating func drawStage(
        _ number: ProtectedNumber, from base: Double, to end: Double?, _ row: PlacedRow, colour: String
    ) {
        var x = base + 6
        if let end {
            canvas.rectangle(
                Box(x: base, y: row.top, width: end - base, height: row.height), radius: 1.5,
                paint(colour, approximate: number.approximate))
            x = end + 6
        } else if number.isWithheld {
            drawWithheld(Box(x: base, y: row.top + 1, width: withheldWidth, height: row.height - 2))
            x += withheldWidth
        }
        canvas.text(
            label(number), x: x, y: row.middle + baselineShift(fontSize), size: fontSize,
            weight: end == nil ? .regular : .bold, fill: end == nil ? style.mutedInk : nil)
        canvas.line(
            x1: base, y1: row.top - 2, x2: base, y2: row.top + row.height + 2, Canvas.Paint(stroke: style.axis))
    }

    /// A light shape from the end of a bar to that of the next.
    private mutating func drawLink(
        from previous: (bottom: Double, end: Double), to next: (top: Double, end: Double), base: Double, colour: String
    ) {
        guard next.top > previous.bottom else { return }
        canvas.path(
            [
                Point(x: base, y: previous.bottom), Point(x: previous.end, y: previous.bottom),
                Point(x: next.end, y: next.top), Point(x: base, y: next.top),
            ], closed: true, Canvas.Paint(fill: colour, fillOpacity: 0.12))
    }

    /// The share in words, after an arrow that points down.
    private mutating func drawStageShare(_ share: String, top: Double, bottom: Double, x: Double? = nil) {
        let start = x ?? left
        let middle = (top + bottom) / 2
        let (tip, reach) = (start + 10, 4.5)
        canvas.line(
            x1: tip, y1: middle - reach, x2: tip, y2: middle + reach - 1,
            Canvas.Paint(stroke: style.mutedInk, strokeWidth: 1.4))
        canvas.path(
            [
                Point(x: tip - 3.5, y: middle + reach - 3.5), Point(x: tip, y: middle + reach),
                Point(x: tip + 3.5, y: middle + reach - 3.5),
            ], Canvas.Paint(stroke: style.mutedInk, strokeWidth: 1.4, roundJoin: true))
        let room = right - tip - 9
        let size = [smallFontSize, smallFontSize * 0.92].first { text($0).width(share) <= room }
        guard let size else { return }
        canvas.text(share, x: tip + 9, y: middle + baselineShift(size), size: size, fill: style.mutedInk)
    }
}
