import Disclosure
import Reporting

/// A chart being drawn: what it shows, the canvas, and how far down the drawing has come.
///
/// A mark is an extension with one entry, such as `drawBars()`. It reads values only through ``value(of:)``, which has nothing to
/// give for a withheld number, so that no coordinate can depend on one.
struct ChartDrawing {
    let chart: Chart
    let locale: ReportLocale
    let size: ChartSize
    let style: ChartStyle
    let includesTitle: Bool
    var canvas: Canvas
    /// The top of what is still to be drawn.
    var y = 2.0
    /// Whether something withheld or approximate was drawn, which the key below the chart then explains.
    var showsWithheld = false
    var showsApproximate = false
    var showsWithheldTie = false
    /// Sentences of the mark's own for the key, with their signs.
    var keyEntries: [(sign: Sign, label: String)] = []

    init(chart: Chart, locale: ReportLocale, size: ChartSize, style: ChartStyle, includesTitle: Bool) {
        self.chart = chart
        self.locale = locale
        self.size = size
        self.style = style
        self.includesTitle = includesTitle
        canvas = Canvas(style: style)
    }

    // MARK: Measures

    let left = 2.0
    var right: Double { size.width - 2 }
    var contentWidth: Double { right - left }
    var fontSize: Double { size.fontSize }
    var smallFontSize: Double { size.fontSize * 0.9 }
    var lineHeight: Double { (fontSize * 1.22).rounded() }
    var smallLineHeight: Double { (smallFontSize * 1.25).rounded() }
    /// From the middle of a line of text down to its baseline.
    func baselineShift(_ fontSize: Double) -> Double { fontSize * 0.355 }

    var labelText: TextLayout { text(fontSize) }
    var boldText: TextLayout { text(fontSize, .bold) }
    var smallText: TextLayout { text(smallFontSize) }

    func text(_ size: Double, _ weight: FontMetrics.Weight = .regular) -> TextLayout {
        TextLayout(size: size, weight: weight, allowance: style.widthAllowance)
    }

    // MARK: Ids

    /// Begins every id of the drawing: unique among the charts of a page and the sizes of one chart.
    var idPrefix: String {
        let slug = chart.id.unicodeScalars.map {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
                ? String($0) : "-"
        }.joined()
        // An id of XML starts with a letter.
        let start = slug.unicodeScalars.first.map { $0 == "-" || ("0"..."9").contains($0) } ?? true
        return "\(start ? "c" : "")\(slug)-\(size.name)-"
    }

    var hatch: String { "url(#\(idPrefix)hatch)" }

    // MARK: Numbers

    /// Series with a role of their own, which are not drawn as the others are; see the module's documentation.
    static func isAuxiliary(_ series: ChartSeries) -> Bool { series.isObservations }

    /// The series that are drawn, in their order.
    var drawnSeries: [ChartSeries] { chart.series.filter { !ChartDrawing.isAuxiliary($0) } }

    /// The numbers of observations, where the chart has them.
    var observations: ChartSeries? { chart.series.first { $0.id == "n" } }

    /// The number of observations behind a number of a series; nil where only the row has one, or none.
    func observations(of series: ChartSeries, _ index: Int) -> ProtectedNumber? {
        chart.series.first { $0.id == series.id + ".n" }.flatMap { number($0, index) }
    }

    /// The number of a series at a category; nil when the series is shorter.
    func number(_ series: ChartSeries, _ index: Int) -> ProtectedNumber? {
        series.values.indices.contains(index) ? series.values[index] : nil
    }

    func lower(_ series: ChartSeries, _ index: Int) -> Double? {
        series.lower.indices.contains(index) ? value(of: series.lower[index]) : nil
    }

    func upper(_ series: ChartSeries, _ index: Int) -> Double? {
        series.upper.indices.contains(index) ? value(of: series.upper[index]) : nil
    }

    /// A value that can be drawn; nil for withheld and absent numbers.
    func value(of number: ProtectedNumber?) -> Double? {
        guard let value = number?.value, value.isFinite else { return nil }
        // A drawing cannot tell apart what lies beyond this, and sums of such values stay finite.
        return min(max(value, -1e15), 1e15)
    }

    func label(_ number: ProtectedNumber?) -> String {
        number.map { locale.text($0, chart.format) } ?? ""
    }

