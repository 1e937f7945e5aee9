import Definitions
import Statistics

extension Design {
    /// How weights are made to meet margins.
    enum Method: String, CaseIterable {
        case raking
        case postStratification = "post-stratification"
    }

    /// Decodes a design; everything wrong is reported to the reader.
    static func decode(_ entry: DefinitionMapping.Entry, with reader: DefinitionReader) -> Design {
        let node = entry.value
        let strata = reader.optionalString("strata", in: node)
        let margins = reader.optionalList("margins", in: node) { margin($0, with: reader) }
        let method = reader.choice("method", in: node, default: Method.raking)
        if method == .postStratification, margins.count != 1 {
            reader.report(
                "indicators.post-stratification", at: node["method"] ?? node,
                "post-stratification meets one margin, and there are \(margins.count)",
                remedies: ["write 'method: raking'", "give one margin, of the combinations of levels"])
        }
        if let first = margins.first {
            for other in margins.dropFirst()
            where abs(other.total - first.total) > 1e-9 * max(abs(other.total), abs(first.total)) {
                reader.report(
                    "indicators.margin-totals", at: node["margins"] ?? node,
                    "the population of \(other.name) adds up to \(other.total), that of \(first.name) to \(first.total)",
                    cause: "both count the same population, so no weights meet the two",
                    remedies: [
                        "take the margins from one source and day", "scale one of them to the total of the other",
                    ])
            }
        }
        let (populations, population) = firstStage(node, hasStrata: strata != nil, with: reader)
        return Design(
            name: entry.key, weight: reader.optionalString("weight", in: node), strata: strata,
            clusters: reader.optionalString("clusters", in: node), populations: populations, population: population,
            margins: margins, trimming: trimming(node, hasMargins: !margins.isEmpty, with: reader))
    }

    private static func margin(_ node: Definition, with reader: DefinitionReader) -> Margin? {
        let variable = reader.string("variable", in: node)
        let populations = reader.entries("population", in: node) { entry -> (String, Double)? in
            if let number = entry.value.double, number.isFinite, number >= 0 { return (entry.key, number) }
            reader.report(
                "indicators.population", at: entry.value, "level '\(entry.key)' has no usable population",
                cause: "populations are numbers of zero or more", remedies: ["correct the population"])
            return nil
        }
        guard let variable else { return nil }
        if !populations.contains(where: { $0.1 > 0 }) {
            reader.report(
                "indicators.population", at: node, "the margin has no level with a population",
                remedies: ["write 'population: {F: 510, M: 490}'"])
        }
        return Margin(
            variable: variable, name: reader.string("name", in: node, default: variable),
            populations: Dictionary(populations, uniquingKeysWith: { first, _ in first }))
    }

    /// First-stage units of the population: by stratum, or one number where there are no strata.
    private static func firstStage(
        _ node: Definition, hasStrata: Bool, with reader: DefinitionReader
    ) -> (byStratum: [String: Int], whole: Int?) {
        guard let value = reader.optionalValue("population", in: node) else { return ([:], nil) }
        func units(_ value: Definition, _ what: String) -> Int? {
            if let number = value.int, number > 0 { return number }
            reader.report(
                "indicators.population", at: value, "\(what) has no usable population",
                cause: "first-stage units are whole numbers above zero",
                remedies: ["leave the population out where it is not known"])
            return nil
        }
        if let levels = value.mapping, hasStrata {
            let found = levels.compactMap { level in
                units(level.value, "stratum '\(level.key)'").map { (level.key, $0) }
            }
            return (Dictionary(found, uniquingKeysWith: { first, _ in first }), nil)
        }
        if value.mapping != nil || hasStrata {
            reader.report(
                "indicators.population", at: value,
                hasStrata ? "the population is not given by stratum" : "there are no strata to give the population of",
                remedies: hasStrata ? ["write 'population: {north: 400}'"] : ["add 'strata'", "write one number"])
            return ([:], nil)
        }
        return ([:], units(value, "the design"))
    }

    private static func trimming(
        _ node: Definition, hasMargins: Bool, with reader: DefinitionReader
    ) -> WeightTrimming? {
        guard let trim = reader.optionalMapping("trim", in: node) else { return nil }
        let trimming = WeightTrimming(
            lower: reader.double("lower", in: trim, default: 0), upper: reader.optionalDouble("upper", in: trim),
            reference: reader.choice("reference", in: trim, default: WeightTrimming.Reference.median),
            rounds: reader.int("rounds", in: trim, default: 10))
        let hasRoom = trimming.lower >= 0 && trimming.lower < 1 && trimming.upper.map { $0 > 1 && $0.isFinite } ?? true
        if !hasRoom || trimming.rounds < 1 {
            reader.report(
                "indicators.trimming", at: trim, "the bounds leave no room for weights",
                cause: "'lower' is zero or more and below 1, 'upper' above 1, and there is a round or more",
                remedies: ["write bounds such as 0.3 and 3"])
        }
        if !hasMargins {
            reader.report(
                "indicators.trimming", at: trim, "weights without margins are not trimmed",
                cause: "what is cut is spread so that the margins are met again", remedies: ["add 'margins'"])
        }
        return trimming
    }
}

extension Design.Margin {
    /// The population of all levels.
    fileprivate var total: Double { populations.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value } }
}
