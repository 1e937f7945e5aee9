/// Time to an event by name.
extension EstimateMethod {
    static let survivalMethods = [kaplanMeier, logRank, petoPeto, restrictedMean]

    private static let time = MethodColumn("time", "time to the event or to the last time seen")
    private static let status = MethodColumn("status", "1 for the event, 0 for censored")
    private static let group = MethodColumn("group", names: true, "a name or number for each group")
    private static let stratum = MethodColumn(
        "stratum", required: false, names: true, "a name or number for each stratum, within which groups are compared")

    static let kaplanMeier = EstimateMethod(
        "kaplan-meier", "The share still without the event over time, and median and quartiles with their limits.",
        columns: [time, status, .count]
    ) { (input, options) throws(StatisticsError) in try kaplanMeierValues(input, options) }

    static let logRank = EstimateMethod(
        "log-rank", "The log-rank test that groups have the same time to the event.",
        columns: [time, status, group, stratum, .count]
    ) { (input, options) throws(StatisticsError) in try logRankValues(input, .logRank) }

    static let petoPeto = EstimateMethod(
        "peto-peto", "Peto and Peto's test, which weighs early events more.",
        columns: [time, status, group, stratum, .count]
    ) { (input, options) throws(StatisticsError) in try logRankValues(input, .petoPeto) }

    static let restrictedMean = EstimateMethod(
        "restricted-mean", "The mean time without the event within a horizon, by group, and the groups' differences.",
        columns: [
            time, status,
            MethodColumn("group", required: false, names: true, "a name or number for each group; all one without it"),
            MethodColumn(
                "horizon", required: false,
                "the end of the time that counts, in the first row that has it; else the least of the last times"),
            .count,
        ]
    ) { (input, options) throws(StatisticsError) in try restrictedMeanValues(input, options) }
}

extension EstimateMethod {
    private static func kaplanMeierValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try input.completeRows("time", "status")
        let curve = KaplanMeier(try eventTable(rows), scale: options.intervalScale, confidence: options.confidence)
        var values = [
            MethodValue("n", curve.n), MethodValue("n_incomplete", incomplete), MethodValue("events", curve.events),
        ]
        values.append("median", curve.median(convention: options.flatConvention))
        for (name, share) in [("q25", 0.25), ("q75", 0.75)] {
            values.append(name, try curve.quantile(share, convention: options.flatConvention))
        }
        for (index, point) in curve.points.enumerated() {
            let row = "_\(index + 1)"
            values.append(MethodValue("time\(row)", point.time))
            values.append(MethodValue("n_risk\(row)", point.atRisk))
            values.append(MethodValue("survival\(row)", point.survival))
            values.append(MethodValue("se\(row)", point.standardError))
            values.append(MethodValue("lower\(row)", point.interval?.lowerBound, reason: .noVariation))
            values.append(MethodValue("upper\(row)", point.interval?.upperBound, reason: .noVariation))
        }
        return values
    }

    /// The groups, and the strata, in ascending order of their number.
    private static func logRankValues(
        _ input: MethodInput, _ weighting: LogRank.Weighting
    ) throws(StatisticsError) -> [MethodValue] {
        let isStratified = input.has("stratum")
        let names = ["time", "status", "group"] + (isStratified ? ["stratum"] : [])
        let (rows, incomplete) = try input.completeRows(names)
        let groups = Set(rows.map { $0.values[2] }).sorted()
        let strata = isStratified ? Set(rows.map { $0.values[3] }).sorted() : [0]
        var tables: [[EventTable]] = []
        for stratum in strata {
            var own: [EventTable] = []
            for group in groups {
                own.append(
                    try eventTable(
                        rows.filter { $0.values[2] == group && (!isStratified || $0.values[3] == stratum) }))
            }
            tables.append(own)
        }
        let result = try LogRank(strata: tables, weighting: weighting)
        var values = [MethodValue("n", result.test.n), MethodValue("n_incomplete", incomplete)]
        if isStratified { values.append(MethodValue("strata", strata.count)) }
        for (index, pair) in zip(result.observed, result.expected).enumerated() {
            values.append(MethodValue("observed_\(index + 1)", pair.0))
            values.append(MethodValue("expected_\(index + 1)", pair.1))
        }
        values.append("test", test: result.test, statistic: "chi_square")
        return values
    }

    /// The groups in ascending order of their number; differences are those of the first and each other group.
    private static func restrictedMeanValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let isGrouped = input.has("group")
        let (rows, incomplete) = try input.completeRows(["time", "status"] + (isGrouped ? ["group"] : []))
        let groups = isGrouped ? Set(rows.map { $0.values[2] }).sorted() : [0]
        var curves: [KaplanMeier] = []
        for group in groups {
            let own = isGrouped ? rows.filter { $0.values[2] == group } : rows
            curves.append(KaplanMeier(try eventTable(own), confidence: options.confidence))
        }
        let given = input.cells("horizon").lazy.compactMap { $0 }.first
        if let given, !(given > 0 && given.isFinite) {
            throw .unexpectedValue(given, column: "horizon", allowed: "numbers above 0")
        }
        let horizon = given ?? RestrictedMeanDifference.commonHorizon(curves)
        var values = [
            MethodValue("n_incomplete", incomplete), MethodValue("horizon", horizon, reason: .noObservations),
        ]
        for (index, curve) in curves.enumerated() {
            let row = isGrouped ? "_\(index + 1)" : ""
            let mean = curve.restrictedMean(upTo: horizon ?? 0)
            values.append(MethodValue("n\(row)", curve.n))
            values.append(MethodValue("events\(row)", curve.events))
            values.append("mean\(row)", withInterval: mean)
            values.append(MethodValue("se\(row)", mean.standardError, reason: mean.reason ?? mean.intervalReason))
        }
        guard isGrouped else { return values }
        guard curves.count > 1, let horizon else {
            return values + [MethodValue("difference", nil, reason: horizon == nil ? .noObservations : .tooFew)]
        }
        for (index, curve) in curves.enumerated().dropFirst() {
            let row = curves.count == 2 ? "" : "_\(index + 1)"
            let result = RestrictedMeanDifference(curves[0], curve, upTo: horizon, confidence: options.confidence)
            let difference = result.difference
            values.append("difference\(row)", withInterval: difference)
            values.append(
                MethodValue(
                    "difference_se\(row)", difference.standardError,
                    reason: difference.reason ?? difference.intervalReason))
            values.append("test\(row)", test: result.test, statistic: "z")
        }
        return values
    }

    private static func eventTable(_ rows: [MethodInput.Row]) throws(StatisticsError) -> EventTable {
        var found: [EventTable.Row] = []
        for row in rows {
            let event = try yesNo(row.values[1], column: "status")
            found.append(
                EventTable.Row(time: row.values[0], events: event ? row.count : 0, censored: event ? 0 : row.count))
        }
        return try EventTable(found)
    }
}

extension [MethodValue] {
    /// Adds a time by which a share has had the event, with its limits, which may not be reached.
    public mutating func append(_ name: String, _ quantile: SurvivalQuantile) {
        append(MethodValue(name, quantile.time, reason: quantile.reason))
        let missing = quantile.reason ?? .notReached
        append(MethodValue("\(name)_lower", quantile.lower, reason: missing))
        append(MethodValue("\(name)_upper", quantile.upper, reason: missing))
    }
}
