import Diagnostics
import Statistics
import Testing

@testable import Diffusion

/// The methods by name, on a file of ties and a file of nodes.
@Suite struct ExposureMethodTests {
    /// b → a, b → c, c → a; a adopts in 1, b in 2, c in 4, d never and has no ties. Two rows are of no use.
    private static let ties = MethodTable(
        numbers: [(name: "weight", cells: [1, 0.5, 2, 1, 1])],
        texts: [
            "from": ["b", "b", "c", "b", "a"], "to": ["a", "c", "a", "x", nil],
        ])

    private static func options(_ change: (inout EstimateOptions) -> Void = { _ in }) -> EstimateOptions {
        var options = EstimateOptions()
        options.nodes = MethodTable(
            numbers: [(name: "time", cells: [4, 1, 2, nil])],
            texts: ["node": ["c", "a", "b", "d"], "group": ["two", "one", "one", "two"]])
        options.replicates = 99
        change(&options)
        return options
    }

    private static func values(
        _ method: String, _ options: EstimateOptions = Self.options(), ties: MethodTable = Self.ties
    ) throws -> [String: Double] {
        let found = try DiffusionMethod(named: method).evaluate(ties, options: options)
        #expect(Set(found.map(\.name)).count == found.count)
        return Dictionary(uniqueKeysWithValues: found.compactMap { value in value.value.map { (value.name, $0) } })
    }

    @Test func exposureIsPrintedByPeriodAndNode() throws {
        let found = try Self.values("exposure")
        #expect(found["n_nodes"] == 4 && found["n_ties"] == 3 && found["n_adopters"] == 3)
        #expect(found["n_ties_unknown_node"] == 1 && found["n_incomplete"] == 1)
        #expect(found["period_1"] == 1 && found["period_4"] == 4 && found["adopters_3"] == 2)
        // Of b's weight of 1.5 there is 1 to a. c has only a.
        #expect(found["exposure_b_1"] == 1 / 1.5 && found["exposure_b_4"] == 1 && found["exposure_c_1"] == 1)
        #expect(found["exposure_d_4"] == 0)
        #expect(found["mean_exposure_4"] == 0.5 && found["exposed_1"] == 2)
        let lagged = try Self.values("exposure", Self.options { $0.lag = 1 })
        #expect(lagged["exposure_b_1"] == nil && lagged["exposure_b_2"] == found["exposure_b_1"])
        let undirected = try Self.values("exposure", Self.options { $0.isUndirected = true })
        #expect(undirected["n_ties"] == 3 && undirected["exposure_a_2"] == 1.0 / 3)
    }

    @Test func tiesOfPeriodsMakeANetworkOfEach() throws {
        let ties = MethodTable(numbers: [
            (name: "from", cells: [2, 2, 3]), (name: "to", cells: [1, 3, 1]), (name: "period", cells: [1, 2, 3]),
        ])
        let options = Self.options {
            $0.nodes = ["node": [1, 2, 3], "time": [1, 2, nil]]
        }
        let found = try Self.values("exposure", options, ties: ties)
        #expect(found["exposure_2_1"] == 1 && found["exposure_2_2"] == 0 && found["exposure_3_3"] == 1)
        #expect(throws: DiffusionError.self) {
            try Self.values("exposure", Self.options(), ties: ["from": [1], "to": [2], "period": [0.5]])
        }
    }

    @Test func thresholdsHaveClassesGroupsAndValues() throws {
        let found = try Self.values("threshold")
        #expect(found["n"] == 3 && found["threshold_a"] == 0 && found["threshold_c"] == 1)
        #expect(found["threshold_b"] == 1 / 1.5 && found["threshold_d"] == nil)
        #expect(found["n_very_low_threshold"] == 1 && found["n_very_high_threshold"] == 0)
        #expect(found["mean_one"] == 1.0 / 3 && found["mean_two"] == 1)
        #expect(found["n_early_adopter_very_low_threshold"] == 0 && found["n_early_majority_very_low_threshold"] == 1)
    }

    @Test func contagionMoranAndStructureArePrinted() throws {
        let ties = Self.ties
        let infectious = try Self.values("infectiousness", ties: ties)
        #expect(infectious["value_a"] == 0.5 && infectious["normalised_a"] == 0.5 && infectious["value_d"] == nil)
        let susceptible = try Self.values("susceptibility", ties: ties)
        #expect(susceptible["value_b"] == 1 && susceptible["value_c"] == 0)
        let moran = try Self.values("moran")
        #expect(moran["n"] == 3 && moran["expected"] == -0.5 && moran["replicates"] == 99)
        #expect(moran["observed_1"] != nil && moran["observed"] != nil)
        let far = try Self.values("moran", Self.options { $0.weighting = "distance" })
        #expect(far["observed"] != nil)
        let structure = try Self.values("structure-dependence")
        #expect(structure["replicates"] == 99 && structure["threshold_p"] != nil && structure["mean_threshold"] == 0.5)
    }

    @Test func theOrderOfRowsAndNumbersForNamesChangeNothing() throws {
        let plain = MethodTable(numbers: [(name: "from", cells: [10, 10, 7]), (name: "to", cells: [2, 7, 2])])
        let turned = MethodTable(numbers: [(name: "from", cells: [7, 10, 10]), (name: "to", cells: [2, 7, 2])])
        let first = Self.options { $0.nodes = ["node": [2, 7, 10], "time": [1, 3, 2]] }
        let second = Self.options {
            $0.threads = 3
            $0.nodes = ["node": [10, 2, 7], "time": [2, 1, 3]]
        }
        for method in DiffusionMethod.exposureMethods {
            #expect(try method.evaluate(plain, options: first) == method.evaluate(turned, options: second))
        }
        // Names in one file and numbers in the other are the same nodes.
        let named = Self.options {
            $0.nodes = MethodTable(
                numbers: [(name: "time", cells: [2, 1, 3, nil])], texts: ["node": ["10", "2", "7", "z"]])
        }
        #expect(try Self.values("exposure", named, ties: plain)["exposure_10_1"] == 0.5)
    }

    @Test func whatIsWrongIsSaid() throws {
        let lonely = Self.options { $0.nodes = nil }
        #expect(throws: DiffusionError.nodesNeeded(method: "exposure")) { try Self.values("exposure", lonely) }
        let twice = Self.options { $0.nodes = ["node": [1, 1], "time": [1, 2]] }
        #expect(throws: DiffusionError.repeatedNodes(1)) { try Self.values("exposure", twice) }
        #expect(throws: DiffusionError.unknownWeighting("near", known: ["ties", "distance"])) {
            try Self.values("moran", Self.options { $0.weighting = "near" })
        }
        #expect(throws: DiffusionError.self) {
            try Self.values("exposure", ties: ["from": [1], "to": [2], "weight": [1.0 / 3]])
        }
        for error in [
            DiffusionError.nodesNeeded(method: "exposure"), .repeatedNodes(1), .tooManyWithinReach(limit: 1, steps: 2),
            .otherNodes(networks: 1, times: 2, what: "nodes"), .unknownWeighting("a", known: ["b"]),
        ] {
            #expect(error.code.hasPrefix("diffusion.") && !error.explanation.remedies.isEmpty)
        }
    }

    @Test func textsThatAreHeldOnceGiveTheSameTable() {
        let plain = MethodTable(numbers: [], texts: ["from": ["b", nil, "a", "b"]])
        let coded = MethodTable(numbers: [], coded: ["from": (cells: [1, 0, 2, 1], texts: ["b", "a"])])
        #expect(plain == coded)
    }
}
