/// How the raters of one thing scored it on one criterion: where their scores lie, and whether they agree.
///
/// Scores are whole numbers of an ordered scale. Without any score everything is ``Unavailable/noObservations``.
public struct CriterionProfile: Sendable, Hashable {
    /// What the raters' scores say about their agreement, by a declared convention.
    public enum Accord: String, Sendable, Hashable, Codable, CaseIterable {
        /// All scores lie within one step of each other.
        case consensus
        /// They are wider apart, but more towards each other than spread evenly: agreement A of 0 or more.
        case mixed
        /// They stand in camps: agreement A below 0.
        case dissent
    }

    /// The raters who gave a score.
    public let raters: Int
    /// The median of the scores.
    public let median: Estimate
    /// The mean of the scores, with its t interval.
    public let mean: Estimate
    /// The least score given.
    public let least: Estimate
    /// The greatest score given.
    public let greatest: Estimate
    /// The raters who gave the lowest score of the scale.
    public let atLowest: Proportion
    /// The raters who gave the highest score of the scale.
    public let atHighest: Proportion
    /// Van der Eijk's agreement A, −1...1; see ``ordinalAgreement(of:)``.
    public let agreement: Estimate
    /// Whether no two scores are more than one step apart; nil without scores.
    public let isWithinOneStep: Bool?
    /// Consensus, dissent or neither. Nil with fewer than two raters, and where A is needed but the scale has no third level.
    public let accord: Accord?

    /// - Parameters:
    ///   - scores: How many raters gave each score.
    ///   - scale: The lowest and highest score that could be given.
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for a score that is not whole or not on the scale;
    ///   ``StatisticsError/overflow`` for a scale of more than 1,001 levels.
    public init(
        _ scores: Distribution, scale: ClosedRange<Int>, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let (span, overflow) = scale.upperBound.subtractingReportingOverflow(scale.lowerBound)
        guard !overflow, span <= 1000 else { throw .overflow }
        var counts = [Int](repeating: 0, count: span + 1)
        for entry in scores.entries {
            guard let score = Int(exactly: entry.value), scale.contains(score) else {
                throw .unexpectedValue(
                    entry.value, column: "score",
                    allowed: "whole numbers from \(scale.lowerBound) to \(scale.upperBound)")
            }
            counts[score - scale.lowerBound] = entry.count
        }
        raters = scores.n
        median = scores.median
        mean = scores.meanEstimate(confidence: confidence)
        least = scores.uncheckedQuantile(0, type: .linear)
        greatest = scores.uncheckedQuantile(1, type: .linear)
        atLowest = Proportion(unchecked: counts.first ?? 0, of: scores.n)
        atHighest = Proportion(unchecked: counts.last ?? 0, of: scores.n)
        agreement = try ordinalAgreement(of: counts)
        let range = scores.entries.first.flatMap { (first) in scores.entries.last.map { $0.value - first.value } }
        isWithinOneStep = range.map { $0 <= 1 }
        accord =
            scores.n < 2
            ? nil
            : isWithinOneStep == true ? .consensus : agreement.value.map { $0 < 0 ? .dissent : .mixed }
    }
}
