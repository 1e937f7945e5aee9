public import Diagnostics

/// A definition file as read: its values, and what was wrong with it as YAML.
///
/// ```swift
/// let file = try DefinitionFile.load(path: folder + "/survey.yaml", displayName: "Pipelines/survey.yaml")
/// file.root["sources"]?.sequence?.first?["id"]?.string
/// ```
public struct DefinitionFile: Sendable {
    /// The file as the user named it.
    public let name: String
    /// The value at the top of the file.
    public let root: Definition
    /// The text that it was read from, without a byte order mark.
    public let text: String
    /// What can be passed over while the rest is checked, in the order of the file: duplicate keys, unknown tags, keys
    /// that are no text, aliases without an anchor. All of them are errors.
    public let findings: [Finding]

    /// The size above which a file is no definition.
    public static let byteLimit = 8 << 20
    /// The number of values above which a file is no definition, aliases written out.
    public static let valueLimit = 200_000
    /// The depth above which a file is no definition.
    public static let depthLimit = 64

    /// Reads a YAML or JSON file.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - displayName: The file as messages should name it; never an absolute path of this machine.
    /// - Throws: Why there is nothing to check: no such file, not readable, too large, not UTF-8, empty, not YAML.
    public static func load(path: String, displayName: String) throws(DefinitionError) -> DefinitionFile {
        try load(text: TextFile.contents(path: path, displayName: displayName, limit: byteLimit), name: displayName)
    }

    /// Reads a YAML or JSON text.
    ///
    /// - Parameters:
    ///   - text: One YAML document; JSON is YAML.
    ///   - name: The file as messages should name it.
    /// - Throws: As ``load(path:displayName:)``, except for what concerns files.
    public static func load(text: String, name: String) throws(DefinitionError) -> DefinitionFile {
        guard text.utf8.count <= byteLimit else {
            throw .tooLarge(file: name, bytes: text.utf8.count, limit: byteLimit)
        }
        var builder = TreeBuilder(file: name)
        let root = try builder.build(text)
        return DefinitionFile(name: name, root: root, text: text, findings: inFileOrder(builder.findings))
    }

    /// Reads a file and checks it against a schema.
    ///
    /// - Returns: The file, with the schema's findings after its own.
    /// - Throws: As ``load(path:displayName:)``.
    public static func load(
        path: String, displayName: String, checkedAgainst schema: JSONSchema
    ) throws(DefinitionError) -> DefinitionFile {
        let file = try load(path: path, displayName: displayName)
        return DefinitionFile(
            name: file.name, root: file.root, text: file.text, findings: file.findings + schema.findings(in: file.root))
    }
}

/// Findings by line, those of one line in the order they were made.
func inFileOrder(_ findings: [Finding]) -> [Finding] {
    findings.enumerated()
        .sorted { ($0.element.location?.line ?? 0, $0.offset) < ($1.element.location?.line ?? 0, $1.offset) }
        .map(\.element)
}
