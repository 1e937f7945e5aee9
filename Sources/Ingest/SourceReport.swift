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
    /// Rows of nothing but separators, and those that a rule of the mapping leaves out.
    public let rowsExcluded: Int
    /// Of those, how many each rule leaves out, by its reason.
    public let exclusions: [ExcludedRows]
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

    /// How the file was read, in one line, with what rules left out and why.
    public let verdict: String
    /// What became of the corrections whose rows were found, in the order of the rows.
    public let corrections: [CorrectionOutcome]
}

/// Rows that a rule of the mapping leaves out.
public struct ExcludedRows: Sendable, Hashable {
    /// Why, as the mapping says it.
    public let reason: String
    public let count: Int

    public init(reason: String, count: Int) {
        self.reason = reason
        self.count = count
    }

    /// What is added to the line that says how a file was read, which is kept with its rows.
    var verdict: String { "; excluded: \(count): \(reason)" }

    func finding(file: String, of rows: Int) -> Finding {
        Finding(
            code: "ingest.excluded-rows", severity: .info,
            explanation: Explanation(
                summary: "\(file): \(count) of \(rows) rows \(count == 1 ? "is" : "are") excluded: \(reason)"),
            location: RecordLocation(file: file))
    }
}

extension SegmentDelivery {
    /// What each reason leaves out; rules with the same reason together, those that left out nothing not at all.
    static func counted(_ exclusions: [Int], _ plan: ReadingPlan) -> [ExcludedRows] {
        var counts: [(reason: String, count: Int)] = []
        for (rule, count) in zip(plan.exclusions, exclusions) where count > 0 {
            if let place = counts.firstIndex(where: { $0.reason == rule.reason }) {
                counts[place].count += count
            } else {
                counts.append((rule.reason, count))
            }
        }
        return counts.map { ExcludedRows(reason: $0.reason, count: $0.count) }
    }
}
