import Disclosure
import Reporting

/// The series of an adoption curve by what they are.
struct AdoptionSeries {
    var observed: ChartSeries?
    /// What is new in each period, in a panel of its own.
    var perPeriod: ChartSeries?
    var models: [ChartSeries] = []

    /// By the roles of the series. One without a role is a model when its id begins with `fitted` or `model`; of the others the
    /// first is the running total, the second what is new in each period, and the rest are lines beside them.
    init(_ series: [ChartSeries]) {
        for one in series {
            let isNamedModel = one.id.hasPrefix("fitted") || one.id.hasPrefix("model")
            switch one.role {
            case .observed where observed == nil: observed = one
            case .perPeriod where perPeriod == nil: perPeriod = one
            case .plain where !isNamedModel && observed == nil: observed = one
            case .plain where !isNamedModel && perPeriod == nil: perPeriod = one
            default: models.append(one)
            }
        }
    }

    /// The running totals, which share a panel.
    var totals: [ChartSeries] { [observed].compactMap { $0 } + models }
}

/// The panel of the running totals, once its scales are known.
private struct AdoptionPanel {
    let places: [Double]
    let vertical: LinearScale
    let left: Double
    let right: Double
    /// Where the forecast begins.
    let forecast: Double?
}

extension ChartDrawing {
    /// Cumulative adoption as a line over an area, models as dashed lines within their bands, and the adoptions per period as
    /// columns in a panel of their own below.
    ///
    /// Two panels, and not two axes in one: a reader never has to guess which axis a mark belongs to. Where observation ends and
    /// the forecast begins stands an upright line.
    mutating func drawAdoptionCurve() {
        let series = AdoptionSeries(drawnSeries)
        guard !series.totals.isEmpty else { return }
        // Both panels share their left edge, so the wider tick labels decide.
        let periodTicks =
            series.perPeriod.map { verticalTicks(periodDomain($0), height: periodPanelHeight).map(\.label) } ?? []
        let panel = drawCumulativePanel(series, tickWidth: smallText.width(periodTicks))
        if let perPeriod = series.perPeriod {
            y += 12
            drawPanelTitle(perPeriod.label, colour: style.colour(1).text)
            drawPeriodPanel(perPeriod, panel)
        }
        drawAxisLabels(
            axisLabels(at: panel.places, band: leastGap(panel.places)), places: panel.places, withTicks: true)
    }

    mutating func drawPanelTitle(_ title: String, colour: String) {
        for line in boldText.lines(title, within: contentWidth) {
            canvas.text(line, x: left, y: y + fontSize, size: fontSize, weight: .bold, fill: colour)
            y += lineHeight
        }
        y += 4
    }

    private mutating func drawCumulativePanel(_ series: AdoptionSeries, tickWidth: Double) -> AdoptionPanel {
        if let observed = series.observed, series.perPeriod != nil || !series.models.isEmpty {
            drawPanelTitle(observed.label, colour: style.colour(0).text)
        } else {
            drawValueTitle()
        }
        if !series.models.isEmpty {
            drawLegend(series.models.enumerated().map { (.stroke(modelPaint($0)), $1.label) })
        }
        let totals = series.totals
        let height = size.isNarrow ? 170.0 : 220
        let domain = axisDomain(of: totals, includingZero: true, count: 4)
        let ticks = verticalTicks(domain, height: height)
        let plotLeft = left + max(smallText.width(ticks.map(\.label)), tickWidth) + 10
        let ends = totals.compactMap { one in runs(one).last?.last.map { label(number(one, $0.index)) } }
        let plotRight = right - boldText.width(ends) - 14
        let start = chart.forecastStart.flatMap { chart.categories.indices.dropFirst().contains($0) ? $0 : nil }
        // The words at the line of the forecast stand above the plot.
        if start != nil { y += smallLineHeight }
        let plotTop = y + smallFontSize * 0.6
        let vertical = LinearScale(domain, from: plotTop + height, to: plotTop)
        drawHorizontalGrid(ticks, vertical, from: plotLeft, to: plotRight)
        let horizontal = horizontalScale(steps: false, from: plotLeft + 8, to: plotRight - 8)
        let places = chart.categories.indices.map { horizontal(position($0)) }
        let panel = AdoptionPanel(
            places: places, vertical: vertical, left: plotLeft, right: plotRight,
            forecast: start.map { (places[$0 - 1] + places[$0]) / 2 })
        drawForecastLine(panel, label: true)
        for (place, model) in series.models.enumerated() {
            drawBand(model, places, vertical, steps: false, colour: style.colour(place + 2).mark)
        }
        drawWithheldPoints(totals, places, floor: vertical.start)
        if let observed = series.observed { drawObserved(observed, panel) }
        for (place, model) in series.models.enumerated() {
            for run in runs(model) {
                canvas.path(
                    run.map { Point(x: places[$0.index], y: vertical($0.value)) },
                    modelPaint(place))
            }
        }
        drawTotals(series, panel)
        y = vertical.start
        return panel
    }

    private mutating func drawObserved(_ observed: ChartSeries, _ panel: AdoptionPanel) {
        let colour = style.colour(0).mark
        let base = panel.vertical(0)
        for run in runs(observed) {
            let points = run.map { Point(x: panel.places[$0.index], y: panel.vertical($0.value)) }
            guard let first = points.first, let last = points.last else { continue }
            let outline = [Point(x: first.x, y: base)] + points + [Point(x: last.x, y: base)]
            canvas.path(outline, closed: true, Canvas.Paint(fill: colour, fillOpacity: 0.13))
            canvas.path(points, Canvas.Paint(stroke: colour, strokeWidth: 2.8, roundJoin: true))
            if points.count == 1 { drawMarker(.circle, at: first, radius: 4, colour: colour) }
        }
    }

