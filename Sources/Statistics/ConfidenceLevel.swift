/// An interval of the real line with both ends, in the unit of its estimate.
public typealias Interval = ClosedRange<Double>

extension ClosedRange<Double> {
    /// The interval from `lower` to `upper`; nil when they are not finite or out of order by more than rounding noise.
    init?(lower: Double, upper: Double) {
        guard lower.isFinite, upper.isFinite, lower <= upper else { return nil }
        self = lower...upper
    }
}

/// The confidence level of an interval: the share of intervals made this way that hold the true value.
public struct ConfidenceLevel: Sendable, Hashable, Codable {
    /// The level as a share, above 0 and below 1.
    public let share: Double

    /// The usual 95 %.
    public static let ninetyFive = ConfidenceLevel(unchecked: 0.95)
    /// 90 %.
    public static let ninety = ConfidenceLevel(unchecked: 0.90)
    /// 99 %.
    public static let ninetyNine = ConfidenceLevel(unchecked: 0.99)

    /// A confidence level as a share, such as 0.95.
    ///
    /// - Throws: ``StatisticsError/confidenceOutOfRange(_:)`` unless 0.5 ≤ share ≤ 0.9999.
    public init(_ share: Double) throws(StatisticsError) {
        guard share >= 0.5, share <= 0.9999 else { throw .confidenceOutOfRange(share) }
        self.share = share
    }

    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(Double.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(share)
    }

    private init(unchecked share: Double) { self.share = share }

    /// The probability below the upper limit, such as 0.975.
    public var upperProbability: Double { (1 + share) / 2 }

    /// The normal deviate of the limits, such as 1.959964.
    var normalDeviate: Double { GSL.normalQuantile(upperProbability) }

    /// The deviate of the limits under Student's t.
    func studentDeviate(degreesOfFreedom: Double) -> Double {
        GSL.studentQuantile(upperProbability, degreesOfFreedom: degreesOfFreedom)
    }
}
