import Glibc

/// The test that several groups have the same time to the event, and the events that it expects.
///
/// Hypothesis: equal hazards at all times. Events are weighted by S(t−)^ρ of all groups together: ρ = 0 is the log-rank
/// (Mantel–Haenszel) test, ρ = 1 Peto and Peto's, which weighs early events more.
///
/// - SeeAlso: D. P. Harrington, T. R. Fleming (1982), *Biometrika* 69(3), 553–566, doi:10.1093/biomet/69.3.553.
public struct LogRank: Sendable, Hashable {
    /// The weights of the events.
    public enum Weighting: String, Sendable, Hashable, Codable, CaseIterable {
        /// All events alike (ρ = 0).
        case logRank = "log-rank"
        /// Early events more (ρ = 1).
        case petoPeto = "peto-peto"
    }

    /// The weighted events seen, by group in the order given.
    public let observed: [Double]
    /// The weighted events expected if the groups were alike.
    public let expected: [Double]
    /// The chi-square test with one degree of freedom fewer than groups that were ever at risk.
    public let test: TestOutcome

    /// Compares the groups.
    ///
    /// Fewer than two groups with observations give ``Unavailable/tooFew``; no event at all, or none while two groups were at
    /// risk, gives ``Unavailable/noVariation``.
    ///
    /// - Complexity: O(times × groups²).
    public init(_ groups: [EventTable], weighting: Weighting = .logRank) throws(StatisticsError) {
        let all = try EventTable(groups.flatMap(\.rows))
        let k = groups.count
        var atRisk = groups.map(\.n)
        var next = [Int](repeating: 0, count: k)
        var observed = [Double](repeating: 0, count: k)
        var expected = [Double](repeating: 0, count: k)
        var covariance = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
        var survival = 1.0
        var total = all.n
        for row in all.rows {
            let (dead, risk) = (Double(row.events), Double(total))
            let weight = weighting == .petoPeto ? survival : 1
            let factor = total > 1 ? dead * (risk - dead) / (risk - 1) : 0
            for i in 0..<k {
                let share = Double(atRisk[i]) / risk
                expected[i] += weight * dead * share
                for j in 0..<k {
                    let other = Double(atRisk[j]) / risk
                    covariance[i][j] += weight * weight * factor * ((i == j ? share : 0) - share * other)
                }
            }
            for i in 0..<k {
                guard next[i] < groups[i].rows.count, groups[i].rows[next[i]].time == row.time else { continue }
                let own = groups[i].rows[next[i]]
                observed[i] += weight * Double(own.events)
                atRisk[i] -= own.events + own.censored
                next[i] += 1
            }
            survival *= (risk - dead) / risk
            total -= row.events + row.censored
        }
        self.observed = observed
        self.expected = expected
        let present = groups.indices.filter { groups[$0].n > 0 }
        guard present.count > 1 else {
            test = TestOutcome(unavailable: all.n == 0 ? .noObservations : .tooFew, n: all.n)
            return
        }
        // The differences add up to zero, so one group is left out of the quadratic form.
        let used = Array(present.dropLast())
        let gaps = used.map { observed[$0] - expected[$0] }
        let matrix = used.map { (i) in used.map { covariance[i][$0] } }
        guard let solved = solution(of: matrix, gaps) else {
            test = TestOutcome(unavailable: .noVariation, n: all.n)
            return
        }
        let statistic = max(0, compensatedSum(zip(gaps, solved).lazy.map { $0 * $1 }))
        let freedom = Double(used.count)
        test = TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: all.n)
    }
}
