import Foundation
import Testing

@testable import Pipeline

/// The schemas in the program are those that editors use.
@Suite struct EmbeddedSchemasTests {
    static let folders = [
        "pipeline": "Pipelines", "code-lists": "Pipelines", "catalogue": "Pipelines", "mapping": "Pipelines",
        "quality-baseline": "Pipelines", "published-decisions": "Pipelines", "report": "Reports", "locale": "Reports",
        "template-map": "Reports", "transmission": "Reports", "transmission-layout": "Pipelines",
    ]

    static func file(_ kind: String) throws -> String {
        let path = "\(Workspace.root)/\(folders[kind] ?? "")/schemas/\(kind).schema.json"
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test func theProgramHasTheSchemasOfTheFolders() throws {
        #expect(EmbeddedSchemas.texts.keys.sorted() == Self.folders.keys.sorted())
        var differing: [String] = []
        for kind in Self.folders.keys.sorted() where try EmbeddedSchemas.texts[kind] != Self.file(kind) {
            differing.append(kind)
        }
        if !differing.isEmpty, ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" { try Self.rewrite() }
        #expect(differing.isEmpty, "these differ; UPDATE_GOLDENS=1 takes them over from the files")
    }

    static func rewrite() throws {
        var source = """
            // swift-format-ignore-file
            // Made of the files in Pipelines/schemas and Reports/schemas by `UPDATE_GOLDENS=1 swift test --filter EmbeddedSchemasTests`.

            /// The schemas of definitions as part of the program, so that they are found wherever a pipeline lies.
            enum EmbeddedSchemas {
                /// The schema of each kind of definition, as JSON.
                static let texts: [String: String] = [

            """
        for kind in folders.keys.sorted() { source += "\"\(kind)\": #\"\"\"\n\(try file(kind))\n\"\"\"#,\n" }
        source += "    ]\n}\n"
        let path = "\(Workspace.root)/Sources/Pipeline/Definition/EmbeddedSchemas.swift"
        try Data(source.utf8).write(to: URL(fileURLWithPath: path))
    }
}
