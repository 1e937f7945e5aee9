import Definitions
import Ingest
import Records

/// A hash of each part of a pipeline's definitions that can change a figure, by name, so that two builds can tell which of them differ.
///
/// Titles, texts and messages are left out: they change no figure.
enum DefinitionMarks {
    static let asOf = "as-of"
    static let period = "period"
    static let version = "version"
    static let protection = "protection"

    static func indicator(_ code: String) -> String { "indicator \(code)" }
    /// The version of the programme's rule that an indicator follows.
    static func programmeRule(of code: String) -> String { "programme-rule \(code)" }
    static func dimension(_ name: String) -> String { "dimension \(name)" }
    static func codeList(_ name: String) -> String { "code-list \(name)" }
    static func table(_ name: String) -> String { "table \(name)" }
    /// The start of the names of a table's rules, mappings and corrections.
    static func rules(of table: String) -> String { "rule \(table) " }
    static func mappings(of table: String) -> String { "mapping \(table) " }
    static func corrections(of table: String) -> String { "corrections \(table) " }

    private static let wordsOnly: Set<String> = [
        "titles", "definition", "reference", "messages", "text", "doubts", "verified", "counterparts",
    ]

    /// - Parameters:
    ///   - root: The pipeline's definition file.
    ///   - catalogues: Those of its catalogue.
    static func all(
        _ definition: PipelineDefinition, root: Definition, catalogues: [Definition], lists: [CodeList],
        sources: [LoadedSource]
    ) -> [String: String] {
        var marks = [
            asOf: definition.asOf.description, period: "\(definition.from)–\(definition.to)", version: kaikuVersion,
            protection: digest([root["disclosure"].map(canonical) ?? ""]),
        ]
        let named = catalogues.flatMap { catalogue in
            [("scales", "scale"), ("networks", "network"), ("spreads", "spread")].flatMap { plural, key in
                (catalogue[plural]?.mapping ?? DefinitionMapping([])).map {
                    Named(key: key, name: $0.key, text: canonical($0.value))
                }
            }
        }
        for catalogue in catalogues {
            let programme = catalogue["programme"]
            for item in catalogue["indicators"]?.sequence ?? [] {
                guard let code = item["code"]?.string else { continue }
                marks[indicator(code)] = mark(item, named)
                guard let rule = item["rule"] else { continue }
                let version = (rule["version"] ?? programme?["version"])?.int ?? 1
                let id = (rule["programme"] ?? programme?["id"])?.string ?? ""
                marks[programmeRule(of: code)] = "\(id), version \(version)"
            }
            for entry in catalogue["dimensions"]?.mapping ?? DefinitionMapping([]) {
                marks[dimension(entry.key)] = mark(entry.value, named)
            }
        }
        for list in lists {
            let codes = list.codes.flatMap { code in
                [code.code] + code.attributes.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
            }
            marks[codeList(list.name)] = digest(codes)
        }
        for entry in root["tables"]?.mapping ?? DefinitionMapping([]) { marks[table(entry.key)] = mark(entry.value) }
        for item in root["rules"]?.sequence ?? [] {
            if let id = item["id"]?.string, let table = item["table"]?.string {
                marks[rules(of: table) + id] = mark(item)
            }
        }
        for source in sources {
            marks[mappings(of: source.mapping.table) + source.definition.id] = source.mappingHash
        }
        return marks
    }

    private static func mark(_ node: Definition) -> String { digest([canonical(node)]) }

    /// A scale, a network or a spread of the catalogue, and the key under which an indicator names it.
    private struct Named {
        let key: String
        let name: String
        let text: String
    }

    /// A mark that also changes with what a definition names: scales, as `{score:NAME}` or under `scale:`, networks and spreads.
    private static func mark(_ node: Definition, _ all: [Named]) -> String {
        let text = canonical(node)
        let named = all.filter { thing in
            thing.key == "scale" && text.contains("{score:\(thing.name)}")
                || text.contains("\(thing.key.utf8.count):\(thing.key)=\(thing.name.utf8.count):\(thing.name)")
        }
        return digest([text] + named.map(\.text))
    }

    /// A definition as text, the same for every way to write it.
    private static func canonical(_ node: Definition) -> String {
        switch node.kind {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): value.description
        case .string(let text): "\(text.utf8.count):\(text)"
        case .sequence(let items): "[" + items.map(canonical).joined(separator: ",") + "]"
        case .mapping(let mapping):
            "{"
                + mapping.filter { !wordsOnly.contains($0.key) }.sorted { $0.key < $1.key }
                .map { "\($0.key.utf8.count):\($0.key)=\(canonical($0.value))" }.joined(separator: ",") + "}"
        }
    }
}
