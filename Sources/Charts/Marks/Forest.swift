import Disclosure
import Reporting

extension ChartDrawing {
    /// A forest plot: a square per row, the larger the more observations are behind it, with its interval; the total as a diamond
    /// with a light band through all rows, and a line at the reference.
    ///
    /// Rows stand in their given order. Values are written at the right or, where there is no room, above their rows. An interval
    /// that reaches beyond the axis ends in an arrow.
    ///
    /// - SeeAlso: S. Lewis and M. Clarke (2001), Forest plots: trying to see the wood and the trees, *BMJ* 322, 1479–1480.
    mutating func drawForest() {
        let series = drawnSeries
        drawValueTitle()
        if series.count > 1 {
            drawLegend(
                series.enumerated().map {
                    (.point(forestShape($0), colour: style.colour($0).mark, hollow: false), $1.label)
                })
        }
        let texts = ForestTexts(self)
        let plan = planRows(texts.needs)
        let inset = fontSize * 0.75
        let scale = LinearScale(
            forestDomain(series), from: plan.plotLeft + inset, to: max(plan.plotRight - inset, plan.plotLeft + 40))
        let ticks = ticks(of: scale, count: size.isNarrow ? 4 : 6)
        let line = plan.above ? (fontSize * 1.5).rounded() : lineHeight + 2
        var strips = RowStrips()
        for index in chart.categories.indices {
            let ownLines = texts.ownLines(index)
            let height = Double(series.count) * line + Double(ownLines.reduce(0, +)) * smallLineHeight
            let row = placeRow(index, plan, height: height, gap: plan.above ? 6 : 3)
            var top = row.top
            for (place, series) in series.enumerated() {
                let textTop = top
                top += Double(ownLines[place]) * smallLineHeight
                let middle = top + line / 2
                let textMiddle =
                    switch texts.place {
                    case .columns: middle
                    case .besideLabels: row.labelMiddle ?? middle
                    case .ownLines: textTop + smallLineHeight / 2
                    }
                drawForestText(texts, series, place, index, middle: textMiddle)
                drawForestRow(series, place, index, at: middle, scale)
                // Lines run through the plot of a row, and not through text above it.
                let isDetached = ownLines[place] > 0 || place == 0 && row.isDetached
                strips.add(
                    PlacedRow(top: top, height: line, labelMiddle: nil, isDetached: isDetached),
                    margin: plan.above ? 1 : 2)
                top += line
            }
        }
        y = (strips.spans.last?.bottom ?? y) + 4
        drawForestBackground(series, strips, ticks, scale)
        drawTickLabels(ticks)
        addForestKey(series)
    }

    /// The values with their limits and the reference; round numbers at the ends.
    private func forestDomain(_ series: [ChartSeries]) -> ClosedRange<Double> {
        if let domain = chart.domain, domain.lowerBound < domain.upperBound,
            domain.lowerBound.isFinite, domain.upperBound.isFinite
        {
            return domain
        }
        let data = dataDomain(of: series, includingZero: false)
        let reference = forestReference ?? data.lowerBound
        return AxisTicks.niceDomain(
            min(data.lowerBound, reference)...max(data.upperBound, reference), count: 5,
            resolution: chart.format.resolution)
    }

    private var forestReference: Double? { chart.reference.isFinite ? chart.reference : nil }

    func forestShape(_ place: Int) -> MarkerShape { [.square, .circle, .triangle, .pentagon, .cross][place % 5] }

    // MARK: Rows

    private mutating func drawForestRow(
        _ series: ChartSeries, _ place: Int, _ index: Int, at middle: Double, _ scale: LinearScale
    ) {
        guard let number = number(series, index), let value = value(of: number) else { return }
        if number.approximate { showsApproximate = true }
        let colour = style.colour(place).mark
        let category = chart.categories[index]
        let limits = interval(of: series, index)
        if category.isTotal {
            let (low, high) = (limits?.lowerBound ?? value, limits?.upperBound ?? value)
            drawDiamond(
                from: min(scale(low), scale(value) - 5), middle: scale(value), to: max(scale(high), scale(value) + 5),
                y: middle,
                colour: colour)
            return
        }
        if let limits {
            drawForestInterval(limits, at: middle, scale, colour: colour)
        }
        // A value beyond the axis is where the arrow of its interval points.
        guard scale.domain.contains(value) else {
            drawArrow(
                at: value < scale.domain.lowerBound ? scale.start : scale.end, y: middle,
                isLeft: value < scale.domain.lowerBound, colour: colour)
            return
        }
        drawMarker(
            forestShape(place), at: Point(x: scale(value), y: middle), radius: forestRadius(series, index),
            colour: colour, hollow: category.note != nil)
    }

