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
    /// What inflates a compressed file.
    private let gzip: GzipStream?

    /// Whether what is read are not the bytes of the file but what they were compressed from.
    var isCompressed: Bool { gzip != nil }
    /// Bytes of text; of a compressed file as many as it may have.
    var textSize: Int { isCompressed ? Int.max / 2 : size }

    init(path: String, displayName: String) throws(IngestError) {
        self.displayName = displayName
        // Not blocking, so that a pipe in the file's place is refused below and not waited for.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
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
            var start = [UInt8](repeating: 0, count: 3)
            let got = unsafe try start.withUnsafeMutableBufferPointer { [descriptor] buffer throws(IngestError) in
                guard let place = buffer.baseAddress else { return 0 }
                return unsafe try Self.read(descriptor, displayName, at: 0, count: 3, into: place)
            }
            gzip =
                got == 3 && GzipStream.isGzip(start)
                ? unsafe GzipStream(displayName) { [descriptor] (offset, target, count) throws(IngestError) in
                    unsafe try Self.read(descriptor, displayName, at: offset, count: count, into: target)
                } : nil
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Reads bytes at a place of the text; fewer than asked for only at its end.
    ///
    /// A compressed file is read by one thread at a time, and quickly only onwards.
    func read(at offset: Int, count: Int, into buffer: UnsafeMutablePointer<UInt8>) throws(IngestError) -> Int {
        guard let gzip else { return unsafe try readFile(at: offset, count: count, into: buffer) }
        if offset < gzip.position { gzip.rewind() }
        if offset > gzip.position {
            let passed = Buffer<UInt8>(capacity: min(offset - gzip.position, 1 << 16))
            while offset > gzip.position {
                guard unsafe try gzip.read(min(offset - gzip.position, passed.capacity), into: passed.start) > 0
                else { return 0 }
            }
        }
        return unsafe try gzip.read(count, into: buffer)
    }

    /// Reads bytes at a place of the file as it is on the disk.
    func readFile(at offset: Int, count: Int, into buffer: UnsafeMutablePointer<UInt8>) throws(IngestError) -> Int {
        unsafe try Self.read(descriptor, displayName, at: offset, count: count, into: buffer)
    }

    private static func read(
        _ descriptor: Int32, _ displayName: String, at offset: Int, count: Int,
        into buffer: UnsafeMutablePointer<UInt8>
    ) throws(IngestError) -> Int {
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
        let wanted = min(count, textSize)
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

    /// Whether bytes that ``start(_:)`` gave, asked for `count`, are all there are.
    func isAll(_ bytes: [UInt8], askedFor count: Int) -> Bool {
        isCompressed ? bytes.count < count : bytes.count == size
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
