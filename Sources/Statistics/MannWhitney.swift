import Glibc

/// The comparison of two unpaired groups by ranks: which group answers higher, whatever the distances between levels.
///
/// Hypothesis of the tests: both groups have the same distribution.
///
/// - SeeAlso: H. B. Mann, D. R. Whitney (1947), *Annals of Mathematical Statistics* 18(1), 50–60; N. Cliff (1996), *Ordinal
///   Methods for Behavioral Data Analysis*; D. Feng, N. Cliff (2004), *Journal of Modern Applied Statistical Methods* 3(2),
///   322–332 for the asymmetric interval.
public struct MannWhitney: Sendable, Hashable {
    /// Pairs in which the first group is higher, plus half the ties.
    public let u1: Double
    /// Pairs in which the second group is higher, plus half the ties.
    public let u2: Double
    /// Whether values are shared.
    public let hasTies: Bool
    /// The normal approximation with ties and a continuity correction of 0.5; the statistic is z.
    public let normalCorrected: TestOutcome
    /// The normal approximation without correction; the statistic is z, above zero when the first group is higher.
    public let normal: TestOutcome
    /// The exact permutation test on the mid-ranks; nil above 60 observations. The statistic is U₁.
    public let exactConditional: TestOutcome?
    /// Cliff's δ = P(first higher) − P(second higher), −1...1, the rank-biserial correlation too, with its interval.
    public let cliffsDelta: Estimate
    /// Vargha and Delaney's A, (δ + 1)/2: the chance that one of the first group is higher than one of the second.
    public let varghaDelaneyA: Estimate

    /// The test to report: exact where it is computed, else normal with the continuity correction.
    public var test: TestOutcome { exactConditional ?? normalCorrected }

    /// The largest number of observations whose exact distribution is computed.
    public static let exactLimit = 60

    /// Compares two distributions.
    ///
    /// An empty group gives ``Unavailable/noObservations``; where all values are the same the tests have
    /// ``Unavailable/noVariation``. δ has no interval in groups of one (``Unavailable/tooFew``), nor where every pair has the
    /// same order (``Unavailable/noVariation``).
    ///
    /// - Throws: ``StatisticsError/overflow``.
    /// - Complexity: O(k log k) for k distinct values, and O(n⁴) for the exact form, where n is at most ``exactLimit``.
    public init(
        _ first: Distribution, _ second: Distribution, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        let all = try first.merging(second)
        let n = all.n
        let (n1, n2, total) = (Double(first.n), Double(second.n), Double(n))
        hasTies = all.entries.contains { $0.count > 1 }
        guard first.n > 0, second.n > 0 else {
            (u1, u2) = (0, 0)
            (normalCorrected, normal) = (
                TestOutcome(unavailable: .noObservations, n: n), TestOutcome(unavailable: .noObservations, n: n)
            )
            exactConditional = nil
            (cliffsDelta, varghaDelaneyA) = (
                Estimate(unavailable: .noObservations, n: n), Estimate(unavailable: .noObservations, n: n)
            )
            return
        }
        let dominance = Dominance(first, second)
        let u = dominance.greater + dominance.ties / 2
        u1 = u
        u2 = n1 * n2 - u
        let tieTerm = all.entries.reduce(0.0) { (sum, entry) in
            let size = Double(entry.count)
            return sum + (size * size * size - size)
        }
        let variance = n1 * n2 / 12 * ((total + 1) - tieTerm / (total * (total - 1)))
        let delta = (2 * u - n1 * n2) / (n1 * n2)
        varghaDelaneyA = Estimate((delta + 1) / 2, n: n)
        cliffsDelta = dominance.estimate(delta, n: n, confidence)
        guard all.entries.count > 1, variance > 0 else {
            (normalCorrected, normal) = (
                TestOutcome(unavailable: .noVariation, n: n), TestOutcome(unavailable: .noVariation, n: n)
            )
            exactConditional = nil
            return
        }
        let gap = u - n1 * n2 / 2
        let z = gap / variance.squareRoot()
        normal = TestOutcome(statistic: z, p: GSL.normalTwoSided(z), n: n)
        let corrected = (gap - (gap > 0 ? 0.5 : gap < 0 ? -0.5 : 0)) / variance.squareRoot()
        normalCorrected = TestOutcome(statistic: corrected, p: GSL.normalTwoSided(corrected), n: n)
        exactConditional =
            n <= Self.exactLimit
            ? TestOutcome(statistic: u, p: exactPermutationP(all, first), n: n) : nil
    }
}

