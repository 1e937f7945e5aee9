/// Kendall's τ-b with the test by the normal approximation for tied ranks.
///
/// `τ-b = S / √((T₀ − T₁)(T₀ − T₂))`, S being the concordant less the discordant pairs of observations, T₀ = n(n − 1)/2, and T₁ and
/// T₂ the pairs tied in x and in y. S is counted by a Fenwick tree of the y that come before in the order of x.
///
/// - Complexity: O(m log m) for m distinct pairs of values.
/// - SeeAlso: M. G. Kendall (1945), *Biometrika* 33(3), 239–251; the variance M. G. Kendall, J. D. Gibbons (1990), *Rank Correlation
///   Methods*, ch. 4; the counting W. R. Knight (1966), *Journal of the American Statistical Association* 61(314), 436–439.
func kendallsTau(
    _ pairs: TransitionTable, _ first: Distribution, _ second: Distribution
) throws(StatisticsError) -> (tau: Estimate, test: TestOutcome) {
    let n = pairs.n
    func none(_ reason: Unavailable) -> (Estimate, TestOutcome) {
        (Estimate(unavailable: reason, n: n), TestOutcome(unavailable: reason, n: n))
    }
    guard n > 1 else { return none(n == 0 ? .noObservations : .tooFew) }
    guard first.entries.count > 1, second.entries.count > 1 else { return none(.noVariation) }
    let (x, y) = (try TieSums(first), try TieSums(second))
    let excess = concordance(pairs, second)
    let total = Int128(n)
    let everyPair = total * (total - 1)
    let spreads = (Double(everyPair - x.pairs) * Double(everyPair - y.pairs)).squareRoot()
    let tau = Estimate(min(1, max(-1, 2 * Double(excess) / spreads)), n: n)

    // n(n − 1)(2n + 5), less the same of every group of ties.
    let untied = try everyPair.times(2 * total + 5).minus(x.weighted).minus(y.weighted)
    var variance = Double(untied) / 18 + Double(x.pairs) * Double(y.pairs) / (2 * Double(everyPair))
    if n > 2 { variance += Double(x.triples) * Double(y.triples) / (9 * Double(everyPair) * Double(n - 2)) }
    guard variance > 0 else { return (tau, TestOutcome(unavailable: .noVariation, n: n)) }
    let z = Double(excess) / variance.squareRoot()
    return (tau, TestOutcome(statistic: z, p: GSL.normalTwoSided(z), n: n))
}

/// Σ t(t − 1), Σ t(t − 1)(t − 2) and Σ t(t − 1)(2t + 5) over the groups of t equal values.
private struct TieSums {
    var pairs: Int128 = 0
    var triples: Int128 = 0
    var weighted: Int128 = 0

    init(_ values: Distribution) throws(StatisticsError) {
        for entry in values.entries {
            let size = Int128(entry.count)
            let own = size * (size - 1)  // at most 2^126
            pairs += own  // at most n² in all
            triples = try triples.plus(own.times(size - 2))
            weighted = try weighted.plus(own.times(2 * size + 5))
        }
    }
}

/// The pairs of observations that have the same order in x and y, less those with opposite orders; at most n².
private func concordance(_ pairs: TransitionTable, _ second: Distribution) -> Int128 {
    var ranks: [Double: Int] = [:]
    for (rank, entry) in second.entries.enumerated() { ranks[entry.value] = rank }
    var seen = FenwickTree(size: second.entries.count)
    var excess: Int128 = 0
    var start = 0
    let cells = pairs.cells
    while start < cells.count {
        var end = start
        // Equal x are compared with the smaller ones only, and then become smaller ones themselves.
        while end < cells.count, cells[end].before == cells[start].before {
            let rank = ranks[cells[end].after] ?? 0
            let (below, through) = (seen.sum(before: rank), seen.sum(before: rank + 1))
            excess += Int128(cells[end].count) * (Int128(below) - Int128(seen.total - through))
            end += 1
        }
        for cell in cells[start..<end] { seen.add(cell.count, at: ranks[cell.after] ?? 0) }
        start = end
    }
    return excess
}

/// Counts by place, with the sum of all before a place in O(log size) (P. M. Fenwick 1994, *Software: Practice and Experience*
/// 24(3), 327–336).
private struct FenwickTree {
    private var sums: [Int]
    private(set) var total = 0

    init(size: Int) { sums = [Int](repeating: 0, count: size + 1) }

    /// Adds a count; all of them together are the table's n, which is an `Int`.
    mutating func add(_ count: Int, at place: Int) {
        total += count
        var index = place + 1
        while index < sums.count {
            sums[index] += count
            index += index & -index
        }
    }

    func sum(before place: Int) -> Int {
        var (index, sum) = (min(place, sums.count - 1), 0)
        while index > 0 {
            sum += sums[index]
            index -= index & -index
        }
        return sum
    }
}
