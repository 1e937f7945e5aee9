public import Diagnostics
public import Reporting

/// What a run did, for the terminal and for `build.json`.
public struct RunSummary: Sendable {
    /// What was read of one file.
    public struct SourceSummary: Sendable, Hashable {
        public let source: String
        public let file: String
        public let table: String
        public let read: Int
        public let kept: Int
        public let quarantined: Int
        public let excluded: Int
        public let contentHash: String
        public let dialect: String
        /// Whether it was read now, or kept from an earlier run.
        public let wasRead: Bool
    }

    /// The build's identity: a hash of inputs, definitions and as-of date.
    public let build: String
    /// Whether nothing had changed, so that nothing was redone.
    public let isUnchanged: Bool
    public let sources: [SourceSummary]
    public let withheldPrimary: Int
    public let withheldSecondary: Int
    public let indicators: Int
    public let values: Int
    /// Key figures of the first report in the first language, as lines of text.
    public let keyFigures: [LabelledText]
    /// What was written, as paths that the user can open.
    public let outputs: [String]
    public let findings: [Finding]
    /// Which files are new, changed or gone since the run before.
    public var changes = FileChanges()
    /// Which copy it is, and the names of the reports in it.
    public var copy = Copy.public
    public var reports: [String] = []
    /// What became of the corrections that suppliers sent back.
    public var corrections = CorrectionCounts()

    public var rowsRead: Int { sources.reduce(0) { $0 + $1.read } }
    public var rowsKept: Int { sources.reduce(0) { $0 + $1.kept } }
    public var rowsQuarantined: Int { sources.reduce(0) { $0 + $1.quarantined } }
    public var rowsExcluded: Int { sources.reduce(0) { $0 + $1.excluded } }
}
