/// The outcome of a test whose statistic is a ratio of two mean squares, or the reason that it cannot be made.
public struct FTest: Sendable, Hashable, Codable {
    /// F; nil exactly when ``reason`` is set.
    public let statistic: Double?
    /// The degrees of freedom of the numerator.
    public let numeratorDegreesOfFreedom: Double?
    /// The degrees of freedom of the denominator; need not be whole.
    public let denominatorDegreesOfFreedom: Double?
    /// The p-value, the upper tail of the F distribution; nil exactly when ``reason`` is set.
    public let p: Double?
    /// The observations that the test weighed.
    public let n: Int
    /// Why there is no test.
    public let reason: Unavailable?

    /// A test with its p-value; what is not finite becomes ``Unavailable/notRepresentable``.
    init(_ statistic: Double, numerator: Double, denominator: Double, n: Int) {
        let p = GSL.fUpper(statistic, numerator, denominator)
        let usable = statistic.isFinite && p.isFinite
        self.statistic = usable ? statistic : nil
        numeratorDegreesOfFreedom = usable ? numerator : nil
        denominatorDegreesOfFreedom = usable ? denominator : nil
        self.p = usable ? min(1, max(0, p)) : nil
        self.n = n
        reason = usable ? nil : .notRepresentable
    }

    /// The defined answer where there is no test.
    init(unavailable reason: Unavailable, n: Int) {
        statistic = nil
        numeratorDegreesOfFreedom = nil
        denominatorDegreesOfFreedom = nil
        p = nil
        self.n = n
        self.reason = reason
    }
}

extension [MethodValue] {
    /// Adds a test with F, its two degrees of freedom and p.
    mutating func append(_ name: String, test: FTest) {
        append(MethodValue("\(name)_F", test.statistic, reason: test.reason))
        append(MethodValue("\(name)_df1", test.numeratorDegreesOfFreedom, reason: test.reason))
        append(MethodValue("\(name)_df2", test.denominatorDegreesOfFreedom, reason: test.reason))
        append(MethodValue("\(name)_p", test.p, reason: test.reason))
    }
}
