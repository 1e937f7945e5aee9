public import Diagnostics

/// A reason why a definition or schema file cannot be used at all.
public enum DefinitionError: ExplainedError, Hashable {
    /// No file of that name.
    case notFound(file: String)
    /// A file that the system does not let us read, or that is a folder.
    case notReadable(file: String, reason: String)
    /// More bytes than any definition needs.
    case tooLarge(file: String, bytes: Int, limit: Int)
    /// A file in another encoding, and the line where that shows.
    case notUTF8(at: RecordLocation)
    /// Nothing but white space and comments.
    case empty(file: String)
    /// YAML that does not parse; `context` says what was being read when the problem came up.
    case syntax(at: RecordLocation, problem: String, context: String?)
    /// Values nested deeper than any definition needs.
    case tooDeep(at: RecordLocation, limit: Int)
    /// More values than any definition needs, once aliases are written out.
    case tooManyValues(at: RecordLocation, limit: Int)
    /// A schema that asks for what cannot be checked; all its mistakes.
    case invalidSchema(file: String, findings: [Finding])
    /// Definitions with mistakes; all of them.
    case invalid(findings: [Finding])

    public var code: String {
        switch self {
        case .notFound: "definition.not-found"
        case .notReadable: "definition.not-readable"
        case .tooLarge: "definition.too-large"
        case .notUTF8: "definition.not-utf8"
        case .empty: "definition.empty"
        case .syntax: "definition.syntax"
        case .tooDeep: "definition.too-deep"
        case .tooManyValues: "definition.too-many-values"
        case .invalidSchema: "definition.invalid-schema"
        case .invalid: "definition.invalid"
        }
    }

    /// Where the file goes wrong, if the error is about one place.
    public var location: RecordLocation? {
        switch self {
        case .notFound(let file), .notReadable(let file, _), .tooLarge(let file, _, _), .empty(let file),
            .invalidSchema(let file, _):
            RecordLocation(file: file)
        case .notUTF8(let location), .syntax(let location, _, _), .tooDeep(let location, _),
            .tooManyValues(let location, _):
            location
        case .invalid: nil
        }
    }

    /// The error as a list: its findings if it carries any, else itself.
    public var findings: [Finding] {
        switch self {
        case .invalidSchema(_, let findings), .invalid(let findings): findings
        default: [Finding(self, location: location)]
        }
    }

    public var explanation: Explanation {
        switch self {
        case .notFound(let file):
            Explanation(
                summary: "\(file): there is no such file",
                remedies: ["check the name and the folder"])
        case .notReadable(let file, let reason):
            Explanation(
                summary: "\(file): the file cannot be read", cause: reason,
                remedies: ["check that it is a file and that you may read it"])
        case .tooLarge(let file, let bytes, let limit):
            Explanation(
                summary: "\(file): the file has \(bytes) bytes",
                cause: "a definition has at most \(limit)",
                remedies: ["check that it is a definition and not data", "split it"])
        case .notUTF8(let location):
            Explanation(
                summary: "\(location): the file is not UTF-8 text",
                cause: "definitions are read as UTF-8, so that å, ä and ö come out right everywhere",
                remedies: ["save the file again with the encoding UTF-8"])
        case .empty(let file):
            Explanation(
                summary: "\(file): the file is empty", cause: "it holds nothing but white space and comments",
                remedies: ["write the definition, or delete the file"])
        case .syntax(let location, let problem, let context):
            Explanation(
                summary: "\(location): not valid YAML: \(problem)", cause: context,
                remedies: [Self.syntaxRemedy(problem)])
        case .tooDeep(let location, let limit):
            Explanation(
                summary: "\(location): values are nested more than \(limit) deep",
                remedies: ["check the indentation and the brackets"])
        case .tooManyValues(let location, let limit):
            Explanation(
                summary: "\(location): the definition has more than \(limit) values",
                cause: "each alias counts as all the values that it stands for",
                remedies: ["use fewer aliases (*name)", "split the file"])
        case .invalidSchema(let file, let findings):
            Explanation(
                summary: "\(file): the schema has \(counted(findings.count, "mistake"))",
                cause: findings.first?.explanation.summary,
                remedies: ["mend the schema; definitions cannot be checked without it"])
        case .invalid(let findings):
            Findings(code: code, findings).explanation
        }
    }

    private static func syntaxRemedy(_ problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "put text that contains ': ' in quotes, and check the indentation"
        }
        if problem.contains("\\t") || problem.contains("cannot start any token") {
            return "indent with spaces, not tabs, and put text that starts with @, `, %, & or * in quotes"
        }
        if problem.contains("could not find expected ':'") {
            return "write a ':' and a space after the key"
        }
        if problem.contains("end of stream") || problem.contains("end of file") {
            return "close the quotes or brackets opened above"
        }
        return "check the indentation, and put text with special characters in quotes"
    }
}
