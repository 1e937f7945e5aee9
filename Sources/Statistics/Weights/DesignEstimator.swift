/// Means, shares, totals and ratios of a population from a sample with weights, strata and clusters.
///
/// Variances are by Taylor linearisation with ultimate clusters: within a stratum h with n units in the sample and N in the
/// population, Σ (1 − n/N) · n/(n−1) · Σ (z − z̄)² over the units' totals z of the linearised variable. After calibration z is
/// that of the residuals. What follows from the definition:
///
/// - A stratum with one unit has no variance, so the estimate has none either (``Unavailable/tooFew``), unless that unit is
///   the stratum's whole population.
/// - With weights of 1, no strata, clusters or populations, a mean has the standard error s/√n and the t interval with n − 1
///   degrees of freedom of ``Moments/meanEstimate(confidence:)``. A share has √(p(1−p)/(n−1)), where ``Proportion`` has
///   √(p(1−p)/n), and limits symmetric about p instead of Wilson's, which may lie outside 0...1.
/// - Weights times a constant change totals and nothing else, but for the design effect without replacement.
///
/// - SeeAlso: C.-E. Särndal, B. Swensson, J. Wretman (1992), *Model Assisted Survey Sampling*, Springer, 5.5–5.7 and 6.6;
///   T. Lumley (2010), *Complex Surveys*, Wiley, 2 and 7, whose R package `survey` uses the same formulas.
public struct DesignEstimator: Sendable {
    let strata: [DesignTable.Stratum]
    let populations: [Int: Int]
    /// The cells with the cluster of each, and the place of its levels in the calibration.
    let cells: [CentredCell]
    let clusters: [Int?]
    let calibration: CalibrationResiduals?
    let places: [Int]
    private let centre: (y: Double, x: Double)
    private let scale: DesignScale
    private let confidence: ConfidenceLevel
    private let n: Int
    private let rows: Int
    /// First-stage units less strata.
    public let degreesOfFreedom: Int

    /// - Parameters:
    ///   - table: The sample, with start weights.
    ///   - calibration: Factors for the weights, from a table with the same levels; nil to use the weights as they are.
    ///   - confidence: The level of the intervals.
    /// - Throws: ``StatisticsError/calibration(_:)`` for factors that do not meet their margins or do not have the table's
    ///   levels, ``StatisticsError/overflow``.
    public init(
        _ table: DesignTable, calibration: Calibration? = nil, confidence: ConfidenceLevel = .ninetyFive
    ) throws(StatisticsError) {
        if let problem = calibration?.problem { throw .calibration(problem) }
        let total = try table.total().outcome
        let weight = Double(total.w)
        // Any centre near the means will do; whole numbers keep the sums exact.
        let y = weight > 0 ? (Double(total.wy) / weight).rounded() : 0
        let x = weight > 0 ? (Double(total.wx) / weight).rounded() : 0
        guard let centreY = Int128(exactly: y), let centreX = Int128(exactly: x) else { throw .overflow }
        var cells: [CentredCell] = []
        var places: [Int] = []
        for cell in table.cells {
            var factor = 1.0
            if let calibration {
                guard let place = calibration.residuals.place[cell.key.levels] else {
                    throw .calibration(.variables)
                }
                factor = calibration.cells[place].factor
                places.append(place)
            }
            cells.append(
                try CentredCell(
                    cell.sums, centre: (centreY, centreX), factor: factor, isSpread: cell.key.cluster == nil))
        }
        self.cells = cells
        self.places = places
        self.calibration = calibration?.residuals
        clusters = table.cells.map(\.key.cluster)
        strata = table.strata
        populations = table.populations
        centre = (y, x)
        scale = table.scale
        self.confidence = confidence
        n = total.n
        rows = cells.reduce(0) { $0 + $1.rows }
        degreesOfFreedom = strata.reduce(0) { $0 + $1.units } - strata.count
    }

