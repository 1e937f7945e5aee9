public import Diagnostics
public import Microdata

/// What was read from a source, and what was wrong with it.
public struct SourceReport: Sendable {
    /// The file as the user named it.
    public let file: String
    /// The sheet of a workbook.
    public let sheet: String?
    public let table: String
    /// Rows with text in the file; `kept + quarantined + excluded`, always.
    public let rowsRead: Int
    public let rowsKept: Int
    public let rowsQuarantined: Int
    /// Rows of nothing but separators.
    public let rowsExcluded: Int
    /// The row issues: the first in full, the rest counted.
    public let issues: IssueLog
    /// What concerns the file as a whole; severity stop when more rows went to quarantine than the mapping allows.
    public let findings: [Finding]
    /// How a text file is written; nil for any other.
    public let dialect: DialectVerdict?
    /// The column names.
    public let header: [String]
    /// The columns that are neither mapped nor ignored.
    public let unmappedColumns: [String]
    /// The SHA-256 of the file in hexadecimal digits.
    public let sha256: String
    public let bytes: Int
    public let fingerprint: FileFingerprint
    /// The segments handed over.
    public let segments: Int

    /// How the file was read, in one line.
    public let verdict: String
    /// What became of the corrections whose rows were found, in the order of the rows.
    public let corrections: [CorrectionOutcome]
}
