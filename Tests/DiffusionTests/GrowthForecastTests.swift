import Statistics
import Testing

@testable import Diffusion

/// Fits against another program, bootstrap intervals, forecasts and comparison out of sample.
@Suite struct GrowthForecastTests {
    /// Room air conditioners, USA 1949–1961 (Bass 1969), thousand units; the case `bass_room_air_conditioners`.
    static let airConditioners: [Double] = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]
    /// Video recorders, USA 1980–1989, thousand units; the case `bass_vcr`.
    static let videoRecorders: [Double] = [840, 1470, 2110, 4000, 7590, 10950, 10530, 9470, 7790, 5890]
    /// 60 adopters, with noise and past the peak.
    private let small: [Double] = [1, 2, 2, 5, 7, 10, 11, 9, 6, 4, 2, 1]

    private func options(_ replicates: Int, seed: UInt64 = 1) throws -> BootstrapOptions {
        try BootstrapOptions(replicates: replicates, seed: seed)
    }

    private func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
        value.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
    }

    /// SciPy 1.17.1, `least_squares` with tolerances of 1e-15 on y(t) = m (F(t) − F(t − 1)), F(0) = 0, from several starts; standard
    /// errors from σ² (JᵀJ)⁻¹ with a Jacobian of central differences.
    @Test(
        arguments: [
            (
                GrowthModel.gompertz, airConditioners, nil, [22819.76861, 0.2099885935, 9.286499419],
                [1734.0269, 0.017378933, 0.36795644], 188557.4953
            ),
            (
                .logistic, airConditioners, nil, [17635.92834, 0.4316151971, 9.47661793],
                [1363.8717, 0.03946219, 0.33280112], 524356.0353
            ),
            (
                .gompertz, videoRecorders, nil, [73046.25563, 0.4009157961, 6.194873023],
                [3664.714, 0.025553712, 0.13251995], 3203090.544
            ),
            (
                .logistic, videoRecorders, nil, [67252.6068, 0.6717604631, 6.593417509],
                [3225.4952, 0.040719803, 0.1257174], 4296283.089
            ),
            (.bass, airConditioners, 20_000, [0.010408, 0.34732211], [0.00160261, 0.02077819], 367502.6146017556),
            (
                .gompertz, airConditioners, 30_000, [0.1621559, 10.71967998], [0.00658404, 0.31892042],
                365294.40409508697
            ),
        ] as [(GrowthModel, [Double], Double?, [Double], [Double], Double)])
    func fitsAreThoseOfSciPy(
        model: GrowthModel, adopters: [Double], potential: Double?, parameters: [Double], errors: [Double],
        squares: Double
    ) throws {
        let fit = try GrowthFit(model, adopters: adopters, potential: potential)
        let found = (potential == nil ? [fit.curve.marketPotential] : []) + [fit.curve.shape.0, fit.curve.shape.1]
        for (value, expected) in zip(found, parameters) { #expect(isClose(value, expected, 1e-5)) }
        let spread = try #require(fit.shapeErrors)
        let own = [fit.potentialError].compactMap { $0 } + [spread.0, spread.1]
        #expect(own.count == errors.count)
        for (value, expected) in zip(own, errors) { #expect(isClose(value, expected, 1e-5)) }
        #expect(isClose(fit.residualSumOfSquares, squares, 1e-7))
    }

    @Test func bootstrapRepeatsForASeedAndAnyNumberOfThreads() throws {
        for model in GrowthModel.allCases {
            let fit = try GrowthFit(model, adopters: small)
            let one = GrowthBootstrap(fit, horizon: 4, options: try options(299), threads: 1)
            #expect(GrowthBootstrap(fit, horizon: 4, options: try options(299), threads: 3) == one)
            #expect(GrowthBootstrap(fit, horizon: 4, options: try options(299, seed: 2), threads: 1) != one)
            #expect(one.replicates == 299 && one.failedReplicates <= 2)
        }
    }

    @Test func intervalsHoldTheEstimateAndWidenWithTheHorizon() throws {
        for model in GrowthModel.allCases {
            let fit = try GrowthFit(model, adopters: Self.videoRecorders)
            let result = GrowthBootstrap(fit, horizon: 6, options: try options(999))
            for estimate in [
                result.marketPotential, result.firstShape, result.secondShape, result.peakTime, result.peakRate,
                result.peakCumulative,
            ] {
                let interval = try #require(estimate.interval)
                #expect(interval.contains(try #require(estimate.value)) && interval.lowerBound > 0)
            }
            // The bootstrap agrees with the standard errors of least squares.
            #expect(isClose(result.marketPotential.standardError, try #require(fit.potentialError), 0.25), "\(model)")
            #expect(isClose(result.firstShape.standardError, try #require(fit.shapeErrors).0, 0.25), "\(model)")
            let widths = result.cumulativeForecast.map { $0.interval.map { $0.upperBound - $0.lowerBound } ?? 0 }
            #expect(widths.count == 6 && widths[0] > 0)
            for (near, far) in zip(widths, widths.dropFirst()) { #expect(far > near, "\(model)") }
            #expect(result.forecast.allSatisfy { ($0.interval?.lowerBound ?? -1) >= 0 })
            let last = (Self.videoRecorders + fit.forecast(periods: 6)).reduce(0, +)
            #expect(isClose(result.cumulativeForecast.last?.value, last, 1e-12))
        }
    }

    /// Out of 100 series with normal noise, an interval of 90 % should hold m in about 90: within 3.5 binomial standard errors.
    @Test func intervalsHoldTheirLevel() throws {
        let curve = try #require(LogisticModel(marketPotential: 1_000, rate: 0.7, inflection: 6))
        var (held, forecastHeld) = (0, 0)
        for seed in 0..<100 {
            var generator = CounterGenerator(seed: 7, replicate: seed)
            let noisy = (1...13).map { (period) in
                // The sum of twelve uniform numbers less six is close to normal.
                let noise = (0..<12).reduce(-6.0) { (sum, _) in sum + generator.nextUniform() }
                return max(0, curve.adopters(inPeriod: period) + 8 * noise)
            }
            let fit = try GrowthFit(.logistic, adopters: Array(noisy.prefix(12)))
            let result = GrowthBootstrap(fit, horizon: 1, options: try options(199), confidence: .ninety)
            if result.marketPotential.interval?.contains(1_000) == true { held += 1 }
            if result.forecast[0].interval?.contains(noisy[12]) == true { forecastHeld += 1 }
        }
        #expect((79...99).contains(held), "\(held)")
        #expect((79...100).contains(forecastHeld), "\(forecastHeld)")
    }

    @Test func aCurveThroughAllPointsHasNoSpread() throws {
        let curve = try #require(LogisticModel(marketPotential: 120, rate: 0.6, inflection: 7.5))
        let fit = try GrowthFit(.logistic, adopters: (1...14).map { curve.adopters(inPeriod: $0) }, potential: 120)
        let result = GrowthBootstrap(fit, horizon: 0, options: try options(99))
        #expect(result.forecast.isEmpty && result.failedReplicates == 0)
        #expect(result.marketPotential.value == 120 && result.marketPotential.interval == nil)
        #expect(isClose(result.peakTime.value, 7.5, 1e-6))
        if let interval = result.peakTime.interval { #expect(interval.upperBound - interval.lowerBound < 1e-4) }
    }

    @Test func theModelOfTheSeriesForecastsItBest() throws {
        let curve = try #require(GompertzModel(marketPotential: 900, rate: 0.3, inflection: 5))
        let series = (1...16).map { curve.adopters(inPeriod: $0) + ($0.isMultiple(of: 2) ? 0.2 : -0.2) }
        let result = GrowthComparison(adopters: series)
        #expect(result.best == .gompertz && result.heldOut == 4)
        #expect(result.origins == [12, 13, 14, 15])
        let errors = try #require(result.errors.first { $0.model == .gompertz })
        // 4 + 3 + 2 + 1 forecasts, and 4 of the single hold-out.
        #expect(errors.rollingRMSE.n == 10 && errors.holdOutRMSE.n == 4)
        // The hold-out by hand: the fit to twelve periods against the last four.
        let fit = try GrowthFit(.gompertz, adopters: Array(series.prefix(12)))
        let gaps = zip(fit.forecast(periods: 4), series.suffix(4)).map { $0 - $1 }
        #expect(isClose(errors.holdOutRMSE.value, (gaps.reduce(0) { $0 + $1 * $1 } / 4).squareRoot(), 1e-12))
        let shares = zip(gaps, series.suffix(4)).map { abs($0) / $1 }
        #expect(isClose(errors.holdOutMAPE.value, 25 * shares.reduce(0, +), 1e-12))
    }

    /// SciPy 1.17.1, `least_squares` of each prefix of the series, its differences squared and averaged: rolling RMSE and MAPE in percent,
    /// and those of the single hold-out. The naive forecast is by hand.
    @Test(arguments: [
        ("bass", 530.3720338220725, 30.89277507349946, 679.6211091953918, 41.750373212169717),
        ("gompertz", 183.75525448198673, 9.204472213201477, 255.07738361321586, 15.600299946329277),
        ("logistic", 636.5998678324709, 38.45396218507253, 777.4662939732824, 47.875951926012805),
        ("naive", 182.3490243096098, 10.622058134083451, 135.0395003940205, 8.158321622751991),
    ])
    func errorsAreThoseOfSciPy(
        model: String, rmse: Double, mape: Double, holdOut: Double, holdOutMAPE: Double
    ) throws {
        let result = GrowthComparison(adopters: Self.airConditioners)
        #expect(result.heldOut == 3 && result.origins == [10, 11, 12])
        let errors = try #require(
            (result.errors + [result.naive]).first { ($0.model?.rawValue ?? "naive") == model })
        #expect(isClose(errors.rollingRMSE.value, rmse, 1e-5) && isClose(errors.rollingMAPE.value, mape, 1e-5))
        #expect(isClose(errors.holdOutRMSE.value, holdOut, 1e-5))
        #expect(isClose(errors.holdOutMAPE.value, holdOutMAPE, 1e-5))
        #expect(errors.rollingRMSE.n == 6)
    }

    @Test func comparisonsWithoutOriginsSayWhy() {
        let early = GrowthComparison(adopters: [1, 4, 16, 64, 256, 1024, 4096])
        #expect(early.best == nil && early.errors.allSatisfy { $0.rollingRMSE.reason == .beforeInflection })
        let none = GrowthComparison(adopters: [])
        #expect(none.heldOut == 0 && none.errors.allSatisfy { $0.holdOutMAPE.reason == .noObservations })
        #expect(none.naive.rollingRMSE.value == nil && early.naive.rollingRMSE.reason == .beforeInflection)
        let short = GrowthComparison(adopters: [3, 4, 2, 1], holdingOut: 2)
        #expect(short.origins.isEmpty && short.errors.allSatisfy { $0.rollingRMSE.value == nil })
    }

    @Test func methodsGiveAllModelsSideBySide() throws {
        let cells = Self.airConditioners.map { Optional($0) }
        let options = EstimateOptions(seed: 3, replicates: 99, horizon: 2)
        let values = try DiffusionMethod.growthModel.evaluate(["adopters": cells], options: options)
        func value(_ name: String) -> Double? { values.first { $0.name == name }?.value }
        #expect(isClose(value("gompertz_m"), 22819.76861, 1e-5) && isClose(value("logistic_rate"), 0.4316151971, 1e-5))
        #expect(isClose(value("bass_peak_time"), 9.58113051543648, 1e-5) && value("bass_forecast_2_upper") != nil)
        #expect(value("gompertz_forecast_3") == nil && value("logistic_rolling_rmse") != nil)
        #expect(isClose(value("naive_rolling_rmse"), 182.3490243096098, 1e-9) && value("naive_m") == nil)
        #expect(Set(values.map(\.name)).count == values.count)
        #expect(values.allSatisfy { $0.value != nil || $0.reason != nil })
        #expect(try DiffusionMethod.growthModel.evaluate(["adopters": cells], options: options) == values)
        let given = try DiffusionMethod.bassModel.evaluate(
            ["adopters": cells], options: EstimateOptions(replicates: 99, potential: 20_000, horizon: 0))
        #expect(isClose(given.first { $0.name == "q" }?.value, 0.34732211, 1e-5))
        #expect(given.contains { $0.name == "m" && $0.value == 20_000 } && !given.contains { $0.name == "m_se" })
        #expect(throws: DiffusionError.potentialBelowCumulative(potential: 10, adopters: 14_418)) {
            try DiffusionMethod.bassModel.evaluate(["adopters": cells], options: EstimateOptions(potential: 10))
        }
        #expect(throws: DiffusionError.self) {
            try DiffusionMethod.bassModel.evaluate(["adopters": cells], options: EstimateOptions(horizon: 5_000))
        }
        let early = try DiffusionMethod.growthModel.evaluate(["adopters": [1, 4, 16, 64, 256, 1024]])
        #expect(early.first { $0.name == "bass_m" }?.reason == .beforeInflection)
    }
}
