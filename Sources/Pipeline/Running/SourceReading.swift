import Diagnostics
import Ingest
import Microdata
import Records

/// Finds out which files have changed, and reads those into the store.
struct SourceReading {
    let pipeline: LoadedPipeline
    let options: RunOptions
    let progress: @Sendable (String) -> Void

    /// The most rows that a gate lists one by one.
    static let listed = 10

    /// A file of a source, with what the store knows of it.
    struct PlannedFile {
        let source: LoadedSource
        let path: String
        let name: String
        let description: SourceDescription
        /// The version in the store, when nothing about it has changed.
        let stored: StoredSource?
        /// What suppliers have corrected in it.
        var corrections: [CorrectionFiles.Supplied] = []
    }

    /// What a run has to read.
    struct Plan {
        let files: [PlannedFile]
        /// Whether the store holds just these files, unchanged.
        let isUnchanged: Bool
        /// The versions that the run before read; an authority copy is none.
        let known: [StoredSource]
        let vanished: [VanishedFile]
        let corrections: CorrectionPlan

        /// The unchanged files as a summary of an earlier run would name them.
        var current: [RunSummary.SourceSummary] {
            files.compactMap { file in file.stored.map { file.summary($0, wasRead: false) } }
        }
    }

    /// A source's file in the store.
    struct ReadSource {
        let id: SourceID
        let file: PlannedFile
        let summary: RunSummary.SourceSummary
        let findings: [Finding]
    }

    func plan(_ store: Store, _ supplied: CorrectionFiles) throws -> Plan {
        var files: [PlannedFile] = []
        let register = pipeline.registerVersion()
        for source in pipeline.sources {
            for (path, name) in source.files {
                guard let fingerprint = FileFingerprint(path: path) else {
                    throw PipelineError.cannotRead(path: name, reason: FilePath.lastReason())
                }
                let description = SourceDescription(
                    path: pipeline.place(of: path), table: source.mapping.table, position: files.count,
                    fingerprint: fingerprint,
                    mappingHash: pipeline.readingHash(of: source, register: register), source: source.definition.id)
                files.append(
                    PlannedFile(
                        source: source, path: path, name: name, description: description,
                        stored: try store.unchangedSource(description)))
            }
        }
        let corrections = try corrections(supplied, of: files, store)
        for index in files.indices {
            let fingerprint = corrections.fingerprint(of: index)
            guard !fingerprint.isEmpty else { continue }
            files[index] = try files[index].corrected(
                corrections.ofFile[index] ?? [], fingerprint: digest(fingerprint), store)
        }
        // Rows are compared over all files of a table, so one that has changed or gone makes all of its table be read again.
        let known = try store.sources()
        let named = Set(files.map { [$0.description.path, $0.description.table] })
        let gone = known.filter { !named.contains([$0.description.path, $0.description.table]) }
        let touched = Set(files.filter { $0.stored == nil }.map(\.description.table) + gone.map(\.description.table))
        let changed = touched.intersection(files.filter(\.source.mapping.comparesRows).map(\.description.table))
        files = files.map { changed.contains($0.description.table) ? $0.withoutStored : $0 }
        let isUnchanged = files.allSatisfy { $0.stored != nil } && known.count == files.count
        // What has changed is told since the run before, whatever an authority copy has read in between.
        let before = try store.runs(limit: 1).first.map { try store.sources(of: $0.id) } ?? []
        return Plan(
            files: files, isUnchanged: isUnchanged, known: before,
            vanished: VanishedFile.all(before, besides: files, pipeline), corrections: corrections)
    }

    /// Finds the files that corrections are for. Without any, no file is looked at.
    private func corrections(
        _ supplied: CorrectionFiles, of files: [PlannedFile], _ store: Store
    ) throws -> CorrectionPlan {
        guard !supplied.all.isEmpty else { return CorrectionPlan() }
        return try CorrectionPlan(supplied, names: files.map { FilePath.name(of: $0.name) }) { index in
            let file = files[index]
            // A file that is as it was when it was read has the content that it had.
            if let known = try store.currentSource(path: file.description.path, table: file.description.table),
                known.description.fingerprint == file.description.fingerprint
            {
                return known.contentHash
            }
            return (try? SourceReader.contentHash(path: file.path, displayName: file.name)) ?? ""
        }
    }

