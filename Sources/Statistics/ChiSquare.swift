import Glibc

/// Pearson's test that rows and columns of a table of counts are independent, with its measures of association.
///
/// Rows and columns without counts are left out. Fewer than two of either leave nothing to compare:
/// ``Unavailable/noVariation``; an empty table has ``Unavailable/noObservations``. Where expected counts are small
/// (``smallestExpected`` below 5 in many cells) the test is only a rough guide.
///
/// - SeeAlso: K. Pearson (1900), *Philosophical Magazine* 50, 157–175; H. Cramér (1946), *Mathematical Methods of
///   Statistics*; M. Smithson (2003), *Confidence Intervals* (Sage), chapter 4; W. Bergsma (2013), *Journal of the Korean
///   Statistical Society* 42(3), 323–328.
public struct ChiSquare: Sendable, Hashable {
    /// All counts together.
    public let n: Int
    /// Pearson's test without continuity correction.
    public let test: TestOutcome
    /// The likelihood-ratio test; its statistic is G.
    public let likelihoodRatio: TestOutcome
    /// Pearson's test with Yates' correction; nil unless the table is 2 × 2.
    public let yates: TestOutcome?
    /// Cramér's V, 0...1, with Smithson's interval: the noncentralities λ under which χ² is at the limits' quantiles, as
    /// √(λ/(n (min(r, c) − 1))), which is V in the population.
    ///
    /// Some programs add the degrees of freedom to λ, whose lower limit then never reaches 0; this one does where the test
    /// finds nothing. A table so even that no λ fits has ``Unavailable/notReached``; χ² beyond 1e8 has
    /// ``Unavailable/tooLarge``.
    public let cramersV: Estimate
    /// Cramér's V with Bergsma's bias correction.
    public let cramersVCorrected: Estimate
    /// √(χ²/n): φ of a 2 × 2 table, Cohen's w of a larger one.
    public let phi: Estimate
    /// Pearson's contingency coefficient √(χ²/(χ² + n)).
    public let contingencyCoefficient: Estimate
    /// The least expected count.
    public let smallestExpected: Estimate
    /// The share of cells with an expected count below 5.
    public let shareBelowFive: Estimate
    /// The counts expected under independence, by row and column of the table given; 0 in empty rows and columns.
    public let expected: [[Double]]
    /// (O − E)/√(E (1 − row share)(1 − column share)), near standard normal; nil in empty or full rows and columns.
    public let adjustedResiduals: [[Double?]]

    /// The test of a table: a list of rows of equal length.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/overflow``.
    public init(_ counts: [[Int]], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let all = try LocationTable(counts: counts).n
        n = all
        let total = Double(n)
        let rows = counts.map { Double($0.reduce(0, +)) }
        let columns = (counts.first ?? []).indices.map { (column) in Double(counts.reduce(0) { $0 + $1[column] }) }
        let table = rows.map { (row) in columns.map { all > 0 ? row * $0 / total : 0 } }
        expected = table
        var chi = 0.0
        var g = 0.0
        var yatesChi = 0.0
        var cells = 0
        var small = 0
        var least = Double.infinity
        var residuals: [[Double?]] = []
        for (i, row) in counts.enumerated() {
            var line: [Double?] = []
            for (j, count) in row.enumerated() {
                let (seen, due) = (Double(count), table[i][j])
                guard due > 0 else {
                    line.append(nil)
                    continue
                }
                chi += (seen - due) * (seen - due) / due
                // R lowers the half where a cell deviates less than it.
                let gap = max(0, abs(seen - due) - 0.5)
                yatesChi += gap * gap / due
                if count > 0 { g += 2 * seen * log(seen / due) }
                cells += 1
                small += due < 5 ? 1 : 0
                least = min(least, due)
                let spread = due * (1 - rows[i] / total) * (1 - columns[j] / total)
                line.append(spread > 0 ? (seen - due) / spread.squareRoot() : nil)
            }
            residuals.append(line)
        }
        adjustedResiduals = residuals
        let (r, c) = (rows.count { $0 > 0 }, columns.count { $0 > 0 })
        guard r > 1, c > 1 else {
            let reason: Unavailable = n == 0 ? .noObservations : .noVariation
            let none = Estimate(unavailable: reason, n: n)
            (test, likelihoodRatio) = (TestOutcome(unavailable: reason, n: n), TestOutcome(unavailable: reason, n: n))
            yates = nil
            (cramersV, cramersVCorrected, phi, contingencyCoefficient) = (none, none, none, none)
            (smallestExpected, shareBelowFive) = (none, none)
            return
        }
        let freedom = Double((r - 1) * (c - 1))
        func outcome(_ statistic: Double) -> TestOutcome {
            let positive = max(0, statistic)
            return TestOutcome(
                statistic: positive, degreesOfFreedom: freedom,
                p: GSL.chiSquareUpper(positive, degreesOfFreedom: freedom), n: all)
        }
        test = outcome(chi)
        likelihoodRatio = outcome(g)
        yates = r == 2 && c == 2 ? outcome(yatesChi) : nil
        let scale = total * Double(min(r, c) - 1)
        let limits = NoncentralChiSquare(statistic: max(0, chi), degreesOfFreedom: freedom).limits(confidence)
        cramersV = Estimate(
            min(1, (chi / scale).squareRoot()), n: n,
            interval: limits.flatMap { (limits) in
                Interval(
                    lower: min(1, (limits.lower / scale).squareRoot()),
                    upper: min(1, (limits.upper / scale).squareRoot()))
            }, noIntervalBecause: chi > NoncentralChiSquare.largestStatistic ? .tooLarge : .notReached)
        let corrected = max(0, chi / total - freedom / (total - 1))
        let (rowsCorrected, columnsCorrected) = (
            Double(r) - Double((r - 1) * (r - 1)) / (total - 1), Double(c) - Double((c - 1) * (c - 1)) / (total - 1)
        )
        let base = min(rowsCorrected, columnsCorrected) - 1
        cramersVCorrected =
            base > 0 ? Estimate((corrected / base).squareRoot(), n: n) : Estimate(unavailable: .tooFew, n: n)
        phi = Estimate((chi / total).squareRoot(), n: n)
        contingencyCoefficient = Estimate((chi / (chi + total)).squareRoot(), n: n)
        smallestExpected = Estimate(least, n: n)
        shareBelowFive = Estimate(Double(small) / Double(cells), n: n)
    }
}
