/// How the scores that units gave themselves on a criterion compare with those of their evaluators.
///
/// A unit needs both: one without its own score or without an evaluator's is left out. Several scores of its own, as of a
/// team, stand for their median. No unit with both gives ``Unavailable/noObservations``.
public struct SelfAssessment: Sendable, Hashable {
    /// The scores of one unit.
    public struct Unit: Sendable, Hashable {
        /// What it gave itself.
        public let own: Distribution
        /// What its evaluators gave it.
        public let evaluators: Distribution

        public init(own: Distribution, evaluators: Distribution) {
            self.own = own
            self.evaluators = evaluators
        }

        /// Its own score minus the evaluators' median.
        public var fromMedian: Estimate { difference(evaluators.median.value) }
        /// Its own score minus the evaluators' mean.
        public var fromMean: Estimate { difference(evaluators.n > 0 ? evaluators.moments.mean : nil) }

        private func difference(_ other: Double?) -> Estimate {
            guard let score = own.median.value, let other else {
                return Estimate(unavailable: .noObservations, n: evaluators.n)
            }
            return Estimate(score - other, n: evaluators.n)
        }
    }

    /// The units with both.
    public let units: Int
    /// The mean over units of the own score minus the evaluators' median, with its t interval.
    public let fromMedian: Estimate
    /// The mean over units of the own score minus the evaluators' mean, with its t interval.
    public let fromMean: Estimate
    /// The units that scored themselves above their evaluators' median.
    public let over: Proportion
    /// The units that scored themselves at their evaluators' median.
    public let same: Proportion
    /// The units that scored themselves below their evaluators' median.
    public let under: Proportion

    /// - Throws: ``StatisticsError/valueNotFinite`` when a difference is beyond double precision.
    public init(_ units: [Unit], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        let medians = try Distribution(values: units.compactMap(\.fromMedian.value))
        let means = try Distribution(values: units.compactMap(\.fromMean.value))
        let n = medians.n
        let above = medians.entries.reduce(0) { $0 + ($1.value > 0 ? $1.count : 0) }
        let equal = medians.count(in: 0...0)
        self.units = n
        fromMedian = medians.meanEstimate(confidence: confidence)
        fromMean = means.meanEstimate(confidence: confidence)
        over = Proportion(unchecked: above, of: n)
        same = Proportion(unchecked: equal, of: n)
        under = Proportion(unchecked: n - above - equal, of: n)
    }
}
