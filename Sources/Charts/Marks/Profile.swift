import Disclosure
import Reporting

extension ChartDrawing {
    /// A profile over criteria: the limits of the first series as a band, such as the least and greatest rating, its value as a
    /// point on it, and up to two further series, such as a self-assessment, as markers of other shapes.
    mutating func drawProfile() {
        let series = Array(drawnSeries.prefix(3))
        drawValueTitle()
        drawProfileLegend(series)
        let values = ProfileValues(self, series)
        let plan = planRows(values.needs)
        drawProfileHeadings(values, series, plan)
        let inset = fontSize * 0.8
        let scale = LinearScale(
            axisDomain(of: series, includingZero: false, count: 5), from: plan.plotLeft + inset,
            to: max(plan.plotRight - inset, plan.plotLeft + 40))
        let ticks = profileTicks(scale)
        let line = (fontSize * 1.55).rounded()
        var strips = RowStrips()
        for index in chart.categories.indices {
            let ownLines = Double(values.ownLines) * smallLineHeight
            let row = placeRow(index, plan, height: line + ownLines, gap: plan.above ? 6 : plan.isGrouped ? 3 : 5)
            let middle = row.top + ownLines + line / 2
            drawProfileValues(values, series, index, row, plan, middle: middle)
            drawProfileRow(series, index, middle: middle, scale)
            strips.add(
                PlacedRow(
                    top: row.top + ownLines, height: line, labelMiddle: nil,
                    isDetached: row.isDetached || values.ownLines > 0), margin: plan.above ? 1 : 3)
        }
        y = (strips.spans.last?.bottom ?? y) + 4
        drawGrid(ticks, strips)
        drawTickLabels(ticks)
    }

    /// The steps of a scale where it has whole numbers at its ends, and few of them; else round numbers.
    private func profileTicks(_ scale: LinearScale) -> [(x: Double, label: String)] {
        let (low, high) = (scale.domain.lowerBound, scale.domain.upperBound)
        let isWhole = low == low.rounded() && high == high.rounded() && high - low <= 10 && high - low >= 2
        guard chart.domain != nil, isWhole, abs(low) < 1e9 else {
            return ticks(of: scale, count: size.isNarrow ? 4 : 6)
        }
        return (0...Int(high - low)).map { step in
            let value = low + Double(step)
            return (scale(value), locale.text(value, .integer))
        }
    }

    private mutating func drawProfileLegend(_ series: [ChartSeries]) {
        var entries: [(sign: Sign, label: String)] = series.enumerated().map {
            (.point(profileShape($0), colour: style.colour($0).mark, hollow: $0 == 1), $1.label)
        }
        if let first = series.first, chart.categories.indices.contains(where: { profileBand(first, $0) != nil }) {
            let label = first.limitsLabel ?? locale.text("chart.range", ["series": first.label])
            entries.insert((.swatch(profileBandPaint), label), at: 1)
        }
        if entries.count > 1 { drawLegend(entries) }
    }

    // MARK: Rows

    func profileShape(_ place: Int) -> MarkerShape { [.circle, .diamond, .triangle][place % 3] }

    private var profileBandPaint: Canvas.Paint {
        let colour = style.colour(0).mark
        return Canvas.Paint(fill: colour, fillOpacity: 0.16, stroke: colour)
    }

    private func profileBand(_ series: ChartSeries, _ index: Int) -> ClosedRange<Double>? {
        guard value(of: number(series, index)) != nil, let lower = lower(series, index),
            let upper = upper(series, index), lower <= upper
        else { return nil }
        return lower...upper
    }

    private mutating func drawProfileRow(_ series: [ChartSeries], _ index: Int, middle: Double, _ scale: LinearScale) {
        if let first = series.first, let band = profileBand(first, index) {
            let half = fontSize * 0.42
            // Where all agree, the band still shows above and below the point.
            let (from, to) = (scale(band.lowerBound), scale(band.upperBound))
            let width = max(to - from, 4)
            canvas.rectangle(
                Box(x: (from + to - width) / 2, y: middle - half, width: width, height: 2 * half), radius: 2,
                profileBandPaint)
        }
        for (place, series) in series.enumerated() {
            guard let number = number(series, index), let value = value(of: number) else { continue }
            if number.approximate { showsApproximate = true }
            let point = Point(x: scale(value), y: middle)
            let colour = style.colour(place).mark
            switch place {
            case 0: drawMarker(.circle, at: point, radius: fontSize * 0.33, colour: colour)
            case 1: drawOpenDiamond(at: point, radius: fontSize * 0.52, colour: colour)
            default:
                // A pointer from below leaves the other markers in view.
                drawMarker(
                    .triangle, at: Point(x: point.x, y: middle + fontSize * 0.5), radius: fontSize * 0.3, colour: colour
                )
            }
        }
    }

    /// A diamond that shows what is within it, since two series often have one value.
    mutating func drawOpenDiamond(at point: Point, radius: Double, colour: String) {
        let corners = [(0.0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)].map {
            Point(x: point.x + $0.0 * radius, y: point.y + $0.1 * radius)
        }
        for paint in [
            Canvas.Paint(stroke: style.background, strokeWidth: 4), Canvas.Paint(stroke: colour, strokeWidth: 2),
        ] {
            canvas.path(corners, closed: true, paint)
        }
    }
}
