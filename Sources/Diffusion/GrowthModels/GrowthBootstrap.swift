public import Statistics
import Workers

/// Intervals of a fitted growth curve and of its forecast, from resampled residuals.
///
/// A replicate adds to each fitted value a residual drawn from all, centred and scaled by √(n/(n − parameters)), and fits the curve
/// anew. Its forecast is that of its own curve plus a drawn residual for each period, not below zero: the interval of a forecast
/// holds the uncertainty of the parameters and that of a single period. All intervals are percentile intervals.
///
/// Replicates whose fit does not settle are counted. When they are more than one in a hundred there is no interval
/// (``Statistics/Unavailable/notConverged``): those that fail are the ones with the largest potentials, so the rest would look too
/// certain. Where the curve goes through all points there is no spread (``Statistics/Unavailable/noVariation``).
///
/// A seed gives the same limits on every machine and for any number of threads.
///
/// - SeeAlso: A. C. Davison, D. V. Hinkley (1997), *Bootstrap Methods and their Application*, sections 6.2.3, 6.3.3 and 7.
public struct GrowthBootstrap: Sendable, Hashable {
    /// The market potential m; without interval where it is given.
    public let marketPotential: Estimate
    /// The first parameter of the shape.
    public let firstShape: Estimate
    /// The second parameter of the shape.
    public let secondShape: Estimate
    /// When adoption is fastest, in periods since the start; 0 where it is fastest at the start.
    public let peakTime: Estimate
    /// Adopters per period then.
    public let peakRate: Estimate
    /// Adopters by then.
    public let peakCumulative: Estimate
    /// The adopters of each period after the last.
    public let forecast: [Estimate]
    /// The adopters by the end of each of them: those seen and those forecast.
    public let cumulativeForecast: [Estimate]
    /// The adopters by the end of each period fitted, m F(t), without the scatter of the periods about the curve.
    public let cumulativeCurve: [Estimate]
    /// The replicates drawn.
    public let replicates: Int
    /// Those in which the fit did not settle.
    public let failedReplicates: Int

    /// Resamples a fit of the form ``GrowthFit/Form/discrete``.
    ///
    /// - Parameters:
    ///   - fit: The fit.
    ///   - horizon: The periods to forecast, 0 or more.
    ///   - options: How many replicates, and from which seed.
    ///   - confidence: The level of the intervals.
    ///   - threads: How many may be at work.
    /// - Complexity: O(replicates × fit).
    public init(
        _ fit: GrowthFit, horizon: Int, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1
    ) {
        let ahead = max(0, horizon)
        let sampler = ResidualSampler(fit, horizon: ahead)
        let size = 64
        let chunks = inParallel((options.replicates + size - 1) / size, threads: threads) { (chunk) in
            (chunk * size..<min(options.replicates, (chunk + 1) * size)).map { (replicate) in
                sampler.statistics(seed: options.seed, replicate: replicate)
            }
        }
        let found = chunks.joined().compactMap { $0 }
        replicates = options.replicates
        failedReplicates = options.replicates - found.count
        let enough = failedReplicates <= options.replicates / 100
        let n = fit.periods
        func estimate(_ place: Int, _ value: Double) -> Estimate {
            guard enough else { return Estimate(value, n: n, noIntervalBecause: .notConverged) }
            let spread = ReplicateSpread(replicates: found.map { $0[place] }, about: value)
            guard spread.standardError > 0 else {
                return Estimate(value, n: n, standardError: 0, noIntervalBecause: .noVariation)
            }
            return Estimate(
                value, n: n, standardError: spread.standardError, interval: spread.interval(confidence),
                noIntervalBecause: .notRepresentable)
        }
        let values = sampler.statistics(of: fit.curve)
        marketPotential = fit.isPotentialGiven ? Estimate(values[0], n: n) : estimate(0, values[0])
        firstShape = estimate(1, values[1])
        secondShape = estimate(2, values[2])
        peakTime = estimate(3, values[3])
        peakRate = estimate(4, values[4])
        peakCumulative = estimate(5, values[5])
        let next = fit.forecast(periods: ahead)
        forecast = next.enumerated().map { estimate(6 + $0.offset, $0.element) }
        var sum = fit.adopters.reduce(0, +)
        var cumulative: [Estimate] = []
        for (index, value) in next.enumerated() {
            sum += value
            cumulative.append(estimate(6 + ahead + index, sum))
        }
        cumulativeForecast = cumulative
        cumulativeCurve = (0..<n).map {
            estimate(6 + 2 * ahead + $0, fit.curve.cumulativeAdopters(at: Double($0 + 1)))
        }
    }
}

/// Draws series about a fitted curve and fits them.
private struct ResidualSampler: Sendable {
    private let fit: GrowthFit
    private let horizon: Int
    private let residuals: [Double]
    private let total: Double

    init(_ fit: GrowthFit, horizon: Int) {
        self.fit = fit
        self.horizon = horizon
        let raw = zip(fit.adopters, fit.fitted).map { $0 - $1 }
        let mean = raw.reduce(0, +) / Double(raw.count)
        let scale = (Double(raw.count) / Double(fit.degreesOfFreedom)).squareRoot()
        residuals = raw.map { ($0 - mean) * scale }
        total = fit.adopters.reduce(0, +)
    }

    /// Potential, shape, and peak of a curve.
    func statistics(of curve: any GrowthCurve) -> [Double] {
        let peak = curve.peakTime ?? 0
        return [
            curve.marketPotential, curve.shape.0, curve.shape.1, peak,
            curve.marketPotential * curve.densityGradient(at: peak).value, curve.cumulativeAdopters(at: peak),
        ]
    }

    /// The same of a replicate, with its forecasts by period and cumulatively, and with its curve; nil when its fit does not settle.
    func statistics(seed: UInt64, replicate: Int) -> [Double]? {
        var generator = CounterGenerator(seed: seed, replicate: replicate)
        let drawn = fit.fitted.map { $0 + residual(&generator) }
        let search = GrowthSearch(
            model: fit.model, form: fit.form,
            potential: fit.isPotentialGiven ? fit.curve.marketPotential : nil, adopters: drawn)
        // Most replicates lie close to the curve; only the others are worth several starting points.
        guard
            let found = search.best(from: [fit.parameters]) ?? search.best(from: search.starts(total)),
            let curve = search.curve(found.parameters)
        else { return nil }
        var values = statistics(of: curve)
        let next = (0..<horizon).map { (step) in
            max(0, curve.adopters(inPeriod: fit.periods + step + 1) + residual(&generator))
        }
        values += next
        var sum = total
        for value in next {
            sum += value
            values.append(sum)
        }
        values += (0..<fit.periods).map { curve.cumulativeAdopters(at: Double($0 + 1)) }
        return values
    }

    private func residual(_ generator: inout CounterGenerator) -> Double {
        let place = Int(generator.nextUniform() * Double(residuals.count))
        return residuals[min(place, residuals.count - 1)]
    }
}
