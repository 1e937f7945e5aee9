public import Diagnostics

/// A reason why a workbook, or a sheet of it, cannot be read.
///
/// `file` is the name that the user gave the file, never an absolute path.
public enum WorkbookReadError: ExplainedError, Hashable {
    /// The file cannot be opened or is no regular file.
    case cannotOpen(file: String, reason: String)
    /// The file is something else than an XLSX workbook; `looksLike` says what.
    case notAWorkbook(file: String, looksLike: FileSignature)
    /// The file is something else than an OpenDocument spreadsheet; `looksLike` says what.
    case notOpenDocument(file: String, looksLike: FileSignature)
    /// The end of the package is missing.
    case truncated(file: String)
    /// The workbook opens with a password only.
    case passwordProtected(file: String)
    /// The OpenDocument spreadsheet opens with a password only.
    case encryptedDocument(file: String)
    /// A part of the package is missing, though the workbook needs it.
    case partMissing(file: String, part: String)
    /// A part's bytes do not decompress or do not agree with their checksum.
    case partDamaged(file: String, part: String, reason: String)
    /// A part is not the XML that it should be.
    case badXML(file: String, part: String, line: Int, reason: String)
    /// A part exceeds a limit of ``WorkbookLimits``.
    case tooLarge(file: String, part: String, limit: String)
    /// The workbook lists no sheets.
    case noSheets(file: String)
    /// There is no sheet of that name.
    case sheetNotFound(file: String, name: String, sheets: [String])
    /// There is no sheet at that place.
    case positionNotFound(file: String, position: Int, count: Int)
    /// The sheet is a chart or another sheet without rows.
    case notAWorksheet(file: String, sheet: String, kind: SheetInfo.Kind)

    public var code: String {
        switch self {
        case .cannotOpen: "ingest.workbook-cannot-open"
        case .notAWorkbook, .notOpenDocument: "ingest.workbook-other-format"
        case .truncated: "ingest.workbook-truncated"
        case .passwordProtected, .encryptedDocument: "ingest.workbook-password"
        case .partMissing: "ingest.workbook-part-missing"
        case .partDamaged: "ingest.workbook-damaged"
        case .badXML: "ingest.workbook-bad-xml"
        case .tooLarge: "ingest.workbook-too-large"
        case .noSheets: "ingest.workbook-no-sheets"
        case .sheetNotFound, .positionNotFound: "ingest.workbook-sheet-not-found"
        case .notAWorksheet: "ingest.workbook-not-a-worksheet"
        }
    }

    public var explanation: Explanation {
        switch self {
        case .cannotOpen(let file, let reason):
            Explanation(
                summary: "\(file): the workbook cannot be opened", cause: reason,
                remedies: ["check the path and that the file may be read"])
        case .notAWorkbook(let file, let signature):
            Explanation(
                summary: "\(file): this is no XLSX workbook", cause: "it looks like \(signature.description)",
                remedies: signature.remedies)
        case .notOpenDocument(let file, let signature):
            Explanation(
                summary: "\(file): this is no OpenDocument spreadsheet (.ods)",
                cause: "it looks like \(signature.description)", remedies: signature.remedies)
        case .truncated(let file):
            Explanation(
                summary: "\(file): the workbook is cut short", cause: "the directory at its end is missing",
                remedies: ["download or copy the file again", "open it in Excel, let it repair the file, and save it"])
        case .passwordProtected(let file):
            Explanation(
                summary: "\(file): the workbook is protected by a password",
                cause: "its contents are encrypted and Kaiku holds no passwords",
                remedies: ["open it in Excel, remove the password under File > Info > Protect Workbook, and save it"])
        case .encryptedDocument(let file):
            Explanation(
                summary: "\(file): the spreadsheet is protected by a password",
                cause: "its contents are encrypted and Kaiku holds no passwords",
                remedies: ["open it in LibreOffice and save it again without 'Save with password'"])
        case .partMissing(let file, let part):
            Explanation(
                summary: "\(file): the workbook lacks its part '\(PersonalData.masked(part))'",
                cause: "another part refers to it, or every workbook has one",
                remedies: Self.resave)
        case .partDamaged(let file, let part, let reason):
            Explanation(
                summary: "\(file): the part '\(PersonalData.masked(part))' of the workbook is damaged", cause: reason,
                remedies: ["download or copy the file again"] + Self.resave)
        case .badXML(let file, let part, let line, let reason):
            Explanation(
                summary: "\(file): the part '\(PersonalData.masked(part))' of the workbook is wrong at line \(line)",
                cause: reason,
                remedies: Self.resave)
        case .tooLarge(let file, let part, let limit):
            Explanation(
                summary: "\(file): the part '\(PersonalData.masked(part))' of the workbook is too large", cause: limit,
                remedies: ["split the workbook", "export the data as CSV"])
        case .noSheets(let file):
            Explanation(
                summary: "\(file): the workbook has no worksheet that is visible",
                cause: "its list of sheets is empty, or holds charts and hidden sheets only", remedies: Self.resave)
        case .sheetNotFound(let file, let name, let sheets):
            Explanation(
                summary: "\(file): there is no sheet '\(name)'", cause: "its sheets are \(Self.list(sheets))",
                remedies: Self.suggestion(name, sheets) + ["name one of its sheets under `sheet:` in the mapping"])
        case .positionNotFound(let file, let position, let count):
            Explanation(
                summary: "\(file): there is no sheet number \(position)",
                cause: "the workbook has \(count) \(count == 1 ? "sheet" : "sheets"), counted from 1",
                remedies: ["give a number from 1 to \(count), or the sheet's name, under `sheet:` in the mapping"])
        case .notAWorksheet(let file, let sheet, let kind):
            Explanation(
                summary: "\(file)!\(PersonalData.masked(sheet)): this sheet has no rows",
                cause: "it is a \(kind.rawValue)",
                remedies: ["name a worksheet under `sheet:` in the mapping"])
        }
    }

    private static let resave = ["open it in Excel or LibreOffice and save it again as .xlsx"]

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(20).map { "'\(PersonalData.masked($0))'" }.joined(separator: ", ")
        return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
    }

    private static func suggestion(_ name: String, _ names: [String]) -> [String] {
        nearestName(to: name, in: names).map { ["did you mean '\(PersonalData.masked($0))'?"] } ?? []
    }
}
