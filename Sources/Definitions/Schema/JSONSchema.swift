public import Diagnostics

/// A JSON Schema (draft 2020-12), compiled; says how definition files of one kind are built.
///
/// Checked are `type`, `enum`, `const`; `properties`, `patternProperties`, `additionalProperties`, `propertyNames`,
/// `required`, `dependentRequired`, `dependentSchemas`, `minProperties`, `maxProperties`; `items`, `prefixItems`,
/// `contains`, `minContains`, `maxContains`, `minItems`, `maxItems`, `uniqueItems`; `minLength`, `maxLength`, `pattern`,
/// `format: date`; `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`; `allOf`, `anyOf`, `oneOf`,
/// `not`, `if`/`then`/`else`; and `$ref` to places in the same file and in files beside it. A schema with any other
/// keyword that would have to be checked is refused, rather than half obeyed.
///
/// Messages call things by the schema's words: a schema's `title` is what a mapping is ("a source"), and the first
/// sentence of its `description` says what a value stands for.
///
/// - SeeAlso: JSON Schema Core and Validation, draft 2020-12, https://json-schema.org/draft/2020-12.
public struct JSONSchema: Sendable {
    /// The file as the user named it.
    public let name: String
    let nodes: [SchemaNode]
    let root: Int

    /// Reads a schema and the schemas that it refers to.
    ///
    /// - Parameters:
    ///   - path: Where the schema is; references to other files are relative to its folder.
    ///   - displayName: The schema as messages should name it.
    /// - Throws: ``DefinitionError/invalidSchema(file:findings:)`` with all mistakes of the schema, or why a file cannot
    ///   be read.
    public static func load(path: String, displayName: String) throws(DefinitionError) -> JSONSchema {
        let (folder, file) = splitPath(path)
        let shownFolder = splitPath(displayName).folder
        return try load(file: file, displayName: displayName) { (name) throws(DefinitionError) in
            try DefinitionFile.load(
                path: folder + name, displayName: name == file ? displayName : shownFolder + name)
        }
    }

    /// Reads a schema from texts.
    ///
    /// - Parameters:
    ///   - text: The schema, as JSON or YAML.
    ///   - name: The schema as messages should name it.
    ///   - siblings: The texts of the schemas that it may refer to, by file name.
    /// - Throws: As ``load(path:displayName:)``.
    public static func load(
        text: String, name: String, siblings: [String: String] = [:]
    ) throws(DefinitionError) -> JSONSchema {
        let file = splitPath(name).file
        return try load(file: file, displayName: name) { (sibling) throws(DefinitionError) in
            if sibling == file { return try DefinitionFile.load(text: text, name: name) }
            guard let text = siblings[sibling] else { throw .notFound(file: sibling) }
            return try DefinitionFile.load(text: text, name: sibling)
        }
    }

    private static func load(
        file: String, displayName: String, _ read: @escaping (String) throws(DefinitionError) -> DefinitionFile
    ) throws(DefinitionError) -> JSONSchema {
        var compiler = SchemaCompiler(read: read)
        let root = try compiler.compile(file: file)
        guard compiler.findings.isEmpty else {
            throw .invalidSchema(file: displayName, findings: compiler.findings)
        }
        return JSONSchema(name: displayName, nodes: compiler.nodes, root: root)
    }

    /// All that is wrong with a definition, in the order of the file; empty when nothing is.
    ///
    /// Each finding is an error that names file and line, what was found, what was expected, and the nearest right name.
    public func findings(in definition: Definition) -> [Finding] {
        var run = SchemaRun(nodes: nodes)
        guard !run.check(definition, root, .file, depth: 0) else { return [] }
        return run.findings
    }

    private static func splitPath(_ path: String) -> (folder: String, file: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }
}
