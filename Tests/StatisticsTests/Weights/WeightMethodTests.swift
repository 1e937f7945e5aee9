import Diagnostics
import Testing

@testable import Statistics

@Suite struct WeightMethodTests {
    private func value(_ name: String, _ values: [MethodValue]) throws -> Double? {
        try #require(values.first { $0.name == name }, "\(name)").value
    }

    private func texts(_ column: String, _ reference: ReferenceCase) throws -> [String?] {
        try reference.table("data.csv").map { $0[column] }
    }

    @Test func stratifiedSchoolsByNameAreThoseOfR() throws {
        let reference = try ReferenceCase("weights/apistrat")
        func table(_ value: String, _ further: [(String, [Double?])] = []) throws -> MethodTable {
            MethodTable(
                numbers: [
                    ("value", try reference.column(value, of: "data.csv")),
                    ("weight", try reference.column("pw", of: "data.csv")),
                    ("population", try reference.column("fpc", of: "data.csv")),
                ] + further.map { (name: $0.0, cells: $0.1) },
                texts: ["stratum": try texts("stype", reference), "group": try texts("stype", reference)])
        }
        let mean = try EstimateMethod.weightedMean.evaluate(try table("api00"))
        #expect(try value("n", mean) == 200)
        try reference.check("with_fpc/sum_weights", try value("weighted_n", mean))
        try reference.check("with_fpc/df", try value("df", mean))
        try reference.check("with_fpc/mean_api00/estimate", try value("mean", mean))
        try reference.check("with_fpc/mean_api00/se", try value("mean_se", mean))
        try reference.check("with_fpc/mean_api00/lower_t", try value("mean_lower", mean))
        try reference.check("with_fpc/mean_api00/upper_z", try value("mean_z_upper", mean))
        try reference.check("with_fpc/mean_api00/cv", try value("mean_cv", mean))
        try reference.check("with_fpc/mean_api00/deff_replace", try value("design_effect", mean))
        try reference.check(
            "with_fpc/mean_api00/deff_noreplace", try value("design_effect_without_replacement", mean))
        for (index, level) in ["E", "H", "M"].enumerated() {
            #expect(try value("group_\(index + 1)", mean) == Double(index + 1))
            try reference.check("with_fpc/mean_api00_by_stype/\(level)/estimate", try value("mean_\(index + 1)", mean))
            try reference.check("with_fpc/mean_api00_by_stype/\(level)/se", try value("mean_se_\(index + 1)", mean))
        }
        #expect(try value("n_1", mean) == 100)
        let total = try EstimateMethod.weightedTotal.evaluate(try table("enroll"))
        try reference.check("with_fpc/total_enroll/estimate", try value("total", total))
        try reference.check("with_fpc/total_enroll/se", try value("total_se", total))
        let ratio = try EstimateMethod.weightedRatio.evaluate(
            try table("api00", [("denominator", try reference.column("enroll", of: "data.csv"))]))
        try reference.check("with_fpc/ratio_api00_over_enroll/estimate", try value("ratio", ratio))
        try reference.check("with_fpc/ratio_api00_over_enroll/se", try value("ratio_se", ratio))
    }

    @Test func sharesOfAnswersByNameAreThoseOfR() throws {
        let reference = try ReferenceCase("weights/apistrat")
        let table = MethodTable(
            numbers: [("weight", try reference.column("pw", of: "data.csv"))],
            texts: ["value": try texts("sch_wide", reference), "stratum": try texts("stype", reference)])
        let shares = try EstimateMethod.weightedShare.evaluate(table)
        for (index, level) in ["No", "Yes"].enumerated() {
            let path = "without_fpc/proportion_sch_wide/sch_wide\(level)"
            try reference.check("\(path)/estimate", try value("share_\(index + 1)", shares))
            try reference.check("\(path)/se", try value("share_se_\(index + 1)", shares))
        }
        #expect(try (value("n_1", shares) ?? 0) + (value("n_2", shares) ?? 0) == 200)
    }

