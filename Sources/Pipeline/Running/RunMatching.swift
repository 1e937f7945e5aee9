import Diagnostics
import Ingest
import Microdata

/// What rows are compared with while the files of a run are read: the register of organisations, the codes of other waves, and
/// answers of other rows.
///
/// The register is what its table holds once its files are read, so these come first. Codes are compared after a first reading of all
/// files of their table, which keeps only pseudonyms.
final class RunMatching {
    private let pipeline: LoadedPipeline
    private let pseudonymiser: Pseudonymiser
    private let threads: Int
    private var codes: [String: CodeAliases] = [:]
    private var near: [String: NearDuplicates] = [:]
    /// What finds organisations; nil before the register was read, and where none are matched.
    private(set) var organisations: OrganisationMatching?
    /// What there is to say of the register and of decisions.
    private(set) var findings: [Finding] = []

    init(_ pipeline: LoadedPipeline, pseudonymiser: Pseudonymiser, threads: Int) {
        self.pipeline = pipeline
        self.pseudonymiser = pseudonymiser
        self.threads = threads
    }

    /// Whether a table has to be read before those that refer to it.
    func isRegister(_ table: String) -> Bool { pipeline.matching?.definition.table == table }

    // MARK: Organisations

    /// Takes the register from the store.
    ///
    /// - Parameter sources: The sources of this run that were read so far: others of the table are about to go.
    func takeRegister(from store: Store, _ sources: Set<SourceID>) throws {
        guard let matching = pipeline.matching, organisations == nil else { return }
        let definition = matching.definition
        var found: [RegisteredOrganisation] = []
        for segment in try store.segments(of: definition.table) where sources.contains(segment.source) {
            let keys = try store.column(definition.key, of: segment)
            let names = try store.column(definition.name, of: segment)
            let ids = try definition.businessID.flatMap { try store.column($0, of: segment) }
            for row in 0..<segment.rowCount {
                guard let key = keys?.text(at: row) else { continue }
                found.append(
                    RegisteredOrganisation(
                        key: key, name: names?.text(at: row) ?? key, businessID: ids?.text(at: row)))
            }
        }
        let register = OrganisationRegister(found)
        let organisations = OrganisationMatching(
            register, decisions: matching.review.decided.map { ($0.written, $0.decision) },
            columns: definition.columns.map(\.column), thresholds: definition.thresholds)
        self.organisations = organisations
        if register.sharedBusinessIDs > 0 { findings.append(Self.shared(register.sharedBusinessIDs, definition)) }
        for line in matching.review.decided {
            if case .noneNear = line.decision { continue }
            if organisations.key(of: line.decision) == nil { findings.append(Self.unknown(line.location)) }
        }
    }

    private static func shared(_ count: Int, _ definition: OrganisationMatchingDefinition) -> Finding {
        Finding(
            code: "matching.shared-business-id", severity: .warning,
            explanation: Explanation(
                summary:
                    "\(definition.location): \(count) business \(count == 1 ? "ID is" : "IDs are") those of several organisations of '\(definition.table)'",
                cause: "nothing is matched by a business ID that does not tell organisations apart",
                remedies: ["correct the register, or give the rows of one organisation the same key"]),
            location: definition.location)
    }

    private static func unknown(_ location: RecordLocation) -> Finding {
        Finding(
            code: "matching.unknown-key", severity: .warning,
            explanation: Explanation(
                summary: "\(location): the decision names no organisation of the register",
                cause: "the name counts as not decided",
                remedies: ["write a key, business ID or name of the register, or yes or no, under 'decision'"]),
            location: location)
    }

    // MARK: Reading

    /// What changes the rows of a file before they are kept.
    func matching(of file: SourceReading.PlannedFile, among files: [SourceReading.PlannedFile]) throws
        -> (any SegmentMatching)?
    {
        let table = file.description.table
        var parts: [any SegmentMatching] = []
        if let organisations, pipeline.matching?.concerns(table) ?? false { parts.append(organisations) }
        if let rule = file.source.mapping.codeMatch {
            let aliases = codes[table] ?? aliases(rule, table, files.filter { $0.description.table == table })
            codes[table] = aliases
            parts.append(aliases)
        }
        return parts.count > 1 ? SegmentMatchings(parts) : parts.first
    }

    /// What finds near duplicates among the rows of a file and those before it.
    func near(of file: SourceReading.PlannedFile) -> NearDuplicates? {
        guard let rule = file.source.mapping.nearDuplicates else { return nil }
        let known = near[file.description.table] ?? NearDuplicates(rule)
        near[file.description.table] = known
        return known
    }

    /// Reads the files of a table a first time, for the codes in them.
    private func aliases(
        _ rule: CodeMatchRule, _ table: String, _ files: [SourceReading.PlannedFile]
    ) -> CodeAliases {
        let variants = CodeVariants(changes: rule.changes)
        let duplicates = DuplicateFilter()
        var sightings = CodeSightings()
        for file in files {
            // What is wrong with a file is told when it is read to be kept.
            guard let own = file.source.mapping.codeMatch else { continue }
            _ = try? SourceReader.read(
                path: file.path, displayName: file.name, mapping: file.source.mapping.collecting(variants),
                codeLists: pipeline.codeLists, pseudonymiser: pseudonymiser, threads: threads, duplicates: duplicates
            ) { sightings.add($0, own) }
        }
        return CodeAliases(CodeMatching(sightings, variants), rule, table: table)
    }
}

extension LoadedPipeline {
    /// What decides how the rows of a source are read, besides its file: where organisations are matched, also the register and what
    /// people have decided.
    func readingHash(of source: LoadedSource, register: String?) -> String {
        guard let register, let matching, matching.concerns(source.mapping.table) else { return source.mappingHash }
        return digest([source.mappingHash, matching.digest, register])
    }

    /// What the register's files are now; nil where no organisations are matched.
    func registerVersion() -> String? {
        guard let matching else { return nil }
        let register = sources.filter { $0.mapping.table == matching.definition.table }
        return digest(
            register.flatMap { source in
                source.files.flatMap { file in
                    [source.mappingHash, place(of: file.path), FileFingerprint(path: file.path).map { "\($0)" } ?? ""]
                }
            })
    }
}

extension Column {
    /// A row's text; nil when it is missing or the column holds none.
    func text(at row: Int) -> String? {
        switch self {
        case .codes(let codes, let dictionary):
            Int(codes[row]) < dictionary.count ? dictionary[Int(codes[row])] : nil
        case .keys(let keys, let dictionary):
            keys[row] < Column.firstMissingKey && Int(keys[row]) < dictionary.count ? dictionary[Int(keys[row])] : nil
        case .texts(let bytes, let offsets):
            offsets[row] == offsets[row + 1]
                ? nil : String(decoding: bytes[Int(offsets[row])..<Int(offsets[row + 1])], as: UTF8.self)
        default: nil
        }
    }
}
