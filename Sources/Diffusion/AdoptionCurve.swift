public import Statistics

/// Adoptions by period with nothing left out: every period from the first to the last has its row, 0 adoptions included.
///
/// The period is a ``CalendarMonth``, a year or a plain number: whatever can be counted on.
///
/// With a number of potential adopters the cumulative share and the hazard have Wilson's interval: each period is a draw from those
/// who are still at risk, and the score interval holds its level for the small numbers of single periods (Brown, Cai & DasGupta).
/// Without it all seen adopt in the end, so that there is nothing uncertain about the shares.
///
/// - SeeAlso: T. W. Valente (1995), *Network Models of the Diffusion of Innovations*, for cumulative adoption, growth and
///   hazard; P. D. Allison (1982), *Sociological Methodology* 13, 61–98, doi:10.2307/270718, for the hazard of periods;
///   L. D. Brown, T. T. Cai, A. DasGupta (2001), *Statistical Science* 16(2), 101–133, doi:10.1214/ss/1009213286.
public struct AdoptionCurve<Period: Strideable & Hashable & Sendable>: Sendable, Hashable where Period.Stride == Int {
    /// A period of the curve.
    public struct Point: Sendable, Hashable {
        public let period: Period
        /// Whether the period was seen to its end; only the last may not be, and then it still grows.
        public let isComplete: Bool
        /// Adoptions in this period.
        public let adoptions: Int
        /// Adoptions up to and including this period.
        public let cumulative: Int
        /// The cumulative adoptions over the potential adopters; without a potential over all adoptions seen.
        public let cumulativeShare: Estimate
        /// New adoptions over the cumulative ones of the period before; ``Statistics/Unavailable/zeroDenominator`` while
        /// there are none.
        public let growthRate: Estimate
        /// New adoptions over those who had not adopted before the period; ``Statistics/Unavailable/zeroDenominator`` when
        /// nobody was left. That of an incomplete period is too low.
        public let hazard: Estimate
        /// Those who had not adopted before the period; without a potential those who do so later.
        public let atRisk: Int
    }

    /// One point for each period, in order; empty when there are no periods.
    public let points: [Point]
    /// All adoptions of the curve.
    public let adopters: Int
    /// Those who could adopt, if it is known.
    public let potential: Int?
    /// Adoptions after the as-of period, which were not known then and are left out.
    public let afterAsOf: Int

    /// The largest number of periods of a curve: 1 000 years of months.
    public static var periodLimit: Int { 12_000 }

    /// The curve of counts by period.
    ///
    /// - Parameters:
    ///   - counts: Periods with their adoptions, in any order; equal periods are added up.
    ///   - first: The first period of the curve; by default the first with a count, 0 included.
    ///   - last: The last period of the curve; by default the last with a count, 0 included.
    ///   - potential: Those who could adopt, at least as many as adopt.
    ///   - confidence: The level of the intervals.
    /// - Throws: ``DiffusionError``, with ``Statistics/StatisticsError/negativeCount(_:)`` and
    ///   ``Statistics/StatisticsError/overflow`` inside.
    /// - Complexity: O(k log k + periods) for k counts.
    public init(
        _ counts: some Sequence<(period: Period, adoptions: Int)>, from first: Period? = nil,
        through last: Period? = nil, potential: Int? = nil, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        try self.init(
            counted: Array(counts), from: first, through: last, isLastComplete: true, afterAsOf: 0,
            potential: potential, confidence: confidence)
    }

    /// The curve as it was known in a period: up to that period, without what came later.
    ///
    /// - Parameters:
    ///   - asOf: The last period seen; adoptions after it are counted in ``afterAsOf`` only.
    ///   - isComplete: Whether that period was seen to its end.
    /// - Throws: As the curve of all counts; ``DiffusionError/outsidePeriods(_:from:through:)`` for adoptions before the first period.
    public init(
        _ counts: some Sequence<(period: Period, adoptions: Int)>, from first: Period? = nil, asOf: Period,
        isComplete: Bool, potential: Int? = nil, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var (seen, later): ([(period: Period, adoptions: Int)], Int) = ([], 0)
        for count in counts {
            guard count.period > asOf else {
                seen.append(count)
                continue
            }
            guard count.adoptions >= 0 else { throw .statistics(.negativeCount(count.adoptions)) }
            let (sum, overflow) = later.addingReportingOverflow(count.adoptions)
            guard !overflow else { throw .statistics(.overflow) }
            later = sum
        }
        try self.init(
            counted: seen, from: first, through: asOf, isLastComplete: isComplete, afterAsOf: later,
            potential: potential, confidence: confidence)
    }