    /// Which files the run found new and changed; nothing at the first run, to which all are new.
    static func changes(_ sources: [ReadSource], _ plan: Plan) -> FileChanges {
        var changes = FileChanges()
        changes.vanished = plan.vanished.map(\.name)
        changes.isFirst = plan.known.isEmpty
        guard !changes.isFirst else { return changes }
        let known = Dictionary(grouping: plan.known, by: \.description.path)
        // A file that has not changed since an authority copy read it may have changed since the run before.
        for source in sources {
            let description = source.file.description
            // A file that is read into another table than before is not new.
            let versions = known[description.path] ?? []
            let before = versions.first { $0.description.table == description.table } ?? versions.first
            if before == nil {
                changes.new.append(source.file.name)
            } else if before?.contentHash != source.summary.contentHash {
                changes.changed.append(source.file.name)
            }
        }
        return changes
    }

    /// How the columns of a file that does not fit its mapping differ from those of its last version: mostly why it does not.
    private func columnsChanged(_ file: PlannedFile, _ store: Store, _ earlier: EarlierSources) throws -> [Finding] {
        let header = SourceReader.header(path: file.path, displayName: file.name, mapping: file.source.mapping) ?? []
        return try SourceQuality.columnsChanged(file, now: header, content: [], pipeline, store, earlier).map {
            let finding = $0.finding
            return Finding(
                code: finding.code, severity: min(.warning, finding.severity), explanation: finding.explanation,
                location: finding.location)
        }
    }

    /// Reads what has changed; what has vanished from the pipeline is marked as removed.
    ///
    /// - Returns: The sources in the order of the pipeline, whatever the order in which they are read.
    func read(
        _ plan: Plan, _ transaction: StoreTransaction, _ pseudonymiser: Pseudonymiser, _ matching: RunMatching
    ) throws -> [ReadSource] {
        var filters: [String: DuplicateFilter] = [:]
        var sources: [ReadSource] = []
        let store = transaction.store
        let earlier = try EarlierSources(store, files: plan.files)
        var unreadable = plan.vanished.map(\.finding).filter { $0.severity == .error }
        let first = plan.files.filter { matching.isRegister($0.description.table) }
        let rest = plan.files.filter { !matching.isRegister($0.description.table) }
        for (number, file) in (first + rest).enumerated() {
            if number == first.count { try matching.takeRegister(from: transaction.store, Set(sources.map(\.id))) }
            if let stored = file.stored {
                sources.append(
                    ReadSource(
                        id: stored.id, file: file, summary: file.summary(stored, wasRead: false),
                        findings: findings(of: file)))
                continue
            }
            progress("reading \(file.name)")
            let table = file.description.table
            let filter = filters[table] ?? DuplicateFilter()
            filters[table] = filter
            do {
                sources.append(
                    try read(
                        file, transaction, pseudonymiser, filter, near: matching.near(of: file),
                        matching: matching.matching(of: file, among: plan.files)))
            } catch let error as IngestError {
                // What is wrong with the store or the machine would be so for each file; what is wrong with a file is not.
                switch error {
                case .receiver(let reason): throw reason
                case .noThread: throw error
                default:
                    unreadable += error.findings.filter { $0.severity >= .error }
                    unreadable += try columnsChanged(file, store, earlier)
                }
            }
        }
        try matching.takeRegister(from: transaction.store, Set(sources.map(\.id)))
        guard unreadable.isEmpty else { throw PipelineError.sources(unreadable) }
        try transaction.removeSources(except: Set(sources.map(\.id)))
        return sources.sorted { $0.file.description.position < $1.file.description.position }
    }

    /// What there is to say of an unchanged file, from its first lines: that it was not read again mends nothing.
    func findings(of file: PlannedFile) -> [Finding] {
        SourceReader.findings(
            path: file.path, displayName: file.name, mapping: file.source.mapping, codeLists: pipeline.codeLists
        ).filter { $0.severity < .error }
    }

