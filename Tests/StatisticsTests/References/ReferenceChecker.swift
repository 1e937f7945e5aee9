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
        shareCheckers + pairedCheckers + distributionCheckers + bootstrapCheckers + groupCheckers + agreementCheckers
        + survivalCheckers + diversityCheckers + weightCheckers + scaleCheckers + correlationCheckers
        + bassCheckers + networkCheckers
}

/// Keys that are not covered, each with the reason. Whatever is not covered and not here fails the suite.
struct OutOfScope: Sendable {
    /// The start of the name of the cases.
    let cases: String
    /// The start of the paths.
    let paths: String
    let reason: String

    static let all: [OutOfScope] = [
        OutOfScope(
            cases: "weights/rake_poststratify_apiclus1", paths: "calibrate_raking/largest_weight_difference_to_rake",
            reason: "how far two functions of one R package are apart by rounding; here they are one calculation"),
        OutOfScope(
            cases: "diffusion/medinnov", paths: "expected_per_time.csv/0/growth_rate",
            reason: "set to 0 there; nobody had adopted before, so here it has no value"),
        OutOfScope(
            cases: "diffusion/medinnov", paths: "expected_per_time.csv/0/hazard",
            reason: "set to 0 there; here all are at risk in the first period too, and 11 of 125 adopt"),
    ]
}

/// Values that are compared with a wider tolerance than their case states, each with the reason.
struct WiderTolerance: Sendable {
    let cases: String
    let paths: String
    let relative: Double
    let reason: String

    static let all: [WiderTolerance] = surveyRake + published

    private static let published = [
        WiderTolerance(
            cases: "diffusion/bass_vcr", paths: "published/", relative: 5e-3,
            reason: "printed with three significant digits")
    ]

    private static let surveyRake =
        ["mean_api00", "total_enroll"].flatMap { name in
            ["se", "cv", "lower_z", "upper_z"].map { key in
                WiderTolerance(
                    cases: "weights/rake_poststratify_apiclus1", paths: "rake/\(name)/\(key)", relative: 0.1,
                    reason: "survey::rake takes plain margin means for residuals, an approximation")
            }
        }
}
