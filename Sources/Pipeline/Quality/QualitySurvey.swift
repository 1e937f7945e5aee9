public import Diagnostics
import Indicators
import Ingest
import Microdata
public import Records

/// Finds out what a build would find in its sources, and leaves everything as it was: for writing a baseline.
public struct QualitySurvey {
    /// Findings of one kind, with the entry of a baseline that would accept them.
    public struct Kind: Sendable {
        public let finding: String
        public let source: String
        /// The column's header; nil for whole rows and whole sources.
        public let column: String?
        public let severity: Severity
        public let found: Int
        public let accepted: Int
        /// The digests of the rows; empty when they can only be counted, or are of a whole source.
        let rows: [String]
        let isOfWholeSource: Bool

        public var open: Int { found - accepted }
    }

    /// Who accepts findings, when and why.
    public struct Acceptor: Sendable {
        public let by: String
        public let on: CalendarDay
        public let why: String
        public let until: CalendarDay?
        /// Whether rows are counted also where they could be named one by one.
        public let counts: Bool

        public init(by: String, on: CalendarDay, why: String, until: CalendarDay?, counts: Bool) {
            self.by = by
            self.on = on
            self.why = why
            self.until = until
            self.counts = counts
        }
    }

    /// Findings of more rows than this are accepted by their number.
    static let namedRows = 50

    /// Everything found, the open ones and the accepted ones.
    public let kinds: [Kind]
    /// What is to be said of the baseline: entries that have expired or no longer serve.
    public let findings: [Finding]
    private let baseline: Baseline
    private let stale: Set<[String]>
    private let path: String

    /// Reads what has changed and checks all of it, in a transaction that is taken back.
    ///
    /// - Throws: ``PipelineError``, or the error of what cannot be read.
    public init(_ pipeline: LoadedPipeline, options: RunOptions, progress: @escaping @Sendable (String) -> Void) throws
    {
        guard let file = pipeline.definition.baseline else { throw PipelineError.noBaseline(pipeline: pipeline.path) }
        try FilePath.makeFolder(FilePath.folder(of: pipeline.storePath))
        let lock = try BuildLock(path: pipeline.storePath + ".lock")
        defer { withExtendedLifetime(lock) {} }
        let store = try Store(path: pipeline.storePath)
        let reading = SourceReading(pipeline: pipeline, options: options, progress: progress)
        let plan = try reading.plan(store, CorrectionFiles(pipeline))
        let pseudonymiser = try Pseudonymiser(keyFile: pipeline.storePath + ".key", of: store)
        try store.run { transaction in
            // Digests of rows serve only with the key of the store, so that this much stays.
            try transaction.bind(to: pseudonymiser)
        }
        var surveyed: (facts: QualityFacts, acceptance: Acceptance)?
        do {
            try store.run { transaction in
                let sources = try reading.read(
                    plan, transaction, pseudonymiser,
                    RunMatching(pipeline, pseudonymiser: pseudonymiser, threads: options.threads))
                let tabulating = try Tabulating(
                    pipeline, context: pipeline.tabulationContext, requests: CatalogueRequests(pipeline.evaluation),
                    store: store, transaction: transaction, threads: options.threads)
                surveyed = try QualityChecking(
                    pipeline: pipeline, store: store, transaction: transaction, pseudonymiser: pseudonymiser,
                    sources: sources
                ).factsAndAcceptance(tabulating)
                throw TakenBack()
            }
        } catch is TakenBack {}
        guard let surveyed else { throw PipelineError.noBaseline(pipeline: pipeline.path) }
        path = pipeline.resolved(file)
        baseline = pipeline.baseline
        findings = surveyed.acceptance.findings
        stale = Set(surveyed.acceptance.uses.filter { [.expired, .gone].contains($0.state) }.map(\.entry.key))
        kinds = Self.kinds(surveyed.facts, surveyed.acceptance)
    }

    /// Ends a transaction of which nothing is to stay.
    private struct TakenBack: Error {}

    private static func kinds(_ facts: QualityFacts, _ acceptance: Acceptance) -> [Kind] {
        struct Key: Hashable {
            let finding: String
            let source: String
            let column: String?
        }
        var order: [Key] = []
        var groups: [Key: [FindingGroup]] = [:]
        for group in facts.groups {
            let key = Key(finding: group.code, source: group.source, column: group.column)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(group)
        }
        let ofRows = order.map { key -> Kind in
            let own = groups[key] ?? []
            let found = own.reduce(0) { $0 + $1.count }
            var rows: [String] = []
            if found <= namedRows {
                for group in own { rows += acceptance.digests(of: group).values.sorted() }
            }
            return Kind(
                finding: key.finding, source: key.source, column: key.column,
                severity: own.map(\.severity).max() ?? .error, found: found,
                accepted: own.reduce(0) { $0 + $1.accepted }, rows: rows.count == found ? rows : [],
                isOfWholeSource: false)
        }
        let ofSources = facts.findings.map { finding in
            Kind(
                finding: finding.code, source: finding.source, column: finding.column, severity: finding.severity,
                found: 1, accepted: finding.isAccepted ? 1 : 0, rows: [], isOfWholeSource: true)
        }
        return ofRows + ofSources + facts.quarantineGates
    }

    // MARK: Writing

    /// Accepts what is open, and writes the baseline.
    ///
    /// - Parameters:
    ///   - finding: Only findings of this code; nil for all.
    ///   - source: Only findings of this source; nil for all.
    /// - Returns: The kinds that are accepted now.
    public func accept(
        _ acceptor: Acceptor, finding: String?, source: String?
    ) throws(PipelineError) -> [Kind] {
        let wanted = kinds.filter { kind in
            kind.open > 0 && (finding == nil || kind.finding == finding) && (source == nil || kind.source == source)
        }
        let entries = wanted.map { kind in
            let rows = acceptor.counts ? [] : Set(kind.rows).sorted()
            return Baseline.Entry(
                finding: kind.finding, source: kind.source, column: kind.column, rows: rows,
                count: kind.isOfWholeSource || !rows.isEmpty ? nil : kind.found, by: acceptor.by, on: acceptor.on,
                why: acceptor.why, until: acceptor.until, location: nil)
        }
        guard !entries.isEmpty else { return [] }
        try baseline.accepting(entries).write(to: path)
        return wanted
    }

    /// Takes out the entries that have expired or no longer serve.
    ///
    /// - Returns: How many were taken out.
    public func prune() throws(PipelineError) -> Int {
        let left = Baseline(entries: baseline.entries.filter { !stale.contains($0.key) })
        let removed = baseline.entries.count - left.entries.count
        if removed > 0 { try left.write(to: path) }
        return removed
    }

    /// Today, for the day on which something is accepted.
    public static var today: CalendarDay? { CalendarDay(iso: String(SystemClock.now.prefix(10))) }
}
