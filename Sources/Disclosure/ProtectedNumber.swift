/// A number that may be published, or the mark that stands where one may not: the only numeric cell that a document accepts.
///
/// Only this module makes one, so a table that was not protected does not compile.
public struct ProtectedNumber: Sendable, Hashable {
    /// What is shown.
    public enum Content: Sendable, Hashable {
        case value(Double)
        /// Hidden so that nobody can be singled out.
        case withheld
        /// There is no number; the reason is a stable name such as `no-observations`.
        case absent(reason: String)
    }

    public let content: Content
    /// Whether the number is marked approximate in its source.
    public let approximate: Bool

    internal init(_ content: Content, approximate: Bool = false) {
        self.content = content
        self.approximate = approximate
    }

    /// The value when it is shown.
    public var value: Double? {
        if case .value(let value) = content { value } else { nil }
    }

    public var isWithheld: Bool { content == .withheld }

    /// The mark of a number that is there and not shown.
    public static let withheld = ProtectedNumber(.withheld)

    /// A count of rows about persons or organisations that stands by itself: withheld below the threshold, but for zero.
    ///
    /// It protects one cell. Cells that add up to one another are protected together, by ``protect(_:policy:relations:)``.
    public static func rowCount(_ count: Int, threshold: Int) -> ProtectedNumber {
        count > 0 && count < threshold ? ProtectedNumber(.withheld) : ProtectedNumber(.value(Double(count)))
    }

    /// A number that tells nothing of any person or organisation: a target, an amount of money, a count of files.
    ///
    /// - Parameter because: Why it needs no protection; a reader of the code must be able to judge it.
    public static func unrestricted(_ value: Double?, approximate: Bool = false, because: StaticString)
        -> ProtectedNumber
    {
        guard let value, value.isFinite else { return ProtectedNumber(.absent(reason: "no-observations")) }
        return ProtectedNumber(.value(value), approximate: approximate)
    }
}
