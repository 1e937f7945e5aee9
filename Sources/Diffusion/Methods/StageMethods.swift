import Statistics

/// Stages of adoption by name.
extension DiffusionMethod {
    static let stageTransitions = DiffusionMethod(
        "stage-transitions", "Moves between interest, trial, adopted and abandoned, with times and disadoption.",
        columns: [
            MethodColumn("subject", names: true, "a name or number for each adopter of an innovation"),
            MethodColumn(
                "stage", names: true, "interest, trial, adopted or abandoned; or numbers in the order of the stages"),
            MethodColumn("day", "the day when it came to the stage, a whole number from any origin"),
            MethodColumn(
                "as_of", required: false, "the last day seen, in the first row that has it; else the last day"),
        ]
    ) { (input, options) throws(DiffusionError) in try stageValues(input, options) }

    private static func stageValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(DiffusionError) -> [MethodValue] {
        let (rows, incomplete) = try estimating { () throws(StatisticsError) in
            try input.completeRows("subject", "stage", "day")
        }
        let scheme = try scheme(input, Set(rows.map { $0.values[1] }).sorted())
        var entries: [StageEntry<Double>] = []
        for row in rows {
            let name = input.label(row.values[1], of: "stage")
            guard let stage = scheme.stages.firstIndex(of: name) else {
                throw .unknownStage(name, known: scheme.stages)
            }
            entries.append(
                StageEntry(subject: row.values[0], stage: stage, day: try day(row.values[2], column: "day")))
        }
        let given = input.cells("as_of").lazy.compactMap { $0 }.first
        let last = try given.map { (value) throws(DiffusionError) in try day(value, column: "as_of") }
        guard let asOf = last ?? entries.map(\.day).max() else {
            return [
                MethodValue("n_incomplete", incomplete), MethodValue("subjects", nil, reason: .noObservations),
            ]
        }
        let result = try StageTransitions(entries, scheme: scheme, asOf: asOf, confidence: options.confidence)
        var values = [
            MethodValue("n_incomplete", incomplete), MethodValue("as_of", asOf),
            MethodValue("subjects", result.subjects), MethodValue("after_as_of", result.afterAsOf),
        ]
        for finding in StageFinding.allCases {
            values.append(MethodValue("set_aside_\(key(finding))", result.setAside[finding] ?? 0))
        }
        for stage in scheme.stages.indices { try append(stage, of: result, to: &values) }
        if let share = try result.shareDisadopted(), let curve = result.timeToDisadoption {
            values.append(MethodValue("disadopted", curve.events))
            values.append("share_disadopted", withInterval: share)
            values.append("median_to_disadoption", curve.median(convention: .firstTime))
            for (index, point) in curve.points.enumerated() where point.events > 0 {
                values.append(MethodValue("disadoption_day_\(index + 1)", point.time))
                values.append("still_adopted_\(index + 1)", withInterval: curve.survival(at: point.time))
            }
        }
        return values
    }

    private static func append(
        _ stage: Int, of result: StageTransitions, to values: inout [MethodValue]
    ) throws(DiffusionError) {
        let stages = result.scheme.stages
        let name = stages[stage]
        values.append(MethodValue("begun_\(name)", result.begun[stage]))
        values.append(MethodValue("entered_\(name)", result.entered[stage]))
        values.append(MethodValue("remaining_\(name)", result.remaining[stage]))
        values.append("share_remaining_\(name)", withInterval: try result.shareRemaining(stage))
        for next in stages.indices where result.scheme.allows(stage, next) {
            values.append(MethodValue("n_\(name)_\(stages[next])", result.count(from: stage, to: next)))
            values.append("share_\(name)_\(stages[next])", withInterval: try result.share(from: stage, to: next))
        }
        if let median = result.medianTime(stage) { values.append("median_days_\(name)", median) }
    }

    /// The stages of adoption; where the column has numbers, these in their order.
    private static func scheme(_ input: MethodInput, _ found: [Double]) throws(DiffusionError) -> StageScheme {
        let names = found.map { input.label($0, of: "stage") }
        // A number that stands for itself is its own label.
        guard !found.isEmpty, zip(found, names).allSatisfy({ Double($0.1) == $0.0 }) else { return .adoption }
        guard found.count <= 20 else {
            throw .unknownStage(names[20], known: Array(names.prefix(20)))
        }
        return StageScheme(names) ?? .adoption
    }

    private static func day(_ value: Double, column: String) throws(DiffusionError) -> Int {
        guard let day = Int(exactly: value), abs(value) < 1e9 else {
            throw .statistics(.unexpectedValue(value, column: column, allowed: "whole numbers"))
        }
        return day
    }

    private static func key(_ finding: StageFinding) -> String {
        finding.rawValue.split(separator: "-").joined(separator: "_")
    }
}
