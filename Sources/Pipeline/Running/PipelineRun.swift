import Diagnostics
import Disclosure
import Indicators
import Microdata
import Records
import Reporting
import Tabulation

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
        let store = try Store(path: pipeline.storePath)
        let reading = SourceReading(pipeline: pipeline, options: options, progress: progress)
        let plan = try reading.plan(store)
        if plan.isUnchanged, let last = try store.runs(limit: 1).first,
            last.description.definitionHash == pipeline.hash, last.description.state == .built,
            let summary = PublishedBuild.summary(in: output, findings: pipeline.findings),
            summary.build == buildIdentity(plan.current)
        {
            return summary
        }
        let faults = Checking(pipeline).ofDefinitions.filter { $0.severity >= .error }
        guard faults.isEmpty else { throw PipelineError.definitions(faults) }
        let pseudonymiser = try Pseudonymiser(keyFile: pipeline.storePath + ".key")
        let publication = try Publication(destination: output)
        do {
            let summary = try store.run { transaction in
                try transaction.bind(to: pseudonymiser)
                let sources = try reading.read(plan, transaction, pseudonymiser)
                let summary = try build(sources, store, transaction, publication)
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

    /// What makes two builds the same: definitions, as-of date and the content of every input.
    func buildIdentity(_ sources: [RunSummary.SourceSummary]) -> String {
        String(digest([pipeline.hash] + sources.flatMap { [$0.source, $0.file, $0.contentHash] }).prefix(16))
    }

    // MARK: Building

    private func build(
        _ sources: [SourceReading.ReadSource], _ store: Store, _ transaction: StoreTransaction,
        _ publication: Publication
    ) throws -> RunSummary {
        progress("tabulating")
        let tabulating = try Tabulating(
            pipeline, store: store, transaction: transaction, threads: options.threads)
        let checked = try tabulating.checkRules(sources)
        let answers = try tabulating.answers()
        let evaluated = try evaluate(answers)
        progress("writing")
        let previous = try store.runs(limit: 1).first.map { try store.results(of: $0.id) }
        let summaries = checked.sources
        let identity = buildIdentity(summaries)
        let writing = BuildWriting(
            pipeline: pipeline, evaluated: evaluated, sources: summaries, quarantine: checked.quarantine,
            previous: previous.map(ChangeSupplement.published), build: identity, threads: options.threads)
        let written = try writing.write(to: publication.staging, published: output)
        let summary = RunSummary(
            build: identity, isUnchanged: false, sources: summaries, withheldPrimary: evaluated.protection.primaryCount,
            withheldSecondary: evaluated.protection.secondaryCount, indicators: pipeline.catalogue.indicators.count,
            values: evaluated.sets.reduce(0) { $0 + $1.figures.count }, keyFigures: written.keyFigures,
            outputs: written.outputs, findings: pipeline.findings + checked.findings)
        try FilePath.write(BuildFile.bytes(summary, pipeline), to: publication.staging + "/build.json")
        try transaction.setCodeLists(pipeline.orderedCodeLists)
        try transaction.record(
            RunDescription(
                pipeline: pipeline.definition.name, started: SystemClock.now,
                asOf: pipeline.definition.asOf.description,
                version: kaikuVersion, definitionHash: pipeline.hash, state: .built,
                summary: "\(summary.rowsRead) rows, \(summary.values) values"),
            sources: sources.map(\.id), results: ChangeSupplement.rows(of: evaluated.sets),
            lineage: tabulating.lineage())
        try transaction.prune(keepingRuns: 20)
        return summary
    }

    private func evaluate(_ answers: [TabulationRequest: CrossTabulation]) throws -> EvaluatedPipeline {
        let evaluation = Evaluation(catalogue: pipeline.catalogue, context: pipeline.evaluationContext).result(
            from: answers)
        progress("protecting")
        do throws(DisclosureError) {
            let protection = try protect(
                evaluation.sets, policy: try pipeline.policy(), relations: pipeline.countRelations)
            return EvaluatedPipeline(evaluation: evaluation, protection: protection)
        } catch {
            throw PipelineError.disclosure([Finding(error)])
        }
    }
}

extension LoadedPipeline {
    var evaluationContext: EvaluationContext {
        EvaluationContext(codeLists: codeLists, asOf: definition.asOf, from: definition.from, to: definition.to)
    }
}
