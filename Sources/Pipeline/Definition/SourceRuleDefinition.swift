public import Diagnostics
public import Statistics

/// A rule about a source or a column as a whole, often against what an earlier build read.
public struct SourceRuleDefinition: Sendable {
    /// What must hold.
    public enum Test: Sendable {
        /// The rows of a source lie within limits, and have not changed by more than so many.
        case rows(source: String, RowLimits)
        /// The values of a column are distributed as they were.
        case drift(DriftLimit)
        /// The files of a source, or of all sources, have the columns that they had.
        case columns(source: String?)
        /// No attendance list was taken for participation.
        case audience(AudienceRule)
    }

    public let id: String
    public let test: Test
    /// Info and warning are told; error and stop end the build, since no row of its own can be set aside.
    public let severity: Severity
    /// What is wrong, by language.
    public let messages: [String: String]
    public let location: RecordLocation

    /// The code of its findings.
    public var code: String { "rule.\(id)" }
}

/// How many rows a source has.
public struct RowLimits: Sendable {
    public let least: Int?
    public let most: Int?
    /// The greatest change since the files were others, as rows or as a share of the rows before.
    public let changeCount: Int?
    public let changeShare: Double?
}

/// How far the distribution of a column may lie from that of the build before.
public struct DriftLimit: Sendable {
    public let table: String
    public let column: String
    public let measure: DistributionShift
    public let limit: Double
    /// Fewer rows than this, then or now, are not compared: small samples differ by chance.
    public let least: Int
}
