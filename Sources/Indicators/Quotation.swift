/// What a person wrote and has released to be quoted.
public struct Quotation: Sendable, Hashable {
    /// What it speaks of: a level of the dimension of its list.
    public let theme: BreakdownLevel.Level
    /// The level of the dimension that it is attributed to; nil when it is attributed to none.
    public let group: BreakdownLevel.Level?
    public let text: String
    /// The code of the language in which it is written; nil when that is not known.
    public let language: String?

    public init(theme: BreakdownLevel.Level, group: BreakdownLevel.Level?, text: String, language: String?) {
        self.theme = theme
        self.group = group
        self.text = text
        self.language = language
    }
}

/// The released quotations of an indicator. Not yet protected: only `Disclosure` says which may be shown.
public struct QuotationList: Sendable, Hashable {
    public let indicator: String
    /// The dimension of the themes, and the one that quotations are attributed to.
    public let over: String
    public let by: String?
    /// By theme and group in the order of their code lists, then by their text; each once.
    public let quotations: [Quotation]

    public init(indicator: String, over: String, by: String?, quotations: [Quotation]) {
        self.indicator = indicator
        self.over = over
        self.by = by
        self.quotations = quotations
    }
}
