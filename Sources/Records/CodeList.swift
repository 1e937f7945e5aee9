/// One code with its titles and attributes.
public struct Code: Sendable, Hashable {
    /// A stable short code, such as `04` or `ngo`.
    public let code: String
    /// Titles by language code (`fi`, `sv`, `en`).
    public let titles: [String: String]
    /// Other spellings that sources use.
    public let aliases: [String]
    /// Further facts, such as `nuts2` and `population`; also what a roll-up gives.
    public let attributes: [String: String]
    /// The days on which the code was in use.
    public let validity: Validity
    /// What was otherwise at other times, or is so in other vintages of the list.
    public let versions: [CodeVersion]

    public init(
        code: String, titles: [String: String], aliases: [String] = [], attributes: [String: String] = [:],
        validity: Validity = Validity(), versions: [CodeVersion] = []
    ) {
        self.code = code
        self.titles = titles
        self.aliases = aliases
        self.attributes = attributes
        self.validity = validity
        self.versions = versions
    }
}

/// A list of codes, in its own order, with the source it was taken from.
public struct CodeList: Sendable, Hashable {
    public let name: String
    public let codes: [Code]
    /// Where the list comes from; printed in the method section.
    public let source: String?
    /// What a code of the list is called, such as `kunta` and `kaupunki`: words that may stand beside a name to tell its level.
    public let words: [String]
    /// Names that may mean something else than the code that has them, where names of several lists are understood.
    public let ambiguous: [String]
    private let indexes: [String: Int]

    public init(
        name: String, codes: [Code], source: String? = nil, words: [String] = [], ambiguous: [String] = []
    ) {
        self.name = name
        self.codes = codes
        self.source = source
        self.words = words
        self.ambiguous = ambiguous
        indexes = Dictionary(codes.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The position of a code in the list.
    public func index(of code: String) -> Int? { indexes[code] }

    /// A code's entry.
    public subscript(code: String) -> Code? { indexes[code].map { codes[$0] } }
}
