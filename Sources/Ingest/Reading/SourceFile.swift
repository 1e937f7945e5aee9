internal import Microdata

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// An open source file, read piecewise at given places.
@safe final class SourceFile: Sendable {
    let displayName: String
    let fingerprint: FileFingerprint
    /// Bytes when the file was opened.
    let size: Int
    private let descriptor: Int32

    init(path: String, displayName: String) throws(IngestError) {
        self.displayName = displayName
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno
            if reason == ENOENT || reason == ENOTDIR {
                throw .noSuchFile(file: displayName, similar: Self.similarName(to: path))
            }
            throw .notReadable(file: displayName, reason: Self.reason(reason))
        }
        do throws(IngestError) {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0 else {
                throw .notReadable(file: displayName, reason: Self.reason(errno))
            }
            if status.st_mode & S_IFMT == S_IFDIR { throw .isFolder(file: displayName) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw .notReadable(file: displayName, reason: "it is neither a file nor a folder")
            }
            guard let fingerprint = FileFingerprint(descriptor: descriptor) else {
                throw .notReadable(file: displayName, reason: Self.reason(errno))
            }
            self.fingerprint = fingerprint
            size = Int(fingerprint.size)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Reads bytes at a place of the file; fewer than asked for only at its end.
    func read(at offset: Int, count: Int, into buffer: UnsafeMutablePointer<UInt8>) throws(IngestError) -> Int {
        var done = 0
        while done < count {
            let got = unsafe pread(descriptor, buffer + done, count - done, off_t(offset + done))
            if got == 0 { break }
            if got < 0 {
                let reason = errno
                if reason == EINTR { continue }
                throw .notReadable(file: displayName, reason: Self.reason(reason))
            }
            done += got
        }
        return done
    }

    /// The first bytes of the file, at most `count`.
    func start(_ count: Int) throws(IngestError) -> [UInt8] {
        let wanted = min(count, size)
        guard wanted > 0 else { return [] }
        var failure: IngestError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, got in
            guard let start = buffer.baseAddress else { return }
            do throws(IngestError) {
                got = unsafe try read(at: 0, count: wanted, into: start)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Throws when the file is no longer what it was when it was opened.
    func checkUnchanged() throws(IngestError) {
        let now = FileFingerprint(descriptor: descriptor)
        guard now == fingerprint else {
            throw .changedWhileRead(file: displayName, bytesBefore: size, bytesAfter: Int(now?.size ?? 0))
        }
    }

    /// A file of the same folder with nearly the same name, or with the same name but for its ending.
    private static func similarName(to path: String) -> String? {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let names = fileNames(in: folder.isEmpty ? "/" : folder) else { return nil }
        return nearestFileName(to: name, in: names)
    }

    private static func fileNames(in folder: String) -> [String]? {
        guard let directory = unsafe opendir(folder) else { return nil }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory), names.count < 10_000 {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
                    unsafe String(cString: $0)
                }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    static func reason(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM: "you may not read it"
        case EISDIR: "it is a folder"
        case EIO: "the disk reports an error"
        case EMFILE, ENFILE: "too many files are open"
        case ENAMETOOLONG: "its name is too long"
        default: "the system gives error \(number)"
        }
    }
}
