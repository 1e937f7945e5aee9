import Diagnostics
import Indicators
import Ingest
import Microdata
import Tabulation

/// Answers the catalogue's requests, and checks the rules, over the store's current segments.
struct Tabulating {
    let pipeline: LoadedPipeline
    let context: TabulationContext
    let requests: CatalogueRequests
    let store: Store
    let transaction: StoreTransaction?
    let threads: Int
    /// How many rows of each table are dated after the as-of day, by source, where there are any.
    let late: [String: [SourceID: Int]]

    init(
        _ pipeline: LoadedPipeline, context: TabulationContext, requests: CatalogueRequests, store: Store,
        transaction: StoreTransaction?, threads: Int
    ) throws {
        self.pipeline = pipeline
        self.context = context
        self.requests = requests
        self.store = store
        self.transaction = transaction
        self.threads = threads
        let engine = try Self.engine(context, store, transaction, threads)
        var late: [String: [SourceID: Int]] = [:]
        for table in context.tables.keys.sorted() {
            guard let filter = pipeline.isLate(table) else { continue }
            let rows = try engine.lineage(
                of: TabulationRequest(table: table, filter: filter, measure: .rows), limit: 0)
            if rows.count > 0 { late[table] = rows.countOfSource }
        }
        self.late = late
    }

    /// A request of the catalogue as it is answered: over rows that pass the rules and are not after the as-of day.
    func guarded(_ request: TabulationRequest) -> TabulationRequest {
        pipeline.guarded(request, late: Set(late.keys))
    }

    /// What checking the rules gave: the counts with rows moved to quarantine, and these rows.
    struct Checked {
        var sources: [RunSummary.SourceSummary]
        /// Of each rule the first rows; see ``IssueLog/limit``.
        var quarantine: [QualitySupplements.QuarantineLine]
        /// The others, counted.
        var unlisted: [QualitySupplements.UnlistedRows] = []
    }

    func engine() throws -> TabulationEngine { try Self.engine(context, store, transaction, threads) }

    private static func engine(
        _ context: TabulationContext, _ store: Store, _ transaction: StoreTransaction?, _ threads: Int
    ) throws -> TabulationEngine {
        TabulationEngine(
            context: context, source: try StoredSegments(store, tables: context.tables.keys.sorted()), threads: threads,
            cache: transaction.map(StoredTabulations.init))
    }