    /// The last numbers: that of the observed total at its point, and those of models that go on beyond it at their ends.
    private mutating func drawTotals(_ series: AdoptionSeries, _ panel: AdoptionPanel) {
        let observedEnd = series.observed.flatMap { runs($0).last?.last?.index }
        if let observed = series.observed, let end = observedEnd {
            drawTotal(observed, end, colour: style.colour(0), panel)
        }
        for (place, model) in series.models.enumerated() {
            guard let end = runs(model).last?.last, observedEnd.map({ end.index > $0 }) ?? true else { continue }
            drawTotal(model, end.index, colour: style.colour(place + 2), panel)
        }
    }

    private mutating func drawTotal(
        _ series: ChartSeries, _ index: Int, colour: ChartStyle.SeriesColour, _ panel: AdoptionPanel
    ) {
        guard let value = value(of: number(series, index)) else { return }
        let point = Point(x: panel.places[index], y: panel.vertical(value))
        let isApproximate = number(series, index)?.approximate == true
        if isApproximate { showsApproximate = true }
        drawMarker(.circle, at: point, radius: 5, colour: colour.mark, hollow: isApproximate)
        let text = label(number(series, index))
        let width = boldText.width(text)
        let isLast = index == chart.categories.count - 1
        // A running total rises, so what is above it on the left is free.
        let right = (x: point.x + 11, y: point.y + baselineShift(fontSize), anchor: Canvas.Anchor.start)
        let above = (x: point.x - 4, y: point.y - 10, anchor: Canvas.Anchor.end)
        let below = (x: point.x + 8, y: point.y + fontSize + 8, anchor: Canvas.Anchor.start)
        let place = (isLast ? [right, above] : [above, below, right]).first { place in
            let box = Box.ofText(x: place.x, baseline: place.y, width: width, size: fontSize, anchor: place.anchor)
            return box.x >= panel.left && box.maxX <= self.right && box.maxY <= panel.vertical.start
                && !canvas.textBoxes.contains(where: box.overlaps)
        }
        guard let place else { return }
        canvas.text(
            text, x: place.x, y: place.y, size: fontSize, weight: .bold, anchor: place.anchor, fill: colour.text,
            halo: style.background)
    }

    /// The line of a model, set apart from what was observed by its dashes.
    private func modelPaint(_ place: Int) -> Canvas.Paint {
        Canvas.Paint(
            stroke: style.colour(place + 2).mark, strokeWidth: 2.2, dash: ChartDrawing.dash(series: place % 5 + 1))
    }
}

// MARK: Forecast and periods

extension ChartDrawing {
    /// An upright line where the forecast begins, through the height of a panel, with a word on its side of the line.
    private mutating func drawForecastLine(_ panel: AdoptionPanel, label: Bool) {
        guard let x = panel.forecast else { return }
        let top = panel.vertical.end - (label ? smallLineHeight + 2 : 0)
        canvas.gridline(
            x1: x, y1: top, x2: x, y2: panel.vertical.start, Canvas.Paint(stroke: style.axis, dash: "2 3"))
        guard label else { return }
        let words = locale.text("chart.forecast")
        let width = smallText.width(words)
        let isRight = x + 5 + width <= right
        guard isRight || x - 5 - width >= left else { return }
        canvas.text(
            words, x: isRight ? x + 5 : x - 5, y: panel.vertical.end - 6, size: smallFontSize,
            anchor: isRight ? .start : .end, fill: style.mutedInk)
    }

    private var periodPanelHeight: Double { size.isNarrow ? 56 : 72 }

    private func periodDomain(_ series: ChartSeries) -> ClosedRange<Double> {
        AxisTicks.niceDomain(
            dataDomain(of: [series], includingZero: true), count: 3, resolution: chart.format.resolution)
    }

    private mutating func drawPeriodPanel(_ series: ChartSeries, _ panel: AdoptionPanel) {
        let height = periodPanelHeight
        let domain = periodDomain(series)
        let ticks = verticalTicks(domain, height: height)
        let plotTop = y + smallFontSize * 0.6
        let vertical = LinearScale(domain, from: plotTop + height, to: plotTop)
        let places = panel.places
        let first = min(places.first ?? left, places.last ?? left)
        let last = max(places.first ?? right, places.last ?? right)
        drawHorizontalGrid(ticks, vertical, from: first - 8, to: last + 8)
        drawForecastLine(
            AdoptionPanel(
                places: places, vertical: vertical, left: panel.left, right: panel.right, forecast: panel.forecast),
            label: false)
        let width = max(min(leastGap(places) * 0.72, 15), 0.8)
        let base = vertical(0)
        for index in chart.categories.indices {
            guard let number = number(series, index) else { continue }
            if let value = value(of: number) {
                let top = vertical(value)
                canvas.rectangle(
                    Box(x: places[index] - width / 2, y: min(top, base), width: width, height: abs(base - top)),
                    radius: 1,
                    paint(style.colour(1).mark, approximate: number.approximate))
            } else if number.isWithheld {
                drawWithheld(Box(x: places[index] - width / 2, y: base - 12, width: width, height: 12))
            }
        }
        y = vertical.start
    }
}
