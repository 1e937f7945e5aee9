import Diagnostics
import Microdata
import Records

/// Everything that is found out about the quality of a build's sources, for its gates and its reports in every language.
struct QualityFacts: Sendable {
    /// What was read, with the rows that rules and the as-of day took out.
    var sources: [RunSummary.SourceSummary]
    /// Per source, the rows excluded because they are dated after the as-of day; the other excluded ones are empty.
    var late: [Int]
    /// Findings on rows.
    var groups: [FindingGroup]
    /// The rows with findings, the first of each file and rule.
    var quarantine: [QualitySupplements.QuarantineLine]
    /// Where a spreadsheet shows these rows.
    var shown: ShownRows
    /// Findings on sources as a whole.
    var findings: [QualityFinding]
    /// What the checks of programmes gave; known once figures are.
    var programmes = ProgrammeFacts()
    /// The figures that others published, with the decisions that stand.
    var published: [PublishedFigure]
    /// The baseline's entries with what has become of them.
    var baseline: [Acceptance.Use]
    var completeness: [SourceCompleteness]
    var timeliness: [SourceTimeliness]
    /// Builds up to this one, the oldest first.
    var history: [BuildQuality]
    /// Sources with files of which too many rows went to quarantine, and whether that is accepted.
    var overQuarantined: [(source: String, isAccepted: Bool)]
    /// What ends the build.
    var gates: [Finding]
    /// What is told on the terminal besides.
    var told: [Finding]

    /// The gates of quarantine as kinds of findings.
    var quarantineGates: [QualitySurvey.Kind] {
        overQuarantined.map { source, isAccepted in
            QualitySurvey.Kind(
                finding: "ingest.too-many-quarantined", source: source, column: nil, severity: .stop, found: 1,
                accepted: isAccepted ? 1 : 0, rows: [], isOfWholeSource: true)
        }
    }

    /// What this build leaves behind for the trend.
    var counts: [QualityCount] {
        var counts: [QualityCount] = []
        for source in Self.inOrder(sources.map(\.source)) {
            let files = sources.filter { $0.source == source }
            func add(_ measure: QualityCount.Measure, _ count: Int) {
                counts.append(QualityCount(source: source, measure: measure, count: count))
            }
            add(.read, files.reduce(0) { $0 + $1.read })
            add(.kept, files.reduce(0) { $0 + $1.kept })
            add(.quarantined, files.reduce(0) { $0 + $1.quarantined })
            add(.excluded, files.reduce(0) { $0 + $1.excluded })
            let kinds = kinds.filter { $0.source == source }
            for kind in kinds {
                let key = (code: kind.code, severity: kind.severity.rawValue)
                counts.append(
                    QualityCount(
                        source: source, measure: .findings, code: key.code, severity: key.severity, count: kind.count))
                guard kind.accepted > 0 else { continue }
                counts.append(
                    QualityCount(
                        source: source, measure: .accepted, code: key.code, severity: key.severity,
                        count: kind.accepted))
            }
        }
        return counts
    }

    /// Findings of rows and of whole sources by source, code and severity, in this order.
    var kinds: [(source: String, code: String, severity: Severity, count: Int, accepted: Int)] {
        struct Key: Hashable {
            let source: String
            let code: String
            let severity: Severity
        }
        var totals: [Key: (count: Int, accepted: Int)] = [:]
        for group in groups {
            let key = Key(source: group.source, code: group.code, severity: group.severity)
            totals[key, default: (0, 0)].count += group.count
            totals[key, default: (0, 0)].accepted += group.accepted
        }
        for finding in findings {
            let key = Key(source: finding.source, code: finding.code, severity: finding.severity)
            totals[key, default: (0, 0)].count += 1
            totals[key, default: (0, 0)].accepted += finding.isAccepted ? 1 : 0
        }
        let order = Self.inOrder(sources.map(\.source))
        func place(_ key: Key) -> (Int, String, Severity) {
            (order.firstIndex(of: key.source) ?? order.count, key.code, key.severity)
        }
        return totals.sorted { place($0.key) < place($1.key) }.map { key, total in
            (key.source, key.code, key.severity, total.count, total.accepted)
        }
    }

    /// Names as they first occur, each once.
    static func inOrder(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

/// How complete the columns of a source are.
struct SourceCompleteness: Sendable {
    struct Column: Sendable {
        let name: String
        /// The header in the files; the name where the column has a constant or several.
        let header: String
        let counts: ColumnCounts
    }

    let source: String
    let rows: Int
    /// Whether its rows are of persons or organisations, so that small counts are withheld.
    let isProtected: Bool
    let columns: [Column]
}

/// How recent a source is.
struct SourceTimeliness: Sendable {
    let source: String
    /// The last day that a row is of; nil when rows have no day.
    let last: CalendarDay?
    /// The as-of day of the first build, of those that are remembered, that read just these files.
    let unchangedSince: CalendarDay
    /// Days from what happened to its being written down, where rows have both days: rows, median and 90th percentile.
    let delay: Delay?

    struct Delay: Sendable {
        let rows: Int
        let median: Int
        let ninetieth: Int
        let isProtected: Bool
    }
}

/// What a build said of its sources.
struct BuildQuality: Sendable {
    /// Its place among the builds that are shown, from 1 for the oldest.
    let number: Int
    let asOf: CalendarDay
    let counts: [QualityCount]

    func sum(_ measure: QualityCount.Measure) -> Int {
        counts.reduce(0) { $0 + ($1.measure == measure ? $1.count : 0) }
    }
}
