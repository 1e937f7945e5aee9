import Glibc

/// Wilcoxon's signed-rank test of paired changes, from the distinct changes with their counts.
///
/// Hypothesis: the changes are symmetric about zero. Zeros are dropped, ties share their mean rank, and the variance of the
/// normal approximation is n(n+1)(2n+1)/24 − Σ(t³ − t)/48.
///
/// - SeeAlso: F. Wilcoxon (1945), *Biometrics Bulletin* 1(6), 80–83; J. W. Pratt (1959), *JASA* 54(287), 655–667;
///   D. S. Kerby (2014), *Comprehensive Psychology* 3:1 for the matched-pairs rank-biserial correlation; M. S. Ben-Shachar,
///   D. Lüdecke, D. Makowski (2020), *Journal of Open Source Software* 5(56), 2815 for its limits.
public struct WilcoxonSignedRank: Sendable, Hashable {
    /// Which of the forms ``test`` is.
    public enum Form: String, Sendable, Hashable, Codable {
        /// The exact distribution of the rank sum: fewer than 50 changes, without ties or zeros.
        case exact
        /// The normal approximation with ties and continuity correction.
        case normalCorrected = "normal-corrected"
    }

    /// Changes other than zero.
    public let nonzero: Int
    /// Pairs without change, which the test leaves out.
    public let zeros: Int
    /// Whether changes of the same size occur.
    public let hasTies: Bool
    /// The sum of the ranks of increases, W+.
    public let positiveRankSum: Double
    /// The sum of the ranks of decreases, W−.
    public let negativeRankSum: Double
    /// The form chosen, as R's `wilcox.test` chooses.
    public let form: Form
    /// The test in the form chosen; the statistic is W+ when exact, else the corrected z.
    public let test: TestOutcome
    /// The normal approximation with a continuity correction of 0.5 towards the mean; the statistic is z.
    public let normalCorrected: TestOutcome
    /// The normal approximation without correction; the statistic is z, above zero when changes rise.
    public let normal: TestOutcome
    /// The exact permutation test on the ranks as they are, ties included; nil above 50 changes. The statistic is W+.
    public let exactConditional: TestOutcome?
    /// Pratt's variant, which ranks the zeros too before it drops them; normal, without correction.
    public let pratt: TestOutcome
    /// The matched-pairs rank-biserial correlation r = (W+ − W−)/(W+ + W−), −1...1, with limits on Fisher's z scale.
    ///
    /// tanh(artanh r ± z σ) where σ = √(n(n+1)(2n+1)/6) / (n(n+1)/2) is the standard deviation of r without a change, as R's
    /// effectsize has it: in closed form, inside −1...1, and a little too wide where sizes of change tie. ``Bootstrap`` gives
    /// limits that follow the data. Where all changes go one way there is no interval (``Unavailable/noVariation``).
    public let matchedRankBiserial: Estimate
    /// The uncorrected z over √n.
    public let effectSizeR: Estimate

    /// The largest number of changes whose exact distribution is computed.
    public static let exactLimit = 50

