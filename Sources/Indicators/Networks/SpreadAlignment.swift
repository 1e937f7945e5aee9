/// What is asked of several innovations that are set side by side by the time since their publication.
public struct SpreadAlignment: Sendable, Hashable {
    /// What is given of all innovations together.
    public enum Value: String, Sendable, Hashable, CaseIterable {
        /// The mean number of adoptions so far.
        case mean
        /// The share of innovations that have been adopted.
        case share
    }

    public enum Form: Sendable, Hashable {
        /// All innovations together, as long as at least so many were seen; adds the dimension `time`.
        case all(Value, atLeast: Int)
        /// Those with most adoptions one by one, at most so many; adds the dimensions `innovation` and `time`.
        case each(most: Int)
    }

    /// The calendar period by which time is counted.
    public var period: GrowthSeries.Period
    public var form: Form

    /// The stable name of the method.
    var method: String {
        switch form {
        case .all(.mean, _): "aligned-adoption"
        case .all(.share, _): "aligned-adoption-share"
        case .each: "aligned-adoption-by-innovation"
        }
    }

    var addedDimensions: [String] {
        switch form {
        case .all: ["time"]
        case .each: ["innovation", "time"]
        }
    }

    var furtherNames: [String] {
        switch form {
        case .all(.mean, _): ["innovations", "share"]
        case .all(.share, _): ["innovations", "mean"]
        case .each: ["new"]
        }
    }

    static func kind(ofFurther name: String) -> FurtherKind {
        switch name {
        case "share": .share
        case "mean": .statistic
        default: .count
        }
    }

    /// Whether its value is an estimate over innovations, and not the number of an innovation's own adoptions.
    var isEstimate: Bool { if case .all = form { true } else { false } }
}
