#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A workbook as a package of parts, for whoever changes a few of them and keeps all others as they are.
///
/// ``WorkbookReader`` gives the values of cells; this gives the bytes in which they are written, and where in these bytes the
/// elements stand (``scan(_:of:visit:)``).
public final class WorkbookPackage {
    /// The name of the file in messages.
    public let displayName: String
    /// The workbook's sheets in the order of their tabs, hidden ones and charts included.
    public let sheets: [SheetInfo]
    /// The part that lists the sheets and the defined names, most often `xl/workbook.xml`.
    public let workbookPart: String
    /// The names of all parts as they are written, in the order of the package's directory.
    public let partNames: [String]
    /// Whether days are counted from 1 January 1904, and not from the end of 1899.
    public let countsDaysFrom1904: Bool

    let path: String
    let archive: PackageArchive

    /// Opens a workbook and reads its list of sheets.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - displayName: What to call it in messages.
    ///   - limits: Bounds on sizes; ``contents(of:)`` counts against them.
    /// - Throws: ``WorkbookReadError`` when the file is something else, encrypted, damaged or too large, or has two parts of
    ///   the same name.
    public init(
        path: String, displayName: String, limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookReadError) {
        archive = try PackageArchive(path: path, file: displayName, limits: limits)
        let structure = try PackageStructure(archive)
        var seen: Set<String> = []
        for name in archive.names where !seen.insert(PackageArchive.key(name)).inserted {
            throw .partDamaged(file: displayName, part: name, reason: "the archive has two parts of this name")
        }
        self.path = path
        self.displayName = displayName
        sheets = structure.sheets
        workbookPart = structure.workbook
        partNames = archive.names
        countsDaysFrom1904 = structure.dateSystem == .from1904
    }

    /// The part that holds a sheet.
    ///
    /// - Throws: ``WorkbookReadError`` when the sheet has no rows, or the package lacks its part.
    public func part(of sheet: SheetInfo) throws(WorkbookReadError) -> String {
        guard sheet.kind == .worksheet || sheet.kind == .unknown else {
            throw .notAWorksheet(file: displayName, sheet: sheet.name, kind: sheet.kind)
        }
        guard let part = sheet.part, archive.contains(part) else {
            throw .partMissing(file: displayName, part: sheet.part ?? "of sheet '\(sheet.name)'")
        }
        return part
    }

    /// The unpacked bytes of a part; its name is matched as the packaging convention wants, without letter case.
    ///
    /// - Throws: ``WorkbookReadError`` when the part is missing, damaged, encrypted or beyond a limit.
    public func contents(of part: String) throws(WorkbookReadError) -> [UInt8] {
        let entry = try archive.entry(part)
        let stream = try archive.open(entry)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(entry.size, 1 << 20))
        // The directory's word on the size is not trusted with memory: the bytes come piece by piece, each counted.
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { unsafe piece.deallocate() }
        while true {
            let count = try unsafe stream.read(into: piece)
            if count == 0 { return bytes }
            unsafe bytes.append(contentsOf: piece[..<count])
        }
    }

    /// The file's own bytes.
    func packedBytes() throws(WorkbookReadError) -> [UInt8] {
        let descriptor = openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .cannotOpen(file: displayName, reason: systemError(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw .cannotOpen(file: displayName, reason: systemError(errno))
        }
        let limit = archive.limits.bytesPerPart
        guard let size = Int(exactly: status.st_size), size <= limit else {
            throw .tooLarge(file: displayName, part: "(all)", limit: "the file has over \(limit) bytes, the limit")
        }
        let bytes = readBytes(descriptor, at: 0, count: size)
        guard bytes.count == size else {
            throw .cannotOpen(file: displayName, reason: "it could not be read to its end")
        }
        return bytes
    }
}
