import Glibc

/// A least-squares fit of a few parameters.
public struct LeastSquaresFit: Sendable, Hashable {
    /// The parameters, in the order of the model's gradient.
    public let parameters: [Double]
    /// The sum of squared residuals.
    public let residualSumOfSquares: Double
    /// Observations less parameters.
    public let degreesOfFreedom: Int
    /// σ² (JᵀJ)⁻¹ at the solution; nil without degrees of freedom or where the parameters cannot be told apart.
    public let covariance: [[Double]]?
}

/// Fits a model by unweighted nonlinear least squares, after Levenberg and Marquardt.
///
/// - Parameters:
///   - observations: The values to fit; finite.
///   - start: Where the search begins; the model must be defined there.
///   - model: The fitted value of an observation and its gradient by parameter; nil where it is not defined.
/// - Returns: The fit; nil when there are fewer observations than parameters, the model is not defined at the start, or the
///   search does not settle.
/// - SeeAlso: D. W. Marquardt (1963), *SIAM Journal on Applied Mathematics* 11(2), 431–441, doi:10.1137/0111030.
public func leastSquaresFit(
    _ observations: [Double], start: [Double],
    model: (_ index: Int, _ parameters: [Double]) -> (value: Double, gradient: [Double])?
) -> LeastSquaresFit? {
    let size = start.count
    guard size > 0, observations.count >= size else { return nil }
    guard var current = NormalEquations(observations, start, model) else { return nil }
    var parameters = start
    var damping = 1e-3
    var settled = 0
    for _ in 0..<2000 {
        var matrix = current.products
        for index in 0..<size { matrix[index][index] += damping * max(current.products[index][index], 1e-300) }
        guard let step = solution(of: matrix, current.slopes, relativePivot: 1e-300) else {
            damping *= 10
            if damping > 1e30 { return nil }
            continue
        }
        let trial = zip(parameters, step).map { $0 + $1 }
        guard let next = NormalEquations(observations, trial, model), next.squares <= current.squares else {
            // No step can do better than the rounding of the sum itself.
            let change = zip(parameters, step).map { abs($1) / max(abs($0), 1e-300) }.max() ?? 0
            if change < 1e-13 {
                settled = 2
                break
            }
            damping *= 4
            if damping > 1e30 { break }
            continue
        }
        let change = zip(parameters, step).map { abs($1) / max(abs($0), 1e-300) }.max() ?? 0
        parameters = trial
        current = next
        damping = max(1e-12, damping / 5)
        settled = change < 1e-10 ? settled + 1 : 0
        if settled >= 2 { break }
    }
    guard settled >= 2 else { return nil }
    let freedom = observations.count - size
    return LeastSquaresFit(
        parameters: parameters, residualSumOfSquares: current.squares, degreesOfFreedom: freedom,
        covariance: freedom > 0 ? current.covariance(variance: current.squares / Double(freedom)) : nil)
}

/// JᵀJ, Jᵀr and rᵀr at one point.
private struct NormalEquations {
    var products: [[Double]]
    var slopes: [Double]
    var squares: Double

    init?(
        _ observations: [Double], _ parameters: [Double],
        _ model: (Int, [Double]) -> (value: Double, gradient: [Double])?
    ) {
        let size = parameters.count
        products = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        slopes = [Double](repeating: 0, count: size)
        squares = 0
        for (index, seen) in observations.enumerated() {
            guard let (value, gradient) = model(index, parameters), value.isFinite, gradient.count == size,
                gradient.allSatisfy(\.isFinite)
            else { return nil }
            let residual = seen - value
            squares += residual * residual
            for i in 0..<size {
                slopes[i] += gradient[i] * residual
                for j in 0..<size { products[i][j] += gradient[i] * gradient[j] }
            }
        }
        guard squares.isFinite else { return nil }
    }

    func covariance(variance: Double) -> [[Double]]? {
        let size = slopes.count
        // Scaled to a correlation-like matrix first: the parameters may differ by many orders of magnitude.
        let scales = (0..<size).map { products[$0][$0].squareRoot() }
        guard scales.allSatisfy({ $0 > 0 }) else { return nil }
        let scaled = (0..<size).map { (i) in (0..<size).map { products[i][$0] / (scales[i] * scales[$0]) } }
        var columns: [[Double]] = []
        for column in 0..<size {
            let unit = (0..<size).map { $0 == column ? 1.0 : 0 }
            guard let solved = solution(of: scaled, unit) else { return nil }
            columns.append(solved)
        }
        return (0..<size).map { (i) in
            (0..<size).map { (j) in variance * columns[j][i] / (scales[i] * scales[j]) }
        }
    }
}
