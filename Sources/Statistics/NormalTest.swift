extension TestOutcome {
    /// The two-sided test of a statistic that is standard normal when nothing is the matter.
    ///
    /// - Parameters:
    ///   - z: The statistic; one that is not finite gives ``Unavailable/notRepresentable``.
    ///   - n: The observations that the test weighed.
    public init(normal z: Double, n: Int) {
        self.init(statistic: z, p: z.isFinite ? GSL.normalTwoSided(z) : .nan, n: n)
    }
}
