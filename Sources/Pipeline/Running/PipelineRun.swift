import Diagnostics
import Disclosure
import HTMLReport
import Indicators
import Ingest
import Microdata
import Records
import Reporting
import Tabulation
import Workers

/// One run of a pipeline: lock, see what changed, read, tabulate, evaluate, protect, write, publish.
///
/// The store changes in one transaction, and the build folder in one exchange: whatever goes wrong, the last good build and
/// the store stay as they were.
public struct PipelineRun {
    let pipeline: LoadedPipeline
    let options: RunOptions
    let progress: @Sendable (String) -> Void

    /// - Parameter progress: Told what the run is doing, for a terminal.
    public init(_ pipeline: LoadedPipeline, options: RunOptions, progress: @escaping @Sendable (String) -> Void) {
        self.pipeline = pipeline
        self.options = options
        self.progress = progress
    }

    var output: String { pipeline.outputPath }

    /// Runs the pipeline.
    ///
    /// - Throws: ``PipelineError``, or the error of the step that failed, all of them explained.
    public func run() throws -> RunSummary {
        try FilePath.makeFolder(FilePath.folder(of: pipeline.storePath))
        let lock = try BuildLock(path: pipeline.storePath + ".lock")
        defer { withExtendedLifetime(lock) {} }
        // Without a store everything is new, so that the catalogue can be planned while the store is made.
        let early = FilePath.exists(pipeline.storePath) ? nil : planning()
        let store = try Store(path: pipeline.storePath)
        let reading = SourceReading(pipeline: pipeline, options: options, progress: progress)
        let supplied = CorrectionFiles(pipeline)
        let plan = try reading.plan(store, supplied)
        if plan.isUnchanged, let last = try store.runs(limit: 1).first,
            last.description.definitionHash == pipeline.hash, last.description.state == .built,
            let summary = try PublishedBuild.summary(
                in: output,
                findings: Self.distinct(
                    pipeline.findings + plan.files.flatMap(reading.findings(of:)) + supplied.findings
                        + QualityChecking.findings(ofUnchanged: plan, pipeline, store)
                        + KnownCorrections(store, files: supplied.files.count).findings(pipeline))),
            summary.build == buildIdentity(plan.current, supplied)
        {
            return summary
        }
        let planned = try (early ?? planning()).get()
        let pseudonymiser = try Pseudonymiser(keyFile: pipeline.storePath + ".key", of: store)
        let publication = try Publication(destination: output)
        do {
            let summary = try store.run { transaction in
                try transaction.bind(to: pseudonymiser)
                let matching = RunMatching(pipeline, pseudonymiser: pseudonymiser, threads: options.threads)
                let sources = try reading.read(plan, transaction, pseudonymiser, matching)
                let log = CorrectionLog(pipeline: pipeline, pseudonymiser: pseudonymiser, recorded: SystemClock.now)
                try transaction.setLooseCorrections(plan.corrections.loose.map { log.entry($0.supplied, $0.state) })
                let tabulating = try Tabulating(
                    pipeline, context: planned.context, requests: planned.requests, store: store,
                    transaction: transaction, threads: options.threads)
                let quality = try QualityChecking(
                    pipeline: pipeline, store: store, transaction: transaction, pseudonymiser: pseudonymiser,
                    sources: sources
                ).facts(tabulating)
                let gates = quality.gates + plan.vanished.map(\.finding).filter { $0.severity == .stop }
                guard gates.isEmpty else { throw PipelineError.dataQuality(gates) }
                let changes = SourceReading.changes(sources, plan)
                let summary = try build(
                    sources, quality, matching,
                    Beside(changes: changes, vanished: plan.vanished, supplied: supplied), tabulating,
                    planned.pageWriter, store, transaction, publication)
                try publication.publish()
                return summary
            }
            publication.finish()
            return summary
        } catch {
            // The store may refuse at the very end, when its changes are written: then the build is taken back too.
            publication.withdraw()
            throw error
        }
    }

    /// What the tables are, what is asked of them and the templates of pages, checked.
    private struct Planned {
        let context: TabulationContext
        let requests: CatalogueRequests
        let pageWriter: HTMLReportWriter?
    }

    /// Planning that goes on beside the calling thread.
    private struct Planning {
        let tables: Background<(context: TabulationContext, requests: CatalogueRequests, findings: [Finding])>
        let pages: Background<Result<HTMLReportWriter?, HTMLReportError>>

        /// - Throws: ``PipelineError`` with everything that is wrong.
        func get() throws(PipelineError) -> Planned {
            let (tables, pages) = (tables.value, pages.value)
            var faults = tables.findings.filter { $0.severity >= .error }
            if case .failure(let error) = pages { faults.append(Finding(error)) }
            guard faults.isEmpty, case .success(let writer) = pages else { throw .definitions(faults) }
            return Planned(context: tables.context, requests: tables.requests, pageWriter: writer)
        }
    }

    private func planning() -> Planning {
        let pipeline = pipeline
        let tables = Background(threads: options.threads) {
            let (context, requests) = (pipeline.tabulationContext, CatalogueRequests(pipeline.evaluation))
            return (
                context: context, requests: requests,
                findings: Checking(pipeline).ofDefinitions(context, requests)
            )
        }
        let pages = Background(threads: options.threads) {
            Result { () throws(HTMLReportError) in try pipeline.pageWriter() }
        }
        return Planning(tables: tables, pages: pages)
    }

    /// What makes two builds the same: definitions, as-of date and the content of every input, corrections included.
    func buildIdentity(_ sources: [RunSummary.SourceSummary], _ supplied: CorrectionFiles) -> String {
        String(
            digest(
                [pipeline.hash] + sources.flatMap { [$0.source, pipeline.place(of: $0.file), $0.contentHash] }
                    + supplied.files.flatMap { ["corrections", $0.place, $0.hash] }
            ).prefix(16))
    }

