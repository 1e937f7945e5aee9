import Glibc

/// Paths as text: joining, and showing them as the user would write them.
enum FilePath {
    /// The folder of a path; `.` when it has none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last part of a path.
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    /// A path relative to a folder, with `.` and `..` worked out.
    static func joined(_ folder: String, _ path: String) -> String {
        path.hasPrefix("/") ? normalised(path) : normalised(folder == "." ? path : folder + "/" + path)
    }

    /// The same path without `.` and inner `..`.
    static func normalised(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// The path that leads from a folder to a file or folder, however the two are written: `../SampleData/kutsut.csv`.
    static func relative(_ path: String, to folder: String) -> String {
        let (path, folder) = (absolute(path).split(separator: "/"), absolute(folder).split(separator: "/"))
        let shared = zip(path, folder).prefix { $0 == $1 }.count
        let steps = folder.dropFirst(shared).map { _ in ".." as Substring } + path.dropFirst(shared)
        return steps.isEmpty ? "." : steps.joined(separator: "/")
    }

    /// The same path from the root; as it is when the folder of the process is gone.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/") else { return normalised(path) }
        guard let current = unsafe getcwd(nil, 0) else { return normalised(path) }
        defer { unsafe free(current) }
        return normalised(unsafe String(cString: current) + "/" + path)
    }

    /// The same path from the root with its links followed, as far as it exists.
    static func real(_ path: String) -> String {
        let whole = absolute(path)
        if let found = unsafe realpath(whole, nil) {
            defer { unsafe free(found) }
            return unsafe String(cString: found)
        }
        let above = folder(of: whole)
        return above == whole || above == "." ? whole : joined(real(above), name(of: whole))
    }

    /// Whether a path leads into a folder; both from the root.
    static func isWithin(_ path: String, _ folder: String) -> Bool {
        path != folder && path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The files that match a glob, or the file itself, sorted by bytes whatever the machine's locale.
    static func matches(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return exists(pattern) ? [pattern] : [] }
        var found = glob_t()
        defer { unsafe globfree(&found) }
        guard unsafe glob(pattern, GLOB_NOSORT, nil, &found) == 0, let paths = unsafe found.gl_pathv else { return [] }
        var names: [String] = []
        for index in 0..<Int(found.gl_pathc) {
            if let path = unsafe paths[index] { unsafe names.append(String(cString: path)) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The names in a folder, sorted; empty when it cannot be read.
    static func entries(of folder: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { text in unsafe String(cString: text) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The bytes of a file.
    static func bytes(of path: String) throws(PipelineError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path: path, reason: lastReason()) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .cannotRead(path: path, reason: lastReason()) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + filled }, buffer.count - filled)
            }
            guard got >= 0 else { throw .cannotRead(path: path, reason: lastReason()) }
            if got == 0 { break }
            filled += got
        }
        return Array(bytes[..<filled])
    }

    /// Writes a file whole; what could not be written is removed.
    ///
    /// - Parameter mode: Who may read a new file; 0600 for what is about persons.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws(PipelineError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: lastReason()) }
        var written = 0
        while written < bytes.count {
            let put = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
            }
            guard put > 0 else {
                let reason = lastReason()
                close(descriptor)
                unlink(path)
                throw .cannotWrite(path: path, reason: reason)
            }
            written += put
        }
        guard close(descriptor) == 0 else { throw .cannotWrite(path: path, reason: lastReason()) }
    }

    /// Replaces a file in one step: whoever reads it sees the old content or the new.
    static func replace(_ path: String, with bytes: [UInt8], mode: mode_t = 0o644) throws(PipelineError) {
        let new = path + ".new"
        try write(bytes, to: new, mode: mode)
        guard rename(new, path) == 0 else {
            let reason = lastReason()
            unlink(new)
            throw .cannotWrite(path: path, reason: reason)
        }
    }

    /// Makes a folder and the folders above it.
    static func makeFolder(_ path: String) throws(PipelineError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made == "/" ? String(part) : "/" + part
            if mkdir(made, 0o755) != 0, errno != EEXIST { throw .cannotWrite(path: made, reason: lastReason()) }
        }
    }

    /// Removes a file or a folder with all that is in it; what is not there is no fault.
    static func remove(_ path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in entries(of: path) { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    /// What the system says of the last failed call.
    static func lastReason() -> String { unsafe String(cString: strerror(errno)) }
}
