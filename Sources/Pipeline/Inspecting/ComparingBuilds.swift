import Diagnostics
import Indicators
import Ingest
import Microdata
import Tabulation

/// Compares builds by what the store has kept of them: only values that were published, so nothing that was withheld is shown.
public struct ComparingBuilds {
    let pipeline: LoadedPipeline

    public init(_ pipeline: LoadedPipeline) { self.pipeline = pipeline }

    /// The builds that the store keeps, and the copies for authorities that were made, the latest first.
    public func history() throws -> [BuildHistoryEntry] {
        let store = try opened()
        var copies = try store.authorityCopies()[...]
        var entries: [BuildHistoryEntry] = []
        for run in try store.runs() {
            // What was made after a run stands before it.
            while let copy = copies.first, let previous = copy.previousRun, previous >= run.id {
                entries.append(.authorityCopy(BuildHistoryEntry.AuthorityCopy(copies.removeFirst())))
            }
            entries.append(.build(try build(run, store)))
        }
        return entries + copies.map { .authorityCopy(BuildHistoryEntry.AuthorityCopy($0)) }
    }

    /// - Parameters:
    ///   - from: The number of the earlier build; nil for the last but one.
    ///   - to: The number of the later build; nil for the last.
    public func difference(from: Int64?, to: Int64?) throws -> BuildDifference {
        let store = try opened()
        let runs = try store.runs()
        func run(_ number: Int64) throws -> StoredRun {
            guard let run = runs.first(where: { $0.id.number == number }) else {
                throw PipelineError.unknownName(
                    String(number), kind: "a build that the store keeps; 'kaiku history' lists them", near: nil)
            }
            return run
        }
        let later = try to.map(run) ?? runs.first
        guard let later else { throw PipelineError.noBuild(pipeline: pipeline.path) }
        let earlier = try from.map(run) ?? runs.first { $0.id < later.id }
        guard let earlier else { throw PipelineError.oneBuild(pipeline: pipeline.path) }
        return try compare(earlier, later, store)
    }

    private func opened() throws -> Store {
        guard FilePath.exists(pipeline.storePath) else { throw PipelineError.noBuild(pipeline: pipeline.path) }
        return try Store(path: pipeline.storePath, access: .readOnly)
    }

    private func build(_ run: StoredRun, _ store: Store) throws -> BuildDifference.Build {
        BuildDifference.Build(
            number: run.id.number, started: run.description.started, asOf: run.description.asOf,
            version: run.description.version, files: try store.sources(of: run.id).count,
            values: try store.results(of: run.id).count)
    }

    private func compare(_ earlier: StoredRun, _ later: StoredRun, _ store: Store) throws -> BuildDifference {
        struct Place: Hashable {
            let indicator: String
            let breakdown: String
        }
        let before = try store.results(of: earlier.id)
        let after = try store.results(of: later.id)
        func place(_ row: ResultRow) -> Place { Place(indicator: row.indicator, breakdown: row.breakdown) }
        let old = Dictionary(before.map { (place($0), $0) }, uniquingKeysWith: { first, _ in first })
        let new = Set(after.map(place))
        let causes = try CausesOfChange(pipeline, earlier, later, store)
        var changes: [BuildDifference.Change] = []
        var unchanged = 0
        func add(_ place: Place, _ then: ResultRow?, _ now: ResultRow?) {
            let was = then.map(Self.value)
            let now = now.map(Self.value)
            guard was != now else {
                unchanged += 1
                return
            }
            changes.append(
                BuildDifference.Change(
                    indicator: place.indicator, breakdown: place.breakdown, before: was, after: now,
                    causes: causes.causes(of: place.indicator, breakdown: place.breakdown, was, now)))
        }
        for row in after { add(place(row), old[place(row)], row) }
        for row in before where !new.contains(place(row)) { add(place(row), row, nil) }
        return BuildDifference(
            from: try build(earlier, store), to: try build(later, store), changes: changes, unchanged: unchanged)
    }

    private static func value(_ row: ResultRow) -> BuildDifference.Value {
        if row.json == "\"withheld\"" { return .withheld }
        return Double(row.json).map { .number($0) } ?? .absent
    }
}

