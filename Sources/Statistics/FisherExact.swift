/// Fisher's exact test that rows and columns of a table of counts are independent, given its margins.
///
/// Rows and columns without counts are left out. Fewer than two of either leave nothing to compare:
/// ``Unavailable/noVariation``; an empty table has ``Unavailable/noObservations``. Larger tables than 2 × 2 are enumerated
/// one by one, and are ``Unavailable/tooLarge`` beyond ``largestEnumeration`` steps: take ``ChiSquare`` there, which is exact
/// enough where expected counts are not small.
///
/// - SeeAlso: R. A. Fisher (1935), *Journal of the Royal Statistical Society* 98(1), 39–82; G. H. Freeman, J. H. Halton (1951),
///   *Biometrika* 38(1–2), 141–149 (larger tables); J. Cornfield (1956), *Proceedings of the Third Berkeley Symposium* 4,
///   135–148 (limits of the odds ratio).
public struct FisherExact: Sendable, Hashable {
    /// The odds ratio of a 2 × 2 table given its margins.
    public struct ConditionalOdds: Sendable, Hashable {
        /// The conditional maximum-likelihood odds ratio with its exact interval.
        ///
        /// 0 where a count of the first diagonal is 0. Where one of the second is, it has no bound:
        /// ``Unavailable/zeroDenominator``, with the limit below in ``lower``.
        public let ratio: Estimate
        /// The limit below, 0 or more.
        public let lower: Double?
        /// The limit above; nil where there is none.
        public let upper: Double?
    }

    /// All counts together.
    public let n: Int
    /// The two-sided test: the chance of tables with these margins that are no more probable than this one. No statistic.
    public let test: TestOutcome
    /// The odds ratio; nil unless the table is 2 × 2.
    public let odds: ConditionalOdds?

    /// The steps that enumerating a table larger than 2 × 2 may take.
    public static let largestEnumeration = 2_000_000
    /// The largest n of a 2 × 2 table; its time grows with the square root.
    public static let largestTotal = 1_000_000_000

    /// The test of a table: a list of rows of equal length.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/overflow``.
    public init(_ counts: [[Int]], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let total = try LocationTable(counts: counts).n
        n = total
        let rows = counts.filter { $0.contains { $0 > 0 } }
        let columns = (counts.first ?? []).indices.filter { (j) in rows.contains { $0[j] > 0 } }
        let table = rows.map { (row) in columns.map { row[$0] } }
        guard rows.count > 1, columns.count > 1 else {
            test = TestOutcome(unavailable: n == 0 ? .noObservations : .noVariation, n: n)
            odds = nil
            return
        }
        guard rows.count == 2, columns.count == 2 else {
            test =
                exactIndependence(of: table, steps: Self.largestEnumeration).map { TestOutcome(p: $0, n: total) }
                ?? TestOutcome(unavailable: .tooLarge, n: n)
            odds = nil
            return
        }
        guard n <= Self.largestTotal else {
            test = TestOutcome(unavailable: .tooLarge, n: n)
            odds = ConditionalOdds(ratio: Estimate(unavailable: .tooLarge, n: n), lower: nil, upper: nil)
            return
        }
        let cells = NoncentralHypergeometric(table[0][0], table[0][1], table[1][0], table[1][1])
        test = TestOutcome(p: cells.twoSided(), n: n)
        odds = Self.odds(cells, n, tail: 1 - confidence.upperProbability)
    }

    private static func odds(_ cells: NoncentralHypergeometric, _ n: Int, tail: Double) -> ConditionalOdds {
        let (isLeast, isLargest) = (cells.observed == 0, cells.observed == cells.largest)
        let lower = isLeast ? 0 : cells.odds { $0.upper - tail }
        let upper = isLargest ? nil : cells.odds { $0.lower - tail }
        guard !isLargest else {
            return ConditionalOdds(ratio: Estimate(unavailable: .zeroDenominator, n: n), lower: lower, upper: nil)
        }
        let value = isLeast ? 0 : cells.odds { $0.excess }
        let interval = lower.flatMap { (lower) in upper.flatMap { Interval(lower: lower, upper: $0) } }
        return ConditionalOdds(
            ratio: value.map {
                Estimate($0, n: n, interval: interval, noIntervalBecause: .notRepresentable)
            } ?? Estimate(unavailable: .notRepresentable, n: n), lower: lower, upper: upper)
    }
}
