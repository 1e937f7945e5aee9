import Disclosure
import Reporting

/// What belongs to survival curves besides the lines: their own times, and the numbers at risk below the axis.
extension ChartDrawing {
    /// A series of steps with its numbers carried forward over the times of other series.
    ///
    /// The table of several groups has the times of all of them, and a curve changes at its own times only. What is withheld is
    /// not carried, and nothing is carried beyond the last time of the group, where its curve ends.
    func carried(_ series: ChartSeries) -> ChartSeries {
        let known = chart.categories.indices.last { value(of: number(series, $0)) != nil }
        guard hasPositions, let last = known else { return series }
        var result = series
        var held: Int?
        for index in 0...last {
            guard let number = number(series, index) else { continue }
            if value(of: number) != nil {
                held = index
            } else if number.isWithheld {
                held = nil
            } else if let held {
                result.values[index] = series.values[held]
                if series.lower.indices.contains(held), result.lower.indices.contains(index) {
                    result.lower[index] = series.lower[held]
                }
                if series.upper.indices.contains(held), result.upper.indices.contains(index) {
                    result.upper[index] = series.upper[held]
                }
            }
        }
        return result
    }

    private func atRisk(of series: ChartSeries) -> ChartSeries? {
        chart.series.first { $0.id == series.id + ".at-risk" }
    }

    /// The number at risk at a time: that of the group's first own time from there on.
    ///
    /// It is exact where the table has every time at which somebody leaves. Beyond the last time nobody is left if the curve has
    /// reached zero; otherwise it is not known how many are.
    private func atRiskText(_ numbers: ChartSeries, _ series: ChartSeries, at time: Double) -> String {
        for index in chart.categories.indices where position(index) >= time - 1e-9 {
            guard let number = number(numbers, index), number.isWithheld || value(of: number) != nil else { continue }
            return locale.text(number, .integer)
        }
        let last = chart.categories.indices.last { value(of: number(series, $0)) != nil }
        return last.flatMap { value(of: number(series, $0)) } == 0 ? locale.text(0, .integer) : ""
    }

    /// The room left of the plot for the names of groups; none on a phone, where names stand above their numbers.
    func atRiskWidth(_ series: [ChartSeries]) -> Double {
        guard !size.isNarrow, series.count > 1, hasPositions else { return 0 }
        let named = series.filter { atRisk(of: $0) != nil }
        guard !named.isEmpty else { return 0 }
        let limit = contentWidth * 0.2
        let widest = named.map { smallText.width(smallText.lines($0.label, within: limit, maximum: 2)) }.max() ?? 0
        let numbers = named.compactMap(atRisk).flatMap(\.values).map { smallText.width(locale.text($0, .integer)) }
        return widest + 10 + (numbers.max() ?? 0) / 2
    }

    /// The numbers at risk at the ticks of the axis, a row for each group.
    mutating func drawAtRisk(_ series: [ChartSeries], _ scale: LinearScale) {
        let rows = series.enumerated().compactMap { place, one in atRisk(of: one).map { (place, one, $0) } }
        guard !rows.isEmpty, hasPositions else { return }
        y += 6
        for line in smallText.lines(locale.text("chart.at-risk"), within: contentWidth) {
            canvas.text(line, x: left, y: y + smallFontSize, size: smallFontSize, weight: .bold, fill: style.mutedInk)
            y += smallLineHeight
        }
        y += 2
        let isAbove = atRiskWidth(series) == 0
        let limit = isAbove ? contentWidth : contentWidth * 0.2
        for (place, one, numbers) in rows {
            var names = series.count > 1 ? smallText.lines(one.label, within: limit, maximum: 2) : []
            if names.isEmpty { names = [""] }
            let top = y
            for (line, name) in names.enumerated() {
                canvas.text(
                    name, x: left, y: top + Double(line) * smallLineHeight + smallFontSize, size: smallFontSize,
                    fill: style.colour(place).text)
            }
            // A single group has no name, and needs no line for one.
            if isAbove, series.count > 1 { y += Double(names.count) * smallLineHeight }
            drawAtRiskNumbers(numbers, one, scale)
            y = max(y, top + Double(names.count) * smallLineHeight) + 2
        }
    }

    private mutating func drawAtRiskNumbers(_ numbers: ChartSeries, _ series: ChartSeries, _ scale: LinearScale) {
        var last = -Double.infinity
        for tick in numericTicks(scale) {
            let text = atRiskText(numbers, series, at: tick)
            let width = smallText.width(text)
            let x = min(max(scale(tick), left + width / 2), right - width / 2)
            guard !text.isEmpty, x - width / 2 > last + 4 else { continue }
            canvas.text(text, x: x, y: y + smallFontSize, size: smallFontSize, anchor: .middle)
            last = x + width / 2
        }
        y += smallLineHeight
    }
}
