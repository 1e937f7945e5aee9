import Diagnostics
import Yams

/// Turns Yams' nodes into ``Definition`` values: scalars by the core schema, aliases resolved and merge keys merged within
/// the limits of ``DefinitionFile``.
struct TreeBuilder {
    /// An anchored value, with what it adds wherever an alias stands for it.
    private struct Anchored {
        let value: Definition
        let count: Int
        let height: Int
    }

    let file: String
    private(set) var findings: [Finding] = []
    private var anchors: [String: Anchored] = [:]
    private var count = 0
    /// The depth of the deepest value so far; saved and restored around anchored values to learn their height.
    private var deepest = 0

    init(file: String) { self.file = file }

    /// The value at the top of a YAML text.
    mutating func build(_ text: String) throws(DefinitionError) -> Definition {
        var composition = try Composition(file: file, text: text)
        guard let node = try composition.compose(text) else { throw .empty(file: file) }
        let root = try definition(node, composition, depth: 1)
        guard !root.isNull else { throw .empty(file: file) }
        return root
    }

    private mutating func definition(
        _ node: Node, _ composition: Composition, depth: Int
    ) throws(DefinitionError) -> Definition {
        guard composition.hasAnchors, node.anchor != nil else {
            return try bareDefinition(node, composition, depth: depth)
        }
        let outer = (count, deepest)
        deepest = depth
        let value = try bareDefinition(node, composition, depth: depth)
        if let anchor = node.anchor {
            anchors[anchor.rawValue] = Anchored(value: value, count: count - outer.0, height: deepest - depth)
        }
        deepest = max(deepest, outer.1)
        return value
    }

