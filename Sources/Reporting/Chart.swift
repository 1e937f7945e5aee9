/// A chart as data: what is drawn, of which table, in words and protected numbers.
///
/// The words are Vega-Lite's where it has them: mark, encoding, x, y, colour.
public struct Chart: Sendable {
    public enum Mark: Sendable, Hashable {
        /// Horizontal bars, one per category; several series side by side.
        case bars
        /// Upright columns over an ordered axis, such as months.
        case columns
        /// Horizontal bars of parts that make a whole.
        case stackedBars
        /// Lines over an ordered axis.
        case lines
        /// Steps over a numeric axis: survival curves; `lower`/`upper` of the series are drawn as a band.
        case steps
        /// Likert shares around the neutral middle: series are the scale's points in order, from the most negative.
        case divergingBars
        /// Points per category joined by a line: the first series is before, the last after, one between them during; limits
        /// drawn as whiskers.
        case dumbbells
        /// Cumulative adoption over time with an area below; series in the role of a model are lines with their limits as a band.
        case adoptionCurve
        /// Observed shares of Rogers' five adopter categories beside the normal density that is cut to make them.
        case adopterBell
        /// The 19 regions of Finland as tiles; categories are region codes.
        case tileMap
        /// Organisations or groups of them as circles and their ties as lines; needs `ties`.
        case network
        /// Who learned from whom: each category below the one it comes from, by generation; needs `parents`.
        case tree
        /// An estimate per category with its interval, beside a reference line: a forest plot.
        case forest
        /// What is left at each stage of a course, such as invited, answered and matched: categories are the stages in order.
        case flow
        /// A row per criterion: the limits of the first series as a band, its value as a point, further series as other markers.
        case profile
    }

    /// A stable ASCII slug, unique in the document; also the file name of the figure.
    public var id: String
    public var mark: Mark
    /// What it shows, as a sentence that names the finding.
    public var title: String
    /// Below the figure: n, period, source.
    public var caption: String
    /// For people who do not see it: what the figure shows, with its numbers.
    public var alternativeText: String
    public var categoryTitle: String
    public var valueTitle: String
    public var format: NumberFormat
    /// Labels along the category axis (or the codes of tiles), in drawing order.
    public var categories: [ChartCategory]
    public var series: [ChartSeries]
    /// The value axis; nil to fit the data (from 0 for bars).
    public var domain: ClosedRange<Double>?
    /// The ticks of a numeric axis of categories are multiples of this; nil for those that fit.
    public var tickStep: Int?
    /// Ties of a network: indexes of categories and a weight.
    public var ties: [ChartTie]
    /// What the width of a tie shows; empty without ties.
    public var tieTitle: String
    /// Whether the circles of a network stand where their regions are on the map.
    public var placesOnMap: Bool
    /// Where each category of a tree comes from; categories beyond it come from nowhere known.
    public var parents: [ChartParent]
    /// The first category that is a forecast; nil without one.
    public var forecastStart: Int?
    /// Whether each series has a panel of its own, on one scale.
    public var isFaceted: Bool
    /// What the groups of the categories are, such as the items; empty without groups.
    public var groupTitle: String
    /// The value without an effect, which a line of a forest plot marks.
    public var reference: Double
    /// Whether the neutral middle of diverging bars stands in a column of its own, and not on their centre line.
    public var setsNeutralApart: Bool
    /// Table of the same document that holds the same numbers, for native charts and the data table.
    public var table: String
    /// Columns of that table: the category column, then one per series.
    public var categoryColumn: String
    public var seriesColumns: [String]
    /// Its number in the report, from 1; nil where figures are counted as they come.
    ///
    /// It follows the report's definition, so that it does not change with the data.
    public var number: Int?
    /// The figures that it draws as `kaiku explain` takes them, row by row, each once.
    public var figures: [String] = []

    public init(
        id: String, mark: Mark, title: String, caption: String, alternativeText: String, categoryTitle: String,
        valueTitle: String,
        format: NumberFormat, categories: [ChartCategory], series: [ChartSeries], domain: ClosedRange<Double>? = nil,
        tickStep: Int? = nil, ties: [ChartTie] = [], tieTitle: String = "", placesOnMap: Bool = false,
        parents: [ChartParent] = [],
        forecastStart: Int? = nil, isFaceted: Bool = false, groupTitle: String = "", reference: Double = 0,
        setsNeutralApart: Bool = false, table: String, categoryColumn: String, seriesColumns: [String]
    ) {
        self.id = id
        self.mark = mark
        self.title = title
        self.caption = caption
        self.alternativeText = alternativeText
        self.categoryTitle = categoryTitle
        self.valueTitle = valueTitle
        self.format = format
        self.categories = categories
        self.series = series
        self.domain = domain
        self.tickStep = tickStep
        self.ties = ties
        self.tieTitle = tieTitle
        self.placesOnMap = placesOnMap
        self.parents = parents
        self.forecastStart = forecastStart
        self.isFaceted = isFaceted
        self.groupTitle = groupTitle
        self.reference = reference
        self.setsNeutralApart = setsNeutralApart
        self.table = table
        self.categoryColumn = categoryColumn
        self.seriesColumns = seriesColumns
    }
}
