/// Why there is no value: the defined answer where arithmetic would give none.
public enum Unavailable: String, Error, Sendable, Hashable, Codable, CaseIterable {
    /// There is nothing to count: n = 0.
    case noObservations = "no-observations"
    /// There are observations, but fewer than the method needs.
    case tooFew = "too-few"
    /// All observations are equal, so there is no spread to measure against.
    case noVariation = "no-variation"
    /// Every pair has the same answer before and after, so a test of change has nothing to weigh.
    case noChange = "no-change"
    /// A curve does not come to the level asked for, such as that of a survival curve or of a limit.
    case notReached = "not-reached"
    /// The comparison divides by something that is zero in the data.
    case zeroDenominator = "zero-denominator"
    /// The result is outside what a double-precision number can hold.
    case notRepresentable = "not-representable"
    /// The method needs a value in every cell of its table, and some are missing or some rows have more than others.
    case incomplete
    /// The exact method would take longer than it may; an approximate one remains.
    case tooLarge = "too-large"
    /// A variable follows exactly from the others, so that their parts cannot be told apart.
    case singular
    /// The search for the best fit does not settle.
    case notConverged = "not-converged"
    /// The best fit has a variance that is not above zero (a Heywood case): the model does not describe the data.
    case improperSolution = "improper-solution"
    /// Growth has not slowed down yet, so that the data do not tell where it will end.
    case beforeInflection = "before-inflection"
}

/// A figure with what it takes to defend it, or the reason that there is none.
public struct Estimate: Sendable, Hashable, Codable {
    /// The estimate, always finite; nil exactly when ``reason`` is set.
    public let value: Double?
    /// The observations behind it, unweighted.
    public let n: Int
    /// The standard error, in the unit of the value; nil where the method has none.
    public let standardError: Double?
    /// The confidence interval, in the unit of the value; nil where there is none.
    public let interval: Interval?
    /// Why there is no value.
    public let reason: Unavailable?
    /// Why there is a value but no interval; nil as well for figures that are meant to have none.
    public let intervalReason: Unavailable?

    /// A value with its interval. What is not finite becomes ``Unavailable/notRepresentable``.
    public init(
        _ value: Double, n: Int, standardError: Double? = nil, interval: Interval? = nil,
        noIntervalBecause intervalReason: Unavailable? = nil
    ) {
        let usable = value.isFinite
        self.value = usable ? value : nil
        self.n = n
        self.standardError = usable ? standardError.flatMap { $0.isFinite ? $0 : nil } : nil
        self.interval = usable ? interval : nil
        self.reason = usable ? nil : .notRepresentable
        self.intervalReason = usable && interval == nil ? intervalReason : nil
    }

    /// A value with the limits of its interval; limits that are not finite leave the interval out.
    public init(_ value: Double, n: Int, standardError: Double? = nil, lower: Double, upper: Double) {
        self.init(
            value, n: n, standardError: standardError, interval: Interval(lower: lower, upper: upper),
            noIntervalBecause: .notRepresentable)
    }

    /// The defined answer where there is no value.
    public init(unavailable reason: Unavailable, n: Int) {
        self.value = nil
        self.n = n
        self.standardError = nil
        self.interval = nil
        self.reason = reason
        self.intervalReason = nil
    }

    /// The same estimate in another unit: everything multiplied by `factor`, such as 100 for percent.
    public func scaled(by factor: Double) -> Estimate {
        guard let value else { return self }
        let limits = interval.map { ($0.lowerBound * factor, $0.upperBound * factor) }
        return Estimate(
            value * factor, n: n, standardError: standardError.map { $0 * abs(factor) },
            interval: limits.flatMap { Interval(lower: min($0.0, $0.1), upper: max($0.0, $0.1)) },
            noIntervalBecause: intervalReason ?? .notRepresentable)
    }
}

/// The outcome of a hypothesis test, or the reason that it cannot be made.
public struct TestOutcome: Sendable, Hashable, Codable {
    /// The test statistic; nil where there is none (an exact test) or no test.
    public let statistic: Double?
    /// Its degrees of freedom; nil where the reference distribution has none.
    public let degreesOfFreedom: Double?
    /// The two-sided p-value, in 0...1; nil exactly when ``reason`` is set.
    public let p: Double?
    /// The observations that the test weighed.
    public let n: Int
    /// Why there is no test.
    public let reason: Unavailable?

    /// A test with its p-value; what is not finite becomes ``Unavailable/notRepresentable``.
    public init(statistic: Double? = nil, degreesOfFreedom: Double? = nil, p: Double, n: Int) {
        let usable = p.isFinite && statistic?.isFinite ?? true
        self.statistic = usable ? statistic : nil
        self.degreesOfFreedom = usable ? degreesOfFreedom : nil
        self.p = usable ? min(1, max(0, p)) : nil
        self.n = n
        self.reason = usable ? nil : .notRepresentable
    }

    /// The defined answer where there is no test.
    public init(unavailable reason: Unavailable, n: Int) {
        self.statistic = nil
        self.degreesOfFreedom = nil
        self.p = nil
        self.n = n
        self.reason = reason
    }
}
