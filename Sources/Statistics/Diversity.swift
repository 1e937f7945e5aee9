import Glibc

/// Diversity and evenness of counts over categories: how many kinds there are and how evenly they are filled.
///
/// Categories without counts add nothing. Natural logarithms unless the name says otherwise. No counts at all give
/// ``Unavailable/noObservations``; evenness of a single category is ``Unavailable/noVariation``, as it compares with the
/// most even spread over the categories, and there is only one.
///
/// - SeeAlso: C. E. Shannon (1948), *Bell System Technical Journal* 27(3), 379–423; E. H. Simpson (1949), *Nature* 163, 688;
///   E. C. Pielou (1966), *Journal of Theoretical Biology* 13, 131–144; M. O. Hill (1973), *Ecology* 54(2), 427–432.
public struct Diversity: Sendable, Hashable {
    /// The categories that occur.
    public let richness: Int
    /// All counts together.
    public let n: Int
    /// Shannon's entropy −Σ p ln p, in nats.
    public let shannon: Estimate
    /// Shannon's entropy in bits.
    public let shannonBits: Estimate
    /// Pielou's evenness J = H / ln(richness), 0...1.
    public let pielouEvenness: Estimate
    /// The Gini–Simpson index 1 − Σp²: the chance that two drawn with replacement differ.
    public let simpson: Estimate
    /// 1 − Σ n(n−1)/(N(N−1)): the chance that two drawn without replacement differ.
    public let simpsonUnbiased: Estimate
    /// 1/Σp²: as many equally filled categories would be as diverse.
    public let inverseSimpson: Estimate
    /// Hill's number of order one, exp(H).
    public let hillOne: Estimate
    /// The share of the largest category (Berger–Parker).
    public let bergerParker: Estimate
    /// The Herfindahl–Hirschman index Σp², 1/richness...1.
    public let herfindahl: Estimate
    /// (HHI − 1/S)/(1 − 1/S): 0 when even, 1 when all is in one category.
    public let herfindahlNormalised: Estimate

    /// The diversity of counts by category.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
    public init(counts: some Sequence<Int>) throws(StatisticsError) {
        // Sorted, so that the order of the categories cannot change the last digit.
        var kept: [Int] = []
        var total = 0
        for count in counts {
            guard count >= 0 else { throw .negativeCount(count) }
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard !overflow else { throw .overflow }
            total = sum
            if count > 0 { kept.append(count) }
        }
        kept.sort()
        let n = total
        self.n = n
        richness = kept.count
        guard let largest = kept.last else {
            let none = Estimate(unavailable: .noObservations, n: 0)
            (shannon, shannonBits, pielouEvenness, simpson) = (none, none, none, none)
            (simpsonUnbiased, inverseSimpson, hillOne, bergerParker) = (none, none, none, none)
            (herfindahl, herfindahlNormalised) = (none, none)
            return
        }
        let all = Double(n)
        let kinds = Double(kept.count)
        let single = kept.count == 1
        let entropy =
            single ? 0 : -compensatedSum(kept.lazy.map { Double($0) / all * log(Double($0) / all) })
        let concentration = single ? 1 : compensatedSum(kept.lazy.map { Double($0) / all * (Double($0) / all) })
        shannon = Estimate(entropy, n: n)
        shannonBits = Estimate(entropy / M_LN2, n: n)
        pielouEvenness =
            single ? Estimate(unavailable: .noVariation, n: n) : Estimate(min(1, entropy / log(kinds)), n: n)
        simpson = Estimate(1 - concentration, n: n)
        let pairs = compensatedSum(kept.lazy.map { Double($0) * (Double($0) - 1) })
        simpsonUnbiased =
            n > 1 ? Estimate(1 - pairs / (all * (all - 1)), n: n) : Estimate(unavailable: .tooFew, n: n)
        inverseSimpson = Estimate(1 / concentration, n: n)
        hillOne = Estimate(exp(entropy), n: n)
        bergerParker = Estimate(Double(largest) / all, n: n)
        herfindahl = Estimate(concentration, n: n)
        herfindahlNormalised =
            single
            ? Estimate(unavailable: .noVariation, n: n)
            : Estimate(max(0, concentration - 1 / kinds) / (1 - 1 / kinds), n: n)
    }
}

/// The Bray–Curtis dissimilarity of two lists of counts by the same categories, Σ|a − b| / Σ(a + b): 0 when they are equal, 1
/// when they share no category.
///
/// - Returns: A number in 0...1; ``Unavailable/noObservations`` when both lists are empty of counts.
/// - Throws: ``StatisticsError/raggedTable(expected:found:)`` for lists of unequal length,
///   ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
/// - SeeAlso: J. R. Bray, J. T. Curtis (1957), *Ecological Monographs* 27(4), 325–349, doi:10.2307/1942268.
public func brayCurtisDissimilarity(_ first: [Int], _ second: [Int]) throws(StatisticsError) -> Estimate {
    guard first.count == second.count else { throw .raggedTable(expected: first.count, found: second.count) }
    var (apart, total) = (0, 0)
    for (a, b) in zip(first, second) {
        for count in [a, b] {
            guard count >= 0 else { throw .negativeCount(count) }
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard !overflow else { throw .overflow }
            total = sum
        }
        apart += abs(a - b)  // at most the total
    }
    return total > 0 ? Estimate(Double(apart) / Double(total), n: total) : Estimate(unavailable: .noObservations, n: 0)
}
