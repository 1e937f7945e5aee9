import Statistics
import Testing

@testable import Diffusion

@Suite struct ExposureTests {
    /// 1 → 2, 1 → 3, 2 → 3, 4 → 1 with times 2, 1, never, 3.
    private static func network(weights: [Int64]? = nil) throws -> SparseNetwork {
        try SparseNetwork(
            nodeCount: 4, from: [0, 0, 1, 3], to: [1, 2, 2, 0], weights: weights, isDirected: true)
    }

    @Test func isTheShareOfTiesWhoseOtherEndHasAdopted() throws {
        let times = try AdoptionTimes([2, 1, nil, 3])
        let exposure = try Exposure(in: .constant(try Self.network()), times: times)
        #expect((1...3).map { exposure.value(of: 0, at: $0) } == [0.5, 0.5, 0.5])
        #expect((1...3).map { exposure.value(of: 1, at: $0) } == [0, 0, 0])
        #expect((1...3).map { exposure.value(of: 2, at: $0) } == [0, 0, 0])  // no ties
        #expect((1...3).map { exposure.value(of: 3, at: $0) } == [0, 1, 1])
        #expect(exposure.value(of: 0, at: 4) == nil && exposure.value(of: 0, at: 0) == nil)
        let periods = exposure.periods()
        #expect(periods.map(\.period) == [1, 2, 3])
        #expect(periods.map(\.adopters) == [1, 2, 3])
        #expect(periods.map(\.mean.value) == [0.125, 0.375, 0.375])
        #expect(periods.map(\.exposed) == [1, 2, 2])
        // Of node 1 a quarter of the weight goes to node 2.
        let weighted = try Exposure(in: .constant(try Self.network(weights: [1, 3, 9, 2])), times: times)
        #expect(weighted.value(of: 0, at: 1) == 0.25)
    }

