public import Statistics

/// Adoptions by period with nothing left out: every period from the first to the last has its row, 0 adoptions included.
///
/// The period is a ``CalendarMonth``, a year or a plain number: whatever can be counted on.
///
/// - SeeAlso: T. W. Valente (1995), *Network Models of the Diffusion of Innovations*, for cumulative adoption, growth and
///   hazard.
public struct AdoptionCurve<Period: Strideable & Hashable & Sendable>: Sendable, Hashable where Period.Stride == Int {
    /// A period of the curve.
    public struct Point: Sendable, Hashable {
        public let period: Period
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
        /// nobody was left.
        public let hazard: Estimate
    }

    /// One point for each period, in order; empty when there are no periods.
    public let points: [Point]
    /// All adoptions.
    public let adopters: Int
    /// Those who could adopt, if it is known.
    public let potential: Int?

    /// The largest number of periods of a curve: 1 000 years of months.
    public static var periodLimit: Int { 12_000 }

    /// The curve of counts by period.
    ///
    /// - Parameters:
    ///   - counts: Periods with their adoptions, in any order; equal periods are added up.
    ///   - first: The first period of the curve; by default the first with a count, 0 included.
    ///   - last: The last period of the curve; by default the last with a count, 0 included.
    ///   - potential: Those who could adopt, at least as many as adopt.
    /// - Throws: ``DiffusionError``, with ``Statistics/StatisticsError/negativeCount(_:)`` and
    ///   ``Statistics/StatisticsError/overflow`` inside.
    /// - Complexity: O(k log k + periods) for k counts.
    public init(
        _ counts: some Sequence<(period: Period, adoptions: Int)>, from first: Period? = nil,
        through last: Period? = nil, potential: Int? = nil
    ) throws(DiffusionError) {
        let sorted = counts.sorted { $0.period < $1.period }
        var byPeriod: [Period: Int] = [:]
        var total = 0
        for (period, adoptions) in sorted {
            guard adoptions >= 0 else { throw .statistics(.negativeCount(adoptions)) }
            let (sum, overflow) = total.addingReportingOverflow(adoptions)
            guard !overflow else { throw .statistics(.overflow) }
            total = sum
            byPeriod[period, default: 0] += adoptions
        }
        adopters = total
        self.potential = potential
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
        var points: [Point] = []
        var cumulative = 0
        for step in 0...span {
            let period = start.advanced(by: step)
            let adoptions = byPeriod[period] ?? 0
            let before = cumulative
            cumulative += adoptions
            points.append(
                Point(
                    period: period, adoptions: adoptions, cumulative: cumulative,
                    cumulativeShare: quotient(cumulative, base, empty: .noObservations),
                    growthRate: quotient(adoptions, before, empty: .zeroDenominator),
                    hazard: quotient(adoptions, base - before, empty: .zeroDenominator)))
        }
        self.points = points
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
