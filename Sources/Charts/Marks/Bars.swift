import Disclosure
import Reporting

extension ChartDrawing {
    /// The width of the sign of a withheld number, whatever the number.
    var withheldWidth: Double { 18 }

    /// Horizontal bars, each with its value at the end; several series stand below each other in a row.
    mutating func drawBars() {
        let series = drawnSeries
        drawValueTitle()
        if series.count > 1 {
            drawLegend(
                series.enumerated().map { (.swatch(Canvas.Paint(fill: style.colour($0).mark)), $1.label) })
        }
        let plan = planRows()
        drawObservationsHeading(plan)
        let isDense = chart.categories.count * series.count > 24
        let thickness = (series.count == 1 ? fontSize * (isDense ? 1.15 : 1.5) : fontSize * (isDense ? 1 : 1.2))
            .rounded()
        let groupHeight = Double(series.count) * thickness + Double(max(series.count - 1, 0)) * 2
        let scale = barScale(series, plan)
        let base = scale(0)
        let first = y
        var last = y
        for index in chart.categories.indices {
            let row = placeRow(index, plan, height: groupHeight, gap: plan.above ? 9 : isDense ? 6 : 10)
            for (place, series) in series.enumerated() {
                let box = Box(
                    x: base, y: row.top + Double(place) * (thickness + 2), width: 0, height: thickness)
                drawBar(series, index, box, scale, colour: style.colour(place).mark)
            }
            last = row.top + row.height
            if plan.above { drawBase(base, from: row.top, to: last) }
        }
        y = last + 4
        if !plan.above { drawBase(base, from: first, to: last) }
    }

    /// The line that bars start from; in parts where labels stand between them.
    mutating func drawBase(_ x: Double, from top: Double, to bottom: Double) {
        canvas.line(x1: x, y1: top - 2, x2: x, y2: bottom + 2, Canvas.Paint(stroke: style.axis))
    }

    /// The scale of bars with room for the labels at both ends.
    private func barScale(_ series: [ChartSeries], _ plan: RowPlan) -> LinearScale {
        var before = 0.0
        var after = 0.0
        for series in series {
            for index in chart.categories.indices {
                guard let number = number(series, index) else { continue }
                let width = labelText.width(label(number)) + 8
                if let value = value(of: number), value < 0 {
                    before = max(before, width)
                } else {
                    after = max(after, width + (number.isWithheld ? withheldWidth : 0))
                }
            }
        }
        let domain =
            chart.domain == nil
            ? dataDomain(of: series, includingZero: true) : axisDomain(of: series, includingZero: true, count: 5)
        let start = plan.plotLeft + before
        let end = max(plan.plotRight - after, start + 20)
        return LinearScale(domain.lowerBound < domain.upperBound ? domain : 0...1, from: start, to: end)
    }

    /// One bar from the base line, with its interval and its label.
    private mutating func drawBar(_ series: ChartSeries, _ index: Int, _ box: Box, _ scale: LinearScale, colour: String)
    {
        guard let number = number(series, index) else { return }
        let baseline = box.y + box.height / 2 + baselineShift(fontSize)
        let base = box.x
        guard let value = value(of: number) else {
            var x = base + 6
            if number.isWithheld {
                drawWithheld(Box(x: base, y: box.y + 1, width: withheldWidth, height: box.height - 2))
                x += withheldWidth
            }
            canvas.text(label(number), x: x, y: baseline, size: fontSize, fill: style.mutedInk)
            return
        }
        let end = scale(value)
        let bar = Box(x: min(base, end), y: box.y, width: abs(end - base), height: box.height)
        var paint = paint(colour, approximate: number.approximate)
        // An outline is drawn half outside.
        if number.approximate { paint.strokeWidth = 1.2 }
        canvas.rectangle(bar, radius: 1.5, paint)
        var outer = end
        if let lower = lower(series, index), let upper = upper(series, index), lower <= upper {
            let (from, to) = (scale(lower), scale(upper))
            drawWhisker(from: from, to: to, y: box.y + box.height / 2, colour: style.ink)
            outer = value < 0 ? min(end, from) : max(end, to)
        }
        canvas.text(
            label(number), x: value < 0 ? outer - 6 : outer + 6, y: baseline, size: fontSize,
            anchor: value < 0 ? .end : .start)
    }

    /// An interval as a line with caps, on a light line so that it shows on a dark bar.
    mutating func drawWhisker(from: Double, to: Double, y: Double, colour: String, cap: Double = 3.5) {
        let strokes = [
            Canvas.Paint(stroke: style.background, strokeWidth: 3.6), Canvas.Paint(stroke: colour, strokeWidth: 1.4),
        ]
        for paint in strokes {
            canvas.line(x1: from, y1: y, x2: to, y2: y, paint)
            canvas.line(x1: from, y1: y - cap, x2: from, y2: y + cap, paint)
            canvas.line(x1: to, y1: y - cap, x2: to, y2: y + cap, paint)
        }
    }
}
