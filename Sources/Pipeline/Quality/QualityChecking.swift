import Diagnostics
import Ingest
import Microdata
import Records
import Tabulation

/// Checks what was read, and collects what reports and gates need to know of it.
struct QualityChecking {
    let pipeline: LoadedPipeline
    let store: Store
    let transaction: StoreTransaction?
    let pseudonymiser: Pseudonymiser
    let sources: [SourceReading.ReadSource]

    /// Builds that the trend shows, this one included.
    static let remembered = 20

    /// Everything that is found out. Nothing of it throws a gate: whoever asks decides.
    func facts(_ tabulating: Tabulating) throws -> QualityFacts {
        let (facts, _) = try factsAndAcceptance(tabulating)
        return facts
    }

    /// The same, with the baseline as it was applied.
    func factsAndAcceptance(_ tabulating: Tabulating) throws -> (facts: QualityFacts, acceptance: Acceptance) {
        let checked = try tabulating.checkRules(sources)
        var acceptance = Acceptance(
            pipeline.baseline, asOf: pipeline.definition.asOf, files: sources.map(\.file), pseudonymiser: pseudonymiser)
        var groups: [FindingGroup] = []
        for source in sources { groups += try FindingGroup.groups(of: source, in: store) }
        groups += checked.groups
        acceptance.accept(&groups)
        let published = try PublishedReading(pipeline: pipeline, store: store, sources: sources).outcome()
        var findings = try SourceQuality(pipeline, store, sources).findings() + published.findings
        for index in findings.indices {
            let finding = findings[index]
            findings[index].isAccepted = acceptance.accepts(finding.code, of: finding.source, column: finding.column)
        }
        let quarantine = quarantineGates(&acceptance)
        let gates =
            quarantine.gates + groups.compactMap(\.gate)
            + checked.outcomes.flatMap { outcome in
                let accepted = groups.reduce(0) { $0 + ($1.code == outcome.rule.code ? $1.accepted : 0) }
                return outcome.gate(accepted: accepted)
            } + findings.filter(\.isGate).map(\.finding)
        var facts = QualityFacts(
            sources: checked.sources, late: checked.late, groups: groups, quarantine: checked.quarantine,
            shown: ShownRows(checked.quarantine, pipeline), findings: findings, published: published.figures,
            baseline: acceptance.uses,
            completeness: try completeness(),
            timeliness: try timeliness(tabulating), history: [],
            overQuarantined: quarantine.sources, gates: gates,
            told: findings.filter { !$0.isGate }.map(\.finding) + acceptance.findings)
        let builds = try earlierBuilds() + [(asOf: pipeline.definition.asOf, counts: facts.counts)]
        facts.history = builds.enumerated().map { index, build in
            BuildQuality(number: index + 1, asOf: build.asOf, counts: build.counts)
        }
        return (facts, acceptance)
    }

    /// The builds before this one that left counts behind, the oldest first.
    ///
    /// A build that was made again, from the same definitions and files, is one build: making it again gives the same report.
    private func earlierBuilds() throws -> [(asOf: CalendarDay, counts: [QualityCount])] {
        var last =
            [[pipeline.hash]]
            + sources.map { [$0.file.description.path, $0.summary.contentHash] }.sorted {
                $0.lexicographicallyPrecedes($1)
            }
        var builds: [(asOf: CalendarDay, counts: [QualityCount])] = []
        for (run, counts) in try store.qualityCounts(limit: Self.remembered) where !counts.isEmpty {
            let read = try store.sources(of: run.id).map { [$0.description.path, $0.contentHash] }.sorted {
                $0.lexicographicallyPrecedes($1)
            }
            let identity = [[run.description.definitionHash]] + read
            guard identity != last, builds.count < Self.remembered - 1,
                let asOf = CalendarDay(iso: run.description.asOf)
            else { continue }
            last = identity
            builds.append((asOf, counts))
        }
        return builds.reversed()
    }

