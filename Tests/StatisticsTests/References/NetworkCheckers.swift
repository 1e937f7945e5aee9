import Statistics
import Testing

@testable import Diffusion

/// Networks: ties in `edges.csv` and nodes with groups in `nodes.csv`, or who was at what in `attendance.csv`.
extension ReferenceChecker {
    static let networkCheckers = [networks, attendance]

    /// `source`, `target` and perhaps `weight` in `edges.csv`; `id` and `group` in `nodes.csv`. `directed` is expected as well, and read.
    static let networks = ReferenceChecker(
        name: "networks", recognises: { $0.has("transitivity_global_undirected") && $0.hasFile("edges.csv") },
        values: { reference in
            let given = try Given(reference)
            var values = try whole(given)
            if reference.hasFile("expected_nodes.csv") {
                values.merge(try nodes(given, reference)) { first, _ in first }
            }
            return values
        })

    private struct Given {
        let ids: [String]
        let network: SparseNetwork
        let groups: NodeGroups

        init(_ reference: ReferenceCase) throws {
            let nodes = try reference.table("nodes.csv")
            ids = nodes.map { $0["id"] ?? "" }
            let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, UInt32($0)) })
            let names = Set(nodes.compactMap { $0["group"] }).sorted()
            groups = try NodeGroups(nodes.map { $0["group"].flatMap(names.firstIndex) }, count: names.count)
            let ties = try reference.table("edges.csv")
            let hasWeights = ties.first?["weight"] != nil
            network = try SparseNetwork(
                nodeCount: ids.count, from: try ties.map { try #require(numbers[$0["source"] ?? ""]) },
                to: try ties.map { try #require(numbers[$0["target"] ?? ""]) },
                weights: hasWeights ? try ties.map { try #require(Int64($0["weight"] ?? "")) } : nil,
                isDirected: try reference.number("directed") == 1)
        }
    }

    private static func whole(_ given: Given) throws -> [String: Double?] {
        let network = given.network
        let degrees = try NetworkDegrees(network)
        let components = NetworkComponents.weak(network)
        let clustering = NetworkClustering(network, threads: 2)
        let distances = try NetworkDistances(network, threads: 2)
        let mixing = try GroupMixing(network, given.groups)
        let collapsed = try GroupMixing(network.collapsed(), given.groups)
        var values: [String: Double?] = [
            "n": Double(network.nodeCount), "edges": Double(network.tieCount), "directed": network.isDirected ? 1 : 0,
            "density": degrees.density.value, "mean_degree": degrees.mean.value,
            "isolates": Double(degrees.isolates), "components_weak": Double(components.count),
            "largest_component_share": components.largestShare.value,
            "transitivity_global_undirected": clustering.transitivity.value,
            "clustering_mean_zero_for_low_degree": clustering.meanWithLowAsZero.value,
            "clustering_mean_without_low_degree": clustering.meanWithoutLow.value,
            "mean_distance_connected_pairs": distances.mean.value,
            "diameter_connected": distances.diameter.map(Double.init),
            "degree_assortativity": try network.degreeAssortativity().value,
            "group_assortativity": try GroupMixing(network.withoutWeights, given.groups).assortativity().value,
            "modularity_of_group": try collapsed.modularity().value,
            "internal_ties": Double(mixing.all.within), "external_ties": Double(mixing.all.between),
            "ei_index": mixing.all.index.value, "reciprocity": network.reciprocity.value,
            "components_strong": Double(NetworkComponents.strong(network).count),
            "centralisation_degree": degrees.centralisation.value,
            "centralisation_indegree": degrees.inCentralisation.value,
            "centralisation_outdegree": degrees.outCentralisation.value,
            "centralisation_betweenness": try Centrality(.betweenness, network).betweennessCentralisation.value,
            "mean_strength": degrees.meanStrength.value,
            // Of the ties as they are: with directions and weights.
            "modularity_of_group_weighted": try mixing.modularity().value,
        ]
        for (place, size) in components.sizesInOrder.enumerated() {
            values["component_sizes/\(place)"] = Double(size)
        }
        return values
    }

    private static func nodes(_ given: Given, _ reference: ReferenceCase) throws -> [String: Double?] {
        let network = given.network
        let degrees = try NetworkDegrees(network)
        let clustering = NetworkClustering(network)
        let coreness = network.coreness()
        let components = NetworkComponents.weak(network)
        let mixing = try GroupMixing(network, given.groups)
        let betweenness = try Centrality(.betweenness, network)
        let closeness = try Centrality(.closeness, network)
        let eigenvector = try Centrality(.eigenvector, network)
        let pageRank = try Centrality(.pageRank, network)
        var values: [String: Double?] = [:]
        for (row, record) in try reference.table("expected_nodes.csv").enumerated() {
            let node = try #require(given.ids.firstIndex(of: record["id"] ?? ""))
            let found: [String: Double?] = [
                "id": Double(given.ids[node]), "degree": Double(degrees.all[node]),
                "indegree": Double(degrees.incoming[node]), "outdegree": Double(degrees.outgoing[node]),
                "betweenness": betweenness.values[node],
                "betweenness_normalised": betweenness.normalisedBetweenness(of: node),
                "local_clustering_undirected": clustering.local(node),
                "coreness_undirected": Double(coreness[node]), "component_weak": Double(components.of[node]) + 1,
                "eigenvector_undirected": eigenvector.values[node],
                "closeness_within_component": closeness.values[node], "pagerank": pageRank.values[node],
                "strength": degrees.strength(of: node), "ei_index": mixing.nodes[node].index.value,
            ]
            for (column, value) in found { values["expected_nodes.csv/\(row)/\(column)"] = .some(value) }
        }
        return values
    }

    /// `person` and `event` in `attendance.csv`.
    static let attendance = ReferenceChecker(
        name: "attendance", recognises: { $0.has("bipartite_density") && $0.hasFile("attendance.csv") },
        values: { reference in
            let rows = try reference.table("attendance.csv")
            let persons = Set(rows.compactMap { $0["person"] }).sorted()
            let events = Set(rows.compactMap { $0["event"] }).sorted()
            let network = try TwoModeNetwork(
                actorCount: persons.count, eventCount: events.count,
                actors: try rows.map { UInt32(try #require(persons.firstIndex(of: $0["person"] ?? ""))) },
                events: try rows.map { UInt32(try #require(events.firstIndex(of: $0["event"] ?? ""))) })
            var values = try attendanceValues(network, events)
            var distribution: [Int: Int] = [:]
            for number in network.eventsPerActor { distribution[number, default: 0] += 1 }
            for (number, count) in distribution {
                values["events_per_person_distribution/\(number)"] = Double(count)
            }
            let shared = try network.projection(.shared, threads: 2)
            let jaccard = try network.projection(.jaccard, threads: 2)
            let newman = try network.projection(.newman, threads: 2)
            let (sharedDegrees, newmanDegrees) = (try NetworkDegrees(shared), try NetworkDegrees(newman))
            if reference.hasFile("expected_persons.csv") {
                for (row, record) in try reference.table("expected_persons.csv").enumerated() {
                    let person = try #require(persons.firstIndex(of: record["person"] ?? ""))
                    let path = "expected_persons.csv/\(row)"
                    values["\(path)/events"] = Double(network.eventsPerActor[person])
                    values["\(path)/degree"] = Double(sharedDegrees.all[person])
                    values["\(path)/strength_shared"] = sharedDegrees.strength(of: person)
                    values["\(path)/strength_newman"] = newmanDegrees.strength(of: person)
                }
            }
            guard reference.hasFile("expected_projection_persons.csv") else { return values }
            let pairs = try reference.table("expected_projection_persons.csv")
            #expect(pairs.count == shared.tieCount)
            for (row, record) in pairs.enumerated() {
                let first = try #require(persons.firstIndex(of: record["person1"] ?? ""))
                let second = try #require(persons.firstIndex(of: record["person2"] ?? ""))
                let tie = try #require(shared.ties(of: first).first { shared.targets[$0] == second })
                let path = "expected_projection_persons.csv/\(row)"
                for (name, projection) in [("shared_events", shared), ("jaccard", jaccard), ("newman", newman)] {
                    let weight = Double(try #require(projection.weights)[tie])
                    values["\(path)/\(name)"] = weight / (projection.places == 0 ? 1 : 1e12)
                }
            }
            return values
        })

    private static func attendanceValues(
        _ network: TwoModeNetwork, _ events: [String]
    ) throws -> [String: Double?] {
        let shared = try network.projection(.shared)
        let eventTies = try network.turned.projection(.shared)
        func total(_ network: SparseNetwork) -> Double { Double((network.weights ?? []).reduce(0, +) / 2) }
        let (atLeastTwo, atLeastThree) = (try network.projection(least: 2), try network.projection(least: 3))
        var values: [String: Double?] = [
            "persons": Double(network.actorCount), "events": Double(network.eventCount),
            "attendances": Double(network.attendanceCount),
            "mean_events_per_person": network.meanEventsPerActor.value,
            "mean_persons_per_event": network.meanActorsPerEvent.value, "bipartite_density": network.density.value,
            "returning_share": network.returningShare.value, "projection_edges": Double(shared.tieCount),
            "projection_density": try NetworkDegrees(shared).density.value,
            "projection_transitivity": NetworkClustering(shared).transitivity.value,
            "projection_components": Double(NetworkComponents.weak(shared).count),
            "total_shared": total(shared), "max_shared": shared.weights?.max().map { Double($0) },
            "edges_at_least_2": Double(atLeastTwo.tieCount), "edges_at_least_3": Double(atLeastThree.tieCount),
            "density_at_least_3": try NetworkDegrees(atLeastThree).density.value,
            "event_projection_edges": Double(eventTies.tieCount),
            "event_projection_total_shared": total(eventTies),
        ]
        for (event, size) in network.eventSizes.enumerated() { values["event_sizes/\(events[event])"] = Double(size) }
        return values
    }
}
