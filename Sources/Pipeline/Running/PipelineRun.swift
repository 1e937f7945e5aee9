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

    /// How many runs the store keeps.
    private static let remembered = 20

    /// - Parameter progress: Told what the run is doing, for a terminal.
    public init(_ pipeline: LoadedPipeline, options: RunOptions, progress: @escaping @Sendable (String) -> Void) {
        self.pipeline = pipeline
        self.options = options
        self.progress = progress
    }

    var output: String { pipeline.outputPath }
    private var copy: Copy { pipeline.definition.copy }

    /// Runs the pipeline.
    ///
    /// - Throws: ``PipelineError``, or the error of the step that failed, all of them explained.
    public func run() throws -> RunSummary {
        try CopyFolder(path: output, copy: copy, publicPath: pipeline.publicOutputPath).check()
        try FilePath.makeFolder(FilePath.folder(of: pipeline.storePath))
        let lock = try BuildLock(path: pipeline.storePath + ".lock")
        defer { withExtendedLifetime(lock) {} }
        // Without a store everything is new, so that the catalogue can be planned while the store is made.
        let early = FilePath.exists(pipeline.storePath) ? nil : planning()
        let store = try Store(path: pipeline.storePath)
        let reading = SourceReading(pipeline: pipeline, options: options, progress: progress)
        let supplied = CorrectionFiles(pipeline)
        let plan = try reading.plan(store, supplied)
        if plan.isUnchanged, try mayStand(store), case let identity = buildIdentity(plan.current, supplied),
            let ofProgrammes = ProgrammeChecksFile.findings(of: identity, pipeline),
            let summary = try PublishedBuild.summary(
                in: output,
                findings: Self.distinct(
                    pipeline.findings + plan.files.flatMap(reading.findings(of:)) + supplied.findings
                        + QualityChecking.findings(ofUnchanged: plan, pipeline, store)
                        + ofProgrammes
                        + KnownCorrections(store, files: supplied.files.count).findings(pipeline)
                        + pipeline.fieldFindings(in: output) + TransmissionFindings.ofUnchanged(pipeline))),
            summary.build == identity
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
            let context = pipeline.tabulationContext
            let transmitted = TransmissionRequests(pipeline.transmissions.layouts, context).all
            let requests = CatalogueRequests(pipeline.evaluation, further: transmitted)
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

    /// Whether the build that stands in the output folder may be of the definitions of now.
    ///
    /// An authority copy is no run of the store; its identity, which is looked at next, holds the definitions as well.
    private func mayStand(_ store: Store) throws -> Bool {
        guard copy == .public else { return true }
        guard let last = try store.runs(limit: 1).first?.description else { return false }
        return last.definitionHash == pipeline.hash && last.state == .built
    }

    /// What makes two builds the same: definitions, as-of date and the content of every input, corrections included; which copy it is, and
    /// of which reports, where these are not the usual ones.
    func buildIdentity(_ sources: [RunSummary.SourceSummary], _ supplied: CorrectionFiles) -> String {
        var kind = copy == .public ? [] : ["copy", copy.rawValue]
        if let reports = pipeline.chosenReports { kind += ["reports"] + reports }
        return String(
            digest(
                [pipeline.hash] + sources.flatMap { [$0.source, pipeline.place(of: $0.file), $0.contentHash] }
                    + supplied.files.flatMap { ["corrections", $0.place, $0.hash] } + kind
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
        // Full counts are not compared with what was withheld from readers of the public copy.
        let previous =
            copy == .public ? try store.runs(limit: 1).first.map { try store.results(of: $0.id) } : nil
        let summaries = quality.sources
        let identity = buildIdentity(summaries, beside.supplied)
        let recording = recording(identity, quality, sources, tabulating, transaction)
        // Whatever comes of it, the store is not left while something is written to it.
        progress("estimating")
        let outcome = Result { try evaluate(answers) }
        let run = try recording.value.get()
        let evaluated = try outcome.get()
        var quality = quality
        quality.programmes = try ProgrammeChecking(pipeline: pipeline, tabulating: tabulating).facts(
            evaluated.evaluation.sets, evaluated.sets)
        guard quality.programmes.gates.isEmpty else { throw PipelineError.dataQuality(quality.programmes.gates) }
        progress("writing")
        let matched = try MatchingOutcome(pipeline, sources, store, matching)
        let corrections = try KnownCorrections(store, files: beside.supplied.files.count)
        let plan = TransmissionRequests(pipeline.transmissions.layouts, pipeline.tabulationContext).plan(answers)
        let sending = TransmissionMaking(
            pipeline: pipeline, sets: evaluated.sets, plan: plan,
            inputs: TransmissionInputs(pipeline, quality.sources, marks: marks(sources))
        ).sending()
        let writing = BuildWriting(
            pipeline: pipeline, evaluated: evaluated, sending: sending, quality: quality, matching: matched,
            corrections: corrections,
            changes: beside.changes,
            previous: previous.map(ChangeSupplement.published), build: identity, pageWriter: pageWriter,
            threads: options.threads)
        let values = evaluated.sets.reduce(0) { $0 + $1.figures.count }
        // The store takes the values down while the outputs are written; neither lasts unless both succeed.
        let valuing = Background(threads: options.threads) {
            Result {
                guard let run else { return }
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
                    + quality.programmes.told
                    + beside.vanished.map(\.finding) + beside.supplied.findings + corrections.findings(pipeline)
                    + written.findings + sending.findings),
            changes: beside.changes, copy: copy, reports: pipeline.writtenReports.map(\.name),
            corrections: corrections.counts)
        try FilePath.write(BuildFile.bytes(summary, pipeline), to: publication.staging + "/build.json")
        return summary
    }

    /// Takes down the run and what its values are going to come from, beside their evaluation.
    ///
    /// An authority copy is no run, and none of its values is kept, so that nothing that looks at builds sees a full count.
    /// - Returns: The run; nil for an authority copy.
    private func recording(
        _ identity: String, _ quality: QualityFacts, _ sources: [SourceReading.ReadSource], _ tabulating: Tabulating,
        _ transaction: StoreTransaction
    ) -> Background<Result<RunID?, any Error>> {
        let (now, asOf) = (SystemClock.now, pipeline.definition.asOf.description)
        let authorityCopy = AuthorityCopyRecord(
            started: now, asOf: asOf, version: kaikuVersion, build: identity, files: sources.count)
        let run: RunDescription? =
            copy == .authority
            ? nil
            : RunDescription(
                pipeline: pipeline.definition.name, started: now, asOf: asOf, version: kaikuVersion,
                definitionHash: pipeline.hash, state: .built, summary: Self.described(quality.sources))
        let codeLists = pipeline.orderedCodeLists
        let marks = marks(sources)
        return Background(threads: options.threads) {
            Result {
                try transaction.setCodeLists(codeLists)
                guard let run else {
                    try transaction.record(authorityCopy)
                    try transaction.prune(keepingRuns: Self.remembered)
                    return nil
                }
                let id = try transaction.record(run, sources: sources.map(\.id), lineage: tabulating.lineage())
                try transaction.record(quality.counts, of: id)
                try transaction.record(marks, of: id)
                try transaction.prune(keepingRuns: Self.remembered)
                return id
            }
        }
    }

    /// A hash of each definition that can change a figure, and of the corrections of each file.
    private func marks(_ sources: [SourceReading.ReadSource]) -> [String: String] {
        let corrections = sources.filter { !$0.file.corrections.isEmpty }.map { source in
            (
                DefinitionMarks.corrections(of: source.file.description.table) + source.file.description.path,
                digest(source.file.corrections.flatMap { ["\($0.correction.key)", $0.place, $0.hash] })
            )
        }
        return pipeline.marks.merging(corrections) { _, new in new }
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
            let protection = try protect(
                pipeline.shownSets(evaluation), policy: policy, relations: pipeline.countRelations)
            return EvaluatedPipeline(
                evaluation: evaluation, protection: protection,
                publicThreshold: pipeline.definition.publicDisclosure.threshold,
                publicSets: try publicSets(evaluation))
        } catch {
            throw PipelineError.disclosure([Finding(error)])
        }
    }
}

extension PipelineRun {
    /// The figures as the public copy shows them, where another copy is made and they say what may be quoted.
    private func publicSets(_ evaluation: EvaluationResult) throws(DisclosureError) -> [ProtectedSet]? {
        guard copy != .public, !evaluation.quotations.isEmpty else { return nil }
        let policy = try pipeline.publicPolicy()
        let sets = evaluation.publicSets(of: pipeline.catalogue)
        return try protect(sets, policy: policy, relations: pipeline.countRelations).sets
    }
}

extension LoadedPipeline {
    /// The figures of the copy that is made: finer breakdowns are in the authority's alone.
    func shownSets(_ evaluation: EvaluationResult) -> [FigureSet] {
        definition.copy == .authority ? evaluation.sets : evaluation.publicSets(of: catalogue)
    }

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
