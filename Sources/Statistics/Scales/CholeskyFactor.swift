import Glibc

/// The Cholesky factor of a symmetric positive definite matrix: all that its inverse and determinant need.
struct CholeskyFactor {
    /// The lower triangle L with L Lᵀ = the matrix.
    private let lower: [[Double]]

    /// - Parameter relativePivot: The share of its diagonal that must be left of each row when the rows before are accounted
    ///   for; with less the matrix counts as singular.
    /// - Returns: nil when the matrix is not positive definite.
    init?(_ matrix: [[Double]], relativePivot: Double = 0) {
        let size = matrix.count
        var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for i in 0..<size {
            for j in 0...i {
                var rest = matrix[i][j]
                for k in 0..<j { rest -= lower[i][k] * lower[j][k] }
                if i == j {
                    guard rest > relativePivot * abs(matrix[i][i]), rest.isFinite else { return nil }
                    lower[i][i] = rest.squareRoot()
                } else {
                    lower[i][j] = rest / lower[j][j]
                }
            }
        }
        self.lower = lower
    }

    /// The logarithm of the determinant.
    var logDeterminant: Double {
        2 * compensatedSum(lower.indices.lazy.map { log(lower[$0][$0]) })
    }

    /// The solution of the system of equations with the matrix and a right side.
    func solution(_ right: [Double]) -> [Double] {
        var values = right
        for i in lower.indices {
            for k in 0..<i { values[i] -= lower[i][k] * values[k] }
            values[i] /= lower[i][i]
        }
        for i in lower.indices.reversed() {
            for k in (i + 1)..<max(lower.count, i + 1) { values[i] -= lower[k][i] * values[k] }
            values[i] /= lower[i][i]
        }
        return values
    }

    /// The inverse of the matrix.
    var inverse: [[Double]] {
        let size = lower.count
        // The inverse of the triangle, then its square.
        var triangle = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for column in 0..<size {
            triangle[column][column] = 1 / lower[column][column]
            for row in (column + 1)..<max(size, column + 1) {
                var sum = 0.0
                for k in column..<row { sum -= lower[row][k] * triangle[k][column] }
                triangle[row][column] = sum / lower[row][row]
            }
        }
        var inverse = triangle
        for i in 0..<size {
            for j in 0...i {
                var sum = 0.0
                for k in i..<size { sum += triangle[k][i] * triangle[k][j] }
                inverse[i][j] = sum
                inverse[j][i] = sum
            }
        }
        return inverse
    }
}
