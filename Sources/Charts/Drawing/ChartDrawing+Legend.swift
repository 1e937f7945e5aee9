import Disclosure
import Reporting

extension ChartDrawing {
    /// The sign of a legend entry.
    enum Sign {
        case swatch(Canvas.Paint)
        case line(Canvas.Paint, MarkerShape, hollow: Bool)
        case stroke(Canvas.Paint)
        case point(MarkerShape, colour: String, hollow: Bool)
    }

    /// Entries side by side, on as many lines as they need.
    mutating func drawLegend(_ entries: [(sign: Sign, label: String)], fontSize: Double? = nil) {
        guard !entries.isEmpty else { return }
        let size = fontSize ?? self.fontSize
        let layout = text(size)
        let height = (size * 1.35).rounded()
        if let wrapped = wrappedLegend(entries, layout) {
            drawWrappedLegend(entries, wrapped, size: size)
            return
        }
        var x = left
        for entry in entries {
            let signWidth = width(of: entry.sign, fontSize: size)
            let lines = layout.lines(entry.label, within: contentWidth - signWidth - 6)
            let width = signWidth + 6 + layout.width(lines)
            if x > left, x + width > right || lines.count > 1 {
                x = left
                y += height
            }
            draw(entry.sign, x: x, middle: y + height / 2, width: signWidth, fontSize: size)
            for (index, line) in lines.enumerated() {
                if index > 0 { y += height }
                canvas.text(
                    line, x: x + signWidth + 6, y: y + height / 2 + baselineShift(size), size: size)
            }
            x = lines.count > 1 ? right : x + width + 18
        }
        y += height + 8
    }

    /// Labels broken so that all entries fit on one row of the page; nil when one line holds them, or not even that does.
    private func wrappedLegend(_ entries: [(sign: Sign, label: String)], _ layout: TextLayout) -> [[String]]? {
        let signs = entries.reduce(0) { $0 + width(of: $1.sign, fontSize: layout.size) + 6 }
        let gaps = Double(entries.count - 1) * 18
        let plain = entries.reduce(0) { $0 + layout.width($1.label) }
        guard entries.count <= 7, plain + signs + gaps > contentWidth else { return nil }
        // The widest labels give way first.
        var limit = entries.reduce(0) { max($0, layout.width($1.label)) }
        while limit > 40 {
            limit *= 0.94
            let lines = entries.map { layout.lines($0.label, within: limit) }
            let isGood = zip(entries, lines).allSatisfy { $1.count <= 2 && layout.fitsWords($0.label, within: limit) }
            guard isGood else { return nil }
            if lines.reduce(0, { $0 + layout.width($1) }) + signs + gaps <= contentWidth { return lines }
        }
        return nil
    }

    private mutating func drawWrappedLegend(
        _ entries: [(sign: Sign, label: String)], _ lines: [[String]], size: Double
    ) {
        let height = (size * 1.25).rounded()
        var x = left
        for (entry, lines) in zip(entries, lines) {
            let signWidth = width(of: entry.sign, fontSize: size)
            draw(entry.sign, x: x, middle: y + height / 2, width: signWidth, fontSize: size)
            for (index, line) in lines.enumerated() {
                canvas.text(
                    line, x: x + signWidth + 6, y: y + (Double(index) + 0.5) * height + baselineShift(size), size: size)
            }
            x += signWidth + 6 + text(size).width(lines) + 18
        }
        y += height * Double(lines.map(\.count).max() ?? 1) + 8
    }

    private func width(of sign: Sign, fontSize: Double) -> Double {
        switch sign {
        case .swatch: fontSize
        case .line, .stroke: fontSize * 2
        case .point: fontSize
        }
    }

    private mutating func draw(_ sign: Sign, x: Double, middle: Double, width: Double, fontSize: Double) {
        switch sign {
        case .swatch(let paint):
            let side = fontSize * 0.82
            canvas.rectangle(
                Box(x: x + (width - side) / 2, y: middle - side / 2, width: side, height: side), radius: 2, paint)
        case .line(let paint, let shape, let hollow):
            canvas.line(x1: x, y1: middle, x2: x + width, y2: middle, paint)
            drawMarker(
                shape, at: Point(x: x + width / 2, y: middle), radius: 4, colour: paint.stroke ?? style.ink,
                hollow: hollow)
        case .stroke(let paint): canvas.line(x1: x, y1: middle, x2: x + width, y2: middle, paint)
        case .point(let shape, let colour, let hollow):
            drawMarker(shape, at: Point(x: x + width / 2, y: middle), radius: 5, colour: colour, hollow: hollow)
        }
    }

