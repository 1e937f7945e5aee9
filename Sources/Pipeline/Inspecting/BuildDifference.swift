/// What two builds of a pipeline published differently, and why.
public struct BuildDifference: Sendable {
    /// A build, as the history lists it.
    public struct Build: Sendable, Hashable {
        /// The number that commands name it by.
        public let number: Int64
        /// The moment of its start, ISO 8601.
        public let started: String
        public let asOf: String
        public let version: String
        public let files: Int
        public let values: Int
    }

    /// A value as it was published: what was withheld then stays withheld.
    public enum Value: Sendable, Hashable {
        case number(Double)
        case withheld
        /// There were no observations, or it could not be computed.
        case absent
    }

    /// Why a value changed.
    public struct Cause: Sendable, Hashable {
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            case newData = "new-data"
            case removedData = "removed-data"
            /// Another version of a file that both builds read, or corrections of it.
            case correctedData = "corrected-data"
            /// A rule, an indicator, a mapping or another definition, the as-of day, or the program.
            case definition
            /// It is withheld in one of the builds only.
            case protection
            case notKnown = "not-known"
        }

        public let kind: Kind
        /// The file or the definition.
        public let what: String
    }

    /// A value that is not the same in both.
    public struct Change: Sendable, Hashable {
        public let indicator: String
        /// The breakdown, such as `mode=onsite`; empty for the total.
        public let breakdown: String
        /// nil when the build has no such value.
        public let before: Value?
        public let after: Value?
        /// All that may have changed it: which of several had how much of an effect is not told apart.
        public let causes: [Cause]
    }

    public let from: Build
    public let to: Build
    /// In the order of the catalogue.
    public let changes: [Change]
    public let unchanged: Int
}
