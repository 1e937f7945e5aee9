import Statistics
import Testing

@testable import Diffusion

/// What must hold of growth curves and their fits, whatever the series.
@Suite struct GrowthModelTests {
    private static let curves: [any GrowthCurve] = {
        let found: [(any GrowthCurve)?] = [
            BassModel(marketPotential: 400, innovation: 0.02, imitation: 0.45),
            BassModel(marketPotential: 1, innovation: 0.2, imitation: 0.1),
            GompertzModel(marketPotential: 250, rate: 0.35, inflection: 6),
            LogisticModel(marketPotential: 120, rate: 0.6, inflection: 7.5),
        ]
        return found.compactMap { $0 }
    }()

    private func series(_ curve: any GrowthCurve, _ periods: Int) -> [Double] {
        (1...periods).map { curve.adopters(inPeriod: $0) }
    }

    private func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-6) -> Bool {
        value.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
    }

    @Test(arguments: GrowthFit.Form.allCases) func aSeriesOfACurveGivesItsParametersBack(form: GrowthFit.Form) throws {
        for curve in Self.curves {
            let model = type(of: curve).model
            let counts = series(curve, 16)
            let values =
                form == .density
                ? (1...16).map { curve.marketPotential * curve.densityGradient(at: Double($0)).value }
                : counts
            for potential in [nil, curve.marketPotential] {
                guard form != .density || potential == nil || values.reduce(0, +) <= curve.marketPotential else {
                    continue
                }
                let fit = try GrowthFit(model, adopters: values, potential: potential, form: form)
                #expect(isClose(fit.curve.marketPotential, curve.marketPotential), "\(model) \(form)")
                #expect(isClose(fit.curve.shape.0, curve.shape.0), "\(model) \(form)")
                #expect(isClose(fit.curve.shape.1, curve.shape.1), "\(model) \(form)")
                #expect(fit.degreesOfFreedom == (potential == nil ? 13 : 14))
                #expect(fit.isPotentialGiven == (potential != nil))
            }
        }
    }

    @Test func gradientsAreThoseOfDifferences() throws {
        for curve in Self.curves {
            let model = type(of: curve).model
            let (a, b) = curve.shape
            for time in [0.5, 3.0, 9.0] {
                let share = curve.shareGradient(at: time)
                let density = curve.densityGradient(at: time)
                #expect(abs(share.value - curve.cumulativeShare(at: time)) < 1e-15)
                let step = 1e-6
                for (move, byShare, byDensity) in [
                    ((step * a, 0.0), share.byFirst, density.byFirst),
                    ((0.0, step * b), share.bySecond, density.bySecond),
                ] {
                    let up = try #require(model.curve(marketPotential: 1, shape: (a + move.0, b + move.1)))
                    let down = try #require(model.curve(marketPotential: 1, shape: (a - move.0, b - move.1)))
                    let width = 2 * (move.0 + move.1)
                    let shareSlope = (up.cumulativeShare(at: time) - down.cumulativeShare(at: time)) / width
                    let densitySlope =
                        (up.densityGradient(at: time).value - down.densityGradient(at: time).value) / width
                    #expect(abs(shareSlope - byShare) < 1e-6 * max(1, abs(byShare)), "\(model)")
                    #expect(abs(densitySlope - byDensity) < 1e-6 * max(1, abs(byDensity)), "\(model)")
                }
                let slope = (curve.cumulativeShare(at: time + 1e-5) - curve.cumulativeShare(at: time - 1e-5)) / 2e-5
                #expect(abs(slope - curve.densityGradient(at: time).value) < 1e-8, "\(model): f = dF/dt")
            }
        }
    }

    @Test func peaksAreWhereTheDensityIsHighest() throws {
        for curve in Self.curves {
            guard let peak = curve.peakTime, let rate = curve.peakRate else { continue }
            for beside in [peak - 0.01, peak + 0.01] {
                #expect(curve.marketPotential * curve.densityGradient(at: beside).value < rate)
            }
        }
        // Closed forms: m (p + q)²/(4q), m c/e at m/e, m c/4 at m/2.
        let bass = try #require(BassModel(marketPotential: 400, innovation: 0.02, imitation: 0.45))
        #expect(isClose(bass.peakRate, 400 * 0.47 * 0.47 / 1.8, 1e-12))
        let gompertz = try #require(GompertzModel(marketPotential: 250, rate: 0.35, inflection: 6))
        #expect(isClose(gompertz.peakRate, 250 * 0.35 / 2.718281828459045, 1e-12))
        #expect(isClose(gompertz.peakCumulative, 250 / 2.718281828459045, 1e-12))
        let logistic = try #require(LogisticModel(marketPotential: 120, rate: 0.6, inflection: 7.5))
        #expect(isClose(logistic.peakRate, 18, 1e-12) && isClose(logistic.peakCumulative, 60, 1e-12))
        #expect(GompertzModel(marketPotential: 1, rate: 0, inflection: 2) == nil)
        #expect(LogisticModel(marketPotential: 1, rate: 0.1, inflection: -1)?.peakTime == nil)
        #expect(LogisticModel(marketPotential: 1, rate: 0.1, inflection: -1)?.adopters(inPeriod: 0) == 0)
    }

    @Test(arguments: GrowthModel.allCases) func scalingTheAdoptersScalesThePotentialOnly(model: GrowthModel) throws {
        let counts: [Double] = [3, 5, 9, 16, 21, 27, 24, 20, 13, 9, 4, 2]
        let fit = try GrowthFit(model, adopters: counts)
        let scaled = try GrowthFit(model, adopters: counts.map { $0 * 1_000 })
        #expect(isClose(scaled.curve.marketPotential, fit.curve.marketPotential * 1_000))
        #expect(isClose(scaled.curve.shape.0, fit.curve.shape.0) && isClose(scaled.curve.shape.1, fit.curve.shape.1))
        #expect(isClose(scaled.potentialError, (fit.potentialError ?? 0) * 1_000))
        #expect(isClose(scaled.shapeErrors?.0, fit.shapeErrors?.0 ?? 0) && isClose(scaled.rSquared, fit.rSquared ?? 0))
    }

    @Test func whatTheDataCannotCarryIsRefusedWithItsReason() throws {
        for model in GrowthModel.allCases {
            #expect(throws: GrowthFit.Failure.tooFewPeriods) { try GrowthFit(model, adopters: [1, 2, 3]) }
            #expect(throws: GrowthFit.Failure.tooFewPeriods) { try GrowthFit(model, adopters: [1, 2], potential: 9) }
            #expect(throws: GrowthFit.Failure.noAdoptions) { try GrowthFit(model, adopters: []) }
            #expect(throws: GrowthFit.Failure.noAdoptions) { try GrowthFit(model, adopters: [0, 0, 0, 0, 0]) }
            #expect(throws: GrowthFit.Failure.noAdoptions) { try GrowthFit(model, adopters: [1, .nan, 3, 2, 1]) }
            #expect(throws: GrowthFit.Failure.potentialBelowAdopters) {
                try GrowthFit(model, adopters: [1, 2, 3, 2], potential: 7)
            }
            #expect(throws: GrowthFit.Failure.tooManyPeriods) {
                try GrowthFit(model, adopters: [Double](repeating: 1, count: 1_201))
            }
            // Growth that only gathers speed tells no market potential, with noise or without.
            #expect(throws: GrowthFit.Failure.beforeInflection) {
                try GrowthFit(model, adopters: [1, 4, 16, 64, 256, 1024, 4096])
            }
            #expect(throws: GrowthFit.Failure.beforeInflection) {
                try GrowthFit(model, adopters: [1, 1, 2, 4, 6, 9, 15, 20, 32])
            }
            // Whatever the series, there is an answer and no crash.
            for series in [
                [5.0, 5, 5, 5, 5, 5], [9, 0, 0, 0, 0], [0, 0, 0, 0, 7], [1, 0, 1, 0, 1, 0, 1], [1e300, 1e300, 1, 1],
            ] {
                if let fit = try? GrowthFit(model, adopters: series) {
                    #expect(fit.residualSumOfSquares.isFinite)
                    #expect(fit.fitted.allSatisfy { $0.isFinite })
                }
            }
        }
        // The first half of a curve is refused; a given potential carries it.
        let curve = try #require(LogisticModel(marketPotential: 120, rate: 0.6, inflection: 7.5))
        let early = series(curve, 6).enumerated().map { $0.element + ($0.offset.isMultiple(of: 2) ? 0.1 : -0.1) }
        #expect(throws: GrowthFit.Failure.beforeInflection) { try GrowthFit(.logistic, adopters: early) }
        let given = try GrowthFit(.logistic, adopters: early, potential: 120)
        #expect(isClose(given.curve.shape.1, 7.5, 0.02))
        #expect(GrowthFit.Failure.beforeInflection.unavailable == .beforeInflection)
        #expect(GrowthFit.Failure.notConverged.unavailable == .notConverged)
    }

    @Test func forecastsGoOnWithTheCurve() throws {
        let curve = try #require(GompertzModel(marketPotential: 250, rate: 0.35, inflection: 6))
        let fit = try GrowthFit(.gompertz, adopters: series(curve, 12))
        #expect(isClose(fit.forecast(periods: 2).last, curve.adopters(inPeriod: 14), 1e-6))
        #expect(fit.forecast(periods: 0) == [] && fit.forecast(periods: -1) == [])
        #expect(isClose(fit.fitted.reduce(0, +), curve.cumulativeAdopters(at: 12), 1e-6))
    }
}
