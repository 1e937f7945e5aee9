import Disclosure
import Reporting

extension ChartDrawing {
    /// How the text of tiles is set: one size for all, so that tiles compare.
    private struct TileText {
        let width: Double
        let height: Double
        let nameSize: Double
        let valueSize: Double
        let nameLines: Int
    }

    /// The 19 regions of Finland as tiles of one size, with name and value; whatever is no region stands in a row below.
    mutating func drawTileMap() {
        if chart.isFaceted, drawnSeries.count > 1 {
            drawTileMaps()
            return
        }
        guard let series = drawnSeries.first else { return }
        drawValueTitle()
        let domain = tileDomain([series])
        let gap = 3.0
        let width = min((contentWidth - gap * Double(RegionGrid.columns - 1)) / Double(RegionGrid.columns), 116)
        let text = tileText(series, width: width)
        let top = y
        let tiles = regionTiles
        func box(_ place: RegionGrid.Place) -> Box {
            Box(
                x: left + Double(place.column) * (width + gap), y: top + Double(place.row) * (text.height + gap),
                width: width, height: text.height)
        }
        drawTileLegend(domain, width: 2 * width + gap - 14)
        for place in RegionGrid.places where !tiles.taken.contains(place.code) {
            canvas.rectangle(box(place.place), radius: 3, Canvas.Paint(fill: style.empty))
        }
        for (index, place) in tiles.placed { drawTile(series, index, box(place), domain, text) }
        y = top + Double(RegionGrid.rows) * (text.height + gap) - gap
        // Ahvenanmaa leaves the rest of the last row free, but tiles there would read as regions.
        if !tiles.others.isEmpty { y += 10 }
        for (place, index) in tiles.others.enumerated() {
            let column = place % RegionGrid.columns
            if column == 0, place > 0 { y += gap }
            drawTile(
                series, index, Box(x: left + Double(column) * (width + gap), y: y, width: width, height: text.height),
                domain, text)
            if column == RegionGrid.columns - 1 || place == tiles.others.count - 1 { y += text.height }
        }
    }

    /// The tile of each category, and the categories that are no region.
    var regionTiles: (placed: [(index: Int, place: RegionGrid.Place)], taken: Set<String>, others: [Int]) {
        var taken: Set<String> = []
        var others: [Int] = []
        var placed: [(index: Int, place: RegionGrid.Place)] = []
        for (index, category) in chart.categories.enumerated() {
            if let code = RegionGrid.code(of: category.code), taken.insert(code).inserted,
                let place = RegionGrid.places.first(where: { $0.code == code })?.place
            {
                placed.append((index, place))
            } else {
                others.append(index)
            }
        }
        return (placed, taken, others)
    }

    /// The domain of the colours, one for all series.
    func tileDomain(_ series: [ChartSeries]) -> ClosedRange<Double> {
        let plain = series.map { ChartSeries(id: $0.id, label: "", values: $0.values) }
        let data = dataDomain(of: plain, includingZero: false)
        let fromZero = data.lowerBound >= 0 && data.lowerBound <= 0.5 * data.upperBound
        return chart.domain
            ?? AxisTicks.niceDomain(
                fromZero ? 0...data.upperBound : data, count: style.sequential.count,
                resolution: chart.format.resolution)
    }

    /// The largest sizes at which every name and value fits its tile.
    private func tileText(_ series: ChartSeries, width: Double) -> TileText {
        let room = width - 4
        let nameSize = tileNameSize(room)
        let widest = chart.categories.indices.reduce(0) {
            max($0, FontMetrics.width(label(number(series, $1)), size: 1, weight: .bold) * style.widthAllowance)
        }
        let valueSize = min(fontSize * 1.15, widest > 0 ? room / widest : .infinity)
        let longest = chart.categories.reduce(1) {
            max($0, min(text(nameSize).lines($1.label, within: room, maximum: 3).count, 3))
        }
        let height = (Double(longest) * nameSize * 1.16 + fontSize * 1.15 * 1.2 + 12).rounded()
        return TileText(
            width: width, height: max(height, (width * 0.6).rounded()), nameSize: nameSize, valueSize: valueSize,
            nameLines: longest)
    }

