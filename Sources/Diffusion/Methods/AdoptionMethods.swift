import Statistics

/// Adoption over time, and who adopts when.
extension DiffusionMethod {
    static let adoptionMethods = [adoptionCurve, adopterCategories, timeToAdoption, adoptionRate]

    static let adoptionCurve = DiffusionMethod(
        "adoption-curve", "Adoptions by period without gaps: cumulative, growth rate and hazard.",
        columns: [
            MethodColumn("period", "a whole number for each period, such as a year"),
            MethodColumn("adoptions", required: false, "adoptions in the period; 1 a row without the column"),
            MethodColumn("potential", required: false, "those who could adopt, in the first row that has it"),
        ]
    ) { (input, _) throws(DiffusionError) in try curveValues(input) }

    static let adopterCategories = DiffusionMethod(
        "adopter-categories", "Rogers' five adopter categories by mean and standard deviation of the time of adoption.",
        columns: [
            MethodColumn("time", "time of adoption, in any unit and from any origin"),
            MethodColumn("count", required: false, "how many adopted then; 1 without the column"),
        ]
    ) { (input, _) throws(DiffusionError) in try categoryValues(input) }

    static let timeToAdoption = DiffusionMethod(
        "time-to-adoption", "The median time to first adoption, and the share adopted by each time.",
        columns: [
            MethodColumn("months", "months from publication to the first adoption or to the last month seen"),
            MethodColumn("adopted", "1 when adopted, 0 when not yet"),
            MethodColumn("count", required: false, "how many innovations; 1 without the column"),
        ]
    ) { (input, options) throws(DiffusionError) in try timeValues(input, options) }

    static let adoptionRate = DiffusionMethod(
        "adoption-rate", "Adoptions per 100 000 inhabitants with the exact Poisson interval.",
        columns: [
            MethodColumn("count", "adoptions, a row per region"), MethodColumn("population", "inhabitants"),
        ]
    ) { (input, options) throws(DiffusionError) in try rateValues(input, options) }

    private static func curveValues(_ input: MethodInput) throws(DiffusionError) -> [MethodValue] {
        let potential = input.cells("potential").lazy.compactMap { $0 }.first
        let adoptions = input.has("adoptions") ? input.cells("adoptions") : nil
        let (counts, possible) = try estimating { () throws(StatisticsError) in
            var counts: [(period: Int, adoptions: Int)] = []
            for (index, cell) in input.cells("period").enumerated() {
                guard let cell else { continue }
                guard let period = Int(exactly: cell), abs(cell) < 1e9 else {
                    throw StatisticsError.unexpectedValue(cell, column: "period", allowed: "whole numbers")
                }
                guard let number = adoptions.map({ $0[index] }) ?? 1 else { continue }
                counts.append((period, try MethodInput.whole(number, column: "adoptions")))
            }
            return (
                counts,
                try potential.map { (value) throws(StatisticsError) in
                    try MethodInput.whole(value, column: "potential")
                }
            )
        }
        let curve = try AdoptionCurve(counts, potential: possible)
        var values = [MethodValue("adopters", curve.adopters), MethodValue("periods", curve.points.count)]
        for (index, point) in curve.points.enumerated() {
            let row = "_\(index + 1)"
            values.append(MethodValue("period\(row)", point.period))
            values.append(MethodValue("adoptions\(row)", point.adoptions))
            values.append(MethodValue("cumulative\(row)", point.cumulative))
            values.append(MethodValue("cumulative_share\(row)", point.cumulativeShare))
            values.append(MethodValue("growth_rate\(row)", point.growthRate))
            values.append(MethodValue("hazard\(row)", point.hazard))
        }
        return values
    }

    private static func categoryValues(_ input: MethodInput) throws(DiffusionError) -> [MethodValue] {
        let (times, missing) = try estimating { () throws(StatisticsError) in try input.distribution("time") }
        let result = AdopterCategories(timesOfAdoption: times)
        var values = [
            MethodValue("n", result.n), MethodValue("n_missing", missing), MethodValue("mean_time", result.meanTime),
            MethodValue("sd_time", result.standardDeviation),
        ]
        for index in 0..<4 {
            values.append(MethodValue("limit_\(index + 1)", result.limits.map { $0[index] }, reason: result.reason))
        }
        for category in AdopterCategory.allCases {
            let name = category.rawValue.split(separator: "-").joined(separator: "_")
            values.append(MethodValue("n_\(name)", result.count(of: category).map(Double.init), reason: result.reason))
            values.append(MethodValue("share_\(name)", result.share(of: category)))
        }
        return values
    }

    private static func timeValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let (table, incomplete) = try estimating { () throws(StatisticsError) in
            let (rows, incomplete) = try input.completeRows("months", "adopted")
            var found: [EventTable.Row] = []
            for row in rows {
                let adopted = row.values[1]
                guard adopted == 0 || adopted == 1 else {
                    throw StatisticsError.unexpectedValue(adopted, column: "adopted", allowed: "0 and 1")
                }
                found.append(
                    EventTable.Row(
                        time: row.values[0], events: adopted == 1 ? row.count : 0,
                        censored: adopted == 1 ? 0 : row.count))
            }
            return (try EventTable(found), incomplete)
        }
        let result = TimeToAdoption(table, confidence: options.confidence)
        let (median, curve) = (result.median, result.notYetAdopted)
        var values = [
            MethodValue("n", curve.n), MethodValue("n_incomplete", incomplete), MethodValue("adopted", curve.events),
            MethodValue("median", median.time, reason: median.reason),
            MethodValue("median_lower", median.lower, reason: median.reason ?? .notReached),
            MethodValue("median_upper", median.upper, reason: median.reason ?? .notReached),
        ]
        for (index, point) in curve.points.enumerated() {
            values.append(MethodValue("months_\(index + 1)", point.time))
            values.append("share_adopted_\(index + 1)", withInterval: result.shareAdopted(within: point.time))
        }
        return values
    }

    private static func rateValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        var values: [MethodValue] = []
        for (index, pair) in zip(input.cells("count"), input.cells("population")).enumerated() {
            guard let count = pair.0, let population = pair.1 else { continue }
            let whole = try estimating { () throws(StatisticsError) in try MethodInput.whole(count, column: "count") }
            let result = try AdoptionRate(count: whole, population: population, confidence: options.confidence)
            values.append("rate_\(index + 1)", withInterval: result.rate)
        }
        return values
    }
}
