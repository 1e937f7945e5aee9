import Definitions
import Diagnostics
import Records

/// What somebody decided on a figure of which sources say different things.
///
/// It keeps the numbers that were stated when it was made: once the sources state others, it does not stand any longer.
struct PublishedDecision: Sendable, Hashable {
    /// The key of the published figure.
    let figure: String
    let value: Int
    let isApproximate: Bool
    /// The numbers that the sources stated, each as often as it was stated.
    let stated: [Int]
    /// The source that is followed, as it is called in the data; nil where none is named.
    let source: String?
    /// Where a number comes from that no source states; nil where one does.
    let basis: Words?
    /// Who decided: a role, not a person.
    let by: Words
    let on: CalendarDay
    let why: Words
    let location: RecordLocation

    /// A text by language, or one for all.
    struct Words: Sendable, Hashable {
        let byLanguage: [String: String]
        let plain: String

        func text(in language: String) -> String { byLanguage[language] ?? byLanguage["en"] ?? plain }
    }

    /// The decisions of a file that its schema has checked; what is wrong is reported to the reader.
    static func decode(_ root: Definition, with reader: DefinitionReader) -> [PublishedDecision] {
        let decisions = reader.optionalList("decisions", in: root) { decision($0, reader) }
        reader.requireUnique(
            (root["decisions"]?.sequence ?? []).compactMap { node in
                node["figure"]?.string.map { (name: $0, node: node["figure"] ?? node) }
            }, noun: "a decision")
        return decisions
    }

    private static func decision(_ node: Definition, _ reader: DefinitionReader) -> PublishedDecision? {
        let figure = reader.string("figure", in: node)
        let value = reader.int("value", in: node)
        let stated = reader.ints("stated", in: node)
        let by = words("by", in: node, reader)
        let why = words("why", in: node, reader)
        let on = PipelineDefinition.day("on", in: node, reader)
        guard let figure, let value, let by, let why, let on else { return nil }
        return PublishedDecision(
            figure: figure, value: value, isApproximate: reader.bool("approximate", in: node, default: false),
            stated: stated.sorted(), source: reader.optionalString("source", in: node),
            basis: node["basis"] == nil ? nil : words("basis", in: node, reader), by: by, on: on, why: why,
            location: node.location)
    }

    private static func words(_ key: String, in node: Definition, _ reader: DefinitionReader) -> Words? {
        if let text = node[key]?.string { return Words(byLanguage: [:], plain: text) }
        guard reader.value(key, in: node) != nil else { return nil }
        let texts = reader.stringsByKey(key, in: node)
        guard let first = texts.sorted(by: { $0.key < $1.key }).first else { return nil }
        return Words(byLanguage: texts, plain: first.value)
    }
}
