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
    /// A row for each node of a network; nil when nothing is known of them.
    public var nodes: MethodTable?
    /// Whether ties go both ways.
    public var isUndirected: Bool
    /// How ties of a projection are weighted, by the name of the convention; nil for the method's own.
    public var weighting: String?
    /// Those who could adopt; nil to estimate them.
    public var potential: Double?
    /// The periods to forecast.
    public var horizon: Int
    /// The periods between seeing others adopt and adopting.
    public var lag: Int
    /// The margin of error that a sample is to reach, a share.
    public var margin: Double
    /// The share that a sample is planned for; one half asks for the most answers.
    public var expectedShare: Double
    /// The share of those contacted who are expected to answer.
    public var responseRate: Double
    /// How many threads may be at work; no result depends on it.
    public var threads: Int

    public init(
        confidence: ConfidenceLevel = .ninetyFive, intervalScale: KaplanMeier.IntervalScale = .logLog,
        flatConvention: KaplanMeier.FlatConvention = .midpoint, seed: UInt64 = 1, replicates: Int = 9_999,
        reversed: [String] = [], scale: ClosedRange<Int>? = nil, reliability: Double? = nil,
        nodes: MethodTable? = nil, isUndirected: Bool = false, weighting: String? = nil, potential: Double? = nil,
        horizon: Int = 6, lag: Int = 0, margin: Double = 0.03, expectedShare: Double = 0.5, responseRate: Double = 1,
        threads: Int = 1
    ) {
        self.confidence = confidence
        self.intervalScale = intervalScale
        self.flatConvention = flatConvention
        self.seed = seed
        self.replicates = replicates
        self.reversed = reversed
        self.scale = scale
        self.reliability = reliability
        self.nodes = nodes
        self.isUndirected = isUndirected
        self.weighting = weighting
        self.potential = potential
        self.horizon = horizon
        self.lag = lag
        self.margin = margin
        self.expectedShare = expectedShare
        self.responseRate = responseRate
        self.threads = threads
    }
}
