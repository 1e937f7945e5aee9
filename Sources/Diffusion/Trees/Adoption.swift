/// Somebody's adoption of an innovation, and from whom they learned of it: a row of what an ``AdoptionForest`` is made from.
public struct Adoption: Sendable, Hashable {
    /// The innovation's number.
    public var innovation: UInt32
    /// The adopter's number, of the same numbering as sources and owners.
    public var adopter: UInt32
    /// Whom the adopter learned from; nil when it is not known.
    public var source: UInt32?
    /// The day of adoption, from any origin; nil when it is not known.
    public var day: Int32?

    public init(innovation: UInt32, adopter: UInt32, source: UInt32?, day: Int32?) {
        self.innovation = innovation
        self.adopter = adopter
        self.source = source
        self.day = day
    }
}

/// What is wrong with the source that a row names, so that the row's adopter is not placed below it.
public enum SourceFinding: String, Sendable, Hashable, Codable, CaseIterable {
    /// The adopter itself.
    case itself
    /// One who neither owns the innovation nor is seen to adopt it.
    case neverAdopted = "never-adopted"
    /// One who adopted on a later day.
    case adoptedLater = "adopted-later"
    /// One that, through others or not, learned from the adopter. None of the links of a circle can be believed more than another,
    /// so all are cut.
    case circle
    /// Rows of one adoption and the same first day name different sources.
    case contradiction
    /// The row repeats an adoption that another row tells of, which is earlier or says as much: the row is left out.
    case repetition
}
