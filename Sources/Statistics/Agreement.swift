import Glibc

/// Cohen's kappa: the agreement of two raters beyond chance, from a square table of their judgements.
///
/// No judgements give ``Unavailable/noObservations``. Where chance alone would agree throughout, because both raters use one
/// category only, kappa is ``Unavailable/noVariation``.
///
/// - SeeAlso: J. Cohen (1960), *Educational and Psychological Measurement* 20(1), 37–46; J. Cohen (1968), *Psychological
///   Bulletin* 70(4), 213–220; J. L. Fleiss, J. Cohen, B. S. Everitt (1969), *Psychological Bulletin* 72(5), 323–327.
public struct CohensKappa: Sendable, Hashable {
    /// How much two neighbouring categories agree.
    public enum Weights: String, Sendable, Hashable, Codable, CaseIterable {
        /// Only the same category agrees.
        case unweighted
        /// 1 − |i − j| / (k − 1).
        case linear
        /// 1 − (i − j)² / (k − 1)².
        case quadratic
    }

    /// The judgements of pairs.
    public let n: Int
    /// The weighted share of agreement seen.
    public let observedAgreement: Estimate
    /// The weighted share of agreement that chance gives.
    public let chanceAgreement: Estimate
    /// Kappa with its asymptotic interval.
    public let kappa: Estimate
    /// The test of kappa = 0; the statistic is z.
    public let test: TestOutcome
    /// The standard error of kappa when the raters agree by chance only; nil without kappa.
    public let standardErrorUnderChance: Double?

    /// Kappa of a square table: `counts[i][j]` judged i by the first rater and j by the second, in the order of the scale.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/overflow``.
    public init(
        _ counts: [[Int]], weights: Weights = .unweighted, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let k = counts.count
        for row in counts where row.count != k { throw .raggedTable(expected: k, found: row.count) }
        n = try LocationTable(counts: counts).n
        guard n > 0 else {
            let none = Estimate(unavailable: .noObservations, n: 0)
            (observedAgreement, chanceAgreement, kappa) = (none, none, none)
            test = TestOutcome(unavailable: .noObservations, n: 0)
            standardErrorUnderChance = nil
            return
        }
        let total = Double(n)
        let shares = counts.map { $0.map { Double($0) / total } }
        let rows = shares.map { compensatedSum($0) }
        let columns = (0..<k).map { (j) in compensatedSum(shares.lazy.map { $0[j] }) }
        func weight(_ i: Int, _ j: Int) -> Double {
            let distance = Double(abs(i - j)) / Double(max(1, k - 1))
            return switch weights {
            case .unweighted: i == j ? 1 : 0
            case .linear: 1 - distance
            case .quadratic: 1 - distance * distance
            }
        }
        let cells = (0..<k).flatMap { (i) in (0..<k).map { (i, $0) } }
        let seen = compensatedSum(cells.lazy.map { weight($0.0, $0.1) * shares[$0.0][$0.1] })
        let chance = compensatedSum(cells.lazy.map { weight($0.0, $0.1) * rows[$0.0] * columns[$0.1] })
        observedAgreement = Estimate(seen, n: n)
        chanceAgreement = Estimate(chance, n: n)
        let used = (0..<k).filter { rows[$0] > 0 || columns[$0] > 0 }
        guard used.count > 1, chance < 1 else {
            kappa = Estimate(unavailable: .noVariation, n: n)
            test = TestOutcome(unavailable: .noVariation, n: n)
            standardErrorUnderChance = nil
            return
        }
        let rowWeights = (0..<k).map { (i) in compensatedSum((0..<k).lazy.map { columns[$0] * weight(i, $0) }) }
        let columnWeights = (0..<k).map { (j) in compensatedSum((0..<k).lazy.map { rows[$0] * weight($0, j) }) }
        let rest = 1 - chance
        let value = (seen - chance) / rest
        let spread = compensatedSum(
            cells.lazy.map { (i, j) in
                let term = weight(i, j) * rest - (rowWeights[i] + columnWeights[j]) * (1 - seen)
                return shares[i][j] * term * term
            })
        let centre = seen * chance - 2 * chance + seen
        let error = max(0, spread - centre * centre).squareRoot() / (rest * rest * total.squareRoot())
        let nullSpread = compensatedSum(
            cells.lazy.map { (i, j) in
                let term = weight(i, j) - (rowWeights[i] + columnWeights[j])
                return rows[i] * columns[j] * term * term
            })
        let nullError = max(0, nullSpread - chance * chance).squareRoot() / (rest * total.squareRoot())
        let margin = confidence.normalDeviate * error
        kappa =
            error > 0
            ? Estimate(value, n: n, standardError: error, lower: value - margin, upper: value + margin)
            : Estimate(value, n: n, standardError: 0, noIntervalBecause: .noVariation)
        standardErrorUnderChance = nullError
        test =
            nullError > 0
            ? TestOutcome(statistic: value / nullError, p: GSL.normalTwoSided(value / nullError), n: n)
            : TestOutcome(unavailable: .noVariation, n: n)
    }
}
