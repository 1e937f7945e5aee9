import Foundation
import Testing

@testable import Statistics

@Suite struct BinomialSamplerTests {
    @Test func logarithmIsThatOfTheCLibrary() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            let x =
                Double.random(in: 0.5...2, using: &generator)
                * pow(2, Double(Int.random(in: -900...900, using: &generator)))
            #expect(isClose(reproducibleLogarithm(x), log(x), 4e-16), "\(x)")
        }
        #expect(reproducibleLogarithm(1) == 0)
        // Next to 1 nothing cancels: ln(1 + u) = u − u²/2 + …
        #expect(isClose(reproducibleLogarithm(1 + 0x1p-40), log1p(0x1p-40), 4e-16))
        #expect(
            reproducibleLogarithm(0).isNaN && reproducibleLogarithm(-1).isNaN && reproducibleLogarithm(.infinity).isNaN)
    }

    /// GSL's distribution function, or the normal one, which is off by less than 1e-4 for variances above 500,000.
    private func chance(upTo bound: Int, _ trials: Int, _ p: Double) -> Double {
        let variance = Double(trials) * p * (1 - p)
        if variance < 500_000 { return GSL.binomialLower(bound, n: trials, probability: p) }
        return GSL.normalLower((Double(bound) + 0.5 - Double(trials) * p) / variance.squareRoot())
    }

    /// Pearson's goodness of fit over up to 12 cells of about equal chance.
    @Test(arguments: [
        (20, 3, 10), (60, 1, 9), (30, 1, 2), (1_000, 1, 50), (1_000, 1, 200), (200, 1, 2), (100_000, 1, 4),
        (3_000_000, 2, 3), (5_000_000_000, 1, 1_000_000_000), (5_000_000_000, 3, 7),
    ])
    func drawsFollowTheBinomialDistribution(trials: Int, successes: Int, whole: Int) throws {
        let draws = 40_000
        let p = Double(successes) / Double(whole)
        var generator = CounterGenerator(seed: 17, replicate: trials)
        let found = (0..<draws).map { _ in generator.binomial(trials: trials, successes: successes, of: whole) }
        #expect(found.allSatisfy { (0...trials).contains($0) })
        let sorted = found.sorted()
        // Cells between sample quantiles, so that there are enough in each; their bounds are then taken as given.
        var bounds: [Int] = []
        for cell in 1..<12 where bounds.last != sorted[draws * cell / 12] { bounds.append(sorted[draws * cell / 12]) }
        var chances = [Double]()
        var counts = [Int]()
        var below = 0.0
        for (index, bound) in bounds.enumerated() {
            let upTo = chance(upTo: bound, trials, p)
            chances.append(upTo - below)
            below = upTo
            let lowest = index == 0 ? Int.min : bounds[index - 1]
            counts.append(found.count { $0 > lowest && $0 <= bound })
        }
        chances.append(1 - below)
        counts.append(found.count { $0 > (bounds.last ?? 0) })
        let statistic = zip(counts, chances).reduce(0.0) { (sum, cell) in
            let expected = cell.1 * Double(draws)
            return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
        }
        #expect(statistic < Double(counts.count) + 5 * (2 * Double(counts.count)).squareRoot(), "\(statistic)")
        let mean = found.reduce(0.0) { $0 + Double($1) } / Double(draws)
        let deviation = (Double(trials) * p * (1 - p)).squareRoot()
        #expect(abs(mean - Double(trials) * p) < 4.5 * deviation / Double(draws).squareRoot())
        let variance = found.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(draws - 1)
        #expect(abs(variance / (deviation * deviation) - 1) < 0.04)
    }

    @Test func certainAndImpossibleDrawsUseNoChance() {
        var generator = CounterGenerator(seed: 1, replicate: 1)
        #expect(generator.binomial(trials: 0, successes: 1, of: 2) == 0)
        #expect(generator.binomial(trials: 9, successes: 0, of: 2) == 0)
        #expect(generator.binomial(trials: 9, successes: 2, of: 2) == 9)
    }

    /// scipy 1.17.1 `stats.binom.cdf(k, n, p)`.
    @Test(arguments: [
        (1_500_000, 3_000_000, 0.5, 0.5002303294137884), (1_499_990, 3_000_000, 0.5, 0.49562382866163135),
        (1_999_997, 3_000_000, 2.0 / 3, 0.4987513514644682),
        (2_000_100, 3_000_000, 2.0 / 3, 0.5489543084010098), (1_499_999_000, 3_000_000_000, 0.5, 0.4854432029302535),
    ])
    func distributionFunctionHoldsForMillionsOfTrials(k: Int, n: Int, p: Double, expected: Double) {
        #expect(isClose(GSL.binomialLower(k, n: n, probability: p), expected, 1e-6))
        // As many up as down among millions: the sign test used to have no answer.
        #expect(GSL.fairBinomialTwoSided(1_500_000, 1_500_000) == 1)
    }
}
