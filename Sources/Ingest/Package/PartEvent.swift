/// A start tag of a part, with the bytes that it takes up.
public struct PartTag: Sendable, Hashable {
    /// The name without its prefix.
    public let name: String
    /// The namespace, if it is another than that of spreadsheets; nil for spreadsheets' own, transitional or strict, or none.
    public let foreignNamespace: String?
    /// Attributes by name, entities resolved; those of a namespace have it in front, with a line feed between.
    public let attributes: [String: String]
    /// From `<` to behind `>`, counted from the part's first byte.
    public let bytes: Range<Int>

    /// The attribute of this name in no namespace.
    public subscript(name: String) -> String? { attributes[name] }
}

/// What stands in a part, in its order.
public enum PartEvent: Sendable, Hashable {
    /// An element begins.
    case start(PartTag)
    /// An element ends; the bytes are those of its end tag, and none, behind the start tag, for an element written as `<c/>`.
    case end(Range<Int>)
    /// A piece of text, entities resolved; one text may come in several pieces.
    case text(String)
}
