public import Statistics

/// How well growth models would have forecast the last periods of a series from those before.
///
/// From each of the origins n − k, …, n − 1 every model is fitted to the periods up to it and forecasts all that follow (a rolling
/// origin); the origin n − k alone is the plain hold-out of the last k. An origin counts only where every model that fits the whole
/// series can be fitted, so that all are measured on the same periods.
///
/// - SeeAlso: L. J. Tashman (2000), *International Journal of Forecasting* 16(4), 437–450, doi:10.1016/S0169-2070(00)00065-0;
///   N. Meade, T. Islam (1998), *Management Science* 44(8), 1115–1130, doi:10.1287/mnsc.44.8.1115.
public struct GrowthComparison: Sendable, Hashable {
    /// The errors of a model, or of the naive forecast.
    public struct Errors: Sendable, Hashable {
        /// The kind of curve; nil for the naive forecast.
        public let model: GrowthModel?
        /// The root mean squared error over all origins, in adopters per period; n is the number of forecasts.
        public let rollingRMSE: Estimate
        /// The mean absolute error in percent of the adopters seen, over periods with any.
        public let rollingMAPE: Estimate
        /// The same of the origin n − k alone.
        public let holdOutRMSE: Estimate
        /// The same of the origin n − k alone.
        public let holdOutMAPE: Estimate
    }

    /// The models in the order given.
    public let errors: [Errors]
    /// The naive forecast, from the origins that count.
    public let naive: Errors
    /// The periods held out, k.
    public let heldOut: Int
    /// The origins that count.
    public let origins: [Int]
    /// The model with the least rolling RMSE, the first of equal ones; nil when no origin counts.
    public var best: GrowthModel? {
        errors.filter { $0.rollingRMSE.value != nil }
            .min { ($0.rollingRMSE.value ?? .infinity) < ($1.rollingRMSE.value ?? .infinity) }?.model
    }

    /// Compares models.
    ///
    /// A model that does not fit the whole series has the reason of that; where no origin counts it is
    /// ``Statistics/Unavailable/beforeInflection`` if a fit is refused for that, ``Statistics/Unavailable/tooFew`` otherwise.
    ///
    /// - Parameters:
    ///   - adopters: The adopters of each period.
    ///   - models: The kinds of curves.
    ///   - potential: Those who could adopt; nil to estimate them.
    ///   - heldOut: The periods k to forecast; by default a quarter of them, at least one.
    public init(
        adopters: [Double], models: [GrowthModel] = GrowthModel.allCases, potential: Double? = nil,
        holdingOut heldOut: Int? = nil
    ) {
        let n = adopters.count
        let k = min(max(1, heldOut ?? n / 4), max(0, n - 1))
        self.heldOut = k
        var failures: [GrowthModel: GrowthFit.Failure] = [:]
        for model in models {
            do {
                _ = try GrowthFit(model, adopters: adopters, potential: potential)
            } catch { failures[model] = error }
        }
        let usable = models.filter { failures[$0] == nil }
        var forecasts: [(origin: Int, byModel: [GrowthModel: [Double]])] = []
        var isEarly = failures.values.contains(.beforeInflection)
        for origin in (n - k)..<max(n - k, n) where !usable.isEmpty {
            var byModel: [GrowthModel: [Double]] = [:]
            for model in usable {
                do {
                    let fit = try GrowthFit(model, adopters: Array(adopters[..<origin]), potential: potential)
                    byModel[model] = fit.forecast(periods: n - origin)
                } catch { isEarly = isEarly || error == .beforeInflection }
            }
            if byModel.count == usable.count { forecasts.append((origin, byModel)) }
        }
        origins = forecasts.map(\.origin)
        let none: Unavailable = isEarly ? .beforeInflection : .tooFew
        errors = models.map { (model) in
            let failure = failures[model]
            let all = failure == nil ? forecasts.map { ($0.origin, $0.byModel[model] ?? []) } : []
            return Errors(model, adopters, all, holdOut: n - k, failure?.unavailable ?? none)
        }
        let repeated = origins.filter { $0 > 0 }.map { origin in
            (origin: origin, values: [Double](repeating: adopters[origin - 1], count: n - origin))
        }
        naive = Errors(nil, adopters, repeated, holdOut: n - k, none)
    }
}

extension GrowthComparison.Errors {
    /// - Parameters:
    ///   - forecasts: The values forecast from each origin on.
    ///   - holdOut: The first origin.
    ///   - reason: Why there are no forecasts.
    fileprivate init(
        _ model: GrowthModel?, _ adopters: [Double], _ forecasts: [(origin: Int, values: [Double])], holdOut: Int,
        _ reason: Unavailable
    ) {
        let rolling = ForecastErrors(adopters, forecasts, reason)
        let single = ForecastErrors(adopters, forecasts.filter { $0.origin == holdOut }, reason)
        self.init(
            model: model, rollingRMSE: rolling.rmse, rollingMAPE: rolling.mape, holdOutRMSE: single.rmse,
            holdOutMAPE: single.mape)
    }
}

/// The errors of forecasts from several origins.
private struct ForecastErrors {
    let rmse: Estimate
    let mape: Estimate

    init(_ adopters: [Double], _ forecasts: [(origin: Int, values: [Double])], _ reason: Unavailable) {
        var (count, squares): (Int, Double) = (0, 0)
        var (shares, relative): (Int, Double) = (0, 0)
        for (origin, values) in forecasts {
            for (seen, value) in zip(adopters[origin...], values) {
                count += 1
                squares += (value - seen) * (value - seen)
                guard seen > 0 else { continue }
                shares += 1
                relative += abs(value - seen) / seen
            }
        }
        guard count > 0 else {
            rmse = Estimate(unavailable: reason, n: 0)
            mape = rmse
            return
        }
        rmse = Estimate((squares / Double(count)).squareRoot(), n: count)
        mape =
            shares > 0
            ? Estimate(100 * relative / Double(shares), n: shares) : Estimate(unavailable: .zeroDenominator, n: 0)
    }
}
