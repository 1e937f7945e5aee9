import Testing

@testable import Statistics

@Suite struct SamplingMethodTests {
    private func values(
        _ name: String, _ table: MethodTable, _ options: EstimateOptions = EstimateOptions()
    ) throws -> [String: MethodValue] {
        let found = try EstimateMethod(named: name).evaluate(table, options: options)
        return Dictionary(found.map { ($0.name, $0) }) { (first, _) in first }
    }

    @Test func sampleSizeByNameIsTheTypesOwnResult() throws {
        let whole = try values("sample-size", ["population": [1_000]])
        #expect(whole["needed"]?.value == 517 && whole["margin_now"]?.reason == .noObservations)
        let table = MethodTable(
            numbers: [("population", [100, 700, 200, nil]), ("answers", [60, 100, 4, 1])],
            texts: ["stratum": ["a", "c", "b", "d"]])
        let found = try values("sample-size", table, EstimateOptions(responseRate: 0.6))
        #expect(found["needed"]?.value == 517 && found["n_incomplete"]?.value == 1)
        #expect((1...3).map { found["needed_\($0)"]?.value } == [52, 103, 362])
        #expect((1...3).map { found["still_needed_\($0)"]?.value } == [0, 99, 262])
        #expect((1...3).map { found["further_contacts_\($0)"]?.value } == [0, 165, 437])
        #expect(found["contacts"]?.value == 863 && found["stratified_margin_now"]?.value != nil)
        let wide = try values("sample-size", ["population": [3_200]], EstimateOptions(margin: 0.05))
        // 384.146/(1 + 383.146/3200) = 343.06
        #expect(wide["needed"]?.value == 344)
        #expect(throws: StatisticsError.sampling(.responseRate(0))) {
            try values("sample-size", ["population": [10]], EstimateOptions(responseRate: 0))
        }
    }

    @Test func drawByNameNamesUnitsByTheirNumbers() throws {
        let names = (0..<8).map { "u\($0)" }
        let strata = (0..<8).map { $0 < 5 ? "a" : "b" }
        let table = MethodTable(
            numbers: [("size", [2, 2, 2, 2, 2, 1, 1, 1])], texts: ["unit": names, "stratum": strata])
        let found = try values("stratified-draw", table, EstimateOptions(seed: 7))
        let draw = try StratifiedDraw(
            zip(names, strata).map { StratifiedDraw.Unit($0, stratum: $1) }, sizes: ["a": 2, "b": 1], seed: 7)
        #expect(found["drawn"]?.value == 3 && found["population_1"]?.value == 5)
        for (place, name) in draw.parts[0].drawn.enumerated() {
            #expect(found["drawn_1_\(place + 1)"]?.value == Double((names.firstIndex(of: name) ?? -2) + 1))
        }
        for (place, name) in draw.parts[1].reserve.enumerated() {
            #expect(found["reserve_2_\(place + 1)"]?.value == Double((names.firstIndex(of: name) ?? -2) + 1))
        }
        // Numbers stay what they are; without sizes as many are drawn as a sample of ±30 % takes: 10 of 100.
        let numbers = try values(
            "stratified-draw", ["unit": (0..<100).map { Double($0 * 10) }], EstimateOptions(seed: 7, margin: 0.3))
        #expect(numbers["drawn"]?.value == 10 && numbers["drawn_1_10"]?.value != nil && numbers["drawn_1_11"] == nil)
        #expect(Set((1...10).map { numbers["drawn_1_\($0)"]?.value }).count == 10)
        let uneven = MethodTable(numbers: [("size", [2, 1])], texts: ["unit": ["x", "y"], "stratum": ["a", "a"]])
        #expect(throws: StatisticsError.sampling(.differentSizes(stratum: "a"))) {
            try values("stratified-draw", uneven)
        }
    }

    @Test func representativityByNameIsTheTypesOwnResult() throws {
        let table = MethodTable(
            numbers: [
                ("population", [420, 310, 270, 12, 5, 3]), ("respondents", [130, 70, 100, 4, 1, 3]),
            ],
            texts: [
                "characteristic": ["status", "status", "status", "age", "age", "age"],
                "category": ["u", "i", "e", "y", "m", "o"],
            ])
        let found = try values("representativity", table)
        // Characteristics and categories stand in the order of their names: age m, o, y; status e, i, u.
        #expect(isClose(found["exact_p_1"]?.value ?? 0, 0.08416289592760172, 1e-12))
        #expect(found["p_1"]?.value == found["exact_p_1"]?.value && found["has_small_expected_1"]?.value == 1)
        #expect(isClose(found["chi_square_2"]?.value ?? 0, 14.659534781654596, 1e-13))
        #expect(isClose(found["adjusted_p_2"]?.value ?? 0, 2 * 0.0006557260972923869, 1e-11))
        #expect(isClose(found["largest_difference_2"]?.value ?? 0, 23.0 / 3, 1e-13))
        #expect((1...3).map { found["expected_2_\($0)"]?.value } == [81, 93, 126])
        // Names are numbered by their bytes over all characteristics: e, i, m, o, u, y.
        #expect((1...3).map { found["category_1_\($0)"]?.value } == [3, 4, 6])
        #expect((1...3).map { found["category_2_\($0)"]?.value } == [1, 2, 5])
        #expect(found["categories_without_respondents_2"]?.value == 0)
        let none = try values(
            "representativity", ["category": [1, 2], "population": [90, 60], "respondents": [40, 0]])
        #expect(none["categories_without_respondents_1"]?.value == 1 && none["has_small_expected_1"]?.value == 0)
    }

    @Test func stratifiedShareByNameSaysWhichStrataWereJoined() throws {
        let table: MethodTable = [
            "stratum": [4, 1, 2, 3], "population": [200, 400, 60, 350], "answers": [50, 120, 1, 30],
            "successes": [31, 66, 1, 9],
        ]
        let found = try values("stratified-share", table)
        #expect(isClose(found["share"]?.value ?? 0, 0.48330421277421864, 1e-14))
        #expect(isClose(found["total_lower"]?.value ?? 0, 417.089267852471, 1e-11))
        #expect(found["strata"]?.value == 4 && found["strata_estimated"]?.value == 3 && found["df"]?.value == 198)
        #expect((1...4).map { found["group_\($0)"]?.value } == [1, 2, 3, 2])
        #expect((1...4).map { found["stratum_\($0)"]?.value } == [1, 2, 3, 4])
    }
}
