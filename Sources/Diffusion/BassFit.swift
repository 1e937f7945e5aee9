import Glibc
import Statistics

/// The Bass model fitted to the adopters of consecutive periods.
///
/// The discrete form of Srinivasan and Mason is fitted by unweighted least squares: y(t) = m (F(t) − F(t − 1)) for
/// t = 1, 2, …, from several starting points, the first of them Bass's own regression. Before the peak the market
/// potential is hardly told by the data: look at its standard error before quoting it.
///
/// - SeeAlso: V. Srinivasan, C. H. Mason (1986), *Marketing Science* 5(2), 169–178, doi:10.1287/mksc.5.2.169.
public struct BassFit: Sendable, Hashable {
    /// Why there is no fit.
    public enum Failure: String, Error, Sendable, Hashable, Codable {
        /// Fewer than four periods: three parameters need at least one more.
        case tooFewPeriods = "too-few-periods"
        /// No adoptions at all.
        case noAdoptions = "no-adoptions"
        /// The search runs off: the series has no shape of the model, such as growth without an end in sight.
        case notConverged = "not-converged"
    }

    /// The fitted model.
    public let model: BassModel
    /// The standard errors of m, p and q, from σ² (JᵀJ)⁻¹; nil where the parameters cannot be told apart.
    public var standardErrors: (marketPotential: Double, innovation: Double, imitation: Double)? {
        covariance.map { ($0[0][0].squareRoot(), $0[1][1].squareRoot(), $0[2][2].squareRoot()) }
    }
    /// The covariances of m, p and q in this order.
    public let covariance: [[Double]]?
    /// The fitted adopters by period.
    public let fitted: [Double]
    /// The sum of squared residuals.
    public let residualSumOfSquares: Double
    /// Periods less three.
    public let degreesOfFreedom: Int
    /// 1 − residual over total sum of squares; nil when all periods are equal.
    public let rSquared: Double?
    /// The periods fitted.
    public let periods: Int

    /// The residual standard deviation.
    public var sigma: Double { (residualSumOfSquares / Double(degreesOfFreedom)).squareRoot() }

    /// Fits the model to adopters by period, the first period first and none left out.
    ///
    /// - Throws: ``Failure``.
    /// - Complexity: a few thousand evaluations of the model per starting point.
    public init(adopters: [Double]) throws(Failure) {
        guard adopters.count >= 4 else { throw .tooFewPeriods }
        let total = adopters.reduce(0, +)
        guard adopters.allSatisfy({ $0 >= 0 && $0.isFinite }), total > 0, total.isFinite else { throw .noAdoptions }
        var best: LeastSquaresFit?
        for start in Self.starts(adopters, total) {
            let fit = leastSquaresFit(adopters, start: start) { (index, parameters) in
                gradient(period: index + 1, parameters)
            }
            guard let fit, fit.parameters[0] < 1e6 * total else { continue }
            if let found = best, found.residualSumOfSquares <= fit.residualSumOfSquares * (1 + 1e-9) { continue }
            best = fit
        }
        guard let best,
            let model = BassModel(
                marketPotential: best.parameters[0], innovation: best.parameters[1], imitation: best.parameters[2])
        else { throw .notConverged }
        self.model = model
        covariance = best.covariance
        fitted = (1...adopters.count).map { model.adopters(inPeriod: $0) }
        residualSumOfSquares = best.residualSumOfSquares
        degreesOfFreedom = best.degreesOfFreedom
        periods = adopters.count
        let mean = total / Double(adopters.count)
        let spread = adopters.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        rSquared = spread > 0 ? 1 - best.residualSumOfSquares / spread : nil
    }

    /// The adopters of the periods after the last one fitted.
    public func forecast(periods ahead: Int) -> [Double] {
        (0..<max(0, ahead)).map { model.adopters(inPeriod: periods + $0 + 1) }
    }

