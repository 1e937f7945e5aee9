/// A share and a total of a population from those who answered, each stratum weighted to its population.
///
/// `p = Σ (N_h/N) p_h`, with variance `Σ (N_h/N)² (1 − n_h/N_h) p_h(1 − p_h)/(n_h − 1)`: a ``DesignEstimator`` with weights
/// N_h/n_h and the finite population correction. The interval is that of t with Σ(n_h − 1) degrees of freedom over the strata that
/// leave something to chance, cut to 0...1 for the share and to 0...N for the total.
///
/// Where the strata are counted after the survey (post-stratification) the n_h are taken as they came. The weights make up for
/// strata that answered less, and for nothing else: within a stratum those who answered are taken to be like the others.
///
/// - A stratum with one answer has no variance and one with none no share: it is joined to another, in estimate and variance
///   (``CollapsedStratum``). ``groups`` says which were.
/// - A stratum of which all units have answered adds no variance; if that is so of all, the estimate is the truth, with a
///   standard error of 0 and no interval.
/// - Where all who answered in a stratum say the same, it adds no variance either. Where it is so in all strata there is no interval
///   (``Unavailable/noVariation``); see ``Proportion`` then.
///
/// - SeeAlso: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., Wiley, sections 5.3, 5.4 and 5.10, 5A.9 for strata counted
///   afterwards and 5A.12 for collapsed strata; D. Holt, T. M. F. Smith (1979), *JRSS A* 142(1), 33–46;
///   Regulation (EU) 2021/1057, Annex I, for estimates from a sample.
public struct StratifiedEstimate: Sendable, Hashable {
    /// The groups that strata were estimated in, in the order of their first strata; those without population are in none.
    public let groups: [CollapsedStratum]
    /// N of all strata.
    public let population: Int
    /// The share of the population with the property, in 0...1.
    public let share: Estimate
    /// How many of the population have the property.
    public let total: Estimate
    /// The degrees of freedom of the intervals.
    public let degreesOfFreedom: Int

    /// - Parameters:
    ///   - strata: The strata, each name once.
    ///   - confidence: The level of the intervals.
    /// - Throws: ``StatisticsError/sampling(_:)`` for a repeated name, ``StatisticsError/overflow``.
    public init(_ strata: [SurveyStratum], confidence: ConfidenceLevel = .ninetyFive) throws(StatisticsError) {
        var names: Set<String> = []
        var population = 0
        for stratum in strata {
            guard names.insert(stratum.name).inserted else { throw .sampling(.repeatedName(stratum.name)) }
            let (sum, overflow) = population.addingReportingOverflow(stratum.population)
            guard !overflow else { throw .overflow }
            population = sum
        }
        self.population = population
        groups = CollapsedStratum.collapsing(strata)
        degreesOfFreedom = groups.reduce(0) { $1.isCensus ? $0 : $0 + max(0, $1.answers - 1) }
        // The design's own degrees of freedom count strata without chance too, which would make intervals too narrow.
        let mean = try DesignEstimator(try Self.design(groups), confidence: confidence).mean().estimate
        share = Self.interval(mean, degreesOfFreedom, confidence)
        total = share.scaled(by: Double(population))
    }

    /// The sample as a design: each answer stands for N_h/n_h units.
    private static func design(_ groups: [CollapsedStratum]) throws(StatisticsError) -> DesignTable {
        // By size, so that the order of strata changes no digit.
        let sorted = groups.filter { $0.answers > 0 }.sorted {
            ($0.population, $0.answers, $0.successes) < ($1.population, $1.answers, $1.successes)
        }
        let weights = sorted.map { Double($0.population) / Double($0.answers) }
        let scale = try DesignScale(weightDecimals: DesignScale.decimals(for: weights), valueDecimals: 0)
        var cells: [DesignCell] = []
        var populations: [Int: Int] = [:]
        for (stratum, (group, weight)) in zip(sorted, weights).enumerated() {
            let whole = try scale.weight(weight)
            var sums = try DesignSums(weight: whole, value: 1, count: group.successes)
            try sums.add(weight: whole, value: 0, count: group.answers - group.successes)
            cells.append(DesignCell(key: DesignCell.Key(stratum: stratum), sums: sums))
            populations[stratum] = group.population
        }
        return try DesignTable(cells, scale: scale, populations: populations)
    }

    private static func interval(
        _ mean: Estimate, _ degreesOfFreedom: Int, _ confidence: ConfidenceLevel
    ) -> Estimate {
        guard let value = mean.value else { return mean }
        let share = min(1, max(0, value))
        guard let error = mean.standardError, error > 0, degreesOfFreedom > 0 else {
            return Estimate(
                share, n: mean.n, standardError: mean.standardError,
                noIntervalBecause: mean.intervalReason ?? .tooFew)
        }
        let margin = confidence.studentDeviate(degreesOfFreedom: Double(degreesOfFreedom)) * error
        return Estimate(
            share, n: mean.n, standardError: error, lower: max(0, share - margin), upper: min(1, share + margin))
    }
}
