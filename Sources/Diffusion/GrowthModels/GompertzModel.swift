import Glibc

/// Gompertz's curve: the rate of growth falls off exponentially, so that the peak comes early and the tail is long.
///
/// F(t) = exp(−e^−c(t − τ)) with rate c and inflection τ, where F is 1/e. Unlike the logistic curve it is not symmetric.
///
/// - SeeAlso: C. P. Winsor (1932), *Proceedings of the National Academy of Sciences* 18(1), 1–8, doi:10.1073/pnas.18.1.1;
///   N. Meade, T. Islam (2006), *International Journal of Forecasting* 22(3), 519–545, doi:10.1016/j.ijforecast.2006.01.005.
public struct GompertzModel: GrowthCurve, Codable {
    public static var model: GrowthModel { .gompertz }
    public let marketPotential: Double
    /// The rate c, per period.
    public let rate: Double
    /// The time τ when adoption is fastest; below zero when that was before the start.
    public let inflection: Double

    /// A model; nil unless m and the rate are above zero and all are finite.
    public init?(marketPotential m: Double, rate: Double, inflection: Double) {
        guard m > 0, rate > 0, m.isFinite, rate.isFinite, inflection.isFinite else { return nil }
        marketPotential = m
        self.rate = rate
        self.inflection = inflection
    }

    public init?(marketPotential m: Double, shape: (Double, Double)) {
        self.init(marketPotential: m, rate: shape.0, inflection: shape.1)
    }

    public var shape: (Double, Double) { (rate, inflection) }

    public func cumulativeShare(at time: Double) -> Double {
        time > 0 ? exp(-exp(-rate * (time - inflection))) : 0
    }

    public func shareGradient(at time: Double) -> GrowthGradient {
        guard time > 0 else { return .zero }
        let distance = exp(-rate * (time - inflection))
        let share = exp(-distance)
        // Far before the inflection the share is 0 however fast the distance grows.
        guard share > 0 else { return .zero }
        return GrowthGradient(
            value: share, byFirst: share * distance * (time - inflection), bySecond: -share * distance * rate)
    }

    /// f(t) = c u e^−u with u = e^−c(t − τ).
    public func densityGradient(at time: Double) -> GrowthGradient {
        let distance = exp(-rate * (time - inflection))
        let density = rate * distance * exp(-distance)
        guard density > 0 else { return .zero }
        // d ln f/du · du, where du/dc = −(t − τ) u and du/dτ = c u.
        let byDistance = 1 - distance
        return GrowthGradient(
            value: density, byFirst: density * (1 / rate - byDistance * (time - inflection)),
            bySecond: density * byDistance * rate)
    }

    /// τ; nil when that is not after the start.
    public var peakTime: Double? { inflection > 0 ? inflection : nil }
}
