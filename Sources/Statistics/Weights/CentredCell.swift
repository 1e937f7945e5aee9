/// A cell's sums as numbers of double precision, with values less a centre near their mean.
///
/// They are centred while they are still whole numbers, so values far from zero lose no digit of their spread.
struct CentredCell {
    /// Sums over rows of w, w·p, w·p·(y − c) and w·p·(x − c), where p is 1 for a row with an outcome.
    let sums: SIMD4<Double>
    /// Within the cell, the sums of squares and products of deviations of these four.
    let scatter: [SIMD4<Double>]
    /// Σ w (y − c)² over rows with an outcome.
    let squares: Double
    /// The rows, and those with an outcome.
    let rows: Int
    let present: Int
    /// What the weights are multiplied by.
    let factor: Double

    /// - Parameter isSpread: Whether the rows are units of their own, so that they vary within the cell.
    init(
        _ cell: DesignSums, centre: (y: Int128, x: Int128), factor: Double, isSpread: Bool
    ) throws(StatisticsError) {
        let outcome = cell.outcome
        let (cy, cx) = (centre.y, centre.x)
        let wy = try outcome.wy.adding(try outcome.w.multiplied(by: -cy))
        let wx = try outcome.wx.adding(try outcome.w.multiplied(by: -cx))
        sums = SIMD4(Double(cell.w), Double(outcome.w), Double(wy), Double(wx))
        // Σw(y−c)² = Σwy² − 2cΣwy + c²Σw
        squares = try outcome.wyy.subtracting(WideInteger(product: outcome.wy, 2 * cy))
            .adding(try WideInteger(product: cy, cy).multiplied(by: outcome.w)).double
        rows = cell.n
        present = outcome.n
        self.factor = factor
        guard isSpread, cell.n > 1 else {
            scatter = [SIMD4<Double>](repeating: .zero, count: 4)
            return
        }
        let wwy = try outcome.wwy.subtracting(try outcome.ww.multiplied(by: cy))
        let wwx = try outcome.wwx.subtracting(try outcome.ww.multiplied(by: cx))
        let wwyy = try outcome.wwyy.subtracting(try outcome.wwy.multiplied(by: 2 * cy))
            .adding(try outcome.ww.multiplied(by: cy).multiplied(by: cy))
        let wwxx = try outcome.wwxx.subtracting(try outcome.wwx.multiplied(by: 2 * cx))
            .adding(try outcome.ww.multiplied(by: cx).multiplied(by: cx))
        let wwxy = try outcome.wwxy.subtracting(try outcome.wwx.multiplied(by: cy))
            .subtracting(try outcome.wwy.multiplied(by: cx))
            .adding(try outcome.ww.multiplied(by: cx).multiplied(by: cy))
        let products = [
            [cell.ww, outcome.ww, wwy, wwx], [outcome.ww, outcome.ww, wwy, wwx], [wwy, wwy, wwyy, wwxy],
            [wwx, wwx, wwxy, wwxx],
        ]
        let totals = [cell.w, outcome.w, wy, wx]
        var scatter = [SIMD4<Double>](repeating: .zero, count: 4)
        for i in 0..<4 {
            for j in i..<4 {
                // n Σab − Σa Σb is exact, so equal rows have exactly no spread.
                let spread =
                    try products[i][j].multiplied(by: Int128(cell.n))
                    .subtracting(WideInteger(product: totals[i], totals[j])).double / Double(cell.n)
                (scatter[i][j], scatter[j][i]) = (spread, spread)
            }
        }
        self.scatter = scatter
    }

    /// The sum over rows of a score, given its coefficients for the four sums.
    func total(_ score: SIMD4<Double>) -> Double { factor * (score * sums).sum() }

    /// The sum of squared deviations of the rows' scores from their mean.
    func spread(_ score: SIMD4<Double>) -> Double {
        var sum = 0.0
        for i in 0..<4 { sum += score[i] * (score * scatter[i]).sum() }
        return max(0, factor * factor * sum)
    }
}
