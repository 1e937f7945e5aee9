import Disclosure
import Indicators
import Microdata
import Reporting
import Tabulation

/// The figures of a run: as computed, and as they may be published.
struct EvaluatedPipeline {
    let evaluation: EvaluationResult
    let protection: ProtectionResult
    /// The protected figures, and the targets set against them.
    let sets: [ProtectedSet]
    /// The quotations that may be shown.
    let quotations: [ProtectedQuotations]

    init(evaluation: EvaluationResult, protection: ProtectionResult) {
        self.evaluation = evaluation
        self.protection = protection
        sets = protection.sets + evaluation.targets.map { targetComparison($0, among: protection.sets) }
        quotations = evaluation.quotations.map { publishable($0, among: protection.sets) }
    }

    /// Where a breakdown gave way to a coarser one: per indicator, the finer dimension and the coarser.
    var stepUps: [String: [String: String]] {
        var result: [String: [String: String]] = [:]
        for step in protection.steppedUp { result[step.indicator, default: [:]][step.from] = step.to }
        return result
    }
}
