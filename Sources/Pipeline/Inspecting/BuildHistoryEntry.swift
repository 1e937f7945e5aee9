import Microdata

/// What a pipeline's history lists.
public enum BuildHistoryEntry: Sendable, Hashable {
    /// A build that can be compared with others.
    case build(BuildDifference.Build)
    /// That a copy with full counts was made. None of its values is kept, so that it cannot be compared.
    case authorityCopy(AuthorityCopy)

    /// A copy with full counts.
    public struct AuthorityCopy: Sendable, Hashable {
        /// The moment of its start, ISO 8601.
        public let started: String
        public let asOf: String
        public let version: String
        public let files: Int
        /// The build's identity, which stands in its outputs.
        public let build: String

        init(_ record: AuthorityCopyRecord) {
            started = record.started
            asOf = record.asOf
            version = record.version
            files = record.files
            build = record.build
        }
    }
}
