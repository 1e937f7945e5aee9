/// Scales by name.
extension EstimateMethod {
    static let scaleMethods = [scaleReliability, mcDonaldsOmega]

    static let scaleReliability = EstimateMethod(
        "scale-reliability",
        "Cronbach's alpha with Feldt's interval, lambda 6, and what each item does within its scale.",
        columns: [.count], furtherColumns: "a column for each item", options: [.reversed, .scale]
    ) { (input, options) throws(StatisticsError) in
        let moments = try itemMoments(input, options, method: "scale-reliability")
        let result = try ScaleReliability(moments, confidence: options.confidence)
        var values = [
            MethodValue("n_total", result.rows), MethodValue("n_complete", result.completeRows),
            MethodValue("k", moments.itemCount),
        ]
        values.append("alpha", withInterval: result.alpha)
        values.append(MethodValue("alpha_standardised", result.standardisedAlpha))
        values.append(MethodValue("alpha_pairwise", result.pairwiseAlpha))
        values.append(MethodValue("alpha_standardised_pairwise", result.standardisedPairwiseAlpha))
        values.append(MethodValue("guttman_lambda6", result.lambda6))
        values.append(MethodValue("average_r", result.averageCorrelation))
        values.append("scale_mean", withInterval: result.mean)
        values.append(MethodValue("scale_sd", result.standardDeviation))
        for (name, item) in zip(input.furtherColumns, result.items) {
            values.append("item_mean_\(name)", withInterval: item.mean)
            values.append(MethodValue("item_sd_\(name)", item.standardDeviation))
            values.append(MethodValue("item_missing_\(name)", item.missing))
            values.append(MethodValue("item_rest_r_\(name)", item.restCorrelation))
            values.append(MethodValue("alpha_if_dropped_\(name)", item.alphaIfDropped))
        }
        return values
    }

    static let mcDonaldsOmega = EstimateMethod(
        "mcdonalds-omega", "McDonald's omega from one factor fitted by maximum likelihood, and whether one is enough.",
        columns: [.count], furtherColumns: "a column for each item", options: [.reversed, .scale]
    ) { (input, options) throws(StatisticsError) in
        let moments = try itemMoments(input, options, method: "mcdonalds-omega")
        let result = McDonaldsOmega(moments, confidence: options.confidence)
        var values = [
            MethodValue("n_total", moments.rows), MethodValue("n_complete", moments.completeRows),
            MethodValue("k", moments.itemCount),
        ]
        values.append("omega", withInterval: result.omega)
        values.append(MethodValue("omega_standardised", result.standardisedOmega))
        values.append("fit", test: result.fit, statistic: "chi_square")
        for (index, name) in input.furtherColumns.enumerated() {
            values.append(MethodValue("loading_\(name)", result.model?.loadings[index], reason: result.omega.reason))
            values.append(
                MethodValue("uniqueness_\(name)", result.model?.uniquenesses[index], reason: result.omega.reason))
        }
        return values
    }
}

/// The cross-moments of the columns that are items, with those reversed that the options name.
private func itemMoments(
    _ input: MethodInput, _ options: EstimateOptions, method: String
) throws(StatisticsError) -> CrossMoments {
    let names = input.furtherColumns
    let positions = try reversedPositions(options.reversed, names, method: method)
    let places = try decimals(input)
    let unit = Double(powerOfTen(places))
    var moments = try CrossMoments(items: names.count, places: places)
    let columns = names.map { input.cells($0) }
    let (counts, hasCounts) = (input.cells("count"), input.has("count"))
    var ends: (low: Int, high: Int)?
    if let scale = options.scale {
        ends = (try scaled(Double(scale.lowerBound), unit), try scaled(Double(scale.upperBound), unit))
    }
    for row in 0..<input.rowCount {
        guard let count = hasCounts ? counts[row] : 1 else { continue }
        var answers: [Int?] = []
        for (name, column) in zip(names, columns) {
            guard let value = column[row] else {
                answers.append(nil)
                continue
            }
            let answer = try scaled(value, unit)
            if let scale = options.scale, let ends, !(ends.low...ends.high).contains(answer) {
                throw .unexpectedValue(
                    value, column: name, allowed: "values from \(scale.lowerBound) to \(scale.upperBound)")
            }
            answers.append(answer)
        }
        if options.scale == nil {
            for case let answer? in answers {
                ends = (min(ends?.low ?? answer, answer), max(ends?.high ?? answer, answer))
            }
        }
        try moments.add(answers, count: try MethodInput.whole(count, column: "count"))
    }
    guard !positions.isEmpty, let ends else { return moments }
    return try moments.reversing(items: positions, low: ends.low, high: ends.high)
}

private func reversedPositions(
    _ reversed: [String], _ names: [String], method: String
) throws(StatisticsError) -> Set<Int> {
    var positions: Set<Int> = []
    for name in reversed {
        guard let position = names.firstIndex(of: name) else {
            throw .missingColumn(name, method: method, available: names)
        }
        positions.insert(position)
    }
    return positions
}

/// The fewest decimals that write every answer.
private func decimals(_ input: MethodInput) throws(StatisticsError) -> Int {
    var places = 0
    for name in input.furtherColumns {
        for case let value? in input.cells(name) {
            guard value.isFinite else { throw .valueNotFinite }
            while (value * Double(powerOfTen(places))).rounded() / Double(powerOfTen(places)) != value {
                places += 1
                guard places <= 9 else { throw .scale(.tooManyDecimals(column: name)) }
            }
        }
    }
    return places
}

/// An answer in units of its last decimal.
private func scaled(_ value: Double, _ unit: Double) throws(StatisticsError) -> Int {
    let whole = (value * unit).rounded()
    guard abs(whole) <= 0x1p53 else { throw .overflow }  // beyond it doubles skip whole numbers
    return Int(whole)
}
