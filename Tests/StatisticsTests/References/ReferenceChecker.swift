/// What Kaiku computes for a kind of reference case.
///
/// Several checkers may know the same case; together they must give a value for each of its keys.
struct ReferenceChecker: Sendable {
    /// A name for messages.
    let name: String
    /// Whether it knows the case, by what the case expects and which columns it has: the same for a case of one's own.
    let recognises: @Sendable (ReferenceCase) -> Bool
    /// The values by the paths of what the case expects; nil where the method says that there is none.
    let values: @Sendable (ReferenceCase) throws -> [String: Double?]

    /// All checkers, a list for each file of this folder.
    static let all: [ReferenceChecker] =
        shareCheckers
        + pairedCheckers + distributionCheckers + survivalCheckers + diversityCheckers + bootstrapCheckers
}

/// Keys that are not covered, each with the reason. Whatever is not covered and not here fails the suite.
struct OutOfScope: Sendable {
    /// The start of the name of the cases.
    let cases: String
    /// The start of the paths.
    let paths: String
    let reason: String

    static let all: [OutOfScope] = []
}

/// Values that are compared with a wider tolerance than their case states, each with the reason.
struct WiderTolerance: Sendable {
    let cases: String
    let paths: String
    let relative: Double
    let reason: String

    static let all: [WiderTolerance] = []
}