    /// What there is to say of sources as a whole when nothing has changed since the last build: that nothing is built mends nothing.
    static func findings(
        ofUnchanged plan: SourceReading.Plan, _ pipeline: LoadedPipeline, _ store: Store
    ) throws -> [Finding] {
        let sources = plan.files.compactMap { file in
            file.stored.map {
                SourceReading.ReadSource(
                    id: $0.id, file: file, summary: file.summary($0, wasRead: false), findings: [])
            }
        }
        var acceptance = Acceptance(
            pipeline.baseline, asOf: pipeline.definition.asOf, files: plan.files, pseudonymiser: nil)
        let published = try PublishedReading(pipeline: pipeline, store: store, sources: sources).outcome()
        return (try SourceQuality(pipeline, store, sources).findings() + published.findings).filter {
            !acceptance.accepts($0.code, of: $0.source, column: $0.column)
        }.map(\.finding)
    }

    /// Files of which more rows went to quarantine than their mappings allow, also when they were read by an earlier run.
    private func quarantineGates(
        _ acceptance: inout Acceptance
    ) -> (gates: [Finding], sources: [(source: String, isAccepted: Bool)]) {
        var gates: [Finding] = []
        var over: [(source: String, isAccepted: Bool)] = []
        for source in sources {
            let read = source.findings.filter { $0.severity == .stop }
            let summary = source.summary
            let gate = source.file.source.mapping.quarantineGate(
                file: source.file.name, read: summary.read, quarantined: summary.quarantined, mostly: nil)
            let stops = read.isEmpty ? gate.map { [$0] } ?? [] : read
            guard !stops.isEmpty else { continue }
            let isAccepted = acceptance.accepts("ingest.too-many-quarantined", of: summary.source, column: nil)
            over.append((summary.source, isAccepted))
            if !isAccepted { gates += stops }
        }
        return (gates, over)
    }

    // MARK: Completeness

    private func completeness() throws -> [SourceCompleteness] {
        try pipeline.sources.map { source in
            let files = sources.filter { $0.summary.source == source.definition.id }
            var counts: [String: ColumnCounts] = [:]
            for file in files {
                try transaction?.countColumns(of: file.id)
                for entry in try store.columnCounts(of: file.id) {
                    counts[entry.column.name, default: ColumnCounts()].add(entry.counts)
                }
            }
            // Columns of the record that no mapping fills say nothing of the source.
            let columns = source.mapping.columns.filter { !$0.sources.isEmpty }.compactMap { column in
                counts[column.name].map {
                    SourceCompleteness.Column(
                        name: column.name, header: column.sources.count == 1 ? column.sources[0] : column.name,
                        counts: $0)
                }
            }
            return SourceCompleteness(
                source: source.definition.id, rows: files.reduce(0) { $0 + $1.summary.kept },
                isProtected: source.mapping.isAboutPersonsOrOrganisations, columns: columns)
        }
    }

    // MARK: Timeliness

    private func timeliness(_ tabulating: Tabulating) throws -> [SourceTimeliness] {
        let runs = try store.runs(limit: Self.remembered)
        let read = try runs.map { try store.sources(of: $0.id) }
        var delays: [String: SourceTimeliness.Delay] = [:]
        for table in Set(pipeline.sources.map(\.mapping.table)).sorted() {
            delays[table] = try delay(of: table, tabulating)
        }
        return try pipeline.sources.map { source in
            let files = sources.filter { $0.summary.source == source.definition.id }
            let now = Set(files.map { [$0.file.description.path, $0.summary.contentHash] })
            let paths = Set(files.map(\.file.description.path))
            var since = pipeline.definition.asOf
            for (run, sources) in zip(runs, read) {
                let then = sources.filter { paths.contains($0.description.path) }
                guard Set(then.map { [$0.description.path, $0.contentHash] }) == now,
                    let day = CalendarDay(iso: run.description.asOf)
                else { break }
                since = min(since, day)
            }
            return SourceTimeliness(
                source: source.definition.id, last: try lastDay(of: source, files), unchangedSince: since,
                delay: delays[source.mapping.table])
        }
    }

