public import Tabulation

/// Which rows a calculation works on.
public struct RowSelection: Sendable, Hashable {
    public var table: String
    /// An expression; nil for all rows.
    public var filter: String?
    /// When set, one row per key counts.
    public var oncePer: OncePer?

    public init(table: String, filter: String? = nil, oncePer: OncePer? = nil) {
        self.table = table
        self.filter = filter
        self.oncePer = oncePer
    }
}

/// How an indicator's value is computed from tabulations.
public indirect enum Calculation: Sendable, Hashable {
    /// The number of rows. With `asked`, a condition over all rows of the table, there is none where no row fulfils it: what nobody was
    /// asked is not zero.
    case count(RowSelection, asked: String? = nil)
    /// The number of different persons, organisations or codes.
    case distinct(RowSelection, of: String)
    /// The sum of an expression; approximate where any row with `approximate` true has entered it.
    case sum(RowSelection, of: String, approximate: String?)
    /// The mean with its t interval.
    case mean(RowSelection, of: String)
    /// The median with the quartiles, the least and the greatest value.
    case median(RowSelection, of: String)
    /// How far raters agree on the same things.
    case agreement(RowSelection, Agreement)
    /// How far ratings agree on ordered levels: van der Eijk's agreement A.
    case consensus(RowSelection, of: String, levels: [Int])
    /// What the items of a scale are asked.
    case scale(RowSelection, ScaleAnalysis)
    /// The share of the selected rows for which `part` holds, with Wilson's interval.
    case share(RowSelection, part: String)
    /// One calculation over another.
    case ratio(Calculation, over: Calculation, times: Double)
    /// The share of each value among present answers; adds the dimension `dimension`.
    case distribution(RowSelection, of: String, dimension: String, levels: [BreakdownLevel.Level])
    /// The standardised difference of two groups in the share of each value among present answers; adds the dimension `answer`.
    case groupDifference(RowSelection, of: String, groups: Groups)
    /// Promoters minus detractors.
    case recommendation(RowSelection, of: String)
    /// The earliest or latest day or moment.
    case extreme(RowSelection, of: String, latest: Bool)
    /// The change of an item between two waves of the same persons.
    case pairedChange(RowSelection, of: String, pairing: Pairing, minimumPairs: Int, higherIsBetter: Bool)
    /// A comparison of waves or groups.
    case comparison(RowSelection, Comparison)
    /// An estimate for a population from a sample with weights, strata and clusters.
    case weighted(RowSelection, WeightedEstimate)
    /// An estimate for all selected rows from those whose answer is known.
    case sample(RowSelection, SampleEstimate)
    /// The share of persons of one wave who are found in another.
    case matchShare(RowSelection, pairing: Pairing)
    /// The number of persons of one wave who are found in another.
    case matchCount(RowSelection, pairing: Pairing)
    /// The share of persons with at least so many different values of a column.
    case repeatShare(RowSelection, person: String, of: String, atLeast: Int)
    /// The share of persons who mention each level of a dimension, of which each may mention several; adds that dimension.
    case mentionShare(RowSelection, Mentions)
    /// Pielou's evenness of the number of rows, or of different keys, over a dimension.
    case evenness(RowSelection, over: String, distinct: String?)
    /// The Kaplan–Meier median time to a first event.
    case timeToEvent(RowSelection, TimeToEvent)
    /// The Kaplan–Meier curve; adds the dimension `time`.
    /// With `every`, also at each multiple of so many units.
    case survivalCurve(RowSelection, TimeToEvent, every: Int?)
    /// The mean time to a first event within a horizon, the area under the Kaplan–Meier curve up to it.
    case restrictedMean(RowSelection, TimeToEvent, within: Int)
    /// A count or sum per calendar month without gaps; adds the dimension `month`.
    case monthly(RowSelection, day: String, distinct: String?, cumulative: Bool)
    /// The number of those who adopt in the end, by a curve of growth fitted to adoptions per period.
    case growth(RowSelection, GrowthSeries)
    /// What is asked of a network.
    case network(NetworkAnalysis)
    /// What is asked of how an innovation spread along the ties of a network.
    case exposure(ExposureAnalysis)
    /// What is asked of how innovations spread from one adopter to the next.
    case spread(SpreadAnalysis)
    /// A network or a tree, drawn node by node.
    case drawing(DrawingRequest)
    /// What the places of rows tell.
    case place(RowSelection, PlaceAnalysis)
    /// Adoptions over time.
    case adoption(RowSelection, AdoptionAnalysis)
    /// A number that a code list holds for each level of a dimension, such as a region's population.
    case attribute(dimension: String, name: String)
    /// Each target of a table set against the indicator it names; adds the dimensions `measure` and `indicator`, and `due` where a
    /// measure has several targets for one figure.
    ///
    /// There is a forecast once the share `paceFrom` of the time has passed.
    case targets(RowSelection, paceFrom: Double)
    /// What was spent beside what was set aside.
    case budget(RowSelection, BudgetUse)
    /// Things that are not persons, one per line, with their attributes and aggregates.
    case listing(RowSelection, Subjects)

    /// Two groups of rows, each by an expression.
    public struct Groups: Sendable, Hashable {
        public var first: String
        public var second: String

        public init(first: String, second: String) {
            self.first = first
            self.second = second
        }
    }
}
