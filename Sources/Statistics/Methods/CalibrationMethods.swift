/// Weights that meet population margins, by name.
extension EstimateMethod {
    static let raking = EstimateMethod(
        "raking", "Weights raked to population margins, with what they cost, and the mean and total of a value.",
        columns: [calibratedWeight] + (1...4).flatMap { marginColumns($0) } + [calibratedValue] + designColumns
    ) { (input, options) throws(StatisticsError) in
        try calibrationValues(input, options, (1...4).filter { input.has("margin\($0)") }, "raking")
    }

    static let postStratification = EstimateMethod(
        "post-stratification",
        "Weights that meet the population of each level, with what they cost, and a mean and total.",
        columns: [calibratedWeight] + marginColumns(1) + [calibratedValue] + designColumns
    ) { (input, options) throws(StatisticsError) in
        try calibrationValues(input, options, [1], "post-stratification")
    }

    private static let calibratedWeight = MethodColumn(
        "weight", required: false,
        "the start weight, 1 without the column; a row with an empty cell only states the population of its levels")
    private static let calibratedValue = MethodColumn(
        "value", required: false, "numbers to estimate the mean and total of")

    private static func marginColumns(_ number: Int) -> [MethodColumn] {
        [
            MethodColumn(
                "margin\(number)", required: number == 1, names: true, "a name or number for the row's level"),
            MethodColumn(
                "population\(number)", required: number == 1,
                "the population of the row's level of margin\(number), the same in all its rows"),
        ]
    }
}

extension EstimateMethod {
    private static func calibrationValues(
        _ input: MethodInput, _ options: EstimateOptions, _ numbers: [Int], _ method: String
    ) throws(StatisticsError) -> [MethodValue] {
        var margins: [CalibrationMargin] = []
        for (variable, number) in numbers.enumerated() {
            margins.append(try margin(input, number, variable: variable, method))
        }
        let sample = try DesignRows(
            input, value: input.has("value") ? "value" : nil, levels: numbers.map { "margin\($0)" })
        // A row that does not say where it belongs to cannot be weighted; it is told, not guessed.
        if let (row, column) = firstEmpty(sample.levels) {
            throw .calibration(.emptyCell(row: row + 1, margin: "margin\(numbers[column])"))
        }
        let table = try sample.table()
        let result = try Calibration.raking(table, to: margins)
        if let problem = result.problem { throw .calibration(problem) }
        var values = [
            MethodValue("n", result.weights.n), MethodValue("n_incomplete", sample.incomplete),
            MethodValue("iterations", result.iterations),
        ]
        for (number, difference) in zip(numbers, result.largestDifferences) {
            values.append(MethodValue("largest_difference_margin\(number)", difference))
        }
        values += spreadValues(result.weights)
        if input.has("value") {
            let estimator = try DesignEstimator(table, calibration: result, confidence: options.confidence)
            let mean = estimator.mean()
            values.append(MethodValue("n_value", mean.estimate.n))
            values.append(MethodValue("weighted_n_value", mean.weightedN))
            values.append(MethodValue("df", mean.degreesOfFreedom))
            values.append("mean", design: mean)
            let total = estimator.total()
            values.append("total", design: total, effects: false)
        }
        let factors = Dictionary(uniqueKeysWithValues: result.cells.map { ($0.levels, $0.factor) })
        for index in 0..<input.rowCount {
            let start = input.has("weight") ? input.cells("weight")[index] : 1
            let factor = sample.levels[index].flatMap { factors[$0] }
            let weight = start.flatMap { start in factor.map { start * $0 } }
            values.append(MethodValue("weight_\(index + 1)", weight, reason: .noObservations))
        }
        return values
    }

    /// The margin that the rows of a file state: each repeats the population of its level.
    private static func margin(
        _ input: MethodInput, _ number: Int, variable: Int, _ method: String
    ) throws(StatisticsError) -> CalibrationMargin {
        let (name, column) = ("margin\(number)", "population\(number)")
        guard input.has(column) else {
            throw .missingColumn(column, method: method, available: [name])
        }
        let (codes, places) = DesignRows.numbered(input, name)
        let names = Dictionary(
            uniqueKeysWithValues: codes.enumerated().map { ($0.offset + 1, input.label($0.element, of: name)) })
        var populations: [Int: Double] = [:]
        for (place, population) in zip(places, input.cells(column)) {
            guard let place, let population else { continue }
            if let known = populations[place], known != population {
                throw .calibration(.differentPopulations(margin: name, level: names[place] ?? ""))
            }
            populations[place] = population
        }
        return CalibrationMargin(variable: variable, populations: populations, name: name, levelNames: names)
    }

    private static func firstEmpty(_ levels: [[Int]?]) -> (row: Int, column: Int)? {
        for (row, own) in levels.enumerated() {
            if let column = own?.firstIndex(of: 0) { return (row, column) }
        }
        return nil
    }
}
