public import Diagnostics

/// The row issues of a source: the first ones in full, the rest counted by code, column and severity.
public struct IssueLog: Sendable {
    /// How often a kind of issue occurs.
    public struct Tally: Sendable, Hashable {
        public let code: String
        /// The column's header; nil when the issue is of a whole row.
        public let column: String?
        public let severity: Severity
        public fileprivate(set) var count: Int

        init(_ issue: RowIssue) {
            code = issue.code
            column = issue.location.column
            severity = issue.severity
            count = 1
        }

        fileprivate func isSameKind(as other: Tally) -> Bool { key == other.key }

        fileprivate func comes(before other: Tally) -> Bool { key < other.key }

        private var key: (String, String, Severity) { (code, column ?? "", severity) }
    }

    /// How many issues are kept in full.
    public static let limit = 10_000

    /// The issues kept in full, in the order of the rows.
    public private(set) var issues: [RowIssue] = []
    /// How many issues there are of each code, column and severity, those not kept included, in this order.
    public private(set) var tallies: [Tally] = []

    init() {}

    /// How many issues there are of each code, those not kept included, sorted by code.
    public var counts: [(code: String, count: Int)] {
        var counts: [(code: String, count: Int)] = []
        for tally in tallies {
            if counts.last?.code == tally.code {
                counts[counts.count - 1].count += tally.count
            } else {
                counts.append((tally.code, tally.count))
            }
        }
        return counts
    }

    /// All issues, kept or not.
    public var total: Int { tallies.reduce(0) { $0 + $1.count } }

    mutating func add(_ issue: RowIssue) {
        count(Tally(issue))
        if issues.count < Self.limit { issues.append(issue) }
    }

    mutating func add(_ other: IssueLog) {
        for tally in other.tallies { count(tally) }
        issues.append(contentsOf: other.issues.prefix(Self.limit - issues.count))
    }

    private mutating func count(_ tally: Tally) {
        // Issues of a kind come in runs, and kinds are few.
        var (low, high) = (0, tallies.count)
        while low < high {
            let middle = (low + high) / 2
            if tallies[middle].comes(before: tally) { low = middle + 1 } else { high = middle }
        }
        if low < tallies.count, tallies[low].isSameKind(as: tally) {
            tallies[low].count += tally.count
        } else {
            tallies.insert(tally, at: low)
        }
    }
}

extension IssueLog {
    /// Adds the issues of another log and further ones, in the order of their lines.
    mutating func add(_ other: IssueLog, merging further: [RowIssue]) {
        var rest = further[...]
        var merged: [RowIssue] = []
        merged.reserveCapacity(other.issues.count + further.count)
        for issue in other.issues {
            while let next = rest.first, next.location.line ?? 0 < issue.location.line ?? 0 {
                merged.append(next)
                rest.removeFirst()
            }
            merged.append(issue)
        }
        merged += rest
        for tally in other.tallies { count(tally) }
        for issue in further { count(Tally(issue)) }
        issues.append(contentsOf: merged.prefix(Self.limit - issues.count))
    }
}

/// The issues kept in full, one after the other.
extension IssueLog: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { issues.count }
    public subscript(position: Int) -> RowIssue { issues[position] }
}
