import Disclosure
import Glibc
import Reporting

/// A category of adopters on the normal curve: between which standard deviations from the mean it lies.
private struct BellZone {
    let code: String
    /// The share that Rogers gives it.
    let expected: Double
    let from: Double
    let to: Double

    /// The curve is drawn to three standard deviations, beyond which are 0.3 %.
    static let reach = 3.0

    private static let cuts = [-reach, -2, -1, 0, 1, reach]

    static let all = zip(AdopterShares.expected, zip(cuts, cuts.dropFirst())).map { category, limits in
        BellZone(code: category.code, expected: category.share, from: limits.0, to: limits.1)
    }

    /// The standard normal density in proportion to its peak.
    static func height(at deviations: Double) -> Double { exp(-deviations * deviations / 2) }
}

extension ChartDrawing {
    /// The normal curve cut into Rogers' five categories, with the share expected in each, and below it a row for each category
    /// with its observed share, the number of adopters and the expected share.
    ///
    /// Categories other than those five have no place on the curve, and are drawn as columns.
    mutating func drawAdopterBell() {
        guard let series = drawnSeries.first, let indexes = bellIndexes else {
            drawColumns()
            return
        }
        drawValueTitle()
        drawBellCurve()
        y += 14
        drawLegend([
            (.swatch(Canvas.Paint(fill: bellColour(3))), series.label.isEmpty ? chart.title : series.label),
            (.point(.diamond, colour: style.ink, hollow: true), locale.text("chart.expected-share")),
        ])
        y += 5
        drawBellRows(series, indexes)
    }

    /// The category of each zone; nil unless the chart has just the five.
    private var bellIndexes: [Int]? {
        guard AdopterShares.are(chart.categories.map(\.code)) else { return nil }
        return BellZone.all.compactMap { zone in chart.categories.firstIndex { $0.code == zone.code } }
    }

    /// From the darkest for the first to adopt to the lightest for the last.
    private func bellColour(_ zone: Int) -> String {
        let colours = style.sequential
        return colours.isEmpty ? style.empty : colours[max(colours.count - 1 - zone, 0)]
    }

    private mutating func drawBellCurve() {
        let height = size.isNarrow ? 120.0 : 170
        let width = min(contentWidth, 620)
        let start = left + (contentWidth - width) / 2
        let horizontal = LinearScale(-BellZone.reach...BellZone.reach, from: start, to: start + width)
        let base = y + height
        func point(_ deviations: Double) -> Point {
            Point(x: horizontal(deviations), y: base - height * BellZone.height(at: deviations))
        }
        func curve(_ from: Double, _ to: Double) -> [Point] {
            let count = max(Int((to - from) * 16), 1)
            return (0...count).map { point(from + (to - from) * Double($0) / Double(count)) }
        }
        for (place, zone) in BellZone.all.enumerated() {
            let outline =
                [Point(x: horizontal(zone.from), y: base)] + curve(zone.from, zone.to)
                + [Point(x: horizontal(zone.to), y: base)]
            canvas.path(outline, closed: true, Canvas.Paint(fill: bellColour(place)))
        }
        for zone in BellZone.all.dropFirst() {
            let top = point(zone.from)
            canvas.line(
                x1: top.x, y1: top.y, x2: top.x, y2: base + 5,
                Canvas.Paint(stroke: style.background, strokeWidth: 1.5))
            canvas.line(x1: top.x, y1: base, x2: top.x, y2: base + 5, Canvas.Paint(stroke: style.axis))
        }
        canvas.path(
            curve(-BellZone.reach, BellZone.reach),
            Canvas.Paint(stroke: style.ink, strokeWidth: 1.6, roundJoin: true))
        canvas.line(x1: start, y1: base, x2: start + width, y2: base, Canvas.Paint(stroke: style.axis))
        y = base + 7
        drawBellAxis(horizontal)
        drawExpectedShares(horizontal, base: base, height: height)
    }

    /// The mean and the standard deviations from it at the cuts.
    private mutating func drawBellAxis(_ horizontal: LinearScale) {
        var last = -Double.infinity
        for deviations in [-2, -1, 0, 1] {
            let text = deviations == 0 ? locale.text("chart.mean") : deviationText(deviations)
            let width = smallText.width(text)
            let x = horizontal(Double(deviations))
            guard x - width / 2 > last + 4, x - width / 2 >= left, x + width / 2 <= right else { continue }
            canvas.text(
                text, x: x, y: y + smallFontSize, size: smallFontSize, anchor: .middle, fill: style.mutedInk)
            last = x + width / 2
        }
        y += smallLineHeight
    }

    private func deviationText(_ deviations: Int) -> String {
        let number = locale.text(Double(deviations), .signed(0))
        return locale.text("chart.standard-deviations", ["number": number])
    }