    /// What a run knows beside the rows: how the files changed, and what was corrected in them.
    private struct Beside {
        let changes: FileChanges
        let vanished: [VanishedFile]
        let supplied: CorrectionFiles
    }

    // MARK: Building

    private func build(
        _ sources: [SourceReading.ReadSource], _ quality: QualityFacts, _ matching: RunMatching, _ beside: Beside,
        _ tabulating: Tabulating, _ pageWriter: HTMLReportWriter?, _ store: Store, _ transaction: StoreTransaction,
        _ publication: Publication
    ) throws -> RunSummary {
        progress("tabulating")
        let answers = try tabulating.answers()
        let previous = try store.runs(limit: 1).first.map { try store.results(of: $0.id) }
        let summaries = quality.sources
        let recording = recording(quality, sources, tabulating, transaction)
        // Whatever comes of it, the store is not left while something is written to it.
        progress("estimating")
        let outcome = Result { try evaluate(answers) }
        let run = try recording.value.get()
        let evaluated = try outcome.get()
        progress("writing")
        let identity = buildIdentity(summaries, beside.supplied)
        let matched = try MatchingOutcome(pipeline, sources, store, matching)
        let corrections = try KnownCorrections(store, files: beside.supplied.files.count)
        let writing = BuildWriting(
            pipeline: pipeline, evaluated: evaluated, quality: quality, matching: matched, corrections: corrections,
            changes: beside.changes,
            previous: previous.map(ChangeSupplement.published), build: identity, pageWriter: pageWriter,
            threads: options.threads)
        let values = evaluated.sets.reduce(0) { $0 + $1.figures.count }
        // The store takes the values down while the outputs are written; neither lasts unless both succeed.
        let valuing = Background(threads: options.threads) {
            Result {
                try transaction.record(
                    ChangeSupplement.rows(of: evaluated.sets), of: run,
                    summary: Self.described(summaries) + ", \(values) values")
            }
        }
        let result = Result { try writing.write(to: publication.staging, published: output) }
        let valued = valuing.value
        let written = try result.get()
        try valued.get()
        let summary = RunSummary(
            build: identity, isUnchanged: false, sources: summaries, withheldPrimary: evaluated.protection.primaryCount,
            withheldSecondary: evaluated.protection.secondaryCount, indicators: pipeline.catalogue.indicators.count,
            values: values, keyFigures: written.keyFigures, outputs: written.outputs,
            findings: Self.distinct(
                pipeline.findings + sources.flatMap(\.findings).filter { $0.severity < .stop } + matching.findings
                    + (pipeline.matching?.update(with: matched.pending) ?? []) + quality.told
                    + beside.vanished.map(\.finding) + beside.supplied.findings + corrections.findings(pipeline)),
            changes: beside.changes, corrections: corrections.counts)
        try FilePath.write(BuildFile.bytes(summary, pipeline), to: publication.staging + "/build.json")
        return summary
    }

    /// Takes down the run and what its values are going to come from, beside their evaluation.
    private func recording(
        _ quality: QualityFacts, _ sources: [SourceReading.ReadSource], _ tabulating: Tabulating,
        _ transaction: StoreTransaction
    ) -> Background<Result<RunID, any Error>> {
        let run = RunDescription(
            pipeline: pipeline.definition.name, started: SystemClock.now, asOf: pipeline.definition.asOf.description,
            version: kaikuVersion, definitionHash: pipeline.hash, state: .built,
            summary: Self.described(quality.sources))
        let codeLists = pipeline.orderedCodeLists
        let corrections = sources.filter { !$0.file.corrections.isEmpty }.map { source in
            (
                DefinitionMarks.corrections(of: source.file.description.table) + source.file.description.path,
                digest(source.file.corrections.flatMap { ["\($0.correction.key)", $0.place, $0.hash] })
            )
        }
        let marks = pipeline.marks.merging(corrections) { _, new in new }
        return Background(threads: options.threads) {
            Result {
                try transaction.setCodeLists(codeLists)
                let id = try transaction.record(run, sources: sources.map(\.id), lineage: tabulating.lineage())
                try transaction.record(quality.counts, of: id)
                try transaction.record(marks, of: id)
                try transaction.prune(keepingRuns: 20)
                return id
            }
        }
    }

    private static func described(_ sources: [RunSummary.SourceSummary]) -> String {
        "\(sources.reduce(0) { $0 + $1.read }) rows"
    }

    /// The findings without repetition: the files of a source share what is to be said of their mapping.
    private static func distinct(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }
    }

    private func evaluate(_ answers: [TabulationRequest: CrossTabulation]) throws -> EvaluatedPipeline {
        let evaluation = pipeline.evaluation.result(from: answers, threads: options.threads)
        progress("protecting")
        do throws(DisclosureError) {
            let policy = try pipeline.policy()
            let protection = try protect(evaluation.sets, policy: policy, relations: pipeline.countRelations)
            return EvaluatedPipeline(
                evaluation: evaluation, protection: protection, threshold: policy.threshold)
        } catch {
            throw PipelineError.disclosure([Finding(error)])
        }
    }
}

extension LoadedPipeline {
    /// What writes its pages; nil when it wants none.
    func pageWriter() throws(HTMLReportError) -> HTMLReportWriter? {
        guard definition.outputs.html else { return nil }
        return try HTMLReportWriter(templates: resolved(definition.templates))
    }

    var evaluation: Evaluation { Evaluation(catalogue: catalogue, context: evaluationContext) }

    var evaluationContext: EvaluationContext {
        EvaluationContext(codeLists: codeLists, asOf: definition.asOf, from: definition.from, to: definition.to)
    }
}
