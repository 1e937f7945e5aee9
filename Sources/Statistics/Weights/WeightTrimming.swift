/// Bounds that keep single answers from weighing too much: weights beyond them are cut, what is cut is spread over the
/// others, and the margins are met again.
///
/// The bounds are multiples of the median or mean of the weights that first met the margins, and stay where they are.
/// Trimming acts on combinations of levels, by their largest and least weight; where the start weights within one differ,
/// let a further variable of the levels tell them apart, so that it acts on each weight.
///
/// - SeeAlso: F. J. Potter (1990), *Proceedings of the Section on Survey Research Methods*, American Statistical
///   Association, 225–230.
public struct WeightTrimming: Sendable, Hashable {
    /// What the bounds are multiples of.
    public enum Reference: String, Sendable, Hashable, Codable, CaseIterable {
        /// The median weight of a row.
        case median
        /// The mean weight of a row.
        case mean
    }

    /// What trimming did.
    public struct Report: Sendable, Hashable {
        /// The lower bound as a weight.
        public let lower: Double
        /// The upper bound as a weight; nil where there is none.
        public let upper: Double?
        /// How many times weights were trimmed and the margins met again.
        public let rounds: Int
        /// The rows that had a weight beyond a bound before the first round.
        public let trimmedRows: Int
        /// How far the final weights are beyond a bound at most, relative to it; 0 when they keep to both.
        public let largestExcess: Double

        /// Whether the final weights keep to the bounds, to a millionth.
        public var isWithinBounds: Bool { largestExcess <= 1e-6 }
    }

    /// The lower bound, as a multiple of the reference.
    public let lower: Double
    /// The upper bound, as a multiple of the reference; nil for none.
    public let upper: Double?
    /// What the bounds are multiples of.
    public let reference: Reference
    /// The most rounds.
    public let rounds: Int

    public init(lower: Double = 0, upper: Double?, reference: Reference = .median, rounds: Int = 10) {
        self.lower = lower
        self.upper = upper
        self.reference = reference
        self.rounds = rounds
    }

    /// - Throws: ``StatisticsError/calibration(_:)`` unless 0 ≤ lower < 1 < upper and there is a round or more.
    func check() throws(StatisticsError) {
        let upperIsRoom = upper.map { $0 > 1 && $0.isFinite } ?? true
        guard lower >= 0, lower < 1, upperIsRoom, rounds > 0 else { throw .calibration(.bounds) }
    }

    func apply(
        to factors: inout [Double], _ cells: CalibrationCells, _ raking: Raking, _ outcome: inout Raking.Outcome
    ) throws(StatisticsError) -> Report {
        let places = factors.indices.filter { factors[$0] * cells.weight[$0] > 0 }
        let base = try referenceWeight(factors, cells, places)
        let bounds = (lower: lower * base, upper: upper.map { $0 * base })
        var trimmedRows = 0
        var round = 0
        while round < rounds, outcome.problem == nil {
            let before = factors
            var cut: Set<Int> = []
            for place in places {
                if let bound = bounds.upper, factors[place] * cells.greatest[place] > bound * (1 + 1e-9) {
                    factors[place] = bound / cells.greatest[place]
                    cut.insert(place)
                } else if cells.least[place] > 0, factors[place] * cells.least[place] < bounds.lower * (1 - 1e-9) {
                    let raised = bounds.lower / cells.least[place]
                    // Where both bounds cannot hold for a combination, the upper one does.
                    factors[place] = bounds.upper.map { min(raised, $0 / cells.greatest[place]) } ?? raised
                    cut.insert(place)
                }
            }
            if cut.isEmpty { break }
            if round == 0 { trimmedRows = cut.reduce(0) { $0 + cells.n[$1] } }
            let excess = compensatedSum(places.map { (before[$0] - factors[$0]) * cells.weight[$0] })
            let others = places.filter { !cut.contains($0) }
            let rest = compensatedSum(others.map { factors[$0] * cells.weight[$0] })
            if rest > 0, rest + excess > 0 {
                for place in others { factors[place] *= (rest + excess) / rest }
            }
            let fitted = raking.fit(&factors)
            outcome = Raking.Outcome(
                iterations: outcome.iterations + fitted.iterations, differences: fitted.differences,
                problem: fitted.problem)
            round += 1
        }
        let excess = places.reduce(0.0) { largest, place in
            let above = bounds.upper.map { factors[place] * cells.greatest[place] / $0 - 1 } ?? 0
            let below = bounds.lower > 0 ? 1 - factors[place] * cells.least[place] / bounds.lower : 0
            return max(largest, above, below)
        }
        return Report(
            lower: bounds.lower, upper: bounds.upper, rounds: round, trimmedRows: trimmedRows, largestExcess: excess)
    }

    /// The median or mean weight of a row, from the mean weight of each combination of levels.
    private func referenceWeight(
        _ factors: [Double], _ cells: CalibrationCells, _ places: [Int]
    ) throws(StatisticsError) -> Double {
        let rows = places.reduce(0) { $0 + cells.n[$1] }
        guard rows > 0 else { return 0 }
        switch reference {
        case .mean:
            return compensatedSum(places.map { factors[$0] * cells.weight[$0] }) / Double(rows)
        case .median:
            let entries = places.map { place in
                Distribution.Entry(
                    value: factors[place] * cells.weight[place] / Double(cells.n[place]), count: cells.n[place])
            }
            return try Distribution(entries).median.value ?? 0
        }
    }
}
