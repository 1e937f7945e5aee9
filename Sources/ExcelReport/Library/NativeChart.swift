import CXLSXWriter

/// A native chart of an open workbook.
@safe struct NativeChart {
    enum Kind: Hashable {
        case bar, column, stackedBar, line, scatter

        var type: lxw_chart_type {
            switch self {
            case .bar: LXW_CHART_BAR
            case .column: LXW_CHART_COLUMN
            case .stackedBar: LXW_CHART_BAR_STACKED_PERCENT
            case .line: LXW_CHART_LINE
            case .scatter: LXW_CHART_SCATTER_STRAIGHT
            }
        }
    }

    /// The axis along the categories, and the axis of the values.
    enum Axis: Hashable { case category, value }

    enum LabelPlace: Hashable { case outsideEnd, centre, above, below }

    private let handle: UnsafeMutablePointer<lxw_chart>
    private let isHorizontal: Bool

    init(_ handle: UnsafeMutablePointer<lxw_chart>, _ kind: Kind) {
        unsafe self.handle = handle
        isHorizontal = kind == .bar || kind == .stackedBar
        // Neither a frame around the chart nor a filled background.
        var none = lxw_chart_line()
        none.none = 1
        unsafe chart_chartarea_set_line(handle, &none)
    }

    // MARK: Words

    func setTitle(_ text: String) {
        unsafe chart_title_set_name(handle, text)
        var font = unsafe kaiku_chart_font(12, 1, Palette.ink)
        unsafe chart_title_set_name_font(handle, &font)
    }

    /// The legend below the chart, or none.
    func setLegend(isShown: Bool) {
        let place = isShown ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE
        unsafe chart_legend_set_position(handle, UInt8(place.rawValue))
        var font = unsafe kaiku_chart_font(11, 0, Palette.ink)
        unsafe chart_legend_set_font(handle, &font)
    }

    // MARK: Axes

