/// The different combinations of several expressions' levels, in columns, and how many rows have each: a compact form for what is not
/// counted by group, such as the ties of a network or the steps of a history.
///
/// Tuples are in the order of their levels, so equal rows give equal tables whatever their order, their split into segments, and the
/// number of threads. Persons have no name here: they are numbered in the order of what they did, and those who did the same cannot be
/// told apart.
public struct TupleTable: Sendable, Hashable {
    /// The levels of one expression, and which of them each tuple has.
    public struct Column: Sendable, Hashable {
        public let axis: Axis
        /// The levels that occur, in order.
        public let levels: [Level]
        /// The place of each tuple's level among ``levels``.
        public let places: [UInt32]

        public init(axis: Axis, levels: [Level], places: [UInt32]) {
            self.axis = axis
            self.levels = levels
            self.places = places
        }

        /// The level of a tuple.
        public subscript(tuple: Int) -> Level { levels[Int(places[tuple])] }
    }

    /// A column for each grouping of the request, in order.
    public let columns: [Column]
    /// The number of each tuple's person, from 0; nil where persons were not asked for.
    public let persons: [UInt32]?
    /// How many persons there are; 0 where they were not asked for.
    public let personCount: Int
    /// The rows of each tuple.
    public let counts: [UInt32]
    /// Rows that were left out for want of a level that the request requires.
    public let incomplete: Int

    public init(
        columns: [Column], persons: [UInt32]? = nil, personCount: Int = 0, counts: [UInt32], incomplete: Int = 0
    ) {
        self.columns = columns
        self.persons = persons
        self.personCount = personCount
        self.counts = counts
        self.incomplete = incomplete
    }

    /// The number of tuples.
    public var count: Int { counts.count }

    /// The column of a grouping's name.
    public subscript(name: String) -> Column? { columns.first { $0.axis.name == name } }
}

/// What is asked of tuples besides the groupings, whose levels they are of.
public struct Tuples: Sendable, Hashable {
    /// The column of persons, where tuples are of persons too; persons come out as numbers.
    public var person: String?
    /// The names of groupings of which a row must have a level to count.
    public var required: [String]

    public init(person: String? = nil, required: [String] = []) {
        self.person = person
        self.required = required
    }
}
