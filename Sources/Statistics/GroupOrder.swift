/// Whether one group may be said to be above another.
public enum GroupOrder: String, Sendable, Hashable, Codable {
    /// The first is higher beyond what chance explains.
    case higher
    /// The first is lower beyond what chance explains.
    case lower
    /// The data do not tell them apart, so a report must not rank them.
    case indistinct

    /// The order of two independent groups.
    ///
    /// With standard errors, they are ordered when the normal interval of their difference excludes zero:
    /// |a − b| > z √(s²ₐ + s²_b). Without, when their intervals do not overlap, which is stricter. What cannot be judged is
    /// ``indistinct``.
    ///
    /// - SeeAlso: N. Schenker, J. F. Gentleman (2001), *The American Statistician* 55(3), 182–186 for why overlapping
    ///   intervals alone do not decide; H. Goldstein, M. J. R. Healy (1995), *JRSS A* 158(1), 175–177.
    public init(of first: Estimate, against second: Estimate, confidence: ConfidenceLevel = .ninetyFive) {
        guard let a = first.value, let b = second.value else {
            self = .indistinct
            return
        }
        if let s = first.standardError, let t = second.standardError, s > 0, t > 0 {
            let margin = confidence.normalDeviate * (s * s + t * t).squareRoot()
            // Not >= : an infinite margin, or one at the gap itself, tells nothing.
            self = a - b > margin ? .higher : b - a > margin ? .lower : .indistinct
        } else if let own = first.interval, let other = second.interval {
            self =
                own.lowerBound > other.upperBound
                ? .higher : own.upperBound < other.lowerBound ? .lower : .indistinct
        } else {
            self = .indistinct
        }
    }
}
