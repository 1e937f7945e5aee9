import Definitions
import Tabulation

/// Which of several things persons mention, such as the themes of their answers to an open question. One may mention any number.
public struct Mentions: Sendable, Hashable {
    /// The dimension whose levels are mentioned.
    public var over: String
    /// The column of persons.
    public var person: String
    /// What persons have released to be quoted; nil for no quotations.
    public var quotes: Quotes?

    /// Where the quotations are, and what is said of each.
    public struct Quotes: Sendable, Hashable {
        /// A column of type quotation.
        public var text: String
        /// The dimension that a quotation is attributed to, such as the wave.
        public var by: String?
        /// The expression of the language in which it is written.
        public var language: String?

        public init(text: String, by: String? = nil, language: String? = nil) {
            self.text = text
            self.by = by
            self.language = language
        }
    }

    public init(over: String, person: String, quotes: Quotes? = nil) {
        self.over = over
        self.person = person
        self.quotes = quotes
    }
}

extension CalculationDecoder {
    func mentions(_ node: Definition) -> Mentions? {
        let quotes = reader.optionalMapping("quotes", in: node).flatMap { quotes -> Mentions.Quotes? in
            let by = reader.optionalReference("by", in: quotes, to: "a dimension", among: dimensions)
            return reader.string("text", in: quotes).map {
                Mentions.Quotes(text: $0, by: by, language: reader.optionalString("language", in: quotes))
            }
        }
        guard let over = reader.reference("over", in: node, to: "a dimension", among: dimensions),
            let person = reader.string("person", in: node)
        else { return nil }
        return Mentions(over: over, person: person, quotes: quotes)
    }

    /// Reports breakdowns that do not go together with what is mentioned and with what is quoted.
    func checkMentions(_ calculation: Calculation, _ breakdowns: [[String]], of code: String, _ node: Definition) {
        guard case .mentionShare(_, let mentions) = calculation else { return }
        if breakdowns.joined().contains(mentions.over) {
            reader.report(
                "indicators.mentions", at: node["breakdowns"] ?? node,
                "'\(code)' is broken down by '\(mentions.over)', which its calculation adds",
                remedies: ["leave '\(mentions.over)' out of 'breakdowns'"])
        }
        if let by = mentions.quotes?.by, !breakdowns.contains([by]) {
            reader.report(
                "indicators.mentions", at: node["breakdowns"] ?? node,
                "the quotations of '\(code)' are attributed to '\(by)', and it has no breakdown by it",
                cause: "a quotation is shown only where the share of its theme is",
                remedies: ["add [\(by)] to 'breakdowns'", "leave 'by' out"])
        }
    }
}