/// How often a value of one group is above, below or equal to one of the other, by value.
private struct Dominance {
    var greater = 0.0
    var ties = 0.0
    /// For each distinct value of a group: its count, and its mean order against the other group.
    var rows: [(count: Double, mean: Double)] = []
    var columns: [(count: Double, mean: Double)] = []
    let n1: Double
    let n2: Double

    init(_ first: Distribution, _ second: Distribution) {
        (n1, n2) = (Double(first.n), Double(second.n))
        rows = Self.orders(of: first, against: second) { (count, below, equal) in
            greater += count * below
            ties += count * equal
        }
        columns = Self.orders(of: second, against: first) { _, _, _ in }
        columns = columns.map { ($0.count, -$0.mean) }
    }

    private static func orders(
        of own: Distribution, against other: Distribution, _ visit: (Double, Double, Double) -> Void
    ) -> [(count: Double, mean: Double)] {
        var next = 0
        var below = 0
        return own.entries.map { (entry) in
            while next < other.entries.count, other.entries[next].value < entry.value {
                below += other.entries[next].count
                next += 1
            }
            let equal =
                next < other.entries.count && other.entries[next].value == entry.value
                ? other.entries[next].count : 0
            visit(Double(entry.count), Double(below), Double(equal))
            let above = other.n - below - equal
            return (Double(entry.count), (Double(below) - Double(above)) / Double(other.n))
        }
    }

    /// Cliff's δ with the unbiased variance of the full dominance matrix and the asymmetric interval of Feng and Cliff.
    func estimate(_ delta: Double, n: Int, _ confidence: ConfidenceLevel) -> Estimate {
        guard n1 > 1, n2 > 1 else { return Estimate(delta, n: n, noIntervalBecause: .tooFew) }
        guard abs(delta) < 1 else { return Estimate(delta, n: n, noIntervalBecause: .noVariation) }
        func spread(_ parts: [(count: Double, mean: Double)]) -> Double {
            compensatedSum(parts.lazy.map { $0.count * ($0.mean - delta) * ($0.mean - delta) })
        }
        let cells = n1 * n2 - ties - n1 * n2 * delta * delta
        let unbiased =
            (n2 * n2 * spread(rows) + n1 * n1 * spread(columns) - cells) / (n1 * n2 * (n1 - 1) * (n2 - 1))
        // Small samples can give a variance below what any data allow.
        let variance = max(unbiased, (1 - delta * delta) / (n1 * n2 - 1))
        let z = confidence.normalDeviate
        let rest = 1 - delta * delta
        let middle = delta - delta * delta * delta
        let margin = z * variance.squareRoot() * (rest * rest + z * z * variance).squareRoot()
        let base = rest + z * z * variance
        return Estimate(
            delta, n: n, standardError: variance.squareRoot(), lower: max(-1, (middle - margin) / base),
            upper: min(1, (middle + margin) / base))
    }
}

/// P(|W − E| ≥ |w − E|) when the first group is any choice of its size from all mid-ranks, w being its sum of ranks.
private func exactPermutationP(_ all: Distribution, _ first: Distribution) -> Double {
    // Ranks are doubled to stay whole; ways[k][s] counts the choices of k with doubled sum s.
    var ranks: [Int] = []
    var observed = 0
    var start = 0
    var next = 0
    for entry in all.entries {
        let doubled = 2 * start + entry.count + 1
        ranks += [Int](repeating: doubled, count: entry.count)
        if next < first.entries.count, first.entries[next].value == entry.value {
            observed += doubled * first.entries[next].count
            next += 1
        }
        start += entry.count
    }
    let size = first.n
    let largest = ranks.reduce(0, +)
    var ways = [[Double]](repeating: [Double](repeating: 0, count: largest + 1), count: size + 1)
    ways[0][0] = 1
    for (done, rank) in ranks.enumerated() {
        for chosen in stride(from: min(size, done + 1), to: 0, by: -1) {
            for sum in stride(from: largest, through: rank, by: -1) {
                ways[chosen][sum] += ways[chosen - 1][sum - rank]
            }
        }
    }
    let centre = Double(size * (all.n + 1))
    let gap = abs(Double(observed) - centre)
    let extreme = compensatedSum(
        ways[size].enumerated().lazy.map { abs(Double($0.offset) - centre) >= gap ? $0.element : 0 })
    return extreme / compensatedSum(ways[size])
}
