public import Reporting

/// A chart as a self-contained SVG drawing.
///
/// The drawing has neither scripts nor style sheets nor references to anything outside it, so it may stand in a page as it is,
/// beside others: its ids begin with the chart's id and the name of the size. Its accessible name is the chart's title and its
/// description the alternative text. Withheld numbers leave no trace besides a mark whose size depends on nothing.
///
/// ```swift
/// let drawing = svg(of: chart, locale: locale, size: .phone)
/// ```
///
/// - Parameters:
///   - chart: What is drawn; one with nothing to show gives a drawing with a sentence that says so.
///   - locale: Forms of numbers, marks, and the texts named in the module's documentation.
///   - size: The width; the height follows from what is drawn.
///   - style: Fonts and colours.
///   - includeTitle: Whether title and caption are drawn too, on a white ground: for files that travel alone. In a page they are
///     the page's heading and caption.
/// - Returns: XML without a declaration, the same for the same arguments, in UTF-8 when written.
/// - Complexity: Linear in categories × series; networks quadratic in their circles.
public func svg(
    of chart: Chart, locale: ReportLocale, size: ChartSize = .column, style: ChartStyle = .standard,
    includeTitle: Bool = false
) -> String {
    var drawing = ChartDrawing(chart: chart, locale: locale, size: size, style: style, includesTitle: includeTitle)
    drawing.draw()
    return drawing.document
}

extension ChartDrawing {
    /// The finished drawing.
    var document: String {
        let height = (y + 4).rounded(.up)
        let margin = includesTitle ? 14.0 : 0
        let viewBox =
            "\(coordinate(-margin)) \(coordinate(-margin)) \(coordinate(size.width + 2 * margin)) \(coordinate(height + 2 * margin))"
        let description = chart.alternativeText.isEmpty ? chart.caption : chart.alternativeText
        var result = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="\(viewBox)" \
            width="\(coordinate(size.width + 2 * margin))" height="\(coordinate(height + 2 * margin))" role="img" \
            aria-labelledby="\(idPrefix)title \(idPrefix)desc" \
            font-family="\(escapedXML(style.fontFamily))" fill="\(style.ink)">
            <title id="\(idPrefix)title">\(escapedXML(chart.title))</title>
            <desc id="\(idPrefix)desc">\(escapedXML(description))</desc>

            """
        if showsWithheld {
            result += """
                <defs><pattern id="\(idPrefix)hatch" width="5" height="5" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(45)"><rect width="5" height="5" fill="\(style.background)"/>\
                <rect width="1.8" height="5" fill="\(style.mutedInk)"/></pattern></defs>

                """
        }
        if margin > 0 {
            result += """
                <rect x="\(coordinate(-margin))" y="\(coordinate(-margin))" width="\(coordinate(size.width + 2 * margin))" \
                height="\(coordinate(height + 2 * margin))" fill="\(style.background)"/>

                """
        }
        result += canvas.background
        result += canvas.body
        return result + "</svg>\n"
    }
}
