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
    /// What is drawn node by node, as it may be shown.
    let drawings: [ProtectedDrawing]

    /// - Parameters:
    ///   - publicThreshold: The least number of persons or organisations that the public copy shows. Nodes are named and merged in every
    ///     copy as in that one.
    ///   - publicSets: The figures as the public copy shows them, which say what may be quoted in any copy; nil for those of the protection.
    init(
        evaluation: EvaluationResult, protection: ProtectionResult, publicThreshold: Int,
        publicSets: [ProtectedSet]? = nil
    ) {
        self.evaluation = evaluation
        self.protection = protection
        sets = protection.sets + evaluation.targets.map { targetComparison($0, among: protection.sets) }
        quotations = evaluation.quotations.map { publishable($0, among: publicSets ?? protection.sets) }
        drawings = evaluation.drawings.map { publishable($0, threshold: publicThreshold) }
    }

    /// The listings of the catalogue, and the nodes of its drawings.
    var listings: [Listing] { evaluation.listings + drawings.map(\.listing) }

    /// Where a breakdown gave way to a coarser one: per indicator, the finer dimension and the coarser.
    var stepUps: [String: [String: String]] {
        var result: [String: [String: String]] = [:]
        for step in protection.steppedUp { result[step.indicator, default: [:]][step.from] = step.to }
        return result
    }
}
