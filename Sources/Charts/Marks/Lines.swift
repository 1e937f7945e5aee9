import Disclosure
import Reporting

extension ChartDrawing {
    /// Lines or steps over an ordered axis, named at their ends where there is room and in a legend otherwise.
    mutating func drawLines(steps: Bool) {
        let series = steps ? drawnSeries.map(carried) : drawnSeries
        drawValueTitle()
        let height = size.isNarrow ? 200.0 : 270
        var ends = lineEnds(series, height: height)
        if ends == nil, series.count > 1 {
            drawLegend(series.enumerated().map { (lineSign($0, hollow: false), $1.label) })
        }
        let domain = lineDomain(series, steps: steps)
        let plotTop = y + smallFontSize * 0.6
        let ticks = verticalTicks(domain, height: height)
        let plotLeft = left + max(smallText.width(ticks.map(\.label)) + 10, steps ? atRiskWidth(series) : 0)
        if ends == nil, series.count == 1 { ends = LineEnds(lines: [[]], width: 0) }
        let plotRight = ends.map { $0.width > 0 ? right - $0.width - 12 : right - 6 } ?? right - 6
        let vertical = LinearScale(domain, from: plotTop + height, to: plotTop)
        drawHorizontalGrid(ticks, vertical, from: plotLeft, to: plotRight)
        if !ticks.contains(where: { $0.value == domain.lowerBound }) || domain.lowerBound != 0 {
            canvas.gridline(
                x1: plotLeft, y1: plotTop + height, x2: plotRight, y2: plotTop + height,
                Canvas.Paint(stroke: style.axis))
        }
        let horizontal = horizontalScale(
            steps: steps, from: plotLeft + (steps ? 0 : 6), to: plotRight - (steps ? 0 : 6))
        let places = chart.categories.indices.map { horizontal(position($0)) }
        for (place, series) in series.enumerated() {
            drawBand(series, places, vertical, steps: steps, colour: style.colour(place).mark)
        }
        drawWithheldPoints(series, places, floor: plotTop + height)
        for (place, series) in series.enumerated() {
            drawLine(series, places, vertical, steps: steps, place: place)
        }
        if let ends { drawLineEnds(ends, series, places, vertical, at: plotRight + 10) }
        y = plotTop + height
        if steps {
            drawNumericAxis(horizontal)
            drawAtRisk(series, horizontal)
        } else {
            drawAxisLabels(axisLabels(at: places, band: leastGap(places)), places: places, withTicks: true)
        }
    }

    // MARK: Scales

    /// Whether every category has a place on a numeric axis.
    var hasPositions: Bool { chart.categories.allSatisfy { $0.position?.isFinite == true } }

    func position(_ index: Int) -> Double {
        guard hasPositions, let position = chart.categories[index].position else { return Double(index) }
        return min(max(position, -1e15), 1e15)
    }

    func horizontalScale(steps: Bool, from start: Double, to end: Double) -> LinearScale {
        let positions = chart.categories.indices.map(position)
        var low = positions.min() ?? 0
        var high = positions.max() ?? 1
        // Time to an event is counted from its start.
        if steps { low = min(low, 0) }
        if low == high {
            low -= 0.5
            high += 0.5
        }
        return LinearScale(low...high, from: start, to: end)
    }

    /// The least distance of neighbours, which is the room for a label.
    func leastGap(_ places: [Double]) -> Double {
        let gaps = zip(places, places.dropFirst()).map { abs($1 - $0) }
        return gaps.min() ?? contentWidth
    }

    private func lineDomain(_ series: [ChartSeries], steps: Bool) -> ClosedRange<Double> {
        let data = dataDomain(of: series, includingZero: false)
        // Zero belongs on the axis unless the lines would be flattened by it.
        let fromZero = steps || (data.lowerBound >= 0 && data.lowerBound <= 0.6 * data.upperBound)
        return axisDomain(of: series, includingZero: fromZero, count: 5)
    }

    // MARK: Lines

    func lineSign(_ place: Int, hollow: Bool) -> Sign {
        .line(
            Canvas.Paint(
                stroke: style.colour(place).mark, strokeWidth: 2.5, dash: ChartDrawing.dash(series: place)),
            MarkerShape(series: place), hollow: hollow)
    }

    /// The points of a series in runs without a gap, with the indexes of their categories.
    func runs(_ series: ChartSeries) -> [[(index: Int, value: Double)]] {
        var runs: [[(index: Int, value: Double)]] = []
        var run: [(index: Int, value: Double)] = []
        for index in chart.categories.indices {
            if let value = value(of: number(series, index)) {
                run.append((index, value))
            } else if !run.isEmpty {
                runs.append(run)
                run = []
            }
        }
        if !run.isEmpty { runs.append(run) }
        return runs
    }

    /// The corners of a line, or of steps that hold each value until the next.
    func corners(_ points: [Point], steps: Bool) -> [Point] {
        guard steps else { return points }
        var result: [Point] = []
        for point in points {
            if let last = result.last { result.append(Point(x: point.x, y: last.y)) }
            result.append(point)
        }
        return result
    }

