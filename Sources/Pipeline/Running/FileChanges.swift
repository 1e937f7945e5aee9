import Diagnostics
import Glibc
import Ingest
import Microdata

/// Which files of the sources are new, changed or gone since the run before.
public struct FileChanges: Sendable, Hashable {
    /// The names of files, in the order of the pipeline; those that are gone by their paths.
    public var new: [String] = []
    public var changed: [String] = []
    public var vanished: [String] = []
    /// Whether there was no run before, so that every file is new.
    public var isFirst = false

    public init() {}

    public var isEmpty: Bool { new.isEmpty && changed.isEmpty && vanished.isEmpty }
}

/// A file that an earlier run read and that the pipeline no longer finds.
struct VanishedFile {
    let name: String
    /// Nil when the pipeline no longer has its source.
    let source: SourceDefinition?

    /// A file that is gone with its source was taken out by whoever changed the pipeline.
    var severity: Severity { source?.vanished ?? .info }

    var finding: Finding {
        let place = RecordLocation(file: name)
        return Finding(
            code: "source.vanished", severity: severity,
            explanation: Explanation(
                summary: "\(name): the file is gone, and its rows with it",
                cause: source.map { "an earlier build read it for the source '\($0.id)'" }
                    ?? "the pipeline no longer names it",
                remedies: source == nil
                    ? [] : ["put it back", "say under 'vanished' of the source how grave it is when a file goes"]),
            location: place)
    }

    /// The files of a store that are not among those of a run.
    static func all(_ known: [StoredSource], besides files: [SourceReading.PlannedFile], _ pipeline: LoadedPipeline)
        -> [VanishedFile]
    {
        // A file that is read into another table than before is not gone.
        let present = Set(files.map(\.description.path))
        var told: Set<String> = []
        return known.compactMap { source in
            let description = source.description
            guard !present.contains(description.path), told.insert(description.path).inserted else { return nil }
            let path = pipeline.resolved(description.path)
            let owner = pipeline.sources.first { loaded in
                loaded.mapping.table == description.table
                    && loaded.definition.files.contains { FilePath.isMatch(path, of: pipeline.resolved($0)) }
            }
            return VanishedFile(name: path, source: owner?.definition)
        }
    }
}

extension FilePath {
    /// Whether a path is one that a glob names.
    static func isMatch(_ path: String, of pattern: String) -> Bool {
        unsafe fnmatch(pattern, path, FNM_PATHNAME | FNM_PERIOD) == 0
    }
}
