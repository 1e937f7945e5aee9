import Testing

@testable import Statistics

@Suite struct DiversityReferenceTests {
    @Test func diversityOfDuneMeadowsIsThatOfVegan() throws {
        let reference = try ReferenceCase("diversity/dune")
        var units: [String: [Int]] = [:]
        var species: [String: Int] = [:]
        for row in try reference.table("counts.csv") {
            let count = try #require(Int(row["count"] ?? ""))
            units[row["unit"] ?? "", default: []].append(count)
            species[row["category"] ?? "", default: 0] += count
        }
        #expect(units.count == 20)
        for (unit, counts) in units { try check(try Diversity(counts: counts), "by_unit/\(unit)", reference) }
        try check(try Diversity(counts: species.values), "pooled", reference)
        // Bray–Curtis dissimilarity of two units is not among the estimators.
        #expect(reference.unasked == ["bray_curtis_first_two"])
    }

    private func check(_ result: Diversity, _ path: String, _ reference: ReferenceCase) throws {
        try reference.check("\(path)/richness", Double(result.richness))
        try reference.check("\(path)/total", Double(result.n))
        try reference.check("\(path)/shannon", result.shannon.value)
        try reference.check("\(path)/shannon_bits", result.shannonBits.value)
        try reference.check("\(path)/simpson_1_minus_D", result.simpson.value)
        try reference.check("\(path)/inverse_simpson", result.inverseSimpson.value)
        try reference.check("\(path)/simpson_unbiased", result.simpsonUnbiased.value)
        try reference.check("\(path)/pielou", result.pielouEvenness.value)
        try reference.check("\(path)/berger_parker", result.bergerParker.value)
        try reference.check("\(path)/herfindahl", result.herfindahl.value)
        try reference.check("\(path)/herfindahl_normalised", result.herfindahlNormalised.value)
        try reference.check("\(path)/hill_q1", result.hillOne.value)
    }

    @Test(arguments: ["diversity/gini_airpassengers", "diversity/gini_salaries"])
    func inequalityIsThatOfR(name: String) throws {
        let reference = try ReferenceCase(name)
        let values = try reference.column("value", of: "values.csv").compactMap { $0 }
        let result = try Inequality(try Distribution(values: values))
        try reference.check("n", Double(result.n))
        try reference.check("mean", result.mean.value)
        try reference.check("gini", result.gini.value)
        try reference.check("gini_bias_corrected", result.giniBiasCorrected.value)
        try reference.check("mean_absolute_difference", result.meanAbsoluteDifference.value)
        try reference.check("theil_T", result.theilT.value)
        try reference.check("theil_L", result.theilL.value)
        try reference.check("cv", result.coefficientOfVariation.value)
        try reference.check("hoover", result.hoover.value)
        try reference.check("herfindahl", result.herfindahl.value)
        try reference.check("top10_share", result.topTenthShare.value)
        try reference.check("palma_p90_p10", result.decileRatio.value)
        try reference.check("lorenz_at_half", result.lorenzAtHalf.value)
        #expect(reference.unasked == [])
    }

    @Test func locationQuotientsOfHairAndEyesAreThoseOfR() throws {
        let reference = try ReferenceCase("diversity/location_quotient_haireye")
        let areas = ["Black", "Brown", "Red", "Blond"]
        let categories = ["Brown", "Blue", "Hazel", "Green"]
        var counts = [[Int]](repeating: [0, 0, 0, 0], count: 4)
        for row in try reference.table("counts.csv") {
            let area = try #require(areas.firstIndex(of: row["area"] ?? ""))
            let category = try #require(categories.firstIndex(of: row["category"] ?? ""))
            counts[area][category] = try #require(Int(row["count"] ?? ""))
        }
        let table = try LocationTable(counts: counts)
        let quotients = table.quotients
        for row in try reference.table("expected_lq.csv") {
            let area = try #require(areas.firstIndex(of: row["area"] ?? ""))
            let category = try #require(categories.firstIndex(of: row["category"] ?? ""))
            let expected = try #require(Double(row["location_quotient"] ?? ""))
            let found = try #require(quotients[area][category].value)
            #expect(isClose(found, expected, reference.tolerance))
        }
        let all = quotients.joined().compactMap(\.value)
        try reference.check("max_lq", all.max())
        try reference.check("min_lq", all.min())
        for (index, area) in areas.enumerated() {
            try reference.check("hhi_by_area/\(area)", try table.herfindahl(area: index)?.value)
        }
        try reference.check("dissimilarity_first_two_categories", table.dissimilarity(0, 1)?.value)
        try reference.check("krugman_first_area", table.krugman(area: 0)?.value)
        #expect(reference.unasked == [])
    }
}
