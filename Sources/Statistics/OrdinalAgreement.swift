/// Van der Eijk's agreement A of counts on an ordered scale: 1 when all are on one level, 0 when they are spread evenly, −1
/// when half are at each end.
///
/// The counts are peeled into layers, each a pattern of levels that are used or not. A layer's agreement is
/// `U · (1 − (S − 1)/(K − 1))` for S of K levels used, where `U = ((K − 2) TU − (K − 1) TDU)/((K − 2)(TU + TDU))` compares the
/// triples of levels with two neighbouring uses (110, 011) with those that have a gap (101). A is their mean, each layer
/// weighing what it holds. Only the order of the levels counts, not any distance. It has no interval: none is published.
///
/// - Parameter counts: How many chose each level, in the order of the scale, those without any included.
/// - Returns: A with n = all counts; ``Unavailable/noObservations`` when there are none, and ``Unavailable/tooFew`` for
///   scales of fewer than three levels, which have no triples.
/// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
/// - Complexity: O(K²).
/// - SeeAlso: C. van der Eijk (2001), *Quality & Quantity* 35(3), 325–341, doi:10.1023/A:1010374114305.
public func ordinalAgreement(of counts: [Int]) throws(StatisticsError) -> Estimate {
    let n = try LocationTable(counts: [counts]).n
    guard n > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
    guard counts.count > 2 else { return Estimate(unavailable: .tooFew, n: n) }
    var rest = counts
    var parts: [Double] = []
    while let height = rest.lazy.filter({ $0 > 0 }).min() {
        let pattern = rest.map { $0 > 0 }
        let weight = Double(height) * Double(pattern.count { $0 }) / Double(n)
        parts.append(weight * agreement(of: pattern))
        for level in rest.indices where rest[level] > 0 { rest[level] -= height }
    }
    return Estimate(compensatedSum(parts), n: n)
}

/// The agreement of one layer: which levels are used.
private func agreement(of pattern: [Bool]) -> Double {
    let levels = Double(pattern.count)
    let used = Double(pattern.count { $0 })
    if used == levels { return 0 }
    if used == 1 { return 1 }
    // Of each pair of used levels, the unused ones between them make a gap, and the others do not.
    var (seen, unused, unusedBefore, gaps) = (0.0, 0.0, 0.0, 0.0)
    for isUsed in pattern {
        if isUsed {
            gaps += seen * unused - unusedBefore
            unusedBefore += unused
            seen += 1
        } else {
            unused += 1
        }
    }
    let together = used * (used - 1) / 2 * unused - gaps
    let unimodality = ((levels - 2) * together - (levels - 1) * gaps) / ((levels - 2) * (together + gaps))
    return unimodality * (1 - (used - 1) / (levels - 1))
}
