import Microdata

/// What the figures of a build rest on: the versions of its files, and a hash of each definition that can change a figure.
struct BuildBasis {
    /// A file that was read into a table.
    struct File {
        /// What tells it from others: its path as the pipeline names it, or a hash of that.
        let place: String
        let table: String
        /// What it is called in messages.
        let name: String
        /// A hash of its content.
        let content: String
    }

    let files: [File]
    let definitions: [String: String]
}

extension BuildBasis.File {
    init(_ source: StoredSource) {
        self.init(
            place: source.description.path, table: source.description.table,
            name: FilePath.name(of: source.description.path), content: source.contentHash)
    }
}
