import Glibc
import Statistics

/// Models of growth.
extension DiffusionMethod {
    static let growthMethods = [bassModel, growthModel]

    private static let adopters = MethodColumn("adopters", "adopters by period in order, none left out")

    static let bassModel = DiffusionMethod(
        "bass-model", "The Bass model by least squares (Srinivasan & Mason 1986), with peak and Bass's own regression.",
        columns: [adopters], options: [.potential, .horizon, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try bassValues(input, options) }

    static let growthModel = DiffusionMethod(
        "growth-model", "Bass, Gompertz and logistic curves side by side: fit, peak, forecast, error out of sample.",
        columns: [adopters], options: [.potential, .horizon, .seed, .replicates]
    ) { (input, options) throws(DiffusionError) in try growthValues(input, options) }

    private static func bassValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let series = try GrowthSeries(input, options)
        var values = [MethodValue("periods", series.adopters.count), MethodValue("adopters", series.total)]
        values += try series.values(of: .bass, options) { $0 }
        let regression = BassRegression(adopters: series.adopters)
        for (name, place) in [("a", 0), ("b", 1), ("c", 2)] {
            values.append(MethodValue("regression_\(name)", regression?.coefficients[place], reason: .tooFew))
        }
        let missing: Unavailable = regression == nil ? .tooFew : .notRepresentable
        values.append(MethodValue("regression_m", regression?.marketPotential, reason: missing))
        values.append(MethodValue("regression_p", regression?.innovation, reason: missing))
        values.append(MethodValue("regression_q", regression?.imitation, reason: missing))
        values.append(MethodValue("regression_r2", regression?.rSquared, reason: missing))
        values.append(MethodValue("regression_valid", regression.map { $0.isValid ? 1 : 0 }, reason: .tooFew))
        return values
    }

    private static func growthValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let series = try GrowthSeries(input, options)
        let comparison = GrowthComparison(adopters: series.adopters, potential: options.potential)
        var values = [
            MethodValue("periods", series.adopters.count), MethodValue("adopters", series.total),
            MethodValue("held_out", comparison.heldOut), MethodValue("origins", comparison.origins.count),
        ]
        for (model, errors) in zip(GrowthModel.allCases, comparison.errors) {
            values += try series.values(of: model, options) { "\(model.rawValue)_\($0)" }
            values += errorValues(errors, model.rawValue)
        }
        return values + errorValues(comparison.naive, "naive")
    }

    private static func errorValues(_ errors: GrowthComparison.Errors, _ name: String) -> [MethodValue] {
        [
            MethodValue("\(name)_rolling_rmse", errors.rollingRMSE),
            MethodValue("\(name)_rolling_mape", errors.rollingMAPE),
            MethodValue("\(name)_holdout_rmse", errors.holdOutRMSE),
            MethodValue("\(name)_holdout_mape", errors.holdOutMAPE),
        ]
    }
}

/// The series of a growth method, and what it is told besides.
private struct GrowthSeries {
    let adopters: [Double]
    let total: Double
    let resampling: BootstrapOptions

    /// - Throws: for an adopter count below zero or not finite, a potential below the adopters, or a horizon out of range.
    init(_ input: MethodInput, _ options: EstimateOptions) throws(DiffusionError) {
        let found = input.cells("adopters").compactMap { $0 }
        if let wrong = found.first(where: { !($0 >= 0 && $0.isFinite) }) {
            throw .statistics(.unexpectedValue(wrong, column: "adopters", allowed: "numbers from 0"))
        }
        guard found.count <= GrowthFit.periodLimit else {
            throw .tooManyPeriods(found.count, limit: GrowthFit.periodLimit)
        }
        guard (0...1_000).contains(options.horizon) else {
            throw .statistics(
                .unexpectedValue(
                    Double(options.horizon), column: "horizon", allowed: "whole numbers from 0 to 1000"))
        }
        let sum = found.reduce(0, +)
        if let potential = options.potential, !(potential >= sum && potential.isFinite) {
            throw .potentialBelowCumulative(potential: potential, adopters: sum)
        }
        adopters = found
        total = sum
        resampling = try estimating { () throws(StatisticsError) in
            try BootstrapOptions(replicates: options.replicates, seed: options.seed)
        }
    }

    /// The values of a model under names made from its own.
    func values(
        of model: GrowthModel, _ options: EstimateOptions, _ name: (String) -> String
    ) throws(DiffusionError) -> [MethodValue] {
        let (first, second) = model.shapeNames
        do {
            let fit = try GrowthFit(model, adopters: adopters, potential: options.potential)
            return values(of: fit, options, name)
        } catch {
            let ahead = (1...max(1, options.horizon)).prefix(options.horizon)
            let names =
                ["m", first, second, "peak_time", "peak_rate", "peak_cumulative"]
                + ahead.flatMap { ["forecast_\($0)", "cumulative_forecast_\($0)"] }
            return names.map { MethodValue(name($0), nil, reason: error.unavailable) }
        }
    }

    private func values(
        of fit: GrowthFit, _ options: EstimateOptions, _ name: (String) -> String
    ) -> [MethodValue] {
        let (first, second) = fit.model.shapeNames
        let bootstrap = GrowthBootstrap(
            fit, horizon: options.horizon, options: resampling, confidence: options.confidence, threads: processors)
        var values: [MethodValue] = []
        let parameters: [(String, Estimate, Double?)] = [
            ("m", bootstrap.marketPotential, fit.potentialError),
            (first, bootstrap.firstShape, fit.shapeErrors?.0), (second, bootstrap.secondShape, fit.shapeErrors?.1),
        ]
        for (key, estimate, error) in parameters {
            let isGiven = key == "m" && fit.isPotentialGiven
            values.append(MethodValue(name(key), estimate))
            if isGiven { continue }
            values.append(MethodValue(name("\(key)_se"), error, reason: .singular))
            values.append(
                MethodValue(name("\(key)_lower"), estimate.interval?.lowerBound, reason: estimate.intervalReason))
            values.append(
                MethodValue(name("\(key)_upper"), estimate.interval?.upperBound, reason: estimate.intervalReason))
        }
        values.append(MethodValue(name("sse"), fit.residualSumOfSquares))
        values.append(MethodValue(name("sigma"), fit.sigma))
        values.append(MethodValue(name("r2"), fit.rSquared, reason: .noVariation))
        values.append(name("peak_time"), withInterval: bootstrap.peakTime)
        values.append(name("peak_rate"), withInterval: bootstrap.peakRate)
        values.append(name("peak_cumulative"), withInterval: bootstrap.peakCumulative)
        for (index, pair) in zip(bootstrap.forecast, bootstrap.cumulativeForecast).enumerated() {
            values.append(name("forecast_\(index + 1)"), withInterval: pair.0)
            values.append(name("cumulative_forecast_\(index + 1)"), withInterval: pair.1)
        }
        values.append(MethodValue(name("replicates_failed"), bootstrap.failedReplicates))
        return values
    }

    /// As many threads as the machine has processors; their number changes no result.
    private var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