    /// The largest size at which all names fit: on two lines first, then with divided words, then on three lines.
    private func tileNameSize(_ room: Double) -> Double {
        func fit(_ share: Double, lines: Int, whole: Bool) -> Bool {
            let layout = text(fontSize * share)
            return chart.categories.allSatisfy {
                (!whole || layout.fitsWords($0.label, within: room))
                    && layout.lines($0.label, within: room).count <= lines
            }
        }
        let share =
            [1, 0.93, 0.86, 0.8].first { fit($0, lines: 2, whole: true) }
            ?? (fit(0.8, lines: 2, whole: false) ? 0.8 : nil)
            ?? [0.8, 0.74, 0.68].first { fit($0, lines: 3, whole: true) }
        return fontSize * (share ?? 0.68)
    }

    private mutating func drawTile(
        _ series: ChartSeries, _ index: Int, _ box: Box, _ domain: ClosedRange<Double>, _ tile: TileText
    ) {
        let number = number(series, index)
        let ink = drawTileGround(number, box, domain)
        let layout = text(tile.nameSize)
        let lines = layout.lines(chart.categories[index].label, within: box.width - 4, maximum: tile.nameLines)
        let nameHeight = tile.nameSize * 1.16
        let total = Double(lines.count) * nameHeight + tile.valueSize * 1.2
        var middle = box.y + (box.height - total) / 2 + nameHeight / 2
        let x = box.x + box.width / 2
        for line in lines {
            canvas.text(
                line, x: x, y: middle + baselineShift(tile.nameSize), size: tile.nameSize, anchor: .middle, fill: ink)
            middle += nameHeight
        }
        canvas.text(
            label(number), x: x, y: box.y + (box.height + total) / 2 - tile.valueSize * 0.28, size: tile.valueSize,
            weight: .bold, anchor: .middle, fill: ink)
    }

    /// The coloured or hatched ground of a tile; the colour of text upon it.
    mutating func drawTileGround(_ number: ProtectedNumber?, _ box: Box, _ domain: ClosedRange<Double>) -> String {
        var fill = style.empty
        var ink = style.mutedInk
        if let value = value(of: number) {
            fill = tileColour(value, domain)
            ink = style.textColour(on: fill)
            var paint = Canvas.Paint(fill: fill)
            if number?.approximate == true {
                showsApproximate = true
                paint.stroke = style.ink
                paint.strokeWidth = 1.5
                paint.dash = "4 3"
            }
            canvas.rectangle(box, radius: 3, paint)
        } else if number?.isWithheld == true {
            ink = style.ink
            showsWithheld = true
            canvas.rectangle(box, radius: 3, Canvas.Paint(fill: hatch))
            // The text stands on a plain plate, with hatching above and below it.
            let edge = box.height < 44 ? 2.5 : 6
            canvas.rectangle(
                Box(x: box.x + 2, y: box.y + edge, width: box.width - 4, height: box.height - 2 * edge),
                Canvas.Paint(fill: style.background))
        } else {
            canvas.rectangle(box, radius: 3, Canvas.Paint(fill: style.empty))
        }
        return ink
    }

    private func tileColour(_ value: Double, _ domain: ClosedRange<Double>) -> String {
        guard let last = style.sequential.last else { return style.empty }
        let bins = style.sequential.count
        let place = LinearScale(domain, from: 0, to: Double(bins))(value)
        return style.sequential.indices.contains(Int(place)) ? style.sequential[Int(place)] : last
    }

    /// The colours of the tiles with the values where they change, in the free corner beside Lappi.
    mutating func drawTileLegend(_ domain: ClosedRange<Double>, width: Double) {
        let bins = style.sequential.count
        guard bins > 0 else { return }
        let breaks = (0...bins).map {
            domain.lowerBound + (domain.upperBound - domain.lowerBound) * Double($0) / Double(bins)
        }
        let size = smallFontSize * 0.95
        let layout = text(size)
        let labels = breaks.map { locale.text($0, chart.format) }
        let widths = labels.map { layout.width($0) }
        // Without room for both ends the values in the tiles have to do.
        guard let first = widths.first, let last = widths.last, first + last + 10 <= width else { return }
        let start = left + first / 2
        let step = (width - first / 2 - last / 2) / Double(bins)
        for (place, colour) in style.sequential.enumerated() {
            canvas.rectangle(
                Box(x: start + Double(place) * step, y: y + 2, width: step, height: 10),
                Canvas.Paint(fill: colour, stroke: style.background, strokeWidth: 0.5))
        }
        // As many breaks as there is room for, always with the first and the last.
        let room = (widths.max() ?? 0) + 5
        let every = [1, bins].first { Double($0) * step >= room } ?? bins
        for place in stride(from: 0, through: bins, by: every) {
            canvas.text(
                labels[place], x: start + Double(place) * step, y: y + 14 + size, size: size, anchor: .middle,
                fill: style.mutedInk)
        }
    }
}
