import Statistics
import Testing

@testable import Diffusion

@Suite struct BrokerageTests {
    @Test func eachRoleIsWorkedByHand() throws {
        // A: 0, 1, 2; B: 3, 4; C: 5. Ties all pass through node 1: in from 0 (A), 3 (B) and out to 2 (A), 4 (B), 5 (C).
        let network = try SparseNetwork(
            nodeCount: 6, from: [0, 3, 1, 1, 1], to: [1, 1, 2, 4, 5], isDirected: true)
        let groups = try NodeGroups([0, 0, 0, 1, 1, 2], count: 3)
        let result = try Brokerage(network, groups)
        // 0→2 coordinator; 3→4 consultant; 3→2 gatekeeper; 0→4 and 0→5 representative; 3→5 liaison.
        #expect(BrokerageRole.allCases.map { result.nodes[1][$0] } == [1, 1, 1, 2, 1])
        #expect(result.all.total == 6 && result.groups[0].total == 6 && result.groups[1].total == 0)
        // A tie 0 → 2 closes the coordinator's triple.
        let closed = try SparseNetwork(
            nodeCount: 6, from: [0, 3, 1, 1, 1, 0], to: [1, 1, 2, 4, 5, 2], isDirected: true)
        #expect(BrokerageRole.allCases.map { try? Brokerage(closed, groups).nodes[1][$0] } == [0, 1, 1, 2, 1])
        // Whose group is not known brokers nothing and is brokered for by nobody.
        let unknown = try NodeGroups([0, 0, 0, nil, 1, 2], count: 3)
        #expect(BrokerageRole.allCases.map { try? Brokerage(network, unknown).nodes[1][$0] } == [1, 0, 0, 2, 0])
    }

    @Test func agreesWithALoopOverAllTriplesOfTheKarateClub() throws {
        // Counted by three nested loops in Python over the ties of the reference case networks/karate, each tie both ways.
        let (network, factions) = try NetworkCase.karate()
        let result = try Brokerage(network, factions, threads: 2)
        #expect(BrokerageRole.allCases.map { result.all[$0] } == [510, 20, 128, 128, 0])
        #expect(BrokerageRole.allCases.map { result.nodes[0][$0] } == [174, 0, 15, 15, 0])
        #expect(BrokerageRole.allCases.map { result.nodes[2][$0] } == [10, 12, 23, 23, 0])
    }

    @Test func groupsDealtAtRandomGiveTheExactChances() throws {
        let (network, factions) = try NetworkCase.karate()
        let result = try BrokerageExpectation(network, factions, replicates: 2_000, seed: 3, threads: 2)
        // Both factions have 17 of 34: P(coordinator) = 2 · 17·16·15 / (34·33·32), of the other three 2 · 17·16·17 / (34·33·32) each.
        let chances = try #require(result.chances)
        #expect(abs(chances[0] - 8_160.0 / 35_904) < 1e-15 && abs(chances[1] - 9_248.0 / 35_904) < 1e-15)
        #expect(abs(chances.reduce(0, +) - 1) < 1e-15 && chances[4] < 1e-15)
        for (place, comparison) in result.all.enumerated() {
            let exact = Double(result.observed.all.total) * chances[place]
            // The standard deviation of a draw is below 120, that of the mean below 3: four of them.
            #expect(abs((comparison.expected.value ?? -1) - exact) < 11, "\(place)")
        }
        // Factions hold far more of the brokerage than chance, and less runs between them.
        #expect(result.all[0].pGreater == 1.0 / 2_001 && result.all[1].pLess == 1.0 / 2_001)
        #expect(abs((result.expected(of: 0, .coordinator) ?? 0) - 204 * chances[0]) < 1e-9)
    }

    @Test func chanceDoesNotDependOnNamesButForTheDraw() throws {
        let (network, factions) = try NetworkCase.karate()
        var (from, to): ([UInt32], [UInt32]) = ([], [])
        for node in 0..<34 {
            for tie in network.ties(of: node) {
                from.append(UInt32(33 - node))
                to.append(33 - network.targets[tie])
            }
        }
        let turned = try SparseNetwork(nodeCount: 34, from: from, to: to, isDirected: false)
        let groups = try NodeGroups(factions.of.reversed().map { Int($0) }, count: 2)
        let one = try BrokerageExpectation(network, factions, replicates: 1_000, seed: 8)
        let other = try BrokerageExpectation(turned, groups, replicates: 1_000, seed: 8)
        #expect(one.observed.all == other.observed.all && one.chances == other.chances)
        for (first, second) in zip(one.all, other.all) where first.replicates > 0 {
            // Two means of 1,000 draws differ by √2 · 120 / √1000 = 5.4 at one standard error.
            #expect(abs((first.expected.value ?? 0) - (second.expected.value ?? 0)) < 22)
            #expect(abs((first.p ?? 0) - (second.p ?? 1)) < 0.1)
        }
    }
}
