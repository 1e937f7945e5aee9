/// What the change could be if those who did not come back had: the bounds that hold whatever they would have answered.
///
/// Each unmatched person is given the least, then the greatest change that the scale allows. No assumption is made about why
/// they are missing, so the bounds are wide; a finding that survives them does not hang on who came back. They are no
/// confidence intervals: sampling error comes on top.
///
/// - SeeAlso: C. F. Manski (1989), *Journal of Human Resources* 24(3), 343–360, doi:10.2307/145818; J. L. Horowitz,
///   C. F. Manski (2000), *JASA* 95(449), 77–84.
public struct MissingPairBounds: Sendable, Hashable {
    /// The matched pairs and the unmatched persons together.
    public let n: Int
    /// The persons without an answer after.
    public let unmatched: Int
    /// The mean change of the matched, without interval.
    public let observedChange: Estimate
    /// The least and greatest mean change of all, in the unit of the values; nil without any person.
    public let meanChange: Interval?
    /// The share improved among the matched, without interval.
    public let observedImproved: Estimate
    /// The least and greatest share improved of all; nil without any person.
    public let shareImproved: Interval?

    /// Bounds where the values before of the unmatched are known.
    ///
    /// - Parameters:
    ///   - table: The matched pairs.
    ///   - unmatched: The values before of those who have none after.
    ///   - scale: The least and greatest value that an answer can have.
    ///   - higherIsBetter: Which direction counts as improved.
    /// - Throws: ``StatisticsError/unexpectedValue(_:column:allowed:)`` for a value outside the scale,
    ///   ``StatisticsError/overflow``.
    public init(
        _ table: TransitionTable, unmatched: Distribution, scale: ClosedRange<Double>, higherIsBetter: Bool = true
    ) throws(StatisticsError) {
        for entry in unmatched.entries { try check(entry.value, "before", scale) }
        let least = unmatched.entries.map { Double($0.count) * (scale.lowerBound - $0.value) }
        let greatest = unmatched.entries.map { Double($0.count) * (scale.upperBound - $0.value) }
        let best = higherIsBetter ? scale.upperBound : scale.lowerBound
        try self.init(
            table, unmatched.n, scale, higherIsBetter, least: compensatedSum(least),
            greatest: compensatedSum(greatest), canImprove: unmatched.n - unmatched.count(in: best...best))
    }

    /// Bounds where only the number of the unmatched is known: each may have gone from one end of the scale to the other.
    ///
    /// - Throws: ``StatisticsError/negativeCount(_:)`` and what the other initializer throws.
    public init(
        _ table: TransitionTable, unmatchedCount: Int, scale: ClosedRange<Double>, higherIsBetter: Bool = true
    ) throws(StatisticsError) {
        guard unmatchedCount >= 0 else { throw .negativeCount(unmatchedCount) }
        let width = (scale.upperBound - scale.lowerBound) * Double(unmatchedCount)
        try self.init(
            table, unmatchedCount, scale, higherIsBetter, least: -width, greatest: width,
            canImprove: width > 0 ? unmatchedCount : 0)
    }

    private init(
        _ table: TransitionTable, _ unmatched: Int, _ scale: ClosedRange<Double>, _ higherIsBetter: Bool,
        least: Double, greatest: Double, canImprove: Int
    ) throws(StatisticsError) {
        for cell in table.cells {
            try check(cell.before, "before", scale)
            try check(cell.after, "after", scale)
        }
        let (n, overflow) = table.n.addingReportingOverflow(unmatched)
        guard !overflow else { throw .overflow }
        self.n = n
        self.unmatched = unmatched
        let change = try table.change()
        let moments = change.moments
        let improved = change.entries.reduce(0) { $0 + ((higherIsBetter ? $1.value > 0 : $1.value < 0) ? $1.count : 0) }
        guard n > 0 else {
            observedChange = Estimate(unavailable: .noObservations, n: 0)
            observedImproved = Estimate(unavailable: .noObservations, n: 0)
            (meanChange, shareImproved) = (nil, nil)
            return
        }
        let (all, sum) = (Double(n), moments.mean * Double(table.n))
        observedChange =
            table.n > 0 ? Estimate(moments.mean, n: table.n) : Estimate(unavailable: .noObservations, n: 0)
        let share = Proportion(unchecked: improved, of: table.n).share()
        observedImproved = share.value.map { Estimate($0, n: table.n) } ?? share
        meanChange = Interval(lower: (sum + least) / all, upper: (sum + greatest) / all)
        shareImproved = Interval(lower: Double(improved) / all, upper: Double(improved + canImprove) / all)
    }
}

private func check(_ value: Double, _ column: String, _ scale: ClosedRange<Double>) throws(StatisticsError) {
    guard scale.contains(value) else {
        throw .unexpectedValue(value, column: column, allowed: "\(scale.lowerBound) to \(scale.upperBound)")
    }
}
