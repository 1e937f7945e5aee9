import Diagnostics
import Indicators
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
    /// The rows of each table that are dated after the as-of day, where there are any.
    let late: [String: [RowLineage.Place]]

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
        var late: [String: [RowLineage.Place]] = [:]
        for table in context.tables.keys.sorted() {
            guard let filter = pipeline.isLate(table) else { continue }
            let rows = try engine.lineage(
                of: TabulationRequest(table: table, filter: filter, measure: .rows), limit: Int(Int32.max))
            if rows.count > 0 { late[table] = rows.places }
        }
        self.late = late
    }

    /// A request of the catalogue as it is answered: over rows that pass the rules and are not after the as-of day.
    func guarded(_ request: TabulationRequest) -> TabulationRequest {
        pipeline.guarded(request, late: Set(late.keys))
    }

    /// What checking the rules gave: the counts with rows moved to quarantine, and each such row.
    struct Checked {
        var sources: [RunSummary.SourceSummary]
        var quarantine: [QualitySupplements.QuarantineLine]
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
        for (source, row) in try store.quarantine() {
            checked.quarantine.append(.init(file: places[source] ?? "", row: row))
        }
        guard !pipeline.definition.rules.isEmpty else { return checked }
        let engine = try engine()
        var gates: [Finding] = []
        var counted: Set<RowPlace> = []
        for rule in pipeline.definition.rules {
            // Rows after the as-of day are not part of this build, so their faults are none of it either.
            let inTime = late[rule.table] == nil ? nil : pipeline.isInTime(rule.table)
            let broken = try engine.lineage(
                of: TabulationRequest(
                    table: rule.table, filter: (inTime.map { "\($0) and " } ?? "") + "not (\(rule.check))",
                    measure: .rows), limit: Int(Int32.max))
            let total = counting.filter { $0.table == rule.table }.reduce(0) { $0 + $1.kept }
            for row in broken.places {
                let file = places[row.source] ?? ""
                checked.quarantine.append(.init(file: file, row: finding(rule, file: file, line: row.line)))
                // A row that breaks two rules is one quarantined row.
                guard rule.severity >= .error, counted.insert(RowPlace(source: row.source, line: row.line)).inserted
                else { continue }
                if let index = sources.firstIndex(where: { $0.id == row.source }) {
                    checked.sources[index] = checked.sources[index].quarantiningOneMore
                }
            }
            let first = broken.places.prefix(SourceReading.listed).map { row in
                RecordLocation(file: names[row.source] ?? "", line: row.line)
            }
            gates += gate(rule, broken: broken.count, of: total, first: first)
        }
        guard gates.isEmpty else { throw PipelineError.dataQuality(gates) }
        checked.quarantine.sort { ($0.file, $0.row.line ?? 0, $0.row.code) < ($1.file, $1.row.line ?? 0, $1.row.code) }
        return checked
    }

    /// A source's counts, with its rows after the as-of day excluded.
    private func withoutLateRows(_ source: SourceReading.ReadSource) -> RunSummary.SourceSummary {
        source.summary.excluding((late[source.summary.table] ?? []).count { $0.source == source.id })
    }

    private struct RowPlace: Hashable {
        let source: SourceID
        let line: Int?
    }

    private func finding(_ rule: RuleDefinition, file: String, line: Int?) -> QuarantinedRow {
        let language = pipeline.definition.languages.first ?? "en"
        let message = rule.messages["en"] ?? rule.messages[language] ?? "the rule '\(rule.id)' does not hold"
        return QuarantinedRow(
            line: line, column: nil, code: "rule.\(rule.id)", severity: rule.severity.rawValue,
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
                code: "rule.\(rule.id)", severity: .stop,
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

    /// One kept row turns out to be quarantined.
    var quarantiningOneMore: RunSummary.SourceSummary {
        RunSummary.SourceSummary(
            source: source, file: file, table: table, read: read, kept: kept - 1, quarantined: quarantined + 1,
            excluded: excluded, contentHash: contentHash, dialect: dialect, wasRead: wasRead)
    }
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
