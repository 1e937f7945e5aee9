/// The comparison of several unpaired groups by ranks, and of each pair of them.
///
/// Hypothesis of the tests: all groups (both groups) have the same distribution. Empty groups are left out; with fewer than
/// two others there is ``Unavailable/tooFew``, without any observation ``Unavailable/noObservations``, and where all values
/// are the same ``Unavailable/noVariation``.
///
/// ε² has no interval: its sampling distribution has no closed form that holds for tied answers on short scales.
///
/// - SeeAlso: W. H. Kruskal, W. A. Wallis (1952), *Journal of the American Statistical Association* 47(260), 583–621;
///   O. J. Dunn (1964), *Technometrics* 6(3), 241–252; M. Tomczak, E. Tomczak (2014), *Trends in Sport Sciences* 1(21),
///   19–25 for ε² = H (N + 1)/(N² − 1).
public struct KruskalWallis: Sendable, Hashable {
    /// Dunn's comparison of two of the groups by the mean ranks within all of them.
    public struct Comparison: Sendable, Hashable {
        /// The place of the first group among those given.
        public let first: Int
        /// The place of the second group, a later one.
        public let second: Int
        /// The mean rank of the first group minus that of the second.
        public let difference: Estimate
        /// The two-sided test with ties; the statistic is z. Its p is not adjusted: take ``MultipleComparison`` for the family.
        public let test: TestOutcome
    }

    /// All observations.
    public let n: Int
    /// The test with ties; the statistic is H.
    public let test: TestOutcome
    /// ε², the share of the variance of the ranks that the groups explain, 0...1.
    public let epsilonSquared: Estimate
    /// The mean rank of each group, ties sharing theirs.
    public let meanRanks: [Estimate]
    /// All pairs of groups that are not empty, in their order.
    public let comparisons: [Comparison]

    /// Compares two or more distributions.
    ///
    /// - Throws: ``StatisticsError/overflow``.
    /// - Complexity: O(k log k) for k distinct values in all groups, and O(g²) for g groups.
    public init(_ groups: [Distribution]) throws(StatisticsError) {
        let all = try Distribution(groups.flatMap(\.entries))
        n = all.n
        let total = Double(all.n)
        var ranks: [Double: Double] = [:]
        var below = 0.0
        var ties = 0.0
        for entry in all.entries {
            let size = Double(entry.count)
            // Counted from the mean rank, so that sums of many ranks keep their digits.
            ranks[entry.value] = below + (size + 1) / 2 - (total + 1) / 2
            below += size
            ties += size * (size - 1) * (size + 1)
        }
        let means = groups.map { (group) in
            group.n == 0
                ? nil
                : compensatedSum(group.entries.lazy.map { Double($0.count) * (ranks[$0.value] ?? 0) }) / Double(group.n)
        }
        let centre = (total + 1) / 2
        meanRanks = zip(groups, means).map { (group, mean) in
            mean.map { Estimate($0 + centre, n: group.n) } ?? Estimate(unavailable: .noObservations, n: 0)
        }
        let present = groups.indices.filter { groups[$0].n > 0 }
        let reason: Unavailable? =
            all.n == 0 ? .noObservations : present.count < 2 ? .tooFew : all.entries.count < 2 ? .noVariation : nil
        // The variance of one rank: (N² − 1)/12 without ties, times N/(N − 1).
        let variance = total * (total + 1) / 12 - ties / (12 * max(1, total - 1))
        var found: [Comparison] = []
        for (place, i) in present.enumerated() {
            for j in present[(place + 1)...] {
                guard let first = means[i], let second = means[j] else { continue }
                let size = groups[i].n + groups[j].n
                let gap = first - second
                let error = (variance * (1 / Double(groups[i].n) + 1 / Double(groups[j].n))).squareRoot()
                found.append(
                    Comparison(
                        first: i, second: j, difference: Estimate(gap, n: size),
                        test: reason == nil && error > 0
                            ? TestOutcome(statistic: gap / error, p: GSL.normalTwoSided(gap / error), n: size)
                            : TestOutcome(unavailable: reason ?? .noVariation, n: size)))
            }
        }
        comparisons = found
        guard reason == nil, variance > 0 else {
            test = TestOutcome(unavailable: reason ?? .noVariation, n: all.n)
            epsilonSquared = Estimate(unavailable: reason ?? .noVariation, n: all.n)
            return
        }
        let between = compensatedSum(
            zip(groups, means).lazy.map { (group, mean) in Double(group.n) * (mean ?? 0) * (mean ?? 0) })
        let h = between / variance
        let freedom = Double(present.count - 1)
        test = TestOutcome(
            statistic: h, degreesOfFreedom: freedom, p: GSL.chiSquareUpper(h, degreesOfFreedom: freedom), n: all.n)
        epsilonSquared = Estimate(min(1, h / (total - 1)), n: all.n)
    }
}
