import Glibc

/// The reliable change of paired scores: who changed by more than the scale's own error of measurement explains.
///
/// SE = s√(1 − r) with the scale's reliability r and the standard deviation s before; the error of a difference of two such scores
/// is √2 SE. A change is reliable when it is beyond z times that, 1.96 for 95 %.
///
/// No pairs give ``Unavailable/noObservations`` for all. Without a standard deviation before (one pair, or all scores equal)
/// the errors are ``Unavailable/tooFew`` or ``Unavailable/noVariation`` and nobody is classified.
///
/// - SeeAlso: N. S. Jacobson, P. Truax (1991), *Journal of Consulting and Clinical Psychology* 59(1), 12–19,
///   doi:10.1037/0022-006X.59.1.12.
public struct ReliableChange: Sendable, Hashable {
    /// The number of pairs.
    public let n: Int
    /// The standard error of measurement of one score.
    public let standardErrorOfMeasurement: Estimate
    /// The standard error of the difference of two scores of the same person.
    public let standardErrorOfDifference: Estimate
    /// The size that a change must exceed, in the unit of the scores.
    public let threshold: Estimate
    /// Pairs that reliably changed in the wanted direction, out of all; nil where nobody is classified.
    public let improved: Proportion?
    /// Pairs whose change may be error of measurement.
    public let unchanged: Proportion?
    /// Pairs that reliably changed against the wanted direction.
    public let worsened: Proportion?
    /// The share reliably improved, with Wilson's interval.
    public let shareImproved: Estimate
    /// The share whose change may be error of measurement, with Wilson's interval.
    public let shareUnchanged: Estimate
    /// The share reliably worsened, with Wilson's interval.
    public let shareWorsened: Estimate

    /// The reliable change of a transition table.
    ///
    /// - Parameters:
    ///   - table: The counts by score before and after.
    ///   - reliability: That of the scale in 0...1, such as Cronbach's alpha.
    ///   - deviation: The standard deviation before of a larger or normal group; that of the table's own scores when nil.
    ///   - higherIsBetter: Which direction counts as improved.
    ///   - confidence: The level that a change must exceed, and that of the shares' intervals.
    /// - Throws: ``StatisticsError/notAProbability(_:)`` for a reliability outside 0...1,
    ///   ``StatisticsError/valueNotFinite`` for a deviation that is no number of zero or more.
    public init(
        _ table: TransitionTable, reliability: Double, deviation: Double? = nil, higherIsBetter: Bool = true,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        guard reliability >= 0, reliability <= 1 else { throw .notAProbability(reliability) }
        if let deviation, !(deviation >= 0 && deviation.isFinite) { throw .valueNotFinite }
        let n = table.n
        self.n = n
        let own = try table.before().moments.standardDeviation
        guard n > 0, let spread = deviation ?? own, spread > 0 else {
            let reason: Unavailable = n == 0 ? .noObservations : deviation ?? own == nil ? .tooFew : .noVariation
            let none = Estimate(unavailable: reason, n: n)
            (standardErrorOfMeasurement, standardErrorOfDifference, threshold) = (none, none, none)
            (improved, unchanged, worsened) = (nil, nil, nil)
            (shareImproved, shareUnchanged, shareWorsened) = (none, none, none)
            return
        }
        let error = spread * (1 - reliability).squareRoot()
        let limit = confidence.normalDeviate * error * 2.squareRoot()
        standardErrorOfMeasurement = Estimate(error, n: n)
        standardErrorOfDifference = Estimate(error * 2.squareRoot(), n: n)
        threshold = Estimate(limit, n: n)
        let change = try table.change()
        let up = change.entries.reduce(0) { $0 + ($1.value > limit ? $1.count : 0) }
        let down = change.entries.reduce(0) { $0 + ($1.value < -limit ? $1.count : 0) }
        let better = Proportion(unchecked: higherIsBetter ? up : down, of: n)
        let worse = Proportion(unchecked: higherIsBetter ? down : up, of: n)
        let same = Proportion(unchecked: n - up - down, of: n)
        (improved, unchanged, worsened) = (better, same, worse)
        shareImproved = better.share(confidence: confidence)
        shareUnchanged = same.share(confidence: confidence)
        shareWorsened = worse.share(confidence: confidence)
    }
}
