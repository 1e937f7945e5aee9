import Statistics
import Testing

@testable import Diffusion

@Suite struct StructureDependenceTests {
    private static let ways: [DegreePreservingRewiring.Way] = [.switching, .dealing]

    @Test(arguments: 0..<40) func rewiringKeepsEveryDegreeAndMakesNoLoops(seed: Int) throws {
        let random = RandomDiffusion(seed: seed, mostNodes: 60, density: 4)
        let network = try random.network()
        let rewiring = DegreePreservingRewiring(network)
        for way in Self.ways {
            let ties = rewiring.rewired(seed: 9, replicate: seed, by: way)
            let found = try rewiring.network(of: ties)
            #expect(found.offsets == network.offsets && found.transposed().offsets == network.transposed().offsets)
            #expect(found.dropped == SparseNetwork.Dropped())
            #expect(ties == rewiring.rewired(seed: 9, replicate: seed, by: way))
        }
    }

    @Test func allNetworksOfTheSameDegreesAreEquallyLikely() throws {
        // Three ties in a row and one apart, 2 − 1 − 0 − 3 and 4 − 5: degrees 2, 2, 1, 1, 1, 1 without direction.
        // With 0 and 1 tied, their other ends are two of the four: 4 · 3 = 12 networks. Without, they share two of them: 0 has two
        // of four and 1 the others: 6. In all 18.
        let network = try SparseNetwork(nodeCount: 6, from: [2, 1, 0, 4], to: [1, 0, 3, 5], isDirected: false)
        let rewiring = DegreePreservingRewiring(network)
        let draws = 18_000
        for way in Self.ways {
            var counts: [[UInt32]: Int] = [:]
            for number in 0..<draws {
                let found = try rewiring.network(of: rewiring.rewired(seed: 1, replicate: number, by: way))
                counts[found.targets + found.offsets.map { UInt32($0) }, default: 0] += 1
            }
            #expect(counts.count == 18)
            let chiSquare = counts.values.reduce(0.0) { $0 + Double(($1 - 1_000) * ($1 - 1_000)) / 1_000 }
            // Switching gives each the same; dealing out only nearly. The 0.999 quantile of chi-square with 17 is 40.8.
            if way == .switching {
                #expect(chiSquare < 40.8)
            } else {
                #expect(counts.values.allSatisfy { (600...1_400).contains($0) })
            }
        }
    }

    @Test func bothWaysAgreeOnALargerNetwork() throws {
        let random = RandomDiffusion(seed: 21, mostNodes: 3_000, density: 6)
        let times = try AdoptionTimes(random.times)
        let rewiring = DegreePreservingRewiring(try random.network())
        func means(_ way: DegreePreservingRewiring.Way) throws -> Moments {
            let values = try (0..<60).map { number in
                let network = try rewiring.network(of: rewiring.rewired(seed: 2, replicate: number, by: way))
                return try #require(
                    try AdoptionThreshold(try Exposure(in: .constant(network), times: times)).mean.value)
            }
            return try Distribution(values: values).moments
        }
        let (one, two) = (try means(.switching), try means(.dealing))
        let error = (try #require(one.standardErrorOfMean) * 1.5)
        #expect(abs(one.mean - two.mean) < 4 * error)
    }

    @Test func meansAreThoseOfThresholdsAndExposure() throws {
        for seed in 0..<20 {
            let random = RandomDiffusion(seed: seed, mostNodes: 50, density: 4)
            let (network, times) = (try random.network(), try AdoptionTimes(random.times))
            for lag in 0...1 {
                let found = try StructureDependence(
                    in: network, times: times, lag: lag, options: try BootstrapOptions(replicates: 99, seed: 1))
                let exposure = try Exposure(in: .constant(network), times: times, lag: lag)
                let threshold = try AdoptionThreshold(exposure).mean.value
                let periods = exposure.periods().compactMap(\.mean.value)
                let mean = periods.isEmpty ? nil : periods.reduce(0, +) / Double(periods.count)
                for (found, expected) in [
                    (found.threshold.observed.value, threshold), (found.exposure.observed.value, mean),
                ] {
                    guard let found, let expected else {
                        #expect(found == expected)
                        continue
                    }
                    #expect(abs(found - expected) < 1e-13)
                }
            }
        }
    }

    @Test func whoWaitsForNeighboursIsToldFromChance() throws {
        // 40 rings of ten in which adoption goes round: everyone has somebody adopted before.
        let nodes = 400
        let from = (0..<nodes).map { UInt32($0) }
        let to: [UInt32] = (0..<nodes).map { (node: Int) -> UInt32 in UInt32(node / 10 * 10 + (node + 1) % 10) }
        let network = try SparseNetwork(nodeCount: nodes, from: from, to: to, isDirected: true)
        let times = try AdoptionTimes((0..<nodes).map { 10 - $0 % 10 })
        let options = try BootstrapOptions(replicates: 199, seed: 3)
        let found = try StructureDependence(in: network, times: times, options: options, threads: 2)
        #expect(found.threshold.observed.value == 0.9)  // all but the first of each ring
        let rewired = found.threshold.rewired
        #expect(rewired.value.map { abs($0 - 0.55) < 0.02 } == true)  // in a network at random (1 + 2 + … + 10)/100
        #expect(found.threshold.test.p == 2.0 / 200)
        #expect(rewired.interval.map { $0.upperBound < 0.9 && $0.lowerBound < $0.upperBound } == true)
        // Every node is named once, so that exposure of all is the same in every network.
        #expect(found.exposure.test.p == 1)
        #expect(found == (try StructureDependence(in: network, times: times, options: options)))
    }

    @Test func degenerateInputHasDefinedAnswers() throws {
        let options = try BootstrapOptions(replicates: 99, seed: 1)
        let one = try SparseNetwork(nodeCount: 3, from: [0], to: [1], isDirected: true)
        let single = try StructureDependence(in: one, times: try AdoptionTimes([1, 2, 2]), options: options)
        #expect(single.threshold.test.reason == .tooFew && single.threshold.observed.value == 0)
        let nobody = try StructureDependence(in: one, times: try AdoptionTimes([nil, nil, nil]), options: options)
        #expect(nobody.exposure.observed.reason == .noObservations)
        let pairs = (0..<5).flatMap { from in (0..<5).map { (UInt32(from), UInt32($0)) } }
        for isDirected in [true, false] {
            let complete = try SparseNetwork(
                nodeCount: 5, from: pairs.map(\.0), to: pairs.map(\.1), isDirected: isDirected)
            let rewiring = DegreePreservingRewiring(complete)
            for way in Self.ways { #expect(rewiring.rewired(seed: 1, replicate: 1, by: way) == rewiring.ties) }
            let found = try StructureDependence(
                in: complete, times: try AdoptionTimes([1, 2, 3, 4, nil]), options: options)
            #expect(found.threshold.test.p == 1 && found.exposure.test.p == 1)
        }
    }

    @Test func aSetOfTiesIsASet() {
        var generator = CounterGenerator(seed: 6, replicate: 0)
        var (set, expected) = (TieSet(capacity: 60), Set<UInt64>())
        for _ in 0..<20_000 {
            let key = UInt64.random(in: 0..<90, using: &generator) << 32 | 5
            if expected.contains(key) {
                #expect(set.contains(key) && !set.insert(key))
                set.remove(key)
                expected.remove(key)
            } else if expected.count < 60 {
                #expect(!set.contains(key) && set.insert(key))
                expected.insert(key)
            }
        }
        #expect((0..<90).allSatisfy { set.contains($0 << 32 | 5) == expected.contains($0 << 32 | 5) })
    }
}
