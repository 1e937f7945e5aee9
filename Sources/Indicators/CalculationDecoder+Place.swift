import Definitions

extension CalculationDecoder {
    /// An analysis of places.
    func place(_ kind: Kind, _ node: Definition) -> PlaceAnalysis? {
        if kind == .locationQuotient { return reader.string("part", in: node).map { .quotient(part: $0) } }
        let over = reader.reference("over", in: node, to: "a dimension", among: dimensions)
        let weight = reader.optionalString("weighted-by", in: node)
        let distinct = reader.optionalString("of", in: node)
        switch kind {
        case .concentration:
            let measure = reader.choice("measure", in: node, default: PlaceAnalysis.Measure.gini)
            guard let over, isWeightable(measure, node) else { return nil }
            return .concentration(.init(over: over, measure: measure, weight: weight, distinct: distinct))
        case .nearestAdopter:
            guard let neighbours = reader.string("neighbours", in: node), let over else { return nil }
            return .nearest(.init(over: over, neighbours: neighbours, weight: weight))
        case .reach:
            let time = reachTime(node)
            guard let over, let time else { return nil }
            return .reach(.init(over: over, weight: weight, time: time.first))
        case .bursts:
            let period = reader.choice("period", in: node, default: GrowthSeries.Period.month)
            let (ratio, gamma) = (
                reader.double("ratio", in: node, default: 2), reader.double("gamma", in: node, default: 1)
            )
            guard let day = reader.string("day", in: node), let over, areBurstOptions(ratio, gamma, node) else {
                return nil
            }
            return .bursts(
                .init(over: over, day: day, period: period, distinct: distinct, ratio: ratio, gamma: gamma))
        default: return nil
        }
    }

    /// The sum of squared shares has no counterpart over inhabitants.
    private func isWeightable(_ measure: PlaceAnalysis.Measure, _ node: Definition) -> Bool {
        guard measure == .herfindahl, let weight = reader.optionalValue("weighted-by", in: node) else { return true }
        reader.report(
            "indicators.weighted-by", at: weight, "'herfindahl' cannot be weighted",
            cause: "the sum of squared shares is of places, and not of their inhabitants",
            remedies: ["leave out 'weighted-by'", "write 'measure: gini' or 'measure: top-share'"])
        return false
    }

    /// The periods of a reach, none for that in all; nil when they are written wrongly.
    private func reachTime(_ node: Definition) -> [PlaceAnalysis.Reached.Time]? {
        guard let value = reader.optionalValue("period", in: node) else {
            guard let day = reader.optionalValue("day", in: node) else { return [] }
            reader.report(
                "indicators.period", at: day, "'day' is of no use without a 'period'",
                remedies: ["write 'period: month', 'quarter' or 'year'", "leave out 'day'"])
            return nil
        }
        let period = reader.choice("period", in: node, of: GrowthSeries.Period.self)
        guard reader.optionalValue("day", in: node) != nil else {
            reader.report(
                "indicators.period", at: value, "'period' needs the 'day' that is counted by it",
                remedies: ["write 'day:' with a column of days", "leave out 'period'"])
            return nil
        }
        guard let day = reader.string("day", in: node), let period else { return nil }
        return [.init(day: day, period: period)]
    }

    private func areBurstOptions(_ ratio: Double, _ gamma: Double, _ node: Definition) -> Bool {
        guard ratio > 1, ratio.isFinite else {
            reader.report(
                "indicators.ratio", at: node["ratio"] ?? node, "'ratio' is a number above 1",
                remedies: ["write 'ratio: 2' for a share that is twice the usual one"])
            return false
        }
        guard gamma >= 0, gamma.isFinite else {
            reader.report(
                "indicators.gamma", at: node["gamma"] ?? node, "'gamma' is a number of zero or more",
                remedies: ["write 'gamma: 1'; the greater it is, the fewer bursts begin"])
            return false
        }
        return true
    }

    /// Reports breakdowns that an analysis of places cannot have, and those that it lacks.
    func checkPlace(_ calculation: Calculation, _ breakdowns: [[String]], of code: String, _ node: Definition) {
        guard case .place(_, let analysis) = calculation else { return }
        if let taken = analysis.takenDimension, breakdowns.joined().contains(taken) {
            reader.report(
                "indicators.over", at: node["breakdowns"] ?? node,
                "'\(code)' is broken down by '\(taken)', over which it is computed",
                remedies: ["leave '\(taken)' out of 'breakdowns'"])
        }
        if case .quotient = analysis, breakdowns.allSatisfy(\.isEmpty) {
            reader.report(
                "indicators.quotient", at: node, "'\(code)' compares groups, and has no breakdown",
                cause: "the location quotient of the whole is 1 whatever the data",
                remedies: ["write 'breakdowns: [[region]]' with the dimension of the groups"])
        }
    }
}
