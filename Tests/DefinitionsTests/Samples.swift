import Definitions
import Diagnostics

/// The value of `x` in the one-line definition `x: …`.
func value(of yaml: String) throws -> Definition {
    let file = try DefinitionFile.load(text: "x: \(yaml)", name: "a.yaml")
    guard let value = file.root["x"] else { throw Missing(key: "x") }
    return value
}

struct Missing: Error { let key: String }

/// Everything that a schema finds in a definition, as printed.
func messages(_ schema: String, _ yaml: String, siblings: [String: String] = [:]) throws -> [String] {
    try findings(schema, yaml, siblings: siblings).map(\.rendered)
}

/// Everything that a schema finds in a definition.
func findings(_ schema: String, _ yaml: String, siblings: [String: String] = [:]) throws -> [Finding] {
    let schema = try JSONSchema.load(text: schema, name: "a.schema.json", siblings: siblings)
    return schema.findings(in: try DefinitionFile.load(text: yaml, name: "a.yaml").root)
}

/// The error that reading a text ends with; nil when it does not.
func loadError(_ text: String) -> DefinitionError? {
    do {
        _ = try DefinitionFile.load(text: text, name: "a.yaml")
        return nil
    } catch {
        return error
    }
}
