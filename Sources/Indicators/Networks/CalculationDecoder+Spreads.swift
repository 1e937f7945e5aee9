import Definitions
import Diffusion
import Tabulation

extension CalculationDecoder {
    /// What is asked of a spread that the catalogue declares.
    func spreadAnalysis(_ kind: Kind, _ node: Definition) -> SpreadAnalysis? {
        guard let spread = spread(node), has(spread, what: kind, node), let quantity = quantity(kind, spread, node)
        else { return nil }
        return SpreadAnalysis(spread: spread, filter: reader.optionalString("where", in: node), quantity: quantity)
    }

    /// The spread that a calculation names.
    func spread(_ node: Definition) -> SpreadDefinition? {
        reader.reference("spread", in: node, to: "a spread", among: spreads.map(\.name)).flatMap { name in
            spreads.first { $0.name == name }
        }
    }

    private func quantity(_ kind: Kind, _ spread: SpreadDefinition, _ node: Definition) -> SpreadAnalysis.Quantity? {
        switch kind {
        case .stageTransitions: return names(node).map { .transitions(from: $0.from, to: $0.to) }
        case .stageTime: return passage(spread, node).map { .passage($0) }
        case .stageSurvival:
            guard let passage = passage(spread, node), let every = everyUnits(node) else { return nil }
            return .passageCurve(passage, every: every)
        case .disadoption: return .disadoption
        case .generations: return .generations
        case .adoptionDepth: return .depth
        case .reproductionNumber:
            let by = attribute(spread, node, isRequired: false)
            if by == nil, node["by"].map({ !$0.isNull }) ?? false { return nil }
            return .reproduction(
                reader.optionalChoice("by-period", in: node, of: SpreadAnalysis.Period.self), by: by)
        case .spreadingShare: return share("top", in: node, default: 0.2).map { .concentration(top: $0) }
        case .spreaders: return limit(node).map { .spreaders(limit: $0) }
        case .crossingShare: return attribute(spread, node).map { .crossingShare(by: $0) }
        case .crossingFlows:
            guard let by = attribute(spread, node), let names = names(node) else { return nil }
            return .crossingFlows(by: by, from: names.from, to: names.to)
        case .reuse:
            return .reuse(byYear: reader.optionalChoice("by-period", in: node, of: ReusePeriod.self) != nil)
        case .reuseDepth: return .reuseDepth
        case .mostReused: return limit(node).map { .mostReused(limit: $0) }
        case .fidelity: return weight(node).map { .fidelity(adaptedWeight: $0) }
        case .fidelityByGeneration: return weight(node).map { .fidelityByGeneration(adaptedWeight: $0) }
        case .fidelityTrend: return weight(node).map { .fidelityTrend(adaptedWeight: $0) }
        case .elementUse: return .elementUse
        case .elementChange: return .elementChange
        case .alignedAdoption: return alignment(node).map { .aligned($0) }
        default: return nil
        }
    }

    /// The periods of innovations.
    private enum ReusePeriod: String, CaseIterable { case year }

    // MARK: What a spread must have

    /// Whether a spread is declared with all that a kind looks at; reported when it is not.
    private func has(_ spread: SpreadDefinition, what kind: Kind, _ node: Definition) -> Bool {
        let name = spread.name
        func lacks(_ what: String, _ remedy: String) -> Bool {
            reader.report(
                "indicators.spread", at: node, "'\(kind.rawValue)' looks at \(what), and the spread '\(name)' has none",
                remedies: [remedy])
            return false
        }
        switch kind {
        case .stageTransitions, .stageTime, .stageSurvival:
            return spread.stage != nil || lacks("stages", "declare 'stage', 'stages' and 'adopted' with the spread")
        case .disadoption:
            return spread.abandoned != nil
                || lacks("a stage that ends adoption", "declare 'abandoned' with the spread, as one of its 'stages'")
        case .generations, .adoptionDepth, .reproductionNumber, .spreadingShare, .spreaders:
            guard spread.source != nil else {
                return lacks(
                    "whom adopters learned from", "declare 'source' with the spread, such as 'source: learned_from'")
            }
            return kind != .spreaders || spread.adopters?.isPublic != nil
                || lacks(
                    "who may be named",
                    "declare 'adopters' with the spread, and 'public' among them, such as 'public: \"participation = 'public'\"'"
                )
        case .reuse, .reuseDepth, .mostReused:
            return spread.innovations?.derivedFrom != nil
                || lacks(
                    "what innovations were made from", "declare 'innovations' with 'derived-from' with the spread")
        case .fidelity, .fidelityByGeneration, .fidelityTrend, .elementUse, .elementChange:
            return spread.elements != nil || lacks("core elements", "declare 'elements' with the spread")
        case .alignedAdoption:
            return spread.innovations?.published != nil
                || lacks(
                    "when innovations were published", "declare 'innovations' with 'published' with the spread")
        default: return true
        }
    }

