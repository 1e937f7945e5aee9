import Diagnostics

/// The messages about keys, which the schema and the reader share.
enum KeyWording {
    /// A key that a mapping does not know.
    ///
    /// - Parameters:
    ///   - noun: What the mapping is, with its article.
    ///   - allowed: The keys that it knows.
    ///   - present: The keys that it has; of two near names, one that is not there yet is the likelier.
    static func unknownKey(
        _ entry: DefinitionMapping.Entry, of noun: String, allowed: [String], present: [String]
    ) -> Finding {
        let near = nearKey(entry.key, allowed: allowed, present: present)
        let location = entry.keyLocation
        return Finding(
            code: "definition.unknown-key", severity: .error,
            explanation: Explanation(
                summary: "\(location): \(quoted(entry.key)) is not a key of \(noun)",
                cause: allowed.isEmpty ? "\(noun) has no keys" : "\(noun) has \(listed(allowed, joinedBy: "and"))",
                remedies: [near.map { "write \(quoted($0))" } ?? "delete \(quoted(entry.key))"]),
            location: location)
    }

    static func nearKey(_ key: String, allowed: [String], present: [String]) -> String? {
        nearestName(to: key, in: allowed.filter { !present.contains($0) }) ?? nearestName(to: key, in: allowed)
    }
}

/// What to try when a value is of the wrong kind.
enum TypeRemedy {
    /// - Parameter expected: The kinds that would be right, as messages name them.
    static func remedies(for value: Definition, expected: [String]) -> [String] {
        let text = value.shortText
        switch value.kind {
        case .int, .double, .bool:
            if expected.contains("text") { return ["put it in quotes: \"\(text)\""] }
        case .string:
            if expected.contains("true or false") {
                switch text.lowercased() {
                case "yes", "on", "y": return ["write true"]
                case "no", "off", "n": return ["write false"]
                default: return ["write true or false, without quotes"]
                }
            }
            if expected.contains("a number") || expected.contains("a whole number") {
                let pointed = String(text.map { $0 == "," ? "." : $0 })
                if let number = ScalarRule.number(pointed) {
                    let isWhole = if case .int = number { true } else { false }
                    if isWhole || expected.contains("a number") {
                        return ["write \(pointed), with" + (pointed == text ? "out quotes" : " a point")]
                    }
                }
            }
        default: break
        }
        if expected.contains("a list") {
            if value.isNull { return ["write [] for an empty list"] }
            return value.mapping == nil ? ["write [\(text)]"] : ["put '- ' before its first key and indent the others"]
        }
        return []
    }
}
