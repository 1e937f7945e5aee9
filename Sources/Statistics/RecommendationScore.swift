import Glibc

/// The recommendation score of answers from 0 to 10: the share who would recommend minus the share who would not.
///
/// Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6. Variance per answer is P + D − (P − D)², so the interval
/// is normal with standard error √((P + D − (P − D)²) / n).
///
/// - SeeAlso: F. F. Reichheld (2003), *Harvard Business Review* 81(12), 46–54; variance of the difference of two shares of
///   one multinomial sample.
public struct RecommendationScore: Sendable, Hashable {
    /// Answers 9 and 10.
    public let promoters: Int
    /// Answers 7 and 8.
    public let passives: Int
    /// Answers 0 to 6.
    public let detractors: Int
    /// The score in points, −100...100, with its interval; ``Unavailable/noObservations`` when n = 0. Where all answer in
    /// one group there is no interval (``Unavailable/noVariation``), and neither with a single answer.
    public let score: Estimate

    /// The recommendation score of a distribution of answers.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for an answer that is no whole number from 0 to 10.
    public init(_ answers: Distribution, confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        for entry in answers.entries where !(0...10).contains(entry.value) || entry.value != entry.value.rounded() {
            throw .unexpectedValue(entry.value, column: "answer", allowed: "whole numbers from 0 to 10")
        }
        try self.init(
            promoters: answers.count(in: 9...10), passives: answers.count(in: 7...8),
            detractors: answers.count(in: 0...6), confidence: confidence)
    }

    /// The recommendation score of three counts.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
    public init(
        promoters: Int, passives: Int, detractors: Int, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        for count in [promoters, passives, detractors] where count < 0 { throw .negativeCount(count) }
        let (partial, first) = promoters.addingReportingOverflow(passives)
        let (n, second) = partial.addingReportingOverflow(detractors)
        guard !first, !second else { throw .overflow }
        self.promoters = promoters
        self.passives = passives
        self.detractors = detractors
        guard n > 0 else {
            score = Estimate(unavailable: .noObservations, n: 0)
            return
        }
        let total = Double(n)
        let (above, below) = (Double(promoters) / total, Double(detractors) / total)
        let value = 100 * (Double(promoters) - Double(detractors)) / total
        let variance = above + below - (above - below) * (above - below)
        let error = 100 * (max(0, variance) / total).squareRoot()
        if n == 1 {
            score = Estimate(value, n: n, noIntervalBecause: .tooFew)
        } else if max(promoters, passives, detractors) == n {
            score = Estimate(value, n: n, standardError: 0, noIntervalBecause: .noVariation)
        } else {
            let margin = confidence.normalDeviate * error
            score = Estimate(
                value, n: n, standardError: error, lower: max(-100, value - margin), upper: min(100, value + margin))
        }
    }
}
