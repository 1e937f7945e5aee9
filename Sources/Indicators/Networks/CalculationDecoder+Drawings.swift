import Definitions

extension CalculationDecoder {
    /// What is to be drawn of a network or a spread that the catalogue declares.
    func drawing(_ kind: Kind, _ node: Definition) -> DrawingRequest? {
        let subject: DrawingRequest.Subject
        let attributes: [String]
        let noun: String
        if kind == .networkDrawing {
            guard let network = network(node) else { return nil }
            (subject, attributes, noun) = (.network(network), network.attributeNames, "the network '\(network.name)'")
        } else {
            guard let spread = spread(node) else { return nil }
            (subject, attributes, noun) = (
                .tree(spread), spread.attributes.map(\.name), "the spread '\(spread.name)'"
            )
        }
        let attribute = reader.optionalReference("by", in: node, to: "an attribute of \(noun)", among: attributes)
        if attribute == nil, let written = node["by"], !written.isNull { return nil }
        return DrawingRequest(
            subject: subject, filter: reader.optionalString("where", in: node), attribute: attribute)
    }
}