    private mutating func bareDefinition(
        _ node: Node, _ composition: Composition, depth: Int
    ) throws(DefinitionError) -> Definition {
        let mark = node.mark
        let line = mark?.line ?? 1
        try add(1, height: 0, depth: depth, line: line)
        let column = mark.map { composition.originalColumn($0) } ?? 1
        func made(_ kind: Definition.Kind, spelling: String? = nil) -> Definition {
            Definition(kind, file: file, line: line, column: column, spelling: spelling)
        }
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain, scalar.string.unicodeScalars.first == Composition.aliasMark {
                return try aliased(composition.original(scalar.string), depth: depth, line: line) ?? made(.null)
            }
            let text = composition.original(scalar.string)
            let kind = kind(ofScalar: text, tag: scalar.tag.rawValue, line: line)
            return switch kind {
            case .int, .double: made(kind, spelling: text)
            default: made(kind)
            }
        case .sequence(let sequence):
            check(tag: sequence.tag.rawValue, isCollection: "seq", line: line)
            var items: [Definition] = []
            items.reserveCapacity(sequence.count)
            for item in sequence { items.append(try definition(item, composition, depth: depth + 1)) }
            return made(.sequence(items))
        case .mapping(let mapping):
            check(tag: mapping.tag.rawValue, isCollection: "map", line: line)
            return made(.mapping(try entries(of: mapping, composition, depth: depth)))
        case .alias:
            // The parser resolves aliases, and here never meets one.
            return made(.null)
        }
    }

    private mutating func add(_ values: Int, height: Int, depth: Int, line: Int) throws(DefinitionError) {
        count += values
        deepest = max(deepest, depth + height)
        let location = RecordLocation(file: file, line: line)
        guard count <= DefinitionFile.valueLimit else {
            throw .tooManyValues(at: location, limit: DefinitionFile.valueLimit)
        }
        guard depth + height <= DefinitionFile.depthLimit else {
            throw .tooDeep(at: location, limit: DefinitionFile.depthLimit)
        }
    }

    // MARK: Scalars

    private mutating func kind(ofScalar text: String, tag: String, line: Int) -> Definition.Kind {
        guard !tag.isEmpty else { return ScalarRule.kind(ofPlain: text) }
        guard tag != Tag.Name.str.rawValue else { return .string(text) }
        let plain = ScalarRule.kind(ofPlain: text)
        switch (tag, plain) {
        case (Tag.Name.int.rawValue, .int), (Tag.Name.float.rawValue, .double), (Tag.Name.bool.rawValue, .bool),
            (Tag.Name.null.rawValue, .null):
            return plain
        case (Tag.Name.float.rawValue, .int(let value)): return .double(Double(value))
        default:
            report(
                "unknown-tag", line, "the tag \(quoted(shown(tag))) does not fit the value \(quoted(text))",
                cause:
                    "a definition uses only !!str, !!int, !!float, !!bool and !!null, and each fits its own values only",
                try: "leave the tag out; text that looks like a number goes in quotes")
            return .string(text)
        }
    }

    private mutating func check(tag: String, isCollection name: String, line: Int) {
        guard !tag.isEmpty, tag != "!", tag != "tag:yaml.org,2002:\(name)" else { return }
        report(
            "unknown-tag", line, "the tag \(quoted(shown(tag))) has no meaning here",
            cause: "a definition uses only the tags of plain YAML", try: "leave the tag out")
    }

    private func shown(_ tag: String) -> String {
        let standard = "tag:yaml.org,2002:"
        return tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
    }

    // MARK: Aliases and mappings

    private mutating func aliased(_ text: String, depth: Int, line: Int) throws(DefinitionError) -> Definition? {
        let name = String(text.dropFirst())
        guard name.utf8.allSatisfy({ Self.isNameByte($0) }), !name.isEmpty else {
            report(
                "alias", line, "\(quoted(text)) starts with '*'",
                cause: "an unquoted '*' asks for the value of an anchor",
                try: "put the text in quotes")
            return nil
        }
        guard let anchored = anchors[name] else {
            let near = nearestName(to: name, in: anchors.keys.sorted())
            report(
                "alias", line, "the alias *\(name) has no anchor before it",
                cause: "an alias stands for a value marked &\(name) further up in the file",
                try: near.map { "write *\($0)" } ?? "mark a value above with &\(name), or put the text in quotes")
            return nil
        }
        // The value itself was counted when the alias was met.
        try add(anchored.count - 1, height: anchored.height, depth: depth, line: line)
        return anchored.value
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func entries(
        of mapping: Node.Mapping, _ composition: Composition, depth: Int
    ) throws(DefinitionError) -> DefinitionMapping {
        var own: [DefinitionMapping.Entry] = []
        own.reserveCapacity(mapping.count)
        /// Where the merged keys go, and what they are.
        var merges: [(position: Int, value: Definition)] = []
        for position in mapping.indices {
            let (keyNode, valueNode) = mapping[position]
            let value = try definition(valueNode, composition, depth: depth + 1)
            let line = keyNode.mark?.line ?? value.line
            guard case .scalar(let scalar) = keyNode,
                scalar.style != .plain || scalar.string.unicodeScalars.first != Composition.aliasMark
            else {
                report(
                    "key-not-text", line, "a key that is not plain text",
                    cause: "each key of a definition is a name; lists, mappings and aliases cannot be keys",
                    try: "put the key in quotes if it is meant as text")
                continue
            }
            let key = composition.originalKey(scalar.string)
            if key == "<<", scalar.style == .plain {
                merges.append((own.count, value))
            } else {
                own.append(
                    DefinitionMapping.Entry(
                        key: key, keyLine: line, keyColumn: keyNode.mark.map { composition.originalColumn($0) } ?? 1,
                        value: value))
            }
        }
        if composition.hasDuplicates { reportDuplicates(in: own) }
        return merges.isEmpty ? DefinitionMapping(own) : DefinitionMapping(merged(own, merges))
    }

    private mutating func reportDuplicates(in entries: [DefinitionMapping.Entry]) {
        var lines: [String: Int] = [:]
        lines.reserveCapacity(entries.count)
        for entry in entries {
            if let first = lines[entry.key] {
                report(
                    "duplicate-key", entry.keyLine, "the key \(quoted(entry.key)) is given twice",
                    cause: "it is already on line \(first), and only one of the two can count",
                    try: "delete one of the two")
            } else {
                lines[entry.key] = entry.keyLine
            }
        }
    }

    /// Own keys win over merged ones, and of two merged mappings the earlier wins.
    private mutating func merged(
        _ own: [DefinitionMapping.Entry], _ merges: [(position: Int, value: Definition)]
    ) -> [DefinitionMapping.Entry] {
        let ownKeys = Set(own.map(\.key))
        var entries: [DefinitionMapping.Entry] = []
        var start = 0
        for (position, value) in merges {
            entries += own[start..<position]
            start = position
            for source in value.sequence ?? [value] {
                guard let mapping = source.mapping else {
                    report(
                        "merge", source.line, "'<<' needs a mapping, and this is \(source.describedKind)",
                        cause: "the merge key takes in the keys of another mapping",
                        try: "write '<<: *name' with the anchor of a mapping")
                    continue
                }
                entries += mapping.filter { !ownKeys.contains($0.key) }
            }
        }
        return entries + own[start...]
    }

    private mutating func report(_ code: String, _ line: Int, _ summary: String, cause: String, try remedy: String) {
        let location = RecordLocation(file: file, line: line)
        findings.append(
            Finding(
                code: "definition.\(code)", severity: .error,
                explanation: Explanation(summary: "\(location): \(summary)", cause: cause, remedies: [remedy]),
                location: location))
    }
}
