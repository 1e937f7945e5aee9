extension StringProtocol {
    /// The text without the blanks around it.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }

    /// The text with its blanks and line breaks run together to one space each, and without those around it.
    var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension ColumnMapping {
    /// What messages call the column: its first source, as a header is compared.
    public var label: String? { sources.first.map(Self.label) }

    /// The name of a column as a header is compared.
    public static func label(_ name: String) -> String { name.onOneLine }
}
