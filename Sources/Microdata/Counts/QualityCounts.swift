/// How often a kind of issue occurs in a source, those not listed row by row included.
public struct IssueCount: Sendable, Hashable {
    /// The stable code of the issue.
    public var code: String
    /// The column's header; nil when the issue is of a whole row.
    public var column: String?
    /// The name of a severity of `Diagnostics`.
    public var severity: String
    public var count: Int

    public init(code: String, column: String?, severity: String, count: Int) {
        self.code = code
        self.column = column
        self.severity = severity
        self.count = count
    }
}

/// A number that a run leaves behind about the quality of its sources, for the trend over runs.
public struct QualityCount: Sendable, Hashable {
    /// What is counted.
    public enum Measure: String, Sendable, Hashable, CaseIterable {
        case read, kept, quarantined, excluded
        /// Findings of a kind, which `code` and `severity` name.
        case findings
        /// Those among the findings that the baseline accepts.
        case accepted
    }

    /// The pipeline's name of the source.
    public var source: String
    public var measure: Measure
    /// The code of the findings; empty for rows.
    public var code: String
    public var severity: String
    public var count: Int

    public init(source: String, measure: Measure, code: String = "", severity: String = "", count: Int) {
        self.source = source
        self.measure = measure
        self.code = code
        self.severity = severity
        self.count = count
    }
}
