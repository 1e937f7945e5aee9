/// The text that a finding is made from: words in braces, and in square brackets what is left out where one of its words has no
/// number.
///
/// `{name}: keskiarvo on {value} ({details})[; keskihajonta on {sd}].`
struct FindingTemplate {
    /// Pieces of text and whether they may be left out.
    private var pieces: [(text: String, isOptional: Bool)] = []

    init(_ text: String) {
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            pieces.append((String(rest[..<open]), false))
            pieces.append((String(rest[rest.index(after: open)..<close]), true))
            rest = rest[rest.index(after: close)...]
        }
        pieces.append((String(rest), false))
    }

    /// The words in braces, in their order.
    var names: [String] { pieces.flatMap { Self.names(in: $0.text) } }

    /// The words that it cannot do without.
    var requiredNames: [String] { pieces.filter { !$0.isOptional }.flatMap { Self.names(in: $0.text) } }

    /// The text with its words put in; nil where one is missing that it cannot do without.
    func filled(_ words: [String: String]) -> String? {
        guard requiredNames.allSatisfy({ words[$0] != nil }) else { return nil }
        let kept = pieces.filter { piece in
            !piece.isOptional || Self.names(in: piece.text).allSatisfy { words[$0] != nil }
        }
        return FindingsBuilder.filled(kept.map(\.text).joined(), words)
    }

    private static func names(in text: String) -> [String] {
        var names: [String] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return names
    }
}
