/// What is to be counted: rows of one table, filtered and grouped, and a measure of each group.
///
/// Expressions are texts of the expression language (``Expression``); they are checked against the table's columns before
/// the first row is read.
public struct TabulationRequest: Sendable, Hashable {
    /// The table, such as `survey`.
    public var table: String
    /// Which rows count; nil for all.
    public var filter: String?
    /// How rows are grouped; the groups' levels become the first axes of the result.
    public var groupings: [Grouping]
    /// What is measured in each group.
    public var measure: Measure
    /// When set, only one row of each key counts, chosen before the filter is applied; nil for every row. Such a request does not
    /// merge by adding.
    public var oncePer: OncePer?

    public init(
        table: String, filter: String? = nil, groupings: [Grouping] = [], measure: Measure, oncePer: OncePer? = nil
    ) {
        self.table = table
        self.filter = filter
        self.groupings = groupings
        self.measure = measure
        self.oncePer = oncePer
    }
}

/// One row per person or thing: the row whose day is earliest, then the first in the order of segments and rows.
///
/// For a person who returned to an operation the first entry counts, so labour status, education and age are those of that
/// row (DG EMPL guidance for ESF 2014–2020, carried over to ESF+).
public struct OncePer: Sendable, Hashable {
    /// The column of the person or thing; rows where it is missing are left out.
    public var key: String
    /// The day (or number) that is to be earliest; rows where it is missing come last.
    public var earliest: String
    /// Which rows can be the one at all; nil for all. Other than a request's filter, it is applied before the row is chosen.
    public var among: String?

    public init(key: String, earliest: String, among: String? = nil) {
        self.key = key
        self.earliest = earliest
        self.among = among
    }
}

/// One way to group rows: a name for the axis and the expression that gives a row's level.
public struct Grouping: Sendable, Hashable {
    public var name: String
    public var expression: String

    public init(name: String, expression: String) {
        self.name = name
        self.expression = expression
    }

    /// Groups by a column as it is.
    public init(_ column: String) { self.init(name: column, expression: column) }
}

/// What is measured in each group of rows.
public enum Measure: Sendable, Hashable {
    /// The number of rows.
    case rows
    /// The number of different present values: persons, organisations, events. Does not merge by adding, so it is counted over
    /// all segments at once.
    case distinct(String)
    /// n, sum, sum of squares, least and greatest of the present values of an expression; exact, as scaled whole numbers.
    case moments(String)
    /// The number of rows at each value of an expression, missing reasons included; adds the axis `value`.
    case distribution(String)
    /// For persons with a present value in both waves, the number at each pair of values; adds the axes `from` and `to`. A person
    /// with several rows in a wave counts with the earliest row, in the order of segments and rows.
    case transition(Pairing, item: String)
    /// For persons with a present value in each of several waves, the number at each combination of values; adds an axis for each
    /// wave, named by it. As in a transition the earliest row of a wave counts, and the first wave's row says the group.
    case waveValues(person: String, wave: String, waves: [String], item: String)
    /// For persons with a row in the first wave, the number at each value of that row, missing reasons included, by whether they
    /// have a row in the second; adds the axes `value` and `retention` (`matched`, `unmatched`).
    case retention(Pairing, of: String)
    /// The number of different persons with rows in each combination of waves; adds the axis `waves`, such as `before+after`.
    case wavePatterns(person: String, wave: String)
    /// The number of different keys (persons) by how many different values of another column each has: how many persons came to
    /// one event, to two, to three; adds the axis `times`.
    case keyFrequency(key: String, of: String)
    /// Events and censorings by whole time units since each subject's origin; adds the axes `time` and `outcome`
    /// (`event`, `censored`). The request's table is that of the subjects, its filter and groupings are of subjects.
    case timeToEvent(TimeToEvent)
    /// One cell per subject of another table with aggregates of that subject's rows; adds the axis `subject`. For lists of
    /// things that are not persons.
    case subjects(Subjects)
    /// The different combinations of the groupings' levels, in columns: ``CrossTabulation/tuples``. For networks and histories, which
    /// are more than counts of groups.
    case tuples(Tuples)
}

/// How two waves of the same persons are paired.
public struct Pairing: Sendable, Hashable {
    /// The column of persons.
    public var person: String
    /// The column of waves.
    public var wave: String
    public var from: String
    public var to: String

    public init(person: String, wave: String, from: String, to: String) {
        self.person = person
        self.wave = wave
        self.from = from
        self.to = to
    }
}

/// A time from an origin to the first event, for each row (subject) of the request's table.
public struct TimeToEvent: Sendable, Hashable {
    /// The whole unit of time.
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case days, months
    }

    /// The subjects' key column, such as `innovation`.
    public var key: String
    /// The subjects' day of origin, such as `published`.
    public var origin: String
    /// The table of events, such as `adoption`.
    public var eventTable: String
    /// Which of its rows are events; nil for all.
    public var eventFilter: String?
    /// The column of the event table that holds the subject's key.
    public var eventKey: String
    /// The event table's day.
    public var eventDay: String
    /// The day after which nothing is observed: a subject without an event is censored there.
    public var observedUntil: Int32
    public var unit: Unit

    public init(
        key: String, origin: String, eventTable: String, eventFilter: String? = nil, eventKey: String, eventDay: String,
        observedUntil: Int32, unit: Unit
    ) {
        self.key = key
        self.origin = origin
        self.eventTable = eventTable
        self.eventFilter = eventFilter
        self.eventKey = eventKey
        self.eventDay = eventDay
        self.observedUntil = observedUntil
        self.unit = unit
    }
}

/// A list of subjects (rows of the request's table), each with attributes of its own and aggregates of another table's rows.
public struct Subjects: Sendable, Hashable {
    /// The aggregates that can be listed for a subject.
    public enum Aggregation: Sendable, Hashable {
        case rows
        case distinct(String)
        case earliest(String)
        case latest(String)
        /// The number of rows for which an expression holds.
        case rowsWhere(String)
        case sum(String)
    }

    /// The subjects' key column.
    public var key: String
    /// Attributes of the subject itself, as expressions over the request's table; titles allowed.
    public var attributes: [Grouping]
    /// The other table, and its column with the subject's key.
    public var eventTable: String
    public var eventFilter: String?
    public var eventKey: String
    /// Aggregates by name, in order.
    public var aggregations: [NamedAggregation]
    /// Whether the subjects are released quotations: the key is then a column of type quotation, and nothing else.
    public var areQuotations: Bool

    public init(
        key: String, attributes: [Grouping], eventTable: String, eventFilter: String? = nil, eventKey: String,
        aggregations: [NamedAggregation], areQuotations: Bool = false
    ) {
        self.areQuotations = areQuotations
        self.key = key
        self.attributes = attributes
        self.eventTable = eventTable
        self.eventFilter = eventFilter
        self.eventKey = eventKey
        self.aggregations = aggregations
    }
}

/// An aggregate with the name that a report uses for it.
public struct NamedAggregation: Sendable, Hashable {
    public var name: String
    public var aggregation: Subjects.Aggregation

    public init(name: String, aggregation: Subjects.Aggregation) {
        self.name = name
        self.aggregation = aggregation
    }
}