    /// Checks that an indicator is broken down by what its figures can be.
    func checkSpread(_ calculation: Calculation, _ breakdowns: [[String]], of code: String, _ node: Definition) {
        guard case .spread(let analysis) = calculation else { return }
        let place = node["breakdowns"] ?? node
        if analysis.isOfInnovations, breakdowns.contains(where: { !$0.isEmpty }) {
            reader.report(
                "indicators.spread", at: place, "'\(code)' is of innovations, and its breakdowns are of adoptions",
                remedies: ["leave 'breakdowns' out"])
        }
        for name in analysis.addedDimensions where breakdowns.joined().contains(name) {
            reader.report(
                "indicators.spread", at: place, "'\(code)' is broken down by '\(name)', which its calculation adds",
                remedies: ["leave '\(name)' out of 'breakdowns'"])
        }
    }

    // MARK: Options

    private func attribute(_ spread: SpreadDefinition, _ node: Definition, isRequired: Bool = true) -> String? {
        let known = spread.attributes.map(\.name)
        let noun = "an attribute of the spread '\(spread.name)'"
        return isRequired
            ? reader.reference("by", in: node, to: noun, among: known)
            : reader.optionalReference("by", in: node, to: noun, among: known)
    }

    private func passage(_ spread: SpreadDefinition, _ node: Definition) -> SpreadAnalysis.Passage? {
        guard let from = mark("from", spread, node), let to = mark("to", spread, node),
            let unit = reader.choice("unit", in: node, of: TimeToEvent.Unit.self)
        else { return nil }
        guard from != to else {
            reader.report(
                "indicators.spread", at: node, "the time is from a stage to itself",
                remedies: ["name another stage as 'from' or 'to'"])
            return nil
        }
        return SpreadAnalysis.Passage(from: from, to: to, unit: unit)
    }

    private func mark(_ key: String, _ spread: SpreadDefinition, _ node: Definition) -> SpreadAnalysis.Passage.Mark? {
        let published = spread.innovations?.published == nil || spread.stages.contains("published") ? [] : ["published"]
        guard
            let name = reader.reference(
                key, in: node, to: "a stage of the spread '\(spread.name)'", among: spread.stages + published)
        else { return nil }
        return spread.stages.firstIndex(of: name).map { .stage($0) } ?? .published
    }

    /// The names of the two dimensions that are added.
    private func names(_ node: Definition) -> (from: String, to: String)? {
        guard let written = node["dimensions"], !written.isNull else { return ("from", "to") }
        let names = reader.strings("dimensions", in: node)
        guard names.count == 2, names[0] != names[1] else {
            reader.report(
                "indicators.spread", at: written, "'dimensions' names the two dimensions that the kind adds",
                remedies: ["write such as 'dimensions: [from_sector, to_sector]'"])
            return nil
        }
        return (names[0], names[1])
    }

    private func limit(_ node: Definition) -> Int? {
        let limit = reader.int("limit", in: node, default: 10)
        guard (1...1000).contains(limit) else {
            reader.report(
                "indicators.spread", at: node["limit"] ?? node, "'limit' is how many are listed, from 1 to 1,000",
                remedies: ["write 'limit: 10'"])
            return nil
        }
        return limit
    }

    private func weight(_ node: Definition) -> Double? { share("adapted-weight", in: node, default: 0.5) }

    private func share(_ key: String, in node: Definition, default usual: Double) -> Double? {
        let value = reader.double(key, in: node, default: usual)
        guard (0...1).contains(value) else {
            reader.report(
                "indicators.spread", at: node[key] ?? node, "'\(key)' is a share, from 0 to 1",
                remedies: ["write '\(key): \(usual)'"])
            return nil
        }
        return value
    }
}
