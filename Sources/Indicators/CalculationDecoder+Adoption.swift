import Definitions

extension CalculationDecoder {
    /// What is asked of adoptions over time.
    func adoption(_ kind: Kind, _ node: Definition) -> AdoptionAnalysis? {
        switch kind {
        case .adoptionCurve: return series(node).map { .curve($0) }
        case .growthCurve:
            guard let growth = growth(node), let horizon = periodsAhead(node) else { return nil }
            return .growthCurve(growth, horizon: horizon)
        case .growthComparison:
            guard let growth = growth(node), let heldOut = periodsHeldOut(node) else { return nil }
            return .growthComparison(growth, holdingOut: heldOut)
        case .adopterCategories:
            let classes = reader.choice("classes", in: node, default: AdopterCut.Classes.five)
            let reach = reader.choice("cut", in: node, default: AdopterCut.Reach.group)
            return reader.string("day", in: node).map {
                .categories(AdopterCut(day: $0, reach: reach, classes: classes))
            }
        case .rate: return rate(node).map { .rate($0) }
        default: return nil
        }
    }

    private func rate(_ node: Definition) -> EventRate? {
        let base = reader.double("times", in: node, default: 100_000)
        let population = reader.mapping("population", in: node).flatMap { counted($0, as: "population") }
        guard base > 0, base.isFinite else {
            reader.report(
                "indicators.times", at: node["times"] ?? node, "'times' is a number above zero",
                remedies: ["write 'times: 100000' for a rate per 100,000"])
            return nil
        }
        return population.map {
            EventRate(distinct: reader.optionalString("of", in: node), population: $0, base: base)
        }
    }

    /// The most periods ahead: no model holds so long.
    private static let longestForecast = 120

    private func periodsAhead(_ node: Definition) -> Int? {
        let horizon = reader.int("horizon", in: node, default: 0)
        if (0...Self.longestForecast).contains(horizon) { return horizon }
        reader.report(
            "indicators.horizon", at: node["horizon"] ?? node,
            "'horizon' is a whole number of periods, from 0 to \(Self.longestForecast)",
            remedies: ["write 'horizon: 4' for four periods ahead"])
        return nil
    }

    /// How many periods are held out: nil inside for a quarter of them, and nil where it is wrong, which is reported.
    private func periodsHeldOut(_ node: Definition) -> Int?? {
        guard reader.optionalValue("hold-out", in: node) != nil else { return .some(nil) }
        guard let heldOut = reader.int("hold-out", in: node) else { return nil }
        if (1...Self.longestForecast).contains(heldOut) { return heldOut }
        reader.report(
            "indicators.hold-out", at: node["hold-out"] ?? node,
            "'hold-out' is a whole number of periods, from 1 to \(Self.longestForecast)",
            remedies: ["write 'hold-out: 4' for the last four periods", "leave it out for a quarter of all periods"])
        return nil
    }

    // MARK: Curves

    private func series(_ node: Definition) -> AdoptionSeries? {
        let period = reader.choice("period", in: node, default: GrowthSeries.Period.month)
        let value = reader.choice("value", in: node, default: AdoptionSeries.Value.cumulative)
        let (distinct, sum) = (reader.optionalString("of", in: node), reader.optionalString("sum", in: node))
        let hasPotential = reader.optionalValue("potential", in: node) != nil
        if let key = sum != nil ? conflict(withSum: node, value, hasPotential) : nil {
            reader.report(
                "indicators.sum", at: node[key] ?? node, "'\(key)' does not go with 'sum'",
                cause: "a sum is of a period or of all periods so far, and not a number of those who could adopt",
                remedies: ["leave out '\(key)'", "leave out 'sum' to count rows or different values"])
            return nil
        }
        if distinct != nil, let once = reader.optionalValue("once-per", in: node) {
            reader.report(
                "indicators.once-per", at: once, "'once-per' does not go with 'of'",
                cause: "'of' counts each of its values once already, by its first row", remedies: ["leave out one"])
            return nil
        }
        let potential = hasPotential ? potential(node) : nil
        guard let day = reader.string("day", in: node), hasPotential == (potential != nil) else { return nil }
        return AdoptionSeries(
            day: day, period: period, distinct: distinct, sum: sum, value: value, potential: potential)
    }

    private func conflict(withSum node: Definition, _ value: AdoptionSeries.Value, _ hasPotential: Bool) -> String? {
        if value == .share || value == .hazard { return "value" }
        return hasPotential ? "potential" : reader.optionalValue("of", in: node) != nil ? "of" : nil
    }

    /// Those who could adopt: a number, the codes of a list, or what a calculation counts.
    private func potential(_ node: Definition) -> AdoptionSeries.Potential? {
        guard let value = reader.value("potential", in: node) else { return nil }
        if let mapping = value.mapping {
            if mapping.contains(where: { $0.key == "codes" }) {
                return reader.string("codes", in: value).map { .codes($0) }
            }
            return counted(value, as: "potential").map { .counted($0) }
        }
        guard let number = value.int, number > 0 else {
            reader.report(
                "indicators.potential", at: value, "'potential' is a whole number above zero, a calculation or codes",
                remedies: ["write 'potential: 450'", "write 'potential: {codes: kunta}' for the codes of a list"])
            return nil
        }
        return .number(number)
    }

    /// A calculation that counts, nested in another one.
    func counted(_ node: Definition, as key: String) -> Calculation? {
        guard let found = calculation(node) else { return nil }
        switch found {
        case .count, .distinct, .sum, .attribute: return found
        default:
            reader.report(
                "indicators.nested", at: node, "'\(key)' is one of the kinds count, distinct, sum and attribute",
                remedies: ["write '\(key): {kind: count, table: organisation}'"])
            return nil
        }
    }
}
