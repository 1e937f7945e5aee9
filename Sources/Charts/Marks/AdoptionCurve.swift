import Disclosure
import Reporting

extension ChartDrawing {
    /// Cumulative adoption as a line over an area, with the adoptions per period as columns in a panel of their own below.
    ///
    /// Two panels, and not two axes in one: a reader never has to guess which axis a mark belongs to.
    mutating func drawAdoptionCurve() {
        let series = drawnSeries
        guard let cumulative = series.first else { return }
        // Models of the curve are lines; of the others the first is the adoptions per period.
        let isModel = { (series: ChartSeries) in series.id.hasPrefix("fitted") || series.id.hasPrefix("model") }
        let perPeriod = series.dropFirst().first { !isModel($0) }
        let further = series.dropFirst().filter { $0.id != perPeriod?.id }
        // Both panels share their left edge, so the wider tick labels decide.
        let periodTicks =
            perPeriod.map { verticalTicks(periodDomain($0), height: periodPanelHeight).map(\.label) } ?? []
        let places = drawCumulativePanel(
            cumulative, Array(further), isAlone: perPeriod == nil, tickWidth: smallText.width(periodTicks))
        guard let perPeriod else {
            drawAxisLabels(axisLabels(at: places, band: leastGap(places)), places: places, withTicks: true)
            return
        }
        y += 12
        drawPanelTitle(perPeriod.label, colour: style.colour(1).text)
        drawPeriodPanel(perPeriod, places)
        drawAxisLabels(axisLabels(at: places, band: leastGap(places)), places: places, withTicks: true)
    }

    private mutating func drawPanelTitle(_ title: String, colour: String) {
        for line in boldText.lines(title, within: contentWidth) {
            canvas.text(line, x: left, y: y + fontSize, size: fontSize, weight: .bold, fill: colour)
            y += lineHeight
        }
        y += 4
    }

    private mutating func drawCumulativePanel(
        _ cumulative: ChartSeries, _ further: [ChartSeries], isAlone: Bool, tickWidth: Double
    ) -> [Double] {
        if isAlone && further.isEmpty {
            drawValueTitle()
        } else {
            drawPanelTitle(cumulative.label, colour: style.colour(0).text)
        }
        if !further.isEmpty {
            drawLegend(further.enumerated().map { (.stroke(modelPaint($0)), $1.label) })
        }
        let height = size.isNarrow ? 170.0 : 220
        let all = [cumulative] + further
        let domain = axisDomain(of: all, includingZero: true, count: 4)
        let ticks = verticalTicks(domain, height: height)
        let plotLeft = left + max(smallText.width(ticks.map(\.label)), tickWidth) + 10
        let end = runs(cumulative).last?.last
        let endText = end.map { label(number(cumulative, $0.index)) } ?? ""
        let plotRight = right - boldText.width(endText) - 14
        let plotTop = y + smallFontSize * 0.6
        let vertical = LinearScale(domain, from: plotTop + height, to: plotTop)
        drawHorizontalGrid(ticks, vertical, from: plotLeft, to: plotRight)
        let horizontal = horizontalScale(steps: false, from: plotLeft + 8, to: plotRight - 8)
        let places = chart.categories.indices.map { horizontal(position($0)) }
        drawWithheldPoints([cumulative], places, floor: vertical.start)
        let colour = style.colour(0).mark
        let base = vertical(0)
        for run in runs(cumulative) {
            let points = run.map { Point(x: places[$0.index], y: vertical($0.value)) }
            guard let first = points.first, let last = points.last else { continue }
            let outline = [Point(x: first.x, y: base)] + points + [Point(x: last.x, y: base)]
            canvas.path(outline, closed: true, Canvas.Paint(fill: colour, fillOpacity: 0.13))
            canvas.path(points, Canvas.Paint(stroke: colour, strokeWidth: 2.8, roundJoin: true))
            if points.count == 1 { drawMarker(.circle, at: first, radius: 4, colour: colour) }
        }
        for (place, series) in further.enumerated() {
            for run in runs(series) {
                canvas.path(
                    run.map { Point(x: places[$0.index], y: vertical($0.value)) },
                    modelPaint(place))
            }
        }
        if let end {
            let point = Point(x: places[end.index], y: vertical(end.value))
            let isApproximate = number(cumulative, end.index)?.approximate == true
            if isApproximate { showsApproximate = true }
            drawMarker(.circle, at: point, radius: 5, colour: colour, hollow: isApproximate)
            canvas.text(
                endText, x: point.x + 11, y: point.y + baselineShift(fontSize), size: fontSize, weight: .bold,
                fill: style.colour(0).text, halo: style.background)
        }
        y = vertical.start
        return places
    }

    /// The line of a model, set apart from what was observed by its dashes.
    private func modelPaint(_ place: Int) -> Canvas.Paint {
        Canvas.Paint(
            stroke: style.colour(place + 2).mark, strokeWidth: 2.2, dash: ChartDrawing.dash(series: place % 5 + 1))
    }

    private var periodPanelHeight: Double { size.isNarrow ? 56 : 72 }

    private func periodDomain(_ series: ChartSeries) -> ClosedRange<Double> {
        AxisTicks.niceDomain(
            dataDomain(of: [series], includingZero: true), count: 3, resolution: chart.format.resolution)
    }

    private mutating func drawPeriodPanel(_ series: ChartSeries, _ places: [Double]) {
        let height = periodPanelHeight
        let domain = periodDomain(series)
        let ticks = verticalTicks(domain, height: height)
        let plotTop = y + smallFontSize * 0.6
        let vertical = LinearScale(domain, from: plotTop + height, to: plotTop)
        let first = min(places.first ?? left, places.last ?? left)
        let last = max(places.first ?? right, places.last ?? right)
        drawHorizontalGrid(ticks, vertical, from: first - 8, to: last + 8)
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
