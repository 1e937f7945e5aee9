/// What a file that is not of the expected kind looks like, by its first bytes.
public enum FileSignature: String, Sendable, Hashable {
    case empty, oldExcel, workbook, binaryWorkbook, spreadsheetML2003, openDocument, otherOpenDocument, otherOffice,
        html,
        xml, json, pdf, zip, gzip, spss
    case delimitedText, text, unknown

    /// A phrase that completes "it looks like …".
    public var description: String {
        switch self {
        case .empty: "an empty file"
        case .oldExcel: "a workbook of Excel 97–2003 (.xls) or another old Office document"
        case .workbook: "a workbook (.xlsx)"
        case .binaryWorkbook: "a binary Excel workbook (.xlsb)"
        case .spreadsheetML2003: "an XML spreadsheet of Excel 2003"
        case .openDocument: "an OpenDocument spreadsheet (.ods)"
        case .otherOpenDocument: "an OpenDocument file that is no spreadsheet"
        case .otherOffice: "an Office document that is no workbook"
        case .html: "a web page, which some systems export under the name .xls or .xlsx"
        case .xml: "an XML file"
        case .json: "a JSON file"
        case .pdf: "a PDF"
        case .zip: "a zip archive without a workbook in it"
        case .gzip: "a gzip archive"
        case .spss: "an SPSS data file (.sav or .zsav)"
        case .delimitedText: "delimited text (CSV)"
        case .text: "plain text"
        case .unknown: "no kind of file that Kaiku knows"
        }
    }

    var remedies: [String] {
        switch self {
        case .empty: ["export or download the file again"]
        case .delimitedText, .text: ["read it as CSV: set `format: {kind: csv}` in the mapping, or rename the file"]
        case .spss: ["read it as SPSS: set `format: {kind: spss}` in the mapping, or rename the file to .sav"]
        case .workbook: ["read it as XLSX: set `format: {kind: xlsx}` in the mapping, or rename the file to .xlsx"]
        case .openDocument: ["read it as ODS: set `format: {kind: ods}` in the mapping, or rename the file to .ods"]
        case .json:
            [
                "read it as JSON: set `format: {kind: json}` in the mapping (`jsonl` for one record a line), or rename the file"
            ]
        case .zip, .gzip: ["unpack it and give the workbook inside"]
        default: ["open it in Excel or LibreOffice and save it as .xlsx"]
        }
    }

    /// Recognises a file by its beginning.
    ///
    /// - Parameter head: The first bytes, a few kilobytes if there are as many.
    init(head: [UInt8]) {
        var text = head[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        let isWide = text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF])
        if isWide { text = text.dropFirst(2).filter { $0 != 0 }[...] }
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        let trimmed = text.drop(while: isSpace)
        let folded = trimmed.prefix(2048).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if head.isEmpty {
            self = .empty
        } else if head.starts(with: Self.compoundFile) {
            self = .oldExcel
        } else if head.starts(with: [0x09, 0x08]) || head.starts(with: [0x09, 0x04]) || head.starts(with: [0x09, 0x02])
        {
            self = .oldExcel  // a bare BIFF stream of Excel 2–5
        } else if head.starts(with: "PK".utf8) {
            self = .zip
        } else if head.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if head.starts(with: "%PDF".utf8) {
            self = .pdf
        } else if Self.isSPSS(head) {
            self = .spss
        } else if folded.starts(with: "<".utf8) {
            self =
                if folded.contains("urn:schemas-microsoft-com:office:spreadsheet") { .spreadsheetML2003 }  //
                else if folded.contains("<html") || folded.contains("<table") || folded.contains("<!doctype html") {
                    .html
                }  //
                else { .xml }
        } else if trimmed.isEmpty || head.contains(0) && !isWide {
            self = .unknown
        } else if trimmed.starts(with: "{".utf8) || trimmed.starts(with: "[".utf8) {
            self = .json
        } else if trimmed.contains(where: { $0 < 0x20 && !isSpace($0) }) {
            self = .unknown
        } else {
            let firstLine = trimmed.prefix { $0 != 0x0A && $0 != 0x0D }
            self = firstLine.contains(where: { ",;\t|".utf8.contains($0) }) ? .delimitedText : .text
        }
    }

    /// Whether a file begins as SPSS's system files do, plain or compressed.
    static func isSPSS(_ head: [UInt8]) -> Bool { head.starts(with: "$FL2".utf8) || head.starts(with: "$FL3".utf8) }

    /// How a compound file (OLE) begins: Office documents up to 2003, and encrypted ones since.
    static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// The name of the stream in which an encrypted workbook lies inside a compound file, as UTF-16.
    static let encryptedPackage: [UInt8] = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
}

extension [UInt8] {
    /// Whether the bytes contain those of `needle`.
    fileprivate func contains(_ needle: String) -> Bool { contains(Array(needle.utf8)) }

    /// Whether the bytes contain those of `needle`, at any place.
    func contains(_ needle: [UInt8]) -> Bool {
        guard let first = needle.first, count >= needle.count else { return needle.isEmpty }
        for start in 0...(count - needle.count) where self[start] == first {
            if self[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }
}