    @Test func aNetworkByPeriodIsLookedAtInItsPeriod() throws {
        let times = try AdoptionTimes([1, 2, 2])
        let first = try SparseNetwork(nodeCount: 3, from: [2], to: [0], isDirected: true)
        let second = try SparseNetwork(nodeCount: 3, from: [2, 2], to: [0, 1], isDirected: true)
        let exposure = try Exposure(in: .byPeriod([first, second]), times: times)
        #expect(exposure.value(of: 2, at: 1) == 1 && exposure.value(of: 2, at: 2) == 1)
        let turned = try Exposure(in: .byPeriod([second, first]), times: times)
        #expect(turned.value(of: 2, at: 1) == 0.5 && turned.value(of: 2, at: 2) == 1)
        #expect(turned.periods().map(\.mean.value) == [1.0 / 6, 1.0 / 3])
        #expect(throws: DiffusionError.otherNodes(networks: 1, times: 2, what: "periods")) {
            try Exposure(in: .byPeriod([first]), times: times)
        }
    }

    @Test func inACompleteNetworkItIsTheShareOfTheOthers() throws {
        let nodes = 9
        let pairs = (0..<nodes).flatMap { from in (0..<nodes).map { (UInt32(from), UInt32($0)) } }
        let network = try SparseNetwork(
            nodeCount: nodes, from: pairs.map(\.0), to: pairs.map(\.1), isDirected: true)
        let times = try AdoptionTimes([1, 1, 2, 3, 3, 3, 5, nil, nil])
        let exposure = try Exposure(in: .constant(network), times: times)
        for period in times.periods {
            let adopted = times.cumulativeAdopters[period - 1]
            for node in 0..<nodes {
                let own = times.period(of: node).map { $0 <= period } == true ? 1 : 0
                #expect(exposure.value(of: node, at: period) == Double(adopted - own) / Double(nodes - 1))
            }
        }
    }

    @Test(arguments: 0..<120) func agreesWithADenseTable(seed: Int) throws {
        let random = RandomDiffusion(seed: seed)
        let times = try AdoptionTimes(random.times)
        for isWeighted in [false, true] {
            let network = try random.network(isWeighted: isWeighted)
            let dense = random.dense(isWeighted: isWeighted)
            for lag in 0...2 {
                let exposure = try Exposure(in: .constant(network), times: times, lag: lag)
                let byPeriod = try Exposure(
                    in: .byPeriod(times.periods.map { _ in network }), times: times, lag: lag)
                let periods = exposure.periods()
                #expect(byPeriod.periods() == periods)
                for point in periods {
                    var sum = 0.0
                    for node in 0..<random.nodes {
                        let all = dense[node].reduce(0, +)
                        let adopted = (0..<random.nodes).reduce(0.0) { sum, other in
                            (random.times[other] ?? .max) <= point.period - lag ? sum + dense[node][other] : sum
                        }
                        let expected = all > 0 ? adopted / all : 0
                        let isSeen = point.period - lag >= times.firstPeriod
                        #expect(exposure.value(of: node, at: point.period) == (isSeen ? expected : nil))
                        sum += expected
                    }
                    guard let mean = point.mean.value else {
                        #expect(point.period - lag < times.firstPeriod && point.mean.reason == .incomplete)
                        continue
                    }
                    #expect(abs(mean - sum / Double(random.nodes)) < 1e-14)
                }
            }
        }
    }

    @Test func aLagShiftsPeriods() throws {
        let random = RandomDiffusion(seed: 5, mostNodes: 40)
        let times = try AdoptionTimes(random.times)
        let now = try Exposure(in: .constant(try random.network()), times: times)
        let later = try Exposure(in: .constant(try random.network()), times: times, lag: 2)
        #expect(later.periods().dropFirst(2).map(\.mean) == now.periods().dropLast(2).map(\.mean))
        #expect(later.values(at: times.firstPeriod + 3) == now.values(at: times.firstPeriod + 1))
    }

    @Test(arguments: 0..<30) func numberingOrderAndThreadsChangeNoDigit(seed: Int) throws {
        let random = RandomDiffusion(seed: seed, mostNodes: 30_000, density: 4)
        var generator = CounterGenerator(seed: 3, replicate: seed)
        let order = Array(0..<random.nodes).shuffled(using: &generator)
        let other = random.relabelled(order, &generator)
        guard random.times.contains(where: { $0 != nil }) else { return }
        let (times, moved) = (try AdoptionTimes(random.times), try AdoptionTimes(other.times))
        let first = try Exposure(in: .constant(try random.network(isWeighted: true)), times: times, lag: 1)
        let second = try Exposure(in: .constant(try other.network(isWeighted: true)), times: moved, lag: 1)
        #expect(first.periods(threads: 1) == second.periods(threads: 3))
        let (one, two) = (try AdoptionThreshold(first), try AdoptionThreshold(second, threads: 4))
        #expect(one.mean == two.mean && one.limits == two.limits && one.distribution == two.distribution)
        #expect(one.values == order.map { two.values[$0] })
        let (infectious, movedInfectious) = (
            try Infectiousness(in: first.network, times: times, periods: 3).measure,
            try Infectiousness(in: second.network, times: moved, periods: 3, threads: 2).measure
        )
        #expect(infectious.mean == movedInfectious.mean)
        #expect(infectious.values == order.map { movedInfectious.values[$0] })
    }

    @Test func aLongChainIsNoProblem() throws {
        let nodes = 200_000
        let network = try SparseNetwork(
            nodeCount: nodes, from: (1..<nodes).map { UInt32($0) }, to: (1..<nodes).map { UInt32($0 - 1) },
            isDirected: true)
        let times = try AdoptionTimes((0..<nodes).map { $0 / 20_000 })
        let exposure = try Exposure(in: .constant(network), times: times)
        // Everyone but the first has the one before as only tie.
        #expect(exposure.periods(threads: 2).map(\.exposed) == (1...10).map { min($0 * 20_000, nodes - 1) })
        #expect(try AdoptionThreshold(exposure, threads: 2).mean.value == Double(nodes - 1) / Double(nodes))
        let weights = try MoranWeights(inverseDistanceIn: network, steps: 3)
        #expect(weights.targets.count == 3 * nodes - 6)
    }

    @Test func degenerateInputHasDefinedAnswers() throws {
        let none = try SparseNetwork(nodeCount: 0, from: [], to: [], isDirected: true)
        let empty = try Exposure(in: .constant(none), times: try AdoptionTimes([]))
        #expect(empty.periods().isEmpty)
        #expect(try AdoptionThreshold(empty).reason == .noObservations)
        let three = try SparseNetwork(nodeCount: 3, from: [0], to: [1], isDirected: true)
        let nobody = try Exposure(in: .constant(three), times: try AdoptionTimes([nil, nil, nil]))
        #expect(nobody.periods().isEmpty)
        #expect(try AdoptionThreshold(nobody).mean.reason == .noObservations)
        let one = try AdoptionThreshold(try Exposure(in: .constant(three), times: try AdoptionTimes([nil, 4, nil])))
        #expect(one.reason == .tooFew && one.mean.value == 0 && one.count(of: .low) == nil)
        let all = try AdoptionThreshold(try Exposure(in: .constant(three), times: try AdoptionTimes([nil, 4, 4])))
        #expect(all.reason == .noVariation && all.standardDeviation.value == 0)
        #expect(throws: DiffusionError.otherNodes(networks: 3, times: 1, what: "nodes")) {
            try Exposure(in: .constant(three), times: try AdoptionTimes([1]))
        }
        #expect(throws: DiffusionError.tooManyPeriods(12_001, limit: 12_000)) { try AdoptionTimes([1, 12_001]) }
        #expect(throws: DiffusionError.tooManyPeriods(.max, limit: 12_000)) { try AdoptionTimes([.min, .max]) }
        #expect(throws: DiffusionError.outsidePeriods("9", from: "1", through: "5")) {
            try AdoptionTimes([9], within: 1...5)
        }
        let negative = try SparseNetwork(nodeCount: 3, from: [0], to: [1], weights: [-1], isDirected: true)
        #expect(throws: DiffusionError.self) {
            try Exposure(in: .constant(negative), times: try AdoptionTimes([1, 1, 1]))
        }
        let heavy = try SparseNetwork(
            nodeCount: 3, from: [0, 0], to: [1, 2], weights: [.max, .max], isDirected: true)
        #expect(throws: DiffusionError.statistics(.overflow)) {
            try Exposure(in: .constant(heavy), times: try AdoptionTimes([1, 1, 1]))
        }
    }
}
