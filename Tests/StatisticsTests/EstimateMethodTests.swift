import Diagnostics
import Testing

@testable import Statistics

@Suite struct EstimateMethodTests {
    /// The value under a name.
    private func value(_ name: String, _ values: [MethodValue]) throws -> Double? {
        try #require(values.first { $0.name == name }, "\(name)").value
    }

    @Test func pairedChangeByNameIsTheTypesOwnResult() throws {
        let reference = try ReferenceCase("survey/paired_sleep")
        let columns = [
            "before": try reference.column("pre", of: "data.csv"),
            "after": try reference.column("post", of: "data.csv"),
            "id": [1],
        ]
        let values = try EstimateMethod.pairedChange.evaluate(MethodTable(columns))
        try reference.check("mean_difference", try value("mean_change", values))
        try reference.check("paired_t/p", try value("paired_t_p", values))
        try reference.check("effect/dz_upper", try value("dz_upper", values))
        let ranks = try EstimateMethod.wilcoxonSignedRank.evaluate(MethodTable(columns))
        try reference.check("wilcoxon/p_exact_conditional", try value("exact_conditional_p", ranks))
        let signs = try EstimateMethod.signTest.evaluate(MethodTable(columns))
        try reference.check("sign_test/positive", try value("positive", signs))
        try reference.check("sign_test/p", try value("sign_test_p", signs))
    }

    @Test func survivalByNameIsThatOfR() throws {
        let reference = try ReferenceCase("survival/ovarian")
        let columns = [
            "time": try reference.column("time", of: "data.csv"),
            "status": try reference.column("status", of: "data.csv"),
            "group": try reference.column("group", of: "data.csv"),
        ]
        let curve = try EstimateMethod.kaplanMeier.evaluate(MethodTable(columns))
        try reference.check("median_loglog/(all)/median", try value("median", curve))
        try reference.check("median_loglog/(all)/lower", try value("median_lower", curve))
        try reference.check("median_loglog/(all)/upper", try value("median_upper", curve))
        #expect(curve.first { $0.name == "median_upper" }?.reason == .notReached)
        let test = try EstimateMethod.logRank.evaluate(MethodTable(columns))
        try reference.check("logrank/p", try value("test_p", test))
        try reference.check("logrank/expected/1", try value("expected_1", test))
        let peto = try EstimateMethod.petoPeto.evaluate(MethodTable(columns))
        try reference.check("peto_peto_rho1/chisq", try value("test_chi_square", peto))
    }

    @Test func sharesTakeOnesAndZerosOrCounts() throws {
        let counts = try EstimateMethod.wilsonShare.evaluate(["successes": [1, 81], "n": [4, 263]])
        let ones = try EstimateMethod.wilsonShare.evaluate(["value": [1, 0, nil, 0, 0]])
        #expect(try value("share_1", counts) == value("share", ones))
        #expect(try value("share_1_lower", counts) == value("share_lower", ones))
        let reference = try ReferenceCase("survey/wilson_newcombe1998")
        try reference.check("level_95/0/wilson_lower", try value("share_2_lower", counts))
        let exact = try EstimateMethod.clopperPearsonShare.evaluate(["successes": [81], "n": [263]])
        try reference.check("level_95/0/clopper_pearson_lower", try value("share_lower", exact))
        let wide = try EstimateMethod.wilsonShare.evaluate(
            ["successes": [81], "n": [263]], options: EstimateOptions(confidence: .ninety))
        try reference.check("level_90/0/wilson_lower", try value("share_lower", wide))
    }

    @Test func countedRowsStandForRepeatedOnes() throws {
        let counted = try EstimateMethod.mean.evaluate(["value": [1, 5], "count": [2, 1]])
        let repeated = try EstimateMethod.mean.evaluate(["value": [1, 1, 5]])
        #expect(counted == repeated)
        let score = try EstimateMethod.recommendationScore.evaluate(["answer": [10, 8, 0], "count": [5, 3, 2]])
        #expect(try value("score", score) == 30)
        let table = try EstimateMethod.mcNemar.evaluate([
            "before": [1, 0, 1, 0], "after": [1, 1, 0, 0], "count": [794, 86, 150, 570],
        ])
        let reference = try ReferenceCase("survey/mcnemar_approval")
        try reference.check("p_mid", try value("mid_p", table))
        try reference.check("difference", try value("difference", table))
    }

    @Test func familiesKeepTheirOrderAndGaps() throws {
        let values = try EstimateMethod.holm.evaluate(["p": [0.04, nil, 0.01]])
        #expect(values.map(\.name) == ["n_tests", "adjusted_1", "adjusted_2", "adjusted_3"])
        #expect(values.map(\.value) == [2, 0.04, nil, 0.02])
    }

    @Test func everyMethodAnswersEmptyColumnsWithReasons() throws {
        for method in EstimateMethod.all where method.name != "two-proportions" {
            var columns: [String: [Double?]] = [:]
            for column in method.columns { columns[column.name] = [nil, nil] }
            let values = try method.evaluate(MethodTable(columns))
            for value in values { #expect(value.value != nil || value.reason != nil, "\(method.name) \(value.name)") }
            #expect(Set(values.map(\.name)).count == values.count, "\(method.name)")
            #expect(!method.summary.isEmpty)
        }
    }

    @Test func everyMethodNamesTheColumnThatIsMissing() {
        for method in EstimateMethod.all where method.furtherColumns == nil {
            #expect(throws: StatisticsError.self) { try method.evaluate(["befor": [1]]) }
        }
        let error = StatisticsError.missingColumn("before", method: "paired-change", available: ["befor", "after"])
        #expect(error.explanation.remedies == ["rename 'befor' to 'before'"])
        #expect(throws: StatisticsError.unequalColumns(["after", "before"])) {
            try EstimateMethod.pairedChange.evaluate(["before": [1], "after": [1, 2]])
        }
    }

    @Test func aNameThatIsNearlyRightGetsASuggestion() {
        #expect(throws: StatisticsError.self) { try EstimateMethod(named: "paired-chnage") }
        let error = StatisticsError.unknownMethod("paired-chnage", known: EstimateMethod.all.map(\.name))
        #expect(error.explanation.remedies == ["write 'paired-change'"])
    }

    @Test func namesOfGroupsBecomeNumbersInTheirOrder() throws {
        let table = MethodTable(numbers: [("value", [1, 2, 3, 5])], texts: ["group": ["b", "a", "b", nil]])
        #expect(table.columns["group"] == [2, 1, 2, nil])
        let named = try EstimateMethod.mannWhitney.evaluate(table)
        #expect(try named == EstimateMethod.mannWhitney.evaluate(["value": [1, 2, 3, 5], "group": [2, 1, 2, nil]]))
        let input = try MethodInput(table, wanted: EstimateMethod.mannWhitney.columns, method: "mann-whitney")
        #expect(input.label(2, of: "group") == "b" && input.label(1.5, of: "value") == "1.5")
        #expect(throws: StatisticsError.textInColumn("value", method: "mean")) {
            try EstimateMethod.mean.evaluate(MethodTable(numbers: [], texts: ["value": ["x"]]))
        }
    }
}
