public import Statistics

/// How many months after publication innovations are first adopted, with those not adopted yet counted as censored.
///
/// - SeeAlso: ``Statistics/KaplanMeier`` for the estimate and its limits.
public struct TimeToAdoption: Sendable, Hashable {
    /// So many innovations that were published in a month, and first adopted in another or not by the last month seen.
    public struct Spell: Sendable, Hashable {
        public let published: CalendarMonth
        /// The month of the first adoption; nil when there is none yet.
        public let adopted: CalendarMonth?
        /// How many innovations.
        public let count: Int

        public init(published: CalendarMonth, adopted: CalendarMonth?, count: Int = 1) {
            self.published = published
            self.adopted = adopted
            self.count = count
        }
    }

    /// The share not yet adopted, by months since publication.
    public let notYetAdopted: KaplanMeier
    /// The median number of months to the first adoption: the first month by which at least half are adopted.
    public let median: SurvivalQuantile

    /// The estimate for a table of months, events and censorings.
    public init(_ table: EventTable, confidence: ConfidenceLevel = .ninetyFive) {
        notYetAdopted = KaplanMeier(table, confidence: confidence)
        // Months are whole, so the middle between two months would be a time that nobody has.
        median = notYetAdopted.median(convention: .firstTime)
    }

    /// The estimate for counts by month of publication and of first adoption.
    ///
    /// - Parameters:
    ///   - spells: The counts, in any order.
    ///   - last: The last month that was seen; adoptions after it are not yet known then, so they count as censored.
    ///   - confidence: The level of the limits.
    /// - Throws: ``DiffusionError/orderOfMonths(first:then:)`` for an adoption before the publication, or a publication after
    ///   the last month; ``DiffusionError/statistics(_:)`` for a count below zero.
    public init(
        _ spells: some Sequence<Spell>, observedThrough last: CalendarMonth,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var rows: [EventTable.Row] = []
        for spell in spells {
            guard spell.published <= last else { throw .orderOfMonths(first: spell.published, then: last) }
            if let adopted = spell.adopted {
                guard adopted >= spell.published else {
                    throw .orderOfMonths(first: spell.published, then: adopted)
                }
                if adopted <= last {
                    let months = spell.published.distance(to: adopted)
                    rows.append(EventTable.Row(time: Double(months), events: spell.count, censored: 0))
                    continue
                }
            }
            let months = spell.published.distance(to: last)
            rows.append(EventTable.Row(time: Double(months), events: 0, censored: spell.count))
        }
        self.init(try estimating { () throws(StatisticsError) in try EventTable(rows) }, confidence: confidence)
    }

    /// The share adopted within so many months, 1 − S(t), with its limits.
    ///
    /// - Returns: A share in 0...1; ``Statistics/Unavailable/notReached`` beyond the last month seen.
    public func shareAdopted(within months: Double) -> Estimate {
        let waiting = notYetAdopted.survival(at: months)
        guard let share = waiting.value else { return waiting }
        guard let interval = waiting.interval else {
            return Estimate(
                1 - share, n: waiting.n, standardError: waiting.standardError, noIntervalBecause: waiting.intervalReason
            )
        }
        return Estimate(
            1 - share, n: waiting.n, standardError: waiting.standardError, lower: 1 - interval.upperBound,
            upper: 1 - interval.lowerBound)
    }
}