    func setAxis(_ axis: Axis, title: String, format: String?, hasGridlines: Bool) {
        guard let axis = unsafe self.axis(axis) else { return }
        if !title.isEmpty {
            unsafe chart_axis_set_name(axis, title)
            var font = unsafe kaiku_chart_font(11, 0, Palette.muted)
            unsafe chart_axis_set_name_font(axis, &font)
        }
        var font = unsafe kaiku_chart_font(11, 0, Palette.ink)
        unsafe chart_axis_set_num_font(axis, &font)
        if let format { unsafe chart_axis_set_num_format(axis, format) }
        var line = Self.line(Palette.axis, width: 0.75)
        unsafe chart_axis_set_line(axis, &line)
        unsafe chart_axis_set_major_tick_mark(axis, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
        unsafe chart_axis_major_gridlines_set_visible(axis, hasGridlines ? 1 : 0)
        if hasGridlines {
            var gridline = Self.line(Palette.gridline, width: 0.75)
            unsafe chart_axis_major_gridlines_set_line(axis, &gridline)
        }
    }

    /// The ends of an axis; nil for one that fits the data.
    func setRange(_ axis: Axis, from least: Double?, to most: Double?) {
        guard let axis = unsafe self.axis(axis) else { return }
        if let least { unsafe chart_axis_set_min(axis, least) }
        if let most { unsafe chart_axis_set_max(axis, most) }
    }

    /// The first category at the top, with the values still along the bottom.
    func setFirstCategoryOnTop() {
        guard let category = unsafe axis(.category), let value = unsafe axis(.value) else { return }
        unsafe chart_axis_set_reverse(category)
        unsafe chart_axis_set_label_position(value, UInt8(LXW_CHART_AXIS_LABEL_POSITION_HIGH.rawValue))
    }

    /// Labels of categories at the edge of the plot, so that bars to the left of zero do not cover them.
    func setCategoryLabelsAtEdge() {
        guard let axis = unsafe axis(.category) else { return }
        unsafe chart_axis_set_label_position(axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
    }

    /// Every how many categories a label is drawn.
    func setCategoryInterval(_ interval: Int) {
        guard let axis = unsafe axis(.category) else { return }
        unsafe chart_axis_set_interval_unit(axis, UInt16(clamping: interval))
    }

    private func axis(_ axis: Axis) -> UnsafeMutablePointer<lxw_chart_axis>? {
        // The library's X axis is the one that lies, so it is the axis of the values where bars lie.
        let lies = (axis == .category) != isHorizontal
        return unsafe chart_axis_get(handle, lies ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y)
    }

    // MARK: Series

    /// How wide bars are: the gap between categories in per cent of a bar, and how far bars of one category overlap.
    func setBars(gap: Int, overlap: Int) {
        unsafe chart_set_series_gap(handle, UInt16(clamping: gap))
        unsafe chart_set_series_overlap(handle, Int8(clamping: overlap))
    }

    /// Adds a series of cells of one sheet.
    ///
    /// - Parameters:
    ///   - runs: Rows of the sheet; several runs where other rows stand between.
    ///   - heading: The row of the table's headings, which name the series.
    func addSeries(sheet: String, runs: [ClosedRange<Int>], categories: Int, values: Int, heading: Int) -> Series? {
        var formulas: (String, String)?
        if runs.count > 1 {
            formulas = (Self.union(sheet, runs, categories), Self.union(sheet, runs, values))
        }
        guard let series = unsafe chart_add_series(handle, formulas?.0, formulas?.1), let first = runs.first,
            let last = runs.last
        else { return nil }
        if formulas == nil {
            unsafe chart_series_set_categories(
                series, sheet, UInt32(first.lowerBound), UInt16(categories), UInt32(last.upperBound),
                UInt16(categories))
            unsafe chart_series_set_values(
                series, sheet, UInt32(first.lowerBound), UInt16(values), UInt32(last.upperBound), UInt16(values))
        }
        unsafe chart_series_set_name_range(series, sheet, UInt32(heading), UInt16(values))
        return unsafe Series(series)
    }

    private static func union(_ sheet: String, _ runs: [ClosedRange<Int>], _ column: Int) -> String {
        let parts = runs.map { CellAddress.range(sheet, rows: $0, columns: column...column) }
        return "=(" + parts.joined(separator: ",") + ")"
    }

    static func line(_ colour: UInt32, width: Float) -> lxw_chart_line {
        var line = lxw_chart_line()
        line.color = colour
        line.width = width
        return line
    }

    /// A series of a chart.
    @safe struct Series {
        private let handle: UnsafeMutablePointer<lxw_chart_series>

        init(_ handle: UnsafeMutablePointer<lxw_chart_series>) { unsafe self.handle = handle }

        /// Bars in a colour, with a white edge where they touch.
        func setFill(_ colour: UInt32, hasEdge: Bool) {
            var fill = lxw_chart_fill()
            fill.color = colour
            unsafe chart_series_set_fill(handle, &fill)
            if hasEdge {
                var line = NativeChart.line(0xFF_FFFF, width: 1)
                unsafe chart_series_set_line(handle, &line)
            }
        }

        /// A line told apart by its dashes and markers besides its colour.
        func setLine(_ colour: UInt32, place: Int, hasMarkers: Bool) {
            let dashes = [
                LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_SQUARE_DOT,
                LXW_CHART_LINE_DASH_LONG_DASH,
            ]
            let markers = [
                LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND,
            ]
            var line = NativeChart.line(colour, width: 2.25)
            line.dash_type = UInt8(dashes[place % dashes.count].rawValue)
            unsafe chart_series_set_line(handle, &line)
            guard hasMarkers else {
                unsafe chart_series_set_marker_type(handle, UInt8(LXW_CHART_MARKER_NONE.rawValue))
                return
            }
            unsafe chart_series_set_marker_type(handle, UInt8(markers[place % markers.count].rawValue))
            unsafe chart_series_set_marker_size(handle, 6)
            var fill = lxw_chart_fill()
            fill.color = colour
            unsafe chart_series_set_marker_fill(handle, &fill)
            var edge = NativeChart.line(colour, width: 0.75)
            unsafe chart_series_set_marker_line(handle, &edge)
        }

        /// Writes the values next to their marks.
        ///
        /// - Parameter texts: What stands in place of a value, per point: nil for the value itself, empty for nothing.
        func setLabels(_ place: LabelPlace, format: String, colour: UInt32, texts: [String?]) {
            unsafe chart_series_set_labels(handle)
            let position =
                switch place {
                case .outsideEnd: LXW_CHART_LABEL_POSITION_OUTSIDE_END
                case .centre: LXW_CHART_LABEL_POSITION_CENTER
                case .above: LXW_CHART_LABEL_POSITION_ABOVE
                case .below: LXW_CHART_LABEL_POSITION_BELOW
                }
            unsafe chart_series_set_labels_position(handle, UInt8(position.rawValue))
            unsafe chart_series_set_labels_num_format(handle, format)
            var font = unsafe kaiku_chart_font(10, 0, colour)
            unsafe chart_series_set_labels_font(handle, &font)
            guard texts.contains(where: { $0 != nil }),
                let labels = unsafe kaiku_labels_new(UInt16(clamping: texts.count))
            else { return }
            defer { unsafe kaiku_labels_free(labels) }
            for (index, text) in texts.prefix(Int(UInt16.max)).enumerated() {
                if let text { unsafe kaiku_labels_set(labels, UInt16(index), text) }
            }
            var markFont = unsafe kaiku_chart_font(10, 0, colour)
            _ = unsafe kaiku_labels_apply(labels, handle, &markFont)
        }
    }
}
