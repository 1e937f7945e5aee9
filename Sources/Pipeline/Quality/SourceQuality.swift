import Diagnostics
import Ingest
import Microdata
import Statistics

/// Holds sources against the rules about them as a whole, and against what earlier builds read.
struct SourceQuality {
    let pipeline: LoadedPipeline
    let store: Store
    let earlier: EarlierSources
    let sources: [SourceReading.ReadSource]

    init(_ pipeline: LoadedPipeline, _ store: Store, _ sources: [SourceReading.ReadSource]) throws {
        self.pipeline = pipeline
        self.store = store
        self.sources = sources
        earlier = try EarlierSources(store, files: sources.map(\.file))
    }

    /// Everything found, schema drift first, then by rule in the order of the pipeline.
    func findings() throws -> [QualityFinding] {
        var findings: [QualityFinding] = []
        for source in sources {
            findings += try columnsChanged(source)
            findings += try wrongThroughout(source)
        }
        for rule in pipeline.definition.sourceRules {
            switch rule.test {
            case .rows(let source, let limits): findings += rowsOutside(limits, of: source, rule)
            case .drift(let limit): findings += try drifted(limit, rule)
            case .columns: break
            case .audience(let audience): findings += try audiences(audience, rule)
            }
        }
        return findings
    }

    private func identities(_ sources: [SourceReading.ReadSource]) -> Set<[String]> {
        Set(sources.map { [$0.file.description.path, $0.summary.contentHash] })
    }

    // MARK: Rows

    private func rowsOutside(_ limits: RowLimits, of source: String, _ rule: SourceRuleDefinition) -> [QualityFinding] {
        let now = sources.filter { $0.summary.source == source }
        // Rows in which nothing is written are rows of the file, but of nothing else.
        let found = now.reduce(0) { $0 + $1.summary.kept + $1.summary.quarantined }
        var problems: [QualityFinding.Problem] = []
        if let least = limits.least, found < least { problems.append(.fewerRows(found: found, least: least)) }
        if let most = limits.most, found > most { problems.append(.moreRows(found: found, most: most)) }
        if limits.changeCount != nil || limits.changeShare != nil,
            let then = earlier.last(otherThan: identities(now), where: { earlier.name(of: $0) == source })
        {
            let before = then.reduce(0) { $0 + $1.counts.kept + $1.counts.quarantined }
            let change = abs(found - before)
            if let allowed = limits.changeCount, change > allowed {
                problems.append(.rowsChanged(found: found, before: before, allowed: .rows(allowed)))
            } else if let allowed = limits.changeShare, Double(change) > allowed * Double(before) {
                problems.append(.rowsChanged(found: found, before: before, allowed: .share(allowed)))
            }
        }
        return problems.map { finding($0, rule, source: source) }
    }

    /// What is wrong with nearly every row of a file, and so with its mapping, or that no row was kept.
    private func wrongThroughout(_ source: SourceReading.ReadSource) throws -> [QualityFinding] {
        let summary = source.summary
        let counts = try store.issueCounts(of: source.id).filter {
            Severity(stored: $0.severity) >= .error && summary.isThroughout($0.count)
        }
        func finding(_ problem: QualityFinding.Problem, _ code: String) -> QualityFinding {
            QualityFinding(
                problem: problem, code: code, severity: .warning, source: summary.source, file: source.file.name,
                messages: [:], rule: nil)
        }
        let wrong = counts.map { count in
            finding(
                .everyRow(issue: count.code, column: count.column, found: count.count, rows: summary.judgedRows),
                "quality.every-row")
        }
        guard wrong.isEmpty, summary.kept == 0, summary.quarantined > 0 else { return wrong }
        return [finding(.nothingKept(rows: summary.judgedRows), "quality.nothing-kept")]
    }

    // MARK: Distributions

    private func drifted(_ limit: DriftLimit, _ rule: SourceRuleDefinition) throws -> [QualityFinding] {
        let now = sources.filter { $0.summary.table == limit.table }
        guard let source = now.first?.summary.source,
            let then = earlier.last(otherThan: identities(now), where: { $0.description.table == limit.table })
        else { return [] }
        let counts = try levels(of: limit.column, in: now.map(\.id))
        let before = try levels(of: limit.column, in: then.map(\.id))
        let rows = [counts, before].map { $0.values.reduce(0, +) }
        guard rows.allSatisfy({ $0 >= max(1, limit.least) }),
            let distance = limit.measure.distance(from: before, to: counts), distance > limit.limit
        else { return [] }
        // A level is named and no count of it, so that no small group is told.
        let level = DistributionShift.mostChangedLevel(from: before, to: counts)
        return [
            finding(
                .drifted(
                    table: limit.table, column: limit.column, measure: limit.measure, distance: distance,
                    limit: limit.limit, level: level), rule, source: source)
        ]
    }

