public import Diagnostics

/// An indicator as an analyst declares it in the catalogue.
public struct Indicator: Sendable {
    /// A stable slug such as `attendances` or a programme's code such as `EECO01`.
    public let code: String
    /// Titles by language.
    public let titles: [String: String]
    /// What exactly is counted, by language.
    public let definitions: [String: String]
    /// The rule or publication that it follows; empty when it is the project's own.
    public let reference: String
    public let unit: Unit
    public let population: Population
    public let calculation: Calculation
    /// Which breakdowns are computed, each a list of dimensions; the total first.
    public internal(set) var breakdowns: [[String]]
    /// Breakdowns that are computed, and checked, but shown in the authority's copy alone: finer than could be published.
    public internal(set) var authorityBreakdowns: [[String]]
    /// Items that the calculation is repeated for: `{item}` in its expressions stands for the item's column.
    public let items: [String]
    /// Decimals shown.
    public let decimals: Int
    /// How totals relate to their parts; nil to follow from the calculation.
    public let totals: FigureSet.Totals?
    /// How p values are adjusted within a breakdown; nil for calculations without tests.
    public let adjustment: String?
    /// Whether the levels of a breakdown by one dimension are also drawn towards their common mean.
    public let shrinks: Bool
    /// How its interval is resampled; nil for the usual interval of the calculation.
    public let bootstrap: BootstrapInterval?
    /// A target for the total; nil when targets come from a table or there is none.
    public let target: Double?
    /// Why small counts of it may be published; nil when they may not.
    public let exemption: String?
    /// The rule of a programme that it follows; nil when it is the project's own.
    public let rule: ProgrammeRule?
    /// Where it is written.
    public let location: RecordLocation

    /// The title in a language; the code where there is none.
    public func title(in language: String) -> String { titles[language] ?? titles["en"] ?? code }

    /// All breakdowns that are computed; the total first.
    public var computedBreakdowns: [[String]] { breakdowns + authorityBreakdowns }
}

/// A dimension that figures are broken down by.
public struct Dimension: Sendable, Hashable {
    public let name: String
    /// Titles by language.
    public let titles: [String: String]
    /// The expression that gives a row's level, and where a table needs another one, that.
    public let expression: String
    public let expressionByTable: [String: String]
    /// The code list that has its levels' titles.
    public let codeList: String?
    /// Whether every level of the code list appears, with zero where nothing was counted.
    public let showsAllLevels: Bool
    /// The next coarser dimension, and the attribute of the code list that leads to it.
    public let rollUp: RollUp?

    /// A step to a coarser dimension.
    public struct RollUp: Sendable, Hashable {
        public let dimension: String
        public let attribute: String
    }

    /// The expression for a table.
    public func expression(in table: String) -> String { expressionByTable[table] ?? expression }

    public func title(in language: String) -> String { titles[language] ?? titles["en"] ?? name }
}
