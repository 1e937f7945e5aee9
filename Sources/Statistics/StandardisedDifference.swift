/// The difference of two independent shares in units of their standard deviation: how unlike two groups are, whatever their sizes.
///
/// `d = (p₁ − p₂) / √((p₁(1 − p₁) + p₂(1 − p₂)) / 2)`. A difference test answers whether two groups differ at all, and does so sooner
/// the more there are; this says by how much. Beyond ±0.1 groups are usually called unbalanced.
///
/// - SeeAlso: P. C. Austin (2009), *Statistics in Medicine* 28(25), 3083–3107, doi:10.1002/sim.3697; the interval with the large-sample
///   variance `1/n₁ + 1/n₂ + d²/(2(n₁ + n₂))` of L. V. Hedges and I. Olkin (1985), *Statistical Methods for Meta-Analysis*, p. 86.
public struct StandardisedDifference: Sendable, Hashable {
    /// The first share minus the second, standardised.
    public let difference: Estimate

    /// Compares two independent shares.
    ///
    /// An empty group gives ``Unavailable/noObservations``; where all or none of each group have the property, and the shares are
    /// not equal, there is nothing to set the difference over: ``Unavailable/noVariation``.
    public init(_ first: Proportion, _ second: Proportion, confidence: ConfidenceLevel = .ninetyFive) {
        let (total, overflow) = first.n.addingReportingOverflow(second.n)
        let n = overflow ? Int.max : total
        guard first.n > 0, second.n > 0 else {
            difference = Estimate(unavailable: .noObservations, n: n)
            return
        }
        let (n1, n2) = (Double(first.n), Double(second.n))
        let (p1, p2) = (Double(first.successes) / n1, Double(second.successes) / n2)
        let deviation = ((p1 * (1 - p1) + p2 * (1 - p2)) / 2).squareRoot()
        guard deviation > 0 || p1 == p2 else {
            difference = Estimate(unavailable: .noVariation, n: n)
            return
        }
        let value = deviation > 0 ? (p1 - p2) / deviation : 0
        let error = (1 / n1 + 1 / n2 + value * value / (2 * (n1 + n2))).squareRoot()
        let z = confidence.normalDeviate
        difference = Estimate(
            value, n: n, standardError: error, lower: value - z * error, upper: value + z * error)
    }
}
