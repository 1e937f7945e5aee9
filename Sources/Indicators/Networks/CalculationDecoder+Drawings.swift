import Definitions

extension CalculationDecoder {
    /// What is to be drawn of a network or a spread that the catalogue declares.
    func drawing(_ kind: Kind, _ node: Definition) -> DrawingRequest? {
        let subject: DrawingRequest.Subject
        let attributes: [String]
        let noun: String
        if kind == .networkDrawing {
            guard let name = reader.reference("network", in: node, to: "a network", among: networks.map(\.name)),
                let network = networks.first(where: { $0.name == name })
            else { return nil }
            (subject, attributes, noun) = (.network(network), network.attributeNames, "the network '\(name)'")
        } else {
            guard let name = reader.reference("spread", in: node, to: "a spread", among: spreads.map(\.name)),
                let spread = spreads.first(where: { $0.name == name })
            else { return nil }
            (subject, attributes, noun) = (.tree(spread), spread.attributes.map(\.name), "the spread '\(name)'")
        }
        let attribute = reader.optionalReference("by", in: node, to: "an attribute of \(noun)", among: attributes)
        if attribute == nil, let written = node["by"], !written.isNull { return nil }
        return DrawingRequest(
            subject: subject, filter: reader.optionalString("where", in: node), attribute: attribute)
    }
}
