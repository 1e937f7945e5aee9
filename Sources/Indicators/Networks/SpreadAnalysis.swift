/// What is asked of how innovations spread.
public struct SpreadAnalysis: Sendable, Hashable {
    public enum Quantity: Sendable, Hashable {
        /// The number of generations: how far the longest chain of learning reaches from an innovation's owner.
        case generations
    }

    public var spread: SpreadDefinition
    /// Which of its rows count besides its own condition.
    public var filter: String?
    public var quantity: Quantity

    /// The stable name of the method.
    var method: String {
        switch quantity {
        case .generations: "adoption-generations"
        }
    }

    var furtherNames: [String] {
        switch quantity {
        case .generations: ["count"]
        }
    }

    var addedDimensions: [String] {
        switch quantity {
        case .generations: ["generation"]
        }
    }

    /// Whether figures have an interval, where there is enough for one.
    var hasInterval: Bool {
        switch quantity {
        case .generations: true
        }
    }

    func kind(ofFurther name: String) -> FurtherKind {
        switch quantity {
        case .generations: .count
        }
    }
}
