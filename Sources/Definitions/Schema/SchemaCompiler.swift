import Diagnostics

/// Compiles schema files into nodes, following references, and collects what is wrong with them.
struct SchemaCompiler {
    /// Where a schema is: its file, and its JSON pointer in it.
    struct Place: Hashable {
        var file: String
        var pointer: String

        func appending(_ keys: String...) -> Place {
            // RFC 6901: '~' and '/' in a key are written ~0 and ~1.
            let escaped = keys.map { key in
                "/" + key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
            }
            return Place(file: file, pointer: pointer + escaped.joined())
        }
    }

    private let read: (String) throws(DefinitionError) -> DefinitionFile
    private(set) var nodes: [SchemaNode] = []
    private(set) var findings: [Finding] = []
    private var files: [String: DefinitionFile] = [:]
    private var compiled: [Place: Int] = [:]
    /// Where each node is written, for messages about circles.
    private var locations: [RecordLocation] = []

    init(read: @escaping (String) throws(DefinitionError) -> DefinitionFile) { self.read = read }

    /// Compiles a file and gives the position of its root node.
    mutating func compile(file: String) throws(DefinitionError) -> Int {
        let root = try load(file).root
        let position = compile(root, at: Place(file: file, pointer: ""))
        if let circle = Self.circle(in: nodes) {
            report(
                "circular-reference", at: locations[circle], "the schema refers to itself without end",
                cause: "its references lead back to it for the same value",
                remedies: ["refer to it from properties or items"])
        }
        return position
    }

    private mutating func load(_ name: String) throws(DefinitionError) -> DefinitionFile {
        if let file = files[name] { return file }
        let file = try read(name)
        files[name] = file
        findings += file.findings
        return file
    }

    /// Compiles a schema unless it is compiled already, and gives its position.
    mutating func compile(_ schema: Definition, at place: Place) -> Int {
        if let position = compiled[place] { return position }
        let position = nodes.count
        compiled[place] = position
        nodes.append(SchemaNode())
        locations.append(schema.location)
        nodes[position] = node(of: schema, at: place)
        return position
    }

    private mutating func node(of schema: Definition, at place: Place) -> SchemaNode {
        if let isTrue = schema.bool { return SchemaNode(rules: isTrue ? [] : [.never]) }
        guard let mapping = schema.mapping else {
            report(
                "schema-value", at: schema.location,
                "a schema must be a mapping, true or false, and is \(schema.describedValue)")
            return SchemaNode()
        }
        var keywords = SchemaKeywords(mapping, place: place)
        var node = SchemaNode()
        node.noun = keywords.string("title").map(withArticle)
        node.about = keywords.string("description").map(firstSentence)
        node.rules = keywords.rules(&self)
        keywords.reportUnread(&self)
        return node
    }

    // MARK: References

    /// The position of the schema that a `$ref` means; nil, and a finding, when there is none.
    mutating func resolve(_ reference: Definition, from place: Place) -> Int? {
        guard let text = reference.string else {
            report("schema-value", at: reference.location, "'$ref' must be text, and is \(reference.describedValue)")
            return nil
        }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts.first.map(String.init) ?? ""
        let fragment = parts.count > 1 ? String(parts[1]) : ""
        if file.contains(":") || file.hasPrefix("/") {
            report(
                "unresolved-reference", at: reference.location, "the reference \(quoted(text)) leads out of the folder",
                cause: "schemas are read from the same folder only, never from the network",
                remedies: ["put the schema beside this one and refer to it by its file name"])
            return nil
        }
        let target = Place(file: file.isEmpty ? place.file : file, pointer: fragment)
        do {
            let root = try load(target.file).root
            if let schema = Self.value(at: fragment, in: root) { return compile(schema, at: target) }
            let names = root["$defs"]?.mapping?.keys ?? []
            let written = fragment.split(separator: "/").last.map(String.init) ?? fragment
            report(
                "unresolved-reference", at: reference.location, "the reference \(quoted(text)) leads nowhere",
                cause: names.isEmpty ? nil : "'$defs' has \(listed(names))",
                remedies: nearestName(to: written, in: names).map { ["write '#/$defs/\($0)'"] } ?? [])
        } catch {
            report(
                "unresolved-reference", at: reference.location, "the reference \(quoted(text)) cannot be followed",
                cause: error.explanation.summary)
        }
        return nil
    }

    /// The value at a JSON pointer (RFC 6901); nil when there is none.
    private static func value(at pointer: String, in root: Definition) -> Definition? {
        guard !pointer.isEmpty else { return root }
        guard pointer.hasPrefix("/") else { return nil }
        var value = root
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            var key = ""
            var escaped = false
            for character in token {
                if escaped { key += character == "1" ? "/" : "~" } else if character != "~" { key.append(character) }
                escaped = !escaped && character == "~"
            }
            guard let next = value[key] ?? Int(key).flatMap({ value[$0] }) else { return nil }
            value = next
        }
        return value
    }

    /// A node that is reached from itself without going into a property or item; nil when there is none.
    private static func circle(in nodes: [SchemaNode]) -> Int? {
        // 0: not seen, 1: on the way, 2: done.
        var states = [UInt8](repeating: 0, count: nodes.count)
        func leadsBack(_ position: Int) -> Bool {
            if states[position] != 0 { return states[position] == 1 }
            states[position] = 1
            for next in nodes[position].rules.flatMap(\.schemasOfSameValue) where leadsBack(next) { return true }
            states[position] = 2
            return false
        }
        return nodes.indices.first { leadsBack($0) }
    }

    // MARK: Findings

    mutating func report(
        _ code: String, at location: RecordLocation, _ problem: String, cause: String? = nil, remedies: [String] = []
    ) {
        findings.append(
            Finding(
                code: "definition.\(code)", severity: .error,
                explanation: Explanation(summary: "\(location): \(problem)", cause: cause, remedies: remedies),
                location: location))
    }
}

extension SchemaRule {
    /// The schemas that the rule puts to the value itself, not to a part of it.
    fileprivate var schemasOfSameValue: [Int] {
        switch self {
        case .all(let schemas), .any(let schemas), .one(let schemas): schemas
        case .not(let schema): [schema]
        case .conditional(let condition, let then, let otherwise): [condition] + [then, otherwise].compactMap { $0 }
        case .object(let rule): rule.dependencies.compactMap(\.schema)
        case .never, .types, .values, .number, .text, .list: []
        }
    }
}
