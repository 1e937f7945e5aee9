import Glibc

/// The Bass model of diffusion: adoption from outside the group (p) and by word of mouth within it (q).
///
/// F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t) is the share of the potential adopters m who have adopted by time t.
///
/// - SeeAlso: F. M. Bass (1969), *Management Science* 15(5), 215–227, doi:10.1287/mnsc.15.5.215.
public struct BassModel: GrowthCurve, Codable {
    public static var model: GrowthModel { .bass }
    public let marketPotential: Double
    /// The coefficient of innovation p, per period.
    public let innovation: Double
    /// The coefficient of imitation q, per period.
    public let imitation: Double

    /// A model; nil unless p and m are above zero, q is zero or more, and all are finite.
    public init?(marketPotential m: Double, innovation p: Double, imitation q: Double) {
        guard m > 0, p > 0, q >= 0, m.isFinite, p.isFinite, q.isFinite else { return nil }
        marketPotential = m
        innovation = p
        imitation = q
    }

    public init?(marketPotential m: Double, shape: (Double, Double)) {
        self.init(marketPotential: m, innovation: shape.0, imitation: shape.1)
    }

    public var shape: (Double, Double) { (innovation, imitation) }

    public func cumulativeShare(at time: Double) -> Double {
        guard time > 0 else { return 0 }
        // expm1 keeps the digits that 1 − exp(x) loses in the first periods.
        let decay = -(innovation + imitation) * time
        return -expm1(decay) / (1 + imitation / innovation * exp(decay))
    }

    public func shareGradient(at t: Double) -> GrowthGradient {
        guard t > 0 else { return .zero }
        let (p, q) = (innovation, imitation)
        let decay = exp(-(p + q) * t)
        let above = -expm1(-(p + q) * t)
        let below = 1 + q / p * decay
        let belowByP = -q / (p * p) * decay - q / p * t * decay
        let belowByQ = decay / p - q / p * t * decay
        return GrowthGradient(
            value: above / below, byFirst: (t * decay * below - above * belowByP) / (below * below),
            bySecond: (t * decay * below - above * belowByQ) / (below * below))
    }

    /// f(t) = ((p + q)²/p) e^−(p+q)t / (1 + (q/p) e^−(p+q)t)².
    public func densityGradient(at t: Double) -> GrowthGradient {
        let (p, q) = (innovation, imitation)
        let sum = p + q
        let decay = exp(-sum * t)
        let below = 1 + q / p * decay
        let density = sum * sum / p * decay / (below * below)
        let belowByP = -q / (p * p) * decay - q / p * t * decay
        let belowByQ = decay / p - q / p * t * decay
        return GrowthGradient(
            value: density, byFirst: density * (2 / sum - 1 / p - t - 2 * belowByP / below),
            bySecond: density * (2 / sum - t - 2 * belowByQ / below))
    }

    /// ln(q/p)/(p + q), where adoption is m (p + q)²/(4q) per period; nil when q ≤ p and it is fastest at the start.
    public var peakTime: Double? {
        imitation > innovation ? log(imitation / innovation) / (innovation + imitation) : nil
    }
}
