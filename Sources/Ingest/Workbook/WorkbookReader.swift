/// Reads an XLSX workbook: its list of sheets, and the rows of a sheet one after the other.
///
/// ```swift
/// let workbook = try WorkbookReader(path: path, displayName: "survey-2024.xlsx")
/// let summary = try workbook.readRows(sheet: .name("Answers")) { row in
///     print(row.rowNumber, row.cells)
/// }
/// ```
///
/// The file is opened once and its sheets are unpacked piece by piece, so that memory grows with the shared strings
/// and the widest row, not with the number of rows; the sheet read last is kept unpacked up to a limit. Nothing is recalculated, no macro runs, no link is followed, and
/// document types (which could define entities) are refused.
public final class WorkbookReader {
    /// The name of the file in messages.
    public let displayName: String
    /// The workbook's sheets in the order of their tabs, hidden ones and charts included.
    public let sheets: [SheetInfo]
    /// Bounds on what the workbook may make this reader do.
    public let limits: WorkbookLimits

    private let archive: PackageArchive
    private let structure: PackageStructure
    private var definitions: (strings: SharedStrings, styles: CellStyles)?
    /// The sheet that was read last, which is most often read again: first its header, then its rows.
    private var content: SheetContent?

    /// Opens a workbook and reads its list of sheets.
    ///
    /// - Parameters:
    ///   - path: Where the file is.
    ///   - displayName: What to call it in messages, such as its path relative to the project.
    ///   - limits: Bounds on sizes.
    /// - Throws: ``WorkbookReadError`` when the file is something else, encrypted, damaged or too large.
    /// - Complexity: O(parts + sheets); no sheet is read.
    public init(
        path: String, displayName: String, limits: WorkbookLimits = WorkbookLimits()
    ) throws(WorkbookReadError) {
        archive = try PackageArchive(path: path, file: displayName, limits: limits)
        structure = try PackageStructure(archive)
        sheets = structure.sheets
        self.displayName = displayName
        self.limits = limits
    }

    /// The sheet that a selector means.
    ///
    /// - Throws: ``WorkbookReadError/sheetNotFound(file:name:sheets:)`` with the nearest name as remedy, or another
    ///   case when the sheet has no rows.
    public func sheet(_ selector: SheetSelector) throws(WorkbookReadError) -> SheetInfo {
        try select(selector)
    }

    /// Reads the rows of a sheet in order.
    ///
    /// Rows that the file leaves out are not handed over, and ``WorkbookRow/rowNumber`` tells where they were; rows
    /// with formatting but no value are handed over without cells. A damaged file may be noticed only after rows have
    /// been handed over: what they led to holds only when the call returns.
    ///
    /// - Parameters:
    ///   - selector: Which sheet.
    ///   - firstRows: How many rows to read at most; nil for all.
    ///   - body: Takes each row. What it throws ends the reading and is thrown on as it is.
    /// - Returns: What was seen on the way: merged ranges, hidden columns, findings.
    /// - Throws: ``WorkbookReadError``, or the error of `body`.
    /// - Complexity: O(bytes of the sheet); about three million cells a second on one core.
    @discardableResult
    public func readRows(
        sheet selector: SheetSelector = .firstVisible, firstRows: Int? = nil, _ body: (WorkbookRow) throws -> Void
    ) throws -> SheetSummary {
        let sheet = try sheet(selector)
        guard let part = sheet.part else {
            throw WorkbookReadError.partMissing(file: displayName, part: "of sheet '\(sheet.name)'")
        }
        let decoder = try decoder()
        let content = try content(of: part, decoder)
        return try withoutActuallyEscaping(body) { body in
            var handler = SheetHandler(
                decoder: decoder, merged: MergedCells(content.mergedRanges), limits: limits,
                rowLimit: max(0, firstRows ?? .max), body: body)
            let reachedEnd =
                try firstRows ?? 1 > 0
                && parsePart(content.source(), part: part, archive: archive, handler: &handler)
            if reachedEnd { handler.compareMerges(foreseen: content.mergedRanges) }
            return SheetSummary(
                sheet: sheet, rowCount: handler.rowCount, lastRowNumber: handler.lastRowNumber,
                columnCount: handler.columnCount, hiddenRowCount: handler.hiddenRowCount,
                hiddenColumns: handler.hiddenColumns,
                mergedRanges: reachedEnd ? handler.mergedRanges : content.mergedRanges,
                findings: handler.findings.findings(file: displayName, sheet: sheet.name), reachedEnd: reachedEnd)
        }
    }

    private func content(of part: String, _ decoder: CellDecoder) throws -> SheetContent {
        if let content, content.part == part { return content }
        content = nil
        let content = try SheetContent(part, archive: archive) { source throws in
            // Only a sheet that is not in UTF-8 comes here: its merged ranges take a parsing of their own.
            var handler = SheetHandler(
                decoder: decoder, merged: MergedCells([]), limits: limits, rowLimit: .max, body: { _ in })
            _ = try parsePart(source, part: part, archive: archive, handler: &handler)
            return handler.mergedRanges
        }
        self.content = content
        return content
    }

    /// Shared strings and styles, read when the first sheet is.
    private func decoder() throws -> CellDecoder {
        let known: (strings: SharedStrings, styles: CellStyles)
        if let definitions {
            known = definitions
        } else {
            known = (
                try structure.sharedStrings.map { try SharedStrings($0, in: archive) } ?? SharedStrings(),
                try structure.styles.map { part throws(WorkbookReadError) in try CellStyles(part, in: archive) }
                    ?? CellStyles()
            )
            definitions = known
        }
        return CellDecoder(strings: known.strings, styles: known.styles, dateSystem: structure.dateSystem)
    }
}