    private init(
        counted: [(period: Period, adoptions: Int)], from first: Period?, through last: Period?,
        isLastComplete: Bool, afterAsOf: Int, potential: Int?, confidence: ConfidenceLevel
    ) throws(DiffusionError) {
        let sorted = counted.sorted { $0.period < $1.period }
        let (byPeriod, total) = try Self.sums(sorted)
        adopters = total
        self.potential = potential
        self.afterAsOf = afterAsOf
        if let potential {
            guard potential >= 0 else { throw .statistics(.negativeCount(potential)) }
            guard potential >= total else { throw .potentialBelowAdopters(potential: potential, adopters: total) }
        }
        guard let start = first ?? sorted.first?.period, let end = last ?? sorted.last?.period, start <= end else {
            if let stray = sorted.first(where: { $0.adoptions > 0 }), let first, let last {
                throw .outsidePeriods("\(stray.period)", from: "\(first)", through: "\(last)")
            }
            points = []
            return
        }
        for (period, adoptions) in sorted where adoptions > 0 && (period < start || period > end) {
            throw .outsidePeriods("\(period)", from: "\(start)", through: "\(end)")
        }
        let span = start.distance(to: end)
        guard span < Self.periodLimit else { throw .tooManyPeriods(span, limit: Self.periodLimit) }
        let base = potential ?? total
        let level = potential == nil ? nil : confidence
        var points: [Point] = []
        var cumulative = 0
        for step in 0...span {
            let period = start.advanced(by: step)
            let adoptions = byPeriod[period] ?? 0
            let before = cumulative
            cumulative += adoptions
            points.append(
                Point(
                    period: period, isComplete: isLastComplete || step < span, adoptions: adoptions,
                    cumulative: cumulative,
                    cumulativeShare: try share(cumulative, base, empty: .noObservations, level),
                    growthRate: quotient(adoptions, before, empty: .zeroDenominator),
                    hazard: try share(adoptions, base - before, empty: .zeroDenominator, level),
                    atRisk: base - before))
        }
        self.points = points
    }

    private static func sums(
        _ counts: [(period: Period, adoptions: Int)]
    ) throws(DiffusionError) -> (byPeriod: [Period: Int], total: Int) {
        var byPeriod: [Period: Int] = [:]
        var total = 0
        for (period, adoptions) in counts {
            guard adoptions >= 0 else { throw .statistics(.negativeCount(adoptions)) }
            let (sum, overflow) = total.addingReportingOverflow(adoptions)
            guard !overflow else { throw .statistics(.overflow) }
            total = sum
            byPeriod[period, default: 0] += adoptions
        }
        return (byPeriod, total)
    }

    /// The times of adoption as periods since the first, 0 for the first: what ``AdopterCategories`` takes.
    ///
    /// - Throws: ``DiffusionError/statistics(_:)``, which counts that were checked do not cause.
    public func timesOfAdoption() throws(DiffusionError) -> Distribution {
        let entries = points.enumerated().map {
            Distribution.Entry(value: Double($0.offset), count: $0.element.adoptions)
        }
        return try estimating { () throws(StatisticsError) in try Distribution(entries) }
    }
}

/// A count over a count, without interval: these are counts of everyone, not of a sample.
func quotient(_ part: Int, _ whole: Int, empty: Unavailable) -> Estimate {
    whole > 0 ? Estimate(Double(part) / Double(whole), n: whole) : Estimate(unavailable: empty, n: 0)
}

/// A count over a count with Wilson's interval; without it where no level is given.
func share(
    _ part: Int, _ whole: Int, empty: Unavailable, _ confidence: ConfidenceLevel?
) throws(DiffusionError) -> Estimate {
    guard let confidence, whole > 0 else { return quotient(part, whole, empty: empty) }
    return try estimating { () throws(StatisticsError) in try Proportion(part, of: whole) }
        .share(confidence: confidence)
}
