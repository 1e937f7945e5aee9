import Statistics
import Testing

@testable import Diffusion

@Suite struct CoreFidelityTests {
    /// Five adoptions with their elements from 0, by the first letter of kept, adapted and dropped.
    private func uses(_ adoptions: [String]) -> [ElementUse] {
        let words: [Character: ElementUse.Use] = ["k": .kept, "a": .adapted, "d": .dropped]
        return adoptions.enumerated().flatMap { (adoption, letters) in
            letters.enumerated().compactMap { (element, letter) in
                words[letter].map { ElementUse(adoption: UInt32(adoption), element: UInt32(element), use: $0) }
            }
        }
    }

    private let example = ["kkad", "kkk", "kdd", "aakkk", "kd"]

    @Test func indicesByHand() throws {
        let fidelity = try CoreFidelity(uses(example))
        // (2 + ½) / 4, 3 / 3, 1 / 3, (3 + 1) / 5, 1 / 2.
        for (index, expected) in zip(fidelity.indices, [0.625, 1, 1.0 / 3, 0.8, 0.5]) {
            #expect(near(index.value, expected))
        }
        // SciPy 1.17.1: mean, sem and t.interval(0.95, 4).
        #expect(near(fidelity.mean.value, 0.6516666666666666))
        #expect(near(fidelity.mean.standardError, 0.1158423257900343))
        #expect(near(fidelity.mean.interval?.lowerBound, 0.3300368082521978, within: 1e-10))
        #expect(near(fidelity.mean.interval?.upperBound, 0.9732965250811354, within: 1e-10))
        // statsmodels 0.15.0: OLS on a constant, cov_type="cluster" by adoption, use_t=True.
        #expect(near(fidelity.pooled.value, 0.6764705882352942))
        #expect(near(fidelity.pooled.standardError, 0.10502456893270722))
        #expect(near(fidelity.pooled.interval?.lowerBound, 0.384875637896571, within: 1e-10))
        #expect(near(fidelity.pooled.interval?.upperBound, 0.9680655385740173, within: 1e-10))
    }

    @Test func elementsByHand() throws {
        let fidelity = try CoreFidelity(uses(example))
        #expect(fidelity.elements.map(\.adoptions) == [5, 5, 4, 2, 1])
        // Element 0: k k k a k; 1: k k d a d; 2: a k d k; 3: d k; 4: k.
        #expect(fidelity.elements[1].kept == (try Proportion(2, of: 5).share()))
        #expect(fidelity.elements[1].adapted == (try Proportion(1, of: 5).share()))
        #expect(fidelity.elements[1].dropped == (try Proportion(2, of: 5).share()))
        #expect(fidelity.elements[1].changed == (try Proportion(3, of: 5).share()))
        // Changed 3/5; 2/4 before 1/2, as more adoptions tell of it; 1/5; 0.
        #expect(fidelity.mostChanged.map(\.element) == [1, 2, 3, 0, 4])
    }

    @Test func weightOfAdaptationIsAParameter() throws {
        #expect(try CoreFidelity(uses(["ka"]), adaptedWeight: 0).mean.value == 0.5)
        #expect(try CoreFidelity(uses(["ka"]), adaptedWeight: 1).mean.value == 1)
        #expect(throws: DiffusionError.statistics(.notAProbability(1.5))) {
            try CoreFidelity([], adaptedWeight: 1.5)
        }
    }

    @Test func repeatedAndContradictingRowsAreNamed() throws {
        let rows = uses(["kd"]) + uses(["k"]) + [ElementUse(adoption: 0, element: 1, use: .kept)]
        let fidelity = try CoreFidelity(rows)
        #expect(fidelity.repetitions == [2] && fidelity.contradictions == [1, 3])
        #expect(fidelity.indices.map(\.value) == [1] && fidelity.elements.map(\.adoptions) == [1])
    }

    @Test func nothingOneAndEqualAreDefined() throws {
        let none = try CoreFidelity([])
        #expect(none.mean.reason == .noObservations && none.pooled.reason == .noObservations)
        let one = try CoreFidelity(uses(["kd"]))
        #expect(one.mean.value == 0.5 && one.mean.intervalReason == .tooFew && one.pooled.intervalReason == .tooFew)
        let equal = try CoreFidelity(uses(["kd", "dk"]))
        #expect(equal.mean.intervalReason == .noVariation && equal.pooled.value == 0.5)
        let distance = try FidelityByDistance(equal) { _ in 1 }
        #expect(distance.tau.reason == .noVariation && distance.test.reason == .noVariation)
        #expect(try FidelityByDistance(equal) { _ in nil }.unplaced == 2)
    }

    @Test(arguments: 0..<30) func boundsAndOrder(seed: Int) throws {
        var generator = TestNumbers(state: UInt64(seed) + 77)
        let rows = (0..<60).map { _ in
            ElementUse(
                adoption: UInt32.random(in: 0..<9, using: &generator),
                element: UInt32.random(in: 0..<12, using: &generator),
                use: ElementUse.Use.allCases.randomElement(using: &generator) ?? .kept)
        }
        let weights = [0, 0.5, 1]
        let results = try weights.map { try CoreFidelity(rows, adaptedWeight: $0) }
        for result in results {
            #expect(result.indices.allSatisfy { (0...1).contains($0.value) })
            let pooled = result.pooled.value ?? -1
            #expect((0...1).contains(pooled))
        }
        // More for an adaptation never lowers the index.
        for (low, high) in zip(results, results.dropFirst()) {
            #expect(zip(low.indices, high.indices).allSatisfy { $0.value <= $1.value })
        }
        let shuffled = try CoreFidelity(rows.shuffled(using: &generator))
        #expect(shuffled.mean == results[1].mean && shuffled.pooled == results[1].pooled)
        #expect(shuffled.elements == results[1].elements && shuffled.indices == results[1].indices)
    }

    /// Ten adoptions of ten elements in four generations.
    @Test func distanceIsThatOfSciPy() throws {
        let kept = [10, 9, 8, 10, 7, 9, 6, 5, 7, 4]
        let generation = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4]
        let fidelity = try CoreFidelity(
            uses(kept.map { String(repeating: "k", count: $0) + String(repeating: "d", count: 10 - $0) }))
        let distance = try FidelityByDistance(fidelity) { generation[Int($0)] }
        // SciPy 1.17.1, kendalltau(method="asymptotic"); the limits by tanh(atanh τ ± 1.96 √(0.437 / 6)) in NumPy 2.4.6.
        #expect(near(distance.tau.value, -0.7563787698880865))
        #expect(near(distance.test.p, 0.005546387974431038, within: 1e-10))
        #expect(near(distance.tau.interval?.lowerBound, -0.9081113127485417, within: 1e-10))
        #expect(near(distance.tau.interval?.upperBound, -0.4290641731128392, within: 1e-10))
        #expect(distance.generations.map(\.generation) == [1, 2, 3, 4])
        for (mean, expected) in zip(distance.generations.map(\.mean.value), [0.925, 0.7333333333333334, 0.6, 0.4]) {
            #expect(near(mean, expected))
        }
        #expect(near(distance.generations[1].mean.interval?.lowerBound, 0.3538750299736574, within: 1e-10))
        #expect(distance.generations[3].mean.intervalReason == .tooFew)
    }
}
