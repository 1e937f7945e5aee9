import Diagnostics

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads a small text file whole, without Foundation.
enum TextFile {
    static func contents(path: String, displayName: String, limit: Int) throws(DefinitionError) -> String {
        try text(bytes(path: path, displayName: displayName, limit: limit), name: displayName)
    }

    private static func bytes(path: String, displayName: String, limit: Int) throws(DefinitionError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno
            if reason == ENOENT || reason == ENOTDIR { throw .notFound(file: displayName) }
            throw .notReadable(file: displayName, reason: Self.reason(reason))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .notReadable(file: displayName, reason: Self.reason(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw .notReadable(file: displayName, reason: isFolder ? "it is a folder" : "it is not a plain file")
        }
        guard status.st_size <= limit else {
            throw .tooLarge(file: displayName, bytes: Int(status.st_size), limit: limit)
        }
        // One byte more than the size tells a file that grows while it is read.
        var buffer = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var length = 0
        while length < buffer.count {
            let count = buffer.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress?.advanced(by: length), $0.count - length)
            }
            if count == 0 { break }
            if count < 0 {
                let reason = errno
                if reason == EINTR { continue }
                throw .notReadable(file: displayName, reason: Self.reason(reason))
            }
            length += count
        }
        guard length < buffer.count else {
            throw .notReadable(file: displayName, reason: "it changed while it was read")
        }
        buffer.removeLast(buffer.count - length)
        return buffer
    }

    /// The bytes as text, without a byte order mark.
    static func text(_ bytes: [UInt8], name: String) throws(DefinitionError) -> String {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: content, as: UTF8.self) { return text }
        throw .notUTF8(at: RecordLocation(file: name, line: lineOfFirstInvalidByte(content)))
    }

    private static func lineOfFirstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
        var line = 1
        var decoder = UTF8()
        var rest = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&rest) {
            if scalar == "\n" { line += 1 }
        }
        return line
    }

    private static func reason(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM: "you may not read it"
        case EISDIR: "it is a folder"
        case ELOOP: "its symbolic links go round in a circle"
        case ENAMETOOLONG: "its name is too long"
        case EMFILE, ENFILE: "too many files are open"
        default: "the system gives error \(number)"
        }
    }
}
