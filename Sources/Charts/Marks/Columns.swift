import Disclosure
import Reporting

extension ChartDrawing {
    /// Upright columns over an ordered axis, with their values on top when all of them fit, and a value axis otherwise.
    ///
    /// Categories without an order whose labels do not fit below the columns are drawn as horizontal bars.
    mutating func drawColumns() {
        let series = drawnSeries
        let band = contentWidth / Double(max(chart.categories.count, 1))
        let places = chart.categories.indices.map { left + (Double($0) + 0.5) * band }
        if !isOrdered, axisLabels(at: places, band: band).every > 1 || band < 14 {
            drawBars()
            return
        }
        drawValueTitle()
        if series.count > 1 {
            drawLegend(
                series.enumerated().map { (.swatch(Canvas.Paint(fill: style.colour($0).mark)), $1.label) })
        }
        drawColumnPlot(series, height: size.isNarrow ? 190 : 250, colours: 0)
    }

    /// The columns with their axes.
    ///
    /// - Parameter colours: The place of the first series' colour.
    mutating func drawColumnPlot(_ series: [ChartSeries], height: Double, colours: Int) {
        let count = Double(max(chart.categories.count, 1))
        let size = valueLabelSize(series, band: contentWidth / count)
        let isLabelled = size != nil
        let data = dataDomain(of: series, includingZero: true)
        // With a value on each column there is no axis that would need round ends.
        let domain =
            isLabelled && chart.domain == nil && data.lowerBound < data.upperBound
            ? data : axisDomain(of: series, includingZero: true, count: 4)
        let plotTop = y + (isLabelled ? fontSize + 4 : smallFontSize * 0.6)
        let ticks = isLabelled ? [] : verticalTicks(domain, height: height)
        let plotLeft = isLabelled ? left : left + smallText.width(ticks.map(\.label)) + 10
        let hasNegative = domain.lowerBound < 0
        let scale = LinearScale(
            domain, from: plotTop + height - (hasNegative && isLabelled ? fontSize + 4 : 0), to: plotTop)
        drawHorizontalGrid(ticks, scale, from: plotLeft, to: right)
        let band = (right - plotLeft) / count
        let places = chart.categories.indices.map { plotLeft + (Double($0) + 0.5) * band }
        let group = min(band * (band < 10 ? 0.86 : 0.74), 72 * Double(series.count))
        let width = group / Double(max(series.count, 1))
        let base = scale(0)
        for index in chart.categories.indices {
            for (place, series) in series.enumerated() {
                guard let number = number(series, index) else { continue }
                let gap = width > 6 ? 1.0 : 0
                let slot = Box(
                    x: places[index] - group / 2 + Double(place) * width + gap / 2, y: base, width: width - gap,
                    height: 0)
                drawColumn(
                    series, index, number, slot, scale, colour: style.colour(colours + place).mark, labelSize: size)
            }
        }
        canvas.line(x1: plotLeft, y1: base, x2: right, y2: base, Canvas.Paint(stroke: style.axis))
        y = plotTop + height
        let labels = axisLabels(at: places, band: band)
        drawAxisLabels(labels, places: places, withTicks: labels.every > 1)
    }

    /// The size at which every value fits on top of its column; nil when none does.
    private func valueLabelSize(_ series: [ChartSeries], band: Double) -> Double? {
        let room = series.count == 1 ? band - 4 : band * 0.74 / Double(max(series.count, 1)) - 2
        return [fontSize, smallFontSize].first { size in
            let layout = text(size)
            return series.allSatisfy { series in
                chart.categories.indices.allSatisfy { layout.width(label(number(series, $0))) <= room }
            }
        }
    }

    private mutating func drawColumn(
        _ series: ChartSeries, _ index: Int, _ number: ProtectedNumber, _ slot: Box, _ scale: LinearScale,
        colour: String,
        labelSize: Double?
    ) {
        let base = slot.y
        var top = base
        var isNegative = false
        if let value = value(of: number) {
            let end = scale(value)
            // A value below a domain that starts at the base line has no column, and its label stands above.
            isNegative = end > base
            canvas.rectangle(
                Box(x: slot.x, y: min(base, end), width: slot.width, height: abs(end - base)), radius: 1.5,
                paint(colour, approximate: number.approximate))
            top = end
            if let lower = lower(series, index), let upper = upper(series, index), lower <= upper {
                drawUprightWhisker(x: slot.x + slot.width / 2, from: scale(lower), to: scale(upper))
                top = isNegative ? max(end, scale(lower)) : min(end, scale(upper))
            }
        } else if number.isWithheld {
            let width = min(slot.width, 24)
            drawWithheld(Box(x: slot.x + (slot.width - width) / 2, y: base - 16, width: width, height: 16))
            top = base - 16
        }
        guard let labelSize else { return }
        canvas.text(
            label(number), x: slot.x + slot.width / 2, y: isNegative ? top + labelSize + 2 : top - 5, size: labelSize,
            anchor: .middle, fill: value(of: number) == nil ? style.mutedInk : nil)
    }

    /// An upright interval.
    private mutating func drawUprightWhisker(x: Double, from: Double, to: Double) {
        for paint in [
            Canvas.Paint(stroke: style.background, strokeWidth: 3.6), Canvas.Paint(stroke: style.ink, strokeWidth: 1.4),
        ] {
            canvas.line(x1: x, y1: from, x2: x, y2: to, paint)
            canvas.line(x1: x - 3.5, y1: from, x2: x + 3.5, y2: from, paint)
            canvas.line(x1: x - 3.5, y1: to, x2: x + 3.5, y2: to, paint)
        }
    }
}
