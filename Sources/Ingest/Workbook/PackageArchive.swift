import CZip
import Diagnostics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The zip archive that a workbook is, opened once for its reader's lifetime.
///
/// Part names are matched without letter case, as the packaging convention wants, and with either slash.
@safe final class PackageArchive {
    /// A file in the archive.
    struct Entry {
        let name: String
        let index: UInt64
        let size: Int
        let compressedSize: Int
    }

    let file: String
    let limits: WorkbookLimits
    private let handle: OpaquePointer
    /// The names of all parts as they are written, in the order of the archive's directory.
    let names: [String]
    private let indexes: [String: UInt64]
    private var inflated = 0
    /// libzip is not made for several threads, and parts are unpacked by other threads than the one that asks for them.
    fileprivate let access = Monitor()

    /// Opens an archive.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - file: The file's name in messages.
    init(path: String, file: String, limits: WorkbookLimits) throws(WorkbookReadError) {
        // Not blocking, so that a pipe in the file's place is refused below and not waited for.
        let descriptor = openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .cannotOpen(file: file, reason: systemError(errno)) }
        var isOwned = true
        defer { if isOwned { close(descriptor) } }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .cannotOpen(file: file, reason: systemError(errno))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .cannotOpen(file: file, reason: "it is not a regular file")
        }
        let head = readBytes(descriptor, at: 0, count: 4096)
        guard head.starts(with: "PK".utf8) else {
            let isEncrypted = head.starts(with: FileSignature.compoundFile) && Self.holdsEncryptedPackage(descriptor)
            throw isEncrypted
                ? .passwordProtected(file: file)
                : .notAWorkbook(file: file, looksLike: FileSignature(head: head))
        }
        var code: Int32 = 0
        guard let handle = unsafe zip_fdopen(descriptor, 0, &code) else {
            throw Self.openingError(code, file: file)
        }
        isOwned = false  // libzip has closed it and keeps its own copy
        let count = unsafe zip_get_num_entries(handle, 0)
        guard count <= Int64(limits.parts) else {
            unsafe zip_discard(handle)
            throw .tooLarge(file: file, part: "(all)", limit: "it has \(count) parts; the limit is \(limits.parts)")
        }
        var names: [String] = []
        var indexes: [String: UInt64] = [:]
        for index in 0..<UInt64(max(0, count)) {
            guard let name = unsafe zip_get_name(handle, index, 0) else { continue }
            names.append(unsafe String(cString: name))
            let key = Self.key(names.last ?? "")
            if indexes[key] == nil { indexes[key] = index }
        }
        unsafe self.handle = unsafe handle
        self.file = file
        self.limits = limits
        self.names = names
        self.indexes = indexes
    }

    deinit { unsafe zip_discard(handle) }

    /// Whether the archive has a part of this name.
    func contains(_ part: String) -> Bool { indexes[Self.key(part)] != nil }

    /// What the directory says about a part.
    func entry(_ part: String) throws(WorkbookReadError) -> Entry {
        guard let index = indexes[Self.key(part)] else { throw .partMissing(file: file, part: part) }
        var information = unsafe zip_stat_t()
        unsafe zip_stat_init(&information)
        guard access.locked({ unsafe zip_stat_index(handle, index, 0, &information) }) == 0 else {
            throw .partDamaged(file: file, part: part, reason: "the archive's directory does not describe it")
        }
        if unsafe information.encryption_method != UInt16(ZIP_EM_NONE) { throw .passwordProtected(file: file) }
        let size = unsafe Int(clamping: information.size)
        let compressed = unsafe Int(clamping: information.comp_size)
        if size > limits.bytesPerPart {
            throw .tooLarge(
                file: file, part: part, limit: "it has \(size) bytes unpacked; the limit is \(limits.bytesPerPart)")
        }
        return Entry(name: part, index: index, size: size, compressedSize: compressed)
    }

    /// Opens a part for reading from its start.
    func open(_ entry: Entry) throws(WorkbookReadError) -> PartStream {
        var code: Int32 = 0
        let opened: OpaquePointer? = unsafe access.locked {
            let stream = unsafe zip_fopen_index(handle, entry.index, 0)
            if unsafe stream == nil { code = unsafe zip_error_code_zip(zip_get_error(handle)) }
            return unsafe stream
        }
        guard let stream = unsafe opened else {
            if code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD { throw .passwordProtected(file: file) }
            throw .partDamaged(file: file, part: entry.name, reason: reason(code))
        }
        return unsafe PartStream(stream, entry: entry, archive: self)
    }

    /// Counts bytes against the reader's total and a part's compression ratio.
    fileprivate func count(_ bytes: Int, of entry: Entry, inflatedSoFar: Int) throws(WorkbookReadError) {
        inflated += bytes
        if inflatedSoFar > limits.bytesPerPart {
            throw .tooLarge(
                file: file, part: entry.name, limit: "it unpacks to over \(limits.bytesPerPart) bytes, the limit")
        }
        if inflated > limits.totalBytes {
            throw .tooLarge(
                file: file, part: entry.name,
                limit: "with it the workbook unpacks to over \(limits.totalBytes) bytes, the limit")
        }
        if inflatedSoFar > limits.ratioCheckedFrom,
            inflatedSoFar / max(1, entry.compressedSize) > limits.compressionRatio
        {
            throw .tooLarge(
                file: file, part: entry.name,
                limit: "it unpacks to over \(limits.compressionRatio) times its size, as only a zip bomb does")
        }
    }

    /// What two names of one part have in common.
    static func key(_ name: String) -> String {
        var bytes = name.utf8.map { byte in
            byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func openingError(_ code: Int32, file: String) -> WorkbookReadError {
        switch code {
        case ZIP_ER_NOZIP, ZIP_ER_EOF: .truncated(file: file)
        case ZIP_ER_MEMORY: .cannotOpen(file: file, reason: "there is too little memory")
        default: .partDamaged(file: file, part: "zip directory", reason: reason(code))
        }
    }

    /// Looks for the stream name that marks an encrypted workbook in the first megabytes of a compound file.
    private static func holdsEncryptedPackage(_ descriptor: Int32) -> Bool {
        let step = 1 << 20
        for offset in stride(from: 0, to: 64 << 20, by: step) {
            let bytes = readBytes(descriptor, at: offset, count: step + FileSignature.encryptedPackage.count)
            if bytes.isEmpty { return false }
            if bytes.contains(FileSignature.encryptedPackage) { return true }
        }
        return false
    }
}

/// A part being unpacked.
@safe final class PartStream {
    let entry: PackageArchive.Entry
    private let archive: PackageArchive
    private let stream: OpaquePointer
    private var inflated = 0
    private var counted = 0

    fileprivate init(_ stream: OpaquePointer, entry: PackageArchive.Entry, archive: PackageArchive) {
        unsafe self.stream = stream
        self.entry = entry
        self.archive = archive
    }

    deinit { archive.access.locked { unsafe _ = zip_fclose(stream) } }

    /// Unpacks the next bytes and counts them.
    ///
    /// - Returns: How many were written, fewer than there is room for near the end; 0 once all have been read and
    ///   agree with the part's checksum.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookReadError) -> Int {
        let bytes = unsafe try inflate(into: buffer)
        try count(bytes)
        return bytes
    }

    /// Unpacks the next bytes, on whatever thread, and counts them against no limit.
    ///
    /// - Returns: The same as ``read(into:)``.
    func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookReadError) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var code: Int32 = 0
        let count = archive.access.locked {
            let count = unsafe zip_fread(stream, base, UInt64(buffer.count))
            if count < 0 { code = unsafe zip_error_code_zip(zip_file_get_error(stream)) }
            return count
        }
        guard count >= 0 else { throw .partDamaged(file: archive.file, part: entry.name, reason: reason(code)) }
        inflated += Int(count)
        if count == 0, inflated != entry.size {
            throw .partDamaged(
                file: archive.file, part: entry.name,
                reason: "it has \(inflated) bytes where the archive's directory says \(entry.size)")
        }
        return Int(count)
    }

    /// Counts unpacked bytes against the limits, on the thread that reads the part.
    func count(_ bytes: Int) throws(WorkbookReadError) {
        guard bytes > 0 else { return }
        counted += bytes
        try archive.count(bytes, of: entry, inflatedSoFar: counted)
    }
}

