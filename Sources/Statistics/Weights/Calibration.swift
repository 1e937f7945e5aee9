/// Weights that make a sample meet known margins of its population: a factor g for each combination of levels, and a
/// report of how well they do.
///
/// - SeeAlso: W. E. Deming, F. F. Stephan (1940), *Annals of Mathematical Statistics* 11(4), 427–444,
///   doi:10.1214/aoms/1177731829; J.-C. Deville, C.-E. Särndal (1992), *JASA* 87(418), 376–382, doi:10.2307/2290268.
public struct Calibration: Sendable, Hashable {
    /// A combination of levels and what its weights are multiplied by.
    public struct Cell: Sendable, Hashable {
        /// The levels, as in the keys of the table.
        public let levels: [Int]
        /// The rows.
        public let n: Int
        /// The factor g: the final weight over the start weight.
        public let factor: Double
    }

    /// When raking stops.
    public struct Settings: Sendable, Hashable {
        /// The largest relative difference of a level's weights from its population that counts as met.
        public var tolerance: Double
        /// The most rounds over all margins.
        public var iterationLimit: Int
        /// The largest relative difference between the totals of margins.
        public var totalTolerance: Double

        public init(tolerance: Double = 1e-11, iterationLimit: Int = 1000, totalTolerance: Double = 1e-9) {
            self.tolerance = tolerance
            self.iterationLimit = iterationLimit
            self.totalTolerance = totalTolerance
        }
    }

    /// The margins that were asked for.
    public let margins: [CalibrationMargin]
    /// The cells in ascending order of their levels; with a factor of 1 where ``problem`` kept raking from starting.
    public let cells: [Cell]
    /// The rounds over all margins, those after trimming included.
    public let iterations: Int
    /// By margin, the largest relative difference of a level's weights from its population.
    public let largestDifferences: [Double]
    /// Why the margins are not met; nil when they are.
    public let problem: CalibrationProblem?
    /// What trimming did; nil where none was asked for.
    public let trimming: WeightTrimming.Report?
    /// How the final weights spread.
    public let weights: WeightSpread
    let residuals: CalibrationResiduals

    /// Whether the margins are met.
    public var isConverged: Bool { problem == nil }

    /// Weights by raking (iterative proportional fitting): the margins are met in turn until all are.
    ///
    /// With one margin this is post-stratification. A level with a population of zero gets weights of zero. The order of
    /// the margins changes the result by no more than the tolerance.
    ///
    /// - Parameters:
    ///   - table: The sample with its start weights; a variable of its levels that no margin names is left as it is.
    ///   - margins: One or more, with the same total.
    ///   - trimming: Bounds of the final weights; the margins are met first, and again after each trimming.
    ///   - settings: When to stop.
    /// - Returns: The factors with their report; read ``problem`` before using them.
    /// - Throws: ``StatisticsError/calibration(_:)`` for margins that do not fit the table, populations that are negative or
    ///   not finite, and bounds without room; ``StatisticsError/overflow``.
    /// - Complexity: O(iterations · margins · combinations of levels).
    public static func raking(
        _ table: DesignTable, to margins: [CalibrationMargin], trimming: WeightTrimming? = nil,
        settings: Settings = Settings()
    ) throws(StatisticsError) -> Calibration {
        let cells = try CalibrationCells(table)
        let raking = try Raking(cells, margins, settings)
        try trimming?.check()
        var factors = [Double](repeating: 1, count: cells.levels.count)
        var outcome = Raking.Outcome(
            iterations: 0, differences: raking.differences(factors), problem: raking.startProblem)
        var report: WeightTrimming.Report?
        if outcome.problem == nil {
            outcome = raking.fit(&factors)
            if let trimming, outcome.problem == nil {
                report = try trimming.apply(to: &factors, cells, raking, &outcome)
            }
        }
        return Calibration(
            margins: margins,
            cells: cells.levels.indices.map {
                Cell(levels: cells.levels[$0], n: cells.n[$0], factor: factors[$0])
            },
            iterations: outcome.iterations, largestDifferences: outcome.differences, problem: outcome.problem,
            trimming: report, weights: cells.spread(factors), residuals: CalibrationResiduals(cells, margins))
    }

    /// Weights by post-stratification: those of each level are multiplied by its population over their sum.
    ///
    /// - Throws: What ``raking(_:to:trimming:settings:)`` throws.
    /// - SeeAlso: D. Holt, T. M. F. Smith (1979), *JRSS A* 142(1), 33–46, doi:10.2307/2344652.
    public static func postStratification(
        _ table: DesignTable, to margin: CalibrationMargin
    ) throws(StatisticsError) -> Calibration {
        try raking(table, to: [margin])
    }
}