    /// The last day of a source's rows, where their day is a column of their own or of what they refer to.
    private func lastDay(of source: LoadedSource, _ files: [SourceReading.ReadSource]) throws -> CalendarDay? {
        let table = source.mapping.table
        guard let date = pipeline.date(of: table) else { return nil }
        let path = date.split(separator: ".").map(String.init)
        if path.count == 2 {
            let rules = pipeline.definition.tables
            guard let target = rules.first(where: { $0.table == table })?.references[path[0]],
                let key = rules.first(where: { $0.table == target })?.key
            else { return nil }
            return try lastDay(path[1], of: target, key: key, referredToBy: path[0], in: files)
        }
        guard source.mapping.columns.contains(where: { $0.name == date }) else { return nil }
        var last: Int64?
        for file in files {
            for segment in try store.segments(of: file.id) {
                for column in try store.columns(of: segment) where column.name == date {
                    guard let greatest = column.extent.maximum else { continue }
                    let day =
                        column.type == .moment ? (greatest >= 0 ? greatest : greatest - 86_399) / 86_400 : greatest
                    last = max(last ?? day, day)
                }
            }
        }
        return last.flatMap { Int32(exactly: $0) }.map { CalendarDay(number: $0) }
    }

    /// The last day of the rows that a column of some files refers to.
    private func lastDay(
        _ day: String, of target: String, key: String, referredToBy column: String, in files: [SourceReading.ReadSource]
    ) throws -> CalendarDay? {
        var used: Set<String> = []
        for file in files {
            for segment in try store.segments(of: file.id) {
                used.formUnion(try store.dictionary(of: column, in: segment))
            }
        }
        var last: Int32?
        for segment in try store.segments(of: target) {
            guard case .keys(let keys, let names) = try store.column(key, of: segment),
                case .days(let days) = try store.column(day, of: segment)
            else { continue }
            for (row, number) in days.enumerated() where number.missingReason == nil {
                let name = Int(keys[row])
                if names.indices.contains(name), used.contains(names[name]) { last = max(last ?? number, number) }
            }
        }
        return last.map { CalendarDay(number: $0) }
    }

    /// How long it took until the rows of a table were written down.
    private func delay(of table: String, _ tabulating: Tabulating) throws -> SourceTimeliness.Delay? {
        guard let recorded = pipeline.definition.tables.first(where: { $0.table == table })?.recorded,
            let date = pipeline.date(of: table)
        else { return nil }
        let days = "days_between(\(date), \(recorded))"
        let request = TabulationRequest(
            table: table, filter: "present(\(days))", measure: .distribution(days))
        guard let answer = try tabulating.engine().tabulations(for: [tabulating.guarded(request)]).first else {
            return nil
        }
        let cells = answer.cells.compactMap { cell -> (days: Int, rows: Int)? in
            if case .number(let days) = cell.levels.last { (Int(days), cell.aggregate.count) } else { nil }
        }.sorted { $0.days < $1.days }
        let rows = cells.reduce(0) { $0 + $1.rows }
        /// The least number of days that so many rows do not exceed.
        func quantile(_ share: Double) -> Int {
            let wanted = max(1, Int((share * Double(rows)).rounded(.up)))
            var passed = 0
            for cell in cells {
                passed += cell.rows
                if passed >= wanted { return cell.days }
            }
            return cells.last?.days ?? 0
        }
        guard rows > 0 else { return nil }
        return SourceTimeliness.Delay(
            rows: rows, median: quantile(0.5), ninetieth: quantile(0.9),
            isProtected: pipeline.sources.contains {
                $0.mapping.table == table && $0.mapping.isAboutPersonsOrOrganisations
            })
    }
}

extension Mapping {
    /// Whether its rows are of persons or organisations: counts of such rows are protected as those of the figures are.
    var isAboutPersonsOrOrganisations: Bool {
        let types =
            record.fields.filter { field in columns.contains { $0.name == field.name } }.map(\.type)
            + columns.compactMap(\.type)
        if types.contains(.person) { return true }
        return switch record {
        case .surveyResponse, .codedAnswer, .attendance, .participation, .participationEvent, .assessment: true
        // A label may be an innovation's or an organisation's.
        case .organisation, .tie, .supportedEntity, .adoption, .elementUse, .label, .partnership: true
        // What was achieved is so many persons, and may be few.
        case .programmeFigure: true
        case .event, .innovation, .coreElement, .programme, .phase, .submission, .activity, .operation, .target,
            .measure, .expenditure, .budget, .invitation, .publishedFigure:
            false
        }
    }
}
