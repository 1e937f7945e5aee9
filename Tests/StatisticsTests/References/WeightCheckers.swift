import Testing

@testable import Statistics

/// Samples with weights, strata and clusters, and weights that meet population margins.
extension ReferenceChecker {
    static let weightCheckers = [stratifiedSample, calibratedClusters]

    /// Schools drawn by type: strata without clusters, with and without finite population correction.
    static let stratifiedSample = ReferenceChecker(
        name: "stratified sample", recognises: { $0.has("with_fpc/mean_api00") && $0.hasFile("data.csv") },
        values: { reference in
            var values: [String: Double?] = [:]
            for (part, hasPopulations) in [("with_fpc", true), ("without_fpc", false)] {
                let sample = try SchoolSample(reference, strata: "stype", clusters: nil, hasPopulations: hasPopulations)
                let scores = try sample.table("api00", by: ["stype"])
                let pupils = try sample.table("enroll", by: ["stype"])
                let all = try scores.total()
                values["\(part)/df"] = Double(try DesignEstimator(scores).degreesOfFreedom)
                values["\(part)/n"] = Double(all.n)
                values["\(part)/sum_weights"] = try WeightSpread(scores).sum
                for (name, table) in [("api00", scores), ("enroll", pupils)] {
                    let estimator = try DesignEstimator(table)
                    let mean = estimator.mean()
                    values.add("\(part)/mean_\(name)", mean)
                    values["\(part)/mean_\(name)/lower_t"] = mean.estimate.interval?.lowerBound
                    values["\(part)/mean_\(name)/upper_t"] = mean.estimate.interval?.upperBound
                    values["\(part)/mean_\(name)/deff_replace"] = mean.designEffect
                    values["\(part)/mean_\(name)/deff_noreplace"] = mean.designEffectWithoutReplacement
                    values.add("\(part)/total_\(name)", estimator.total())
                }
                let answers = try sample.table("api00", by: ["sch_wide"])
                for (index, level) in sample.levels("sch_wide").enumerated() {
                    let estimator = try DesignEstimator(try answers.indicator { $0.levels == [index] })
                    values.add("\(part)/proportion_sch_wide/sch_wide\(level)", estimator.mean())
                    values.add("\(part)/total_sch_wide/sch_wide\(level)", estimator.total())
                }
                for (index, level) in sample.levels("stype").enumerated() {
                    let mean = try DesignEstimator(scores.domain { $0.levels == [index] }).mean()
                    values.add("\(part)/mean_api00_by_stype/\(level)", mean)
                }
                let ratio = try DesignEstimator(try sample.table("api00", over: "enroll")).ratio()
                values.add("\(part)/ratio_api00_over_enroll", ratio)
            }
            return values
        })

    /// Schools of drawn districts, post-stratified by type and raked by type and award.
    static let calibratedClusters = ReferenceChecker(
        name: "calibrated clusters",
        recognises: { $0.has("calibrate_raking") && $0.hasFile("population_stype.csv") },
        values: { reference in
            let sample = try SchoolSample(reference, strata: nil, clusters: "dnum", hasPopulations: true)
            let variables = ["stype", "sch_wide"]
            let scores = try sample.table("api00", by: variables)
            let pupils = try sample.table("enroll", by: variables)
            var margins: [CalibrationMargin] = []
            for (index, variable) in variables.enumerated() {
                let rows = try reference.table("population_\(variable).csv")
                let populations = try rows.map { row in
                    (
                        try #require(sample.levels(variable).firstIndex(of: row[variable] ?? "")),
                        try #require(Double(row["Freq"] ?? ""))
                    )
                }
                margins.append(
                    CalibrationMargin(variable: index, populations: Dictionary(uniqueKeysWithValues: populations)))
            }
            var values: [String: Double?] = [:]
            let post = try Calibration.postStratification(scores, to: margins[0])
            let raked = try Calibration.raking(scores, to: margins)
            let parts = [
                ("poststratify", post, "expected_weights_poststratify.csv"),
                ("rake", raked, "expected_weights_rake.csv"),
                ("calibrate_raking", raked, ""),
            ]
            for (part, calibration, file) in parts {
                values.add("\(part)/mean_api00", try DesignEstimator(scores, calibration: calibration).mean())
                values.add("\(part)/total_enroll", try DesignEstimator(pupils, calibration: calibration).total())
                values["\(part)/sum_weights"] = calibration.weights.sum
                guard !file.isEmpty else { continue }
                let weights = try sample.weights(calibration, by: variables)
                for (index, row) in sample.rows.enumerated() {
                    values["\(file)/\(index)/cds"] = Double(row["cds"] ?? "")
                    values["\(file)/\(index)/weight"] = weights[index]
                }
            }
            values["rake/min_weight"] = raked.weights.least
            values["rake/max_weight"] = raked.weights.greatest
            values["rake/kish_deff"] = raked.weights.designEffect.value
            return values
        })
}