    @Test func rakedSchoolsByNameAreThoseOfR() throws {
        let reference = try ReferenceCase("weights/rake_poststratify_apiclus1")
        var numbers: [(name: String, cells: [Double?])] = [
            ("weight", try reference.column("pw", of: "data.csv")),
            ("value", try reference.column("api00", of: "data.csv")),
            ("cluster", try reference.column("dnum", of: "data.csv")),
            ("population", try reference.column("fpc", of: "data.csv")),
        ]
        var levels: [String: [String?]] = [:]
        for (number, column) in ["stype", "sch_wide"].enumerated() {
            let populations = try reference.table("population_\(column).csv")
            let own = try texts(column, reference)
            levels["margin\(number + 1)"] = own
            numbers.append(
                (
                    "population\(number + 1)",
                    own.map { level in
                        populations.first { $0[column] == level }.flatMap { Double($0["Freq"] ?? "") }
                    }
                ))
        }
        let table = MethodTable(numbers: numbers, texts: levels)
        let raked = try EstimateMethod.raking.evaluate(table)
        try reference.check("calibrate_raking/mean_api00/estimate", try value("mean", raked))
        try reference.check("calibrate_raking/mean_api00/se", try value("mean_se", raked))
        try reference.check("rake/min_weight", try value("min_weight", raked))
        try reference.check("rake/kish_deff", try value("kish_design_effect", raked))
        let expected = try reference.column("weight", of: "expected_weights_rake.csv")
        for (index, weight) in expected.enumerated() {
            let own = try #require(try value("weight_\(index + 1)", raked))
            #expect(isClose(own, weight ?? 0, 1e-9))
        }
        #expect(try (value("largest_difference_margin1", raked) ?? 1) <= 1e-11)
        let post = try EstimateMethod.postStratification.evaluate(table)
        try reference.check("poststratify/mean_api00/estimate", try value("mean", post))
        try reference.check("poststratify/mean_api00/se", try value("mean_se", post))
        let kish = try EstimateMethod.kishDesignEffect.evaluate(
            MethodTable(["weight": expected, "count": expected.map { _ in 1 }]))
        try reference.check("rake/kish_deff", try value("kish_design_effect", kish))
    }

