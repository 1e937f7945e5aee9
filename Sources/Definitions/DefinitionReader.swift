public import Diagnostics

/// Turns definitions into the values of a room, and collects what is wrong instead of stopping at it.
///
/// A function that reads a required value returns nil when the value is missing or wrong, and has then reported it; so a
/// decoder reads everything first and only then gives up:
///
/// ```swift
/// let id = reader.string("id", in: node)
/// let kind = reader.choice("kind", in: node, of: SourceKind.self)
/// let weight = reader.double("weight", in: node, default: 1)
/// guard let id, let kind else { return nil }
/// ```
///
/// A key whose value is empty counts as absent. The reader belongs to one decoding at a time.
public final class DefinitionReader {
    /// What is wrong so far, each thing once, in the order in which it was found.
    public private(set) var findings: [Finding]
    private var seen: Set<Finding>

    /// - Parameter findings: What earlier checks found, such as those of the file and its schema.
    public init(findings: [Finding] = []) {
        self.findings = findings
        seen = Set(findings)
    }

    /// Whether anything found so far forbids using the definitions.
    public var hasErrors: Bool { findings.contains { $0.severity >= .error } }

    /// Ends a decoding in which anything was an error.
    ///
    /// - Throws: ``DefinitionError/invalid(findings:)`` with all findings, warnings included.
    public func throwIfErrors() throws(DefinitionError) {
        if hasErrors { throw .invalid(findings: findings) }
    }

    // MARK: Reporting

    /// Adds a finding, unless the same one is there already.
    public func report(_ finding: Finding) {
        if seen.insert(finding).inserted { findings.append(finding) }
    }

    /// Adds a finding about a value.
    ///
    /// - Parameters:
    ///   - code: A stable name such as `indicators.unknown-item`.
    ///   - node: The value that is wrong.
    ///   - problem: What is wrong, without the place: `'q9' is no item of the survey`.
    ///   - cause: Why that is wrong.
    ///   - remedies: What to try, the likeliest first.
    ///   - severity: How grave it is.
    public func report(
        _ code: String, at node: Definition, _ problem: String, cause: String? = nil, remedies: [String] = [],
        severity: Severity = .error
    ) {
        report(code, at: node.location, problem, cause: cause, remedies: remedies, severity: severity)
    }

    /// Adds a finding about a place.
    public func report(
        _ code: String, at location: RecordLocation, _ problem: String, cause: String? = nil, remedies: [String] = [],
        severity: Severity = .error
    ) {
        report(
            Finding(
                code: code, severity: severity,
                explanation: Explanation(summary: "\(location): \(problem)", cause: cause, remedies: remedies),
                location: location))
    }

    /// Reports a name that is none of those that exist, with the nearest of them.
    ///
    /// - Parameters:
    ///   - noun: What the name should be, with its article: `a source`.
    ///   - names: The names that exist, in the order in which a message should list them.
    public func reportUnknown(
        _ name: String, at node: Definition, as noun: String, among names: [String],
        code: String = "definition.unknown-name"
    ) {
        reportUnknown(name, at: node.location, as: noun, among: names, code: code)
    }

    /// Reports a name at a place that is none of those that exist, with the nearest of them.
    public func reportUnknown(
        _ name: String, at location: RecordLocation, as noun: String, among names: [String],
        code: String = "definition.unknown-name"
    ) {
        let near = nearestName(to: name, in: names)
        report(
            code, at: location, "\(quoted(name)) is not \(noun)",
            cause: names.isEmpty ? "there is none" : "there \(names.count == 1 ? "is" : "are") only \(listed(names))",
            remedies: near.map { ["write \(quoted($0))"] } ?? [])
    }

    // MARK: Required and optional values

    /// The value of a key that must be there; nil, and a finding, when it is not.
    public func value(_ key: String, in node: Definition) -> Definition? {
        if let value = optionalValue(key, in: node) { return value }
        guard node.mapping != nil else { return nil }
        report(
            "definition.missing-key", at: node, "the key '\(key)' is missing",
            cause: node[key] == nil ? nil : "it is there, but has no value", remedies: ["add '\(key): …'"])
        return nil
    }

    /// The value of a key that may be absent or empty; nil when it is, and a finding when the node has no keys at all.
    public func optionalValue(_ key: String, in node: Definition) -> Definition? {
        guard let mapping = node.mapping else {
            report(
                "definition.wrong-type", at: node,
                "expected a mapping with the key '\(key)', found \(node.describedValue)",
                remedies: ["write '\(key): …' on a line of its own"])
            return nil
        }
        guard let value = mapping[key], !value.isNull else { return nil }
        return value
    }

    /// Reads a value that must be there with a function that gives nil for a wrong kind.
    func required<Value>(_ key: String, in node: Definition, _ expected: Expected<Value>) -> Value? {
        value(key, in: node).flatMap { convert($0, key, expected) }
    }

    /// As `required`, but silent about an absent key.
    func optional<Value>(_ key: String, in node: Definition, _ expected: Expected<Value>) -> Value? {
        optionalValue(key, in: node).flatMap { convert($0, key, expected) }
    }

    /// A kind of value: its name, how to take it from a definition, and a remedy for what is nearly it.
    struct Expected<Value> {
        let name: String
        let take: (Definition) -> Value?
    }

    func convert<Value>(_ value: Definition, _ key: String, _ expected: Expected<Value>) -> Value? {
        if let taken = expected.take(value) { return taken }
        report(
            "definition.wrong-type", at: value,
            "'\(key)' must be \(expected.name), and is \(value.describedValue)",
            remedies: TypeRemedy.remedies(for: value, expected: [expected.name]))
        return nil
    }
}
