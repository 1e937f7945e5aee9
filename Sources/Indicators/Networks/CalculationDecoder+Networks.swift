import Definitions
import Tabulation

extension CalculationDecoder {
    /// What is asked of a network that the catalogue declares.
    func networkAnalysis(_ kind: Kind, _ node: Definition) -> NetworkAnalysis? {
        guard let network = network(node) else { return nil }
        let attribute = reader.optionalReference(
            "by", in: node, to: "an attribute of the network '\(network.name)'", among: network.attributeNames)
        if attribute == nil, let written = node["by"], !written.isNull { return nil }
        let quantity: NetworkAnalysis.Quantity?
        switch kind {
        case .networkChange: quantity = change(network, attribute, node)
        case .brokerage:
            guard requireGroups("brokerage", network, attribute, node), let chance = chance(node, default: .standard)
            else { return nil }
            quantity = .brokerage(chance ?? .standard)
        case .networkActors: quantity = actors(network, attribute, node).map { .actors($0) }
        default: quantity = measure(network, attribute, node)
        }
        return quantity.map {
            NetworkAnalysis(
                network: network, filter: reader.optionalString("where", in: node), attribute: attribute, quantity: $0)
        }
    }

    /// The network that a calculation names.
    func network(_ node: Definition) -> NetworkDefinition? {
        reader.reference("network", in: node, to: "a network", among: networks.map(\.name)).flatMap { name in
            networks.first { $0.name == name }
        }
    }

    // MARK: Quantities

    private func measure(
        _ network: NetworkDefinition, _ attribute: String?, _ node: Definition
    ) -> NetworkAnalysis.Quantity? {
        guard let figure = reader.choice("measure", in: node, of: NetworkFigure.self),
            check(figure, network, attribute, node), let chance = chance(node)
        else { return nil }
        if chance != nil, !figure.variesByChance(ofAttendance: network.isAttendance) {
            reportNoChance(figure, node)
            return nil
        }
        return .measure(figure, chance)
    }

    private func change(
        _ network: NetworkDefinition, _ attribute: String?, _ node: Definition
    ) -> NetworkAnalysis.Quantity? {
        guard let before = reader.string("before", in: node), let after = reader.string("after", in: node),
            let name = reader.string("measure", in: node)
        else { return nil }
        guard let figure = NetworkChangeFigure(name) else {
            reader.reportUnknown(
                name, at: node["measure"] ?? node, as: "a measure of a change", among: NetworkChangeFigure.names)
            return nil
        }
        guard let chance = chance(node) else { return nil }
        if case .measure(let measure) = figure {
            guard check(measure, network, attribute, node) else { return nil }
            if chance != nil, !measure.variesByChance(ofAttendance: network.isAttendance) {
                reportNoChance(measure, node)
                return nil
            }
        }
        return .change(figure, NetworkWindows(before: before, after: after), chance)
    }

    private func actors(_ network: NetworkDefinition, _ attribute: String?, _ node: Definition) -> NetworkActors? {
        let order = reader.choice("order", in: node, default: NetworkActors.Order.degree)
        let limit = reader.int("limit", in: node, default: 20)
        guard !network.isOfPersons, network.nodes?.isPublic != nil else {
            reader.report(
                "indicators.network", at: node,
                network.isOfPersons
                    ? "'\(network.name)' is of persons, who are never listed"
                    : "'\(network.name)' does not say whose participation is public",
                cause: "a listing is published as it is: it names only those who have agreed to that",
                remedies: network.isOfPersons
                    ? ["name a network of organisations"] : ["write 'public: COLUMN' under its 'nodes'"])
            return nil
        }
        guard limit >= 1 else {
            reader.report(
                "indicators.network", at: node["limit"] ?? node, "'limit' is a whole number from 1",
                remedies: ["write 'limit: 20'"])
            return nil
        }
        if order == .brokerage, !requireGroups("order: brokerage", network, attribute, node) { return nil }
        return NetworkActors(order: order, limit: limit)
    }

    // MARK: Checks

    private func check(
        _ figure: NetworkFigure, _ network: NetworkDefinition, _ attribute: String?, _ node: Definition
    ) -> Bool {
        if figure.needsGroups, !requireGroups(figure.rawValue, network, attribute, node) { return false }
        if figure.needsAttendance, !network.isAttendance {
            reader.report(
                "indicators.network", at: node, "'\(figure.rawValue)' is of who was at which event",
                cause: "the network '\(network.name)' is made from ties",
                remedies: ["name a network with 'attendance'"])
            return false
        }
        if !figure.applies(isDirected: network.isDirected) {
            let has = network.isDirected ? "have a direction" : "have no direction"
            reader.report(
                "indicators.network", at: node,
                "'\(figure.rawValue)' says nothing of the network '\(network.name)'", cause: "its ties \(has)",
                remedies: [
                    network.isDirected
                        ? "take 'in-centralisation' or 'out-centralisation'"
                        : "write 'directed: true' with its ties, where the one names the other"
                ])
            return false
        }
        return true
    }

    private func requireGroups(
        _ name: String, _ network: NetworkDefinition, _ attribute: String?, _ node: Definition
    ) -> Bool {
        guard attribute == nil else { return true }
        reader.report(
            "indicators.network", at: node, "'\(name)' looks at groups of nodes, and none are named",
            remedies: [
                network.attributeNames.isEmpty
                    ? "declare 'attributes' with the nodes of the network '\(network.name)', and name one as 'by'"
                    : "write 'by: \(network.attributeNames[0])'"
            ])
        return false
    }

    private func reportNoChance(_ figure: NetworkFigure, _ node: Definition) {
        reader.report(
            "indicators.chance", at: node["chance"] ?? node,
            "'\(figure.rawValue)' cannot be compared with chance",
            cause: figure.measure == nil
                ? "it is counted, not compared" : "every random network with the same numbers of ties has the same",
            remedies: ["leave out 'chance'", "take a measure such as 'transitivity' or 'ei-index'"])
    }
}
