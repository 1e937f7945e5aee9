/// Several raters by name: their agreement, and the profile of what they gave.
extension EstimateMethod {
    static let agreementMethods = [fleissKappa, intraclassCorrelation, assessmentProfile]

    static let fleissKappa = EstimateMethod(
        "fleiss-kappa", "The agreement of several raters beyond chance on categories, overall and by category.",
        columns: [
            MethodColumn("unit", names: true, "a name or number for what is rated"),
            MethodColumn("value", names: true, "the category that a rater chose, a name or number"), .count,
        ]
    ) { (input, options) throws(StatisticsError) in try fleissValues(input, options) }

    static let intraclassCorrelation = EstimateMethod(
        "intraclass-correlation", "The six intraclass correlations of Shrout and Fleiss, from a score of each rater.",
        columns: [
            MethodColumn("subject", names: true, "a name or number for what is scored"),
            MethodColumn("rater", names: true, "a name or number for who scores"),
            MethodColumn("score", "the score; every rater must have scored every subject once"),
        ]
    ) { (input, options) throws(StatisticsError) in try intraclassValues(input, options) }

    static let assessmentProfile = EstimateMethod(
        "assessment-profile", "Raters' scores by unit and criterion: centre, range, agreement, and self-assessment.",
        columns: [
            MethodColumn("unit", names: true, "a name or number for what is assessed"),
            MethodColumn("criterion", names: true, "a name or number for the criterion"),
            MethodColumn("round", required: false, names: true, "a name or number for the round"),
            MethodColumn("score", "a rater's score, a whole number"),
            MethodColumn("self", required: false, "1 for the unit's own score, 0 for an evaluator's"), .count,
        ], options: [.scale]
    ) { (input, options) throws(StatisticsError) in try assessmentValues(input, options) }
}

extension EstimateMethod {
    static func fleissValues(_ input: MethodInput, _ options: EstimateOptions) throws(StatisticsError) -> [MethodValue]
    {
        let (rows, incomplete) = try input.completeRows("unit", "value")
        let result = try FleissKappa(
            try crossTable(rows, sharedLevels: false, limit: 1_000_000), confidence: options.confidence)
        var values = [
            MethodValue("units", result.units), MethodValue("n_incomplete", incomplete),
            MethodValue("raters", result.raters.map { Double($0) }, reason: result.kappa.reason ?? .incomplete),
            MethodValue("mean_agreement", result.observedAgreement),
            MethodValue("chance_agreement", result.chanceAgreement),
        ]
        values.append("kappa", withInterval: result.kappa)
        values.append(
            MethodValue("se0", result.standardErrorUnderChance, reason: result.kappa.reason ?? .noVariation))
        values.append("test", test: result.test, statistic: "z")
        for (index, category) in result.categories.enumerated() {
            let name = "category_\(index + 1)"
            values.append(MethodValue("\(name)_share", category.share))
            values.append(MethodValue("\(name)_kappa", category.kappa))
            values.append(name, test: category.test, statistic: "z")
        }
        return values
    }