    private func read(
        _ file: PlannedFile, _ transaction: StoreTransaction, _ pseudonymiser: Pseudonymiser, _ filter: DuplicateFilter,
        near: NearDuplicates?, matching: (any SegmentMatching)?
    ) throws -> ReadSource {
        let id = try transaction.beginSource(file.description)
        var mapping = file.source.mapping
        mapping.corrections = file.corrections.map(\.correction)
        let report = try SourceReader.read(
            path: file.path, displayName: file.name, mapping: mapping, codeLists: pipeline.codeLists,
            pseudonymiser: pseudonymiser, threads: options.threads, duplicates: filter, near: near, matching: matching
        ) { segment in
            try transaction.add(EncodedSegment(segment), to: id)
        }
        let counts = RowCounts(
            read: report.rowsRead, kept: report.rowsKept, quarantined: report.rowsQuarantined,
            excluded: report.rowsExcluded)
        try transaction.add(report.issues.issues.map(quarantined), to: id)
        try transaction.add(
            report.issues.tallies.map {
                IssueCount(code: $0.code, column: $0.column, severity: $0.severity.rawValue, count: $0.count)
            }, to: id)
        try transaction.setHeader(report.header, of: id)
        let log = CorrectionLog(pipeline: pipeline, pseudonymiser: pseudonymiser, recorded: SystemClock.now)
        try transaction.add(log.entries(file.corrections, report.corrections), to: id)
        let dialect = report.verdict
        try transaction.finish(id, contentHash: report.sha256, counts: counts, dialect: dialect)
        let summary = file.summary(counts, contentHash: report.sha256, dialect: dialect, wasRead: true)
        var findings = report.findings
        if findings.contains(where: { $0.severity == .stop }) {
            // The build stops here, so that no report is going to list these rows.
            findings += report.issues.issues.filter { $0.severity >= .error }.prefix(Self.listed).map { issue in
                Finding(code: issue.code, severity: .stop, explanation: issue.explanation, location: issue.location)
            }
        }
        return ReadSource(id: id, file: file, summary: summary, findings: findings)
    }

    /// A row for the store, which names files by their places, as messages of this run do not.
    private func quarantined(_ issue: RowIssue) -> QuarantinedRow {
        let issue = issue.naming(pipeline.place(of:))
        let explanation = issue.explanation
        return QuarantinedRow(
            line: issue.location.line, column: issue.location.column, code: issue.code,
            severity: issue.severity.rawValue,
            summary: explanation.summary, cause: explanation.cause, remedies: explanation.remedies)
    }
}

extension SourceReading.PlannedFile {
    var withoutStored: SourceReading.PlannedFile {
        SourceReading.PlannedFile(
            source: source, path: path, name: name, description: description, stored: nil, corrections: corrections)
    }

    /// The same file read with corrections, which are part of what decides what its rows become.
    func corrected(
        _ corrections: [CorrectionFiles.Supplied], fingerprint: String, _ store: Store
    ) throws -> SourceReading.PlannedFile {
        var description = description
        description.mappingHash = digest([description.mappingHash, fingerprint])
        return SourceReading.PlannedFile(
            source: source, path: path, name: name, description: description,
            stored: try store.unchangedSource(description), corrections: corrections)
    }

    func summary(_ stored: StoredSource, wasRead: Bool) -> RunSummary.SourceSummary {
        summary(stored.counts, contentHash: stored.contentHash, dialect: stored.dialect, wasRead: wasRead)
    }

    func summary(_ counts: RowCounts, contentHash: String, dialect: String, wasRead: Bool) -> RunSummary.SourceSummary {
        RunSummary.SourceSummary(
            source: source.definition.id, file: name, table: description.table, read: counts.read, kept: counts.kept,
            quarantined: counts.quarantined, excluded: counts.excluded, contentHash: contentHash, dialect: dialect,
            wasRead: wasRead)
    }
}
