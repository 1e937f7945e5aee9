/// Reads an OpenDocument spreadsheet (.ods): its list of sheets, and the rows of a sheet one after the other.
///
/// The content is unpacked piece by piece, once to list the sheets and again for each reading of one, so that memory grows with the
/// widest row, not with the number of rows. Limits and refusals are those of ``WorkbookReader``.
final class ODSReader: SpreadsheetReader {
    let displayName: String
    let sheets: [SheetInfo]
    private let limits: WorkbookLimits
    private let archive: PackageArchive
    private let contents: ODSContents

    private static let content = "content.xml"
    static let mediaType = "application/vnd.oasis.opendocument.spreadsheet"

    /// Opens a spreadsheet and lists its sheets.
    ///
    /// - Throws: ``WorkbookReadError`` when the file is something else, encrypted, damaged or too large.
    /// - Complexity: O(bytes of the content).
    init(
        path: String, displayName: String, limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookReadError) {
        do throws(WorkbookReadError) {
            archive = try PackageArchive(path: path, file: displayName, limits: limits)
        } catch .notAWorkbook(let file, let signature) {
            throw .notOpenDocument(file: file, looksLike: signature)
        }
        try Self.checkKind(of: archive)
        guard try !Self.isEncrypted(archive) else { throw .encryptedDocument(file: displayName) }
        do {
            contents = try ODSContents(Self.content, in: archive)
        } catch let error as WorkbookReadError {
            throw error
        } catch {
            throw .badXML(file: displayName, part: Self.content, line: 0, reason: "\(error)")
        }
        guard !contents.sheets.isEmpty else { throw .noSheets(file: displayName) }
        sheets = contents.sheets
        self.displayName = displayName
        self.limits = limits
    }

    func sheet(_ selector: SheetSelector) throws(WorkbookReadError) -> SheetInfo { try select(selector) }

    @discardableResult
    func readRows(
        sheet selector: SheetSelector, firstRows: Int?, _ body: (WorkbookRow) throws -> Void
    ) throws -> SheetSummary {
        let sheet = try sheet(selector)
        let table = contents.tables[sheet.position - 1]
        let stream = try archive.open(archive.entry(Self.content))
        return try withoutActuallyEscaping(body) { body in
            var handler = ODSSheetHandler(
                table: table, elapsedStyles: contents.elapsedStyles, limits: limits,
                rowLimit: max(0, firstRows ?? .max), body: body)
            if firstRows ?? 1 > 0 {
                _ = try parsePart(.stream(stream), part: Self.content, archive: archive, handler: &handler)
            }
            let seen = handler.summary
            return SheetSummary(
                sheet: sheet, rowCount: seen.rowCount, lastRowNumber: seen.lastRowNumber,
                columnCount: seen.columnCount, hiddenRowCount: seen.hiddenRowCount,
                hiddenColumns: handler.hiddenColumns, mergedRanges: seen.mergedRanges,
                findings: seen.findings.findings(file: displayName, sheet: sheet.name), reachedEnd: seen.reachedEnd)
        }
    }

    /// Refuses packages of another kind, by the type that OpenDocument files state first.
    private static func checkKind(of archive: PackageArchive) throws(WorkbookReadError) {
        if archive.contains("mimetype") {
            let type = try start(of: "mimetype", in: archive, count: 256)
            // Templates (.ots) have the same content.
            if type.starts(with: mediaType.utf8) { return }
            let isDocument = type.starts(with: "application/vnd.oasis.opendocument".utf8)
            throw .notOpenDocument(file: archive.file, looksLike: isDocument ? .otherOpenDocument : .zip)
        }
        if archive.contains(content) { return }
        if archive.contains("xl/workbook.xml") { throw .notOpenDocument(file: archive.file, looksLike: .workbook) }
        throw .notOpenDocument(
            file: archive.file, looksLike: archive.contains("[Content_Types].xml") ? .otherOffice : .zip)
    }

    /// Whether the manifest says that parts are encrypted.
    private static func isEncrypted(_ archive: PackageArchive) throws(WorkbookReadError) -> Bool {
        let manifest = "META-INF/manifest.xml"
        guard archive.contains(manifest) else { return false }
        return try start(of: manifest, in: archive, count: 1 << 20).contains(Array("encryption-data".utf8))
    }

    /// The first bytes of a part.
    private static func start(
        of part: String, in archive: PackageArchive, count: Int
    ) throws(WorkbookReadError) -> [UInt8] {
        let stream = try archive.open(archive.entry(part))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { unsafe buffer.deallocate() }
        var filled = 0
        while filled < count {
            let read = unsafe try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            if read == 0 { break }
            filled += read
        }
        return unsafe Array(buffer.prefix(filled))
    }
}