    /// The weighted mean Σwy/Σw over the rows with an outcome; of an indicator, the share.
    ///
    /// - Returns: ``Unavailable/noObservations`` when no row has an outcome, ``Unavailable/zeroDenominator`` when their
    ///   weights are all 0. The design effect is against a mean of the same n rows.
    public func mean() -> DesignEstimate {
        let sums = weightedSums
        guard let missing = missing(sums) else {
            let offset = sums[2] / sums[1]
            let unit = DesignScale.power(scale.valueDecimals)
            let variance = variance(SIMD4(0, -offset / sums[1], 1 / sums[1], 0))
            let squares = squaredDeviations(from: offset, sums)
            return estimate(
                (centre.y + offset) / unit, variance, unit: unit,
                simple: n > 1 ? squares / sums[1] / Double(n - 1) : nil, simpleN: (n, sums[1] / weightUnit))
        }
        return missing
    }

    /// The weighted total Σwy over the rows with an outcome.
    ///
    /// - Returns: Reasons as for ``mean()``. The design effect is against a sample of all rows, with 0 where there is no outcome.
    public func total() -> DesignEstimate {
        let sums = weightedSums
        guard let missing = missing(sums) else {
            let unit = weightUnit * DesignScale.power(scale.valueDecimals)
            let total = centre.y * sums[1] + sums[2]
            let variance = variance(SIMD4(0, centre.y, 1, 0))
            let mean = total / sums[0]
            let squares = squaredDeviations(from: mean - centre.y, sums) + (sums[0] - sums[1]) * mean * mean
            return estimate(
                total / unit, variance, unit: unit,
                simple: rows > 1 ? sums[0] * squares / Double(rows - 1) : nil,
                simpleN: (rows, sums[0] / weightUnit))
        }
        return missing
    }

    /// The ratio of two totals, Σwy/Σwx, over the rows that have both.
    ///
    /// - Returns: Reasons as for ``mean()``, ``Unavailable/zeroDenominator`` also when Σwx is 0; without design effects.
    public func ratio() -> DesignEstimate {
        let sums = weightedSums
        if let missing = missing(sums) { return missing }
        let below = centre.x * sums[1] + sums[3]
        guard below != 0 else { return unavailable(.zeroDenominator, sums) }
        let ratio = (centre.y * sums[1] + sums[2]) / below
        let variance = variance(SIMD4(0, (centre.y - ratio * centre.x) / below, 1 / below, -ratio / below))
        let unit = DesignScale.power(scale.valueDecimals) / DesignScale.power(scale.denominatorDecimals)
        return estimate(ratio / unit, variance, unit: unit, simple: nil, simpleN: (n, 0))
    }

    /// What the whole numbers of weights are multiples of, inverted.
    var weightUnit: Double { DesignScale.power(scale.weightDecimals) }

    /// The four sums of all cells, with their factors.
    private var weightedSums: SIMD4<Double> {
        var sums = SIMD4<Double>.zero
        for i in 0..<4 { sums[i] = compensatedSum(cells.lazy.map { $0.factor * $0.sums[i] }) }
        return sums
    }

    /// Σ w (y − c − offset)² over rows with an outcome.
    private func squaredDeviations(from offset: Double, _ sums: SIMD4<Double>) -> Double {
        let squares = compensatedSum(cells.lazy.map { $0.factor * $0.squares })
        return max(0, squares - 2 * offset * sums[2] + offset * offset * sums[1])
    }

    private func missing(_ sums: SIMD4<Double>) -> DesignEstimate? {
        if n == 0 { return unavailable(.noObservations, sums) }
        return sums[1] > 0 ? nil : unavailable(.zeroDenominator, sums)
    }

    private func unavailable(_ reason: Unavailable, _ sums: SIMD4<Double>) -> DesignEstimate {
        DesignEstimate(
            unavailable: reason, n: n, weightedN: sums[1] / weightUnit, degreesOfFreedom: degreesOfFreedom)
    }

    private func estimate(
        _ value: Double, _ variance: Result<Double, Unavailable>, unit: Double, simple: Double?,
        simpleN: (sample: Int, population: Double)
    ) -> DesignEstimate {
        DesignEstimate(
            value, n: n, weightedN: weightedSums[1] / weightUnit, degreesOfFreedom: degreesOfFreedom,
            variance: variance.map { $0 / unit / unit }, simple: simple.map { $0 / unit / unit }, simpleN: simpleN,
            confidence: confidence)
    }
}
