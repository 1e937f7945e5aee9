import Disclosure
import Reporting

/// The values of a forest plot as text, and where they stand.
struct ForestTexts {
    enum Place {
        /// Right of the plot: estimates from here on, and numbers of observations at the right edge.
        case columns(left: Double)
        /// At the end of labels that stand above their rows.
        case besideLabels
        /// On lines of their own above their rows.
        case ownLines
    }

    let place: Place
    let needs: RowNeeds
    /// Estimates and numbers of observations by category and series.
    let estimates: [[String]]
    let observations: [[String]]
    /// Both together, in lines.
    let joined: [[[String]]]

    init(_ drawing: ChartDrawing) {
        let (chart, locale, series) = (drawing.chart, drawing.locale, drawing.drawnSeries)
        let room = drawing.contentWidth
        var estimates: [[String]] = []
        var observations: [[String]] = []
        var whole: [[String]] = []
        for index in chart.categories.indices {
            let own = series.map { locale.estimate($0, at: index, chart.format) }
            let counts = series.map { series in
                drawing.forestObservations(series, index).map { locale.text($0, .integer) } ?? ""
            }
            estimates.append(own)
            observations.append(counts.map { $0.isEmpty ? "" : locale.text("chart.n-equals", ["n": $0]) })
            whole.append(zip(own, counts).map { locale.estimate($0, observations: $1) })
        }
        self.estimates = estimates
        self.observations = observations
        let bold = drawing.text(drawing.smallFontSize, .bold)
        let isWithheld = chart.categories.indices.contains { index in
            series.contains { drawing.number($0, index)?.isWithheld == true }
        }
        let sign = isWithheld ? drawing.withheldWidth + 4 : 0
        let estimateWidth = bold.width(estimates.flatMap(\.self)) + sign
        let observationsWidth = bold.width(observations.flatMap(\.self))
        let columns = estimateWidth + (observationsWidth > 0 ? observationsWidth + 14 : 0)
        let beside = bold.width(whole.flatMap(\.self)) + sign + 14
        let labels = chart.categories.map(\.label)
        if !drawing.size.isNarrow, columns < room * 0.42 {
            place = .columns(left: drawing.right - columns)
            needs = RowNeeds(labelShare: 0.3, columns: columns + 16, showsObservations: false)
        } else if series.count == 1, beside < room * 0.6,
            labels.allSatisfy({ !$0.isEmpty && drawing.boldText.fitsWords($0, within: room - beside) })
        {
            place = .besideLabels
            needs = RowNeeds(columnsAbove: beside, showsObservations: false, standsAbove: true)
        } else {
            place = .ownLines
            needs = RowNeeds(showsObservations: false, standsAbove: true)
        }
        joined = whole.map { $0.map { bold.lines($0, within: room - sign - 4, balanced: false) } }
    }

    /// How many lines of their own the texts of a row need, by series.
    func ownLines(_ index: Int) -> [Int] {
        if case .ownLines = place { joined[index].map(\.count) } else { joined[index].map { _ in 0 } }
    }
}

extension ChartDrawing {
    /// The text of an estimate.
    ///
    /// - Parameters:
    ///   - middle: The middle of its row, or of its label; of its first line where it has lines of its own.
    mutating func drawForestText(
        _ texts: ForestTexts, _ series: ChartSeries, _ place: Int, _ index: Int, middle: Double
    ) {
        guard let number = number(series, index) else { return }
        switch texts.place {
        case .columns(let x):
            drawForestText(texts.estimates[index][place], number, index, x: x, anchor: .start, middle: middle)
            drawForestText(texts.observations[index][place], nil, index, x: right, anchor: .end, middle: middle)
        case .besideLabels:
            let text = texts.joined[index][place].joined(separator: " ")
            drawForestText(text, number, index, x: right, anchor: .end, middle: middle)
        case .ownLines:
            for (line, text) in texts.joined[index][place].enumerated() {
                drawForestText(
                    text, line == 0 ? number : nil, index, x: left, anchor: .start,
                    middle: middle + Double(line) * smallLineHeight)
            }
        }
    }

    private mutating func drawForestText(
        _ text: String, _ number: ProtectedNumber?, _ index: Int, x: Double, anchor: Canvas.Anchor, middle: Double
    ) {
        let isTotal = chart.categories[index].isTotal
        let isWithheld = number?.isWithheld == true
        var x = x
        if isWithheld {
            let width = smallText.width(text)
            let box = anchor == .start ? x : x - width - withheldWidth - 4
            drawWithheld(Box(x: box, y: middle - 6.5, width: withheldWidth, height: 13))
            if anchor == .start { x += withheldWidth + 4 }
        }
        canvas.text(
            text, x: x, y: middle + baselineShift(smallFontSize), size: smallFontSize,
            weight: isTotal ? .bold : .regular, anchor: anchor,
            fill: number.map { value(of: $0) == nil } == true ? style.mutedInk : nil)
    }
}
