import Statistics

/// Bass's own regression y(t) = a + b Y(t − 1) + c Y(t − 1)², where Y is the cumulative number.
///
/// Quick, but biased, and without a solution for many series: use it to start from or to compare.
///
/// - SeeAlso: F. M. Bass (1969), *Management Science* 15(5), 215–227, doi:10.1287/mnsc.15.5.215.
public struct BassRegression: Sendable, Hashable {
    /// The coefficients a, b and c.
    public let coefficients: [Double]
    /// The share of variation explained; nil when all periods are equal.
    public let rSquared: Double?
    /// m = (−b − √(b² − 4ac))/(2c), whatever its sign; nil when the parabola has no such root.
    public let marketPotential: Double?
    /// p = a/m, which the regression does not keep from being below zero; nil without m.
    public let innovation: Double?
    /// q = −mc; nil without m.
    public let imitation: Double?
    /// The model of m, p and q; nil when they make none, such as when p is below zero.
    public let model: BassModel?

    /// Whether m, p and q make a model.
    public var isValid: Bool { model != nil }

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
        let m = (-b - max(0, root).squareRoot()) / (2 * c)
        guard root >= 0, m.isFinite, m != 0 else {
            (marketPotential, innovation, imitation, model) = (nil, nil, nil, nil)
            return
        }
        marketPotential = m
        innovation = a / m
        imitation = -m * c
        model = BassModel(marketPotential: m, innovation: a / m, imitation: -m * c)
    }
}
