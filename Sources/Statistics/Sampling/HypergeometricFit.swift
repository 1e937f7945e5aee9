import Glibc

/// How often a sample drawn without replacement deviates from its population as much as the one seen, or more.
///
/// Samples are compared by Pearson's statistic, Σ (O − E)²/E, of which those within a factor of 1 + 1e-9 count as equal. Where there
/// are few samples all of them are gone through, with their probability under the multivariate hypergeometric distribution;
/// else so many are drawn, and p is (1 + b)/(1 + B) for b of B that deviate as much.
///
/// - SeeAlso: N. L. Johnson, S. Kotz, N. Balakrishnan (1997), *Discrete Multivariate Distributions*, Wiley, chapter 39;
///   A. C. Davison, D. V. Hinkley (1997), *Bootstrap Methods and their Application*, Cambridge University Press, 4.2.1.
struct HypergeometricFit {
    /// The population of each category, each above 0, and those seen in the sample.
    let populations: [Int]
    let seen: [Int]
    private let whole: Int
    private let size: Int
    private let expected: [Double]
    private let limit: Double

    init(populations: [Int], seen: [Int]) {
        self.populations = populations
        self.seen = seen
        let (whole, size) = (populations.reduce(0, +), seen.reduce(0, +))
        let expected = populations.map { Double(size) * (Double($0) / Double(whole)) }
        self.whole = whole
        self.size = size
        self.expected = expected
        let statistic = zip(seen, expected).reduce(0.0) { $0 + Self.term($1.0, $1.1) }
        limit = statistic * (1 - 1e-9)
    }

    private static func term(_ seen: Int, _ expected: Double) -> Double {
        let gap = Double(seen) - expected
        return gap * gap / expected
    }

    /// p by all samples that there are.
    ///
    /// - Returns: nil where there are more samples than `most`.
    func exact(most: Int = 200_000) -> Double? {
        // The last category takes the rest: the others have at most so many counts together.
        var samples = 1.0
        for population in populations.dropLast() { samples *= Double(min(population, size)) + 1 }
        guard samples <= Double(most) else { return nil }
        var total = 0.0
        visit(0, left: size, statistic: 0, logProbability: -logChoose(whole, size), &total)
        return min(1, total)
    }

    private func visit(
        _ category: Int, left: Int, statistic: Double, logProbability: Double, _ total: inout Double
    ) {
        guard category < populations.count - 1 else {
            guard left <= populations[category] else { return }
            if statistic + Self.term(left, expected[category]) >= limit {
                total += exp(logProbability + logChoose(populations[category], left))
            }
            return
        }
        for count in 0...min(populations[category], left) {
            visit(
                category + 1, left: left - count, statistic: statistic + Self.term(count, expected[category]),
                logProbability: logProbability + logChoose(populations[category], count), &total)
        }
    }

    private func logChoose(_ n: Int, _ k: Int) -> Double {
        GSL.logGamma(Double(n) + 1) - GSL.logGamma(Double(k) + 1) - GSL.logGamma(Double(n - k) + 1)
    }

    /// p by samples drawn at random, the same for the same seed.
    ///
    /// - Returns: nil where it would take more than two thousand million random numbers.
    func simulated(seed: UInt64, replicates: Int) -> Double? {
        // The largest category takes the rest, which saves most of the random numbers.
        let order = populations.indices.sorted { (populations[$0], $0) < (populations[$1], $1) }
        let steps = order.dropLast().reduce(0.0) { $0 + Double(min(populations[$1], size, whole - size)) }
        guard steps * Double(replicates) <= 2e9 else { return nil }
        var extreme = 0
        for replicate in 0..<replicates {
            var generator = CounterGenerator(seed: seed, replicate: replicate)
            var (units, drawn, statistic) = (whole, size, 0.0)
            for category in order.dropLast() {
                let count = generator.hypergeometric(
                    population: units, marked: populations[category], drawn: drawn)
                statistic += Self.term(count, expected[category])
                units -= populations[category]
                drawn -= count
            }
            if let last = order.last { statistic += Self.term(drawn, expected[last]) }
            if statistic >= limit { extreme += 1 }
        }
        return Double(1 + extreme) / Double(1 + replicates)
    }
}
