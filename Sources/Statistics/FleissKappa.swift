/// Fleiss' kappa: the agreement beyond chance of several raters who put each unit into one category.
///
/// Every unit must have the same number of ratings, which need not come from the same raters; units without ratings are left
/// out. Unequal numbers give ``Unavailable/incomplete`` (Krippendorff's alpha takes those), one rating a unit
/// ``Unavailable/tooFew``, one category only ``Unavailable/noVariation``, and nothing ``Unavailable/noObservations``.
///
/// - SeeAlso: J. L. Fleiss (1971), *Psychological Bulletin* 76(5), 378–382; J. L. Fleiss, J. C. M. Nee, J. R. Landis (1979),
///   *Psychological Bulletin* 86(5), 974–977 (error when kappa is 0); K. L. Gwet (2021), *Educational and Psychological
///   Measurement* 81(4), 781–790 (interval, for units that are a sample of many).
public struct FleissKappa: Sendable, Hashable {
    /// The agreement on one category against all others.
    public struct Category: Sendable, Hashable {
        /// Its share of all ratings.
        public let share: Estimate
        /// Kappa of the category, without interval.
        public let kappa: Estimate
        /// The test of kappa = 0; the statistic is z.
        public let test: TestOutcome
    }

    /// The units with ratings.
    public let units: Int
    /// The ratings of each unit; nil where they differ.
    public let raters: Int?
    /// The share of agreeing pairs of ratings, averaged over units.
    public let observedAgreement: Estimate
    /// The share of agreeing pairs that chance gives.
    public let chanceAgreement: Estimate
    /// Kappa with Gwet's interval, of Student's t with one degree of freedom less than units.
    public let kappa: Estimate
    /// The test of kappa = 0; the statistic is z.
    public let test: TestOutcome
    /// The standard error of kappa when raters agree by chance only; nil without kappa.
    public let standardErrorUnderChance: Double?
    /// The categories in the order of the table.
    public let categories: [Category]

    /// Kappa of `counts[i][j]`, the raters who put unit i into category j. Tables of further units are added as rows.
    ///
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/overflow``.
    public init(_ counts: [[Int]], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let table = try LocationTable(counts: counts)
        let rated = counts.filter { $0.contains { $0 > 0 } }
        let sizes = Set(rated.map { $0.reduce(0, +) })
        let width = counts.first?.count ?? 0
        units = rated.count
        raters = sizes.count == 1 ? sizes.first : nil
        let totals = (0..<width).map { (j) in Double(rated.reduce(0) { $0 + $1[j] }) }
        let shares = totals.map { $0 / Double(max(1, table.n)) }
        let used = totals.count { $0 > 0 }
        let reason: Unavailable? =
            rated.isEmpty ? .noObservations : sizes.count > 1 ? .incomplete : raters == 1 ? .tooFew : nil
        guard reason == nil, used > 1, let size = raters.map({ Double($0) }) else {
            let none = Estimate(unavailable: reason ?? .noVariation, n: units)
            let untested = TestOutcome(unavailable: reason ?? .noVariation, n: units)
            (kappa, test, standardErrorUnderChance) = (none, untested, nil)
            observedAgreement = reason == nil ? Estimate(1, n: units) : none
            chanceAgreement = observedAgreement
            let n = units
            categories = shares.map { (share) in
                Category(share: rated.isEmpty ? none : Estimate(share, n: n), kappa: none, test: untested)
            }
            return
        }
        let n = Double(units)
        let pairs = size * (size - 1)
        let agreements = rated.map { (row) in compensatedSum(row.lazy.map { Double($0) * Double($0 - 1) }) / pairs }
        let seen = compensatedSum(agreements) / n
        let chance = compensatedSum(shares.lazy.map { $0 * $0 })
        let rest = compensatedSum(shares.lazy.map { $0 * (1 - $0) })
        let value = (seen - chance) / rest
        observedAgreement = Estimate(seen, n: units)
        chanceAgreement = Estimate(chance, n: units)
        // Gwet's linearised variance: each unit's own kappa, and what it adds to the agreement by chance.
        let parts = zip(rated, agreements).map { (row, agreement) in
            let own = compensatedSum(zip(row, shares).lazy.map { Double($0) * $1 }) / size
            return (agreement - chance) / rest - 2 * (1 - value) * (own - chance) / rest
        }
        let squares = compensatedSum(parts.lazy.map { ($0 - value) * ($0 - value) })
        if units < 2 {
            kappa = Estimate(value, n: units, noIntervalBecause: .tooFew)
        } else if squares > 0 {
            let error = (squares / (n * (n - 1))).squareRoot()
            let margin = confidence.studentDeviate(degreesOfFreedom: n - 1) * error
            kappa = Estimate(value, n: units, standardError: error, lower: value - margin, upper: value + margin)
        } else {
            kappa = Estimate(value, n: units, standardError: 0, noIntervalBecause: .noVariation)
        }
        let skew = compensatedSum(shares.lazy.map { $0 * (1 - $0) * (1 - 2 * $0) })
        let nullError = (2 * max(0, rest * rest - skew) / (n * pairs)).squareRoot() / rest
        standardErrorUnderChance = nullError
        test = Self.zTest(value, nullError, units)
        let categoryError = (2 / (n * pairs)).squareRoot()
        let count = units
        categories = shares.enumerated().map { (j, share) in
            let spread = share * (1 - share)
            guard spread > 0 else {
                return Category(
                    share: Estimate(share, n: count), kappa: Estimate(unavailable: .noVariation, n: count),
                    test: TestOutcome(unavailable: .noVariation, n: count))
            }
            let apart = compensatedSum(rated.lazy.map { Double($0[j]) * (size - Double($0[j])) })
            let value = 1 - apart / (n * pairs * spread)
            return Category(
                share: Estimate(share, n: count), kappa: Estimate(value, n: count),
                test: Self.zTest(value, categoryError, count))
        }
    }

    private static func zTest(_ value: Double, _ error: Double, _ n: Int) -> TestOutcome {
        guard error > 0 else { return TestOutcome(unavailable: .noVariation, n: n) }
        return TestOutcome(statistic: value / error, p: GSL.normalTwoSided(value / error), n: n)
    }
}