    /// The limits of a value that is shown; nil unless there are both, in their order.
    private func interval(of series: ChartSeries, _ index: Int) -> ClosedRange<Double>? {
        guard let lower = lower(series, index), let upper = upper(series, index), lower <= upper else { return nil }
        return lower...upper
    }

    private mutating func drawForestInterval(
        _ limits: ClosedRange<Double>, at middle: Double, _ scale: LinearScale, colour: String
    ) {
        let (from, to) = (scale(limits.lowerBound), scale(limits.upperBound))
        let paint = Canvas.Paint(stroke: colour, strokeWidth: 1.6)
        canvas.line(x1: from, y1: middle, x2: to, y2: middle, paint)
        for (x, isBeyond, isLeft) in [
            (from, limits.lowerBound < scale.domain.lowerBound, true),
            (to, limits.upperBound > scale.domain.upperBound, false),
        ] {
            if isBeyond {
                drawArrow(at: x, y: middle, isLeft: isLeft, colour: colour)
            } else {
                canvas.line(x1: x, y1: middle - 3, x2: x, y2: middle + 3, paint)
            }
        }
    }

    private mutating func drawArrow(at x: Double, y: Double, isLeft: Bool, colour: String) {
        let back = isLeft ? 6.0 : -6.0
        canvas.path(
            [Point(x: x, y: y), Point(x: x + back, y: y - 4), Point(x: x + back, y: y + 4)], closed: true,
            Canvas.Paint(fill: colour))
    }

    private mutating func drawDiamond(from: Double, middle: Double, to: Double, y: Double, colour: String) {
        let half = fontSize * 0.5
        canvas.path(
            [
                Point(x: from, y: y), Point(x: middle, y: y - half), Point(x: to, y: y), Point(x: middle, y: y + half),
            ], closed: true, Canvas.Paint(fill: colour, stroke: style.background, strokeWidth: 1.2))
    }

    /// A radius whose square grows with the number of observations, between bounds; the same for all where these are unknown.
    private func forestRadius(_ series: ChartSeries, _ index: Int) -> Double {
        let usual = fontSize * 0.38
        guard let n = forestObservations(series, index).flatMap({ value(of: $0) }), n > 0 else { return usual }
        let most =
            chart.categories.indices.filter { !chart.categories[$0].isTotal }
            .compactMap { forestObservations(series, $0).flatMap { value(of: $0) } }.max() ?? n
        return fontSize * max(0.26, 0.52 * min(n / most, 1).squareRoot())
    }

    func forestObservations(_ series: ChartSeries, _ index: Int) -> ProtectedNumber? {
        observations(of: series, index) ?? observations.flatMap { number($0, index) }
    }

    // MARK: Behind the rows

    private mutating func drawForestBackground(
        _ series: [ChartSeries], _ strips: RowStrips, _ ticks: [(x: Double, label: String)], _ scale: LinearScale
    ) {
        // One band only: several would cover each other.
        if let first = series.first, series.count == 1,
            let total = chart.categories.indices.first(where: { chart.categories[$0].isTotal }),
            let limits = interval(of: first, total), value(of: number(first, total)) != nil
        {
            let (from, to) = (scale(limits.lowerBound), scale(limits.upperBound))
            for span in strips.spans {
                canvas.backdrop(
                    Box(x: from, y: span.top, width: to - from, height: span.bottom - span.top),
                    Canvas.Paint(fill: style.colour(0).mark, fillOpacity: 0.1))
            }
        }
        drawGrid(ticks, strips)
        guard let reference = forestReference, scale.domain.contains(reference) else { return }
        for span in strips.spans {
            canvas.gridline(
                x1: scale(reference), y1: span.top, x2: scale(reference), y2: span.bottom,
                Canvas.Paint(stroke: style.mutedInk, strokeWidth: 1.4))
        }
    }

    /// Explains the sizes of the markers and those that are open.
    private mutating func addForestKey(_ series: [ChartSeries]) {
        let colour = style.colour(0).mark
        let shown = chart.categories.indices.filter { index in
            !chart.categories[index].isTotal && series.contains { value(of: number($0, index)) != nil }
        }
        let radii = shown.flatMap { index in series.map { forestRadius($0, index) } }
        // Sizes that nobody could tell apart need no word.
        if let least = radii.min(), let most = radii.max(), most > least * 1.1 {
            keyEntries.append((.point(.square, colour: colour, hollow: false), locale.text("chart.size-by-n")))
        }
        var notes: [String] = []
        for index in shown {
            guard let note = chart.categories[index].note, !note.isEmpty, !notes.contains(note) else { continue }
            notes.append(note)
            keyEntries.append((.point(.square, colour: colour, hollow: true), note))
        }
    }
}
