/// The rows of a sample by calibration levels, whatever their stratum and cluster.
struct CalibrationCells {
    /// The levels of each cell, in ascending order.
    let levels: [[Int]]
    let n: [Int]
    /// Sums, least and greatest of the start weights.
    let weight: [Double]
    let weightSquares: [Double]
    let least: [Double]
    let greatest: [Double]
    /// The place of each combination of levels.
    let place: [[Int]: Int]

    init(_ table: DesignTable) throws(StatisticsError) {
        var sums: [[Int]: DesignSums] = [:]
        for cell in table.cells {
            let known = sums[cell.key.levels] ?? DesignSums()
            sums[cell.key.levels] = try known.merging(cell.sums.withoutOutcome)
        }
        let levels = sums.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let ordered = levels.map { sums[$0] ?? DesignSums() }
        let unit = DesignScale.power(table.scale.weightDecimals)
        self.levels = levels
        n = ordered.map(\.n)
        weight = ordered.map { Double($0.w) / unit }
        weightSquares = ordered.map { $0.ww.double / unit / unit }
        least = ordered.map { Double($0.leastWeight) / unit }
        greatest = ordered.map { Double($0.greatestWeight) / unit }
        place = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, $0.offset) })
    }

    /// How the weights spread when each cell's are multiplied by its factor.
    func spread(_ factors: [Double]) -> WeightSpread {
        let places = levels.indices
        return WeightSpread(
            n: n.reduce(0, +), sum: compensatedSum(places.lazy.map { factors[$0] * weight[$0] }),
            sumOfSquares: compensatedSum(places.lazy.map { factors[$0] * factors[$0] * weightSquares[$0] }),
            least: places.map { factors[$0] * least[$0] }.min() ?? 0,
            greatest: places.map { factors[$0] * greatest[$0] }.max() ?? 0)
    }
}
