import Statistics
import Testing

@testable import Diffusion

/// The methods of trees and of space by name, on the examples that are worked by hand in their own tests.
@Suite struct TreeMethodTests {
    private func evaluate(
        _ name: String, _ numbers: [(String, [Double?])], _ texts: [String: [String?]] = [:],
        _ options: EstimateOptions = EstimateOptions()
    ) throws -> [String: MethodValue] {
        let table = MethodTable(numbers: numbers.map { (name: $0.0, cells: $0.1) }, texts: texts)
        let values = try DiffusionMethod(named: name).evaluate(table, options: options)
        #expect(Set(values.map(\.name)).count == values.count)
        #expect(values.allSatisfy { ($0.value == nil) == ($0.reason != nil) }, "\(name)")
        return Dictionary(uniqueKeysWithValues: values.map { ($0.name, $0) })
    }

    private let names: [String: [String?]] = [
        "innovation": ["m", "m", "m", "m", "m", "m"], "adopter": ["a", "b", "c", "d", "e", "f"],
        "source": ["owner", "a", "a", "b", nil, "e"], "owner": ["owner", nil, nil, nil, nil, nil],
        "group": ["x", "x", "y", "y", "x", "y"],
    ]

    @Test func treeAndReproduction() throws {
        let days: [Double?] = [10, 20, 20, 30, 5, 5]
        let tree = try evaluate("adoption-tree", [("time", days)], names)
        #expect(tree["depth"]?.value == 3 && tree["links"]?.value == 4 && tree["from_owner"]?.value == 1)
        #expect(tree["width_1"]?.value == 2 && tree["width_2"]?.value == 3 && tree["width_3"]?.value == 1)
        #expect(tree["descendants_1"]?.value == 3 && tree["generation_4"]?.value == 3)
        // Known: b and c from a, d from b, f from e; that of the owner is not. Across: c, d and f.
        #expect(tree["pairs_known"]?.value == 4 && tree["crossing_share"]?.value == 0.75)
        // The owner 1, a 2, b 1, e 1 and three none: the top fifth of seven is 1.4 actors, 2 + 0.4 of 5.
        #expect(near(tree["top_fifth_share"]?.value, 0.48))
        let number = try evaluate(
            "reproduction-number",
            [("time", days), ("period", [1, 2, 2, 3, 1, 1]), ("observed_until", [40, nil, nil, nil, nil, nil])], names)
        #expect(near(number["mean"]?.value, 4.0 / 6) && near(number["mean_period_1"]?.value, 1))
        #expect(number["mean_period_2"]?.value == 0.5 && number["mean_group_2"]?.value == 0)
        // 0, 10, 10 and 10 days: within 10. Seen for 30, 20 and 10.
        #expect(number["censored_period_1"]?.value == 0 && number["censored_period_3"]?.value == 0)
        let late = try evaluate(
            "reproduction-number",
            [("time", days), ("period", [1, 2, 2, 3, 1, 1]), ("follow_up", [15, nil, nil, nil, nil, nil])], names)
        #expect(late["censored_period_1"]?.value == 0 && late["censored_period_2"]?.value == 1)
        #expect(throws: DiffusionError.self) {
            try evaluate("reproduction-number", [("period", [1, 2, 2, 3, 1, 1])], names)
        }
    }

    @Test func lineageAndFidelity() throws {
        let lineage = try evaluate(
            "reuse-lineage",
            [("innovation", [1, 2, 3, 4]), ("derived_from", [nil, 1, 2, 1]), ("year", [1, 2, 2, nil])])
        #expect(lineage["depth"]?.value == 2 && lineage["chains"]?.value == 2 && lineage["chains_of_3"]?.value == 1)
        #expect(lineage["most_reused_row_1"]?.value == 1 && lineage["most_reused_all_1"]?.value == 3)
        #expect(lineage["reuse_share"]?.value == 0.75 && lineage["reuse_share_2"]?.value == 1)
        let uses: [String: [String?]] = [
            "adoption": ["p", "p", "q", "q"], "element": ["1", "2", "1", "2"],
            "use": ["kept", "adapted", "dropped", "kept"],
        ]
        let fidelity = try evaluate("core-fidelity", [("generation", [1, nil, 2, 2])], uses)
        #expect(fidelity["mean"]?.value == 0.625 && fidelity["changed_1"]?.value == 0.5)
        #expect(fidelity["tau"]?.value == -1 && fidelity["mean_generation_2"]?.value == 0.5)
        let strict = try evaluate("core-fidelity", [("adapted_weight", [0, nil, nil, nil])], uses)
        #expect(strict["mean"]?.value == 0.5)
        var wrong = uses
        wrong["use"] = ["kept", "adopted", "dropped", "kept"]
        #expect(throws: DiffusionError.unknownUse("adopted", known: ["kept", "adapted", "dropped"])) {
            try evaluate("core-fidelity", [], wrong)
        }
    }

    @Test func spaceAndBursts() throws {
        var options = EstimateOptions(potential: 4)
        let places: [String: [String?]] = ["place": ["u", "v", "u"]]
        let reach = try evaluate("reach", [("period", [1, 3, 3])], places, options)
        #expect(reach["share_3"]?.value == 0.5 && reach["cumulative_2"]?.value == 1)
        options.potential = 1
        #expect(throws: DiffusionError.potentialBelowAdopters(potential: 1, adopters: 2)) {
            try evaluate("reach", [("period", [1, 3, 3])], places, options)
        }
        let spread = try evaluate("concentration", [("count", [4, 4, 4]), ("population", [9, 9, 9])])
        #expect(spread["gini"]?.value == 0 && spread["gini_by_population"]?.value == 0)
        let quotient = try evaluate(
            "location-quotient", [("count", [2, 2, 2, 6])],
            ["area": ["n", "n", "s", "s"], "category": ["1", "2", "1", "2"]])
        // (2 / 4) / (4 / 12).
        #expect(near(quotient["quotient_1_1"]?.value, 1.5) && quotient["quotient_1_1_lower"]?.value != nil)
        options.nodes = MethodTable(
            numbers: [(name: "adoptions", cells: [0, 2, 0, 0])], texts: ["place": ["w", "v", "u", "island"]])
        let nearest = try evaluate(
            "nearest-adopter", [], ["place": ["u", "v", "v"], "neighbour": ["v", "w", "abroad"]], options)
        #expect(
            nearest["distance_1"]?.value == 1 && nearest["distance_2"]?.value == 0 && nearest["distance_3"]?.value == 1)
        #expect(nearest["distance_4"]?.reason == .notReached && nearest["borders_unknown"]?.value == 1)
        // One file: island, u, v and w, in the order of their names; w adopted.
        let alone = try evaluate(
            "nearest-adopter", [("adoptions", [0, nil, 2, nil])],
            ["place": ["u", "v", "w", "island"], "neighbour": ["v", "w", nil, nil]])
        #expect(alone["distance_1"]?.reason == .notReached)
        #expect((2...4).map { alone["distance_\($0)"]?.value } == [2, 1, 0])
        let bursts = try evaluate(
            "bursts", [("relevant", [1, 4, 1]), ("documents", [10, 10, 10]), ("gamma", [0.2, nil, nil])])
        #expect(bursts["bursts"]?.value == 1 && bursts["first_1"]?.value == 2 && bursts["last_1"]?.value == 2)
        let two = try evaluate(
            "bursts",
            [
                ("relevant", [1, 2, 4, 2, 1, 2]), ("documents", Array(repeating: 10, count: 6)),
                ("gamma", [0.2, nil, nil, nil, nil, nil]),
            ],
            ["phenomenon": ["x", "y", "x", "y", "x", "y"]])
        #expect(two["phenomenon_1_weight_1"]?.value == bursts["weight_1"]?.value)
        #expect(two["phenomenon_2_bursts"]?.value == 0 && two["phenomenon_2_batches"]?.value == 3)
        let common = try evaluate("bursts", [("relevant", [9]), ("documents", [10])])
        #expect(common["bursts"]?.reason == .notRepresentable)
    }

    @Test func nothingIsDefinedForAll() throws {
        for method in DiffusionMethod.treeMethods + DiffusionMethod.spaceMethods {
            let values = try method.evaluate(
                MethodTable(numbers: method.columns.filter(\.isRequired).map { (name: $0.name, cells: []) }))
            #expect(values.allSatisfy { $0.value?.isFinite ?? ($0.reason != nil) }, "\(method.name)")
        }
    }
}
