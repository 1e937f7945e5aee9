/// A stratum of a survey: its population, who answered, and how many of those have the property that is asked for.
public struct SurveyStratum: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// N_h: how many units it has.
    public let population: Int
    /// n_h: how many of them answered.
    public let answers: Int
    /// How many of those who answered have the property.
    public let successes: Int

    /// - Throws: ``StatisticsError/negativeCount(_:)``, ``StatisticsError/successesExceedTotal(successes:total:)``,
    ///   ``StatisticsError/sampling(_:)`` for more answers than units.
    public init(_ name: String, population: Int, answers: Int, successes: Int) throws(StatisticsError) {
        guard population >= 0, answers >= 0, successes >= 0 else {
            throw .negativeCount(min(population, answers, successes))
        }
        guard successes <= answers else { throw .successesExceedTotal(successes: successes, total: answers) }
        guard answers <= population else {
            throw .sampling(.exceedsPopulation(name: name, count: answers, population: population))
        }
        self.name = name
        self.population = population
        self.answers = answers
        self.successes = successes
    }
}
