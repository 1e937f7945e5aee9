import Reporting

/// Keeps the copies of a build apart: full counts never lie among what is published, nor does one copy take the place of the other.
struct CopyFolder {
    let path: String
    let copy: Copy
    /// Where the pipeline publishes its public copy.
    let publicPath: String

    /// - Throws: ``PipelineError/copyFolder(path:copy:problem:)`` when the folder is that of the other copy, or one lies within the other.
    func check() throws(PipelineError) {
        let real = FilePath.real(path)
        if copy == .authority {
            let published = FilePath.real(publicPath)
            if real == published { throw refused("it is that of the public copy") }
            if FilePath.isWithin(real, published) {
                throw refused("it lies within that of the public copy, \(publicPath)")
            }
            if FilePath.isWithin(published, real) {
                throw refused("that of the public copy, \(publicPath), lies within it")
            }
        }
        var folder = real
        while true {
            if let held = Self.copy(in: folder), held != copy {
                let words = held == .public ? "the public copy" : "an authority copy"
                throw refused(folder == real ? "it holds \(words)" : "it lies within \(folder), which holds \(words)")
            }
            let above = FilePath.folder(of: folder)
            guard above != folder, above != "." else { return }
            folder = above
        }
    }

    private func refused(_ problem: String) -> PipelineError {
        .copyFolder(path: path, copy: copy, problem: problem)
    }

    /// The copy that a folder holds a finished build of; nil when it holds none.
    ///
    /// The file is Kaiku's own, and an inner quotation mark is escaped in it, so that no text in it can look like the entry.
    static func copy(in folder: String) -> Copy? {
        let file = folder + "/build.json"
        guard FilePath.exists(file), let bytes = try? FilePath.bytes(of: file) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("{\"build\":") else { return nil }
        return text.contains("\"copy\":\"\(Copy.authority.rawValue)\"") ? .authority : .public
    }
}
