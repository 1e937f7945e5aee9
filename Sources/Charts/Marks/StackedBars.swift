import Disclosure
import Reporting

extension ChartDrawing {
    /// Horizontal bars of parts that make a whole, with the value in each part that has room for it.
    mutating func drawStackedBars() {
        let series = drawnSeries
        drawValueTitle()
        drawLegend(series.enumerated().map { (.swatch(Canvas.Paint(fill: style.colour($0).mark)), $1.label) })
        let plan = planRows()
        drawObservationsHeading(plan)
        var total = 0.0
        var withheld = 0
        for index in chart.categories.indices {
            let numbers = series.map { number($0, index) }
            total = max(total, numbers.reduce(0) { $0 + max(value(of: $1) ?? 0, 0) })
            withheld = max(withheld, numbers.count { $0?.isWithheld == true })
        }
        if let domain = chart.domain, domain.upperBound.isFinite { total = max(total, domain.upperBound) }
        let marks = withheld > 0 ? labelText.width(locale.withheldMark) + 8 : 0
        let width = max(plan.plotRight - plan.plotLeft - Double(withheld) * (withheldWidth + 1.5) - marks, 20)
        let scale = LinearScale(0...(total > 0 ? total : 1), from: 0, to: width)
        let height = (fontSize * 1.9).rounded()
        let first = y
        var last = y
        for index in chart.categories.indices {
            let row = placeRow(index, plan, height: height, gap: plan.above ? 9 : 10)
            var x = plan.plotLeft
            for (place, series) in series.enumerated() {
                guard let number = number(series, index) else { continue }
                drawPart(number, at: &x, row, scale, colour: style.colour(place).mark)
            }
            let numbers = series.map { self.number($0, index) }
            // A withheld part is marked after the bar; a row without a bar says whether it is zero or absent.
            let mark = numbers.first { $0?.isWithheld == true } ?? numbers.first ?? nil
            if let mark, mark.isWithheld || x == plan.plotLeft {
                canvas.text(
                    label(mark), x: x + 6, y: row.middle + baselineShift(fontSize), size: fontSize, fill: style.mutedInk
                )
            }
            last = row.top + row.height
            if plan.above { drawBase(plan.plotLeft, from: row.top, to: last) }
        }
        y = last + 4
        if !plan.above { drawBase(plan.plotLeft, from: first, to: last) }
    }

    /// One part of a bar from `x` on, with its value inside when it fits.
    mutating func drawPart(
        _ number: ProtectedNumber, at x: inout Double, _ row: PlacedRow, _ scale: LinearScale, colour: String
    ) {
        if number.isWithheld {
            drawWithheld(Box(x: x, y: row.top + 1, width: withheldWidth, height: row.height - 2))
            x += withheldWidth + 1.5
            return
        }
        guard let value = value(of: number), value > 0 else { return }
        let width = scale(value) - scale(0)
        // Parts are set apart by a white line, which is a cue besides colour.
        let box = Box(x: x, y: row.top, width: max(width - 1.5, min(width, 0.75)), height: row.height)
        canvas.rectangle(box, paint(colour, approximate: number.approximate))
        let text = label(number)
        // A smaller size before none at all.
        let sizes = [smallFontSize, smallFontSize * 0.92]
        if let size = sizes.first(where: { self.text($0).width(text) + 4 <= box.width }) {
            canvas.text(
                text, x: box.x + box.width / 2, y: row.middle + baselineShift(size), size: size, anchor: .middle,
                fill: number.approximate ? style.ink : style.textColour(on: colour))
        }
        x += width
    }
}
