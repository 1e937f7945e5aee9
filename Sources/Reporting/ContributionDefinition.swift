public import Diagnostics

/// What each measure was meant to change, and the evidence for it, against it and missing: a contribution analysis.
///
/// It asks whether it is plausible that a measure contributed to a change, by setting out the intended change, the evidence, and
/// other explanations. It does not attribute the change to the measure. How strong evidence is, the author of the report declares
/// as levels; nothing of it is computed from p values.
///
/// - SeeAlso: J. Mayne (2001), *Canadian Journal of Program Evaluation* 16(1), 1–24, and (2012), *Evaluation* 18(3), 270–280; for
///   levels of evidence, R. Puttick and J. Ludlow (2013), *Standards of Evidence: An Approach that Balances the Need for Evidence
///   with Innovation*, Nesta.
public struct ContributionDefinition: Sendable {
    /// Its name, which its summary table bears; unique in the report.
    public let id: String
    /// Keys of the locale for the summary, which has a row for each claim.
    public let title: String
    public let shortTitle: String
    /// The table of changes, with what was before, during and after.
    public let changes: EvidenceTableDefinition
    /// The table of amounts, of figures that others published, and of what is missing.
    public let amounts: EvidenceTableDefinition
    /// The dimension whose levels the claims are about; nil where each has a title of its own.
    public let dimension: String?
    /// The code of the listing of figures that others published; nil where evidence names none.
    public let published: String?
    /// How far from what is stated an approximate number may be, as a share of it, above 0 and below 1.
    public let approximateWithin: Double
    /// How strong evidence can be, the weakest first.
    public let levels: [EvidenceLevelDefinition]
    public let claims: [ClaimDefinition]
    /// Keys of paragraphs that say what the evidence cannot show.
    public let limits: [String]
    public let location: RecordLocation
}

/// A table of evidence; texts are keys of the locale.
public struct EvidenceTableDefinition: Sendable {
    public let title: String
    public let shortTitle: String
    public let notes: [String]
}

/// How strong evidence is; texts are keys of the locale.
public struct EvidenceLevelDefinition: Sendable {
    public let id: String
    public let title: String
    /// What evidence of this level has shown.
    public let meaning: String
}

/// What a measure was meant to change, and the evidence.
public struct ClaimDefinition: Sendable {
    /// What the claim is about.
    public enum Subject: Sendable, Hashable {
        /// A level of the dimension, by its code.
        case code(String)
        /// A key of the locale.
        case title(String)
    }

    public let subject: Subject
    /// A key of the locale: the intended change, as a sentence.
    public let intended: String
    public let evidence: [EvidenceDefinition]
    /// Keys of other explanations, each a sentence.
    public let alternatives: [String]
    /// A key of what this evidence cannot show, as a sentence; nil when it is said for all claims together.
    public let limit: String?
}

/// A piece of evidence.
public struct EvidenceDefinition: Sendable {
    /// What it consists of.
    public enum Subject: Sendable, Hashable {
        /// A figure by reference, and what others published of the same thing, by its key in the listing.
        case figure(String, published: String?)
        /// Only what others published, by its key in the listing.
        case published(String)
        /// Evidence that nobody gathered: a key of the locale, for a sentence.
        case missing(String)
    }

    public let subject: Subject
    /// A key of the locale for what it is called; the title of the figure when nil.
    public let label: String?
    /// The declared level that it belongs to.
    public let level: String
    /// What is expected of it, were the intended change to have happened; nil only for what is missing.
    public let expectation: EvidenceExpectation?
    /// Figures of the waves by reference; those before and after are further numbers of the figure when nil.
    public let before: String?
    public let during: String?
    public let after: String?
    public let location: RecordLocation
}

/// What is expected of a number.
public enum EvidenceExpectation: Sendable, Hashable {
    /// At least the target set for the figure.
    case target
    /// A difference above zero, or below it.
    case increase, decrease
    /// At least, or at most, so much in the figure's unit.
    case atLeast(Double)
    case atMost(Double)
}
