import Glibc

/// Paired yes/no answers: the same people before and after.
public struct PairedYesNo: Sendable, Hashable {
    /// Yes both times.
    public let yesYes: Int
    /// Yes before, no after.
    public let yesNo: Int
    /// No before, yes after.
    public let noYes: Int
    /// No both times.
    public let noNo: Int

    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
    public init(yesYes: Int, yesNo: Int, noYes: Int, noNo: Int) throws(StatisticsError) {
        var total = 0
        for count in [yesYes, yesNo, noYes, noNo] {
            guard count >= 0 else { throw .negativeCount(count) }
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard !overflow else { throw .overflow }
            total = sum
        }
        self.init(unchecked: yesYes, yesNo, noYes, noNo)
    }

    init(unchecked yesYes: Int, _ yesNo: Int, _ noYes: Int, _ noNo: Int) {
        self.yesYes = yesYes
        self.yesNo = yesNo
        self.noYes = noYes
        self.noNo = noNo
    }

    /// The number of pairs.
    public var n: Int { yesYes + yesNo + noYes + noNo }

    /// Those who said yes before, out of all.
    public var before: Proportion { Proportion(unchecked: yesYes + yesNo, of: n) }

    /// Those who said yes after, out of all.
    public var after: Proportion { Proportion(unchecked: yesYes + noYes, of: n) }
}

/// McNemar's test of a change in a paired yes/no answer, in its usual forms, with the change itself.
///
/// Hypothesis: as many went from yes to no as from no to yes. Only pairs that changed weigh in; without any,
/// the tests have ``Unavailable/noChange``.
///
/// - SeeAlso: Q. McNemar (1947), *Psychometrika* 12(2), 153–157, doi:10.1007/BF02295996; for the mid-p form M. W. Fagerland,
///   S. Lydersen, P. Laake (2013), *BMC Medical Research Methodology* 13:91, doi:10.1186/1471-2288-13-91; for the score
///   interval R. G. Newcombe (1998), *Statistics in Medicine* 17(22), 2635–2650.
public struct McNemar: Sendable, Hashable {
    /// Pairs from yes to no.
    public let yesNo: Int
    /// Pairs from no to yes.
    public let noYes: Int
    /// The share after minus the share before, with Wald's interval.
    public let difference: Estimate
    /// The same difference with Newcombe's hybrid score interval (his method 10), which keeps its level for small tables and
    /// shares near 0 and 1, and has a width where nobody changed.
    public let scoreDifference: Estimate
    /// The chi-square test without continuity correction.
    public let chiSquare: TestOutcome
    /// The chi-square test with continuity correction (|b − c| − 1)² / (b + c), as R's `mcnemar.test`.
    public let corrected: TestOutcome
    /// The exact test: a fair coin for each pair that changed.
    public let exact: TestOutcome
    /// The exact p-value less the probability of what was seen: the best kept level for small tables.
    public let midP: TestOutcome
    /// Yes to no over no to yes.
    public let oddsRatio: Estimate
    /// Cohen's g: how far the larger direction's share is from one half.
    public let cohensG: Estimate

    public init(_ pairs: PairedYesNo, confidence: ConfidenceLevel = .ninetyFive) {
        yesNo = pairs.yesNo
        noYes = pairs.noYes
        let n = pairs.n
        scoreDifference = scoreInterval(pairs, confidence)
        let (lost, gained) = (Double(pairs.yesNo), Double(pairs.noYes))
        if n == 0 {
            difference = Estimate(unavailable: .noObservations, n: 0)
        } else {
            let total = Double(n)
            let value = (gained - lost) / total
            let error = max(0, gained + lost - (gained - lost) * (gained - lost) / total).squareRoot() / total
            let margin = confidence.normalDeviate * error
            difference =
                error > 0
                ? Estimate(
                    value, n: n, standardError: error, lower: max(-1, value - margin), upper: min(1, value + margin))
                : Estimate(value, n: n, standardError: 0, noIntervalBecause: n == 1 ? .tooFew : .noVariation)
        }
        let changed = pairs.yesNo + pairs.noYes
        guard changed > 0 else {
            let reason: Unavailable = n == 0 ? .noObservations : .noChange
            let none = TestOutcome(unavailable: reason, n: n)
            (chiSquare, corrected, exact, midP) = (none, none, none, none)
            oddsRatio = Estimate(unavailable: reason, n: n)
            cohensG = Estimate(unavailable: reason, n: n)
            return
        }
        let plain = (lost - gained) * (lost - gained) / (lost + gained)
        chiSquare = TestOutcome(
            statistic: plain, degreesOfFreedom: 1, p: GSL.chiSquareUpper(plain, degreesOfFreedom: 1), n: n)
        let gap = max(0, abs(lost - gained) - 1)
        let smaller = gap * gap / (lost + gained)
        corrected = TestOutcome(
            statistic: smaller, degreesOfFreedom: 1, p: GSL.chiSquareUpper(smaller, degreesOfFreedom: 1), n: n)
        let p = GSL.fairBinomialTwoSided(pairs.yesNo, pairs.noYes)
        exact = TestOutcome(p: p, n: n)
        let seen = GSL.fairBinomialProbability(pairs.yesNo, n: changed)
        // With equal numbers both tails hold the middle, so only the middle's own probability is halved once.
        midP = TestOutcome(p: pairs.yesNo == pairs.noYes ? 1 - seen / 2 : p - seen, n: n)
        oddsRatio = ratio(lost, gained, n: n)
        cohensG = Estimate(max(lost, gained) / (lost + gained) - 0.5, n: n)
    }
}

/// The share after minus the share before, with Newcombe's square-and-add limits of Wilson's intervals of both shares.
///
/// The correlation φ of both answers is brought towards zero by n/2 in its numerator where it is above zero.
private func scoreInterval(_ pairs: PairedYesNo, _ confidence: ConfidenceLevel) -> Estimate {
    let n = pairs.n
    guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
    let total = Double(n)
    let (before, after) = (pairs.before, pairs.after)
    let cross = Double(pairs.yesYes) * Double(pairs.noNo) - Double(pairs.yesNo) * Double(pairs.noYes)
    let corrected = cross > 0 ? max(0, cross - total / 2) : cross
    let margins =
        (Double(before.successes) * Double(before.failures)).squareRoot()
        * (Double(after.successes) * Double(after.failures)).squareRoot()
    let phi = margins > 0 ? corrected / margins : 0
    let z = confidence.normalDeviate
    let (first, second) = (after.wilsonLimits(z), before.wilsonLimits(z))
    let (p1, p2) = (Double(after.successes) / total, Double(before.successes) / total)
    func margin(_ own: Double, _ other: Double) -> Double {
        max(0, own * own - 2 * phi * own * other + other * other).squareRoot()
    }
    let value = (Double(pairs.noYes) - Double(pairs.yesNo)) / total
    return Estimate(
        value, n: n, lower: max(-1, value - margin(p1 - first.lower, second.upper - p2)),
        upper: min(1, value + margin(first.upper - p1, p2 - second.lower)))
}
