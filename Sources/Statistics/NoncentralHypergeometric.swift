import Glibc

/// The first cell of a 2 × 2 table whose margins are given, under any odds ratio: Fisher's noncentral hypergeometric
/// distribution.
///
/// Weights are products of the ratios of neighbours, from the mode outwards, so that no factorial is needed, none overflows,
/// and tables of millions cost what their spread is. The table is turned so that the least possible count is 0.
///
/// - SeeAlso: A. Fog (2008), *Communications in Statistics – Simulation and Computation* 37(2), 258–273.
struct NoncentralHypergeometric {
    /// The count seen, after turning.
    let observed: Int
    /// The largest possible count; the least is 0.
    let largest: Int
    private let row: Double
    private let column: Double
    /// The count of the opposite cell when the first one is 0.
    private let opposite: Double

    /// The table `[[a, b], [c, d]]`, none below 0 and their sum no overflow.
    init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        // The odds ratio stays when the diagonal is swapped; the smaller of its cells then starts from 0.
        observed = min(a, d)
        (row, column) = (Double(observed + b), Double(observed + c))
        opposite = Double(max(a, d) - observed)
        largest = observed + min(b, c)
    }

    /// P(k + 1)/P(k) under odds of 1.
    private func ratio(_ k: Double) -> Double { (row - k) * (column - k) / ((k + 1) * (opposite + k + 1)) }

    /// A count near the most probable one.
    private func mode(odds: Double) -> Int {
        let base = opposite + odds * (row + column + 2)
        let product = odds * (row + 1) * (column + 1)
        let mode = 2 * product / (base + max(0, base * base + 4 * (1 - odds) * product).squareRoot())
        return min(largest, max(0, Int(exactly: mode.rounded(.down)) ?? 0))
    }

    /// Visits each count from `start` outwards with its probability relative to that of `start`, as long as it is above `least`.
    private func visit(from start: Int, odds: Double, least: Double, _ body: (_ k: Int, _ weight: Double) -> Void) {
        body(start, 1)
        var (k, weight) = (start, 1.0)
        while k < largest {
            weight *= odds * ratio(Double(k))
            guard weight > least else { break }
            k += 1
            body(k, weight)
        }
        (k, weight) = (start, 1.0)
        while k > 0 {
            weight /= odds * ratio(Double(k - 1))
            guard weight > least else { break }
            k -= 1
            body(k, weight)
        }
    }

    /// The sum of the probabilities of counts that are no more probable than the one seen, under odds of 1.
    ///
    /// Probabilities within a factor of 1 + 1e-7 count as equal, as in R.
    func twoSided() -> Double {
        let start = mode(odds: 1)
        var seen = 0.0
        visit(from: start, odds: 1, least: 0) { if $0 == observed { seen = $1 } }
        let limit = seen * (1 + 1e-7)
        var (all, extreme) = (0.0, 0.0)
        visit(from: start, odds: 1, least: 0) { _, weight in
            all += weight
            if weight <= limit { extreme += weight }
        }
        return min(1, extreme / all)
    }

    /// P(X ≤ observed), P(X ≥ observed) and E(X) − observed.
    func tails(logOdds: Double) -> (lower: Double, upper: Double, excess: Double) {
        let odds = exp(logOdds)
        let start = mode(odds: odds)
        var (all, below, above, moment) = (0.0, 0.0, 0.0, 0.0)
        visit(from: start, odds: odds, least: 1e-22) { k, weight in
            all += weight
            if k <= observed { below += weight }
            if k >= observed { above += weight }
            moment += weight * Double(k - start)
        }
        return (below / all, above / all, moment / all + Double(start - observed))
    }

    /// The odds under which a function that rises or falls with them is 0; nil when it is not found.
    func odds(where function: (_ tails: (lower: Double, upper: Double, excess: Double)) -> Double) -> Double? {
        let half = 0.5
        let (a, b, c) = (Double(observed) + half, row - Double(observed) + half, column - Double(observed) + half)
        let guess = log(a) + log(Double(observed) + opposite + half) - log(b) - log(c)
        var reach = 0.5
        for _ in 0..<12 {
            let (low, high) = (max(-300, guess - reach), min(300, guess + reach))
            if let found = root(between: low, and: high, of: { function(tails(logOdds: $0)) }) { return exp(found) }
            reach *= 2
        }
        return nil
    }
}
