import Glibc

/// Writes the files of the figures.
struct FigureFolder {
    let path: String

    /// The folder, made with its parents when it is not there.
    init(_ path: String) throws(FigurePackError) {
        self.path = path
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o777) == 0 || errno == EEXIST else {
                throw .notWritten(path: path, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Writes a file whole; an older one of the name is replaced.
    func write(_ bytes: [UInt8], to name: String) throws(FigurePackError) {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .notWritten(path: file, reason: String(cString: strerror(errno))) }
        var written = 0
        var failure: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            while written < buffer.count {
                let count = Glibc.write(descriptor, start + written, buffer.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                written += count
            }
        }
        // A full disk may show itself only when the file is closed.
        if close(descriptor) != 0, failure == 0 { failure = errno }
        guard failure == 0 else { throw .notWritten(path: file, reason: String(cString: strerror(failure))) }
    }
}
