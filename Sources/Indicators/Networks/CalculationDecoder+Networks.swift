import Definitions
import Tabulation

extension CalculationDecoder {
    /// What is asked of a network that the catalogue declares.
    func networkAnalysis(_ kind: Kind, _ node: Definition) -> NetworkAnalysis? {
        guard
            let name = reader.reference("network", in: node, to: "a network", among: networks.map(\.name)),
            let network = networks.first(where: { $0.name == name })
        else { return nil }
        let attribute = reader.optionalReference(
            "by", in: node, to: "an attribute of the network '\(name)'", among: network.attributeNames)
        if attribute == nil, let written = node["by"], !written.isNull { return nil }
        let filter = reader.optionalString("where", in: node)
        guard let figure = reader.choice("measure", in: node, of: NetworkFigure.self) else { return nil }
        if figure.needsGroups, attribute == nil {
            reader.report(
                "indicators.network", at: node, "'\(figure.rawValue)' looks at groups of nodes, and none are named",
                remedies: [
                    network.attributeNames.isEmpty
                        ? "declare 'attributes' with the nodes of the network '\(name)', and name one as 'by'"
                        : "write 'by: \(network.attributeNames[0])'"
                ])
            return nil
        }
        return NetworkAnalysis(network: network, filter: filter, attribute: attribute, quantity: .measure(figure))
    }
}
