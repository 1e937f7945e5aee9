import Glibc

/// Counts by area and category, and how the areas specialise compared with all of them together.
///
/// - SeeAlso: O. D. Duncan, B. Duncan (1955), *American Sociological Review* 20(2), 210–217 (dissimilarity);
///   P. Krugman (1991), *Geography and Trade* (specialisation).
public struct LocationTable: Sendable, Hashable {
    /// The counts: a row per area, a column per category.
    public let counts: [[Int]]
    /// All counts together.
    public let n: Int
    private let areaTotals: [Int]
    private let categoryTotals: [Int]

    /// - Throws: ``StatisticsError/raggedTable(expected:found:)``, ``StatisticsError/negativeCount(_:)``,
    ///   ``StatisticsError/overflow``.
    public init(counts: [[Int]]) throws(StatisticsError) {
        let categories = counts.first?.count ?? 0
        var total = 0
        for row in counts {
            guard row.count == categories else { throw .raggedTable(expected: categories, found: row.count) }
            for count in row {
                guard count >= 0 else { throw .negativeCount(count) }
                let (sum, overflow) = total.addingReportingOverflow(count)
                guard !overflow else { throw .overflow }
                total = sum
            }
        }
        self.counts = counts
        n = total
        areaTotals = counts.map { $0.reduce(0, +) }
        categoryTotals = (0..<categories).map { (category) in counts.reduce(0) { $0 + $1[category] } }
    }

    /// The location quotient of every area and category: the category's share in the area over its share in all areas.
    ///
    /// Above 1 the area has more than its part. An area without counts has ``Unavailable/noObservations``, a category
    /// without counts anywhere ``Unavailable/zeroDenominator``. The intervals are those of 95 %.
    public var quotients: [[Estimate]] { quotients() }

    /// The location quotient of every area and category, with the log-normal interval of the delta method.
    ///
    /// With x the count, a and c those of its area and its category, and n all, Var ln LQ = 1/x − 1/a − 1/c + 2x/(ac) − 1/n, as of
    /// n independent draws: area and category are no fixed sums. The standard error is that of the quotient, LQ · √Var. A count of
    /// zero has the quotient 0 and no interval (``Unavailable/tooFew``); where an area or a category has everything, the quotient
    /// cannot be but 1, and there is no interval (``Unavailable/noVariation``).
    ///
    /// - SeeAlso: J. Beyene, R. Moineddin (2005), *BMC Medical Research Methodology* 5:32, doi:10.1186/1471-2288-5-32, for the delta
    ///   method and its kin.
    public func quotients(confidence: ConfidenceLevel = .ninetyFive) -> [[Estimate]] {
        zip(counts, areaTotals).map { (row, area) in
            zip(row, categoryTotals).map { (count, category) in
                if area == 0 { return Estimate(unavailable: .noObservations, n: n) }
                if category == 0 { return Estimate(unavailable: .zeroDenominator, n: n) }
                return quotient(Double(count), Double(area), Double(category), confidence)
            }
        }
    }

    private func quotient(
        _ count: Double, _ area: Double, _ category: Double, _ confidence: ConfidenceLevel
    ) -> Estimate {
        let value = count / area / (category / Double(n))
        guard count > 0 else { return Estimate(value, n: n, noIntervalBecause: .tooFew) }
        let variance = 1 / count - 1 / area - 1 / category + 2 * count / (area * category) - 1 / Double(n)
        guard variance > 1e-15 / count, Int(exactly: area) != n, Int(exactly: category) != n else {
            return Estimate(value, n: n, noIntervalBecause: .noVariation)
        }
        let margin = confidence.normalDeviate * variance.squareRoot()
        return Estimate(
            value, n: n, standardError: value * variance.squareRoot(), lower: value * exp(-margin),
            upper: value * exp(margin))
    }

    /// The Herfindahl–Hirschman index of an area's categories; nil for an area that is not there.
    public func herfindahl(area: Int) throws(StatisticsError) -> Estimate? {
        guard counts.indices.contains(area) else { return nil }
        return try Diversity(counts: counts[area]).herfindahl
    }

    /// Krugman's specialisation of an area: the sum of absolute differences of its shares to those of all areas, 0...2.
    public func krugman(area: Int) -> Estimate? {
        guard counts.indices.contains(area) else { return nil }
        guard areaTotals[area] > 0 else { return Estimate(unavailable: .noObservations, n: n) }
        let gaps = zip(counts[area], categoryTotals).map {
            abs(Double($0) / Double(areaTotals[area]) - Double($1) / Double(n))
        }
        return Estimate(compensatedSum(gaps), n: n)
    }

    /// Duncan's dissimilarity of two categories over the areas: the share of one that would have to move, 0...1.
    public func dissimilarity(_ first: Int, _ second: Int) -> Estimate? {
        guard categoryTotals.indices.contains(first), categoryTotals.indices.contains(second) else { return nil }
        let (total1, total2) = (categoryTotals[first], categoryTotals[second])
        guard total1 > 0, total2 > 0 else { return Estimate(unavailable: .noObservations, n: n) }
        let gaps = counts.map { abs(Double($0[first]) / Double(total1) - Double($0[second]) / Double(total2)) }
        return Estimate(compensatedSum(gaps) / 2, n: n)
    }
}