    /// Starting points: Bass's regression where it is valid, then a grid of p and q with the m that fits each best.
    private static func starts(_ adopters: [Double], _ total: Double) -> [[Double]] {
        var starts: [[Double]] = []
        if let model = BassRegression(adopters: adopters)?.model {
            starts.append([model.marketPotential, model.innovation, model.imitation])
        }
        var ranked: [(start: [Double], squares: Double)] = []
        for p in [0.0005, 0.003, 0.01, 0.03, 0.1] {
            for q in [0.05, 0.2, 0.4, 0.7, 1.0] {
                guard let unit = BassModel(marketPotential: 1, innovation: p, imitation: q) else { continue }
                let shape = (1...adopters.count).map { unit.adopters(inPeriod: $0) }
                let weight = shape.reduce(0) { $0 + $1 * $1 }
                guard weight > 0 else { continue }
                let m = zip(adopters, shape).reduce(0) { $0 + $1.0 * $1.1 } / weight
                let squares = zip(adopters, shape).reduce(0) { $0 + ($1.0 - m * $1.1) * ($1.0 - m * $1.1) }
                if m > 0 { ranked.append(([m, p, q], squares)) }
            }
        }
        ranked.sort { $0.squares < $1.squares }
        return starts + ranked.prefix(4).map(\.start)
    }
}

/// Bass's own regression y(t) = a + b Y(t − 1) + c Y(t − 1)², where Y is the cumulative number.
///
/// Quick, but biased, and without a solution for many series: use it to start from or to compare.
public struct BassRegression: Sendable, Hashable {
    /// The coefficients a, b and c.
    public let coefficients: [Double]
    /// The share of variation explained; nil when all periods are equal.
    public let rSquared: Double?
    /// m = (−b − √(b² − 4ac))/(2c), p = a/m, q = −mc; nil when these are not above zero.
    public let model: BassModel?

    /// The regression; nil with fewer than four periods or where the coefficients cannot be told apart.
    public init?(adopters: [Double]) {
        guard adopters.count >= 4, adopters.allSatisfy({ $0.isFinite }) else { return nil }
        var cumulative: [Double] = []
        var total = 0.0
        for value in adopters {
            cumulative.append(total)
            total += value
        }
        guard total > 0 else { return nil }
        // In units of the total, so that Y and Y² are of one size.
        let fit = leastSquaresFit(adopters.map { $0 / total }, start: [0, 0, 0]) { (index, parameters) in
            let y = cumulative[index] / total
            return (parameters[0] + parameters[1] * y + parameters[2] * y * y, [1, y, y * y])
        }
        guard let fit else { return nil }
        let (a, b, c) = (fit.parameters[0] * total, fit.parameters[1], fit.parameters[2] / total)
        coefficients = [a, b, c]
        let mean = total / Double(adopters.count)
        let spread = adopters.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        rSquared = spread > 0 ? 1 - fit.residualSumOfSquares * total * total / spread : nil
        let root = b * b - 4 * a * c
        guard root >= 0, c != 0 else {
            model = nil
            return
        }
        let m = (-b - root.squareRoot()) / (2 * c)
        model = m > 0 ? BassModel(marketPotential: m, innovation: a / m, imitation: -m * c) : nil
    }
}

/// m (F(t) − F(t − 1)) with its gradient by m, p and q; nil outside p > 0, q ≥ 0, m > 0.
private func gradient(period: Int, _ parameters: [Double]) -> (value: Double, gradient: [Double])? {
    let (m, p, q) = (parameters[0], parameters[1], parameters[2])
    guard m > 0, p > 0, q >= 0 else { return nil }
    let (end, start) = (share(Double(period), p, q), share(Double(period) - 1, p, q))
    let gap = end.value - start.value
    return (m * gap, [gap, m * (end.byP - start.byP), m * (end.byQ - start.byQ)])
}

/// F(t) and its derivatives by p and q.
private func share(_ t: Double, _ p: Double, _ q: Double) -> (value: Double, byP: Double, byQ: Double) {
    guard t > 0 else { return (0, 0, 0) }
    let decay = exp(-(p + q) * t)
    let above = -expm1(-(p + q) * t)
    let below = 1 + q / p * decay
    let belowByP = -q / (p * p) * decay - q / p * t * decay
    let belowByQ = decay / p - q / p * t * decay
    return (
        above / below, (t * decay * below - above * belowByP) / (below * below),
        (t * decay * below - above * belowByQ) / (below * below)
    )
}