    /// Whether there is nothing to draw: no categories, or all numbers absent.
    var isEmpty: Bool {
        !drawnSeries.contains { series in
            chart.categories.indices.contains {
                guard let number = number(series, $0) else { return false }
                return number.isWithheld || value(of: number) != nil
            }
        }
    }

    /// The least domain that holds all values that are shown, with their limits.
    func dataDomain(of series: [ChartSeries], includingZero: Bool) -> ClosedRange<Double> {
        var low = includingZero ? 0.0 : Double.infinity
        var high = includingZero ? 0.0 : -Double.infinity
        for series in series {
            for index in chart.categories.indices {
                // The limits of a withheld value would tell where it lies, so they count as little as it does.
                guard let value = value(of: number(series, index)) else { continue }
                for candidate in [value, lower(series, index) ?? value, upper(series, index) ?? value] {
                    low = min(low, candidate)
                    high = max(high, candidate)
                }
            }
        }
        guard low <= high else { return 0...1 }
        return low...high
    }

    /// The domain of the value axis: the chart's own, or round numbers around the data.
    func axisDomain(of series: [ChartSeries], includingZero: Bool, count: Int) -> ClosedRange<Double> {
        if let domain = chart.domain, domain.lowerBound < domain.upperBound,
            domain.lowerBound.isFinite, domain.upperBound.isFinite
        {
            return domain
        }
        let data = dataDomain(of: series, includingZero: includingZero)
        return AxisTicks.niceDomain(data, count: count, resolution: chart.format.resolution)
    }

    // MARK: Drawing

    /// Draws everything: heading, mark, key and caption.
    mutating func draw() {
        drawTitle()
        if isEmpty && !(chart.mark == .tileMap && !chart.series.isEmpty) && !(chart.mark == .tree && hasNodes) {
            drawEmptyMessage()
        } else {
            switch chart.mark {
            case .bars: drawBars()
            case .columns: drawColumns()
            case .stackedBars: drawStackedBars()
            case .lines: drawLines(steps: false)
            case .steps: drawLines(steps: true)
            case .divergingBars: drawDivergingBars()
            case .dumbbells: drawDumbbells()
            case .adoptionCurve: drawAdoptionCurve()
            case .tileMap: drawTileMap()
            case .adopterBell: drawAdopterBell()
            case .network: drawNetwork()
            case .tree: drawTree()
            case .forest: drawForest()
            case .flow: drawFlow()
            case .profile: drawProfile()
            }
            drawKey()
        }
        drawCaption()
    }

    private mutating func drawTitle() {
        guard includesTitle, !chart.title.isEmpty else { return }
        let size = fontSize * 1.28
        for line in text(size, .bold).lines(chart.title, within: contentWidth) {
            canvas.text(line, x: left, y: y + size, size: size, weight: .bold)
            y += (size * 1.25).rounded()
        }
        y += 6
    }

    private mutating func drawCaption() {
        guard includesTitle, !chart.caption.isEmpty else { return }
        y += 8
        for line in smallText.lines(chart.caption, within: contentWidth, balanced: false) {
            canvas.text(line, x: left, y: y + smallFontSize, size: smallFontSize, fill: style.mutedInk)
            y += smallLineHeight
        }
    }

    private mutating func drawEmptyMessage() {
        let lines = labelText.lines(locale.text("chart.empty"), within: contentWidth - 40)
        let height = max(96, Double(lines.count) * lineHeight + 48)
        canvas.rectangle(
            Box(x: left, y: y, width: contentWidth, height: height), radius: 6,
            Canvas.Paint(fill: style.empty, stroke: style.axis, dash: "3 4"))
        var baseline = y + height / 2 - Double(lines.count - 1) * lineHeight / 2 + baselineShift(fontSize)
        for line in lines {
            canvas.text(
                line, x: size.width / 2, y: baseline, size: fontSize, anchor: .middle, fill: style.mutedInk)
            baseline += lineHeight
        }
        y += height
    }

    /// What the values are, small and above the plot.
    mutating func drawValueTitle(_ title: String? = nil) {
        let title = title ?? chart.valueTitle
        guard !title.isEmpty else { return }
        for line in smallText.lines(title, within: contentWidth) {
            canvas.text(line, x: left, y: y + smallFontSize, size: smallFontSize, fill: style.mutedInk)
            y += smallLineHeight
        }
        y += 7
    }
}
