internal import Definitions
internal import Diagnostics

/// Terms that a report explains to readers who have never met them.
///
/// A term is a key: its name is the locale's text `term.KEY`, its meaning `term.KEY.meaning`.
public struct TermsDefinition: Sendable {
    /// A key of the locale for the heading; none when nil.
    public let title: String?
    /// The terms in the order in which they are explained.
    public let keys: [String]

    /// A list of terms, or a mapping of a title and such a list.
    static func decode(_ node: Definition, with reader: DefinitionReader) -> TermsDefinition? {
        let keys = keyNodes(node).compactMap(\.string)
        guard !keys.isEmpty else {
            reader.report(
                "report.terms", at: node, "there are no terms to explain",
                remedies: ["write 'terms: [diffusion, adoption]'", "write 'terms: {title: KEY, keys: [diffusion]}'"])
            return nil
        }
        let title = node.mapping == nil ? nil : reader.optionalString("title", in: node)
        return TermsDefinition(title: title, keys: keys)
    }

    /// Where the terms stand.
    static func keyNodes(_ node: Definition) -> [Definition] {
        let list = node.mapping == nil ? node : node["keys"]
        return list?.sequence ?? list.map { [$0] } ?? []
    }

    static func name(_ key: String) -> String { "term.\(key)" }

    static func meaning(_ key: String) -> String { "term.\(key).meaning" }
}

extension DocumentBuilder {
    /// The terms with their meanings.
    func terms(_ definition: TermsDefinition) -> Block {
        .terms(
            TermList(
                title: definition.title.map(text) ?? "",
                terms: definition.keys.map { key in
                    Term(
                        key: key, name: text(TermsDefinition.name(key)), meaning: text(TermsDefinition.meaning(key)))
                }))
    }
}

extension ReportCheck {
    /// Checks a block of terms: each is known, has its texts in every language, and stands once.
    func terms(_ node: Definition) {
        if node.mapping != nil { text(node["title"]) }
        let nodes = TermsDefinition.keyNodes(node)
        reader.requireUnique(nodes.compactMap { node in node.string.map { ($0, node) } }, noun: "a term")
        let known = Set(locales.flatMap(\.terms)).sorted()
        for node in nodes {
            guard let key = node.string, !locales.isEmpty else { continue }
            guard known.contains(key) else {
                reader.reportUnknown(key, at: node, as: "a term", among: known, code: "report.unknown-term")
                continue
            }
            require(TermsDefinition.name(key), at: node.location)
            require(TermsDefinition.meaning(key), at: node.location)
        }
    }
}

extension ReportLocale {
    /// The terms that the locale explains.
    var terms: [String] {
        texts.keys.filter { $0.hasPrefix("term.") && $0.hasSuffix(".meaning") }
            .map { String($0.dropFirst("term.".count).dropLast(".meaning".count)) }
    }
}
