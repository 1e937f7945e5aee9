import Testing

@testable import Statistics

/// The agreement of raters.
extension ReferenceChecker {
    static let agreementCheckers = [cohensKappa, krippendorffAlpha, fleissKappa, intraclassCorrelation]

    /// Two raters: `table.csv` with rater1, rater2 and count, categories in the order of the file.
    static let cohensKappa = ReferenceChecker(
        name: "Cohen's kappa", recognises: { $0.has("quadratic/kappa") && $0.hasFile("table.csv") },
        values: { reference in
            let table = try counts(of: reference, "rater1", "rater2")
            var found: [String: Double?] = [:]
            for weights in CohensKappa.Weights.allCases {
                let result = try CohensKappa(table, weights: weights)
                let name = weights.rawValue
                found["n"] = Double(result.n)
                found["\(name)/po"] = result.observedAgreement.value
                found["\(name)/pe"] = result.chanceAgreement.value
                found["\(name)/kappa"] = result.kappa.value
                found["\(name)/se"] = result.kappa.standardError
                found["\(name)/lower"] = result.kappa.interval?.lowerBound
                found["\(name)/upper"] = result.kappa.interval?.upperBound
                found["\(name)/se0"] = result.standardErrorUnderChance
                found["\(name)/z"] = result.test.statistic
            }
            return found
        })

    /// Any number of raters: `ratings.csv` with unit, rater and value, an empty value for one not given.
    static let krippendorffAlpha = ReferenceChecker(
        name: "Krippendorff's alpha", recognises: { $0.has("alpha/ordinal") && $0.hasFile("ratings.csv") },
        values: { reference in
            let rows = try reference.table("ratings.csv")
            var units: [String: [Double]] = [:]
            for row in rows { units[row["unit"] ?? "", default: []] += Double(row["value"] ?? "").map { [$0] } ?? [] }
            let given = try units.keys.sorted().map { try Distribution(values: units[$0] ?? []) }
            var found: [String: Double?] = [
                "units": Double(units.count), "raters": Double(Set(rows.map { $0["rater"] ?? "" }).count),
                "missing": Double(rows.count { ($0["value"] ?? "").isEmpty }),
            ]
            for metric in DisagreementMetric.allCases {
                let alpha = try Statistics.krippendorffAlpha(of: given, metric: metric)
                found["alpha/\(metric.rawValue)"] = alpha.value
                found["pairable_values"] = Double(alpha.n)
                // Published with three decimals.
                found["published/\(metric.rawValue)"] = alpha.value.map { ($0 * 1000).rounded() / 1000 }
            }
            return found
        })

    /// Several raters by category: `ratings.csv` with unit, rater and value.
    static let fleissKappa = ReferenceChecker(
        name: "Fleiss' kappa", recognises: { $0.has("fleiss/kappa") && $0.hasFile("ratings.csv") },
        values: { reference in
            let rows = try reference.table("ratings.csv")
            let categories = Set(rows.compactMap { Double($0["value"] ?? "") }).sorted()
            var units: [String: [Int]] = [:]
            for row in rows {
                let value = try #require(Double(row["value"] ?? ""))
                let place = try #require(categories.firstIndex(of: value))
                units[row["unit"] ?? "", default: [Int](repeating: 0, count: categories.count)][place] += 1
            }
            let result = try FleissKappa(units.keys.sorted().compactMap { units[$0] })
            var found: [String: Double?] = [
                "fleiss/units": Double(result.units), "fleiss/raters": result.raters.map { Double($0) },
                "fleiss/kappa": result.kappa.value, "fleiss/mean_agreement": result.observedAgreement.value,
                "fleiss/chance_agreement": result.chanceAgreement.value, "fleiss/se0": result.standardErrorUnderChance,
                "fleiss/z": result.test.statistic, "fleiss/p": result.test.p,
                // Published with two decimals.
                "published/kappa": result.kappa.value.map { ($0 * 100).rounded() / 100 },
            ]
            for (index, category) in result.categories.enumerated() {
                found["fleiss/category_share/\(index)"] = category.share.value
                found["fleiss/category_kappa/\(index)"] = category.kappa.value
                found["fleiss/category_z/\(index)"] = category.test.statistic
            }
            return found
        })

    /// A score of every rater for every subject: `ratings.csv` with subject, rater and score.
    static let intraclassCorrelation = ReferenceChecker(
        name: "intraclass correlation", recognises: { $0.has("icc/ICC2k/icc") && $0.hasFile("ratings.csv") },
        values: { reference in
            let rows = try reference.table("ratings.csv")
            let (subjects, raters) = (
                Set(rows.map { $0["subject"] ?? "" }).sorted(), Set(rows.map { $0["rater"] ?? "" }).sorted()
            )
            var scores = [[Double?]](repeating: [Double?](repeating: nil, count: raters.count), count: subjects.count)
            for row in rows {
                let i = try #require(subjects.firstIndex(of: row["subject"] ?? ""))
                let j = try #require(raters.firstIndex(of: row["rater"] ?? ""))
                scores[i][j] = Double(row["score"] ?? "")
            }
            let result = try IntraclassCorrelation(scores)
            var found: [String: Double?] = [:]
            let models = [("ICC1", result.oneWay), ("ICC2", result.twoWayRandom), ("ICC3", result.twoWayMixed)]
            for (model, forms) in models {
                for (name, estimate) in [(model, forms.single), ("\(model)k", forms.average)] {
                    found["icc/\(name)/icc"] = estimate.value
                    found["icc/\(name)/lower"] = estimate.interval?.lowerBound
                    found["icc/\(name)/upper"] = estimate.interval?.upperBound
                    found["icc/\(name)/F"] = forms.test.statistic
                    found["icc/\(name)/df1"] = forms.test.numeratorDegreesOfFreedom
                    found["icc/\(name)/df2"] = forms.test.denominatorDegreesOfFreedom
                    found["icc/\(name)/p"] = forms.test.p
                }
            }
            return found
        })
}
