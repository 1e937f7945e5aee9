import Definitions

extension ContributionDefinition {
    /// How far an approximate number may be from what is stated, when a definition does not say: a tenth.
    static let usualMargin = 0.1

    /// What a definition says; what is wrong is reported to the reader.
    static func decode(_ node: Definition, with reader: DefinitionReader) -> ContributionDefinition? {
        var margin = reader.double("approximate-within", in: node, default: usualMargin)
        if !(margin > 0 && margin < 1) {
            margin = usualMargin
            reader.report(
                "report.approximate-within", at: node["approximate-within"] ?? node,
                "'approximate-within' is a share above 0 and below 1",
                remedies: ["write 'approximate-within: 0.1' for a tenth"])
        }
        let levels = reader.list("levels", in: node) { EvidenceLevelDefinition.decode($0, with: reader) }
        let claims = reader.list("claims", in: node) { ClaimDefinition.decode($0, with: reader) }
        guard let id = reader.string("id", in: node), let title = reader.string("title", in: node) else { return nil }
        return ContributionDefinition(
            id: id, title: title, shortTitle: reader.string("short-title", in: node, default: title),
            changes: .decode("changes", in: node, with: reader), amounts: .decode("amounts", in: node, with: reader),
            dimension: reader.optionalString("dimension", in: node),
            published: reader.optionalString("published", in: node), approximateWithin: margin, levels: levels,
            claims: claims, limits: reader.strings("limits", in: node), location: node.location)
    }

    /// The ids of its tables, in their order.
    static func tables(of id: String) -> [String] { [id, "\(id)-changes", "\(id)-amounts"] }
}

extension EvidenceTableDefinition {
    static func decode(_ key: String, in node: Definition, with reader: DefinitionReader) -> EvidenceTableDefinition {
        let table = reader.optionalMapping(key, in: node)
        let usual = "contribution.\(key)"
        func text(_ name: String, _ fallback: String) -> String {
            table.map { reader.string(name, in: $0, default: fallback) } ?? fallback
        }
        let title = text("title", usual)
        return EvidenceTableDefinition(
            title: title, shortTitle: text("short-title", title == usual ? "\(usual).short" : title),
            notes: table.map { reader.strings("notes", in: $0) } ?? [])
    }
}

extension EvidenceLevelDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> EvidenceLevelDefinition? {
        guard let id = reader.string("id", in: node), let title = reader.string("title", in: node),
            let meaning = reader.string("meaning", in: node)
        else { return nil }
        return EvidenceLevelDefinition(id: id, title: title, meaning: meaning)
    }
}

extension ClaimDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> ClaimDefinition? {
        let code = reader.optionalString("code", in: node).map(Subject.code)
        let title = code == nil ? reader.string("title", in: node).map(Subject.title) : nil
        let evidence = reader.list("evidence", in: node) { EvidenceDefinition.decode($0, with: reader) }
        guard let subject = code ?? title, let intended = reader.string("intended", in: node) else { return nil }
        return ClaimDefinition(
            subject: subject, intended: intended, evidence: evidence,
            alternatives: reader.strings("alternatives", in: node), limit: reader.optionalString("limit", in: node))
    }
}

extension EvidenceDefinition {
    static func decode(_ node: Definition, with reader: DefinitionReader) -> EvidenceDefinition? {
        let published = reader.optionalString("published", in: node)
        let subject: Subject? =
            if let missing = reader.optionalString("missing", in: node) {
                .missing(missing)
            } else if node["figure"].map(\.isNull) ?? true, let published {
                .published(published)
            } else {
                reader.string("figure", in: node).map { .figure($0, published: published) }
            }
        let expectation = EvidenceExpectation.decode(node, with: reader)
        guard let level = reader.string("level", in: node), let subject else { return nil }
        return EvidenceDefinition(
            subject: subject, label: reader.optionalString("label", in: node), level: level, expectation: expectation,
            before: reader.optionalString("before", in: node), during: reader.optionalString("during", in: node),
            after: reader.optionalString("after", in: node), location: node.location)
    }
}

extension EvidenceExpectation {
    /// The expectation under the key `expect`; nil when there is none, and a finding when it is none of those that there are.
    static func decode(_ node: Definition, with reader: DefinitionReader) -> EvidenceExpectation? {
        guard let value = reader.optionalValue("expect", in: node) else { return nil }
        if value.mapping != nil {
            if value["at-most"] != nil { return reader.double("at-most", in: value).map(atMost) }
            return reader.double("at-least", in: value).map(atLeast)
        }
        guard let text = reader.string("expect", in: node) else { return nil }
        switch text {
        case "target": return .target
        case "increase": return .increase
        case "decrease": return .decrease
        default:
            reader.reportUnknown(
                text, at: value, as: "what evidence can be expected to show",
                among: ["target", "increase", "decrease", "{at-least: …}", "{at-most: …}"],
                code: "definition.unknown-value")
            return nil
        }
    }
}