extension [String: Double?] {
    fileprivate mutating func add(_ path: String, _ result: DesignEstimate) {
        self["\(path)/estimate"] = result.estimate.value
        self["\(path)/se"] = result.estimate.standardError
        self["\(path)/lower_z"] = result.normalInterval?.lowerBound
        self["\(path)/upper_z"] = result.normalInterval?.upperBound
        self["\(path)/cv"] = result.coefficientOfVariation
    }
}

/// A file of schools with their weights `pw` and populations `fpc`, as the R package `survey` has them.
struct SchoolSample {
    let rows: [[String: String]]
    private let strata: String?
    private let clusters: String?
    private let hasPopulations: Bool

    init(_ reference: ReferenceCase, strata: String?, clusters: String?, hasPopulations: Bool) throws {
        rows = try reference.table("data.csv")
        self.strata = strata
        self.clusters = clusters
        self.hasPopulations = hasPopulations
    }

    /// The levels of a column in order of their bytes.
    func levels(_ column: String) -> [String] { Set(rows.compactMap { $0[column] }).sorted() }

    private func key(_ row: [String: String], _ variables: [String]) throws -> DesignCell.Key {
        DesignCell.Key(
            stratum: try strata.map { try place(row, $0) } ?? 0, cluster: try clusters.map { try place(row, $0) },
            levels: try variables.map { try place(row, $0) })
    }

    private func place(_ row: [String: String], _ column: String) throws -> Int {
        try #require(levels(column).firstIndex(of: row[column] ?? ""))
    }

    /// The table of one outcome, or of the ratio of two.
    func table(_ value: String, over denominator: String? = nil, by variables: [String] = []) throws -> DesignTable {
        let weights = try rows.map { try #require(Double($0["pw"] ?? "")) }
        let scale = try DesignScale(weightDecimals: DesignScale.decimals(for: weights), valueDecimals: 0)
        var populations: [Int: Int] = [:]
        var cells: [DesignCell] = []
        for (row, weight) in zip(rows, weights) {
            let key = try key(row, variables)
            if hasPopulations {
                let units = try #require(Int(row["fpc"] ?? ""))
                populations[key.stratum] = units
            }
            let y = try Double(row[value] ?? "").map { try scale.value($0) }
            let x = try denominator.map { try scale.denominator(try #require(Double(row[$0] ?? ""))) }
            cells.append(
                DesignCell(
                    key: key, sums: try DesignSums(weight: try scale.weight(weight), value: y, denominator: x ?? 0)))
        }
        return try DesignTable(cells, scale: scale, populations: populations)
    }

    /// The final weight of each row.
    func weights(_ calibration: Calibration, by variables: [String]) throws -> [Double] {
        try rows.map { row in
            let levels = try key(row, variables).levels
            let cell = try #require(calibration.cells.first { $0.levels == levels })
            return cell.factor * (try #require(Double(row["pw"] ?? "")))
        }
    }
}