    @Test func rowsWithoutAWeightOrPlaceAreLeftOutAndThoseWithoutAValueStay() throws {
        let values = try EstimateMethod.weightedMean.evaluate([
            "value": [1, nil, 3, 4, 8], "weight": [2, 1, 1, nil, 1], "stratum": [1, 1, 1, 1, nil],
        ])
        #expect(try value("n", values) == 2 && value("n_missing", values) == 1)
        #expect(try value("n_incomplete", values) == 2 && value("weighted_n", values) == 3)
        #expect(try value("mean", values) == 5.0 / 3 && value("df", values) == 2)
        let counted = try EstimateMethod.weightedMean.evaluate([
            "value": [1, 5], "weight": [2, 1], "count": [3, 1],
        ])
        let repeated = try EstimateMethod.weightedMean.evaluate(["value": [1, 1, 1, 5], "weight": [2, 2, 2, 1]])
        #expect(counted == repeated)
        let lonely = try EstimateMethod.weightedMean.evaluate(["value": [1, 5], "weight": [2, 1], "stratum": [1, 2]])
        #expect(lonely.first { $0.name == "mean_se" }?.reason == .tooFew)
        #expect(throws: StatisticsError.design(.differentPopulations(stratum: 1))) {
            try EstimateMethod.weightedMean.evaluate([
                "value": [1, 2], "weight": [1, 1], "stratum": [5, 5], "population": [9, 8],
            ])
        }
    }

    @Test func marginsOfAFileAreCheckedForWhatTheyState() throws {
        let table: MethodTable = ["margin1": [1, 1, 2], "population1": [6, nil, 4], "weight": [1, 1, 4]]
        let values = try EstimateMethod.postStratification.evaluate(table)
        #expect(values.suffix(3).map(\.value) == [3, 3, 4])
        #expect(try value("sum_weights", values) == 10)
        func raked(_ columns: MethodTable) throws { _ = try EstimateMethod.raking.evaluate(columns) }
        #expect(throws: StatisticsError.calibration(.differentPopulations(margin: "margin1", level: "1"))) {
            try raked(["margin1": [1, 1, 2], "population1": [6, 5, 4]])
        }
        #expect(throws: StatisticsError.calibration(.missingLevel(margin: "margin1", level: "7"))) {
            try raked(["margin1": [1, 7], "population1": [6, nil]])
        }
        #expect(throws: StatisticsError.calibration(.emptyCell(row: 2, margin: "margin1"))) {
            try raked(["margin1": [1, nil], "population1": [6, 6]])
        }
        #expect(throws: StatisticsError.calibration(.emptyLevel(margin: "margin1", level: "b"))) {
            try EstimateMethod.raking.evaluate(
                MethodTable(
                    numbers: [("population1", [6, 4]), ("weight", [1, nil])], texts: ["margin1": ["a", "b"]]))
        }
        #expect(throws: StatisticsError.calibration(.differentTotals(margin: "margin2", total: 9, first: 10))) {
            try raked([
                "margin1": [1, 2], "population1": [6, 4], "margin2": [2, 1], "population2": [5, 4],
            ])
        }
        #expect(throws: StatisticsError.missingColumn("population2", method: "raking", available: ["margin2"])) {
            try raked(["margin1": [1], "population1": [6], "margin2": [1]])
        }
    }

    @Test func theGuidesExampleOfRakingHasTheWeightsOfIndependentMargins() throws {
        let values = try EstimateMethod.raking.evaluate(
            MethodTable(
                numbers: [
                    ("weight", [1, 1, 1, 1]), ("population1", [5200, 6100, 5200, 6100]),
                    ("population2", [5900, 5400, 5400, 5900]), ("value", [4, 2, 5, 3]),
                ],
                texts: [
                    "margin1": ["18–39", "40–64", "18–39", "40–64"], "margin2": ["women", "men", "men", "women"],
                ]))
        // One row per combination with equal start weights: row total times column total over all.
        let expected = [(5200.0, 5900.0), (6100, 5400), (5200, 5400), (6100, 5900)].map { $0.0 * $0.1 / 11300 }
        for (index, weight) in expected.enumerated() {
            #expect(isClose(try value("weight_\(index + 1)", values) ?? 0, weight, 1e-11))
        }
        // Σwy/Σw = (4·5200·5900 + 2·6100·5400 + 5·5200·5400 + 3·6100·5900) / 11300²
        #expect(isClose(try value("mean", values) ?? 0, 436_970_000.0 / (11300 * 11300), 1e-11))
    }

    @Test func eachProblemSaysWhatToDo() {
        let problems: [StatisticsError] = [
            .design(.negativeWeight(-1)), .design(.decimals(20)), .design(.levels(expected: 1, found: 2)),
            .design(.differentScales), .design(.differentPopulations(stratum: 1)),
            .design(.population(stratum: 1, population: 0)),
            .design(.sampleExceedsPopulation(stratum: 1, units: 3, population: 2)),
            .calibration(.emptyLevel(margin: "age", level: "2")),
            .calibration(.missingLevel(margin: "age", level: "2")),
            .calibration(.differentTotals(margin: "age", total: 2, first: 1)),
            .calibration(.population(margin: "age", level: "2")),
            .calibration(.differentPopulations(margin: "age", level: "2")),
            .calibration(.emptyCell(row: 1, margin: "age")), .calibration(.variables), .calibration(.bounds),
            .calibration(.iterations(9)),
        ]
        #expect(Set(problems.map(\.code)).count == problems.count)
        for problem in problems { #expect(!problem.explanation.remedies.isEmpty) }
    }
}
