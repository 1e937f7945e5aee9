import Glibc

/// How unevenly a quantity is spread over its holders: Gini's coefficient and its kin, from a distribution of amounts.
///
/// Amounts are zero or more. No holders give ``Unavailable/noObservations``; a total of zero gives
/// ``Unavailable/zeroDenominator``, as nothing is spread.
///
/// - SeeAlso: C. Gini (1912), *Variabilità e mutabilità*; H. Theil (1967), *Economics and Information Theory*;
///   E. M. Hoover (1936), *Review of Economics and Statistics* 18(4), 162–171.
public struct Inequality: Sendable, Hashable {
    /// The holders.
    public let n: Int
    /// The mean amount, without interval.
    public let mean: Estimate
    /// Gini's coefficient Σ(2i − n − 1)x(i) / (n Σx): 0 when all hold alike, towards 1 when one holds all.
    public let gini: Estimate
    /// Gini's coefficient times n/(n − 1), which reaches 1 in small groups too.
    public let giniBiasCorrected: Estimate
    /// The mean absolute difference of two holders, 2 · Gini · mean.
    public let meanAbsoluteDifference: Estimate
    /// Theil's T, the mean of (x/m) ln(x/m).
    public let theilT: Estimate
    /// Theil's L, the mean of ln(m/x); ``Unavailable/zeroDenominator`` when someone holds nothing.
    public let theilL: Estimate
    /// The sample standard deviation over the mean.
    public let coefficientOfVariation: Estimate
    /// Hoover's index: the share that would have to change hands for all to hold alike.
    public let hoover: Estimate
    /// Σ of squared shares of the holders.
    public let herfindahl: Estimate
    /// The share held by the ⌈n/10⌉ that hold most.
    public let topTenthShare: Estimate
    /// The ninth decile over the first, by type 7 quantiles.
    public let decileRatio: Estimate
    /// The share held by the ⌊n/2⌋ that hold least; the middle one of an odd number counts as the other half.
    public let lorenzAtHalf: Estimate

    /// The inequality of a distribution of amounts.
    ///
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for an amount below zero.
    /// - Complexity: O(k) for k distinct amounts.
    public init(_ amounts: Distribution) throws(StatisticsError) {
        if let first = amounts.entries.first, first.value < 0 {
            throw .unexpectedValue(first.value, column: "value", allowed: "amounts of zero or more")
        }
        let entries = amounts.entries
        let n = amounts.n
        self.n = n
        let moments = amounts.moments
        let count = Double(n)
        let total = compensatedSum(entries.lazy.map { $0.value * Double($0.count) })
        mean = n > 0 ? Estimate(moments.mean, n: n) : Estimate(unavailable: .noObservations, n: 0)
        guard n > 0, total > 0 else {
            let none = Estimate(unavailable: n == 0 ? .noObservations : .zeroDenominator, n: n)
            (gini, giniBiasCorrected, meanAbsoluteDifference, theilT) = (none, none, none, none)
            (theilL, coefficientOfVariation, hoover, herfindahl) = (none, none, none, none)
            (topTenthShare, decileRatio, lorenzAtHalf) = (none, none, none)
            return
        }
        // Holders of one amount share the sum of their ranks, so ties need no order among themselves.
        var below = 0.0
        let ranked = compensatedSum(
            entries.map { (entry) in
                let size = Double(entry.count)
                let weight = size * (2 * below + size - count)
                below += size
                return weight * entry.value
            })
        let value = entries.count == 1 ? 0 : ranked / (count * total)
        gini = Estimate(value, n: n)
        giniBiasCorrected =
            n > 1 ? Estimate(value * count / (count - 1), n: n) : Estimate(unavailable: .tooFew, n: n)
        meanAbsoluteDifference = Estimate(2 * value * moments.mean, n: n)
        let m = moments.mean
        theilT = Estimate(
            compensatedSum(
                entries.lazy.map { $0.value > 0 ? Double($0.count) * ($0.value / m) * log($0.value / m) : 0 }) / count,
            n: n)
        theilL =
            entries[0].value > 0
            ? Estimate(compensatedSum(entries.lazy.map { Double($0.count) * log(m / $0.value) }) / count, n: n)
            : Estimate(unavailable: .zeroDenominator, n: n)
        coefficientOfVariation =
            moments.standardDeviation.map { Estimate($0 / m, n: n) } ?? Estimate(unavailable: .tooFew, n: n)
        hoover = Estimate(
            compensatedSum(entries.lazy.map { Double($0.count) * abs($0.value - m) }) / (2 * total), n: n)
        herfindahl = Estimate(
            compensatedSum(entries.lazy.map { Double($0.count) * ($0.value / total) * ($0.value / total) }), n: n)
        let top = n / 10 + (n % 10 == 0 ? 0 : 1)
        topTenthShare = Estimate((total - held(by: n - top, entries)) / total, n: n)
        let (ninth, first) = (
            amounts.uncheckedQuantile(0.9, type: .linear).value ?? 0,
            amounts.uncheckedQuantile(0.1, type: .linear).value ?? 0
        )
        decileRatio = ratio(ninth, first, n: n)
        lorenzAtHalf = Estimate(held(by: n / 2, entries) / total, n: n)
    }
}

/// What the holders of the least amounts hold together.
private func held(by holders: Int, _ entries: [Distribution.Entry]) -> Double {
    var left = holders
    var parts: [Double] = []
    for entry in entries where left > 0 {
        let taken = min(left, entry.count)
        parts.append(Double(taken) * entry.value)
        left -= taken
    }
    return compensatedSum(parts)
}
