import Diagnostics
import Statistics
import Testing

@testable import Diffusion

@Suite struct NetworkMethodTests {
    private func values(
        _ name: String, _ table: MethodTable, _ options: EstimateOptions = EstimateOptions()
    ) throws -> [String: MethodValue] {
        let values = try DiffusionMethod(named: name).evaluate(table, options: options)
        #expect(Set(values.map(\.name)).count == values.count)
        for value in values { #expect(value.value != nil || value.reason != nil, "\(value.name)") }
        return Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0) })
    }

    private let ties = MethodTable(
        numbers: [("weight", [1.5, 2, 0.25, 3, nil])],
        texts: [
            "from": ["Espoo", "Turku", "Oulu", "Espoo", "Oulu"], "to": ["Turku", "Oulu", "Espoo", "Espoo", "Turku"],
        ])
    private let nodes = MethodTable(
        numbers: [],
        texts: [
            "node": ["Espoo", "Turku", "Oulu", "Vaasa"], "group": ["city", "city", "research", nil],
        ])

    @Test func aNetworkIsReadByNames() throws {
        let found = try values("network", ties, EstimateOptions(nodes: nodes))
        #expect(found["n"]?.value == 4 && found["ties"]?.value == 3 && found["isolates"]?.value == 1)
        #expect(found["loops"]?.value == 1 && found["n_incomplete"]?.value == 1)
        #expect(found["strong_components"]?.value == 2 && found["mean_distance"]?.value == 1.5)
        #expect(found["strength_node_Espoo"]?.value == 1.75 && found["mean_strength"]?.value == 7.5 / 4)
        #expect(found["internal_ties_group_city"]?.value == 1 && found["ei_index"]?.value == 1.0 / 3)
        #expect(
            found["ei_index_node_Vaasa"]?.reason == .zeroDenominator
                && found["local_clustering_node_Vaasa"]?.reason == .tooFew)
        let undirected = try values("network", ties, EstimateOptions(nodes: nodes, isUndirected: true))
        #expect(undirected["transitivity"]?.value == 1 && undirected["reciprocity"] == nil)
    }

    /// A weight that whole numbers would make nothing of is refused instead of becoming 0.
    @Test func weightsOfTooManyDecimalsAreRefused() throws {
        let fine: MethodTable = ["from": [1, 2], "to": [2, 3], "weight": [0.125, 0.123_456_789]]
        #expect(try values("network", fine)["ties"]?.value == 2)
        #expect(throws: DiffusionError.self) {
            try DiffusionMethod.network.evaluate(["from": [1, 2], "to": [2, 3], "weight": [1, 1e-12]])
        }
    }

    @Test func orderOfRowsDoesNotMatter() throws {
        let order = [4, 2, 0, 3, 1]
        func cells(_ name: String) -> [String?] {
            order.map { index in ties.columns[name]?[index].map { ties.labels[name]?[Int($0) - 1] ?? "" } }
        }
        let shuffled = MethodTable(
            numbers: [("weight", order.map { ties.columns["weight"]?[$0] ?? nil })],
            texts: ["from": cells("from"), "to": cells("to")])
        for name in ["network", "centrality", "communities", "brokerage", "network-test"] {
            let options = EstimateOptions(replicates: 19, nodes: nodes)
            let method = try DiffusionMethod(named: name)
            #expect(try method.evaluate(ties, options: options) == method.evaluate(shuffled, options: options))
        }
    }

    @Test func centralityCommunitiesAndBrokerage() throws {
        let found = try values("centrality", ties, EstimateOptions(isUndirected: true))
        #expect(found["eigenvector_max"]?.value == 1 && found["betweenness_node_Oulu"]?.value == 0)
        let communities = try values("communities", ties, EstimateOptions(nodes: nodes))
        #expect(communities["communities"]?.value == 2 && communities["community_node_Vaasa"]?.value == 2)
        let brokerage = try values("brokerage", ties, EstimateOptions(replicates: 19, nodes: nodes))
        // Espoo → Turku → Oulu → Espoo and Oulu → Turku, since no weight is asked for: Turku brings out of its city, Oulu between two of it.
        #expect(brokerage["representative_node_Turku"]?.value == 1 && brokerage["gatekeeper_node_Espoo"]?.value == 0)
        #expect(brokerage["consultant_group_research"]?.value == 1 && brokerage["brokered"]?.value == 2)
        #expect(throws: DiffusionError.self) { try DiffusionMethod(named: "brokerage").evaluate(ties) }
    }

    @Test func windowsAreCompared() throws {
        let table: MethodTable = [
            "from": [1, 2, 1, 3, 4], "to": [2, 3, 2, 4, 1], "window": [2022, 2022, 2023, 2023, 2023],
        ]
        let found = try values("network-change", table)
        #expect(found["retained_2022_2023"]?.value == 1 && found["new_2022_2023"]?.value == 2)
        #expect(found["lost_2022_2023"]?.value == 1 && found["jaccard_2022_2023"]?.value == 0.25)
        #expect(found["ties_2022"]?.value == 2 && found["ties_2023"]?.value == 3)
        let test = try values("network-test", table, EstimateOptions(replicates: 19))
        #expect(test["change_reciprocity"]?.value == 0 && test["change_reciprocity_p"]?.value != nil)
        for name in ["retained", "new", "lost", "jaccard"] {
            #expect(test[name]?.value == found["\(name)_2022_2023"]?.value, "\(name)")
            #expect(test["\(name)_p"]?.value != nil, "\(name)")
        }
        let one: MethodTable = ["from": [1], "to": [2], "window": [2022]]
        #expect(try values("network-change", one)["jaccard"]?.reason == .tooFew)
        #expect(throws: DiffusionError.tooManyWindows(3, limit: 2)) {
            try DiffusionMethod(named: "network-test").evaluate([
                "from": [1, 1, 1], "to": [2, 2, 2], "window": [1, 2, 3],
            ])
        }
    }

    @Test func attendanceIsReadByNames() throws {
        let table = MethodTable(
            numbers: [("event", [1, 1, 2, 2, 2])], texts: ["actor": ["Anna", "Bo", "Anna", "Bo", "Cia"]])
        let found = try values("two-mode", table, EstimateOptions(weighting: "newman"))
        #expect(found["strength_actor_Anna"]?.value == 2 && found["ties_least_2"]?.value == 1)
        #expect(
            found["size_event_2"]?.value == 3 && found["max_newman"]?.value == 1.5 && found["event_ties"]?.value == 1)
        _ = try values("two-mode-test", table, EstimateOptions(replicates: 9))
        let times = MethodTable(
            numbers: [("event", [1, 1, 2, 2, 2]), ("window", [1, 1, 2, 2, 2])],
            texts: ["actor": ["Anna", "Bo", "Anna", "Bo", "Cia"]])
        let change = try values("two-mode-test", times, EstimateOptions(replicates: 9))
        // Anna and Bo meet both times, and Cia meets each of them the second time.
        #expect(change["retained"]?.value == 1 && change["new"]?.value == 2 && change["lost"]?.value == 0)
        #expect(change["change_density"]?.value == 1 - 1.0 / 3 && change["retained_p"]?.value != nil)
        let once = MethodTable(numbers: [("event", [1]), ("window", [1])], texts: ["actor": ["Anna"]])
        #expect(try values("two-mode-test", once)["change"]?.reason == .tooFew)
        let error = #expect(throws: DiffusionError.self) {
            try DiffusionMethod(named: "two-mode").evaluate(table, options: EstimateOptions(weighting: "jacard"))
        }
        #expect(error?.explanation.remedies == ["write 'jaccard'"])
    }
}
