import Definitions

extension CalculationDecoder {
    /// What is asked of a spread along a network.
    func exposureAnalysis(_ kind: Kind, _ node: Definition) -> ExposureAnalysis? {
        let network = network(node)
        let spread = spread(node)
        let period = reader.choice("period", in: node, default: GrowthSeries.Period.quarter)
        let lag = reader.int("lag", in: node, default: 0)
        guard let network, let spread else { return nil }
        guard !network.isOfPersons else {
            reader.report(
                "indicators.network", at: node, "'\(network.name)' is of persons, who are no adopters of a spread",
                cause: "nodes and adopters are matched by their identifiers, and persons have none",
                remedies: ["name a network of organisations"])
            return nil
        }
        guard lag >= 0 else {
            reader.report(
                "indicators.lag", at: node["lag"] ?? node, "'lag' is a whole number of periods, from 0",
                remedies: ["write 'lag: 1' for what was seen the period before"])
            return nil
        }
        let tiesDay = reader.optionalString("ties-day", in: node)
        guard tiesDay == nil || canGrow(kind, network, node), let quantity = quantity(kind, node) else { return nil }
        return ExposureAnalysis(
            network: network, spread: spread, filter: reader.optionalString("where", in: node), period: period,
            lag: lag, tiesDay: tiesDay, quantity: quantity)
    }

    /// Whether a kind can be of a network whose ties come one by one; reported when it cannot.
    private func canGrow(_ kind: Kind, _ network: NetworkDefinition, _ node: Definition) -> Bool {
        let problem: String? =
            if ![.exposure, .threshold].contains(kind) {
                "'\(kind.rawValue)' is of one network, and of none that grows"
            } else if network.isAttendance {
                "'\(network.name)' is of shared events, whose ties have no day of their own"
            } else {
                nil
            }
        guard let problem else { return true }
        reader.report(
            "indicators.network", at: node["ties-day"] ?? node, problem,
            cause: "'ties-day' is the day since when a row's tie is there", remedies: ["leave 'ties-day' out"])
        return false
    }

    private func quantity(_ kind: Kind, _ node: Definition) -> ExposureAnalysis.Quantity? {
        switch kind {
        case .exposure: return .exposure
        case .threshold: return .threshold
        case .moran: return chance(node, default: .standard).map { .moran($0 ?? .standard) }
        case .structureDependence:
            let of = reader.choice("of", in: node, default: ExposureAnalysis.Dependent.threshold)
            return chance(node, default: .standard).map { .structureDependence(of, $0 ?? .standard) }
        default:
            let periods = reader.int("periods", in: node, default: 1)
            guard (1...Self.mostPeriods).contains(periods) else {
                reader.report(
                    "indicators.periods", at: node["periods"] ?? node, "'periods' is a whole number from 1",
                    remedies: ["write 'periods: 1' for the next period alone"])
                return nil
            }
            let contagion = ExposureAnalysis.Contagion(
                periods: periods, isNormalised: reader.bool("normalised", in: node, default: false))
            return kind == .infectiousness ? .infectiousness(contagion) : .susceptibility(contagion)
        }
    }

    /// As many periods as a curve has at most.
    private static let mostPeriods = 12_000
}
