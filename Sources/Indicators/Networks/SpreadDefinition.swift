/// How innovations spread, as a catalogue declares it: rows that each tell of an adopter's step with an innovation.
public struct SpreadDefinition: Sendable, Hashable {
    /// An attribute of the adopter, and the same of whom it learned from.
    public struct Attribute: Sendable, Hashable {
        public var name: String
        public var adopter: String
        /// nil where it is not recorded of sources.
        public var source: String?
    }

    /// The table of innovations, with who owns each and since when it is public.
    public struct Innovations: Sendable, Hashable {
        public var rows: RowSelection
        public var key: String
        public var owner: String?
        public var published: String?
        /// The innovation that it was made from by adapting.
        public var derivedFrom: String?
        public var title: String?
    }

    /// The table of adopters whose participation is public, so that they may be named.
    public struct Adopters: Sendable, Hashable {
        public var rows: RowSelection
        public var key: String
        public var title: String?
        public var isPublic: String?
    }

    /// The table of what became of each core element in an adoption.
    public struct Elements: Sendable, Hashable {
        public var rows: RowSelection
        public var innovation: String
        public var adopter: String
        public var element: String
        /// The expression that gives `kept`, `adapted` or `dropped`.
        public var use: String
    }

    public let name: String
    /// Titles by language.
    public let titles: [String: String]
    public let rows: RowSelection
    /// The expressions of a row's innovation, adopter and day.
    public let innovation: String
    public let adopter: String
    public let day: String
    /// The expression of its stage; nil where all rows are adoptions.
    public let stage: String?
    /// The stages in their order.
    public let stages: [String]
    /// The stage that is adoption.
    public let adopted: String?
    /// The stage that ends adoption; nil where none does.
    public let abandoned: String?
    /// The expression of whom the adopter learned from.
    public let source: String?
    public let attributes: [Attribute]
    public let innovations: Innovations?
    public let adopters: Adopters?
    public let elements: Elements?

    /// The tables that it is made from.
    public var tables: [String] {
        [rows.table] + [innovations?.rows.table, adopters?.rows.table, elements?.rows.table].compactMap(\.self)
    }
}