    /// The test of a distribution of changes.
    ///
    /// No pairs give ``Unavailable/noObservations``; no pair with a change ``Unavailable/noChange``.
    ///
    /// - Complexity: O(k) for k distinct changes, and O(n³) for the exact form, where n is at most ``exactLimit``.
    public init(change: Distribution, confidence: ConfidenceLevel = .ninetyFive) {
        let groups = tieGroups(of: change)
        let zeroCount = change.count(in: 0...0)
        zeros = zeroCount
        nonzero = change.n - zeroCount
        hasTies = groups.contains { $0.size > 1 }
        let count = Double(nonzero)
        let sums = rankSums(groups, below: 0)
        positiveRankSum = sums.positive
        negativeRankSum = sums.negative
        guard nonzero > 0 else {
            let none = TestOutcome(unavailable: change.n == 0 ? .noObservations : .noChange, n: change.n)
            (test, normalCorrected, normal, exactConditional, pratt) = (none, none, none, none, none)
            form = .normalCorrected
            let reason: Unavailable = change.n == 0 ? .noObservations : .noChange
            matchedRankBiserial = Estimate(unavailable: reason, n: change.n)
            effectSizeR = Estimate(unavailable: reason, n: change.n)
            return
        }
        let tieTerm = groups.reduce(0.0) { (sum, group) in
            let size = Double(group.size)
            return sum + (size * size * size - size)
        }
        let expected = count * (count + 1) / 4
        let spread = (count * (count + 1) * (2 * count + 1) / 24 - tieTerm / 48).squareRoot()
        let gap = sums.positive - expected
        let z = gap / spread
        normal = TestOutcome(statistic: z, p: GSL.normalTwoSided(z), n: nonzero)
        let corrected = (gap - (gap > 0 ? 0.5 : gap < 0 ? -0.5 : 0)) / spread
        normalCorrected = TestOutcome(statistic: corrected, p: GSL.normalTwoSided(corrected), n: nonzero)

        let exact =
            nonzero <= Self.exactLimit
            ? TestOutcome(statistic: sums.positive, p: exactPermutationP(groups, positive: sums.positive), n: nonzero)
            : nil
        exactConditional = exact
        if let exact, nonzero < Self.exactLimit, !hasTies, zeroCount == 0 {
            form = .exact
            test = exact
        } else {
            form = .normalCorrected
            test = normalCorrected
        }

        let (all, none) = (Double(change.n), Double(zeroCount))
        let prattSums = rankSums(groups, below: zeroCount)
        let prattExpected = (all * (all + 1) - none * (none + 1)) / 4
        let prattVariance =
            (all * (all + 1) * (2 * all + 1) - none * (none + 1) * (2 * none + 1)) / 24 - tieTerm / 48
        let prattZ = (prattSums.positive - prattExpected) / prattVariance.squareRoot()
        pratt = TestOutcome(statistic: prattZ, p: GSL.normalTwoSided(prattZ), n: change.n)
        matchedRankBiserial = rankBiserial(
            (sums.positive - sums.negative) / (sums.positive + sums.negative), n: nonzero, confidence)
        effectSizeR = Estimate(z / count.squareRoot(), n: nonzero)
    }
}

/// The matched-pairs rank-biserial correlation with its limits on Fisher's z scale.
private func rankBiserial(_ r: Double, n: Int, _ confidence: ConfidenceLevel) -> Estimate {
    guard abs(r) < 1 else { return Estimate(r, n: n, noIntervalBecause: n == 1 ? .tooFew : .noVariation) }
    let count = Double(n)
    let spread = (count * (count + 1) * (2 * count + 1) / 6).squareRoot() / (count * (count + 1) / 2)
    let (middle, margin) = (atanh(r), confidence.normalDeviate * spread)
    return Estimate(r, n: n, lower: tanh(middle - margin), upper: tanh(middle + margin))
}

/// Changes of one size: so many up, so many down.
private struct TieGroup {
    var magnitude: Double
    var up: Int
    var down: Int
    var size: Int { up + down }
}

/// The changes other than zero by size, smallest first.
private func tieGroups(of change: Distribution) -> [TieGroup] {
    var groups: [TieGroup] = []
    for entry in change.entries.sorted(by: { abs($0.value) < abs($1.value) }) where entry.value != 0 {
        let (up, down) = entry.value > 0 ? (entry.count, 0) : (0, entry.count)
        if let last = groups.last, last.magnitude == abs(entry.value) {
            groups[groups.count - 1].up += up
            groups[groups.count - 1].down += down
        } else {
            groups.append(TieGroup(magnitude: abs(entry.value), up: up, down: down))
        }
    }
    return groups
}

/// The sums of mid-ranks of increases and decreases, where the ranks start after `below` smaller ones.
private func rankSums(_ groups: [TieGroup], below: Int) -> (positive: Double, negative: Double) {
    var start = Double(below)
    var sums = (positive: 0.0, negative: 0.0)
    for group in groups {
        let rank = start + (Double(group.size) + 1) / 2
        sums.positive += rank * Double(group.up)
        sums.negative += rank * Double(group.down)
        start += Double(group.size)
    }
    return sums
}

/// P(|W − E| ≥ |w − E|) when each rank is an increase or a decrease with equal chance.
///
/// The ranks are doubled to stay whole; `probability[s]` is the chance that the increases' doubled ranks add up to s.
private func exactPermutationP(_ groups: [TieGroup], positive: Double) -> Double {
    var probability = [1.0]
    var start = 0
    for group in groups {
        let doubled = 2 * start + group.size + 1
        for _ in 0..<group.size {
            var next = [Double](repeating: 0, count: probability.count + doubled)
            for (sum, share) in probability.enumerated() {
                next[sum] += share / 2
                next[sum + doubled] += share / 2
            }
            probability = next
        }
        start += group.size
    }
    let centre = Double(probability.count - 1) / 2
    let gap = abs(2 * positive - centre)
    return compensatedSum(
        probability.enumerated().lazy.map { abs(Double($0.offset) - centre) >= gap ? $0.element : 0 })
}