    /// Explains the signs of withheld and approximate numbers, where there are any.
    mutating func drawKey() {
        var entries = keyEntries
        if showsWithheld {
            let paint = Canvas.Paint(fill: hatch, stroke: style.mutedInk)
            entries.append((.swatch(paint), "\(locale.withheldMark) \(locale.text("legend.withheld"))"))
        }
        if showsWithheldTie {
            entries.append((.stroke(ChartDrawing.withheldTie(style)), locale.text("chart.withheld-tie")))
        }
        if showsApproximate {
            let colour = style.colour(0).mark
            let paint = Canvas.Paint(fill: colour, fillOpacity: 0.25, stroke: colour, dash: "3 2")
            entries.append((.swatch(paint), "\(locale.approximateWord) \(locale.text("legend.approximate"))"))
        }
        guard !entries.isEmpty else { return }
        y += 8
        drawLegend(entries, fontSize: smallFontSize)
        y -= 8
    }

    // MARK: Signs shared by marks

    /// The fill of a bar or tile part: approximate numbers are lighter, with a dashed outline.
    mutating func paint(_ colour: String, approximate: Bool) -> Canvas.Paint {
        guard approximate else { return Canvas.Paint(fill: colour) }
        showsApproximate = true
        return Canvas.Paint(fill: colour, fillOpacity: 0.25, stroke: colour, strokeWidth: 1.5, dash: "4 3")
    }

    /// The sign of a withheld number: a hatched box whose size depends on nothing but the layout.
    mutating func drawWithheld(_ box: Box) {
        showsWithheld = true
        canvas.rectangle(box, radius: 1.5, Canvas.Paint(fill: hatch, stroke: style.mutedInk))
    }
}

/// Shapes that tell points of different series apart without colour.
enum MarkerShape: CaseIterable {
    case circle
    case square
    case diamond
    case triangle
    case pentagon
    case cross

    init(series index: Int) { self = MarkerShape.allCases[index % MarkerShape.allCases.count] }
}

extension ChartDrawing {
    /// The dash pattern of a line by its series; the first is solid.
    static func dash(series index: Int) -> String? {
        [nil, "7 3", "2 3", "9 3 2 3", "4 2", "12 4"][index % 6]
    }

    /// A point in the shape of its series.
    mutating func drawMarker(
        _ shape: MarkerShape, at point: Point, radius: Double, colour: String, hollow: Bool = false
    ) {
        let paint =
            hollow
            ? Canvas.Paint(fill: style.background, stroke: colour, strokeWidth: 2)
            : Canvas.Paint(fill: colour, stroke: style.background, strokeWidth: 1.2)
        let (x, y) = (point.x, point.y)
        func polygon(_ offsets: [(Double, Double)]) -> [Point] {
            offsets.map { Point(x: x + $0 * radius, y: y + $1 * radius) }
        }
        switch shape {
        case .circle: canvas.circle(x: x, y: y, radius: radius, paint)
        case .square:
            let side = radius * 1.78
            canvas.rectangle(Box(x: x - side / 2, y: y - side / 2, width: side, height: side), paint)
        case .diamond: canvas.path(polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)]), closed: true, paint)
        case .triangle: canvas.path(polygon([(0, -1.25), (1.2, 0.9), (-1.2, 0.9)]), closed: true, paint)
        case .pentagon:
            canvas.path(
                polygon([(0, -1.15), (1.1, -0.35), (0.68, 0.95), (-0.68, 0.95), (-1.1, -0.35)]), closed: true, paint)
        case .cross:
            canvas.path(
                polygon([
                    (-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4), (0.4, 1.1),
                    (-0.4, 1.1),
                    (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4),
                ]), closed: true, paint)
        }
    }
}
