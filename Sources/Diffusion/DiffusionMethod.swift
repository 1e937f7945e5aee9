public import Statistics

/// The diffusion methods that can be run by name over the columns of any CSV; see ``Statistics/EstimateMethod``.
///
/// The raw values are stable: scripts and methods sections cite them.
public enum DiffusionMethod: String, Sendable, Hashable, Codable, CaseIterable {
    case adoptionCurve = "adoption-curve"
    case adopterCategories = "adopter-categories"
    case timeToAdoption = "time-to-adoption"
    case adoptionRate = "adoption-rate"
    case bassModel = "bass-model"

    /// The method of a name.
    ///
    /// - Throws: ``DiffusionError/unknownMethod(_:known:)``.
    public init(named name: String) throws(DiffusionError) {
        guard let method = DiffusionMethod(rawValue: name) else {
            throw .unknownMethod(name, known: Self.allCases.map(\.rawValue))
        }
        self = method
    }

    /// What it computes, in a sentence.
    public var summary: String {
        switch self {
        case .adoptionCurve: "Adoptions by period without gaps: cumulative, growth rate and hazard."
        case .adopterCategories:
            "Rogers' five adopter categories by mean and standard deviation of the time of adoption."
        case .timeToAdoption: "The median time to first adoption, and the share adopted by each time."
        case .adoptionRate: "Adoptions per 100 000 inhabitants with the exact Poisson interval."
        case .bassModel:
            "The Bass model by least squares (Srinivasan & Mason 1986), with peak and Bass's own regression."
        }
    }

    /// The columns that it takes, in the order of its arguments.
    public var columns: [MethodColumn] {
        switch self {
        case .adoptionCurve:
            [
                MethodColumn("period", "a whole number for each period, such as a year"),
                MethodColumn("adoptions", required: false, "adoptions in the period; 1 a row without the column"),
                MethodColumn("potential", required: false, "those who could adopt, in the first row that has it"),
            ]
        case .adopterCategories:
            [
                MethodColumn("time", "time of adoption, in any unit and from any origin"),
                MethodColumn("count", required: false, "how many adopted then; 1 without the column"),
            ]
        case .timeToAdoption:
            [
                MethodColumn("months", "months from publication to the first adoption or to the last month seen"),
                MethodColumn("adopted", "1 when adopted, 0 when not yet"),
                MethodColumn("count", required: false, "how many innovations; 1 without the column"),
            ]
        case .adoptionRate:
            [
                MethodColumn("count", "adoptions, a row per region"),
                MethodColumn("population", "inhabitants"),
            ]
        case .bassModel:
            [MethodColumn("adopters", "adopters by period in order, none left out")]
        }
    }

    /// Runs the method.
    ///
    /// - Parameters:
    ///   - columns: Parsed numbers by column name, nil for an empty cell.
    ///   - options: The confidence level.
    /// - Returns: Named values in a fixed order, each with a reason where there is no value.
    /// - Throws: ``DiffusionError``.
    public func evaluate(
        _ columns: [String: [Double?]], options: EstimateOptions = EstimateOptions()
    ) throws(DiffusionError) -> [MethodValue] {
        let (wanted, name) = (self.columns, rawValue)
        let input = try estimating { () throws(StatisticsError) in
            try MethodInput(MethodTable(columns), wanted: wanted, method: name)
        }
        return switch self {
        case .adoptionCurve: try curveValues(input)
        case .adopterCategories: try categoryValues(input)
        case .timeToAdoption: try timeValues(input, options)
        case .adoptionRate: try rateValues(input, options)
        case .bassModel: bassValues(input)
        }
    }

    private func curveValues(_ input: MethodInput) throws(DiffusionError) -> [MethodValue] {
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

    private func categoryValues(_ input: MethodInput) throws(DiffusionError) -> [MethodValue] {
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

    private func timeValues(_ input: MethodInput, _ options: EstimateOptions) throws(DiffusionError) -> [MethodValue] {
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

    private func rateValues(_ input: MethodInput, _ options: EstimateOptions) throws(DiffusionError) -> [MethodValue] {
        var values: [MethodValue] = []
        for (index, pair) in zip(input.cells("count"), input.cells("population")).enumerated() {
            guard let count = pair.0, let population = pair.1 else { continue }
            let whole = try estimating { () throws(StatisticsError) in try MethodInput.whole(count, column: "count") }
            let result = try AdoptionRate(count: whole, population: population, confidence: options.confidence)
            values.append("rate_\(index + 1)", withInterval: result.rate)
        }
        return values
    }

    private func bassValues(_ input: MethodInput) -> [MethodValue] {
        let adopters = input.cells("adopters").compactMap { $0 }
        let (fit, reason) = Self.fit(adopters)
        let (model, errors) = (fit?.model, fit?.standardErrors)
        let missing = reason ?? .tooFew
        let regression = BassRegression(adopters: adopters)
        return [
            MethodValue("periods", adopters.count),
            MethodValue("m", model?.marketPotential, reason: missing),
            MethodValue("p", model?.innovation, reason: missing), MethodValue("q", model?.imitation, reason: missing),
            MethodValue("m_se", errors?.marketPotential, reason: missing),
            MethodValue("p_se", errors?.innovation, reason: missing),
            MethodValue("q_se", errors?.imitation, reason: missing),
            MethodValue("sse", fit?.residualSumOfSquares, reason: missing),
            MethodValue("sigma", fit?.sigma, reason: missing),
            MethodValue("r2", fit?.rSquared, reason: reason ?? .noVariation),
            MethodValue("peak_time", model?.peakTime, reason: reason ?? .notReached),
            MethodValue("peak_rate", model?.peakRate, reason: reason ?? .notReached),
            MethodValue("regression_m", regression?.model?.marketPotential, reason: .notRepresentable),
            MethodValue("regression_p", regression?.model?.innovation, reason: .notRepresentable),
            MethodValue("regression_q", regression?.model?.imitation, reason: .notRepresentable),
        ]
    }

    /// The fit, or its failure in the words of all methods: a search that runs off has no result that can be stated.
    private static func fit(_ adopters: [Double]) -> (BassFit?, Unavailable?) {
        do {
            return (try BassFit(adopters: adopters), nil)
        } catch {
            return switch error {
            case .tooFewPeriods: (nil, adopters.isEmpty ? .noObservations : .tooFew)
            case .noAdoptions: (nil, .noObservations)
            case .notConverged: (nil, .notRepresentable)
            }
        }
    }
}
