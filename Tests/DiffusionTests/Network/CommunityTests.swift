import Statistics
import Testing

@testable import Diffusion

@Suite struct CommunityTests {
    @Test func leidenFindsTheBestCommunitiesOfTheKarateClub() throws {
        let (network, factions) = try NetworkCase.karate()
        let found = try LeidenCommunities(network)
        // The optimum by integer programming: python-igraph 1.0.0, community_optimal_modularity().
        #expect(abs((found.modularity.value ?? 0) - 0.4197896120973046) < 1e-12)
        #expect(found.groups.count == 4)
        let given = try #require(try GroupMixing(network, factions).modularity().value)
        #expect((found.modularity.value ?? 0) >= given)
        // Communities are numbered by their first nodes.
        #expect(found.groups.of[0] == 0)
        #expect(try LeidenCommunities(network) == found)
        #expect(try LeidenCommunities(network, seed: 77).modularity == found.modularity)
    }

    @Test func directionsAreSummedAndWeightsCount() throws {
        // Two pairs of strong ties both ways and a weak tie between: the pairs. Q = 2 · (20/41 − (20.5/41)²) by hand.
        let network = try SparseNetwork(
            nodeCount: 4, from: [0, 1, 2, 3, 1], to: [1, 0, 3, 2, 2], weights: [50, 50, 50, 50, 5], places: 1,
            isDirected: true)
        let found = try LeidenCommunities(network)
        #expect(found.groups.of == [0, 0, 1, 1])
        #expect(abs((found.modularity.value ?? 0) - 2 * (10 / 20.5 - 0.25)) < 1e-12)
        #expect(throws: DiffusionError.negativeWeight) {
            try LeidenCommunities(
                SparseNetwork(nodeCount: 2, from: [0], to: [1], weights: [-1], isDirected: true))
        }
    }

    @Test(arguments: 0..<15) func leidenIsNoWorseThanGivenGroups(seed: Int) throws {
        let (_, network) = try DenseNetwork.random(seed, directed: false, most: 40)
        let found = try LeidenCommunities(network)
        guard let modularity = found.modularity.value else { return }
        for parts in 1...4 {
            let groups = try NodeGroups((0..<network.nodeCount).map { $0 % parts }, count: parts)
            #expect(modularity >= (try GroupMixing(network, groups).modularity().value ?? 1) - 1e-12)
        }
    }

    @Test func callsFromManyThreadsGiveTheSame() async throws {
        let (network, _) = try NetworkCase.karate()
        let expected = try LeidenCommunities(network)
        let central = try Centrality(.eigenvector, network).values
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let again = try LeidenCommunities(network)
                    let values = try Centrality(.eigenvector, network).values
                    return again == expected && values == central
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }

    @Test func anErrorOfTheLibraryIsAnErrorAndNotTheEnd() throws {
        #expect(reasonForNoNetworkLibrary() == nil)
        let network = try SparseNetwork(nodeCount: 3, from: [0, 1], to: [1, 2], isDirected: false)
        // A node number that is not there.
        let broken = SparseNetwork(isDirected: true, offsets: [0, 1, 1], targets: [7])
        #expect {
            try Centrality(.pageRank, broken)
        } throws: { error in
            guard case .some(.networkLibrary(let reason)) = error as? DiffusionError else { return false }
            return reason.hasPrefix("igraph: ")
        }
        // And the next call is as if nothing had been.
        #expect(try Centrality(.pageRank, network).values.count == 3)
    }
}
