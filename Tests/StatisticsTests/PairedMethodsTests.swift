import Diagnostics
import Testing

@testable import Statistics

@Suite struct PairedMethodsTests {
    private func value(_ name: String, _ values: [MethodValue]) throws -> Double? {
        try #require(values.first { $0.name == name }, "\(name)").value
    }

    @Test func bootstrapByNameTakesSeedAndReplicates() throws {
        let reference = try ReferenceCase("bootstrap/mean_change_sleep")
        let table = MethodTable([
            "before": try reference.column("pre", of: "data.csv"),
            "after": try reference.column("post", of: "data.csv"),
        ])
        let values = try EstimateMethod(named: "bootstrap-mean-change").evaluate(table)
        #expect(isClose(try #require(try value("mean_change", values)), 1.58, 1e-12))
        #expect(abs(try #require(try value("bca_lower", values)) - 1.04667) < 0.0444)
        // The jackknife over rows in numpy 2.4.6.
        #expect(isClose(try #require(try value("acceleration", values)), 0.07757998547517173, 1e-9))
        let other = try EstimateMethod(named: "bootstrap-mean-change").evaluate(
            table, options: EstimateOptions(seed: 2, replicates: 999))
        #expect(other != values)
        let mean = try EstimateMethod(named: "bootstrap-mean").evaluate(["value": [1, 2, 4, nil]])
        #expect(try value("n_missing", mean) == 1)
        #expect(throws: StatisticsError.self) {
            try EstimateMethod(named: "bootstrap-mean").evaluate(
                ["value": [1, 2]], options: EstimateOptions(replicates: 5))
        }
    }

    @Test func wavesByNameTakeTheColumnsThatAreWaves() throws {
        let table = MethodTable(numbers: [
            ("wave1", [5.40, 5.85, 5.20, nil]), ("wave2", [5.50, 5.70, 5.60, 1]), ("wave4", [5.55, 5.75, 5.50, 1]),
            ("count", [2, 1, 1, 1]), ("id", [1, 2, 3, 4]),
        ])
        let values = try EstimateMethod(named: "friedman").evaluate(table)
        #expect(try value("n", values) == 4 && value("n_incomplete", values) == 1)
        // Ranks 1 2 3 (twice), 3 1 2 and 1 3 2 add up to 6, 8 and 10: 12/(4·3·4) · 8 = 2.
        #expect(isClose(try #require(try value("test_chi_square", values)), 2, 1e-12))
        #expect(try value("mean_rank_3", values) == 2.5)
        #expect(values.contains { $0.name == "pair_2_3_p_holm" })
    }

    @Test func changeOfLevelsByName() throws {
        let columns: MethodTable = [
            "before": [0, 0, 1, 1], "after": [0, 1, 0, 1], "count": [30, 12, 5, 9],
        ]
        let margins = try EstimateMethod(named: "stuart-maxwell").evaluate(columns)
        #expect(isClose(try #require(try value("test_chi_square", margins)), 49.0 / 17, 1e-12))
        #expect(try value("shift_2", margins) == 7)
        let symmetry = try EstimateMethod(named: "bowker").evaluate(columns)
        #expect(try value("test_df", symmetry) == 1)
        let paired = try EstimateMethod.mcNemar.evaluate(columns)
        #expect(try #require(try value("difference_score_lower", paired)) < 0.125)
    }

    @Test func reliableChangeAsksForTheReliability() throws {
        let columns: MethodTable = ["before": [1, 2, 3], "after": [3, 2, 3]]
        let error = StatisticsError.missingOption("reliability", method: "reliable-change")
        #expect(throws: error) { try EstimateMethod(named: "reliable-change").evaluate(columns) }
        #expect(error.explanation.remedies == ["give it with --reliability"])
        let values = try EstimateMethod(named: "reliable-change").evaluate(
            columns, options: EstimateOptions(reliability: 0.84))
        // s = 1, so SE = 0.4 and the limit is 1.96 · 0.5657 = 1.1087.
        #expect(
            isClose(try #require(try value("threshold", values)), 1.9599639845400545 * 0.4 * 2.0.squareRoot(), 1e-12))
        #expect(isClose(try #require(try value("share_improved", values)), 1.0 / 3, 1e-12))
    }

    @Test func subgroupsByName() throws {
        let values = try EstimateMethod(named: "subgroup-shrinkage").evaluate([
            "estimate": [1, 1.1, nil, 0.9], "se": [0.5, 0.4, 1, 0.7],
        ])
        #expect(try value("n_groups", values) == 3 && value("n_incomplete", values) == 1)
        #expect(try value("shrunken_1", values) == value("mean", values))
        #expect(throws: StatisticsError.self) {
            try EstimateMethod(named: "subgroup-shrinkage").evaluate(["estimate": [1], "se": [-1]])
        }
    }

    /// Bray–Curtis of (6, 7, 4) and (10, 0, 6): (4 + 7 + 2)/33.
    @Test func brayCurtisIsTheShareNotShared() throws {
        #expect(try brayCurtisDissimilarity([6, 7, 4], [10, 0, 6]).value == 13.0 / 33)
        #expect(try brayCurtisDissimilarity([1, 0], [0, 4]).value == 1)
        #expect(try brayCurtisDissimilarity([0], [0]).reason == .noObservations)
        #expect(throws: StatisticsError.raggedTable(expected: 1, found: 2)) {
            try brayCurtisDissimilarity([1], [1, 2])
        }
        #expect(throws: StatisticsError.negativeCount(-2)) { try brayCurtisDissimilarity([1], [-2]) }
        #expect(throws: StatisticsError.overflow) { try brayCurtisDissimilarity([Int.max], [1]) }
    }
}
