/// An estimate from a sample with weights, and what its design makes of it.
public struct DesignEstimate: Sendable, Hashable, Codable {
    /// The value with the unweighted n, its standard error, and the t interval with ``degreesOfFreedom``.
    public let estimate: Estimate
    /// The sum of the weights of the same n rows.
    public let weightedN: Double
    /// First-stage units of the whole sample less its strata, also for a subgroup.
    public let degreesOfFreedom: Int
    /// The interval by the normal distribution; nil where ``estimate`` has none, but for lack of degrees of freedom.
    public let normalInterval: Interval?
    /// The standard error over the absolute value; nil where one of them is missing or the value is 0.
    public let coefficientOfVariation: Double?
    /// The variance over that of a simple random sample of the same n with replacement; nil where there is none.
    public let designEffect: Double?
    /// The same without replacement, in a population of ``weightedN``; nil also where that is no larger than n.
    public let designEffectWithoutReplacement: Double?

    init(unavailable reason: Unavailable, n: Int, weightedN: Double, degreesOfFreedom: Int) {
        estimate = Estimate(unavailable: reason, n: n)
        self.weightedN = weightedN
        self.degreesOfFreedom = degreesOfFreedom
        normalInterval = nil
        coefficientOfVariation = nil
        designEffect = nil
        designEffectWithoutReplacement = nil
    }

    /// - Parameters:
    ///   - variance: Of the value, or why there is none.
    ///   - simple: The variance of a simple random sample with replacement; nil where it is not defined.
    ///   - simpleN: Its n and population.
    init(
        _ value: Double, n: Int, weightedN: Double, degreesOfFreedom: Int, variance: Result<Double, Unavailable>,
        simple: Double?, simpleN: (sample: Int, population: Double), confidence: ConfidenceLevel
    ) {
        self.weightedN = weightedN
        self.degreesOfFreedom = degreesOfFreedom
        guard case .success(let variance) = variance, value.isFinite, variance.isFinite else {
            let reason: Unavailable = if case .failure(let reason) = variance { reason } else { .notRepresentable }
            estimate = Estimate(value, n: n, noIntervalBecause: reason)
            normalInterval = nil
            coefficientOfVariation = nil
            designEffect = nil
            designEffectWithoutReplacement = nil
            return
        }
        let error = variance.squareRoot()
        if error > 0 {
            let margin = confidence.normalDeviate * error
            normalInterval = Interval(lower: value - margin, upper: value + margin)
            let wide = confidence.studentDeviate(degreesOfFreedom: Double(degreesOfFreedom)) * error
            estimate = Estimate(
                value, n: n, standardError: error,
                interval: degreesOfFreedom > 0 ? Interval(lower: value - wide, upper: value + wide) : nil,
                noIntervalBecause: degreesOfFreedom > 0 ? .notRepresentable : .tooFew)
        } else {
            normalInterval = nil
            estimate = Estimate(value, n: n, standardError: 0, noIntervalBecause: .noVariation)
        }
        coefficientOfVariation = value == 0 ? nil : error / abs(value)
        if let simple, simple > 0 {
            designEffect = variance / simple
            let finite = 1 - Double(simpleN.sample) / simpleN.population
            designEffectWithoutReplacement = finite > 0 ? variance / (simple * finite) : nil
        } else {
            designEffect = nil
            designEffectWithoutReplacement = nil
        }
    }
}
