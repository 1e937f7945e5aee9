/// The maximum-likelihood discrepancy of one factor, with its derivatives by the loadings and then the uniquenesses.
struct Discrepancy {
    let correlation: [[Double]]
    /// ln|R|.
    let logDeterminant: Double

    /// F and its derivatives at some loadings and uniquenesses.
    struct Point {
        let parameters: [Double]
        let value: Double
        let gradient: [Double]
        /// The second derivatives.
        let curvature: [[Double]]
        /// The second derivatives that are expected when the model holds; never below zero in any direction.
        let information: [[Double]]

        /// Where to go next; nil where the parameters cannot be told apart.
        ///
        /// Scoring alone can swing to and fro for thousands of steps where one factor fits badly, so that the true curvature is
        /// taken where it has a minimum.
        func step(damping: Double) -> [Double]? {
            let factor = CholeskyFactor(damped(curvature, damping)) ?? CholeskyFactor(damped(information, damping))
            return factor?.solution(gradient.map { -$0 })
        }

        private func damped(_ matrix: [[Double]], _ damping: Double) -> [[Double]] {
            var matrix = matrix
            for index in matrix.indices { matrix[index][index] += damping * information[index][index] }
            return matrix
        }
    }

    /// - Returns: nil where Σ is not positive definite; uniquenesses below zero are possible.
    func evaluated(_ parameters: [Double]) -> Point? {
        let k = correlation.count
        let (loadings, uniquenesses) = (Array(parameters[..<k]), Array(parameters[k...]))
        guard parameters.allSatisfy(\.isFinite) else { return nil }
        let implied = (0..<k).map { i in
            (0..<k).map { j in loadings[i] * loadings[j] + (i == j ? uniquenesses[i] : 0) }
        }
        guard let factor = CholeskyFactor(implied) else { return nil }
        let inverse = factor.inverse
        let trace = compensatedSum(
            (0..<k).lazy.map { i in compensatedSum((0..<k).lazy.map { inverse[i][$0] * correlation[$0][i] }) })
        let value = factor.logDeterminant + trace - logDeterminant - Double(k)
        guard value.isFinite else { return nil }
        // dF/dΣ = Σ⁻¹ − Σ⁻¹RΣ⁻¹
        let left = product(inverse, correlation)
        let sandwich = product(left, inverse)
        let slope = sandwich.enumerated().map { i, row in
            row.enumerated().map { j, cell in inverse[i][j] - cell }
        }
        let expected = traces(inverse, inverse, loadings)
        var curvature = traces(inverse, sandwich, loadings)
        for i in curvature.indices {
            for j in curvature.indices {
                let bend = i < k && j < k ? 2 * slope[i][j] : 0
                curvature[i][j] = 2 * curvature[i][j] - expected[i][j] + bend
            }
        }
        let weighted = slope.map { row in 2 * compensatedSum(zip(row, loadings).lazy.map { $0 * $1 }) }
        return Point(
            parameters: parameters, value: value, gradient: weighted + (0..<k).map { slope[$0][$0] },
            curvature: curvature, information: expected)
    }
}

/// tr(X ∂Σ Y ∂Σ) for each two parameters, the mean over both orders of X and Y.
private func traces(_ x: [[Double]], _ y: [[Double]], _ loadings: [Double]) -> [[Double]] {
    let k = loadings.count
    func times(_ matrix: [[Double]]) -> [Double] {
        matrix.map { row in compensatedSum(zip(row, loadings).lazy.map { $0 * $1 }) }
    }
    let (left, right) = (times(x), times(y))
    let leftSquare = compensatedSum(zip(left, loadings).lazy.map { $0 * $1 })
    let rightSquare = compensatedSum(zip(right, loadings).lazy.map { $0 * $1 })
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: 2 * k), count: 2 * k)
    for i in 0..<k {
        for j in 0..<k {
            matrix[i][j] = left[i] * right[j] + left[j] * right[i] + leftSquare * y[i][j] + x[i][j] * rightSquare
            matrix[i][k + j] = left[j] * y[i][j] + x[i][j] * right[j]
            matrix[k + j][i] = matrix[i][k + j]
            matrix[k + i][k + j] = x[i][j] * y[i][j]
        }
    }
    return matrix
}

private func product(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    left.map { row in
        var result = [Double](repeating: 0, count: right.count)
        for (factor, other) in zip(row, right) {
            for column in result.indices { result[column] += factor * other[column] }
        }
        return result
    }
}
