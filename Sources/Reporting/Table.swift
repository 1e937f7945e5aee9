public import Disclosure
public import Records

/// A table with one header row, row headers first.
public struct Table: Sendable {
    /// A stable ASCII slug, unique in the document.
    public var id: String
    /// The caption: what, of whom, when.
    public var title: String
    /// A short title for the sheet's tab.
    public var shortTitle: String
    /// A sentence above the table, such as how to read it; empty when there is none.
    public var introduction: String
    public var columns: [TableColumn]
    public var rows: [[Cell]]
    /// How many leading columns head their rows.
    public var rowHeaders: Int
    /// Which rows are totals of others, by their place.
    public var totals: Set<Int>
    /// Numbers of notes that belong to the table, from 1.
    public var notes: [Int]
    /// Where the data come from, in the document's language.
    public var source: String
    /// Its number in the report, from 1; nil where tables are counted as they come.
    ///
    /// It follows the report's definition, so that it does not change with the data.
    public var number: Int?
    /// The figures that it shows as `kaiku explain` takes them, row by row, each once.
    public var figures: [String] = []

    public init(
        id: String, title: String, shortTitle: String, introduction: String = "", columns: [TableColumn],
        rows: [[Cell]],
        rowHeaders: Int = 1, totals: Set<Int> = [], notes: [Int] = [], source: String = ""
    ) {
        self.id = id
        self.title = title
        self.shortTitle = shortTitle
        self.introduction = introduction
        self.columns = columns
        self.rows = rows
        self.rowHeaders = rowHeaders
        self.totals = totals
        self.notes = notes
        self.source = source
    }
}

/// A column of a table.
public struct TableColumn: Sendable, Hashable {
    /// A stable slug, unique in the table.
    public var id: String
    /// The heading, unique in the table.
    public var title: String
    /// How its numbers are shown; nil for text.
    public var format: NumberFormat?

    public init(id: String, title: String, format: NumberFormat? = nil) {
        self.id = id
        self.title = title
        self.format = format
    }
}

/// A cell of a table.
public enum Cell: Sendable, Hashable {
    /// A text from the catalogue, a code list or a locale.
    case text(String)
    /// A text from a source: data, never markup or a formula.
    case sourceText(String)
    case number(ProtectedNumber)
    /// A number with a format of its own, where a column mixes units.
    case formatted(ProtectedNumber, NumberFormat)
    case day(CalendarDay)
    /// Nothing, with the reason's mark from the legend.
    case absent(reason: String)
}
