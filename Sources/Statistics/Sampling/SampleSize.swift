/// How many answers a survey of a population takes, stratum by stratum, and how far those that have come in reach.
///
/// The answers needed are those of ``SamplePrecision`` for the whole population, shared out in proportion to the strata with at
/// least two in each (one where there is only one), so that every stratum has a variance. A stratified sample in proportion is
/// about as exact as a simple random one at least; one whose strata answered unevenly is less so, which
/// ``stratifiedMarginNow`` tells and ``marginNow`` does not.
///
/// - SeeAlso: W. G. Cochran (1977), *Sampling Techniques*, 3rd ed., Wiley, sections 4.4, 5.3–5.6 and 5.10;
///   Regulation (EU) 2021/1057, Annex I, for why a sample is enough.
public struct SampleSize: Sendable, Hashable {
    /// A stratum of the population.
    public struct Stratum: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// How many units it has.
        public let population: Int
        /// How many of them have answered so far.
        public let answers: Int

        /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/sampling(_:)`` for more answers than units.
        public init(_ name: String, population: Int, answers: Int = 0) throws(StatisticsError) {
            guard population >= 0, answers >= 0 else { throw .negativeCount(min(population, answers)) }
            guard answers <= population else {
                throw .sampling(.exceedsPopulation(name: name, count: answers, population: population))
            }
            self.name = name
            self.population = population
            self.answers = answers
        }
    }

    /// What a stratum takes.
    public struct Part: Sendable, Hashable {
        /// The stratum.
        public let stratum: Stratum
        /// The answers that it is to give.
        public let needed: Int
        /// The units to contact so that as many answer, at most all.
        public let contacts: Int
        /// The answers that are still to come.
        public let stillNeeded: Int
        /// The units to contact for those, at most all that have not answered.
        public let furtherContacts: Int
        /// Whether as many will answer at the expected response rate, if all of the stratum are contacted.
        public let isWithinReach: Bool
    }

    /// What the sample is to reach.
    public let precision: SamplePrecision
    /// The share of those contacted who are expected to answer, above 0 and at most 1.
    public let responseRate: Double
    /// What each stratum takes, in the order given.
    public let parts: [Part]
    /// All units of the population.
    public let population: Int
    /// All answers so far.
    public let answers: Int
    /// The answers that a simple random sample takes: ``needed`` is more where many small strata get two each.
    public let neededWithoutStrata: Int
    /// The margin of the answers so far, as if they were a simple random sample.
    public let marginNow: Estimate
    /// The margin of the answers so far when each stratum is weighted to its population, `z √(Σ (N_h/N)² p(1 − p)/n_h ·
    /// (N_h − n_h)/(N_h − 1))`; ``Unavailable/tooFew`` while a stratum has none.
    public let stratifiedMarginNow: Estimate

    /// - Parameters:
    ///   - strata: The strata, each name once; one for a population without strata.
    ///   - precision: What the sample is to reach.
    ///   - responseRate: The share of those contacted who will answer, above 0 and at most 1.
    /// - Throws: ``StatisticsError/sampling(_:)`` for another rate and a repeated name, ``StatisticsError/overflow``.
    public init(
        _ strata: [Stratum], precision: SamplePrecision, responseRate: Double = 1
    ) throws(StatisticsError) {
        guard responseRate > 0, responseRate <= 1 else { throw .sampling(.responseRate(responseRate)) }
        let (population, answers) = try Self.totals(strata)
        let simple = try precision.answers(population: population)
        let needed = proportionalAllocation(of: simple, over: strata.map { ($0.name, $0.population) })
        self.precision = precision
        self.responseRate = responseRate
        self.population = population
        self.answers = answers
        neededWithoutStrata = simple
        parts = zip(strata, needed).map { (stratum, needed) in
            let still = max(0, needed - stratum.answers)
            let silent = stratum.population - stratum.answers
            return Part(
                stratum: stratum, needed: needed,
                contacts: roundedUp(Double(needed) / responseRate, atMost: stratum.population), stillNeeded: still,
                furtherContacts: roundedUp(Double(still) / responseRate, atMost: silent),
                isWithinReach: roundedUp(Double(needed) / responseRate, atMost: .max) <= stratum.population)
        }
        marginNow = try precision.margin(answers: answers, population: population)
        stratifiedMarginNow = Self.stratifiedMargin(strata, precision, population: population, answers: answers)
    }

    /// The answers that all strata are to give.
    public var needed: Int { parts.reduce(0) { $0 + $1.needed } }
    /// The units to contact so that as many answer.
    public var contacts: Int { parts.reduce(0) { $0 + $1.contacts } }
    /// The answers that are still to come: what some strata have over others cannot make up for.
    public var stillNeeded: Int { parts.reduce(0) { $0 + $1.stillNeeded } }
    /// The units to contact for those.
    public var furtherContacts: Int { parts.reduce(0) { $0 + $1.furtherContacts } }

    private static func totals(_ strata: [Stratum]) throws(StatisticsError) -> (population: Int, answers: Int) {
        var (population, answers) = (0, 0)
        var names: Set<String> = []
        for stratum in strata {
            guard names.insert(stratum.name).inserted else { throw .sampling(.repeatedName(stratum.name)) }
            let (sum, overflow) = population.addingReportingOverflow(stratum.population)
            guard !overflow else { throw .overflow }
            population = sum
            answers += stratum.answers  // no more than the population
        }
        return (population, answers)
    }

    private static func stratifiedMargin(
        _ strata: [Stratum], _ precision: SamplePrecision, population: Int, answers: Int
    ) -> Estimate {
        guard answers > 0 else { return Estimate(unavailable: .noObservations, n: 0) }
        var terms: [Double] = []
        for stratum in strata where stratum.population > 0 {
            guard stratum.answers > 0 else { return Estimate(unavailable: .tooFew, n: answers) }
            let weight = Double(stratum.population) / Double(population)
            let variance = precision.varianceOfShare(answers: stratum.answers, population: stratum.population)
            terms.append(weight * weight * variance)
        }
        // Sorted, so that the order of strata changes no digit.
        let variance = compensatedSum(terms.sorted())
        return Estimate(precision.confidence.normalDeviate * variance.squareRoot(), n: answers)
    }
}