    /// The share expected in each zone, within it where it is tall enough and above the curve otherwise.
    private mutating func drawExpectedShares(_ horizontal: LinearScale, base: Double, height: Double) {
        for (place, zone) in BellZone.all.enumerated() {
            let isWhole = place > 1
            let text = locale.text(zone.expected, .percent(isWhole ? 0 : 1))
            // The tail of the last zone is low: its share stands where the curve is high.
            let middle = place == BellZone.all.count - 1 ? 1.45 : place == 0 ? -2.4 : (zone.from + zone.to) / 2
            let edge = min(BellZone.height(at: middle - 0.3), BellZone.height(at: middle + 0.3)) * height
            let fits = edge > fontSize * 1.5
            let top = max(BellZone.height(at: middle - 0.35), BellZone.height(at: middle + 0.35)) * height
            canvas.text(
                text, x: horizontal(middle), y: fits ? base - fontSize * 0.5 : base - top - fontSize * 0.6,
                size: fontSize, weight: .bold, anchor: .middle,
                fill: fits ? style.textColour(on: bellColour(place)) : nil)
        }
    }

    // MARK: Rows

    private mutating func drawBellRows(_ series: ChartSeries, _ indexes: [Int]) {
        let shares = indexes.compactMap { value(of: number(series, $0)) }
        let limits = indexes.compactMap { upper(series, $0) }
        let most = max((shares + limits).max() ?? 0, 0.34)
        let names = indexes.map { chart.categories[$0].label }
        let texts = indexes.map { bellText(series, $0) }
        let limit = contentWidth * 0.3
        let isBeside = !size.isNarrow && names.allSatisfy { labelText.fitsWords($0, within: limit) }
        let lines = names.map { labelText.lines($0, within: isBeside ? limit : contentWidth - 22) }
        let barLeft = isBeside ? left + 22 + labelText.width(lines.flatMap { $0 }) + 12 : left
        let scale = LinearScale(
            0...most, from: barLeft, to: max(right - labelText.width(texts) - 16, barLeft + 60))
        let thickness = (fontSize * 1.25).rounded()
        for (place, index) in indexes.enumerated() {
            let height = Double(lines[place].count) * lineHeight
            let top = y
            drawSwatch(place, x: left, middle: top + lineHeight / 2)
            for (line, text) in lines[place].enumerated() {
                canvas.text(
                    text, x: left + 22, y: top + (Double(line) + 0.5) * lineHeight + baselineShift(fontSize),
                    size: fontSize)
            }
            if !isBeside { y += height + 2 }
            let middle = isBeside ? top + max(height, thickness) / 2 : y + thickness / 2
            drawBellBar(series, index, place, texts[place], middle: middle, thickness: thickness, scale)
            y = (isBeside ? top + max(height, thickness) : y + thickness) + 9
        }
        y -= 4
    }

    private mutating func drawSwatch(_ zone: Int, x: Double, middle: Double) {
        canvas.rectangle(
            Box(x: x, y: middle - 6.5, width: 13, height: 13), radius: 2,
            Canvas.Paint(fill: bellColour(zone), stroke: style.axis))
    }

    private mutating func drawBellBar(
        _ series: ChartSeries, _ index: Int, _ zone: Int, _ text: String, middle: Double, thickness: Double,
        _ scale: LinearScale
    ) {
        let number = number(series, index)
        let expected = scale(BellZone.all[zone].expected)
        var end = expected
        if let value = value(of: number) {
            let bar = Box(
                x: scale.start, y: middle - thickness / 2, width: scale(value) - scale.start, height: thickness)
            var paint = Canvas.Paint(fill: bellColour(zone), stroke: style.axis)
            if number?.approximate == true {
                showsApproximate = true
                paint.dash = "4 3"
                paint.fillOpacity = 0.4
            }
            canvas.rectangle(bar, radius: 1.5, paint)
            end = max(end, bar.maxX)
            if let low = lower(series, index), let high = upper(series, index), low <= high {
                drawWhisker(from: scale(low), to: scale(high), y: middle, colour: style.ink)
                end = max(end, scale(high))
            }
        } else if number?.isWithheld == true {
            // Clear of the expected share, wherever that is.
            let x = expected - scale.start < withheldWidth + 8 ? expected + 8 : scale.start
            drawWithheld(Box(x: x, y: middle - thickness / 2 + 1, width: withheldWidth, height: thickness - 2))
            end = max(end, x + withheldWidth - 4)
        }
        drawMarker(.diamond, at: Point(x: expected, y: middle), radius: 4.5, colour: style.ink, hollow: true)
        canvas.text(
            text, x: end + 11, y: middle + baselineShift(fontSize), size: fontSize,
            fill: value(of: number) == nil ? style.mutedInk : nil)
    }

    /// The share and the number of adopters behind it.
    private func bellText(_ series: ChartSeries, _ index: Int) -> String {
        let share = label(number(series, index))
        let adopters = observations(of: series, index) ?? observations.flatMap { number($0, index) }
        return locale.estimate(share, observations: adopters.map { locale.text($0, .integer) } ?? "")
    }
}
