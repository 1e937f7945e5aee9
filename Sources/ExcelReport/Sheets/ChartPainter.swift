import Disclosure
import Reporting

/// A chart of a document as a native chart bound to the cells of its table.
struct ChartPainter {
    let chart: Chart
    let binding: ChartBinding
    let kind: NativeChart.Kind
    let locale: ReportLocale
    /// Places of the categories that are drawn.
    private let drawn: Range<Int>
    /// The last place of each series that is drawn as a line; what is observed ends before a model does.
    private let lastPlaces: [Int]

    /// The width of the chart, in pixels: that of the sheet, up to where a chart becomes hard to take in.
    let width: Double
    private static let widest = 820.0
    private static let tallest = 780.0

    /// Nil when the document's chart has no native kind, or its table does not hold its numbers.
    ///
    /// No native chart has intervals with limits of their own, without which an estimate of a forest plot would look certain, nor
    /// rows below headings, small maps side by side, or trees.
    init?(_ chart: Chart, _ table: TablePlan, _ locale: ReportLocale, available: Double = 0) {
        let chart = chart.withoutObservations
        guard ![.network, .forest, .tree].contains(chart.mark), !chart.isFaceted,
            chart.categories.allSatisfy({ $0.group == nil }),
            let binding = ChartBinding(chart, table, locale)
        else { return nil }
        self.chart = chart
        self.locale = locale
        width = min(max(available, SheetWriter.textWidth), Self.widest)
        let all = 0..<chart.categories.count
        let isForecast = chart.mark == .adoptionCurve && chart.forecastStart != nil
        let ends = chart.series.map { series in
            isForecast ? all.last { series.values[safe: $0]?.value != nil } ?? all.upperBound - 1 : all.upperBound - 1
        }
        switch chart.mark {
        case .bars, .dumbbells, .tileMap, .flow, .profile: (kind, drawn) = (.bar, all)
        case .columns, .adopterBell: (kind, drawn) = (.column, all)
        case .stackedBars, .divergingBars: (kind, drawn) = (.stackedBar, all)
        case .lines, .adoptionCurve, .steps, .network, .forest, .tree:
            // A program draws a mark in a line's cell as zero. What is missing at the ends is left out; with a gap
            // within, columns show the numbers that there are.
            let known = all.filter { place in chart.series.contains { $0.values[safe: place]?.value != nil } }
            let range = known.first.map { $0..<(known.last ?? $0) + 1 } ?? all
            drawn = range
            let hasGap = zip(chart.series, ends).contains { series, end in
                range.contains { $0 <= end && series.values[safe: $0]?.value == nil }
            }
            kind = hasGap ? .column : chart.mark == .steps && binding.hasNumericCategories ? .scatter : .line
        }
        lastPlaces = ends
        self.binding = binding.limited(to: drawn)
    }

    /// The height, in pixels, that gives each bar its room.
    var height: Double {
        let bars = Double(drawn.count)
        let series = Double(chart.series.count)
        let wished: Double =
            switch kind {
            case .bar: 110 + bars * max(series == 1 ? 25 : series * 17 + 12, Double(labelLines) * 17 + 6)
            case .stackedBar: 170 + bars * max(34, Double(labelLines) * 18 + 10)
            default: 380
            }
        return min(max(wished, 240), Self.tallest)
    }

    /// How many lines the longest category's label takes beside bars, where programs give it some third of the chart.
    private var labelLines: Int {
        chart.categories.map { TextMeasure.lineCount($0.label, width: width * 0.35) }.max() ?? 1
    }

    /// Every how many categories a label fits below an axis without being turned.
    private var labelInterval: Int {
        guard drawn.count > 12 else { return 1 }
        let widest = drawn.map { TextMeasure.width(chart.categories[$0].label) }.max() ?? 0
        let needed = Double(drawn.count) * (widest * 0.92 + 10)
        return max(1, Int((needed / (width - 100)).rounded(.up)))
    }

    /// What the chart shows, for people who do not see it; as much as an attribute holds.
    var description: String { CellText.shortened(CellText.line(chart.alternativeText), bytes: 1900) }

    /// Draws the chart.
    ///
    /// - Parameters:
    ///   - sheet: The sheet of the table.
    ///   - heading: The row of the table's headings, from 0.
    func paint(_ native: NativeChart, sheet: String, heading: Int) {
        native.setTitle(CellText.shortened(CellText.line(chart.title), bytes: 250))
        let isHorizontal = kind == .bar || kind == .stackedBar
        let format = chart.format.code(locale)
        let axisFormat = kind == .stackedBar ? NumberFormat.percent(0).code(locale) : axisForm.code(locale)
        native.setAxis(
            .category, title: isHorizontal ? "" : CellText.line(chart.categoryTitle), format: nil,
            hasGridlines: kind == .scatter)
        native.setAxis(.value, title: CellText.line(chart.valueTitle), format: axisFormat, hasGridlines: true)
        if isHorizontal { native.setFirstCategoryOnTop() }
        native.setCategoryLabelsAtEdge()
        setValueRange(native)
        if kind == .stackedBar { native.setBars(gap: 45, overlap: 100) }
        if kind == .bar || kind == .column {
            native.setBars(gap: chart.series.count > 1 ? 70 : 45, overlap: chart.series.count > 1 ? -5 : 0)
        }
        if kind == .line || kind == .column { native.setCategoryInterval(labelInterval) }
        native.setLegend(isShown: chart.series.count > 1)
        for (place, column) in binding.seriesColumns.enumerated() {
            // A program would draw the mark of what is not observed any more as zero.
            let own = kind == .line ? binding.limited(to: 0..<drawnCount(place)) : binding
            let rows = own.runs.map { $0.lowerBound + heading + 1...$0.upperBound + heading + 1 }
            guard
                let series = native.addSeries(
                    sheet: sheet, runs: rows, categories: binding.categoryColumn, values: column, heading: heading)
            else { continue }
            style(series, place: place, format: format)
        }
    }

