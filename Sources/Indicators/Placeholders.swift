import Definitions

/// An expression with what stands for each `{name}` put in; nil leaves one as it is.
func replacingPlaceholders(in expression: String, with value: (Substring) -> String?) -> String {
    guard expression.contains("{") else { return expression }
    var result = ""
    var rest = Substring(expression)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        result += rest[..<open]
        let name = rest[rest.index(after: open)..<close]
        result += value(name) ?? "{\(name)}"
        rest = rest[rest.index(after: close)...]
    }
    return result + rest
}

/// `{score:NAME}`, which stands for a row's score on a scale.
enum ScorePlaceholder {
    /// The scale that a placeholder names; nil for one of another kind.
    static func scale(_ placeholder: Substring) -> String? {
        placeholder.hasPrefix("score:") ? String(placeholder.dropFirst(6)) : nil
    }

    /// Reports scales that are named in the expressions within a definition and that are not there.
    static func check(_ node: Definition, among scales: [String], with reader: DefinitionReader) {
        switch node.kind {
        case .string(let text):
            _ = replacingPlaceholders(in: text) { placeholder in
                if let name = scale(placeholder), !scales.contains(name) {
                    reader.reportUnknown(name, at: node, as: "a scale", among: scales)
                }
                return nil
            }
        case .sequence(let items): for item in items { check(item, among: scales, with: reader) }
        case .mapping(let mapping): for entry in mapping { check(entry.value, among: scales, with: reader) }
        case .null, .bool, .int, .double: break
        }
    }
}
