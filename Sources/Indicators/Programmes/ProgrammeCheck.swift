public import Diagnostics

/// What must hold among the figures of a programme's indicators: what its authority's system checks when they are sent to it, and what follows
/// from their definitions.
///
/// Checks are data of a rule pack, each with its source: whoever knows a rule better corrects a file.
public struct ProgrammeCheck: Sendable {
    /// What is compared.
    public enum Test: Sendable, Hashable {
        /// The parts make up the total: equality, cell by cell.
        case sum(total: [String], parts: [String])
        /// The parts together are at most the whole, cell by cell.
        case atMost(parts: [String], whole: [String])
        /// Each part by itself is at most the whole, cell by cell.
        case eachAtMost(parts: [String], whole: [String])
        /// Each result of the programme is at most the sum of its reference outputs, as its rule names them.
        case resultAtMostOutput
        /// Shares are at most 1, and reported percentages at most 100.
        case shareAtMostOne
        /// Each indicator is reported in each cell, zeros included: those of persons of each gender.
        case reported(genders: [String], except: [String])
        /// What is reported for all is the sum of what is reported by gender.
        case addsUp
        /// Indicators that count no persons have no gender.
        case withoutGender
        /// What was reported never falls from one day to the next without a logged correction.
        case neverFalls
        /// A milestone, or a target, is reached when it is due.
        case milestone
        case target
        /// What was reported by the as-of day is what the records give.
        case agreement
        /// Both are counted in an operation, which is right only for different support.
        case notBoth([String])
    }

    /// A stable slug, such as `labour-status-total`.
    public let id: String
    /// The programme's slug.
    public let programme: String
    public let test: Test
    /// The official number or name of the rule; empty where it has none, or none is known.
    public let number: String
    /// Where the rule is from.
    public let reference: String
    /// Whether the wording of the source was seen.
    public let isVerified: Bool
    /// What of it was not seen, by language.
    public let doubts: [String: String]
    /// Info is listed in the report, a warning is told as well, an error ends the build.
    public let severity: Severity
    /// The rule in a sentence, by language.
    public let texts: [String: String]
    /// Where it is written.
    public let location: RecordLocation

    public init(
        id: String, programme: String, test: Test, number: String = "", reference: String = "", isVerified: Bool = true,
        doubts: [String: String] = [:], severity: Severity = .warning, texts: [String: String] = [:],
        location: RecordLocation
    ) {
        self.id = id
        self.programme = programme
        self.test = test
        self.number = number
        self.reference = reference
        self.isVerified = isVerified
        self.doubts = doubts
        self.severity = severity
        self.texts = texts
        self.location = location
    }

    /// The code of its findings.
    public var code: String { "programme.\(id)" }

    /// The rule in a language; its slug where nothing is written.
    public func text(in language: String) -> String { texts[language] ?? texts["en"] ?? id }
}
