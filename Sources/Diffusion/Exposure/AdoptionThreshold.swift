public import Statistics
internal import Workers

/// Classes of thresholds, from those who adopted with few adopters around them to those who waited for nearly all.
public enum ThresholdClass: String, Sendable, Hashable, Codable, CaseIterable {
    /// Below mean − sd.
    case veryLow = "very-low"
    /// From mean − sd, below the mean.
    case low
    /// From the mean, below mean + sd.
    case high
    /// From mean + sd.
    case veryHigh = "very-high"
}

/// How much of its surroundings had adopted when a node did: exposure at the own time of adoption.
///
/// With lag 0 the neighbours count that adopted in the same period or before; with lag 1 those of the period before and earlier, so
/// that the threshold is what the node could have seen. It is missing for nodes that have not adopted, and with a lag for those who
/// adopted in the first `lag` periods. An adopter without ties has threshold 0.
///
/// No adopters give ``Statistics/Unavailable/noObservations``; a single threshold has no classes (``Statistics/Unavailable/tooFew``),
/// and neither have equal ones (``Statistics/Unavailable/noVariation``).
///
/// - SeeAlso: T. W. Valente (1996), *Social Networks* 18(1), 69–89, doi:10.1016/0378-8733(95)00256-1; *netdiffuseR*, `threshold` and
///   `classify_adopters`, whose four classes these are.
public struct AdoptionThreshold: Sendable {
    /// The threshold of each node; nil where it has none.
    public let values: [Double?]
    /// The nodes that adopted but have no threshold.
    public let adoptersWithout: Int
    /// The thresholds, counted.
    public let distribution: Distribution
    /// The mean threshold with its t interval.
    public let mean: Estimate
    /// The sample standard deviation of the thresholds.
    public let standardDeviation: Estimate
    /// The limits mean − sd, mean and mean + sd of the classes; nil when they cannot be told.
    public let limits: [Double]?
    /// Why the classes cannot be told.
    public let reason: Unavailable?

    /// The thresholds of all nodes, the same for any number of threads.
    ///
    /// - Throws: ``DiffusionError/statistics(_:)``; not for exposures.
    /// - Complexity: O(ties + nodes · log nodes).
    public init(
        _ exposure: Exposure, confidence: ConfidenceLevel = .ninetyFive, threads: Int = 1
    ) throws(DiffusionError) {
        let times = exposure.times
        let nodes = times.nodeCount
        let parts = inParallel(Stretches.count(of: nodes), threads: threads) { stretch in
            Stretches.nodes(of: stretch, among: nodes).map { node in
                let place = times.places[node]
                return place == AdoptionTimes.never ? nil : exposure.share(of: node, at: Int(place) - exposure.lag)
            }
        }
        values = parts.flatMap { $0 }
        let found = values.compactMap { $0 }
        adoptersWithout = times.adopterCount - found.count
        distribution = try estimating { () throws(StatisticsError) in try Distribution(values: found) }
        let moments = distribution.moments
        mean = moments.meanEstimate(confidence: confidence)
        guard let sd = moments.standardDeviation, sd > 0 else {
            let why: Unavailable = found.isEmpty ? .noObservations : found.count == 1 ? .tooFew : .noVariation
            standardDeviation =
                why == .noVariation ? Estimate(0, n: found.count) : Estimate(unavailable: why, n: found.count)
            limits = nil
            reason = why
            return
        }
        standardDeviation = Estimate(sd, n: found.count)
        limits = [moments.mean - sd, moments.mean, moments.mean + sd]
        reason = nil
    }

    /// The class of a threshold; one on a limit is of the higher class. Nil when the classes cannot be told.
    public func thresholdClass(of value: Double) -> ThresholdClass? {
        limits.map { limits in ThresholdClass.allCases[limits.count { value >= $0 }] }
    }

    /// The nodes of a class; nil when the classes cannot be told.
    public func count(of wanted: ThresholdClass) -> Int? {
        reason == nil
            ? distribution.entries.reduce(0) { $0 + (thresholdClass(of: $1.value) == wanted ? $1.count : 0) } : nil
    }

    /// The nodes by class of adopters and class of thresholds, of those who have both.
    ///
    /// - Parameter categories: The category of each node, nil where it has none.
    /// - Returns: 0 for a pair that no node has; nil when the classes cannot be told.
    public func crossTable(with categories: [AdopterCategory?]) -> [AdopterCategory: [ThresholdClass: Int]]? {
        guard reason == nil else { return nil }
        let none = Dictionary(uniqueKeysWithValues: ThresholdClass.allCases.map { ($0, 0) })
        var table = Dictionary(uniqueKeysWithValues: AdopterCategory.allCases.map { ($0, none) })
        for (value, category) in zip(values, categories) {
            guard let value, let category, let found = thresholdClass(of: value) else { continue }
            table[category, default: none][found, default: 0] += 1
        }
        return table
    }
}

extension AdoptionTimes {
    /// The category of each node among all adopters, nil where it has not adopted or categories cannot be told.
    ///
    /// - Throws: ``DiffusionError/statistics(_:)``; not for times that periods can hold.
    public func categories() throws(DiffusionError) -> [AdopterCategory?] {
        let all = AdopterCategories(timesOfAdoption: try distribution())
        let byPlace = newAdopters.indices.map { all.category(of: Double(firstPeriod + $0)) }
        return places.map { $0 == Self.never ? nil : byPlace[Int($0)] }
    }
}
