import Glibc

/// e⁻ʸ yᵃ / Γ(a + 1), the Poisson probability of a under the mean y, also for a between whole numbers.
///
/// Written so that the large logarithms, which would cancel, never appear.
///
/// - Parameters:
///   - a: Zero or more.
///   - mean: Above zero.
/// - SeeAlso: C. Loader (2000), *Fast and Accurate Computation of Binomial Probabilities*.
func poissonTerm(_ a: Double, mean y: Double) -> Double {
    guard a > 0 else { return exp(-y) }
    return exp(-stirlingError(a) - devianceTerm(a, y)) / (2 * Double.pi * a).squareRoot()
}

/// ln Γ(a + 1) − (a + ½) ln a + a − ½ ln 2π.
private func stirlingError(_ a: Double) -> Double {
    guard a > 15 else { return GSL.logGamma(a + 1) - (a + 0.5) * log(a) + a - 0.5 * log(2 * Double.pi) }
    let square = a * a
    return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / (1188 * square)) / square) / square) / square) / a
}

/// a ln(a/y) + y − a, by its series where both are near each other.
private func devianceTerm(_ a: Double, _ y: Double) -> Double {
    guard abs(a - y) < 0.1 * (a + y) else { return a * log(a / y) + y - a }
    let ratio = (a - y) / (a + y)
    var sum = (a - y) * ratio
    var term = 2 * a * ratio
    for index in 1..<1000 {
        term *= ratio * ratio
        let next = sum + term / Double(2 * index + 1)
        if next == sum { break }
        sum = next
    }
    return sum
}
