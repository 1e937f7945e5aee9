import Definitions
import Diagnostics
import Workers

/// The JSON Schemas of definitions, each compiled once.
///
/// They are part of the program: a schema in a folder could be missing where a pipeline lies elsewhere, and a misspelt key would
/// pass in silence. The files in the `schemas` folders are the same texts, for editors.
///
/// All are compiled from the start on, beside whatever their maker does meanwhile, since every pipeline needs nearly all of them.
struct Schemas: Sendable {
    /// In the order in which a pipeline needs them.
    private static let kinds = [
        "pipeline", "code-lists", "catalogue", "report", "locale", "mapping", "quality-baseline",
        "published-decisions",
    ]

    private let compiled: [String: Background<Result<JSONSchema, DefinitionError>>]

    init(threads: Int) {
        var compiled: [String: Background<Result<JSONSchema, DefinitionError>>] = [:]
        for kind in Self.kinds { compiled[kind] = Background(threads: threads) { Self.compile(kind) } }
        self.compiled = compiled
    }

    /// The schema of a kind of definition, such as `pipeline`.
    func schema(_ kind: String) throws(DefinitionError) -> JSONSchema {
        guard let schema = compiled[kind]?.value else { return try Self.compile(kind).get() }
        return try schema.get()
    }

    private static func compile(_ kind: String) -> Result<JSONSchema, DefinitionError> {
        let name = kind + ".schema.json"
        guard let text = EmbeddedSchemas.texts[kind] else { return .failure(.notFound(file: name)) }
        return Result { () throws(DefinitionError) in try JSONSchema.load(text: text, name: name) }
    }
}

/// Definition files that are read and checked against their schemas before they are asked for.
struct DefinitionFiles {
    /// A file with everything that is found in it.
    struct Checked: Sendable {
        let file: DefinitionFile
        let findings: [Finding]
    }

    private let schemas: Schemas
    private let threads: Int
    private var expected: [String: Background<Result<Checked, DefinitionError>>] = [:]

    init(threads: Int) {
        self.threads = threads
        schemas = Schemas(threads: threads)
    }

    /// Starts to read files that will be asked for.
    mutating func expect(_ paths: [String], schema: String) {
        // Schemas were begun before, and work is taken up in the order in which it was begun: no file waits for one to come.
        let schemas = schemas
        for path in paths where expected[path] == nil {
            expected[path] = Background(threads: threads) { Self.read(path, schema: schema, schemas) }
        }
    }

    /// A file, checked against its schema.
    mutating func file(_ path: String, schema: String) throws(DefinitionError) -> Checked {
        if let started = expected.removeValue(forKey: path) { return try started.value.get() }
        return try Self.read(path, schema: schema, schemas).get()
    }

    private static func read(
        _ path: String, schema: String, _ schemas: Schemas
    ) -> Result<Checked, DefinitionError> {
        Result { () throws(DefinitionError) in
            let file = try DefinitionFile.load(path: path, displayName: path)
            return Checked(file: file, findings: file.findings + (try schemas.schema(schema).findings(in: file.root)))
        }
    }
}