    private mutating func drawLine(
        _ series: ChartSeries, _ places: [Double], _ vertical: LinearScale, steps: Bool, place: Int
    ) {
        let colour = style.colour(place).mark
        let runs = runs(series)
        for run in runs {
            var points = run.map { Point(x: places[$0.index], y: vertical($0.value)) }
            // A step holds until the next time, also when what comes then is not shown.
            if steps, let last = run.last, places.indices.contains(last.index + 1) {
                points.append(Point(x: places[last.index + 1], y: vertical(last.value)))
            }
            canvas.path(
                corners(points, steps: steps),
                Canvas.Paint(
                    stroke: colour, strokeWidth: 2.5, dash: ChartDrawing.dash(series: place), roundJoin: !steps))
            if steps, points.count == 1, let point = points.first {
                drawMarker(MarkerShape(series: place), at: point, radius: 4, colour: colour)
            }
        }
        if steps {
            drawCensoring(series, places, vertical, colour: colour)
            return
        }
        // Few points are all marked; of many, the last of each run, and those that stand alone.
        let marksAll = chart.categories.count <= 16
        for run in runs {
            for (offset, point) in run.enumerated() where marksAll || offset == run.count - 1 {
                let isApproximate = number(series, point.index)?.approximate == true
                if isApproximate { showsApproximate = true }
                drawMarker(
                    MarkerShape(series: place), at: Point(x: places[point.index], y: vertical(point.value)), radius: 4,
                    colour: colour, hollow: isApproximate)
            }
        }
    }

    /// A light band between the limits of a series.
    mutating func drawBand(
        _ series: ChartSeries, _ places: [Double], _ vertical: LinearScale, steps: Bool, colour: String
    ) {
        for run in runs(series) {
            var upperPoints: [Point] = []
            var lowerPoints: [Point] = []
            for point in run {
                guard let low = lower(series, point.index), let high = upper(series, point.index) else { continue }
                upperPoints.append(Point(x: places[point.index], y: vertical(high)))
                lowerPoints.append(Point(x: places[point.index], y: vertical(low)))
            }
            let outline = corners(upperPoints, steps: steps) + corners(lowerPoints, steps: steps).reversed()
            canvas.path(outline, closed: true, Canvas.Paint(fill: colour, fillOpacity: 0.14))
        }
    }

    /// Ticks where observations end without an event.
    private mutating func drawCensoring(
        _ series: ChartSeries, _ places: [Double], _ vertical: LinearScale, colour: String
    ) {
        guard let censored = chart.series.first(where: { $0.id == series.id + ".censored" }) else { return }
        for index in chart.categories.indices {
            guard let count = value(of: number(censored, index)), count > 0,
                let value = value(of: number(series, index))
            else { continue }
            let y = vertical(value)
            canvas.line(
                x1: places[index], y1: y - 5, x2: places[index], y2: y + 5,
                Canvas.Paint(stroke: colour, strokeWidth: 1.5))
        }
    }

    /// Signs on the floor of the plot, at the places of withheld numbers; they tell nothing of their height.
    mutating func drawWithheldPoints(_ series: [ChartSeries], _ places: [Double], floor: Double) {
        for index in chart.categories.indices {
            let count = series.count { number($0, index)?.isWithheld == true }
            guard count > 0 else { continue }
            drawWithheld(Box(x: places[index] - 4, y: floor - 16, width: 8, height: 15))
            let width = smallText.width(locale.withheldMark)
            let box = Box.ofText(
                x: places[index], baseline: floor - 20, width: width + 2, size: smallFontSize, anchor: .middle)
            guard !canvas.textBoxes.contains(where: box.overlaps), box.x >= left, box.maxX <= right else { continue }
            canvas.text(
                locale.withheldMark, x: places[index], y: floor - 20, size: smallFontSize, anchor: .middle,
                fill: style.mutedInk, halo: style.background)
        }
    }

    /// Round values along a numeric axis.
    func numericTicks(_ scale: LinearScale) -> [Double] {
        guard let step = chart.tickStep.map(Double.init), step > 0, scale.domain.upperBound.isFinite else {
            return AxisTicks(within: scale.domain, count: size.isNarrow ? 5 : 8, resolution: 1).values
        }
        // Where there are more than there is room for, every second one, or every third.
        let most = size.isNarrow ? 6.0 : 12
        let apart = step * max(1, ((scale.domain.upperBound - scale.domain.lowerBound) / step / most).rounded(.up))
        let first = (scale.domain.lowerBound / apart).rounded(.up) * apart
        return Array(stride(from: first, through: scale.domain.upperBound, by: apart).prefix(100))
    }

    /// A numeric axis below a plot, with its title.
    private mutating func drawNumericAxis(_ scale: LinearScale) {
        let ticks = numericTicks(scale)
        for value in ticks {
            let x = scale(value)
            canvas.line(x1: x, y1: y, x2: x, y2: y + 4, Canvas.Paint(stroke: style.axis))
        }
        y += 6
        drawTickLabels(ticks.map { (scale($0), locale.text($0, .integer)) })
        guard !chart.categoryTitle.isEmpty else { return }
        y += 2
        for line in smallText.lines(chart.categoryTitle, within: scale.end - scale.start) {
            canvas.text(
                line, x: (scale.start + scale.end) / 2, y: y + smallFontSize, size: smallFontSize, anchor: .middle,
                fill: style.mutedInk)
            y += smallLineHeight
        }
    }
}
