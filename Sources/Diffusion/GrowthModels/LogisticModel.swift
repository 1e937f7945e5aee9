import Glibc

/// The logistic curve: everyone who has adopted persuades others at the same rate, and growth is symmetric about its peak.
///
/// F(t) = 1/(1 + e^−c(t − τ)) with rate c and inflection τ, where half have adopted. It is the Bass model without adoption from
/// outside.
///
/// - SeeAlso: E. Mansfield (1961), *Econometrica* 29(4), 741–766, doi:10.2307/1911817; N. Meade, T. Islam (2006),
///   *International Journal of Forecasting* 22(3), 519–545, doi:10.1016/j.ijforecast.2006.01.005.
public struct LogisticModel: GrowthCurve, Codable {
    public static var model: GrowthModel { .logistic }
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
        time > 0 ? share(time) : 0
    }

    public func shareGradient(at time: Double) -> GrowthGradient {
        guard time > 0 else { return .zero }
        let share = share(time)
        let slope = share * (1 - share)
        return GrowthGradient(value: share, byFirst: slope * (time - inflection), bySecond: -slope * rate)
    }

    /// f(t) = c F(t) (1 − F(t)).
    public func densityGradient(at time: Double) -> GrowthGradient {
        let share = share(time)
        let slope = share * (1 - share)
        let turn = rate * slope * (1 - 2 * share)
        return GrowthGradient(
            value: rate * slope, byFirst: slope + turn * (time - inflection), bySecond: -turn * rate)
    }

    /// τ; nil when that is not after the start.
    public var peakTime: Double? { inflection > 0 ? inflection : nil }

    private func share(_ time: Double) -> Double { 1 / (1 + exp(-rate * (time - inflection))) }
}
