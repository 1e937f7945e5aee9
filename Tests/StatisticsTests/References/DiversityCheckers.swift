import Testing

@testable import Statistics

/// Evenness of counts, inequality of amounts, and specialisation of areas.
extension ReferenceChecker {
    static let diversityCheckers = [diversity, inequality, locationQuotients]

    /// Counts by unit and category in `counts.csv`.
    static let diversity = ReferenceChecker(
        name: "diversity", recognises: { $0.has("by_unit") && $0.hasFile("counts.csv") },
        values: { reference in
            var units: [String: [String: Int]] = [:]
            var order: [String] = []
            var pooled: [String: Int] = [:]
            for row in try reference.table("counts.csv") {
                let count = try #require(Int(row["count"] ?? ""))
                let (unit, category) = (row["unit"] ?? "", row["category"] ?? "")
                if units[unit] == nil { order.append(unit) }
                units[unit, default: [:]][category, default: 0] += count
                pooled[category, default: 0] += count
            }
            var values: [String: Double?] = [:]
            for (unit, counts) in units {
                values.merge(of(try Diversity(counts: counts.values), "by_unit/\(unit)")) { first, _ in first }
            }
            values.merge(of(try Diversity(counts: pooled.values), "pooled")) { first, _ in first }
            if order.count > 1, let first = units[order[0]], let second = units[order[1]] {
                let categories = pooled.keys.sorted()
                values["bray_curtis_first_two"] = try brayCurtisDissimilarity(
                    categories.map { first[$0] ?? 0 }, categories.map { second[$0] ?? 0 }
                ).value
            }
            return values
        })

    private static func of(_ result: Diversity, _ path: String) -> [String: Double?] {
        [
            "\(path)/richness": Double(result.richness), "\(path)/total": Double(result.n),
            "\(path)/shannon": result.shannon.value, "\(path)/shannon_bits": result.shannonBits.value,
            "\(path)/simpson_1_minus_D": result.simpson.value,
            "\(path)/inverse_simpson": result.inverseSimpson.value,
            "\(path)/simpson_unbiased": result.simpsonUnbiased.value, "\(path)/pielou": result.pielouEvenness.value,
            "\(path)/berger_parker": result.bergerParker.value, "\(path)/herfindahl": result.herfindahl.value,
            "\(path)/herfindahl_normalised": result.herfindahlNormalised.value,
            "\(path)/hill_q1": result.hillOne.value,
        ]
    }

    /// Amounts: `value` in `values.csv`.
    static let inequality = ReferenceChecker(
        name: "inequality", recognises: { $0.has("gini") && $0.hasFile("values.csv") },
        values: { reference in
            let amounts = try reference.column("value", of: "values.csv").compactMap { $0 }
            let result = try Inequality(try Distribution(values: amounts))
            return [
                "n": Double(result.n), "mean": result.mean.value, "gini": result.gini.value,
                "gini_bias_corrected": result.giniBiasCorrected.value,
                "mean_absolute_difference": result.meanAbsoluteDifference.value, "theil_T": result.theilT.value,
                "theil_L": result.theilL.value, "cv": result.coefficientOfVariation.value,
                "hoover": result.hoover.value, "herfindahl": result.herfindahl.value,
                "top10_share": result.topTenthShare.value, "palma_p90_p10": result.decileRatio.value,
                "lorenz_at_half": result.lorenzAtHalf.value,
            ]
        })

    /// Counts by area and category in `counts.csv`; areas and categories in the order of the file.
    static let locationQuotients = ReferenceChecker(
        name: "location quotients", recognises: { $0.has("max_lq") && $0.hasFile("counts.csv") },
        values: { reference in
            let rows = try reference.table("counts.csv")
            func found(_ column: String) -> [String] {
                rows.compactMap { $0[column] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            }
            let (areas, categories) = (found("area"), found("category"))
            var counts = [[Int]](repeating: [Int](repeating: 0, count: categories.count), count: areas.count)
            for row in rows {
                let cell = try place(row, areas, categories)
                counts[cell.area][cell.category] = try #require(Int(row["count"] ?? ""))
            }
            let table = try LocationTable(counts: counts)
            let quotients = table.quotients
            let all = quotients.joined().compactMap(\.value)
            var values: [String: Double?] = [
                "max_lq": all.max(), "min_lq": all.min(),
                "dissimilarity_first_two_categories": table.dissimilarity(0, 1)?.value,
                "krugman_first_area": table.krugman(area: 0)?.value,
            ]
            for (index, area) in areas.enumerated() {
                values["hhi_by_area/\(area)"] = try table.herfindahl(area: index)?.value
            }
            if reference.hasFile("expected_lq.csv") {
                for (index, row) in try reference.table("expected_lq.csv").enumerated() {
                    let cell = try place(row, areas, categories)
                    values["expected_lq.csv/\(index)/location_quotient"] = quotients[cell.area][cell.category].value
                }
            }
            return values
        })

    private static func place(
        _ row: [String: String], _ areas: [String], _ categories: [String]
    ) throws -> (area: Int, category: Int) {
        let area = try #require(areas.firstIndex(of: row["area"] ?? ""))
        let category = try #require(categories.firstIndex(of: row["category"] ?? ""))
        return (area, category)
    }
}
