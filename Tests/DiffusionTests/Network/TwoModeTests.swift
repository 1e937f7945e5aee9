import Diagnostics
import Statistics
import Testing

@testable import Diffusion

@Suite struct TwoModeTests {
    /// Anna and Bo at the first event, all three at the second, Bo alone at the third.
    private func small() throws -> TwoModeNetwork {
        try TwoModeNetwork(
            actorCount: 3, eventCount: 3, actors: [0, 1, 0, 1, 2, 1, 1], events: [0, 0, 1, 1, 1, 2, 2])
    }

    @Test func weightingsAreWorkedByHand() throws {
        let network = try small()
        #expect(network.attendanceCount == 6 && network.duplicates == 1 && network.pairs == 4)
        #expect(network.eventsPerActor == [2, 3, 1] && network.eventSizes == [2, 3, 1])
        #expect(network.density.value == 6.0 / 9 && network.returningShare.value == 2.0 / 3)
        let shared = try network.projection()
        #expect(shared.targets == [1, 2, 0, 2, 0, 1] && shared.weights == [2, 1, 2, 1, 1, 1])
        // Anna and Bo share two of three events, Anna and the third one of two, Bo and the third one of three.
        let jaccard = try network.projection(.jaccard)
        #expect(jaccard.weights?.prefix(2) == [666_666_666_667, 500_000_000_000] && jaccard.places == 12)
        // 1/(2 − 1) + 1/(3 − 1), and 1/2.
        #expect(try network.projection(.newman).weights?.prefix(2) == [1_500_000_000_000, 500_000_000_000])
        #expect(try network.projection(least: 2).tieCount == 1)
        // The first two events share Anna and Bo, the third shares Bo with both.
        #expect(try network.turned.projection().weights == [2, 1, 2, 1, 1, 1])
    }

    @Test(arguments: 0..<30) func tiesGivenOrProjectedAreOneNetwork(seed: Int) throws {
        var generator = CounterGenerator(seed: 12, replicate: seed)
        let (actors, events) = (Int.random(in: 1...15, using: &generator), Int.random(in: 1...8, using: &generator))
        let rows = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
            (
                UInt32.random(in: 0..<UInt32(actors), using: &generator),
                UInt32.random(in: 0..<UInt32(events), using: &generator)
            )
        }
        let network = try TwoModeNetwork(
            actorCount: actors, eventCount: events, actors: rows.map(\.0), events: rows.map(\.1))
        // Every pair at every event as a tie of its own, merged by their sum.
        var ties: [(UInt32, UInt32)] = []
        for event in 0..<UInt32(events) {
            let there = Set(rows.filter { $0.1 == event }.map(\.0)).sorted()
            for first in there { for second in there where first < second { ties.append((second, first)) } }
        }
        let given = try SparseNetwork(
            nodeCount: actors, from: ties.map(\.0), to: ties.map(\.1),
            weights: [Int64](repeating: 1, count: ties.count), isDirected: false)
        for threads in [1, 2, 5] {
            let projected = try network.projection(threads: threads)
            #expect(projected.offsets == given.offsets && projected.targets == given.targets)
            #expect(projected.weights == given.weights)
        }
        let groups = try NodeGroups((0..<actors).map { $0 % 2 }, count: 2)
        #expect(
            try NetworkSummary(given, groups: groups) == NetworkSummary(network.projection(), groups: groups))
    }

    @Test func anEventOfAHundredThousandIsRefused() throws {
        let crowd = try TwoModeNetwork(
            actorCount: 100_000, eventCount: 1, actors: [UInt32](0..<100_000),
            events: [UInt32](repeating: 0, count: 100_000))
        #expect(crowd.pairs == 4_999_950_000)
        #expect(throws: DiffusionError.tooManyPairs(4_999_950_000, limit: 50_000_000)) { try crowd.projection() }
        #expect(DiffusionError.tooManyPairs(1, limit: 0).explanation.remedies.count == 3)
        #expect(try TwoModeNetwork(actorCount: 0, eventCount: 0, actors: [], events: []).density.reason != nil)
    }

    @Test func changeIsWhatIsKeptWhatIsNewAndWhatIsLost() throws {
        let before = try SparseNetwork(nodeCount: 4, from: [0, 1, 2], to: [1, 2, 3], isDirected: false)
        let after = try SparseNetwork(nodeCount: 4, from: [1, 3, 0, 1], to: [0, 2, 3, 3], isDirected: false)
        let change = try NetworkChange(from: before, to: after)
        #expect(change.retained == 2 && change.new == 2 && change.lost == 1 && change.jaccard.value == 0.4)
        let same = try NetworkChange(from: before, to: before)
        #expect(same.retained == 3 && same.new == 0 && same.lost == 0 && same.jaccard.value == 1)
        let none = try SparseNetwork(nodeCount: 4, from: [], to: [], isDirected: false)
        #expect(try NetworkChange(from: none, to: none).jaccard.reason == .zeroDenominator)
        #expect(throws: DiffusionError.unlikeNetworks) {
            try NetworkChange(from: before, to: SparseNetwork(nodeCount: 5, from: [], to: [], isDirected: false))
        }
        let directed = try SparseNetwork(nodeCount: 3, from: [0, 1], to: [1, 0], isDirected: true)
        let turned = try SparseNetwork(nodeCount: 3, from: [1, 2], to: [0, 0], isDirected: true)
        let second = try NetworkChange(from: directed, to: turned)
        #expect(second.retained == 1 && second.new == 1 && second.lost == 1)
    }
}
