import Disclosure
import Reporting

/// How the rows of a horizontal chart are labelled.
struct RowPlan {
    /// The label of each category, in lines.
    let lines: [[String]]
    /// Whether labels stand above their bars, as on a phone, and not beside them.
    let above: Bool
    /// The left edge of the plot.
    let plotLeft: Double
    /// The right edge of the plot.
    let plotRight: Double
    /// The right edge of the mark's own columns.
    let columnsRight: Double
    /// Numbers of observations at the right edge, as text.
    let observations: [String]
    /// The heading of a group above its first row, in lines; empty for the other rows.
    let headings: [[String]]

    var isGrouped: Bool { headings.contains { !$0.isEmpty } }
}

/// What the rows of a mark leave room for.
struct RowNeeds {
    /// The greatest share of the width for labels beside the rows.
    var labelShare = 0.38
    /// The share on a phone; nil where labels always stand above the rows.
    var narrowShare: Double?
    /// The width of the mark's own columns right of the plot, left of the numbers of observations.
    var columns = 0.0
    /// The width that these take at the end of a label above its row.
    var columnsAbove = 0.0
    var showsObservations = true
    /// The width without which labels do not stand beside the plot.
    var leastPlot = 90.0
    /// Labels stand above the rows whatever the width.
    var standsAbove = false
}

/// A row that was laid out.
struct PlacedRow {
    /// The top of the bars.
    let top: Double
    let height: Double
    /// The middle of the first line of its label, where the label stands above it.
    let labelMiddle: Double?
    /// Whether text stands between it and the row before, so that lines through the rows end.
    let isDetached: Bool
    var middle: Double { top + height / 2 }
}

/// Where lines run through rows: from the first row to the last of each run without text between them.
struct RowStrips {
    private(set) var spans: [(top: Double, bottom: Double)] = []

    mutating func add(_ row: PlacedRow, margin: Double = 4) {
        if row.isDetached || spans.isEmpty {
            spans.append((row.top - margin, row.top + row.height + margin))
        } else {
            spans[spans.count - 1].bottom = row.top + row.height + margin
        }
    }
}

extension ChartDrawing {
    /// How far labels below a heading are set in.
    private var indent: Double { 10 }

    /// Decides where the labels of rows stand.
    func planRows(_ needs: RowNeeds = RowNeeds()) -> RowPlan {
        let texts = chart.categories.indices.map { needs.showsObservations ? observationsText($0) : "" }
        let hasObservations = texts.contains { !$0.isEmpty }
        let heading = hasObservations ? smallText.width(locale.text("chart.n")) : 0
        let column = hasObservations ? max(smallText.width(texts), heading) + 22 : 0
        let starts = groupStarts
        let headings = starts.map { $0.map { boldText.lines($0, within: contentWidth - column) } ?? [] }
        // Short labels of rows below a heading, such as waves, stand beside them on a phone too.
        let isGrouped = starts.contains { $0 != nil }
        let share = size.isNarrow ? needs.narrowShare ?? (isGrouped ? 0.26 : nil) : needs.labelShare
        if let share, !needs.standsAbove {
            let limit = contentWidth * (chart.categories.count == 1 ? share * 0.9 : share) - (isGrouped ? indent : 0)
            let lines = chart.categories.map { labelLayout($0).lines($0.label, within: limit) }
            let fits =
                lines.allSatisfy { $0.count <= (size.isNarrow ? 2 : 3) }
                && chart.categories.allSatisfy { labelLayout($0).fitsWords($0.label, within: limit) }
            let width = zip(chart.categories, lines).map { labelLayout($0).width($1) }.max() ?? 0
            let plotLeft = left + (width > 0 ? width + (isGrouped ? indent : 0) + 12 : 0)
            let plotRight = right - column - needs.columns
            if fits, plotRight - plotLeft >= needs.leastPlot {
                return RowPlan(
                    lines: lines, above: false, plotLeft: plotLeft, plotRight: plotRight, columnsRight: right - column,
                    observations: texts, headings: headings)
            }
        }
        let limit = contentWidth - column - needs.columnsAbove
        let lines = chart.categories.map { labelLayout($0).lines($0.label, within: limit, maximum: 5) }
        return RowPlan(
            lines: lines, above: true, plotLeft: left, plotRight: right - (size.isNarrow ? 0 : needs.columns),
            columnsRight: right - column, observations: texts, headings: headings)
    }

    /// The numbers of observations of a row: its own or, where series have several, those in the order of the series.
    private func observationsText(_ index: Int) -> String {
        if let number = observations.flatMap({ number($0, index) }) { return locale.text(number, .integer) }
        let texts = drawnSeries.compactMap { observations(of: $0, index) }.map { locale.text($0, .integer) }
        guard let first = texts.first else { return "" }
        return texts.allSatisfy { $0 == first } ? first : texts.joined(separator: " / ")
    }

