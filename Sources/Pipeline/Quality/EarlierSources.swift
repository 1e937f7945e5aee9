import Microdata

/// What earlier builds read of the same sources.
///
/// A comparison is with the last build in which the files were others: a build that only words a report anew compares the same
/// files as the one before, so that a finding stays until somebody acts on it.
struct EarlierSources {
    private let runs: [[StoredSource]]
    private let nameOfPath: [String: String]

    /// - Parameter files: The pipeline's files, which tell the source of what a store of an earlier version kept without it.
    init(_ store: Store, files: [SourceReading.PlannedFile]) throws {
        runs = try store.runs().map { try store.sources(of: $0.id) }
        nameOfPath = Dictionary(
            files.map { ($0.description.path, $0.source.definition.id) }, uniquingKeysWith: { first, _ in first })
    }

    /// The pipeline's name of a stored source.
    func name(of source: StoredSource) -> String {
        nameOfPath[source.description.path] ?? source.description.source
    }

    /// The files of the last build whose files were others than those of now; nil when there was none.
    ///
    /// - Parameters:
    ///   - now: Place and content of each file now.
    ///   - belongs: Whether a stored file is among those that are compared.
    func last(otherThan now: Set<[String]>, where belongs: (StoredSource) -> Bool) -> [StoredSource]? {
        for run in runs {
            let sources = run.filter(belongs)
            guard !sources.isEmpty else { continue }
            if Set(sources.map { [$0.description.path, $0.contentHash] }) != now { return sources }
        }
        return nil
    }
}
