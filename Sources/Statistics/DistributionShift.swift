internal import Foundation

/// How far a distribution over levels has moved from another, such as that of the build before.
public enum DistributionShift: String, Sendable, Hashable, CaseIterable {
    /// Half the sum of the differences of shares: the share of rows that would have to change their level, `0...1`.
    ///
    /// `½ Σ |p − q|`.
    ///
    /// - SeeAlso: D. A. Levin, Y. Peres & E. L. Wilmer (2017), *Markov Chains and Mixing Times*, 2nd ed., section 4.1, AMS.
    case totalVariation = "total-variation"

    /// The population stability index: the symmetric Kullback–Leibler divergence of the two distributions, zero or more.
    ///
    /// `Σ (p − q) ln(p / q)`. Below 0.1 counts as stable, from 0.25 on as shifted. A level that only one of them has would give an
    /// infinite index, so half a row is added to every level of both.
    ///
    /// - SeeAlso: N. Siddiqi (2006), *Credit Risk Scorecards*, Wiley, ch. 6; H. Jeffreys (1946), *Proceedings of the Royal Society A*
    ///   186, 453–461, doi:10.1098/rspa.1946.0056.
    case populationStability = "population-stability"

    /// The distance of two distributions, given as rows by level; a level that one of them lacks has no rows there.
    ///
    /// - Returns: nil when either has no rows.
    /// - Complexity: O(levels × log levels).
    public func distance(from before: [String: Int], to now: [String: Int]) -> Double? {
        let levels = Set(before.keys).union(now.keys).sorted()
        let (rowsBefore, rowsNow) = (before.values.reduce(0, +), now.values.reduce(0, +))
        guard rowsBefore > 0, rowsNow > 0 else { return nil }
        func pairs(adding extra: Double) -> [(p: Double, q: Double)] {
            let further = extra * Double(levels.count)
            return levels.map { level in
                (
                    p: (Double(now[level] ?? 0) + extra) / (Double(rowsNow) + further),
                    q: (Double(before[level] ?? 0) + extra) / (Double(rowsBefore) + further)
                )
            }
        }
        switch self {
        case .totalVariation: return pairs(adding: 0).reduce(0) { $0 + abs($1.p - $1.q) } / 2
        case .populationStability: return pairs(adding: 0.5).reduce(0) { $0 + ($1.p - $1.q) * log($1.p / $1.q) }
        }
    }

    /// The level whose share has changed most, the first by name among equals; nil when either has no rows.
    public static func mostChangedLevel(from before: [String: Int], to now: [String: Int]) -> String? {
        let (rowsBefore, rowsNow) = (before.values.reduce(0, +), now.values.reduce(0, +))
        guard rowsBefore > 0, rowsNow > 0 else { return nil }
        var most: (level: String, change: Double)?
        for level in Set(before.keys).union(now.keys).sorted() {
            // Of the shares over a common denominator, so that equal changes are equal.
            let change = abs(
                Double(now[level] ?? 0) * Double(rowsBefore) - Double(before[level] ?? 0) * Double(rowsNow))
            if change > most?.change ?? 0 { most = (level, change) }
        }
        return most?.level
    }
}
