/// What an adopter did with a core element of a model: a row of what ``CoreFidelity`` is made from.
public struct ElementUse: Sendable, Hashable {
    /// What became of an element.
    public enum Use: String, Sendable, Hashable, Codable, CaseIterable {
        /// Taken over as it is.
        case kept
        /// Changed to fit.
        case adapted
        /// Left out.
        case dropped
    }

    /// The adoption's number.
    public var adoption: UInt32
    /// The element's number.
    public var element: UInt32
    public var use: Use

    public init(adoption: UInt32, element: UInt32, use: Use) {
        self.adoption = adoption
        self.element = element
        self.use = use
    }
}