    /// The format along the axis: shares without decimals where they reach far enough.
    private var axisForm: NumberFormat {
        guard case .percent = chart.format else { return chart.format }
        let most = chart.series.flatMap(\.values).compactMap(\.value).max() ?? 0
        return most >= 0.1 ? .percent(0) : chart.format
    }

    private func style(_ series: NativeChart.Series, place: Int, format: String) {
        let values = drawn.map { chart.series[place].values[safe: $0] }
        switch kind {
        case .bar, .column:
            // Before and after have the colours that they have in the web page.
            let colour = chart.mark == .dumbbells ? dumbbellColour(place) : place
            series.setFill(Palette.series[colour % Palette.series.count], hasEdge: false)
            guard isLabelled else { return }
            series.setLabels(.outsideEnd, format: format, colour: Palette.ink, texts: values.map(stand))
        case .stackedBar:
            let scale =
                chart.mark == .divergingBars
                ? Palette.scale(chart.series.count)
                : (0..<chart.series.count).map { Palette.series[$0 % Palette.series.count] }
            series.setFill(scale[place], hasEdge: true)
            // A label needs room: parts of less than 6 per cent of their bar go without.
            let texts = drawn.map { category in
                let parts = chart.series.compactMap { $0.values[safe: category]?.value }
                let value = chart.series[place].values[safe: category]?.value ?? 0
                return value < parts.reduce(0, +) * 0.06 || value == 0
                    ? "" : stand(chart.series[place].values[safe: category])
            }
            let label: UInt32 = Palette.isDark(scale[place]) ? 0xFF_FFFF : Palette.ink
            series.setLabels(.centre, format: format, colour: label, texts: texts)
        case .line, .scatter:
            series.setLine(
                Palette.series[place % Palette.series.count], place: place,
                hasMarkers: chart.series.count > 1 && drawn.count <= 40)
            // The last value stands at the line's end: that of the topmost line above it, the others below.
            var texts: [String?] = Array(repeating: "", count: drawnCount(place))
            if let last = texts.indices.last { texts[last] = stand(values[safe: last] ?? nil) }
            let ends = chart.series.map { $0.values[safe: drawn.upperBound - 1]?.value ?? -.infinity }
            let isTopmost = ends.firstIndex(of: ends.max() ?? 0) == place
            series.setLabels(isTopmost ? .above : .below, format: format, colour: Palette.ink, texts: texts)
        }
    }

    /// How many categories a series of lines is drawn at.
    private func drawnCount(_ place: Int) -> Int {
        let last = lastPlaces[safe: place] ?? drawn.upperBound - 1
        return max(min(last + 1, drawn.upperBound) - drawn.lowerBound, 0)
    }

    /// The place in the palette of a wave: before, after, and during between them where there are three.
    private func dumbbellColour(_ place: Int) -> Int {
        let order = chart.series.count == 3 ? [1, 2, 0] : [1, 0]
        return order[safe: place] ?? place
    }

    /// Whether each bar has room for its number.
    private var isLabelled: Bool {
        kind == .bar ? drawn.count * chart.series.count <= 40 : drawn.count * chart.series.count <= 16
    }

    /// The text in place of a number's own label: its mark when it is not shown, and its words when it is approximate.
    private func stand(_ number: ProtectedNumber?) -> String? {
        guard let number else { return "" }
        return number.value == nil || number.approximate ? locale.text(number, chart.format) : nil
    }

    private func setValueRange(_ native: NativeChart) {
        guard kind != .stackedBar else { return native.setRange(.value, from: 0, to: 1) }
        if let domain = chart.domain {
            let least = chart.format.cellValue(domain.lowerBound)
            return native.setRange(.value, from: least, to: chart.format.cellValue(domain.upperBound))
        }
        let values = chart.series.flatMap(\.values).compactMap(\.value)
        if values.allSatisfy({ $0 >= 0 }) { native.setRange(.value, from: 0, to: nil) }
    }
}

extension Chart {
    /// The chart without its numbers of observations, which stand beside what is drawn.
    fileprivate var withoutObservations: Chart {
        var chart = self
        let drawn = series.indices.filter { !series[$0].isObservations }
        // A chart of nothing else draws them.
        guard !drawn.isEmpty else { return self }
        chart.series = drawn.map { series[$0] }
        chart.seriesColumns = seriesColumns.indices.filter { index in
            !series.indices.contains(index) || drawn.contains(index)
        }.map { seriesColumns[$0] }
        return chart
    }
}

extension Array {
    /// The element at a place, if there is one.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