/// What differs between two builds besides their values.
struct CausesOfChange {
    private typealias Cause = BuildDifference.Cause

    private let pipeline: LoadedPipeline
    private let requests: CatalogueRequests
    private let old: [String: String]
    private let new: [String: String]
    /// What became of the files of each table.
    private let ofFiles: [String: [BuildDifference.Cause]]
    /// Whether a build is of a version that kept no hashes of its definitions, and the definitions differ.
    private let hasUnknownDefinitions: Bool

    init(_ pipeline: LoadedPipeline, _ earlier: StoredRun, _ later: StoredRun, _ store: Store) throws {
        let old = try store.definitions(of: earlier.id)
        let new = try store.definitions(of: later.id)
        self.init(
            pipeline,
            from: BuildBasis(files: try store.sources(of: earlier.id).map(BuildBasis.File.init), definitions: old),
            to: BuildBasis(files: try store.sources(of: later.id).map(BuildBasis.File.init), definitions: new),
            hasUnknownDefinitions: (old.isEmpty || new.isEmpty)
                && earlier.description.definitionHash != later.description.definitionHash)
    }

    /// - Parameter hasUnknownDefinitions: Whether definitions differ of which one build kept nothing.
    init(_ pipeline: LoadedPipeline, from earlier: BuildBasis, to later: BuildBasis, hasUnknownDefinitions: Bool) {
        self.pipeline = pipeline
        requests = CatalogueRequests(pipeline.evaluation)
        old = earlier.definitions
        new = later.definitions
        self.hasUnknownDefinitions = hasUnknownDefinitions
        ofFiles = Self.files(earlier.files, later.files, old: old, new: new)
    }

    private static func files(
        _ before: [BuildBasis.File], _ after: [BuildBasis.File], old: [String: String], new: [String: String]
    ) -> [String: [Cause]] {
        func place(_ file: BuildBasis.File) -> [String] { [file.place, file.table] }
        let earlier = Dictionary(before.map { (place($0), $0) }, uniquingKeysWith: { first, _ in first })
        let later = Set(after.map(place))
        var causes: [String: [Cause]] = [:]
        for file in after {
            let (table, name) = (file.table, file.name)
            let mark = DefinitionMarks.corrections(of: table) + file.place
            if let known = earlier[place(file)] {
                if known.content != file.content {
                    causes[table, default: []].append(Cause(kind: .correctedData, what: name))
                } else if old[mark] != new[mark] {
                    causes[table, default: []].append(Cause(kind: .correctedData, what: "corrections of \(name)"))
                }
            } else {
                causes[table, default: []].append(Cause(kind: .newData, what: name))
            }
        }
        for file in before where !later.contains(place(file)) {
            causes[file.table, default: []].append(Cause(kind: .removedData, what: file.name))
        }
        return causes
    }

