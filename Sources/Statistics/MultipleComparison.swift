/// Adjusts the p-values of a family of tests for their number.
///
/// Compare an adjusted p-value with the level wanted for the whole family. All procedures give the values in the order
/// of the input, at most 1, and never turn the order of two p-values round.
public enum MultipleComparison: String, Sendable, Hashable, Codable, CaseIterable {
    /// p times the number of tests; keeps the chance of any false finding.
    case bonferroni
    /// Holm's step-down procedure: keeps the same chance as Bonferroni's and finds more.
    case holm
    /// Hochberg's step-up procedure, for independent or positively dependent tests.
    case hochberg
    /// Benjamini and Hochberg's: keeps the expected share of false findings among the findings.
    case benjaminiHochberg = "benjamini-hochberg"
    /// Benjamini and Yekutieli's: the same under any dependence.
    case benjaminiYekutieli = "benjamini-yekutieli"

    /// The adjusted p-values in the order of the input; a missing one (no test was made) stays missing and does not count.
    ///
    /// - Throws: ``StatisticsError/notAProbability(_:)``.
    /// - Complexity: O(m log m) for m p-values.
    /// - SeeAlso: S. Holm (1979), *Scandinavian Journal of Statistics* 6(2), 65–70; Y. Hochberg (1988), *Biometrika* 75(4),
    ///   800–802; Y. Benjamini, Y. Hochberg (1995), *JRSS B* 57(1), 289–300; Y. Benjamini, D. Yekutieli (2001), *Annals of
    ///   Statistics* 29(4), 1165–1188.
    public func adjusted(_ family: [Double?]) throws(StatisticsError) -> [Double?] {
        var known: [(index: Int, p: Double)] = []
        for (index, p) in family.enumerated() {
            guard let p else { continue }
            guard p >= 0, p <= 1 else { throw .notAProbability(p) }
            known.append((index, p))
        }
        let order = known.sorted { ($0.p, $0.index) < ($1.p, $1.index) }
        let m = Double(order.count)
        var values = order.map(\.p)
        switch self {
        case .bonferroni:
            for rank in values.indices { values[rank] *= m }
        case .holm:
            var largest = 0.0
            for rank in values.indices {
                largest = max(largest, (m - Double(rank)) * values[rank])
                values[rank] = largest
            }
        case .hochberg:
            stepUp(&values) { m - $0 }
        case .benjaminiHochberg:
            stepUp(&values) { m / ($0 + 1) }
        case .benjaminiYekutieli:
            let harmonic = compensatedSum((0..<order.count).lazy.map { 1 / Double($0 + 1) })
            stepUp(&values) { harmonic * m / ($0 + 1) }
        }
        var result = [Double?](repeating: nil, count: family.count)
        for (entry, value) in zip(order, values) { result[entry.index] = min(1, value) }
        return result
    }
}

/// From the largest p-value down: the least of what stands above and the value times its factor.
private func stepUp(_ values: inout [Double], factor: (Double) -> Double) {
    var least = Double.infinity
    for rank in values.indices.reversed() {
        least = min(least, factor(Double(rank)) * values[rank])
        values[rank] = least
    }
}
