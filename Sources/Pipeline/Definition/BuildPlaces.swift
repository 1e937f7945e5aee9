import Reporting

/// Where a build is published, and where its store is kept.
struct BuildPlaces {
    /// The folder of the build.
    let output: String
    /// The folder in which the pipeline publishes its public copy.
    let publicOutput: String
    let store: String

    /// - Parameter folder: That of the pipeline, which its paths are relative to.
    init(_ definition: PipelineDefinition, in folder: String, _ options: RunOptions) {
        publicOutput = FilePath.joined(folder, definition.output)
        // An output given on the command line is relative to where the command was given.
        let given = options.output.map(FilePath.normalised)
        output = given ?? publicOutput + (definition.copy == .public ? "" : "-\(definition.copy.rawValue)")
        // A public copy elsewhere takes its store with it; an authority copy leaves none where it may be passed on from.
        let isElsewhere = given != nil && definition.copy == .public
        let declared = isElsewhere ? nil : definition.store.map { FilePath.joined(folder, $0) }
        let beside = isElsewhere ? output : publicOutput
        store = declared ?? FilePath.folder(of: beside) + "/.kaiku/" + definition.name + ".sqlite"
    }
}
