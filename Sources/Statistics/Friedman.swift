import Glibc

/// Friedman's test of the same persons over several waves: whether any wave tends to have higher answers.
///
/// Hypothesis: each person's answers are equally likely in any order. Ranks are within persons, ties share their mean rank, and
/// χ² = [12 Σ(Rⱼ − R̄)² / (n k (k + 1))] / [1 − Σ(t³ − t)/(n k (k² − 1))] on k − 1 degrees of freedom.
///
/// No persons give ``Unavailable/noObservations``, fewer than two waves ``Unavailable/tooFew``; where every person answers the same
/// at all waves the test has ``Unavailable/noChange``.
///
/// - SeeAlso: M. Friedman (1937), *JASA* 32(200), 675–701; M. Hollander, D. A. Wolfe (1999), *Nonparametric Statistical
///   Methods*, 2nd edition, section 7.1; M. G. Kendall, B. Babington Smith (1939), *Annals of Mathematical Statistics* 10(3),
///   275–287 for W.
public struct Friedman: Sendable, Hashable {
    /// Two waves compared by Wilcoxon's signed-rank test, by their places from 0.
    public struct Pair: Sendable, Hashable {
        public let first: Int
        public let second: Int
        /// The test of the changes from the first to the second.
        public let wilcoxon: WilcoxonSignedRank
    }

    /// The number of persons.
    public let n: Int
    /// The mean rank of each wave, from 1 for the lowest; empty without persons.
    public let meanRanks: [Double]
    /// The chi-square test.
    public let test: TestOutcome
    /// Kendall's W = χ² / (n (k − 1)): 0 when the waves do not differ, 1 when all persons have the same order.
    public let kendallsW: Estimate
    /// Every pair of waves, in order.
    ///
    /// Signed-rank tests rather than mean ranks (Nemenyi), because the verdict on two waves then does not hang on the others.
    ///
    /// - SeeAlso: A. Benavoli, G. Corani, F. Mangili (2016), *Journal of Machine Learning Research* 17(5), 1–10.
    public let pairs: [Pair]

    /// The test of a joint table.
    ///
    /// - Throws: ``StatisticsError/valueNotFinite`` when a change is beyond double precision.
    /// - Complexity: O(c k² + k² c log c) for c cells and k waves.
    public init(_ table: JointTable, confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        n = table.n
        let k = table.waves
        var pairs: [Pair] = []
        for first in 0..<k {
            for second in first + 1..<max(k, first + 1) {
                guard let change = try table.transitions(from: first, to: second)?.change() else { continue }
                pairs.append(
                    Pair(
                        first: first, second: second,
                        wilcoxon: WilcoxonSignedRank(change: change, confidence: confidence)))
            }
        }
        self.pairs = pairs
        // Doubled ranks are whole, so their sums are exact in any order.
        var sums = [Double](repeating: 0, count: k)
        var ties = 0.0
        for cell in table.cells {
            let count = Double(cell.count)
            for (wave, rank) in doubledRanks(cell.values).enumerated() { sums[wave] += count * Double(rank) }
            ties += count * tieTerm(cell.values)
        }
        let (persons, waves) = (Double(n), Double(k))
        meanRanks = n > 0 ? sums.map { $0 / 2 / persons } : []
        guard n > 0, k > 1 else {
            let reason: Unavailable = n == 0 ? .noObservations : .tooFew
            test = TestOutcome(unavailable: reason, n: n)
            kendallsW = Estimate(unavailable: reason, n: n)
            return
        }
        let correction = 1 - ties / (persons * waves * (waves * waves - 1))
        guard ties < persons * waves * (waves * waves - 1), correction > 0 else {
            test = TestOutcome(unavailable: .noChange, n: n)
            kendallsW = Estimate(unavailable: .noChange, n: n)
            return
        }
        let expected = persons * (waves + 1)
        let squares = compensatedSum(sums.lazy.map { ($0 - expected) * ($0 - expected) }) / 4
        let statistic = 12 * squares / (persons * waves * (waves + 1)) / correction
        test = TestOutcome(
            statistic: statistic, degreesOfFreedom: waves - 1,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: waves - 1), n: n)
        kendallsW = Estimate(min(1, statistic / (persons * (waves - 1))), n: n)
    }

    /// The p-values of the pairs of waves, adjusted as one family, in the order of ``pairs``; nil where there is no test.
    public func adjustedP(_ procedure: MultipleComparison = .holm) -> [Double?] {
        // p-values of tests are in 0...1, so there is nothing to throw.
        (try? procedure.adjusted(pairs.map(\.wilcoxon.test.p))) ?? pairs.map { _ in nil }
    }
}

/// Twice the mean ranks of one person's values.
private func doubledRanks(_ values: [Double]) -> [Int] {
    values.map { (value) in
        let below = values.count { $0 < value }
        let equal = values.count { $0 == value }
        return 2 * below + equal + 1
    }
}

/// Σ(t³ − t) over the groups of equal values of one person.
private func tieTerm(_ values: [Double]) -> Double {
    // Each member of a group of t adds t² − 1.
    values.reduce(0) { (sum, value) in
        let size = Double(values.count { $0 == value })
        return sum + (size * size - 1)
    }
}
