public import Statistics

/// Several innovations compared by the time since their publication: who had how many adopters after one period, two, and so on.
///
/// Period 0 is that of the publication. An innovation takes part in a period only if the whole of it was seen by the as-of period,
/// so that a young innovation does not look like a slow one.
public struct AlignedAdoption<Period: Strideable & Hashable & Sendable>: Sendable, Hashable where Period.Stride == Int {
    /// An innovation and its adoptions.
    public struct Innovation: Sendable {
        /// Its name or code.
        public let name: String
        /// The period of its publication.
        public let published: Period
        /// Its adoptions by period, in any order.
        public let adoptions: [(period: Period, adoptions: Int)]

        public init(name: String, published: Period, adoptions: [(period: Period, adoptions: Int)]) {
            self.name = name
            self.published = published
            self.adoptions = adoptions
        }
    }

    /// The curve of an innovation since its publication.
    public struct Curve: Sendable, Hashable {
        public let name: String
        public let published: Period
        /// Adoptions by periods since the publication, those seen to their end only; empty when there are none yet.
        public let adoptions: [Int]
        /// Adoptions up to and including each period.
        public let cumulative: [Int]
        /// Adoptions before the publication, which are no part of the curve.
        public let beforePublication: Int
        /// Adoptions in a period that was not seen to its end, or after the as-of period.
        public let notYetComplete: Int
    }

    /// All innovations at a time since publication.
    public struct Step: Sendable, Hashable {
        /// Periods since the publication, from 0.
        public let sincePublication: Int
        /// The innovations that were seen so long.
        public let innovations: Int
        /// Those of them that have been adopted by then, with Wilson's interval.
        public let shareAdopted: Estimate
        /// The mean of their cumulative adoptions; with a t interval over innovations where there are two that differ.
        public let meanCumulative: Estimate
    }

    /// The curves in order of publication, then of name.
    public let curves: [Curve]
    /// The times since publication, from 0 to the longest seen.
    public let steps: [Step]
    /// Innovations published after the as-of period, which are left out.
    public let notYetPublished: Int

    /// Aligns innovations.
    ///
    /// - Parameters:
    ///   - innovations: In any order.
    ///   - asOf: The last period seen.
    ///   - isComplete: Whether that period was seen to its end.
    ///   - confidence: The level of the intervals.
    /// - Throws: ``DiffusionError/tooManyPeriods(_:limit:)``; ``DiffusionError/statistics(_:)`` for counts below zero or beyond what
    ///   can be added.
    /// - Complexity: O(counts + innovations × periods).
    public init(
        _ innovations: some Sequence<Innovation>, asOf: Period, isComplete: Bool,
        confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        var (found, later): ([Curve], Int) = ([], 0)
        for innovation in innovations {
            guard innovation.published <= asOf else {
                later += 1
                continue
            }
            found.append(try Self.curve(innovation, asOf: asOf, isComplete: isComplete))
        }
        found.sort { ($0.published, $0.name) < ($1.published, $1.name) }
        curves = found
        notYetPublished = later
        var steps: [Step] = []
        let longest = found.map(\.cumulative.count).max() ?? 0
        for since in 0..<longest {
            let totals = found.filter { $0.cumulative.count > since }.map { $0.cumulative[since] }
            let mean = try estimating { () throws(StatisticsError) in
                try Distribution(totals.map { Distribution.Entry(value: Double($0), count: 1) })
            }
            steps.append(
                Step(
                    sincePublication: since, innovations: totals.count,
                    shareAdopted: try share(
                        totals.count { $0 > 0 }, totals.count, empty: .noObservations, confidence),
                    meanCumulative: mean.moments.meanEstimate(confidence: confidence)))
        }
        self.steps = steps
    }

    private static func curve(
        _ innovation: Innovation, asOf: Period, isComplete: Bool
    ) throws(DiffusionError) -> Curve {
        let whole = innovation.published.distance(to: asOf) + (isComplete ? 1 : 0)
        guard whole <= AdoptionCurve<Period>.periodLimit else {
            throw .tooManyPeriods(whole, limit: AdoptionCurve<Period>.periodLimit)
        }
        var adoptions = [Int](repeating: 0, count: whole)
        var (before, after, total) = (0, 0, 0)
        for (period, count) in innovation.adoptions {
            guard count >= 0 else { throw .statistics(.negativeCount(count)) }
            let (sum, overflow) = total.addingReportingOverflow(count)
            guard !overflow else { throw .statistics(.overflow) }
            total = sum
            if period < innovation.published {
                before += count
            } else {
                let since = innovation.published.distance(to: period)
                if since < whole { adoptions[since] += count } else { after += count }
            }
        }
        var sum = 0
        let cumulative = adoptions.map { (count) in
            sum += count
            return sum
        }
        return Curve(
            name: innovation.name, published: innovation.published, adoptions: adoptions, cumulative: cumulative,
            beforePublication: before, notYetComplete: after)
    }
}
