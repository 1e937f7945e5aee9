internal import Diagnostics

/// The row issues of a source: the first ones in full, the rest counted by code.
public struct IssueLog: Sendable {
    /// How many issues are kept in full.
    public static let limit = 10_000

    /// The issues kept in full, in the order of the rows.
    public private(set) var issues: [RowIssue] = []
    /// How many issues there are of each code, those not kept included, sorted by code.
    public private(set) var counts: [(code: String, count: Int)] = []

    init() {}

    /// All issues, kept or not.
    public var total: Int { counts.reduce(0) { $0 + $1.count } }

    mutating func add(_ issue: RowIssue) {
        count(issue.code, 1)
        if issues.count < Self.limit { issues.append(issue) }
    }

    mutating func add(_ other: IssueLog) {
        for (code, number) in other.counts { count(code, number) }
        issues.append(contentsOf: other.issues.prefix(Self.limit - issues.count))
    }

    fileprivate mutating func count(_ code: String, _ number: Int) {
        let place = counts.firstIndex { $0.code >= code } ?? counts.count
        if place < counts.count, counts[place].code == code {
            counts[place].count += number
        } else {
            counts.insert((code, number), at: place)
        }
    }
}

extension IssueLog {
    /// Adds the issues of another log and further ones, in the order of their lines.
    mutating func add(_ other: IssueLog, merging further: [RowIssue]) {
        var rest = further[...]
        let stored = other.issues
        var merged = IssueLog()
        for issue in stored {
            while let next = rest.first, next.location.line ?? 0 < issue.location.line ?? 0 {
                merged.add(next)
                rest.removeFirst()
            }
            merged.add(issue)
        }
        for issue in rest { merged.add(issue) }
        for (code, number) in other.counts {
            let missing = number - stored.count(where: { $0.code == code })
            if missing > 0 { merged.count(code, missing) }
        }
        add(merged)
    }
}

/// The issues kept in full, one after the other.
extension IssueLog: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { issues.count }
    public subscript(position: Int) -> RowIssue { issues[position] }
}
