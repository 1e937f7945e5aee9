import Reporting

/// The elements of a drawing as SVG text, and the boxes of what was written so that labels can keep clear of each other.
///
/// Everything is written with presentation attributes: a style sheet inside one of several drawings of a page would reach the
/// others. Coordinates have at most two decimals.
struct Canvas {
    enum Anchor: String {
        case start
        case middle
        case end
    }

    /// The look of a mark.
    struct Paint {
        var fill = "none"
        var fillOpacity = 1.0
        var stroke: String?
        var strokeWidth = 1.0
        var dash: String?
        var roundJoin = false
    }

    private(set) var body = ""
    /// What lies behind everything else: gridlines, drawn once the rows before them are placed.
    private(set) var background = ""
    private(set) var textBoxes: [Box] = []
    private let style: ChartStyle

    init(style: ChartStyle) {
        self.style = style
        body.reserveCapacity(8192)
    }

    /// A line of text on its baseline.
    ///
    /// - Parameter halo: A line in this colour around the letters, where they stand on gridlines.
    mutating func text(
        _ text: String, x: Double, y: Double, size: Double, weight: FontMetrics.Weight = .regular,
        anchor: Anchor = .start, fill: String? = nil, halo: String? = nil
    ) {
        guard !text.isEmpty else { return }
        body += "<text x=\"\(coordinate(x))\" y=\"\(coordinate(y))\" font-size=\"\(coordinate(size))\""
        if weight == .bold { body += " font-weight=\"600\"" }
        if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
        if let fill, fill != style.ink { body += " fill=\"\(fill)\"" }
        if let halo {
            body += " stroke=\"\(halo)\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\""
        }
        body += ">\(escapedXML(text))</text>\n"
        let width = FontMetrics.width(text, size: size, weight: weight) * style.widthAllowance
        textBoxes.append(Box.ofText(x: x, baseline: y, width: width, size: size, anchor: anchor))
    }

    mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, _ paint: Paint) {
        body +=
            "<line x1=\"\(coordinate(x1))\" y1=\"\(coordinate(y1))\" x2=\"\(coordinate(x2))\" y2=\"\(coordinate(y2))\""
        attributes(of: paint, fills: false)
        body += "/>\n"
    }

    /// A line behind everything else.
    mutating func gridline(x1: Double, y1: Double, x2: Double, y2: Double, _ paint: Paint) {
        swap(&body, &background)
        line(x1: x1, y1: y1, x2: x2, y2: y2, paint)
        swap(&body, &background)
    }

    /// A rectangle behind everything but lines drawn there before it.
    mutating func backdrop(_ box: Box, _ paint: Paint) {
        swap(&body, &background)
        rectangle(box, paint)
        swap(&body, &background)
    }

    mutating func rectangle(_ box: Box, radius: Double = 0, _ paint: Paint) {
        guard box.width > 0, box.height > 0 else { return }
        body += "<rect x=\"\(coordinate(box.x))\" y=\"\(coordinate(box.y))\""
        body += " width=\"\(coordinate(box.width))\" height=\"\(coordinate(box.height))\""
        if radius > 0 { body += " rx=\"\(coordinate(min(radius, box.width / 2, box.height / 2)))\"" }
        attributes(of: paint, fills: true)
        body += "/>\n"
    }

    mutating func circle(x: Double, y: Double, radius: Double, _ paint: Paint) {
        body += "<circle cx=\"\(coordinate(x))\" cy=\"\(coordinate(y))\" r=\"\(coordinate(radius))\""
        attributes(of: paint, fills: true)
        body += "/>\n"
    }

    /// A path through points.
    mutating func path(_ points: [Point], closed: Bool = false, _ paint: Paint) {
        guard points.count > 1 else { return }
        body += "<path d=\"\(CanvasPath.through(points))\(closed ? "Z" : "")\""
        attributes(of: paint, fills: true)
        body += "/>\n"
    }

    /// Opens a group that a reader of the source can find; close it with ``endGroup()``.
    mutating func beginGroup(_ name: String) { body += "<g class=\"\(name)\">\n" }

    mutating func endGroup() { body += "</g>\n" }

    private mutating func attributes(of paint: Paint, fills: Bool) {
        if fills { body += " fill=\"\(paint.fill)\"" }
        if fills, paint.fillOpacity < 1 { body += " fill-opacity=\"\(coordinate(paint.fillOpacity))\"" }
        guard let stroke = paint.stroke else { return }
        body += " stroke=\"\(stroke)\""
        if paint.strokeWidth != 1 { body += " stroke-width=\"\(coordinate(paint.strokeWidth))\"" }
        if let dash = paint.dash { body += " stroke-dasharray=\"\(dash)\"" }
        if paint.roundJoin { body += " stroke-linejoin=\"round\" stroke-linecap=\"round\"" }
    }
}

/// A place in the drawing.
struct Point: Hashable {
    var x: Double
    var y: Double
}

/// An upright rectangle.
struct Box: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }

    /// Whether two boxes share more than a hairline.
    func overlaps(_ other: Box) -> Bool {
        x < other.maxX - 0.01 && other.x < maxX - 0.01 && y < other.maxY - 0.01 && other.y < maxY - 0.01
    }

    /// Whether a straight line between two points enters the box (Liang and Barsky's clipping).
    func isCrossed(from start: Point, to end: Point) -> Bool {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        var (enters, leaves) = (0.0, 1.0)
        for (step, distance) in [
            (-dx, start.x - x), (dx, maxX - start.x), (-dy, start.y - y), (dy, maxY - start.y),
        ] {
            if step == 0 {
                if distance < 0 { return false }
            } else if step < 0 {
                enters = max(enters, distance / step)
            } else {
                leaves = min(leaves, distance / step)
            }
        }
        return enters <= leaves
    }

    /// The box around a line of text: from the height of an accented capital to the depth of a descender.
    static func ofText(x: Double, baseline: Double, width: Double, size: Double, anchor: Canvas.Anchor) -> Box {
        let left =
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        return Box(x: left, y: baseline - 0.8 * size, width: width, height: 1.02 * size)
    }
}

/// Path data of SVG.
enum CanvasPath {
    static func through(_ points: [Point]) -> String {
        var data = ""
        for (index, point) in points.enumerated() {
            data += index == 0 ? "M" : "L"
            data += "\(coordinate(point.x)) \(coordinate(point.y))"
        }
        return data
    }
}

/// A number with at most two decimals and no trailing zeros.
func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((min(max(value, -1e9), 1e9) * 100).rounded())
    let whole = hundredths.magnitude / 100
    let rest = hundredths.magnitude % 100
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}

/// Text as XML character data or an attribute's value; characters that XML does not allow are left out.
func escapedXML(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x26: result += "&amp;"
        case 0x3C: result += "&lt;"
        case 0x3E: result += "&gt;"
        case 0x22: result += "&quot;"
        case 0x27: result += "&#39;"
        case 0x09, 0x0A, 0x0D: result += " "
        case 0x00..<0x20, 0x7F..<0xA0, 0xAD, 0x200B, 0xFFFE, 0xFFFF: continue
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
