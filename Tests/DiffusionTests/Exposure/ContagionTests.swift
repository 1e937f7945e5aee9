import Statistics
import Testing

@testable import Diffusion

@Suite struct ContagionTests {
    /// The network of the supplement to Valente and others (2015), as netdiffuseR's source has it: 5 names 1 to 4; 6, 7 and 8 name 5.
    private let network: SparseNetwork
    private let times: AdoptionTimes

    init() throws {
        network = try SparseNetwork(
            nodeCount: 8, from: [4, 4, 4, 4, 5, 6, 7], to: [0, 1, 2, 3, 4, 4, 4], isDirected: true)
        times = try AdoptionTimes([1, 2, 5, 5, 3, 4, 5, 5])
    }

    @Test func followersOfTheNextPeriodCountAgainstAllLaterOnes() throws {
        let found = try Infectiousness(in: .constant(network), times: times, isNormalised: false).measure
        // 1: 5 follows, but two periods later. 2: 5 follows in the next. 5: 6 of 6, 7, 8. 6: nobody names it. 3, 4, 7, 8: the last.
        #expect(found.values == [0, 1, 0, 0, 1.0 / 3, 0, 0, 0])
        #expect(found.mean.value.map { abs($0 - (1 + 1.0 / 3) / 8) < 1e-15 } == true)
        #expect(found.comparable == 3)
        // One adopts in period 3 and one in 4, so that the norm changes nothing.
        let normalised = try Infectiousness(in: .constant(network), times: times).measure
        #expect(normalised.values == found.values)
        // Two periods: 5 has (1 + 2/2) of (3 + 2/2), by 1 adopter of period 4 and 4/2 of period 5.
        let two = try Infectiousness(in: .constant(network), times: times, periods: 2, isNormalised: false).measure
        #expect(two.values[4] == 0.5)
        // 1 is followed by 5 in the second period: (0 + 1/2) of (1 + 1/2).
        #expect(two.values[0].map { abs($0 - 1.0 / 3) < 1e-15 } == true)
        let norm = try Infectiousness(in: .constant(network), times: times, periods: 2).measure
        #expect(norm.values[4].map { abs($0 - 0.5 / 3) < 1e-15 } == true)
    }

    @Test func thoseAdoptedInThePeriodBeforeCountAgainstAllEarlierOnes() throws {
        let found = try Susceptibility(in: .constant(network), times: times, isNormalised: false).measure
        // 5: 2 of 1 and 2. 6: 5 of 5. 7, 8: 5 adopted two periods before. 1 to 4 name nobody.
        #expect(found.values == [0, 0, 0, 0, 0.5, 1, 0, 0])
        let two = try Susceptibility(in: .constant(network), times: times, periods: 2, isNormalised: false).measure
        // 5: (1 + 1/2) of (2 + 1/2). 7: (0 + 1/2) of (1 + 1/2).
        #expect(two.values[4].map { abs($0 - 0.6) < 1e-15 } == true)
        #expect(two.values[6].map { abs($0 - 1.0 / 3) < 1e-15 } == true)
        let norm = try Susceptibility(in: .constant(network), times: times, periods: 2).measure
        #expect(norm.values[4].map { abs($0 - 0.4) < 1e-15 } == true)  // 1 adopter of period 2 and 1/2 of period 1
        let steep = try Susceptibility(
            in: .constant(network), times: times, periods: 2, discount: .exponential(rate: 0.5), isNormalised: false)
        #expect(steep.measure.values[4].map { abs($0 - (1 + 1 / 1.5) / (2 + 1 / 1.5)) < 1e-15 } == true)
    }

    @Test func thoseWhoDoNotAdoptCountNowhere() throws {
        let some = try AdoptionTimes([1, 2, nil, nil, 3, nil, nil, nil])
        #expect(
            try Susceptibility(in: .constant(network), times: some, isNormalised: false).measure.values
                == [0, 0, nil, nil, 0.5, nil, nil, nil])
        let nobody = try AdoptionTimes([Int?](repeating: nil, count: 8))
        #expect(try Infectiousness(in: .constant(network), times: nobody).measure.mean.reason == .noObservations)
        let atOnce = try Infectiousness(in: .constant(network), times: try AdoptionTimes((0..<8).map { _ in 3 }))
        #expect(atOnce.measure.mean.value == 0 && atOnce.measure.comparable == 0)
        #expect(throws: DiffusionError.self) {
            try Infectiousness(in: .constant(network), times: times, periods: 0)
        }
    }

    @Test func aTieCountsInThePeriodInWhichTheLaterOneAdopts() throws {
        let none = try SparseNetwork(nodeCount: 2, from: [], to: [], isDirected: true)
        let tie = try SparseNetwork(nodeCount: 2, from: [1], to: [0], isDirected: true)
        let times = try AdoptionTimes([1, 2])
        for (networks, expected) in [([none, tie], 1.0), ([tie, none], 0)] {
            #expect(try Infectiousness(in: .byPeriod(networks), times: times).measure.values[0] == expected)
            #expect(try Susceptibility(in: .byPeriod(networks), times: times).measure.values[1] == expected)
        }
    }

    @Test(arguments: 0..<60) func agreesWithADenseTable(seed: Int) throws {
        let random = RandomDiffusion(seed: seed)
        guard random.times.contains(where: { $0 != nil }) else { return }
        let (dense, times) = (random.dense(), try AdoptionTimes(random.times))
        let periods = 1 + seed % 3
        func expected(_ node: Int, _ direction: Int) -> Double? {
            guard let own = random.times[node] else { return nil }
            var (next, all, norm) = (0.0, 0.0, 0.0)
            for k in 1...periods where k < times.newAdopters.count {
                for other in 0..<random.nodes where other != node {
                    guard let time = random.times[other] else { continue }
                    let gap = direction * (time - own)
                    if gap == k { norm += 1 / Double(k) }
                    guard (direction > 0 ? dense[other][node] : dense[node][other]) > 0 else { continue }
                    if gap == k { next += 1 / Double(k) }
                    if gap >= k { all += 1 / Double(k) }
                }
            }
            return all > 0 && norm > 0 ? next / all / norm : 0
        }
        let network = DiffusionNetwork.constant(try random.network())
        let infectious = try Infectiousness(in: network, times: times, periods: periods, threads: 2).measure.values
        let susceptible = try Susceptibility(in: network, times: times, periods: periods).measure.values
        for node in 0..<random.nodes {
            for (found, expected) in [(infectious[node], expected(node, 1)), (susceptible[node], expected(node, -1))] {
                guard let found, let expected else {
                    #expect(found == expected)
                    continue
                }
                #expect(abs(found - expected) < 1e-14)
            }
        }
    }
}
