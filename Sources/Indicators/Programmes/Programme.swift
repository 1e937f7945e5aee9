public import Diagnostics
public import Records

/// A funding programme whose rules a catalogue file holds, such as ESF+ 2021–2027: a rule pack.
///
/// Rules are data: a corrected rule is a new version of it, and the difference of two builds names the rule as the cause of a
/// changed figure.
public struct Programme: Sendable {
    /// A stable slug such as `esf-plus-2021-2027`.
    public let id: String
    /// The version of its rules, from 1.
    public let version: Int
    /// Titles by language.
    public let titles: [String: String]
    /// The legal act that its rules come from.
    public let source: String
    /// The days on which entries and activities fall under it.
    public let validity: Validity
    /// What its indicators need of a pipeline.
    public let needs: [Need]
    public let location: RecordLocation

    /// A table that the indicators of a rule pack work on, and what they use of it.
    public struct Need: Sendable, Hashable {
        public let table: String
        /// Columns, derived ones among them, and what a reference leads to, such as `operation.objective`.
        public let expressions: [String]
    }

    /// The title in a language; the slug where there is none.
    public func title(in language: String) -> String { titles[language] ?? titles["en"] ?? id }
}

/// The rule of a programme that an indicator follows. The legal source, with article or annex, is the indicator's `reference`.
public struct ProgrammeRule: Sendable {
    /// When the state of a person is looked at.
    public enum Measured: String, Sendable, Hashable, CaseIterable {
        case entry
        /// From the day of leaving up to four weeks after it.
        case leaving
        /// Six months after leaving.
        case sixMonths = "six-months"
        /// During the operation: of entities and operations.
        case operation
    }

    /// What kind of data the indicator needs, as Annex I of Regulation (EU) 2021/1057 marks it.
    public enum DataClass: String, Sendable, Hashable, CaseIterable {
        /// Personal data: GDPR, Article 4(1).
        case personal
        /// Special categories of personal data: GDPR, Article 9. A person may keep it back.
        case specialCategory = "special-category"
        /// No person's data.
        case entity
    }

    /// How the data may be collected.
    public enum Collection: String, Sendable, Hashable, CaseIterable {
        case eachParticipant = "each-participant"
        /// Informed estimates are enough, or a sample; values must be reported all the same.
        case informedEstimate = "informed-estimate"
        /// A representative sample per specific objective (ESF+), or per investment priority (2014–2020).
        case sample
    }

    /// The programme's slug.
    public let programme: String
    /// The version of this rule, from 1.
    public let version: Int
    /// How is counted, by language.
    public let texts: [String: String]
    public let measured: Measured
    public let data: DataClass
    public let collection: Collection
    /// Indicators whose sum a result can at most reach; empty for outputs.
    public let referenceOutputs: [String]
    /// Whether the wording of the source was seen, rather than known from guidance or general knowledge.
    public let isVerified: Bool
    /// What of it was not seen, by language; empty when all was.
    public let doubts: [String: String]
    /// Of this rule; open where the programme's holds.
    public let validity: Validity
    /// The indicators of other programmes that count nearly the same.
    public let counterparts: [Counterpart]

    /// An indicator of another programme, and whether figures of both may be set side by side.
    public struct Counterpart: Sendable, Hashable {
        public enum Comparability: String, Sendable, Hashable, CaseIterable { case yes, nearly, no }

        public let indicator: String
        public let comparability: Comparability
        /// Why not, or not quite, by language.
        public let reasons: [String: String]
    }
}
