/// A characteristic of a population, such as labour status, with how many of each category answered.
public struct SampledCharacteristic: Sendable, Hashable {
    /// A category, such as the unemployed.
    public struct Category: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// How many of the population are in it.
        public let population: Int
        /// How many of those who answered are in it.
        public let respondents: Int

        public init(_ name: String, population: Int, respondents: Int) {
            self.name = name
            self.population = population
            self.respondents = respondents
        }
    }

    /// Its name.
    public let name: String
    /// The categories in the order given, without those that nobody is in: a sheet may tell that no participant is non-binary.
    public let categories: [Category]
    /// All units of the population.
    public let population: Int
    /// All who answered.
    public let respondents: Int

    /// - Throws: ``StatisticsError/sampling(_:)`` for a category with more respondents than population or named twice, ``StatisticsError/negativeCount(_:)``, ``StatisticsError/overflow``.
    public init(_ name: String, _ categories: [Category]) throws(StatisticsError) {
        var (population, respondents) = (0, 0)
        var names: Set<String> = []
        var inhabited: [Category] = []
        for category in categories {
            guard names.insert(category.name).inserted else { throw .sampling(.repeatedName(category.name)) }
            guard category.population >= 0, category.respondents >= 0 else {
                throw .negativeCount(min(category.population, category.respondents))
            }
            if category.population == 0, category.respondents == 0 { continue }
            guard category.population > 0 else {
                throw .sampling(.emptyCategory(characteristic: name, category: category.name))
            }
            inhabited.append(category)
            guard category.respondents <= category.population else {
                throw .sampling(
                    .exceedsPopulation(
                        name: category.name, count: category.respondents, population: category.population))
            }
            let (sum, overflow) = population.addingReportingOverflow(category.population)
            guard !overflow else { throw .overflow }
            population = sum
            respondents += category.respondents  // no more than the population
        }
        self.name = name
        self.categories = inhabited
        self.population = population
        self.respondents = respondents
    }
}
