import Diagnostics
import Microdata

extension Severity {
    /// A severity as the store keeps it; one that this version does not know is an error.
    init(stored: String) { self = Severity(rawValue: stored) ?? .error }
}

/// Findings of one kind on the rows of one file: a code, a column, how many, and how many of them are accepted.
struct FindingGroup: Sendable {
    let code: String
    /// The pipeline's name of the source.
    let source: String
    /// The file, as its place from the pipeline's folder.
    let file: String
    /// The column's header; nil when the findings are of whole rows.
    let column: String?
    let severity: Severity
    let count: Int
    /// Where the first rows stand; see ``IssueLog/limit``.
    let lines: [Int]
    var accepted = 0

    var open: Int { count - accepted }
}

extension FindingGroup {
    /// The issues of a source as they were read.
    static func groups(of source: SourceReading.ReadSource, in store: Store) throws -> [FindingGroup] {
        struct Kind: Hashable {
            let code: String
            let column: String?
        }
        var lines: [Kind: [Int]] = [:]
        for (_, row) in try store.quarantine(of: source.id) {
            if let line = row.line { lines[Kind(code: row.code, column: row.column), default: []].append(line) }
        }
        return try store.issueCounts(of: source.id).map { count in
            FindingGroup(
                code: count.code, source: source.summary.source, file: source.file.description.path,
                column: count.column, severity: Severity(stored: count.severity), count: count.count,
                lines: lines[Kind(code: count.code, column: count.column)] ?? [])
        }
    }
}

extension FindingGroup {
    /// A stop where the mapping says that a value which does not fit ends the build. Rules have gates of their own.
    var gate: Finding? {
        guard severity == .stop, open > 0, code.hasPrefix("ingest.") else { return nil }
        let shown = lines.prefix(SourceReading.listed).map(String.init)
        let place = RecordLocation(file: file, column: column)
        return Finding(
            code: code, severity: .stop,
            explanation: Explanation(
                summary: "\(place): \(open) \(open == 1 ? "value does" : "values do") not fit",
                cause: "the mapping says `severity: stop`; the lines are \(shown.joined(separator: ", "))"
                    + (count > shown.count ? " and \(count - shown.count) more" : ""),
                remedies: ["correct the rows in the file", "accept them with 'kaiku baseline --accept'"]),
            location: place)
    }
}
