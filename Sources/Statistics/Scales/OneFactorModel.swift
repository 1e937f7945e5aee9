import Glibc

/// One common factor behind a correlation matrix, by maximum likelihood: R ≈ λλᵀ + diag(ψ).
///
/// The discrepancy `F = ln|Σ| + tr(RΣ⁻¹) − ln|R| − k` is minimised by Newton's method, and by Fisher scoring where F is not convex,
/// damped after Levenberg and Marquardt where a full step does not lower it; it begins from the uniquenesses
/// `(1 − 1/(2k)) / (R⁻¹)ᵢᵢ`. The estimate does not depend on the items' scales: correlations give what covariances do.
///
/// - SeeAlso: K. G. Jöreskog (1967), *Psychometrika* 32(4), 443–482; D. N. Lawley, A. E. Maxwell (1971), *Factor Analysis as a
///   Statistical Method*, ch. 4 and 7.
public struct OneFactorModel: Sendable, Hashable {
    /// The loadings λ of the items on the factor, as correlations; their sum is not below zero.
    public let loadings: [Double]
    /// The variances ψ that the factor leaves of each item, between 0 and 1.
    public let uniquenesses: [Double]
    /// F at the minimum; 0 where the factor explains every correlation.
    public let discrepancy: Double
    /// The second derivatives of F that are expected under the model, loadings first.
    let information: [[Double]]

    /// The least uniqueness that counts as proper.
    static let leastUniqueness = 1e-6

    /// Fits the model.
    ///
    /// - Parameter correlation: A correlation matrix, `[i][j]`.
    /// - Throws: ``Unavailable/tooFew`` for fewer than three items, which do not determine a factor; ``Unavailable/singular`` when
    ///   an item follows exactly from others, or the correlations contradict each other; ``Unavailable/improperSolution`` when F
    ///   falls until a uniqueness is zero or below; ``Unavailable/notConverged`` when the search does not settle.
    /// - Complexity: O(k³) a step.
    public init(correlation: [[Double]]) throws(Unavailable) {
        let k = correlation.count
        guard k > 2 else { throw .tooFew }
        guard let factor = CholeskyFactor(correlation, relativePivot: 1e-12) else { throw .singular }
        let problem = Discrepancy(correlation: correlation, logDeterminant: factor.logDeterminant)
        guard var point = problem.evaluated(start(correlation, inverse: factor.inverse)) else { throw .notConverged }
        var damping = 0.0
        var settled = false
        for _ in 0..<500 {
            let step = point.step(damping: damping)
            let trial = step.flatMap { problem.evaluated(zip(point.parameters, $0).map { $0 + $1 }) }
            // Near the minimum F differs by less than its own rounding.
            guard let step, let trial, trial.value <= point.value + 1e-14 * Double(k) else {
                damping = max(1e-3, damping * 10)
                if damping > 1e12 { break }
                continue
            }
            point = trial
            let largest = step.reduce(0) { max($0, abs($1)) }
            if largest < 1e-11, damping < 1e-2 {
                settled = true
                break
            }
            damping = damping < 1e-6 ? 0 : damping / 10
        }
        let uniquenesses = Array(point.parameters[k...])
        guard uniquenesses.allSatisfy({ $0 > Self.leastUniqueness }) else { throw .improperSolution }
        guard settled else { throw .notConverged }
        let sign = point.parameters[..<k].reduce(0, +) < 0 ? -1.0 : 1.0
        loadings = point.parameters[..<k].map { $0 * sign }
        self.uniquenesses = uniquenesses
        discrepancy = max(0, point.value)
        // Turning the factor round turns the sign of what goes with one loading.
        information = point.information.enumerated().map { i, row in
            row.enumerated().map { j, cell in (i < k) == (j < k) ? cell : cell * sign }
        }
    }
}

/// Where the search begins: uniquenesses from the inverse, and loadings from the first axis of what is scaled by them.
private func start(_ correlation: [[Double]], inverse: [[Double]]) -> [Double] {
    let k = correlation.count
    let uniquenesses = inverse.indices.map { (1 - 0.5 / Double(k)) / inverse[$0][$0] }
    let roots = uniquenesses.map { $0.squareRoot() }
    let scaled = correlation.indices.map { i in
        correlation.indices.map { j in correlation[i][j] / (roots[i] * roots[j]) }
    }
    // The power method: the axis need not be exact.
    let heaviest = scaled.indices.max { weight(scaled[$0]) < weight(scaled[$1]) } ?? 0
    var axis = scaled[heaviest]
    var length = 0.0
    for _ in 0..<200 {
        let norm = compensatedSum(axis.lazy.map { $0 * $0 }).squareRoot()
        axis = axis.map { $0 / norm }
        axis = scaled.map { row in compensatedSum(zip(row, axis).lazy.map { $0 * $1 }) }
        length = compensatedSum(axis.lazy.map { $0 * $0 }).squareRoot()
    }
    let stretch = max(0.1, length - 1).squareRoot() / length
    return zip(axis, roots).map { $0 * $1 * stretch } + uniquenesses
}

private func weight(_ row: [Double]) -> Double { row.reduce(0) { $0 + $1 * $1 } }