/// Up to `count` bytes of a file from a place on; fewer at its end or after a failure.
func readBytes(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        guard let base = buffer.baseAddress else { return }
        while initialized < count {
            let read = unsafe pread(descriptor, base + initialized, count - initialized, offset + initialized)
            if read <= 0 { return }
            initialized += read
        }
    }
}

/// The C function, which a method of the same name would hide.
func openFile(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }

func systemError(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission is denied"
    case EISDIR: "it is a folder"
    case EMFILE, ENFILE: "too many files are open"
    default: "the system reports error \(code)"
    }
}

/// What a status of libzip means for the file's owner.
func reason(_ code: Int32) -> String {
    switch code {
    case ZIP_ER_CRC: "its contents do not agree with their checksum"
    case ZIP_ER_ZLIB, ZIP_ER_COMPRESSED_DATA: "its compressed contents cannot be unpacked"
    case ZIP_ER_EOF, ZIP_ER_READ, ZIP_ER_SEEK: "the file ends before it does"
    case ZIP_ER_INCONS, ZIP_ER_NOZIP: "the archive's directory contradicts itself"
    case ZIP_ER_COMPNOTSUPP: "it is compressed by a method that this build cannot unpack"
    case ZIP_ER_ENCRNOTSUPP: "it is encrypted by a method that this build cannot decrypt"
    case ZIP_ER_MEMORY: "there is too little memory"
    default: "libzip reports error \(code)"
    }
}
