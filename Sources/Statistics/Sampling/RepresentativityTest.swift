/// Whether those who answered are like the population in one characteristic.
///
/// Pearson's goodness of fit of the n respondents' counts O to what their shares in the population of N make expected, E = n N_c/N.
/// Without replacement the counts vary by (N − n)/(N − 1) of a multinomial sample's, so `χ² = (N − 1)/(N − n) Σ (O − E)²/E`, whose
/// mean is exactly the degrees of freedom, categories less one. Where few are expected among those who answered, or among
/// those who did not, in any category (below 5), χ² is only a rough guide, and p is that of a ``smallSampleTest``.
///
/// A large p does not show that the respondents are like the population: with few of them nothing is ever found. Look at
/// ``largestDifference``.
///
/// - SeeAlso: N. L. Johnson, S. Kotz, N. Balakrishnan (1997), *Discrete Multivariate Distributions*, Wiley, chapter 39, for the
///   variance; J. N. K. Rao, A. J. Scott (1981), *Journal of the American Statistical Association* 76(374), 221–230,
///   doi:10.1080/01621459.1981.10477633, for the test; W. G. Cochran (1954), *Biometrics* 10(4), 417–451, for the bound of 5.
public struct RepresentativityTest: Sendable, Hashable {
    /// A category with what was expected of it.
    public struct Category: Sendable, Hashable {
        /// Its name and counts.
        public let category: SampledCharacteristic.Category
        /// How many of so many respondents are expected; 0 without respondents.
        public let expected: Double
        /// The share among the respondents less that in the population, in percentage points; nil without respondents.
        public let difference: Double?
    }

    /// How ``smallSampleTest`` was made.
    public enum SmallSampleMethod: String, Sendable, Hashable, Codable {
        /// By all samples that there are, with their hypergeometric probabilities.
        case exact
        /// By samples drawn at random.
        case simulated
    }

    /// The characteristic.
    public let characteristic: SampledCharacteristic
    /// The categories in the order given.
    public let categories: [Category]
    /// χ² with the finite population correction; ``Unavailable/noVariation`` where there is one category or all have answered.
    public let test: TestOutcome
    /// The least expected count among those who answered.
    public let smallestExpected: Estimate
    /// Whether χ² is a rough guide only: fewer than 5 expected in some category of those who answered, or of those who did not.
    public let hasSmallExpected: Bool
    /// The test for small expected counts, with p alone; nil where they are large or there is no test.
    public let smallSampleTest: TestOutcome?
    /// How it was made; nil without it.
    public let smallSampleMethod: SmallSampleMethod?
    /// The category that differs most, the first of equal ones; nil without respondents.
    public let largestDifference: Category?

    /// - Parameters:
    ///   - characteristic: The counts.
    ///   - seed: The seed of the samples drawn at random.
    ///   - replicates: How many of them, one or more.
    public init(_ characteristic: SampledCharacteristic, seed: UInt64 = 1, replicates: Int = 9_999) {
        let (n, whole) = (characteristic.respondents, characteristic.population)
        self.characteristic = characteristic
        let found = characteristic.categories.map { (category) in
            let share = Double(category.population) / Double(whole)
            return Category(
                category: category, expected: Double(n) * share,
                difference: n > 0 ? 100 * (Double(category.respondents) / Double(n) - share) : nil)
        }
        categories = found
        // Of two categories both differ by the same but for rounding: the first one counts.
        var largest: Category?
        for category in found {
            guard let difference = category.difference else { continue }
            if largest == nil || abs(difference) > abs(largest?.difference ?? 0) + 1e-9 { largest = category }
        }
        largestDifference = largest
        let least = n > 0 ? found.map(\.expected).min() : nil
        smallestExpected = least.map { Estimate($0, n: n) } ?? Estimate(unavailable: .noObservations, n: n)
        guard n > 0, found.count > 1, n < whole else {
            test = TestOutcome(unavailable: n == 0 ? .noObservations : .noVariation, n: n)
            hasSmallExpected = false
            (smallSampleTest, smallSampleMethod) = (nil, nil)
            return
        }
        let terms = found.map { (category) in
            let gap = Double(category.category.respondents) - category.expected
            return gap * gap / category.expected
        }
        let statistic = compensatedSum(terms.sorted()) * (Double(whole - 1) / Double(whole - n))
        let freedom = Double(found.count - 1)
        test = TestOutcome(
            statistic: statistic, degreesOfFreedom: freedom,
            p: GSL.chiSquareUpper(statistic, degreesOfFreedom: freedom), n: n)
        hasSmallExpected = found.contains { min($0.expected, Double($0.category.population) - $0.expected) < 5 }
        guard hasSmallExpected else {
            (smallSampleTest, smallSampleMethod) = (nil, nil)
            return
        }
        // In one order, so that the order of categories changes nothing.
        let sorted = found.map(\.category).sorted {
            ($0.population, $0.respondents) < ($1.population, $1.respondents)
        }
        let fit = HypergeometricFit(populations: sorted.map(\.population), seen: sorted.map(\.respondents))
        if let p = fit.exact() {
            (smallSampleTest, smallSampleMethod) = (TestOutcome(p: p, n: n), .exact)
        } else if let p = fit.simulated(seed: seed, replicates: max(1, replicates)) {
            (smallSampleTest, smallSampleMethod) = (TestOutcome(p: p, n: n), .simulated)
        } else {
            (smallSampleTest, smallSampleMethod) = (TestOutcome(unavailable: .tooLarge, n: n), nil)
        }
    }

    /// The p to go by: of ``smallSampleTest`` where there is one, else of χ²; nil where there is no test.
    public var p: Double? { smallSampleTest?.p ?? test.p }
}
