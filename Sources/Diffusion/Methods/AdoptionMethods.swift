import Statistics

/// Adoption over time, and who adopts when.
extension DiffusionMethod {
    static let adoptionMethods = [
        adoptionCurve, alignedAdoption, adopterCategories, adopterCategoriesFour, stageTransitions, timeToAdoption,
        adoptionRate,
    ]

    static let adoptionCurve = DiffusionMethod(
        "adoption-curve", "Adoptions by period without gaps: cumulative, growth rate and hazard.",
        columns: [
            MethodColumn("period", "a whole number for each period, such as a year"),
            MethodColumn("adoptions", required: false, "adoptions in the period; 1 a row without the column"),
            MethodColumn("potential", required: false, "those who could adopt, in the first row that has it"),
            asOf, isComplete,
        ], options: [.potential]
    ) { (input, options) throws(DiffusionError) in try curveValues(input, options) }

    private static let time = MethodColumn("time", "time of adoption, in any unit and from any origin")
    private static let count = MethodColumn("count", required: false, "how many adopted then; 1 without the column")
    private static let group = MethodColumn(
        "group", required: false, names: true, "a name or number for each group, whose profile is wanted")
    static let asOf = MethodColumn(
        "as_of", required: false, "the last period seen, in the first row that has it; the last with adoptions without")
    static let isComplete = MethodColumn(
        "complete", required: false, "1 when that period was seen to its end, 0 when not; 1 without the column")

    static let adopterCategories = DiffusionMethod(
        "adopter-categories", "Rogers' five adopter categories by mean and standard deviation of the time of adoption.",
        columns: [time, count, group]
    ) { (input, options) throws(DiffusionError) in try categoryValues(input, .rogersFive, options) }

    static let adopterCategoriesFour = DiffusionMethod(
        "adopter-categories-four", "netdiffuseR's four adopter categories: Rogers' without innovators of their own.",
        columns: [time, count, group]
    ) { (input, options) throws(DiffusionError) in try categoryValues(input, .netdiffuseRFour, options) }

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
