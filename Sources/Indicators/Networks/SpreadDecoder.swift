import Definitions
import Diffusion
import Tabulation

/// Decodes the spreads of a catalogue file.
struct SpreadDecoder {
    let reader: DefinitionReader
    private var networks: NetworkDecoder { NetworkDecoder(reader: reader) }

    /// A spread; nil when something is missing, which is reported.
    func spread(_ entry: DefinitionMapping.Entry) -> SpreadDefinition? {
        let node = entry.value
        guard let rows = networks.rows(node), let innovation = reader.string("innovation", in: node),
            let adopter = reader.string("adopter", in: node), let day = reader.string("day", in: node)
        else { return nil }
        let stage = reader.optionalString("stage", in: node)
        let stages = reader.strings("stages", in: node)
        let adopted = reader.optionalString("adopted", in: node)
        let abandoned = reader.optionalString("abandoned", in: node)
        if stage != nil {
            guard let adopted, StageScheme(stages, adopted: adopted, abandoned: abandoned) != nil else {
                reader.report(
                    "indicators.spread", at: node, "'\(entry.key)' has a stage, and so needs its stages in order",
                    cause: "an adopter goes from one stage to the next",
                    remedies: [
                        "write 'stages: [interest, trial, adopted, abandoned]', 'adopted: adopted' and 'abandoned: abandoned'"
                    ])
                return nil
            }
        }
        return SpreadDefinition(
            name: entry.key, titles: reader.stringsByKey("titles", in: node), rows: rows, innovation: innovation,
            adopter: adopter, day: day, stage: stage, stages: stages, adopted: adopted, abandoned: abandoned,
            source: reader.optionalString("source", in: node), attributes: attributes(node),
            innovations: reader.optionalMapping("innovations", in: node).flatMap(innovations),
            adopters: reader.optionalMapping("adopters", in: node).flatMap(adopters),
            elements: reader.optionalMapping("elements", in: node).flatMap(elements))
    }

    /// Each an expression, or two where the source has one of its own.
    private func attributes(_ node: Definition) -> [SpreadDefinition.Attribute] {
        reader.entries("attributes", in: node) { entry -> SpreadDefinition.Attribute? in
            if let expression = entry.value.string {
                return SpreadDefinition.Attribute(name: entry.key, adopter: expression, source: nil)
            }
            return reader.string("adopter", in: entry.value).map {
                SpreadDefinition.Attribute(
                    name: entry.key, adopter: $0, source: reader.optionalString("source", in: entry.value))
            }
        }
    }

    private func innovations(_ node: Definition) -> SpreadDefinition.Innovations? {
        guard let rows = networks.rows(node), let key = reader.string("key", in: node) else { return nil }
        return SpreadDefinition.Innovations(
            rows: rows, key: key, owner: reader.optionalString("owner", in: node),
            published: reader.optionalString("published", in: node),
            derivedFrom: reader.optionalString("derived-from", in: node),
            title: reader.optionalString("title", in: node))
    }

    private func adopters(_ node: Definition) -> SpreadDefinition.Adopters? {
        guard let rows = networks.rows(node), let key = reader.string("key", in: node) else { return nil }
        return SpreadDefinition.Adopters(
            rows: rows, key: key, title: reader.optionalString("title", in: node),
            isPublic: reader.optionalString("public", in: node))
    }

    private func elements(_ node: Definition) -> SpreadDefinition.Elements? {
        guard let rows = networks.rows(node), let innovation = reader.string("innovation", in: node),
            let adopter = reader.string("adopter", in: node), let element = reader.string("element", in: node),
            let use = reader.string("use", in: node)
        else { return nil }
        return SpreadDefinition.Elements(
            rows: rows, innovation: innovation, adopter: adopter, element: element, use: use)
    }
}
