import Foundation
import Statistics
import Testing

@testable import Diffusion

@Suite struct BurstTests {
    private func batches(_ relevant: [Int], _ documents: [Int]) -> [Bursts.Batch] {
        zip(relevant, documents).map { Bursts.Batch(relevant: $0, documents: $1) }
    }

    private let relevant = [0, 2, 1, 3, 15, 18, 2, 1, 0, 9, 10, 1, 2, 1]
    private let documents = [20, 25, 22, 30, 40, 45, 30, 28, 10, 30, 26, 24, 30, 25]

    /// Three batches of 10 documents with 1, 4 and 1: p₀ = 0.2, p₁ = 0.4.
    @Test func threeBatchesByHand() throws {
        let result = try Bursts(batches([1, 4, 1], [10, 10, 10]), gamma: 0.2)
        // r ln 2 + (10 − r) ln(0.6 / 0.8): 0.6931 − 2.5891 for 1, and 2.7726 − 1.7261 = 1.0465 for 4. Beginning costs 0.2 ln 3 =
        // 0.2197, so the second batch is a burst and saves 0.8268.
        let gain = 4 * log(2.0) + 6 * log(0.75)
        #expect(result.bursts.map(\.batches) == [1..<2])
        #expect(near(result.bursts.first?.weight, gain) && near(result.saving, gain - 0.2 * log(3.0)))
        #expect(result.ordinaryShare.value == 0.2 && result.burstShare.value == 0.4)
        // γ ln 3 is above the gain from γ = 0.953 on.
        #expect(try Bursts(batches([1, 4, 1], [10, 10, 10]), gamma: 0.96).bursts.isEmpty)
        #expect(try Bursts(batches([1, 4, 1], [10, 10, 10]), gamma: 0.95).bursts.count == 1)
    }

    /// All 2¹⁴ sequences of states in Python, costs by SciPy 1.17.1's binom.logpmf. The weights of the first burst at γ = 1 and of both at
    /// γ = 0.5 are also those of burst_detection 0.1.3 (its search is greedy, so at γ = 1 it misses batch 9; two lines were changed so
    /// that it runs with NumPy 2).
    @Test func fourteenBatchesAreThoseOfAllSequences() throws {
        let cases: [(ratio: Double, gamma: Double, runs: [Range<Int>], weights: [Double], saving: Double)] = [
            (2, 1, [4..<6, 9..<11], [11.066869525440197, 4.768670757131156], 10.55742562334082),
            (2, 0.5, [4..<6, 9..<11], [11.066869525440197, 4.768670757131156], 13.196482952956082),
            (3, 1, [4..<6, 10..<11], [9.146765497116743, 2.645372108548518], 6.514022946434729),
        ]
        for (ratio, gamma, runs, weights, saving) in cases {
            let result = try Bursts(batches(relevant, documents), ratio: ratio, gamma: gamma)
            #expect(result.bursts.map(\.batches) == runs)
            for (burst, weight) in zip(result.bursts, weights) { #expect(near(burst.weight, weight)) }
            #expect(near(result.saving, saving))
        }
    }

    /// The cheapest of all sequences of states, written out from the definition of the costs.
    private func cheapestCost(_ batches: [Bursts.Batch], _ shares: [Double], _ beginning: Double) -> (Double, Double) {
        func cost(_ batch: Bursts.Batch, _ share: Double) -> Double {
            -Double(batch.relevant) * log(share) - Double(batch.documents - batch.relevant) * log(1 - share)
        }
        var least = Double.infinity
        for states in 0..<(1 << batches.count) {
            var (sum, before) = (0.0, 0)
            for (place, batch) in batches.enumerated() {
                let state = states >> place & 1
                if state > before { sum += beginning }
                sum += cost(batch, shares[state])
                before = state
            }
            least = min(least, sum)
        }
        return (batches.reduce(0) { $0 + cost($1, shares[0]) }, least)
    }

    @Test(arguments: 0..<60) func shortSeriesAreThoseOfAllSequences(seed: Int) throws {
        var generator = TestNumbers(state: UInt64(seed) + 11)
        let count = Int.random(in: 1...10, using: &generator)
        let batches = (0..<count).map { _ in
            let documents = Int.random(in: 0...20, using: &generator)
            return Bursts.Batch(relevant: Int.random(in: 0...(documents / 2), using: &generator), documents: documents)
        }
        let gamma = Double(seed % 5) * 0.3
        let result = try Bursts(batches, ratio: 1.7, gamma: gamma)
        guard result.reason == nil else { return }
        let shares = [result.ordinaryShare.value ?? 0, result.burstShare.value ?? 0]
        let beginning = gamma * log(Double(count))
        let (plain, least) = cheapestCost(batches, shares, beginning)
        #expect(abs(result.saving - (plain - least)) < 1e-9)
        // The bursts that are named save what is said, and no run of them could be left out.
        let saved = result.bursts.reduce(0) { $0 + $1.weight - beginning }
        #expect(abs(saved - result.saving) < 1e-9)
        #expect(result.bursts.allSatisfy { $0.weight > beginning - 1e-9 })
        #expect(
            zip(result.bursts, result.bursts.dropFirst()).allSatisfy { $0.batches.upperBound < $1.batches.lowerBound })
    }

    @Test func degenerateSeriesHaveTheirReasons() throws {
        #expect(try Bursts([]).reason == .noObservations)
        let never = try Bursts(batches([0, 0], [5, 5]))
        #expect(never.reason == .noObservations && never.ordinaryShare.value == 0)
        #expect(try Bursts(batches([3, 5], [5, 5])).reason == .notRepresentable)
        #expect(try Bursts(batches([1], [10])).bursts.isEmpty)
        #expect(try Bursts(batches([2, 2, 2], [9, 9, 9])).bursts.isEmpty)
        let long = try Bursts((0..<100_000).map { Bursts.Batch(relevant: $0 % 1_000 < 10 ? 5 : 1, documents: 20) })
        #expect(long.bursts.count == 100)
        #expect(throws: DiffusionError.self) { try Bursts(batches([2], [1])) }
        #expect(throws: DiffusionError.self) { try Bursts(batches([1], [2]), ratio: 1) }
        #expect(throws: DiffusionError.self) { try Bursts(batches([1], [2]), gamma: .nan) }
        #expect(throws: DiffusionError.self) { try Bursts(batches([1, 1], [.max, .max])) }
    }
}
