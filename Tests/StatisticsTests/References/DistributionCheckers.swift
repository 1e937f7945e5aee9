import Testing

@testable import Statistics

/// The answers to one item, shares with their intervals, and adjusted p-values.
extension ReferenceChecker {
    static let distributionCheckers = [item, shareIntervals, adjustedPValues]

    /// An item's `answer` in `data.csv`, on the levels that the case counts.
    static let item = ReferenceChecker(
        name: "item", recognises: { $0.has("counts") && $0.has("percent_valid") && $0.hasFile("data.csv") },
        values: { reference in
            let answers = try reference.column("answer", of: "data.csv")
            let valid = answers.compactMap { $0 }
            let distribution = try Distribution(values: valid)
            let levels = reference.keys("counts").compactMap(Double.init).sorted()
            let (lowest, highest) = (try #require(levels.first), try #require(levels.last))
            var values: [String: Double?] = [
                "n_total": Double(answers.count), "n_valid": Double(distribution.n),
                "n_missing": Double(answers.count - valid.count),
            ]
            for level in levels {
                let name = String(Int(level))
                let proportion = distribution.proportion(in: level...level)
                let total = try Proportion(proportion.successes, of: answers.count)
                let share = proportion.share()
                values["counts/\(name)"] = Double(proportion.successes)
                values["percent_valid/\(name)"] = share.scaled(by: 100).value
                values["percent_total/\(name)"] = total.share().scaled(by: 100).value
                values["cumulative_percent_valid/\(name)"] =
                    distribution.proportion(in: lowest...level).share().scaled(by: 100).value
                values["wilson/\(name)/lower"] = share.interval?.lowerBound
                values["wilson/\(name)/upper"] = share.interval?.upperBound
            }
            let mean = distribution.meanEstimate()
            values["mean"] = mean.value
            values["sd"] = distribution.moments.standardDeviation
            values["se"] = mean.standardError
            values["mean_t_lower"] = mean.interval?.lowerBound
            values["mean_t_upper"] = mean.interval?.upperBound
            values["median"] = distribution.median.value
            values["q25_type7"] = try distribution.quantile(0.25).value
            values["q75_type7"] = try distribution.quantile(0.75).value
            values["mode"] = distribution.mode
            values["top2_share"] = distribution.proportion(in: highest - 1...highest).share().value
            values["bottom2_share"] = distribution.proportion(in: lowest...lowest + 1).share().value
            values["skewness_g1"] = distribution.skewness.value
            if reference.has("nps/promoters") {
                let score = try RecommendationScore(distribution)
                values["nps/promoters"] = Double(score.promoters)
                values["nps/passives"] = Double(score.passives)
                values["nps/detractors"] = Double(score.detractors)
                values["nps/nps"] = score.score.value
                values["nps/se"] = score.score.standardError
                values["nps/lower"] = score.score.interval?.lowerBound
                values["nps/upper"] = score.score.interval?.upperBound
            }
            return values
        })

    /// Intervals of single shares: `counts.csv` with successes and n, at the levels that the case names, such as `level_95`.
    static let shareIntervals = ReferenceChecker(
        name: "intervals of shares", recognises: { $0.has("level_95/0/wilson_lower") && $0.hasFile("counts.csv") },
        values: { reference in
            let methods: [(Proportion.IntervalMethod, String)] = [
                (.wilson, "wilson"), (.wilsonCorrected, "wilson_cc"), (.clopperPearson, "clopper_pearson"),
                (.agrestiCoull, "agresti_coull"),
            ]
            var values: [String: Double?] = [:]
            let rows = try reference.table("counts.csv")
            for level in reference.keys("") where level.hasPrefix("level_") {
                let percent = try #require(Double(level.dropFirst("level_".count)))
                let confidence = try ConfidenceLevel(percent / 100)
                for (index, row) in rows.enumerated() {
                    let proportion = try Proportion(
                        try #require(Int(row["successes"] ?? "")), of: try #require(Int(row["n"] ?? "")))
                    for (method, prefix) in methods {
                        let share = proportion.share(confidence: confidence, method: method)
                        values["\(level)/\(index)/p"] = share.value
                        values["\(level)/\(index)/\(prefix)_lower"] = share.interval?.lowerBound
                        values["\(level)/\(index)/\(prefix)_upper"] = share.interval?.upperBound
                    }
                }
            }
            return values
        })

    /// A family of p-values: `p` in `pvalues.csv`.
    static let adjustedPValues = ReferenceChecker(
        name: "adjusted p-values", recognises: { $0.has("holm") && $0.hasFile("pvalues.csv") },
        values: { reference in
            let family = try reference.column("p", of: "pvalues.csv")
            var values: [String: Double?] = [:]
            for procedure in MultipleComparison.allCases {
                let name = procedure.rawValue.replacing("-", with: "_")
                let adjusted = try procedure.adjusted(family)
                for (index, p) in adjusted.enumerated() { values["\(name)/\(index)"] = p }
                values["rejected_05/\(name)"] = Double(adjusted.count { ($0 ?? 1) <= 0.05 })
            }
            return values
        })
}
