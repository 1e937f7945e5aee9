/// The bytes of a sheet, looked through once for merged ranges, which the file lists after the rows they cover.
///
/// A sheet of ordinary size is kept unpacked, so that it is unpacked once however often it is read; a large one is unpacked for the look,
/// and again for each reading.
struct SheetContent {
    let part: String
    let mergedRanges: [CellRange]
    private let entry: PackageArchive.Entry
    private let archive: PackageArchive
    private let bytes: [UInt8]?

    private static let pieceSize = 256 << 10

    /// - Parameter parseMerges: Reads the merged ranges by parsing, for sheets in UTF-16.
    init(
        _ part: String, archive: PackageArchive, parseMerges: (PartSource) throws -> [CellRange]
    ) throws {
        self.part = part
        self.archive = archive
        entry = try archive.entry(part)
        let stream = try archive.open(entry)
        var scanner = MergedRangeScanner()
        let isWide: Bool
        if entry.size <= archive.limits.bytesKept {
            let bytes = try Self.read(stream, size: entry.size)
            isWide = Self.isWide(bytes)
            if !isWide { unsafe bytes.withUnsafeBytes { _ = unsafe scanner.scan($0, isLast: true) } }
            self.bytes = bytes
        } else {
            isWide = try Self.scan(stream, with: &scanner)
            bytes = nil
        }
        if isWide {
            let source = try bytes.map(PartSource.memory) ?? .stream(archive.open(entry))
            mergedRanges = try parseMerges(source)
        } else {
            mergedRanges = scanner.ranges
        }
    }

    /// The bytes from the start.
    func source() throws(WorkbookReadError) -> PartSource {
        if let bytes { return .memory(bytes) }
        return .stream(try archive.open(entry))
    }

    /// Reads a stream whose size the archive's directory states; the stream itself refuses any other.
    private static func read(_ stream: PartStream, size: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, initialized in
            while initialized < buffer.count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...])
                let count = try unsafe stream.read(into: rest)
                if count == 0 { return }
                initialized += count
            }
        }
    }

    /// Looks through a stream piece by piece; true when it is in UTF-16.
    private static func scan(_ stream: PartStream, with scanner: inout MergedRangeScanner) throws -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { unsafe buffer.deallocate() }
        var kept = 0
        var isFirst = true
        while true {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[kept...])
            let count = try unsafe stream.read(into: rest)
            let filled = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<(kept + count)])
            if isFirst, unsafe isWide(Array(filled.prefix(4))) { return true }
            isFirst = false
            let next = unsafe scanner.scan(filled, isLast: count == 0)
            if count == 0 { return false }
            kept = filled.count - next
            if kept > 0, let base = buffer.baseAddress { unsafe base.copyMemory(from: base + next, byteCount: kept) }
        }
    }

    /// Whether bytes begin as UTF-16 does, with or without a byte order mark.
    private static func isWide(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && (bytes[0] == 0 || bytes[1] == 0 || bytes[0] >= 0xFE && bytes[1] >= 0xFE)
    }
}
