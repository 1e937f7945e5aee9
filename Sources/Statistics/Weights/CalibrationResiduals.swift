/// What calibration explains of an outcome: the regression on the indicators of the margins' levels, with start weights.
///
/// The variance of a calibrated estimate is that of the residuals e = y − x′B, as Deville and Särndal (1992) show.
/// After post-stratification that is y less the weighted mean of its level; R's `survey::postStratify` takes the plain mean,
/// which is the same where the start weights of a level are equal.
struct CalibrationResiduals: Sendable, Hashable {
    /// By combination of levels, the columns of its indicators.
    private let columns: [[Int]]
    private let products: [[Double]]
    let place: [[Int]: Int]
    private let count: Int

    init(_ cells: CalibrationCells, _ margins: [CalibrationMargin]) {
        var columns = [[Int]](repeating: [], count: cells.levels.count)
        var count = 0
        for (index, margin) in margins.enumerated() {
            let found = Set(cells.levels.map { $0[margin.variable] }).sorted()
            // The indicators of every margin add up to one, so all margins but the first do without their first level.
            let kept = index == 0 ? found[...] : found.dropFirst()
            let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($0.element, count + $0.offset) })
            for (place, levels) in cells.levels.enumerated() {
                if let column = numbers[levels[margin.variable]] { columns[place].append(column) }
            }
            count += kept.count
        }
        var products = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for (place, own) in columns.enumerated() {
            for i in own {
                for j in own { products[i][j] += cells.weight[place] }
            }
        }
        self.columns = columns
        self.products = products
        self.place = cells.place
        self.count = count
    }

    /// The fitted value x′B of each combination of levels.
    ///
    /// - Parameter sums: By combination, the sum of start weight times outcome.
    func fitted(_ sums: [Double]) -> [Double] {
        var rows = products
        var right = [Double](repeating: 0, count: count)
        for (place, own) in columns.enumerated() {
            for column in own { right[column] += sums[place] }
        }
        // Symmetric elimination; a column that follows from earlier ones gets no coefficient, which leaves the fit as it is.
        var isUsed = [Bool](repeating: false, count: count)
        for column in 0..<count where rows[column][column] > 1e-11 * products[column][column] {
            isUsed[column] = true
            for row in 0..<count where row != column {
                let factor = rows[row][column] / rows[column][column]
                if factor == 0 { continue }
                for other in 0..<count { rows[row][other] -= factor * rows[column][other] }
                right[row] -= factor * right[column]
            }
        }
        let coefficients = (0..<count).map { isUsed[$0] ? right[$0] / rows[$0][$0] : 0 }
        return columns.map { own in own.reduce(0) { $0 + coefficients[$1] } }
    }
}
