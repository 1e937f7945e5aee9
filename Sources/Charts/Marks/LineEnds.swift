import Disclosure
import Reporting

/// Names and last values beside the ends of lines.
struct LineEnds {
    /// The lines of each series' text.
    let lines: [[String]]
    let width: Double
}

extension ChartDrawing {
    /// What stands at the ends of lines; nil when it does not fit there.
    func lineEnds(_ series: [ChartSeries], height: Double) -> LineEnds? {
        let limit = contentWidth * (size.isNarrow ? 0.27 : 0.26)
        let layout = boldText
        var all: [[String]] = []
        var total = 0.0
        for item in series {
            let value = runs(item).last?.last.map { label(number(item, $0.index)) } ?? ""
            let name = series.count == 1 ? "" : item.label
            guard layout.fitsWords(name, within: limit), layout.width(value) <= limit else { return nil }
            var lines = layout.lines(name, within: limit, balanced: false)
            if let last = lines.last, !value.isEmpty, layout.width(last + " " + value) <= limit {
                lines[lines.count - 1] = last + " " + value
            } else if !value.isEmpty {
                lines.append(value)
            }
            guard lines.count <= 3 else { return nil }
            total += Double(lines.count) * lineHeight + 3
            all.append(lines)
        }
        guard total <= height, series.count <= 8 else { return nil }
        return LineEnds(lines: all, width: all.map { layout.width($0) }.max() ?? 0)
    }

    /// Draws them, spread so that they keep clear of each other, with a thin line to an end that is not beside its text.
    mutating func drawLineEnds(
        _ ends: LineEnds, _ series: [ChartSeries], _ places: [Double], _ vertical: LinearScale, at x: Double
    ) {
        var items: [(place: Int, target: Double, height: Double, end: Point)] = []
        for (place, item) in series.enumerated() where !ends.lines[place].isEmpty {
            guard let last = runs(item).last?.last else { continue }
            let point = Point(x: places[last.index], y: vertical(last.value))
            items.append((place, point.y, Double(ends.lines[place].count) * lineHeight + 3, point))
        }
        items.sort { ($0.target, $0.place) < ($1.target, $1.place) }
        let tops = spread(items.map { ($0.target, $0.height) }, within: vertical.end - 8...vertical.start + 8)
        for (item, top) in zip(items, tops) {
            let middle = top + item.height / 2
            if abs(middle - item.end.y) > 5 || item.end.x < x - 26 {
                canvas.path(
                    [
                        Point(x: item.end.x + 6, y: item.end.y), Point(x: x - 8, y: item.end.y),
                        Point(x: x - 3, y: middle),
                    ],
                    Canvas.Paint(stroke: style.axis))
            }
            for (line, text) in ends.lines[item.place].enumerated() {
                canvas.text(
                    text, x: x, y: top + 1.5 + (Double(line) + 0.5) * lineHeight + baselineShift(fontSize),
                    size: fontSize, weight: .bold, fill: style.colour(item.place).text)
            }
        }
    }

    /// Tops of blocks as near to their targets as they can be without overlapping; targets are sorted.
    ///
    /// Blocks that touch are joined into one that stands around the mean of their wishes, as in isotonic regression.
    func spread(_ blocks: [(target: Double, height: Double)], within limits: ClosedRange<Double>) -> [Double] {
        struct Cluster {
            var heights: [Double]
            /// The sum over its blocks of the top of the cluster that each would like.
            var wishes: Double
            var height: Double { heights.reduce(0, +) }
            func top(_ limits: ClosedRange<Double>) -> Double {
                let wish = wishes / Double(heights.count)
                return max(min(wish, limits.upperBound - height), limits.lowerBound)
            }
        }
        var clusters: [Cluster] = []
        for block in blocks {
            clusters.append(Cluster(heights: [block.height], wishes: block.target - block.height / 2))
            while clusters.count > 1 {
                let last = clusters[clusters.count - 1]
                let previous = clusters[clusters.count - 2]
                guard previous.top(limits) + previous.height > last.top(limits) else { break }
                clusters.removeLast(2)
                let joined = Cluster(
                    heights: previous.heights + last.heights,
                    wishes: previous.wishes + last.wishes - Double(last.heights.count) * previous.height)
                clusters.append(joined)
            }
        }
        var tops: [Double] = []
        for cluster in clusters {
            var top = cluster.top(limits)
            for height in cluster.heights {
                tops.append(top)
                top += height
            }
        }
        return tops
    }
}
