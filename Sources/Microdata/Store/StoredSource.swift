/// A source's number in the store.
public struct SourceID: Sendable, Hashable, Comparable {
    public let number: Int64

    public init(number: Int64) { self.number = number }

    public static func < (left: SourceID, right: SourceID) -> Bool { left.number < right.number }
}

/// What became of the rows of a source: `read` is always the sum of the other three.
public struct RowCounts: Sendable, Hashable {
    public var read: Int
    public var kept: Int
    public var quarantined: Int
    /// Left out by the mapping on purpose, such as test answers.
    public var excluded: Int

    public init(read: Int = 0, kept: Int = 0, quarantined: Int = 0, excluded: Int = 0) {
        self.read = read
        self.kept = kept
        self.quarantined = quarantined
        self.excluded = excluded
    }
}

/// What is known of a source before its first row is read.
public struct SourceDescription: Sendable, Hashable {
    /// The file as the pipeline names it, with `!sheet` for a sheet of a workbook.
    public var path: String
    /// The table that its rows go to.
    public var table: String
    /// The source's place in the pipeline, which orders the segments of a table.
    public var position: Int
    public var fingerprint: FileFingerprint
    /// A hash of everything that decides how rows are read: mapping, rules, code lists, reader version.
    public var mappingHash: String
    /// The pipeline's name of the source; empty when a store of an earlier version did not keep it.
    public var source: String

    public init(
        path: String, table: String, position: Int, fingerprint: FileFingerprint, mappingHash: String,
        source: String = ""
    ) {
        self.path = path
        self.table = table
        self.position = position
        self.fingerprint = fingerprint
        self.mappingHash = mappingHash
        self.source = source
    }
}

/// A file that was read into a table, at one version.
public struct StoredSource: Sendable, Hashable {
    /// What a version of a source is now.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Being read by the transaction that is open.
        case reading
        case current
        /// A later version has taken its place; kept for comparing builds.
        case superseded
        /// The pipeline no longer names it.
        case removed
    }

    public let id: SourceID
    public let description: SourceDescription
    /// The SHA-256 of the file's bytes.
    public let contentHash: String
    public let counts: RowCounts
    /// How the file was read, as printed: encoding, separator, decimal mark.
    public let dialect: String
    public let state: State
}

/// A segment of a current source: where its columns are found.
public struct StoredSegment: Sendable, Hashable {
    /// The segment's number in the store.
    public let id: Int64
    /// The SHA-256 of its encoded columns.
    public let hash: String
    public let table: String
    public let source: SourceID
    public let firstRow: Int
    public let rowCount: Int
}

/// A row that was not kept, and why.
public struct QuarantinedRow: Sendable, Hashable {
    /// The line or sheet row where the record starts.
    public var line: Int?
    /// The column's header.
    public var column: String?
    /// The stable code of the reason, such as `ingest.unknown-code`.
    public var code: String
    /// The name of a severity of `Diagnostics`.
    public var severity: String
    public var summary: String
    public var cause: String?
    public var remedies: [String]

    public init(
        line: Int?, column: String?, code: String, severity: String, summary: String, cause: String? = nil,
        remedies: [String] = []
    ) {
        self.line = line
        self.column = column
        self.code = code
        self.severity = severity
        self.summary = summary
        self.cause = cause
        self.remedies = remedies
    }
}
