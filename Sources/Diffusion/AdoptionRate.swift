public import Statistics

/// Adoptions in relation to a population, per 100 000 inhabitants unless another base is asked for.
public struct AdoptionRate: Sendable, Hashable {
    /// The adoptions counted.
    public let count: Int
    /// The population that they are related to; not necessarily whole, such as a mean over a year.
    public let population: Double
    /// The inhabitants that the rate is for.
    public let base: Double
    /// The rate. Its interval is the exact Poisson one (Garwood 1936): it says how much a count of this size moves by
    /// chance, and matters when rates of regions are compared.
    public let rate: Estimate

    /// - Throws: ``DiffusionError/populationNotPositive(_:)`` also for a base that is not above zero;
    ///   ``DiffusionError/statistics(_:)`` for a count below zero.
    public init(
        count: Int, population: Double, per base: Double = 100_000, confidence: ConfidenceLevel = .ninetyFive
    ) throws(DiffusionError) {
        guard population > 0, population.isFinite else { throw .populationNotPositive(population) }
        guard base > 0, base.isFinite else { throw .populationNotPositive(base) }
        self.count = count
        self.population = population
        self.base = base
        let mean = try estimating { () throws(StatisticsError) in try poissonMean(count: count, confidence: confidence)
        }
        rate = mean.scaled(by: base / population)
    }
}
