import Definitions

/// The JSON Schemas of definitions, each compiled once.
///
/// They are part of the program: a schema in a folder could be missing where a pipeline lies elsewhere, and a misspelt key would
/// pass in silence. The files in the `schemas` folders are the same texts, for editors.
struct Schemas {
    private var known: [String: Result<JSONSchema, DefinitionError>] = [:]

    /// The schema of a kind of definition, such as `pipeline`.
    mutating func schema(_ kind: String) throws(DefinitionError) -> JSONSchema {
        if let compiled = known[kind] { return try compiled.get() }
        let compiled = Self.compiled(kind)
        known[kind] = compiled
        return try compiled.get()
    }

    private static func compiled(_ kind: String) -> Result<JSONSchema, DefinitionError> {
        let name = kind + ".schema.json"
        guard let text = EmbeddedSchemas.texts[kind] else { return .failure(.notFound(file: name)) }
        do throws(DefinitionError) {
            return .success(try JSONSchema.load(text: text, name: name))
        } catch {
            return .failure(error)
        }
    }
}
