/// How large a chart is drawn, in CSS pixels.
public struct ChartSize: Sendable, Hashable {
    /// A stable name, part of the ids inside the drawing, so that two sizes of one chart can stand in one page.
    public let name: String
    /// The width of the drawing; its height follows from what it holds.
    public let width: Double
    /// The size of category and value labels; smaller and larger texts follow from it.
    public let fontSize: Double

    /// - Parameters:
    ///   - width: At least 280.
    ///   - fontSize: 8 to 32.
    public init(name: String, width: Double, fontSize: Double) {
        self.name = name
        self.width = width.isFinite ? min(max(width, 280), 4000) : 720
        self.fontSize = fontSize.isFinite ? min(max(fontSize, 8), 32) : 14
    }

    /// The text column of the web report, 720 pixels wide.
    public static let column = ChartSize(name: "column", width: 720, fontSize: 14)
    /// A phone held upright, 360 pixels wide.
    public static let phone = ChartSize(name: "phone", width: 360, fontSize: 13)
    /// A printed column of 160 mm: one pixel is a quarter of a millimetre, so that labels are 9 points.
    public static let print = ChartSize(name: "print", width: 640, fontSize: 12.7)

    /// Whether labels stand above their bars, and not beside them.
    var isNarrow: Bool { width < 480 }
}

/// The look of the charts: fonts and colours.
///
/// Every colour of a mark has a contrast of at least 3:1 against white and every colour of a text at least 4.5:1 (WCAG 2.2,
/// 1.4.3 and 1.4.11). Series are told apart by lightness, dashes, marker shapes and direct labels besides colour.
public struct ChartStyle: Sendable, Hashable {
    /// A colour of a series: for its mark, and a darker one for text in the same hue.
    public struct SeriesColour: Sendable, Hashable {
        public var mark: String
        public var text: String

        public init(mark: String, text: String) {
            self.mark = mark
            self.text = text
        }
    }

    /// A CSS font-family list. Texts are laid out by the widths of Liberation Sans with some room to spare.
    public var fontFamily: String
    /// How much wider than Liberation Sans a font of the list may run.
    public var widthAllowance: Double
    /// Titles and values.
    public var ink: String
    /// Axis labels, captions, and marks for absent numbers.
    public var mutedInk: String
    public var gridline: String
    public var axis: String
    public var background: String
    /// Colours of series, in their order; they start again when there are more series.
    public var series: [SeriesColour]
    /// Likert shares: strongly negative, negative, neutral, positive, strongly positive.
    public var diverging: [String]
    /// Tiles, from the least to the most.
    public var sequential: [String]
    /// Tiles and circles without a number.
    public var empty: String

    public init(
        fontFamily: String, widthAllowance: Double, ink: String, mutedInk: String, gridline: String, axis: String,
        background: String, series: [SeriesColour], diverging: [String], sequential: [String], empty: String
    ) {
        self.fontFamily = fontFamily
        self.widthAllowance = widthAllowance
        self.ink = ink
        self.mutedInk = mutedInk
        self.gridline = gridline
        self.axis = axis
        self.background = background
        self.series = series
        self.diverging = diverging
        self.sequential = sequential
        self.empty = empty
    }

    /// Deep blue and warm orange, for screens.
    public static let standard = ChartStyle(
        fontFamily: "'Source Sans 3', Inter, 'Segoe UI', Helvetica, Arial, 'Liberation Sans', sans-serif",
        widthAllowance: 1.05,
        ink: "#14202b",
        mutedInk: "#53616e",
        gridline: "#e1e6ea",
        axis: "#7c8a96",
        background: "#ffffff",
        series: [
            SeriesColour(mark: "#0b4f6c", text: "#0b4f6c"),
            SeriesColour(mark: "#d8690f", text: "#ad4e05"),
            SeriesColour(mark: "#1f9a8a", text: "#0f766a"),
            SeriesColour(mark: "#7a4596", text: "#7a4596"),
            SeriesColour(mark: "#a8861a", text: "#80650c"),
            SeriesColour(mark: "#c2447e", text: "#b13670"),
            SeriesColour(mark: "#6b7680", text: "#5a656f"),
        ],
        diverging: ["#a23c05", "#de7a2c", "#8b959d", "#3a8fb0", "#0b4f6c"],
        sequential: ["#dcebf0", "#b3d3de", "#78b0c3", "#2b7693", "#0b4f6c"],
        empty: "#f3f5f7")

    /// As the standard style, in the font whose widths the layout uses: files and images then look alike everywhere.
    public static let figureFile: ChartStyle = {
        var style = standard
        style.fontFamily = "'Liberation Sans', Arial, Helvetica, sans-serif"
        style.widthAllowance = 1.01
        return style
    }()

    /// The colours of a series by its place; none of its own when the style lists none.
    func colour(_ index: Int) -> SeriesColour {
        series.isEmpty ? SeriesColour(mark: ink, text: ink) : series[index % series.count]
    }
}
