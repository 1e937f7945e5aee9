import Glibc

/// What counts as disagreement between two values.
public enum DisagreementMetric: String, Sendable, Hashable, Codable, CaseIterable {
    /// Values are the same or not.
    case nominal
    /// By how many values lie between.
    case ordinal
    /// The squared difference.
    case interval
    /// The squared difference over the squared sum; for amounts of zero or more.
    case ratio
}

/// Krippendorff's alpha: the agreement of any number of raters beyond chance, with values missing.
///
/// α = 1 − D₀/Dₑ from the coincidences of values within units; units with fewer than two values are left out. Without any
/// pair of values there is ``Unavailable/tooFew`` (or ``Unavailable/noObservations``), and where all values are the same
/// ``Unavailable/noVariation``.
///
/// It has no interval: the large-sample variances in print hold for a fixed metric, and the distances of the ordinal one are
/// themselves estimated; Krippendorff resamples.
///
/// - Parameters:
///   - units: How often each value was given to each unit; missing values are just not there.
///   - metric: What counts as disagreement.
/// - Returns: Alpha, at most 1 and below 0 for disagreement beyond chance, with n = the values that can be paired.
/// - Throws: ``StatisticsError/overflow``.
/// - Complexity: O(units × k² + k²) for k distinct values.
/// - SeeAlso: K. Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*.
public func krippendorffAlpha(
    of units: [Distribution], metric: DisagreementMetric
) throws(StatisticsError) -> Estimate {
    let paired = units.filter { $0.n > 1 }
    let all = try Distribution(paired.flatMap(\.entries))
    guard all.n > 1 else {
        return Estimate(unavailable: units.contains { $0.n > 0 } ? .tooFew : .noObservations, n: all.n)
    }
    guard all.entries.count > 1 else { return Estimate(unavailable: .noVariation, n: all.n) }
    // Values below each one, for the ordinal metric.
    var below: [Double: Double] = [:]
    var counted = 0.0
    for entry in all.entries {
        below[entry.value] = counted + Double(entry.count) / 2
        counted += Double(entry.count)
    }
    func disagreement(_ a: Double, _ b: Double) -> Double {
        switch metric {
        case .nominal: return a == b ? 0 : 1
        case .ordinal:
            let gap = (below[a] ?? 0) - (below[b] ?? 0)
            return gap * gap
        case .interval: return (a - b) * (a - b)
        case .ratio:
            let sum = a + b
            return sum == 0 ? 0 : (a - b) / sum * ((a - b) / sum)
        }
    }
    func pairs(_ entries: [Distribution.Entry]) -> Double {
        compensatedSum(
            entries.lazy.flatMap { (a) in
                entries.lazy.map { (b) in Double(a.count) * Double(b.count) * disagreement(a.value, b.value) }
            })
    }
    let seen = compensatedSum(paired.lazy.map { pairs($0.entries) / Double($0.n - 1) }) / Double(all.n)
    let chance = pairs(all.entries) / (Double(all.n) * Double(all.n - 1))
    return chance > 0 ? Estimate(1 - seen / chance, n: all.n) : Estimate(unavailable: .noVariation, n: all.n)
}