    static func intraclassValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let (rows, incomplete) = try input.completeRows("subject", "rater", "score")
        let (subjects, raters) = (places(rows.map { $0.values[0] }), places(rows.map { $0.values[1] }))
        guard subjects.count <= largestTable / max(1, raters.count) else { throw .overflow }
        var scores = [[Double?]](repeating: [Double?](repeating: nil, count: raters.count), count: subjects.count)
        for row in rows {
            guard let i = subjects[row.values[0]], let j = raters[row.values[1]] else { continue }
            guard scores[i][j] == nil else {
                throw .unexpectedValue(row.values[2], column: "score", allowed: "one score of a rater for a subject")
            }
            scores[i][j] = row.values[2]
        }
        let result = try IntraclassCorrelation(scores, confidence: options.confidence)
        var values = [
            MethodValue("subjects", result.subjects), MethodValue("raters", result.raters),
            MethodValue("n_incomplete", incomplete),
        ]
        for (number, forms) in [(1, result.oneWay), (2, result.twoWayRandom), (3, result.twoWayMixed)] {
            values.append("icc\(number)", withInterval: forms.single)
            values.append("icc\(number)k", withInterval: forms.average)
            values.append("icc\(number)", test: forms.test)
        }
        return values
    }

    /// The profile of each unit, criterion and round by evaluators, then each criterion's self-assessment.
    static func assessmentValues(
        _ input: MethodInput, _ options: EstimateOptions
    ) throws(StatisticsError) -> [MethodValue] {
        let rounds = input.has("round")
        let marks = input.has("self")
        let names = ["unit", "criterion", "score"] + (rounds ? ["round"] : []) + (marks ? ["self"] : [])
        let (rows, incomplete) = try input.completeRows(names)
        var cells: [AssessmentProfile<Double>.Cell] = []
        for row in rows {
            let isOwn = marks ? try yesNo(row.values[names.count - 1], column: "self") : false
            cells.append(
                AssessmentProfile.Cell(
                    unit: row.values[0], criterion: row.values[1], round: rounds ? row.values[3] : nil,
                    score: row.values[2], isOwn: isOwn, count: row.count))
        }
        let scale: ClosedRange<Int>
        if let given = options.scale { scale = given } else { scale = try observedScale(rows.map { $0.values[2] }) }
        let result = try AssessmentProfile(cells, scale: scale, confidence: options.confidence)
        var values = [
            MethodValue("n_incomplete", incomplete), MethodValue("scale_lowest", scale.lowerBound),
            MethodValue("scale_highest", scale.upperBound),
        ]
        for (index, row) in result.rows.enumerated() { values.append(row, place: index + 1) }
        for (index, row) in result.ownRows.enumerated() {
            values.append(row, place: index + 1, options.confidence)
        }
        return values
    }

    /// The least and greatest score, where the scale is not told.
    private static func observedScale(_ scores: [Double]) throws(StatisticsError) -> ClosedRange<Int> {
        guard let least = scores.min(), let greatest = scores.max() else { return 0...0 }
        guard let low = Int(exactly: least), let high = Int(exactly: greatest) else {
            throw .unexpectedValue(
                Int(exactly: least) == nil ? least : greatest, column: "score", allowed: "whole numbers")
        }
        return low...high
    }

    private static func places(_ values: [Double]) -> [Double: Int] {
        Dictionary(uniqueKeysWithValues: Set(values).sorted().enumerated().map { ($0.element, $0.offset) })
    }
}

extension [MethodValue] {
    fileprivate mutating func append(_ row: AssessmentProfile<Double>.Row, place: Int) {
        let profile = row.profile
        append(MethodValue("unit_\(place)", row.unit))
        append(MethodValue("criterion_\(place)", row.criterion))
        if let round = row.round { append(MethodValue("round_\(place)", round)) }
        append(MethodValue("n_\(place)", profile.raters))
        append(MethodValue("median_\(place)", profile.median))
        append("mean_\(place)", withInterval: profile.mean)
        append(MethodValue("min_\(place)", profile.least))
        append(MethodValue("max_\(place)", profile.greatest))
        append(MethodValue("share_lowest_\(place)", profile.atLowest.share()))
        append(MethodValue("share_highest_\(place)", profile.atHighest.share()))
        append(MethodValue("agreement_\(place)", profile.agreement))
        let reason: Unavailable = profile.raters == 0 ? .noObservations : .tooFew
        append(MethodValue("within_one_step_\(place)", profile.isWithinOneStep.map { $0 ? 1 : 0 }, reason: reason))
        append(MethodValue("consensus_\(place)", profile.accord.map { $0 == .consensus ? 1 : 0 }, reason: reason))
        append(MethodValue("dissent_\(place)", profile.accord.map { $0 == .dissent ? 1 : 0 }, reason: reason))
    }

    fileprivate mutating func append(
        _ row: AssessmentProfile<Double>.OwnRow, place: Int, _ confidence: ConfidenceLevel
    ) {
        let result = row.comparison
        append(MethodValue("self_criterion_\(place)", row.criterion))
        if let round = row.round { append(MethodValue("self_round_\(place)", round)) }
        append(MethodValue("self_units_\(place)", result.units))
        append("self_from_median_\(place)", withInterval: result.fromMedian)
        append("self_from_mean_\(place)", withInterval: result.fromMean)
        append("self_over_\(place)", withInterval: result.over.share(confidence: confidence))
        append("self_under_\(place)", withInterval: result.under.share(confidence: confidence))
    }
}
