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
        + bassCheckers + networkCheckers + medicalInnovationCheckers
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
            reason: "0 by the case's definition of the first period; here there is nothing to grow from"),
        OutOfScope(
            cases: "diffusion/medinnov", paths: "expected_per_time.csv/0/hazard",
            reason: "0 by the case's definition of the first period; here all are at risk in it"),
        OutOfScope(
            cases: "diffusion/medinnov", paths: "expected_per_time.csv/17/moran_obs",
            reason: "0 where all have adopted; here equal values have no index"),
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
