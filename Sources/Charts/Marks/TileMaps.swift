import Disclosure
import Reporting

extension ChartDrawing {
    /// How the tiles of small maps are set, the same in all panels.
    private struct SmallTiles {
        let width: Double
        let height: Double
        let gap = 2.0
        let nameSize: Double
        let valueSize: Double
        let names: [String]

        func box(column: Int, row: Int, x: Double, y: Double) -> Box {
            Box(
                x: x + Double(column) * (width + gap), y: y + Double(row) * (height + gap), width: width, height: height
            )
        }
    }

    /// Small multiples: a tile map for each series, below its title, all in the colours of one scale.
    ///
    /// Two panels stand beside each other on a phone, and in print up to eight; otherwise three. The tiles have no room for
    /// names, so they show their first letters.
    mutating func drawTileMaps() {
        let series = drawnSeries
        drawValueTitle()
        let domain = tileDomain(series)
        drawTileLegend(domain, width: min(contentWidth, 320))
        y += 14 + smallFontSize * 0.95 + 10
        let isTwo = size.isNarrow || size.width < 700 && series.count <= 8 || series.count == 2 || series.count == 4
        let columns = isTwo ? 2 : 3
        let between = size.isNarrow ? 14.0 : 24
        let panel = (contentWidth - between * Double(columns - 1)) / Double(columns)
        let tiles = smallTiles(series, panel: min(panel, 300))
        let others = regionTiles.others.count
        for first in stride(from: 0, to: series.count, by: columns) {
            let row = Array(series[first..<min(first + columns, series.count)])
            let titles = row.map { boldText.lines($0.label, within: panel, maximum: 3) }
            let top = y + Double(titles.map(\.count).max() ?? 0) * lineHeight + 4
            for (column, one) in row.enumerated() {
                let x = left + Double(column) * (panel + between)
                for (line, text) in titles[column].enumerated() {
                    canvas.text(
                        text, x: x, y: y + Double(line) * lineHeight + fontSize, size: fontSize, weight: .bold)
                }
                drawSmallMap(one, tiles, x: x, y: top, domain)
            }
            let below = Double((others + RegionGrid.columns - 1) / RegionGrid.columns)
            let rows = Double(RegionGrid.rows) + below
            y = top + rows * (tiles.height + tiles.gap) + (others > 0 ? 6 : 0) + (size.isNarrow ? 12 : 16)
        }
        y -= 10
    }

    private mutating func drawSmallMap(
        _ series: ChartSeries, _ tiles: SmallTiles, x: Double, y: Double, _ domain: ClosedRange<Double>
    ) {
        let regions = regionTiles
        for place in RegionGrid.places where !regions.taken.contains(place.code) {
            canvas.rectangle(
                tiles.box(column: place.place.column, row: place.place.row, x: x, y: y), radius: 2,
                Canvas.Paint(fill: style.empty))
        }
        for (index, place) in regions.placed {
            drawSmallTile(series, index, tiles.box(column: place.column, row: place.row, x: x, y: y), domain, tiles)
        }
        // What is no region stands below, where it is not taken for one.
        for (place, index) in regions.others.enumerated() {
            let (row, column) = (RegionGrid.rows + place / RegionGrid.columns, place % RegionGrid.columns)
            drawSmallTile(series, index, tiles.box(column: column, row: row, x: x, y: y + 6), domain, tiles)
        }
    }

    private mutating func drawSmallTile(
        _ series: ChartSeries, _ index: Int, _ box: Box, _ domain: ClosedRange<Double>, _ tiles: SmallTiles
    ) {
        let number = number(series, index)
        let ink = drawTileGround(number, box, domain)
        let x = box.x + box.width / 2
        let lines = tiles.nameSize * 1.1 + tiles.valueSize * 1.1
        let top = box.y + (box.height - lines) / 2
        canvas.text(
            tiles.names[index], x: x, y: top + tiles.nameSize * 0.85, size: tiles.nameSize, anchor: .middle, fill: ink)
        canvas.text(
            label(number), x: x, y: top + tiles.nameSize * 1.1 + tiles.valueSize * 0.9, size: tiles.valueSize,
            weight: .bold, anchor: .middle, fill: ink)
    }

    /// Sizes at which the short names and all values fit; a value that would be too small to read makes all of them go.
    private func smallTiles(_ series: [ChartSeries], panel: Double) -> SmallTiles {
        let width = (panel - 2 * Double(RegionGrid.columns - 1)) / Double(RegionGrid.columns)
        let names = chart.categories.map { ChartDrawing.initials($0.label) }
        func fitting(_ texts: [String], _ weight: FontMetrics.Weight, most: Double) -> Double {
            let widest = texts.map { FontMetrics.width($0, size: 1, weight: weight) * style.widthAllowance }.max() ?? 0
            return widest > 0 ? min(most, (width - 3) / widest) : most
        }
        let values = series.flatMap { one in chart.categories.indices.map { label(number(one, $0)) } }
        let nameSize = fitting(names, .regular, most: smallFontSize * 0.85)
        let valueSize = fitting(values, .bold, most: fontSize * 0.95)
        let height = max((nameSize * 1.1 + valueSize * 1.1 + 6).rounded(), (width * 0.62).rounded())
        return SmallTiles(width: width, height: height, nameSize: nameSize, valueSize: valueSize, names: names)
    }

    /// A name in few letters: the initials of its parts, with a hyphen where it has one, or its first three letters.
    static func initials(_ name: String) -> String {
        let parts = name.split { $0 == " " || $0 == "-" }
        guard parts.count > 1 else { return String(name.prefix(3)) }
        return parts.prefix(3).compactMap(\.first).map(String.init).joined(separator: name.contains("-") ? "-" : "")
    }
}
