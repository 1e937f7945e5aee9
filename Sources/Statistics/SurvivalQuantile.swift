import Glibc

/// The time by which a share has had the event, with limits that may not be reached.
public struct SurvivalQuantile: Sendable, Hashable, Codable {
    /// The time; nil exactly when ``reason`` is set.
    public let time: Double?
    /// The lower limit; nil when the lower band of the curve never comes down so far.
    public let lower: Double?
    /// The upper limit; nil when the upper band never comes down so far.
    public let upper: Double?
    /// All observed.
    public let n: Int
    /// Those with the event.
    public let events: Int
    /// Why there is no time: ``Unavailable/noObservations`` or ``Unavailable/notReached``.
    public let reason: Unavailable?
}

extension KaplanMeier {
    /// What is reported when the curve is exactly at the level on a whole stretch of time.
    public enum FlatConvention: String, Sendable, Hashable, Codable, CaseIterable {
        /// The middle of the stretch, as R's `survfit` reports.
        case midpoint
        /// The start of the stretch, as most other programs report.
        case firstTime = "first-time"
    }

    /// The time by which a share has had the event: the first with S(t) ≤ 1 − share.
    ///
    /// The limits are the same quantile of the two bands of the curve (Brookmeyer & Crowley 1982). On a stretch where the
    /// curve is exactly at the level, `convention` decides; a stretch that lasts to the end is taken up to the last time
    /// observed.
    ///
    /// - Parameters:
    ///   - share: Above 0 and below 1; 0.5 is the median.
    ///   - convention: What is reported for a flat stretch.
    /// - Throws: ``StatisticsError/notAProbability(_:)``.
    public func quantile(
        _ share: Double, convention: FlatConvention = .midpoint
    ) throws(StatisticsError) -> SurvivalQuantile {
        guard share > 0, share < 1 else { throw .notAProbability(share) }
        return uncheckedQuantile(share, convention)
    }

    /// The median time to the event; see ``quantile(_:convention:)``.
    public func median(convention: FlatConvention = .midpoint) -> SurvivalQuantile {
        uncheckedQuantile(0.5, convention)
    }

    private func uncheckedQuantile(_ share: Double, _ convention: FlatConvention) -> SurvivalQuantile {
        guard n > 0 else {
            return SurvivalQuantile(time: nil, lower: nil, upper: nil, n: 0, events: 0, reason: .noObservations)
        }
        let level = 1 - share
        let time = crossing(level, convention) { $0.survival }
        // Where the curve has come down to zero its bands have too; before the first event they are at 1.
        let lower = crossing(level, convention) { (point) in
            point.interval?.lowerBound ?? (point.survival == 0 ? 0 : 1)
        }
        let upper = crossing(level, convention) { (point) in
            // R leaves the upper band open where the variance is gone, so a curve that ends at zero sets no upper limit.
            point.interval?.upperBound ?? 1
        }
        return SurvivalQuantile(
            time: time, lower: time == nil && lower == nil ? nil : lower, upper: upper, n: n, events: events,
            reason: time == nil ? .notReached : nil)
    }

    /// The first time that a falling step function is at or below a level.
    private func crossing(_ level: Double, _ convention: FlatConvention, _ height: (Point) -> Double) -> Double? {
        // Products such as (1 − 1/3)(1 − 1/4) miss 0.5 by rounding only.
        let tolerance = 1e-9
        guard let first = points.first(where: { height($0) <= level + tolerance }) else { return nil }
        guard convention == .midpoint, abs(height(first) - level) <= tolerance else { return first.time }
        let end = points.first { height($0) < level - tolerance } ?? points.last
        return end.map { (first.time + $0.time) / 2 } ?? first.time
    }
}
