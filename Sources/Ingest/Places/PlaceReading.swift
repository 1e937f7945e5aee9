/// How a mapping reads the names of places in a column: municipalities, regions, the whole country.
public struct PlaceReading: Sendable, Hashable {
    /// What happens to a row whose field names places that lead to different codes.
    public enum Several: String, Sendable, Hashable, CaseIterable {
        /// The row goes to quarantine.
        case quarantine
        /// The first place counts.
        case first
        /// The answer is missing, as not applicable.
        case missing
    }

    /// What is kept of a place.
    public enum Kept: String, Sendable, Hashable, CaseIterable {
        /// The code that the place leads to.
        case code
        /// The level of its name: the name of the code list that has it.
        case level
    }

    /// The code lists whose names are understood, the broadest first.
    public var levels: [String]
    /// The level that a name is of when it may be of several.
    public var level: String?
    /// The column of the file that tells the level of each row.
    public var levelColumn: String?
    /// The vintage of the lists.
    public var vintage: String?
    /// The column of the file with the day on which each row was so.
    public var dayColumn: String?
    public var several = Several.quarantine
    public var kept = Kept.code
    /// Whether names may be in the genitive with a word for their level after them: `Rauman kaupunki`.
    public var isInflected = false
    /// Whether codes may have lost the zeros they begin with.
    public var isUnpadded = false

    public init(levels: [String]) { self.levels = levels }
}
