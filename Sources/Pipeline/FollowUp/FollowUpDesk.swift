import Indicators
import Ingest
import Microdata
import Records
import Statistics
import Tabulation

/// The sampling desk: whom to ask some months after leaving, who has answered, and what the answers stand for.
///
/// It reads the store of the last build, and writes to a folder of its own, which is never that of the build: what it writes holds small
/// groups and pseudonyms.
public struct FollowUpDesk {
    let pipeline: LoadedPipeline
    let options: RunOptions

    public init(_ pipeline: LoadedPipeline, options: RunOptions) {
        self.pipeline = pipeline
        self.options = options
    }

    /// What was found, and where it was written.
    public struct Outcome: Sendable {
        /// For a person to read.
        public let text: String
        public let json: String
        /// The files written.
        public let files: [String]
        /// How many persons were drawn now.
        public let drawn: Int
    }

    /// The usual folder of lists: beside the store.
    private var usualFolder: String {
        FilePath.folder(of: pipeline.storePath) + "/" + pipeline.definition.name + ".follow-up"
    }

    /// - Parameters:
    ///   - draws: Whether those who are not drawn yet are drawn and written down.
    ///   - folder: Where lists are written; nil for beside the store.
    /// - Throws: ``FollowUpError``, ``PipelineError``, `StatisticsError`, `MicrodataError`.
    public func run(draws: Bool, folder: String? = nil) throws -> Outcome {
        guard let definition = pipeline.definition.followUp else {
            throw FollowUpError.notDeclared(pipeline: pipeline.path)
        }
        let folder = folder.map(FilePath.normalised) ?? usualFolder
        let fromOutput = FilePath.relative(folder, to: pipeline.outputPath)
        guard fromOutput == ".." || fromOutput.hasPrefix("../") else {
            throw FollowUpError.publishedFolder(folder, output: pipeline.outputPath)
        }
        guard FilePath.exists(pipeline.storePath) else { throw PipelineError.noBuild(pipeline: pipeline.path) }
        // A build meanwhile would change who is to be drawn from, and a second draw would draw the same persons again.
        let lock = draws ? try BuildLock(path: pipeline.storePath + ".lock") : nil
        defer { withExtendedLifetime(lock) {} }
        let store = try Store(path: pipeline.storePath, access: .readOnly)
        let key = try store.setting(Store.keyFingerprint) ?? ""
        let context = pipeline.tabulationContext
        let findings = definition.findings(context)
        guard findings.isEmpty else { throw PipelineError.definitions(findings) }
        let tabulating = try Tabulating(
            pipeline, context: context, requests: CatalogueRequests(pipeline.evaluation), store: store,
            transaction: nil, threads: options.threads)
        let units = try definition.units(pipeline, tabulating)
        let path = definition.draws.map(pipeline.resolved) ?? usualDraws
        var register = try DrawRegister(path: path, key: key)
        let day = pipeline.definition.asOf
        let due = units.filter { $0.standing(on: day) == .due }
        let next = try FurtherDraw(
            due, contacts: try FollowUpState.contacts(wantedOf: due, definition), register: register, day: day,
            first: definition.seed)
        if draws, !next.entries.isEmpty {
            for entry in next.entries { register.add(entry) }
            try FilePath.makeFolder(FilePath.folder(of: path))
            try FilePath.replace(path, with: Array(register.text(key: key).utf8), mode: 0o600)
        }
        let state = try FollowUpState(units, definition, register: register, day: day)
        let report = FollowUpReport(
            pipeline: pipeline.path, state: state, next: next, isDrawn: draws, draws: path, key: key,
            codes: pipeline.codeForm(of: definition))
        return try write(report, to: folder, drawn: draws ? next.entries.count { $0.role == .drawn } : 0)
    }

    /// The usual file of draws.
    private var usualDraws: String {
        FilePath.folder(of: pipeline.storePath) + "/" + pipeline.definition.name + ".draws.csv"
    }

    private func write(_ report: FollowUpReport, to folder: String, drawn: Int) throws -> Outcome {
        try FilePath.makeFolder(folder)
        var files: [(name: String, text: String)] = [
            ("summary.txt", report.text + "\n"), ("sample.json", report.json),
        ]
        if report.state.register.last > 0 { files.append(("contacts.csv", report.contacts)) }
        for (name, text) in files {
            try FilePath.replace(folder + "/" + name, with: Array(text.utf8), mode: 0o600)
        }
        return Outcome(
            text: report.text, json: report.json, files: files.map { folder + "/" + $0.name }, drawn: drawn)
    }
}

/// How persons' codes became pseudonyms, for whoever is to find them by their codes.
enum CodeForm: String, Sendable, Hashable, CaseIterable {
    /// As they are written, without the blanks around them.
    case asWritten = "as-written"
    /// In capitals.
    case capitals
    /// In some files as written, in others in capitals.
    case either
    /// Together with the name of their file.
    case byFile = "by-file"
}

extension LoadedPipeline {
    /// How the codes of the persons of a follow-up are read.
    func codeForm(of definition: FollowUpDefinition) -> CodeForm {
        let table = tabulationContext.tables[definition.table]?.merged?.table ?? definition.table
        let columns = sources.map(\.mapping).filter { $0.table == table }.compactMap { mapping in
            mapping.columns.first { $0.name == definition.person }
        }
        if columns.contains(where: { $0.shape.scope == .file }) { return .byFile }
        let forms = Set(columns.map { $0.normalisation == .upper })
        return forms == [true] ? .capitals : forms == [true, false] ? .either : .asWritten
    }
}
