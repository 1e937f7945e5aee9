/// A workbook of any make whose sheets are read row by row.
protocol SpreadsheetReader {
    /// The name of the file in messages.
    var displayName: String { get }
    /// The sheets in the order of their tabs, hidden ones included.
    var sheets: [SheetInfo] { get }

    /// The sheet that a selector means.
    func sheet(_ selector: SheetSelector) throws(WorkbookReadError) -> SheetInfo

    /// Reads the rows of a sheet in order, at most so many.
    @discardableResult
    func readRows(
        sheet selector: SheetSelector, firstRows: Int?, _ body: (WorkbookRow) throws -> Void
    ) throws -> SheetSummary
}

extension WorkbookReader: SpreadsheetReader {}

extension SpreadsheetReader {
    /// Finds the sheet that a selector means among ``sheets``.
    ///
    /// - Throws: ``WorkbookReadError/sheetNotFound(file:name:sheets:)`` with the nearest name as remedy, or another
    ///   case when the sheet has no rows.
    func select(_ selector: SheetSelector) throws(WorkbookReadError) -> SheetInfo {
        let found: SheetInfo
        switch selector {
        case .name(let name):
            let folded = name.lowercased()
            guard
                let sheet = sheets.first(where: { $0.name == name })
                    ?? sheets.first(where: { $0.name.lowercased() == folded })
            else { throw .sheetNotFound(file: displayName, name: name, sheets: sheets.map(\.name)) }
            found = sheet
        case .position(let position):
            guard position >= 1, position <= sheets.count else {
                throw .positionNotFound(file: displayName, position: position, count: sheets.count)
            }
            found = sheets[position - 1]
        case .firstVisible:
            guard let sheet = sheets.first(where: { !$0.isHidden && $0.kind == .worksheet }) else {
                throw .noSheets(file: displayName)
            }
            found = sheet
        }
        guard found.kind == .worksheet || found.kind == .macrosheet else {
            if found.part == nil { throw .partMissing(file: displayName, part: "of sheet '\(found.name)'") }
            throw .notAWorksheet(file: displayName, sheet: found.name, kind: found.kind)
        }
        return found
    }
}

extension DeclaredFormat.Kind {
    /// Opens a workbook of this kind; one of another kind is refused by its contents.
    func openSpreadsheet(_ path: String, _ displayName: String) throws(WorkbookReadError) -> any SpreadsheetReader {
        self == .ods
            ? try ODSReader(path: path, displayName: displayName)
            : try WorkbookReader(path: path, displayName: displayName)
    }
}
