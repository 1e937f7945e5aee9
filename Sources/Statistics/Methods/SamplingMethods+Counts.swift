/// What methods of samples give from counts by stratum.
extension EstimateMethod {
    /// What a sample is to reach.
    static func precision(_ options: EstimateOptions) throws(StatisticsError) -> SamplePrecision {
        try SamplePrecision(
            margin: options.margin, confidence: options.confidence, expectedShare: options.expectedShare)
    }

    /// The rows of strata or categories with a value in each of the columns, in their order, and how many rows are left out.
    ///
    /// - Returns: For each row its code, or its place where the column of codes is not there, and its counts.
    private static func countedRows(
        _ input: MethodInput, _ code: String, _ counts: [String]
    ) throws(StatisticsError) -> (rows: [(code: Double, counts: [Int])], incomplete: Int) {
        let columns = counts.filter { input.has($0) }
        let (rows, incomplete) = try input.completeRows((input.has(code) ? [code] : []) + columns)
        var found: [(code: Double, counts: [Int])] = []
        for row in rows {
            var numbers: [Int] = []
            for (value, column) in zip(row.values.suffix(columns.count), columns) {
                numbers.append(try MethodInput.whole(value, column: column))
            }
            found.append((input.has(code) ? row.values[0] : Double(found.count + 1), numbers))
        }
        // By code, so that the order of rows changes nothing.
        return (found.sorted { $0.code < $1.code }, incomplete)
    }

    static func sampleSizeValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try countedRows(input, "stratum", ["population", "answers"])
        var strata: [SampleSize.Stratum] = []
        for row in rows {
            strata.append(
                try SampleSize.Stratum(
                    input.label(row.code, of: "stratum"), population: row.counts[0],
                    answers: row.counts.count > 1 ? row.counts[1] : 0))
        }
        let size = try SampleSize(strata, precision: try precision(options), responseRate: options.responseRate)
        var values = [
            MethodValue("population", size.population), MethodValue("n_incomplete", incomplete),
            MethodValue("n_without_population", size.precision.answersWithoutPopulation),
            MethodValue("needed_without_strata", size.neededWithoutStrata), MethodValue("needed", size.needed),
            MethodValue("contacts", size.contacts), MethodValue("answers", size.answers),
            MethodValue("still_needed", size.stillNeeded), MethodValue("further_contacts", size.furtherContacts),
            MethodValue("out_of_reach", size.parts.count { !$0.isWithinReach }),
            MethodValue("margin_now", size.marginNow), MethodValue("stratified_margin_now", size.stratifiedMarginNow),
        ]
        for (index, (row, part)) in zip(rows, size.parts).enumerated() {
            let number = index + 1
            values.append(MethodValue("stratum_\(number)", row.code))
            values.append(MethodValue("population_\(number)", part.stratum.population))
            values.append(MethodValue("needed_\(number)", part.needed))
            values.append(MethodValue("contacts_\(number)", part.contacts))
            values.append(MethodValue("still_needed_\(number)", part.stillNeeded))
            values.append(MethodValue("further_contacts_\(number)", part.furtherContacts))
        }
        return values
    }

    static func stratifiedShareValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try countedRows(input, "stratum", ["population", "answers", "successes"])
        var strata: [SurveyStratum] = []
        for row in rows {
            strata.append(
                try SurveyStratum(
                    input.label(row.code, of: "stratum"), population: row.counts[0], answers: row.counts[1],
                    successes: row.counts[2]))
        }
        let result = try StratifiedEstimate(strata, confidence: options.confidence)
        var values = [
            MethodValue("n", result.share.n), MethodValue("n_incomplete", incomplete),
            MethodValue("population", result.population), MethodValue("strata", strata.count),
            MethodValue("strata_estimated", result.groups.count), MethodValue("df", result.degreesOfFreedom),
        ]
        for (name, estimate) in [("share", result.share), ("total", result.total)] {
            values.append(name, withInterval: estimate)
            let reason = estimate.reason ?? estimate.intervalReason
            values.append(MethodValue("\(name)_se", estimate.standardError, reason: reason))
        }
        for (index, (row, stratum)) in zip(rows, strata).enumerated() {
            let group = result.groups.firstIndex { $0.strata.contains(stratum) }
            values.append(MethodValue("stratum_\(index + 1)", row.code))
            values.append(
                MethodValue("group_\(index + 1)", group.map { Double($0 + 1) }, reason: .noObservations))
        }
        return values
    }
}
