public import Statistics

/// The reproduction number of those who adopted in one period: the cohort reproduction number of Wallinga and Teunis, who learned
/// from whom being known.
///
/// A cohort near the end of what was seen has offspring that nobody saw yet, so its number is too low: it is marked, not corrected.
///
/// - SeeAlso: J. Wallinga, P. Teunis (2004), *American Journal of Epidemiology* 160(6), 509–516, doi:10.1093/aje/kwh255;
///   S. Cauchemez, P.-Y. Boëlle, G. Thomas, A.-J. Valleron (2006), *American Journal of Epidemiology* 164(6), 591–597, on the end.
public struct CohortReproduction: Sendable, Hashable {
    /// The cohort's number, that of its period.
    public let period: Int
    /// The first and the last day on which one of the cohort adopted.
    public let days: ClosedRange<Int32>
    /// The reproduction number.
    public let number: ReproductionNumber
    /// Whether the last of the cohort were seen for less than the follow-up; nil where no follow-up is given and no time between
    /// source and adopter is known.
    public let isCensored: Bool?
}

extension AdoptionForest {
    /// The days between the adoption of a source and that of the one who learned from it, where both are known.
    ///
    /// - Throws: ``DiffusionError``, which a forest does not cause.
    public var learningTimes: Distribution {
        get throws(DiffusionError) {
            try distribution(
                nodes.lazy.compactMap { (node) in
                    guard let day = node.day, let parent = node.parent, let earlier = nodes[parent].day else {
                        return nil
                    }
                    return Int(day) - Int(earlier)
                })
        }
    }

    /// The reproduction number of the adopters of each period; those without a day or a period are left out.
    ///
    /// - Parameters:
    ///   - observedUntil: The last day seen; by default that of the last adoption.
    ///   - followUp: The days within which nearly all offspring come; by default the ninth decile of ``learningTimes``, rounded up,
    ///     which the same censoring makes too short while spreading goes on.
    ///   - period: The period of a day; nil to leave the day out.
    public func cohorts(
        observedUntil: Int32? = nil, followUp: Int? = nil, options: BootstrapOptions = .standard,
        confidence: ConfidenceLevel = .ninetyFive, period: (Node) -> Int?
    ) throws(DiffusionError) -> [CohortReproduction] {
        var days: [Int: ClosedRange<Int32>] = [:]
        for node in nodes {
            guard let day = node.day, let period = period(node) else { continue }
            let known = days[period] ?? day...day
            days[period] = min(known.lowerBound, day)...max(known.upperBound, day)
        }
        let times = try learningTimes
        let usual = try estimating { () throws(StatisticsError) in try times.quantile(0.9).value }
        let wait = followUp ?? usual.map { Int($0.rounded(.up)) }
        let end = observedUntil ?? nodes.lazy.compactMap(\.day).max() ?? 0
        let numbers = try reproductionNumbers(options: options, confidence: confidence) {
            $0.day == nil ? nil : period($0)
        }
        return numbers.compactMap { (period, number) in
            days[period].map { (own) in
                CohortReproduction(
                    period: period, days: own, number: number,
                    isCensored: wait.map { Int(end) - Int(own.upperBound) < $0 })
            }
        }
    }
}
