public import Disclosure

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
        /// Two points per category joined by a line: the first series is before, the second after; limits drawn as whiskers.
        case dumbbells
        /// Cumulative adoption over time with an area below.
        case adoptionCurve
        /// The 19 regions of Finland as tiles; categories are region codes.
        case tileMap
        /// Organisations or groups of them as circles and their ties as lines; needs `ties`.
        case network
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
    /// Ties of a network: indexes of categories and a weight.
    public var ties: [ChartTie]
    /// What the width of a tie shows; empty without ties.
    public var tieTitle: String
    /// Whether the circles of a network stand where their regions are on the map.
    public var placesOnMap: Bool
    /// Table of the same document that holds the same numbers, for native charts and the data table.
    public var table: String
    /// Columns of that table: the category column, then one per series.
    public var categoryColumn: String
    public var seriesColumns: [String]

    public init(
        id: String, mark: Mark, title: String, caption: String, alternativeText: String, categoryTitle: String,
        valueTitle: String,
        format: NumberFormat, categories: [ChartCategory], series: [ChartSeries], domain: ClosedRange<Double>? = nil,
        ties: [ChartTie] = [], tieTitle: String = "", placesOnMap: Bool = false, table: String, categoryColumn: String,
        seriesColumns: [String]
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
        self.ties = ties
        self.tieTitle = tieTitle
        self.placesOnMap = placesOnMap
        self.table = table
        self.categoryColumn = categoryColumn
        self.seriesColumns = seriesColumns
    }
}

/// A category of a chart.
public struct ChartCategory: Sendable, Hashable {
    /// A stable code: a region, a month `2023-11`, an item.
    public var code: String
    public var label: String
    /// Its place on a numeric axis, where the mark has one; the index otherwise.
    public var position: Double?

    public init(code: String, label: String, position: Double? = nil) {
        self.code = code
        self.label = label
        self.position = position
    }
}

/// A series of a chart: one protected number per category.
public struct ChartSeries: Sendable {
    public var id: String
    public var label: String
    public var values: [ProtectedNumber]
    /// Limits of intervals, per category, where there are any.
    public var lower: [ProtectedNumber?]
    public var upper: [ProtectedNumber?]

    public init(
        id: String, label: String, values: [ProtectedNumber], lower: [ProtectedNumber?] = [],
        upper: [ProtectedNumber?] = []
    ) {
        self.id = id
        self.label = label
        self.values = values
        self.lower = lower
        self.upper = upper
    }
}

/// A tie between two categories of a network.
public struct ChartTie: Sendable, Hashable {
    public var from: Int
    public var to: Int
    public var weight: ProtectedNumber

    public init(from: Int, to: Int, weight: ProtectedNumber) {
        self.from = from
        self.to = to
        self.weight = weight
    }
}