    /// The group that begins at each category; nil where it goes on or there is none.
    private var groupStarts: [String?] {
        chart.categories.indices.map { index in
            let group = chart.categories[index].group
            return index > 0 && chart.categories[index - 1].group == group ? nil : group
        }
    }

    private func labelLayout(_ category: ChartCategory) -> TextLayout { category.isTotal ? boldText : labelText }

    /// The heading of the column with numbers of observations; room for it is taken only beside other headings.
    mutating func drawObservationsHeading(_ plan: RowPlan) {
        guard plan.observations.contains(where: { !$0.isEmpty }) else { return }
        canvas.text(
            locale.text("chart.n"), x: right, y: y + smallFontSize, size: smallFontSize, anchor: .end,
            fill: style.mutedInk)
        y += smallLineHeight
    }

    /// Draws the label of a row, below the heading of its group where one begins, and makes room for its bars.
    mutating func placeRow(_ index: Int, _ plan: RowPlan, height: Double, gap: Double) -> PlacedRow {
        let category = chart.categories[index]
        let hasHeading = drawGroupHeading(index, plan)
        let lines = plan.lines[index]
        let labelHeight = Double(lines.count) * lineHeight
        let top: Double
        let labelTop: Double
        if plan.above {
            labelTop = y
            top = y + labelHeight + (lines.isEmpty ? 0 : 2)
            y = top + height + gap
        } else {
            let rowHeight = max(height, labelHeight)
            labelTop = y + (rowHeight - labelHeight) / 2
            top = y + (rowHeight - height) / 2
            y += rowHeight + gap
        }
        let x = left + (category.group != nil && !plan.above ? indent : 0)
        for (line, text) in lines.enumerated() {
            canvas.text(
                text, x: x, y: labelTop + (Double(line) + 0.5) * lineHeight + baselineShift(fontSize),
                size: fontSize, weight: category.isTotal ? .bold : .regular,
                halo: plan.above ? style.background : nil)
        }
        let labelMiddle = plan.above && !lines.isEmpty ? labelTop + lineHeight / 2 : nil
        let observations = plan.observations[index]
        if !observations.isEmpty {
            canvas.text(
                observations, x: right, y: (labelMiddle ?? top + height / 2) + baselineShift(smallFontSize),
                size: smallFontSize, anchor: .end, fill: style.mutedInk)
        }
        return PlacedRow(
            top: top, height: height, labelMiddle: labelMiddle, isDetached: hasHeading || labelMiddle != nil)
    }

    /// - Returns: Whether a heading was drawn.
    private mutating func drawGroupHeading(_ index: Int, _ plan: RowPlan) -> Bool {
        let lines = plan.headings[index]
        if index > 0 {
            let (last, next) = (chart.categories[index - 1], chart.categories[index])
            // What belongs to no group, and a total, keep clear of the rows before.
            let isApart = last.group != nil && next.group == nil || last.isTotal != next.isTotal
            if !lines.isEmpty || isApart { y += 7 }
        }
        for line in lines {
            canvas.text(
                line, x: left, y: y + lineHeight / 2 + baselineShift(fontSize), size: fontSize, weight: .bold)
            y += lineHeight
        }
        if !lines.isEmpty { y += 3 }
        return !lines.isEmpty
    }

    /// Upright lines at the ticks of an axis, along the rows.
    mutating func drawGrid(_ ticks: [(x: Double, label: String)], _ strips: RowStrips) {
        for tick in ticks {
            for span in strips.spans {
                canvas.gridline(
                    x1: tick.x, y1: span.top, x2: tick.x, y2: span.bottom, Canvas.Paint(stroke: style.gridline))
            }
        }
    }

    /// Places and labels of ticks along a horizontal value axis.
    func ticks(of scale: LinearScale, count: Int) -> [(x: Double, label: String)] {
        AxisTicks(within: scale.domain, count: count, resolution: chart.format.resolution).values.map {
            (scale($0), locale.text($0, chart.format))
        }
    }

    /// Tick labels in a line above or below the rows; those that would touch another or leave the drawing are left out.
    mutating func drawTickLabels(_ ticks: [(x: Double, label: String)]) {
        let layout = smallText
        var last = -Double.infinity
        for tick in ticks {
            let width = layout.width(tick.label)
            let x = min(max(tick.x, left + width / 2), right - width / 2)
            guard x - width / 2 > last + 6 else { continue }
            canvas.text(
                tick.label, x: x, y: y + smallFontSize, size: smallFontSize, anchor: .middle, fill: style.mutedInk)
            last = x + width / 2
        }
        y += smallLineHeight
    }
}
