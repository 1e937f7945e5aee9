/// What a method may be told besides its columns.
public struct EstimateOptions: Sendable, Hashable {
    /// The level of every interval.
    public var confidence: ConfidenceLevel
    /// The scale of the limits of a survival curve.
    public var intervalScale: KaplanMeier.IntervalScale
    /// What is reported where a survival curve is flat at one half.
    public var flatConvention: KaplanMeier.FlatConvention
    /// The seed of random numbers: the same seed gives the same limits.
    public var seed: UInt64
    /// How many resamples a bootstrap draws.
    public var replicates: Int
    /// The columns whose answers run the other way.
    public var reversed: [String]
    /// The least and greatest answer of a scale; nil to take those of the data.
    public var scale: ClosedRange<Int>?
    /// The reliability of a scale, such as Cronbach's alpha; nil when it is not known.
    public var reliability: Double?

    public init(
        confidence: ConfidenceLevel = .ninetyFive, intervalScale: KaplanMeier.IntervalScale = .logLog,
        flatConvention: KaplanMeier.FlatConvention = .midpoint, seed: UInt64 = 1, replicates: Int = 9_999,
        reversed: [String] = [], scale: ClosedRange<Int>? = nil, reliability: Double? = nil
    ) {
        self.confidence = confidence
        self.intervalScale = intervalScale
        self.flatConvention = flatConvention
        self.seed = seed
        self.replicates = replicates
        self.reversed = reversed
        self.scale = scale
        self.reliability = reliability
    }
}