    /// A tabulation for each of the catalogue's requests.
    func answers() throws -> [TabulationRequest: CrossTabulation] {
        let wanted = requests.all
        let guarded = wanted.map(guarded)
        return Dictionary(
            zip(wanted, try engine().tabulations(for: guarded)).map { ($0, $1) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The requests of each indicator, for the store's record of what a value came from.
    func lineage() -> [LineageRow] {
        pipeline.catalogue.indicators.flatMap { indicator in
            requests.of(indicator).map {
                LineageRow(indicator: indicator.code, request: guarded($0).described)
            }
        }
    }

    // MARK: Rules

    /// Finds the rows that break a rule; those of severity error count as quarantined.
    func checkRules(_ sources: [SourceReading.ReadSource]) throws -> Checked {
        var checked = Checked(sources: sources.map(withoutLateRows), quarantine: [])
        let counting = checked.sources
        let names = Dictionary(sources.map { ($0.id, $0.file.name) }, uniquingKeysWith: { first, _ in first })
        let places = Dictionary(
            sources.map { ($0.id, $0.file.description.path) }, uniquingKeysWith: { first, _ in first })
        let tables = Dictionary(
            sources.map { ($0.id, $0.file.description.table) }, uniquingKeysWith: { first, _ in first })
        for (source, row) in try store.quarantine() {
            checked.quarantine.append(.init(file: places[source] ?? "", table: tables[source] ?? "", row: row))
        }
        guard !pipeline.definition.rules.isEmpty else { return checked }
        let engine = try engine()
        var gates: [Finding] = []
        var brokenBy: [String: [SourceID: Int]] = [:]
        for rule in pipeline.definition.rules {
            let broken = try engine.lineage(of: breaking([rule], of: rule.table), limit: IssueLog.limit)
            let total = counting.filter { $0.table == rule.table }.reduce(0) { $0 + $1.kept }
            for row in broken.places {
                let file = places[row.source] ?? ""
                checked.quarantine.append(
                    .init(file: file, table: rule.table, row: finding(rule, file: file, line: row.line)))
            }
            checked.unlisted += unlisted(broken, of: rule, places)
            brokenBy[rule.id] = broken.countOfSource
            let first = broken.places.prefix(SourceReading.listed).map { row in
                RecordLocation(file: names[row.source] ?? "", line: row.line)
            }
            gates += gate(rule, broken: broken.count, of: total, first: first)
        }
        guard gates.isEmpty else { throw PipelineError.dataQuality(gates) }
        try moveBrokenRows(engine, sources, brokenBy, &checked)
        checked.quarantine.sort { ($0.file, $0.row.line ?? 0, $0.row.code) < ($1.file, $1.row.line ?? 0, $1.row.code) }
        return checked
    }

    /// The rows that break any of some rules of a table.
    private func breaking(_ rules: [RuleDefinition], of table: String) -> TabulationRequest {
        let broken = rules.map { "not (\($0.check))" }.joined(separator: " or ")
        // Rows after the as-of day are not part of this build, so their faults are none of it either.
        let inTime = late[table] == nil ? nil : pipeline.isInTime(table)
        return TabulationRequest(
            table: table, filter: inTime.map { "\($0) and (\(broken))" } ?? broken, measure: .rows)
    }

    /// Counts the rows that break rules of severity error as quarantined; one that breaks two rules is one row.
    private func moveBrokenRows(
        _ engine: TabulationEngine, _ sources: [SourceReading.ReadSource], _ brokenBy: [String: [SourceID: Int]],
        _ checked: inout Checked
    ) throws {
        let strict = pipeline.definition.rules.filter { $0.severity >= .error }
        for table in Set(strict.map(\.table)).sorted() {
            let rules = strict.filter { $0.table == table }
            // Of one rule alone the rows are counted already.
            let known = rules.count == 1 ? brokenBy[rules[0].id] : nil
            let broken = try known ?? engine.lineage(of: breaking(rules, of: table), limit: 0).countOfSource
            for (index, source) in sources.enumerated() {
                if let count = broken[source.id] {
                    checked.sources[index] = checked.sources[index].quarantining(count)
                }
            }
        }
    }

    /// Per file, the rows beyond those that are listed.
    private func unlisted(
        _ rows: RowLineage, of rule: RuleDefinition, _ files: [SourceID: String]
    ) -> [QualitySupplements.UnlistedRows] {
        guard rows.count > rows.places.count else { return [] }
        var left = rows.countOfSource
        for place in rows.places { left[place.source, default: 0] -= 1 }
        return left.compactMap { source, count in
            count > 0 ? .init(file: files[source] ?? "", table: rule.table, code: rule.code, count: count) : nil
        }.sorted { $0.file < $1.file }
    }

    /// A source's counts, with its rows after the as-of day excluded.
    private func withoutLateRows(_ source: SourceReading.ReadSource) -> RunSummary.SourceSummary {
        source.summary.excluding(late[source.summary.table]?[source.id] ?? 0)
    }

    private func finding(_ rule: RuleDefinition, file: String, line: Int?) -> QuarantinedRow {
        let language = pipeline.definition.languages.first ?? "en"
        let message = rule.messages["en"] ?? rule.messages[language] ?? "the rule '\(rule.id)' does not hold"
        return QuarantinedRow(
            line: line, column: nil, code: rule.code, severity: rule.severity.rawValue,
            summary: "\(RecordLocation(file: file, line: line)): \(message)", cause: "the rule is \(rule.check)",
            remedies: ["correct the row in its source"])
    }

    /// A stop when a rule of that severity is broken, or more rows break it than it allows.
    private func gate(
        _ rule: RuleDefinition, broken: Int, of total: Int, first places: [RecordLocation]
    ) -> [Finding] {
        let isOverCount = rule.maximumCount.map { broken > $0 } ?? false
        let isOverShare = rule.maximumShare.map { total > 0 && Double(broken) / Double(total) > $0 } ?? false
        guard broken > 0, rule.severity == .stop || isOverCount || isOverShare else { return [] }
        return [
            Finding(
                code: rule.code, severity: .stop,
                explanation: Explanation(
                    summary:
                        "\(rule.location): \(broken) of \(total) rows \(broken == 1 ? "breaks" : "break") the rule '\(rule.id)'",
                    cause: "the rule is \(rule.check), and it does not hold for "
                        + places.map(\.description).joined(separator: ", ")
                        + (broken > places.count ? " and \(broken - places.count) more" : ""),
                    remedies: ["correct the rows, or change the rule or its limit"]),
                location: rule.location)
        ]
    }
}

extension RunSummary.SourceSummary {
    /// Some of the kept rows turn out not to belong into the build.
    func excluding(_ rows: Int) -> RunSummary.SourceSummary {
        RunSummary.SourceSummary(
            source: source, file: file, table: table, read: read, kept: kept - rows, quarantined: quarantined,
            excluded: excluded + rows, contentHash: contentHash, dialect: dialect, wasRead: wasRead)
    }

    /// Some of the kept rows turn out to be quarantined.
    func quarantining(_ rows: Int) -> RunSummary.SourceSummary {
        RunSummary.SourceSummary(
            source: source, file: file, table: table, read: read, kept: kept - rows, quarantined: quarantined + rows,
            excluded: excluded, contentHash: contentHash, dialect: dialect, wasRead: wasRead)
    }
}

extension RuleDefinition {
    /// The code of the issue of a row that breaks it.
    var code: String { "rule.\(id)" }
}

extension Finding {
    /// The finding with the place of the definition that it concerns.
    func placed(at location: RecordLocation, in what: String) -> Finding {
        Finding(
            code: code, severity: severity,
            explanation: Explanation(
                summary: "\(location): \(what): \(explanation.summary)", cause: explanation.cause,
                remedies: explanation.remedies),
            location: location)
    }
}
