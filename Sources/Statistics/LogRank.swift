import Glibc

/// The test that several groups have the same time to the event, and the events that it expects.
///
/// Hypothesis: equal hazards at all times. Events are weighted by S(t−)^ρ of all groups together: ρ = 0 is the log-rank
/// (Mantel–Haenszel) test, ρ = 1 Peto and Peto's, which weighs early events more.
///
/// Strata, such as kinds of organisations that differ in how fast they adopt anyway, are compared within: the differences of
/// observed and expected events, and their covariances, are added up over the strata.
///
/// - SeeAlso: D. P. Harrington, T. R. Fleming (1982), *Biometrika* 69(3), 553–566, doi:10.1093/biomet/69.3.553; for strata
///   J. D. Kalbfleisch, R. L. Prentice (2002), *The Statistical Analysis of Failure Time Data*, 2nd ed., section 1.5.
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
        try self.init(strata: [groups], weighting: weighting)
    }

    /// Compares the groups within strata.
    ///
    /// - Parameters:
    ///   - strata: For each stratum the groups in the same order; an empty table for a group that it does not have.
    ///   - weighting: The weights of the events, by the survival within the stratum.
    /// - Throws: ``StatisticsError/raggedTable(expected:found:)`` when the strata differ in the number of groups;
    ///   ``StatisticsError/overflow``.
    /// - Complexity: O(times × groups²).
    public init(strata: [[EventTable]], weighting: Weighting = .logRank) throws(StatisticsError) {
        let k = strata.first?.count ?? 0
        var sums = LogRankSums(groups: k)
        var n = 0
        for groups in strata {
            guard groups.count == k else { throw .raggedTable(expected: k, found: groups.count) }
            let all = try EventTable(groups.flatMap(\.rows))
            let (sum, overflow) = n.addingReportingOverflow(all.n)
            guard !overflow else { throw .overflow }
            n = sum
            sums.add(groups, all, weighting)
        }
        observed = sums.observed
        expected = sums.expected
        let present = (0..<k).filter { (group) in strata.contains { $0[group].n > 0 } }
        guard present.count > 1 else {
            test = TestOutcome(unavailable: n == 0 ? .noObservations : .tooFew, n: n)
            return
        }
        // The differences add up to zero, so one group is left out of the quadratic form.
        let used = Array(present.dropLast())
        let gaps = used.map { sums.observed[$0] - sums.expected[$0] }
        let matrix = used.map { (i) in used.map { sums.covariance[i][$0] } }
        guard let solved = solution(of: matrix, gaps) else {
            test = TestOutcome(unavailable: .noVariation, n: n)
            return
        }
        let statistic = max(0, compensatedSum(zip(gaps, solved).lazy.map { $0 * $1 }))
        let freedom = Double(used.count)
        test = TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: n)
    }
}

/// Observed and expected events and the covariances of their differences, added up over strata.
private struct LogRankSums {
    var observed: [Double]
    var expected: [Double]
    var covariance: [[Double]]

    init(groups: Int) {
        observed = [Double](repeating: 0, count: groups)
        expected = observed
        covariance = [[Double]](repeating: observed, count: groups)
    }

    mutating func add(_ groups: [EventTable], _ all: EventTable, _ weighting: LogRank.Weighting) {
        let k = groups.count
        var atRisk = groups.map(\.n)
        var next = [Int](repeating: 0, count: k)
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
    }
}
