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
        // What breaks a rule about rows together is found first; then it is a rule about rows like any other.
        var rules = pipeline.definition.rules
        let together = rules.enumerated().compactMap { place, rule in rule.group.map { (place: place, group: $0) } }
        let tables = try engine.tabulations(
            for: together.map { place, group in
                let table = rules[place].table
                return group.request(table, filter: late[table] == nil ? nil : pipeline.isInTime(table))
            })
        for ((place, group), table) in zip(together, tables) {
            guard let broken = group.broken(table.tuples) else {
                throw PipelineError.dataQuality([rules[place].isBrokenEverywhere])
            }
            rules[place] = rules[place].found(broken)
        }
        self.pipeline = pipeline.with(rules: rules)
        self.context = self.pipeline.guarded(context, late: Set(late.keys))
    }

    /// A request of the catalogue as it is answered: over rows that pass the rules and are not after the as-of day.
    func guarded(_ request: TabulationRequest) -> TabulationRequest {
        pipeline.guarded(request, late: Set(late.keys))
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

    /// So many rows break it together that they cannot be told one by one.
    var isBrokenEverywhere: Finding {
        Finding(
            code: code, severity: .stop,
            explanation: Explanation(
                summary: "\(location): more than a thousand groups of rows break the rule '\(id)'",
                cause: "the rule is \(stated)", remedies: ["see whether it names the right columns and stages"]),
            location: location)
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
