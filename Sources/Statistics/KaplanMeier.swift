import Glibc

/// The product-limit estimate of the share still without the event, over time.
///
/// S(t) = Π (1 − d/r) over the event times up to t, with Greenwood's variance. Those censored at a time are still at risk
/// for the events of that time.
///
/// - SeeAlso: E. L. Kaplan, P. Meier (1958), *JASA* 53(282), 457–481, doi:10.2307/2281868; J. D. Kalbfleisch, R. L. Prentice
///   (1980), *The Statistical Analysis of Failure Time Data*, for the log(−log) limits.
public struct KaplanMeier: Sendable, Hashable {
    /// The scale on which the limits are symmetric.
    public enum IntervalScale: String, Sendable, Hashable, Codable, CaseIterable {
        /// log(−log S): never outside 0...1, and good for few events.
        case logLog = "log-log"
        /// log S, the default of R's `survfit`; the upper limit is cut at 1.
        case log
        /// S itself, cut at 0 and 1.
        case plain
    }

    /// The curve from one time up to the next.
    public struct Point: Sendable, Hashable, Codable {
        /// A time with events or censorings.
        public let time: Double
        /// Those at risk just before it.
        public let atRisk: Int
        /// Events at this time.
        public let events: Int
        /// Censorings at this time.
        public let censored: Int
        /// The share still without the event after this time, 0...1.
        public let survival: Double
        /// Greenwood's standard error of the share.
        public let standardError: Double
        /// Pointwise limits of the share; nil before the first event and once nobody is left, where the variance is zero.
        public let interval: Interval?
        /// The Nelson–Aalen cumulative hazard.
        public let cumulativeHazard: Double
    }

    /// The points in ascending order of time.
    public let points: [Point]
    /// All observed, with or without the event.
    public let n: Int
    /// Those with the event.
    public let events: Int
    /// The scale of the limits.
    public let scale: IntervalScale
    /// The level of the limits.
    public let confidence: ConfidenceLevel

    /// The estimate for a table of events and censorings.
    ///
    /// - Complexity: O(k) for k times.
    public init(_ table: EventTable, scale: IntervalScale = .logLog, confidence: ConfidenceLevel = .ninetyFive) {
        n = table.n
        events = table.events
        self.scale = scale
        self.confidence = confidence
        let z = confidence.normalDeviate
        var atRisk = table.n
        var survival = 1.0
        var greenwood = 0.0
        var hazard = 0.0
        var points: [Point] = []
        points.reserveCapacity(table.rows.count)
        for row in table.rows {
            if row.events > 0 {
                let (dead, risk) = (Double(row.events), Double(atRisk))
                survival = row.events == atRisk ? 0 : survival * (risk - dead) / risk
                if row.events < atRisk { greenwood += dead / (risk * (risk - dead)) }
                hazard += dead / risk
            }
            points.append(
                Point(
                    time: row.time, atRisk: atRisk, events: row.events, censored: row.censored, survival: survival,
                    standardError: survival * greenwood.squareRoot(),
                    interval: limits(survival, greenwood.squareRoot(), z, scale), cumulativeHazard: hazard))
            atRisk -= row.events + row.censored
        }
        self.points = points
    }

    /// The share still without the event at a time, with its limits.
    ///
    /// - Returns: 1 without limits before the first event; ``Unavailable/noObservations`` when n = 0;
    ///   ``Unavailable/notReached`` after the last time observed, unless nobody was left by then.
    public func survival(at time: Double) -> Estimate {
        guard let last = points.last else { return Estimate(unavailable: .noObservations, n: 0) }
        if time > last.time, last.survival > 0 { return Estimate(unavailable: .notReached, n: n) }
        guard let point = points.last(where: { $0.time <= time }) else {
            return Estimate(1, n: n, standardError: 0, noIntervalBecause: .noVariation)
        }
        return Estimate(
            point.survival, n: n, standardError: point.standardError, interval: point.interval,
            noIntervalBecause: .noVariation)
    }

    /// Those at risk just before a time: neither with the event nor censored before it.
    public func atRisk(at time: Double) -> Int {
        points.first { $0.time >= time }?.atRisk ?? 0
    }

    /// The mean time without the event within a horizon: the area under the curve up to it.
    ///
    /// - Returns: A time with its normal interval; ``Unavailable/noObservations`` when n = 0; ``Unavailable/notReached`` when
    ///   the horizon lies beyond the last time observed while some were still without the event.
    public func restrictedMean(upTo horizon: Double) -> Estimate {
        guard let last = points.last else { return Estimate(unavailable: .noObservations, n: 0) }
        guard horizon.isFinite, horizon >= 0, horizon <= last.time || last.survival == 0 else {
            return Estimate(unavailable: .notReached, n: n)
        }
        // From the end backwards, so that the area after each event time is at hand for the variance.
        let within = points.filter { $0.time <= horizon && $0.events > 0 }
        var area = 0.0
        var variance = 0.0
        var end = horizon
        for point in within.reversed() {
            area += point.survival * (end - point.time)
            end = point.time
            if point.events < point.atRisk {
                let (dead, risk) = (Double(point.events), Double(point.atRisk))
                variance += area * area * dead / (risk * (risk - dead))
            }
        }
        area += end
        guard variance > 0 else { return Estimate(area, n: n, standardError: 0, noIntervalBecause: .noVariation) }
        let margin = confidence.normalDeviate * variance.squareRoot()
        return Estimate(
            area, n: n, standardError: variance.squareRoot(), lower: max(0, area - margin),
            upper: min(horizon, area + margin))
    }
}

/// Pointwise limits of S from the standard error of log S.
private func limits(_ survival: Double, _ error: Double, _ z: Double, _ scale: KaplanMeier.IntervalScale) -> Interval? {
    guard survival > 0, survival < 1, error > 0 else { return nil }
    switch scale {
    case .logLog:
        let spread = z * error / log(survival)  // below zero
        return Interval(lower: pow(survival, exp(-spread)), upper: pow(survival, exp(spread)))
    case .log:
        return Interval(lower: survival * exp(-z * error), upper: min(1, survival * exp(z * error)))
    case .plain:
        return Interval(lower: max(0, survival - z * survival * error), upper: min(1, survival + z * survival * error))
    }
}