    func causes(
        of indicator: String, breakdown: String, _ before: BuildDifference.Value?, _ after: BuildDifference.Value?
    ) -> [BuildDifference.Cause] {
        let levels = Self.levels(breakdown)
        let indicators = [indicator] + levels.compactMap { $0.dimension == "indicator" ? $0.level : nil }
        let tables = tables(of: indicators)
        var causes = dataCauses(of: tables)
        causes += definitions(of: indicators, dimensions: levels.map(\.dimension), tables)
        if let before, let after, (before == .withheld) != (after == .withheld) {
            causes.append(Cause(kind: .protection, what: after == .withheld ? "withheld now" : "no longer withheld"))
        }
        if causes.isEmpty, hasUnknownDefinitions {
            causes.append(Cause(kind: .definition, what: "a definition, which the older build did not keep"))
        }
        if causes.isEmpty, old[DefinitionMarks.protection] != new[DefinitionMarks.protection] {
            causes.append(Cause(kind: .protection, what: "the rules of protection"))
        }
        if causes.isEmpty { causes.append(Cause(kind: .notKnown, what: "nothing that both builds kept differs")) }
        var seen: Set<BuildDifference.Cause> = []
        let order = BuildDifference.Cause.Kind.allCases
        return causes.filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            let (first, second) = (order.firstIndex(of: left.element.kind), order.firstIndex(of: right.element.kind))
            return (first ?? 0, left.offset) < (second ?? 0, right.offset)
        }.map(\.element)
    }

    private static func levels(_ breakdown: String) -> [(dimension: String, level: String)] {
        breakdown.split(separator: ",").compactMap { part in
            let sides = part.split(separator: "=", maxSplits: 1).map { String($0.drop { $0 == " " }) }
            return sides.count == 2 ? (sides[0], sides[1]) : nil
        }
    }

    /// What became of the files of some tables.
    func dataCauses(of tables: [String]) -> [BuildDifference.Cause] { tables.flatMap { ofFiles[$0] ?? [] } }

    /// The tables that indicators are counted from, and those that these refer to; all of them when that is not known.
    func tables(of indicators: [String]) -> [String] {
        var found: [String] = []
        func add(_ table: String) {
            guard !found.contains(table) else { return }
            found.append(table)
            for rules in pipeline.definition.tables where rules.table == table {
                rules.references.values.sorted().forEach(add)
                rules.merged?.tables.forEach(add)
            }
        }
        for code in indicators {
            guard let indicator = pipeline.catalogue.indicator(code) else { continue }
            for request in requests.of(indicator) {
                add(request.table)
                switch request.measure {
                case .timeToEvent(let time): add(time.eventTable)
                case .subjects(let subjects): add(subjects.eventTable)
                default: break
                }
            }
        }
        return found.isEmpty ? Set(pipeline.sources.map(\.mapping.table)).sorted() : found
    }

    private func definitions(of indicators: [String], dimensions: [String], _ tables: [String]) -> [Cause] {
        changedDefinitions(of: indicators, dimensions: dimensions, tables).map {
            Cause(kind: .definition, what: words($0))
        }
    }

    /// The names of the definitions that differ and can change a figure.
    func changedDefinitions(of indicators: [String], dimensions: [String], _ tables: [String]) -> [String] {
        guard !old.isEmpty, !new.isEmpty else { return [] }
        let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
        let lists = pipeline.catalogue.dimensions.filter { dimensions.contains($0.name) }.compactMap(\.codeList)
        let exact = Set(
            [DefinitionMarks.asOf, DefinitionMarks.period, DefinitionMarks.version]
                + indicators.map(DefinitionMarks.indicator) + dimensions.map(DefinitionMarks.dimension)
                + lists.map(DefinitionMarks.codeList) + tables.map(DefinitionMarks.table))
        let rules = Set(indicators.map(DefinitionMarks.programmeRule))
        // A corrected rule of a programme is told by its version, and not as an edited indicator too.
        let ruled = Set(indicators.filter { changed.contains(DefinitionMarks.programmeRule(of: $0)) })
        let starts = tables.flatMap { [DefinitionMarks.rules(of: $0), DefinitionMarks.mappings(of: $0)] }
        // A mapping that comes or goes with its source is told by its files.
        return changed.filter { name in
            let isMapping = name.hasPrefix("mapping ")
            if rules.contains(name) { return true }
            if ruled.contains(where: { DefinitionMarks.indicator($0) == name }) { return false }
            return (exact.contains(name) || starts.contains(where: name.hasPrefix))
                && (!isMapping || old[name] != nil && new[name] != nil)
        }
    }

    private func words(_ name: String) -> String {
        switch name {
        case DefinitionMarks.asOf: "the as-of day, \(old[name] ?? "–") → \(new[name] ?? "–")"
        case DefinitionMarks.period: "the period, \(old[name] ?? "–") → \(new[name] ?? "–")"
        case DefinitionMarks.version: "Kaiku \(old[name] ?? "–") → \(new[name] ?? "–")"
        case let name where name.hasPrefix(DefinitionMarks.programmeRule(of: "")):
            "the rule of \(name.dropFirst(DefinitionMarks.programmeRule(of: "").count)), "
                + "\(old[name] ?? "none") → \(new[name] ?? "none")"
        default:
            name + (old[name] == nil ? ", which is new" : new[name] == nil ? ", which is gone" : "")
        }
    }
}
