import CZip

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension WorkbookPackage {
    /// The package with some parts replaced: all others keep their packed bytes, names, order, dates and attributes.
    ///
    /// A replaced part keeps its place, its date, and whether it is compressed. Equal input gives equal bytes.
    ///
    /// - Parameter contents: The new unpacked bytes by the names of parts.
    /// - Returns: The bytes of the new file; the file that was opened is not touched.
    /// - Throws: ``WorkbookReadError`` when a part is not there, or the file has changed since it was opened.
    /// - Complexity: O(bytes of the file); only what is replaced is compressed.
    public func rewritten(replacing contents: [String: [UInt8]]) throws(WorkbookReadError) -> [UInt8] {
        let packed = try packedBytes()
        var entries: [(index: UInt64, bytes: [UInt8])] = []
        for (part, bytes) in contents { entries.append((try archive.entry(part).index, bytes)) }
        entries.sort { $0.index < $1.index }
        var copy = try PackageCopy(packed, file: displayName)
        guard copy.names == partNames else {
            throw .cannotOpen(file: displayName, reason: "it was changed while it was being read")
        }
        for entry in entries { try copy.replace(entry.index, with: entry.bytes) }
        try copy.save()
        return try copy.bytes()
    }
}

/// A package in memory that libzip changes.
@safe private struct PackageCopy: ~Copyable {
    private let source: OpaquePointer
    /// nil once it is closed.
    private var archive: OpaquePointer?
    private let file: String

    /// - Parameter packed: The package's bytes.
    init(_ packed: [UInt8], file: String) throws(WorkbookReadError) {
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        defer { unsafe zip_error_fini(&error) }
        // libzip gets a copy of its own, and not the bytes on loan: when a package is changed in its place, libzip 1.7 takes what
        // the old and the new have in common for its own, and frees it.
        let copy = try unsafe mallocCopy(of: packed, file: file)
        guard let source = unsafe zip_source_buffer_create(copy, UInt64(packed.count), 1, &error) else {
            unsafe free(copy)
            throw .cannotOpen(file: file, reason: reason(unsafe zip_error_code_zip(&error)))
        }
        // One share is the archive's, which closing it gives back; the other is kept for reading what was written.
        unsafe zip_source_keep(source)
        guard let archive = unsafe zip_open_from_source(source, 0, &error) else {
            unsafe zip_source_free(source)
            unsafe zip_source_free(source)
            throw .partDamaged(
                file: file, part: "zip directory", reason: reason(unsafe zip_error_code_zip(&error)))
        }
        unsafe self.source = unsafe source
        unsafe self.archive = unsafe archive
        self.file = file
    }

    deinit {
        if let archive = unsafe archive { unsafe zip_discard(archive) }
        unsafe zip_source_free(source)
    }

    var names: [String] {
        guard let archive = unsafe archive else { return [] }
        let count = unsafe UInt64(max(0, zip_get_num_entries(archive, 0)))
        return (0..<count).compactMap { index in
            unsafe zip_get_name(archive, index, 0).map { unsafe String(cString: $0) }
        }
    }

    /// Puts other bytes in the place of a part's.
    mutating func replace(_ index: UInt64, with bytes: [UInt8]) throws(WorkbookReadError) {
        guard let archive = unsafe archive else { return }
        var old = unsafe zip_stat_t()
        unsafe zip_stat_init(&old)
        guard unsafe zip_stat_index(archive, index, 0, &old) == 0 else { throw unsafe failure(archive) }
        let copy = try unsafe mallocCopy(of: bytes, file: file)
        guard let part = unsafe zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
            unsafe free(copy)
            throw unsafe failure(archive)
        }
        guard unsafe zip_file_replace(archive, index, part, 0) == 0 else {
            unsafe zip_source_free(part)
            throw unsafe failure(archive)
        }
        let method = unsafe old.comp_method == UInt16(ZIP_CM_STORE) ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        guard unsafe zip_set_file_compression(archive, index, method, 0) == 0,
            unsafe zip_file_set_mtime(archive, index, old.mtime, 0) == 0
        else { throw unsafe failure(archive) }
    }

    /// Writes the package in the place of its old bytes, which stay as they are.
    mutating func save() throws(WorkbookReadError) {
        guard let archive = unsafe archive else { return }
        guard unsafe zip_close(archive) == 0 else { throw unsafe failure(archive) }
        unsafe self.archive = nil
    }

    /// The bytes that were written.
    func bytes() throws(WorkbookReadError) -> [UInt8] {
        let damaged = WorkbookReadError.cannotOpen(file: file, reason: "the filled copy cannot be read back")
        var status = unsafe zip_stat_t()
        unsafe zip_stat_init(&status)
        guard unsafe zip_source_stat(source, &status) == 0, let size = unsafe Int(exactly: status.size),
            unsafe zip_source_open(source) == 0
        else { throw damaged }
        defer { unsafe _ = zip_source_close(source) }
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            while initialized < size {
                let count = unsafe zip_source_read(source, base + initialized, UInt64(size - initialized))
                if count <= 0 { return }
                initialized += Int(count)
            }
        }
        guard bytes.count == size else { throw damaged }
        return bytes
    }

    private func failure(_ archive: OpaquePointer) -> WorkbookReadError {
        .cannotOpen(file: file, reason: reason(unsafe zip_error_code_zip(zip_get_error(archive))))
    }
}

/// A copy of bytes for libzip, which frees it with free(3).
private func mallocCopy(of bytes: [UInt8], file: String) throws(WorkbookReadError) -> UnsafeMutableRawPointer {
    guard let copy = unsafe malloc(max(1, bytes.count)) else {
        throw .cannotOpen(file: file, reason: "there is too little memory")
    }
    unsafe bytes.withUnsafeBytes {
        if let base = $0.baseAddress { unsafe copy.copyMemory(from: base, byteCount: $0.count) }
    }
    return unsafe copy
}