    /// The rows of a column by value, those without a value among them by reason.
    private func levels(of column: String, in sources: [SourceID]) throws -> [String: Int] {
        var counts = ColumnCounts()
        for source in sources {
            for entry in try store.columnCounts(of: source) where entry.column.name == column {
                counts.add(entry.counts)
            }
        }
        var levels = counts.values
        // A slash is in no code, so that no level is taken for a reason.
        if counts.missingRows > 0 { levels["missing/"] = counts.missingRows }
        return levels
    }

    // MARK: Columns

    /// How the columns of a file differ from those of the version read before, or, of a new file, of the source's last file.
    private func columnsChanged(_ source: SourceReading.ReadSource) throws -> [QualityFinding] {
        try Self.columnsChanged(
            source.file, now: try store.header(of: source.id),
            content: identities(sources.filter { $0.summary.source == source.summary.source }), pipeline, store, earlier
        )
    }

    static func columnsChanged(
        _ file: SourceReading.PlannedFile, now: [String], content: Set<[String]>, _ pipeline: LoadedPipeline,
        _ store: Store, _ earlier: EarlierSources
    ) throws -> [QualityFinding] {
        let name = file.source.definition.id
        guard let then = earlier.last(otherThan: content, where: { earlier.name(of: $0) == name }),
            let version = then.last(where: { $0.description.path == file.description.path }) ?? then.last
        else { return [] }
        let before = try store.header(of: version.id)
        guard !before.isEmpty, !now.isEmpty else { return [] }
        let rule = pipeline.definition.sourceRules.first { rule in
            if case .columns(let source) = rule.test { source == nil || source == name } else { false }
        }
        return SchemaDrift(before: before, now: now).problems.map { problem in
            let code =
                switch problem {
                case .newColumn: "schema.new-column"
                case .missingColumn: "schema.missing-column"
                default: "schema.renamed-column"
                }
            return QualityFinding(
                problem: problem, code: code, severity: rule?.severity ?? .warning, source: name, file: file.name,
                messages: rule?.messages ?? [:], rule: nil)
        }
    }

    private func finding(
        _ problem: QualityFinding.Problem, _ rule: SourceRuleDefinition, source: String
    ) -> QualityFinding {
        QualityFinding(
            problem: problem, code: rule.code, severity: rule.severity, source: source, file: nil,
            messages: rule.messages, rule: rule.location)
    }
}

extension RunSummary.SourceSummary {
    /// The fewest rows of which something can be said to be wrong throughout.
    private static let fewest = 10

    /// The rows that were looked at: kept or set aside.
    var judgedRows: Int { kept + quarantined }

    /// Whether so many rows are nearly all: nine in ten of at least ten.
    func isThroughout(_ count: Int) -> Bool { count >= Self.fewest && count >= judgedRows - judgedRows / 10 }
}

/// The difference of two headers.
struct SchemaDrift {
    let before: [String]
    let now: [String]

    /// Renamed, missing and new columns, each with its nearest relative; a change of order is none.
    var problems: [QualityFinding.Problem] {
        let (old, new) = (Set(before), Set(now))
        var gone = Self.named(before).filter { !new.contains($0) }
        var come = Self.named(now).filter { !old.contains($0) }
        var problems: [QualityFinding.Problem] = []
        for name in gone {
            // What is spelt nearly alike comes before what stands in the same place.
            let place = before.firstIndex(of: name)
            let same = place.flatMap { now.indices.contains($0) && before.count == now.count ? now[$0] : nil }
            guard let to = Self.relative(of: name, among: come) ?? same.flatMap({ come.contains($0) ? $0 : nil }) else {
                continue
            }
            problems.append(.renamedColumn(from: name, to: to))
            gone.removeAll { $0 == name }
            come.removeAll { $0 == to }
        }
        problems += gone.map { .missingColumn($0, near: Self.relative(of: $0, among: Self.named(now))) }
        problems += come.map { .newColumn($0, near: Self.relative(of: $0, among: Self.named(before))) }
        return problems
    }

    /// The nearest relative of a name: spelt nearly alike, or one the start of the other, as in `Maakunta` and `Maakunta (koti)`.
    private static func relative(of name: String, among names: [String]) -> String? {
        if let near = nearestName(to: name, in: names) { return near }
        let plain = name.lowercased()
        return names.first { other in
            let other = other.lowercased()
            return min(plain.count, other.count) >= 4 && (plain.hasPrefix(other) || other.hasPrefix(plain))
        }
    }

    /// The names, each once; columns without a name cannot be told apart.
    private static func named(_ header: [String]) -> [String] {
        var seen: Set<String> = []
        return header.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
